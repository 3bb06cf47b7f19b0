// Files for other programs: Parquet and GeoJSON. tests/page reads Parquet with a reader of others.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "corridor/results/geojson.hpp"
#include "corridor/results/parquet.hpp"
#include "corridor/results/tables.hpp"
#include "tiny_world.hpp"

namespace corridor::results {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

TEST(Parquet, FramesColumnsWithItsMagicAndTheSizeOfTheFooter) {
  Table table{"flows", {{"name", ""}, {"teu", "TEU", 1}}, {}};
  table.add_row(std::string("Чаман"), 12.34);
  table.add_row(Cell(), Cell());
  const std::string file = write_parquet(table);
  EXPECT_THAT(file, StartsWith("PAR1"));
  EXPECT_THAT(file, EndsWith("PAR1"));
  EXPECT_THAT(file, HasSubstr("Чаман"));
  std::size_t footer = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    footer |= std::size_t{static_cast<unsigned char>(file[file.size() - 8 + i])} << (8 * i);
  }
  EXPECT_THAT(file.substr(file.size() - 8 - footer, footer), HasSubstr("corridor"));
}

TEST(Parquet, GivesTheSameBytesForTheSameTable) {
  const Table flows = make_flows(tiny_outcome());
  EXPECT_EQ(write_parquet(flows), write_parquet(flows));
}

TEST(GeoJson, HasAFeatureForEachRowWithItsAttributes) {
  for (const MapLayer& layer : make_map_layers(tiny_outcome())) {
    const auto json = nlohmann::json::parse(write_geojson(layer));
    EXPECT_EQ(json["type"], "FeatureCollection");
    ASSERT_EQ(json["features"].size(), layer.table.row_count());
    const auto& first = json["features"][0];
    EXPECT_EQ(first["geometry"]["type"], layer.has_lines ? "MultiLineString" : "Point");
    EXPECT_EQ(first["properties"]["slug"], layer.table.text(0, "slug"));
  }
}

}  // namespace
}  // namespace corridor::results
