// The specs themselves: complete, consistent, and told to other programs.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "corridor/base/text.hpp"
#include "corridor/input/table.hpp"

namespace corridor::input {
namespace {

using testing::IsEmpty;

bool is_reference(CellType type) {
  return type == CellType::kRef || type == CellType::kRefList;
}
bool is_number(CellType type) {
  return type == CellType::kNumber || type == CellType::kInteger;
}

// Full names of the columns for which `is_wrong(table, column)`.
template <class F>
std::vector<std::string> columns_where(F is_wrong) {
  std::vector<std::string> names;
  for (const TableSpec& table : table_specs()) {
    for (const ColumnSpec& column : table.columns) {
      if (is_wrong(table, column)) names.push_back(fmt::format("{}.{}", table.name, column.name));
    }
  }
  return names;
}

// Names of the tables for which `is_wrong(table)`.
template <class F>
std::vector<std::string_view> tables_where(F is_wrong) {
  std::vector<std::string_view> names;
  for (const TableSpec& table : table_specs()) {
    if (is_wrong(table)) names.push_back(table.name);
  }
  return names;
}

bool requires_column(const TableSpec& table, std::string_view name) {
  const auto index = table.find(name);
  return index && table.columns[*index].required;
}

TEST(TableSpecs, BeginWithAnIdAndEndWithNotes) {
  EXPECT_THAT(tables_where([](const TableSpec& table) {
                const ColumnSpec& first = table.columns.front();
                return first.type != CellType::kKey || first.name != "id" ||
                       table.columns.back().name != "notes";
              }),
              IsEmpty());
}

TEST(TableSpecs, RequireGradeAndSourceOfEveryRowButASource) {
  EXPECT_THAT(tables_where([](const TableSpec& table) {
                return !requires_column(table, "grade") || !requires_column(table, "source");
              }),
              testing::ElementsAre("sources"));
}

TEST(TableSpecs, NamesAreUnique) {
  EXPECT_THAT(
      tables_where([](const TableSpec& table) { return find_table_spec(table.name) != &table; }),
      IsEmpty());
  EXPECT_THAT(columns_where([](const TableSpec& table, const ColumnSpec& column) {
                return &table.columns[*table.find(column.name)] != &column;
              }),
              IsEmpty());
}

TEST(TableSpecs, SayInOneLineWhatEachColumnIs) {
  EXPECT_THAT(tables_where([](const TableSpec& table) { return table.what.empty(); }), IsEmpty());
  EXPECT_THAT(columns_where([](const TableSpec&, const ColumnSpec& column) {
                return column.what.empty() || column.what.size() > 100;
              }),
              IsEmpty());
}

TEST(TableSpecs, ChoicesHaveWords) {
  EXPECT_THAT(columns_where([](const TableSpec&, const ColumnSpec& column) {
                return column.type == CellType::kChoice && column.options.empty();
              }),
              IsEmpty());
}

TEST(TableSpecs, ReferencesGoToTablesThatExist) {
  EXPECT_THAT(columns_where([](const TableSpec&, const ColumnSpec& column) {
                const auto targets = split(column.options, ' ');
                const bool is_known =
                    std::all_of(targets.begin(), targets.end(), [](const std::string& target) {
                      return target == "*" || find_table_spec(target) != nullptr;
                    });
                return is_reference(column.type) && (targets.empty() || !is_known);
              }),
              IsEmpty());
}

TEST(TableSpecs, BoundsAndUnitsBelongToNumbers) {
  EXPECT_THAT(columns_where([](const TableSpec&, const ColumnSpec& column) {
                const ColumnSpec plain;
                const bool is_plain =
                    column.unit.empty() && column.least == plain.least && column.most == plain.most;
                return column.least >= column.most || (!is_number(column.type) && !is_plain);
              }),
              IsEmpty());
}

// A unit in a name that says something else than the spec would mislead whoever fills the table.
TEST(TableSpecs, NamesCarryTheUnit) {
  const std::map<std::string_view, std::string_view> units = {
      {"_km", "km"},     {"_kmh", "km/h"},    {"_nm", "nm"},
      {"_days", "days"}, {"_pct", "%"},       {"_teu_per_day", "TEU/day"},
      {"_mm", "mm"},     {"_deg", "degrees"}, {"_teu_per_year", "TEU/year"}};
  EXPECT_THAT(columns_where([&](const TableSpec&, const ColumnSpec& column) {
                if (!is_number(column.type) || column.name.starts_with("usd_")) return false;
                return std::any_of(units.begin(), units.end(), [&](const auto& unit) {
                  return column.name.ends_with(unit.first) && column.unit != unit.second;
                });
              }),
              IsEmpty());
}

TEST(TableSpecs, RangesHaveBothEndsInOneUnit) {
  EXPECT_THAT(columns_where([](const TableSpec& table, const ColumnSpec& column) {
                const std::string name(column.name);
                if (!name.ends_with("_low")) return false;
                const std::string value = name.substr(0, name.size() - 4);
                const auto middle = table.find(value);
                const auto high = table.find(value + "_high");
                return !middle || !high || table.columns[*middle].unit != column.unit ||
                       table.columns[*high].unit != column.unit;
              }),
              IsEmpty());
}

TEST(TableSpecs, AColumnThatDoesNotExistIsNotFound) {
  EXPECT_EQ(find_table_spec("places")->find("nmae"), std::nullopt);
  EXPECT_EQ(find_table_spec("palces"), nullptr);
}

TEST(DescribeTables, ListsEveryTable) {
  const auto package = nlohmann::json::parse(describe_tables());
  EXPECT_EQ(package["resources"].size(), table_specs().size());
  EXPECT_EQ(package["resources"][0]["path"], "places.csv");
  EXPECT_EQ(package["licenses"].size(), 3U);
}

TEST(DescribeTables, TellsUnitConstraintsAndKeys) {
  const auto package = nlohmann::json::parse(describe_tables());
  const auto& schema = package["resources"][0]["schema"];
  EXPECT_EQ(schema["primaryKey"], "id");
  EXPECT_EQ(schema["fields"][4], nlohmann::json::parse(R"({
    "name": "lat_deg", "type": "number", "unit": "degrees", "description": "latitude",
    "constraints": {"required": true, "minimum": -90.0, "maximum": 90.0}})"));
  EXPECT_EQ(schema["foreignKeys"][0], nlohmann::json::parse(R"({
    "fields": "country", "reference": {"resource": "countries", "fields": "id"}})"));
}

TEST(DescribeTables, IsTheSameEveryTime) {
  EXPECT_EQ(describe_tables(), describe_tables());
}

}  // namespace
}  // namespace corridor::input
