// The specs themselves: complete, consistent, and told to other programs.
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "corridor/base/text.hpp"
#include "corridor/input/table.hpp"

namespace corridor::input {
namespace {

bool is_reference(CellType type) {
  return type == CellType::kRef || type == CellType::kRefList;
}
bool is_number(CellType type) {
  return type == CellType::kNumber || type == CellType::kInteger;
}

std::string full_name(const TableSpec& table, const ColumnSpec& column) {
  return std::string(table.name) + "." + std::string(column.name);
}

TEST(TableSpecs, BeginWithAnIdAndEndWithTheSource) {
  for (const TableSpec& table : table_specs()) {
    EXPECT_EQ(table.columns.front().type, CellType::kKey) << table.name;
    EXPECT_EQ(table.columns.front().name, "id") << table.name;
    EXPECT_EQ(table.columns.back().name, "notes") << table.name;
    if (table.name == "sources") continue;
    for (const std::string_view column : {"grade", "source"}) {
      const auto index = table.find(column);
      ASSERT_TRUE(index.has_value()) << table.name;
      EXPECT_TRUE(table.columns[*index].required) << table.name;
    }
  }
}

TEST(TableSpecs, NamesAreUnique) {
  std::set<std::string_view> tables;
  for (const TableSpec& table : table_specs()) {
    EXPECT_TRUE(tables.insert(table.name).second) << table.name;
    std::set<std::string_view> columns;
    for (const ColumnSpec& column : table.columns) {
      EXPECT_TRUE(columns.insert(column.name).second) << full_name(table, column);
    }
  }
}

TEST(TableSpecs, SayInWordsWhatEachColumnIs) {
  for (const TableSpec& table : table_specs()) {
    EXPECT_FALSE(table.what.empty()) << table.name;
    for (const ColumnSpec& column : table.columns) {
      EXPECT_FALSE(column.what.empty()) << full_name(table, column);
      EXPECT_LE(column.what.size(), 100U) << full_name(table, column);
    }
  }
}

TEST(TableSpecs, OptionsFitTheType) {
  for (const TableSpec& table : table_specs()) {
    for (const ColumnSpec& column : table.columns) {
      if (column.type == CellType::kChoice) {
        EXPECT_FALSE(column.options.empty()) << full_name(table, column);
      }
      if (!is_reference(column.type)) continue;
      for (const std::string& target : split(column.options, ' ')) {
        EXPECT_TRUE(target == "*" || find_table_spec(target) != nullptr)
            << full_name(table, column) << " refers to " << target;
      }
    }
  }
}

TEST(TableSpecs, BoundsAndUnitsBelongToNumbers) {
  for (const TableSpec& table : table_specs()) {
    for (const ColumnSpec& column : table.columns) {
      EXPECT_LT(column.least, column.most) << full_name(table, column);
      if (is_number(column.type)) continue;
      EXPECT_EQ(column.unit, "") << full_name(table, column);
      EXPECT_EQ(column.least, ColumnSpec().least) << full_name(table, column);
    }
  }
}

// A unit in a name that says something else than the spec would mislead whoever fills the table.
TEST(TableSpecs, NamesCarryTheUnit) {
  const std::pair<std::string_view, std::string_view> units[] = {
      {"_km", "km"},     {"_kmh", "km/h"},    {"_nm", "nm"},
      {"_days", "days"}, {"_pct", "%"},       {"_teu_per_day", "TEU/day"},
      {"_mm", "mm"},     {"_deg", "degrees"}, {"_teu_per_year", "TEU/year"}};
  for (const TableSpec& table : table_specs()) {
    for (const ColumnSpec& column : table.columns) {
      for (const auto& [ending, unit] : units) {
        if (!column.name.ends_with(ending) || !is_number(column.type)) continue;
        if (column.name.starts_with("usd_")) continue;
        EXPECT_EQ(column.unit, unit) << full_name(table, column);
      }
    }
  }
}

TEST(TableSpecs, RangesHaveBothEnds) {
  for (const TableSpec& table : table_specs()) {
    for (const ColumnSpec& column : table.columns) {
      const std::string name(column.name);
      if (!name.ends_with("_low") || name == "low") continue;
      const std::string value = name.substr(0, name.size() - 4);
      ASSERT_TRUE(table.find(value).has_value()) << full_name(table, column);
      ASSERT_TRUE(table.find(value + "_high").has_value()) << full_name(table, column);
      EXPECT_EQ(table.columns[*table.find(value)].unit, column.unit) << full_name(table, column);
    }
  }
}

TEST(DescribeTables, ListsEveryColumnWithUnitAndConstraints) {
  const auto package = nlohmann::json::parse(describe_tables());
  ASSERT_EQ(package["resources"].size(), table_specs().size());
  const auto& places = package["resources"][0];
  EXPECT_EQ(places["path"], "places.csv");
  EXPECT_EQ(places["schema"]["primaryKey"], "id");
  const auto& lat = places["schema"]["fields"][4];
  EXPECT_EQ(lat["name"], "lat_deg");
  EXPECT_EQ(lat["type"], "number");
  EXPECT_EQ(lat["unit"], "degrees");
  EXPECT_EQ(lat["constraints"]["minimum"], -90);
  EXPECT_EQ(lat["constraints"]["required"], true);
  EXPECT_EQ(places["schema"]["foreignKeys"][0]["reference"]["resource"], "countries");
  EXPECT_GE(package["licenses"].size(), 1U);
}

TEST(DescribeTables, IsTheSameEveryTime) {
  EXPECT_EQ(describe_tables(), describe_tables());
}

}  // namespace
}  // namespace corridor::input
