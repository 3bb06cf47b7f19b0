// Folders of tables: what is found missing, strange or unknown, and what the tables say of
// themselves.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "corridor/input/table.hpp"
#include "tiny_world.hpp"

namespace corridor::input {
namespace {

namespace fs = std::filesystem;

/// A folder of its own for each test, gone after it.
class TableFolder : public testing::Test {
 protected:
  TableFolder()
      : folder_(fs::path(testing::TempDir()) /
                fmt::format("tables-{}",
                            testing::UnitTest::GetInstance()->current_test_info()->name())) {
    fs::remove_all(folder_);
    fs::create_directories(folder_ / "evidence");
  }
  ~TableFolder() override { fs::remove_all(folder_); }
  TableFolder(const TableFolder&) = delete;
  TableFolder& operator=(const TableFolder&) = delete;

  void write(const std::string& file, const std::string& text) const {
    std::ofstream(folder_ / file, std::ios::binary) << text;
  }
  // An empty table with its header.
  void write_header(std::string_view table) const {
    const TableSpec* spec = find_table_spec(table);
    write(std::string(table) + ".csv",
          write_csv(Table{.spec = spec, .rows = {}, .row_of = {}, .hash = {}}));
  }
  void write_required() const {
    for (const TableSpec& spec : table_specs()) {
      if (spec.required) write_header(spec.name);
    }
  }
  [[nodiscard]] std::string findings() const {
    std::vector<Finding> findings;
    static_cast<void>(read_tables(folder_.string(), findings));
    std::string all;
    for (const Finding& finding : findings) all += format_finding(finding);
    for (std::size_t at = 0; (at = all.find(folder_.string())) != std::string::npos;) {
      all.replace(at, folder_.string().size(), "data");
    }
    return all;
  }

  fs::path folder_;
};

TEST_F(TableFolder, WithTheRequiredTablesIsEnough) {
  write_required();
  write("README.md", "not a table");
  EXPECT_EQ(findings(), "");
}

TEST_F(TableFolder, ReadsEvidenceToo) {
  write_required();
  write_header("evidence/sea_rates");
  std::vector<Finding> findings;
  const Tables tables = read_tables(folder_.string(), findings);
  EXPECT_NE(tables.find("evidence/sea_rates"), nullptr);
  EXPECT_EQ(tables.find("road_links"), nullptr);
}

TEST_F(TableFolder, TellsOfAMissingTable) {
  write_required();
  fs::remove(folder_ / "places.csv");
  EXPECT_EQ(findings(), R"(error E118: table `places` is missing
  --> data/places.csv
  help: every data folder needs it: Cities, border places, junctions, dry ports and seaports.
)");
}

TEST_F(TableFolder, TellsOfAMissingFolder) {
  fs::remove_all(folder_);
  EXPECT_EQ(findings(), R"(error E118: there is no data folder `data`
  --> data
  help: name a folder with the tables of the data pack
)");
}

TEST_F(TableFolder, TellsOfAFileThatCannotBeRead) {
  write_required();
  fs::create_directory(folder_ / "closures.csv");
  EXPECT_EQ(findings(), R"(error E118: the file cannot be read
  --> data/closures.csv
  help: check that it is a plain file and that you may read it
)");
}

TEST_F(TableFolder, TellsOfAFileThatIsFarTooLarge) {
  write_required();
  write_header("closures");
  fs::resize_file(folder_ / "closures.csv", (std::uintmax_t{64} << 20U) + 1);
  EXPECT_EQ(findings(), R"(error E119: the file holds 64 MB, more than 64
  --> data/closures.csv
  help: a table of the data pack is much smaller: is this the right file?
)");
}

TEST_F(TableFolder, TellsOfATableThatNobodyReads) {
  write_required();
  write_header("places");
  write("place.csv", "id\n");
  const std::string text = findings();
  EXPECT_EQ(text.substr(0, text.find("  help")), R"(error E121: no table is called `place`
  --> data/place.csv
  hint: did you mean `places`?
)");
}

TEST_F(TableFolder, TellsOfAnEmptyFile) {
  write_required();
  write("regions.csv", "");
  EXPECT_EQ(findings(), R"(error E120: table `regions` is empty: it has no header
  --> data/regions.csv
  help: first line: id,name,kind,contestable,grade,source,notes
)");
}

TEST(Tables, EvidenceRowsAreSourcesToo) {
  TinyWorld world;
  world.change("road_links", "60,2400,B,s", "60,2400,B,SR1");
  std::vector<Finding> findings;
  Tables tables = world.tables(findings);
  EXPECT_EQ(findings.size(), 1U);
  Table evidence{
      .spec = find_table_spec("evidence/sea_rates"), .rows = {}, .row_of = {}, .hash = {}};
  evidence.row_of.emplace("SR1", 0);
  tables.tables.emplace("evidence/sea_rates", evidence);
  findings.clear();
  check_references(tables, findings);
  EXPECT_TRUE(findings.empty());
}

TEST(Tables, CountRowsByGrade) {
  std::vector<Finding> findings;
  const Tables tables = TinyWorld().tables(findings);
  const std::vector<GradeCount> counts = count_rows_by_grade(tables);
  ASSERT_FALSE(counts.empty());
  EXPECT_EQ(counts[0], (GradeCount{.table = "places", .rows = 5, .by_grade = {0, 4, 1, 0}}));
  for (const GradeCount& count : counts) EXPECT_NE(count.table, "sources") << "has no grades";
}

TEST(Tables, AskedForAnUnknownColumnIsOurFault) {
  std::vector<Finding> findings;
  const Tables tables = TinyWorld().tables(findings);
  EXPECT_THROW(static_cast<void>(tables.find("places")->text(0, "nmae")), InternalError);
}

TEST(Tables, EveryCodeIsExplained) {
  for (int code = 101; code <= 147; ++code) {
    if ((code > 122 && code < 130) || code == 145) continue;  // never given out, or given up
    EXPECT_NE(explain_table_code(fmt::format("E{}", code)), nullptr) << code;
  }
  EXPECT_EQ(explain_table_code("E199"), nullptr);
}

}  // namespace
}  // namespace corridor::input
