// Effective values with where they were set, for `corridor show`.
#include <fmt/format.h>

#include "corridor/input/scenario_file.hpp"

namespace corridor::input {
namespace {

bool is_about_source(std::string_view column) {
  return column == "grade" || column == "source" || column == "notes";
}

std::string unit_of(const Table& table, std::size_t row, const ColumnSpec& column) {
  const bool is_own =
      column.name == "value" || column.name == "value_low" || column.name == "value_high";
  if (is_own && table.spec->find("unit")) return table.text(row, "unit");
  const bool counts = column.unit == "/day" && table.spec->find("capacity_unit");
  if (counts) return table.text(row, "capacity_unit") + "/day";
  return std::string(column.unit);
}

void add_row(const Tables& tables, const Table& table, std::size_t index, const std::string& prefix,
             std::vector<EffectiveValue>& values) {
  const TableRow& row = table.rows[index];
  const std::string start = fmt::format("{}.{}.", table.spec->name, row.cells.front().text);
  const std::size_t shared = std::min(start.size(), prefix.size());
  if (start.compare(0, shared, prefix, 0, shared) != 0) return;
  for (std::size_t i = 1; i < row.cells.size(); ++i) {
    const ColumnSpec& column = table.spec->columns[i];
    const Cell& cell = row.cells[i];
    if (cell.text.empty() && cell.origin == 0) continue;
    std::string path = start + std::string(column.name);
    if (!path.starts_with(prefix) || (prefix.empty() && is_about_source(column.name))) continue;
    EffectiveValue value{std::move(path), cell.text, row.file, row.line, ""};
    if (cell.origin != 0) {
      const Origin& origin = tables.origins[cell.origin];
      value.file = origin.where.file;
      value.line = origin.where.line;
      value.before = origin.before;
    }
    const std::string unit = unit_of(table, index, column);
    if (!unit.empty() && !value.value.empty()) value.value += " " + unit;
    if (!unit.empty() && !value.before.empty()) value.before += " " + unit;
    values.push_back(std::move(value));
  }
}

}  // namespace

std::vector<EffectiveValue> effective_values(const Loaded& loaded, const std::string& prefix) {
  std::vector<EffectiveValue> values;
  for (const EffectiveValue& value : loaded.header) {
    if (value.path.starts_with(prefix)) values.push_back(value);
  }
  for (const TableSpec& spec : table_specs()) {
    const Table* table = loaded.tables.find(spec.name);
    const bool is_asked =
        !prefix.empty() || (spec.name != "sources" && !spec.name.starts_with("evidence/"));
    if (table == nullptr || !is_asked) continue;
    for (std::size_t row = 0; row < table->rows.size(); ++row) {
      add_row(loaded.tables, *table, row, prefix, values);
    }
  }
  return values;
}

}  // namespace corridor::input
