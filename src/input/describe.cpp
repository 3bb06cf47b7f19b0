// The specs as a Frictionless descriptor, so that other programs can check and join the tables.
#include <nlohmann/json.hpp>

#include "corridor/base/text.hpp"
#include "corridor/input/table.hpp"

namespace corridor::input {
namespace {

using Json = nlohmann::ordered_json;

// A column without a bound of its own has one beyond this.
constexpr double kNoBound = 1e300;

const char* type_of(CellType type) {
  switch (type) {
    case CellType::kNumber:
      return "number";
    case CellType::kInteger:
      return "integer";
    case CellType::kYesNo:
      return "boolean";
    case CellType::kDate:
      return "date";
    default:
      return "string";
  }
}

bool is_list(CellType type) {
  return type == CellType::kList || type == CellType::kRefList || type == CellType::kSource;
}

Json constraints_of(const ColumnSpec& column) {
  Json constraints = Json::object();
  if (column.required) constraints["required"] = true;
  if (column.type == CellType::kKey) {
    constraints["unique"] = true;
    constraints["pattern"] = "[A-Za-z0-9_.-]+";
  }
  if (column.type == CellType::kChoice) constraints["enum"] = split(column.options, ' ');
  if (column.type == CellType::kGrade) constraints["enum"] = {"A", "B", "C", "D"};
  if (column.least > -kNoBound) constraints["minimum"] = column.least;
  if (column.most < kNoBound) constraints["maximum"] = column.most;
  return constraints;
}

Json field_of(const ColumnSpec& column) {
  Json field = {{"name", column.name}, {"type", type_of(column.type)}};
  if (column.type == CellType::kYesNo) {
    field["trueValues"] = {"yes"};
    field["falseValues"] = {"no"};
  }
  field["description"] = column.what;
  if (!column.unit.empty()) field["unit"] = column.unit;
  if (is_list(column.type)) field["separator"] = ";";
  if (column.type == CellType::kList && !column.options.empty()) {
    field["items"] = split(column.options, ' ');
  }
  // Lists and choices of table are beyond foreignKeys, so every reference also stands here.
  if (column.type == CellType::kRef || column.type == CellType::kRefList) {
    field["references"] = split(column.options, ' ');
  }
  if (column.type == CellType::kSource) field["references"] = {"sources", "evidence/*"};
  if (const Json constraints = constraints_of(column); !constraints.empty()) {
    field["constraints"] = constraints;
  }
  return field;
}

Json schema_of(const TableSpec& spec) {
  Json fields = Json::array();
  Json foreign_keys = Json::array();
  for (const ColumnSpec& column : spec.columns) {
    fields.push_back(field_of(column));
    if (column.type != CellType::kRef || column.options.find(' ') != std::string_view::npos) {
      continue;
    }
    foreign_keys.push_back(
        {{"fields", column.name}, {"reference", {{"resource", column.options}, {"fields", "id"}}}});
  }
  Json schema = {{"fields", fields}, {"primaryKey", "id"}, {"missingValues", {""}}};
  if (!foreign_keys.empty()) schema["foreignKeys"] = foreign_keys;
  return schema;
}

// Of data sets that rows were taken or computed from; figures of reports are facts.
Json licenses() {
  return Json::array({{{"name", "EUPL-1.2"}, {"title", "Eurostat searoute: sea distances"}},
                      {{"name", "Apache-2.0"}, {"title", "searoute-py: positions of ports"}},
                      {{"name", "CC-BY-4.0"}, {"title", "GeoNames: positions of cities"}}});
}

}  // namespace

std::string describe_tables() {
  Json resources = Json::array();
  for (const TableSpec& spec : table_specs()) {
    resources.push_back({{"name", spec.name},
                         {"path", std::string(spec.name) + ".csv"},
                         {"profile", "tabular-data-resource"},
                         {"description", spec.what},
                         {"encoding", "utf-8"},
                         {"schema", schema_of(spec)}});
  }
  const Json package = {{"profile", "tabular-data-package"},
                        {"name", "corridor-data"},
                        {"title", "Data pack of corridor"},
                        {"licenses", licenses()},
                        {"resources", resources}};
  return package.dump(2) + "\n";
}

}  // namespace corridor::input
