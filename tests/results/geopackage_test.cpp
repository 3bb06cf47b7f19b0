#include "corridor/results/geopackage.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "tiny_world.hpp"

namespace corridor::results {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

// A GeoPackage opened from its bytes.
class Reader {
 public:
  explicit Reader(std::string bytes) : bytes_(std::move(bytes)) {
    sqlite3_open(":memory:", &database_);
    const auto size = static_cast<sqlite3_int64>(bytes_.size());
    auto* data = static_cast<unsigned char*>(sqlite3_malloc64(bytes_.size()));
    std::memcpy(data, bytes_.data(), bytes_.size());
    EXPECT_EQ(
        sqlite3_deserialize(database_, "main", data, size, size, SQLITE_DESERIALIZE_FREEONCLOSE),
        SQLITE_OK);
  }
  ~Reader() { sqlite3_close(database_); }
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  /// First column of all rows, as bytes.
  [[nodiscard]] std::vector<std::string> ask(const std::string& sql) const {
    sqlite3_stmt* statement = nullptr;
    EXPECT_EQ(sqlite3_prepare_v2(database_, sql.c_str(), -1, &statement, nullptr), SQLITE_OK)
        << sqlite3_errmsg(database_);
    std::vector<std::string> rows;
    while (sqlite3_step(statement) == SQLITE_ROW) {
      const auto* data = static_cast<const char*>(sqlite3_column_blob(statement, 0));
      rows.emplace_back(data == nullptr ? "" : data,
                        static_cast<std::size_t>(sqlite3_column_bytes(statement, 0)));
    }
    sqlite3_finalize(statement);
    return rows;
  }

 private:
  std::string bytes_;
  sqlite3* database_ = nullptr;
};

double double_at(const std::string& blob, std::size_t offset) {
  double value = 0.0;
  std::memcpy(&value, blob.data() + offset, sizeof value);
  return value;
}

std::uint32_t number_at(const std::string& blob, std::size_t offset) {
  std::uint32_t value = 0;
  std::memcpy(&value, blob.data() + offset, sizeof value);
  return value;
}

TEST(GeoPackage, HasTheMandatoryMarksAndTables) {
  const Reader reader(write_geopackage(tiny_outcome()));
  EXPECT_THAT(reader.ask("PRAGMA application_id"), ElementsAre(std::to_string(0x47504B47)));
  EXPECT_THAT(reader.ask("PRAGMA user_version"), ElementsAre("10300"));
  EXPECT_THAT(reader.ask("PRAGMA integrity_check"), ElementsAre("ok"));
  EXPECT_THAT(reader.ask("PRAGMA foreign_key_check"), ElementsAre());
  EXPECT_THAT(reader.ask("SELECT srs_id FROM gpkg_spatial_ref_sys ORDER BY 1"),
              ElementsAre("-1", "0", "4326"));
  EXPECT_THAT(reader.ask("SELECT table_name FROM gpkg_contents ORDER BY 1"),
              ElementsAre("borders", "gateways", "links", "places"))
      << "no services, no layer";
  EXPECT_THAT(reader.ask("SELECT DISTINCT last_change FROM gpkg_contents"),
              ElementsAre("2026-01-01T00:00:00.000Z"));
}

TEST(GeoPackage, PutsPlacesWhereTheyAre) {
  const Reader reader(write_geopackage(tiny_outcome()));
  const auto blobs = reader.ask("SELECT geom FROM places WHERE slug = 'karachi'");
  ASSERT_EQ(blobs.size(), 1u);
  const std::string& blob = blobs[0];
  ASSERT_EQ(blob.size(), 8u + 5 + 16);
  EXPECT_EQ(blob.substr(0, 4), std::string("GP\0\1", 4));
  EXPECT_EQ(number_at(blob, 4), 4326u);
  EXPECT_EQ(number_at(blob, 9), 1u);
  EXPECT_EQ(double_at(blob, 13), 67.0);
  EXPECT_EQ(double_at(blob, 21), 24.8);
}

TEST(GeoPackage, CarriesLoadsAsTheTablesDo) {
  const Reader reader(write_geopackage(tiny_outcome()));
  EXPECT_THAT(reader.ask("SELECT forward_teu FROM borders WHERE slug = 'bx_torkham'"),
              ElementsAre("6570.0"));
  EXPECT_THAT(reader.ask("SELECT unit FROM borders WHERE slug = 'bx_torkham'"),
              ElementsAre("trucks/year"));
  EXPECT_THAT(reader.ask("SELECT source FROM borders WHERE slug = 'bx_torkham'"),
              ElementsAre("by hand"));
  EXPECT_THAT(reader.ask("SELECT teu FROM gateways ORDER BY slug"),
              ElementsAre("2190.0", "6570.0"));
  EXPECT_THAT(reader.ask("SELECT circular FROM gateways WHERE slug = 'karachi'"),
              ElementsAre("yes"));
}

TEST(GeoPackage, DrawsAllRoadsButOnlySeaLanesThatCarryBoxes) {
  outcome::Outcome outcome = tiny_outcome();
  EXPECT_THAT(Reader(write_geopackage(outcome)).ask("SELECT count(*) FROM links"),
              ElementsAre("8"));
  for (auto& loads : outcome.loads) loads.assign(12, {});
  EXPECT_THAT(Reader(write_geopackage(outcome)).ask("SELECT count(*) FROM links"),
              ElementsAre("6"));
}

TEST(GeoPackage, SeaLanesFollowTheGreatCircle) {
  const Reader reader(write_geopackage(tiny_outcome()));
  const auto blob = reader.ask("SELECT geom FROM links WHERE slug = 'sea_shanghai_bandar'").at(0);
  EXPECT_EQ(number_at(blob, 41), 5u);  // multi line string
  EXPECT_EQ(number_at(blob, 45), 1u);
  EXPECT_EQ(number_at(blob, 54), 9u);  // points of 8 segments
  // The middle of the great circle lies north of both ends.
  EXPECT_GT(double_at(blob, 58 + 4 * 16 + 8), 33.0);
}

TEST(GeoPackage, LinesAreCutAtTheAntimeridian) {
  auto scenario = tiny_scenario();
  scenario->places[model::PlaceId(0)].position = {40.0, -170.0};
  const Reader reader(write_geopackage(solve_by_hand(scenario)));
  const auto blob = reader.ask("SELECT geom FROM links WHERE slug = 'sea_shanghai_karachi'").at(0);
  ASSERT_EQ(number_at(blob, 45), 2u);
  const std::uint32_t points = number_at(blob, 54);
  const std::size_t last = 58 + (points - 1) * 16;
  const std::size_t next = 58 + points * 16 + 9;
  EXPECT_EQ(double_at(blob, last), -180.0);
  EXPECT_EQ(double_at(blob, next), 180.0);
  EXPECT_EQ(double_at(blob, last + 8), double_at(blob, next + 8));
}

TEST(GeoPackage, SameOutcomeSameBytes) {
  EXPECT_EQ(write_geopackage(tiny_outcome()), write_geopackage(tiny_outcome()));
}

std::string output_of(const std::string& command) {
  std::string text;
  FILE* pipe = popen(command.c_str(), "r");
  char buffer[512];
  while (std::fgets(buffer, sizeof buffer, pipe) != nullptr) text += buffer;
  pclose(pipe);
  return text;
}

TEST(GeoPackage, OpensInGdal) {
  if (std::system("command -v ogrinfo > /dev/null") != 0) {
    GTEST_SKIP() << "ogrinfo is absent: install gdal-bin to try the map in GDAL";
  }
  const auto path = std::filesystem::path(testing::TempDir()) / "corridor_ogrinfo.gpkg";
  std::ofstream(path, std::ios::binary) << write_geopackage(tiny_outcome());
  const std::string text =
      output_of("ogrinfo -ro -al -so -nomd " + path.string() + " 2>&1 | grep -v '[][]'");
  std::filesystem::remove(path);
  for (const char* expected :
       {"Layer name: links\nGeometry: Multi Line String\nFeature Count: 8\n",
        "Layer name: places\nGeometry: Point\nFeature Count: 8\n", "forward_capacity: Real"}) {
    EXPECT_THAT(text, HasSubstr(expected));
  }
  for (const char* complaint : {"ERROR", "Warning", "forward_capacity: String"}) {
    EXPECT_THAT(text, testing::Not(HasSubstr(complaint)));
  }
}

}  // namespace
}  // namespace corridor::results
