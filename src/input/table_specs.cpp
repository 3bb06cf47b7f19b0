#include <algorithm>

#include "column_specs.hpp"

namespace corridor::input {
namespace {

std::vector<TableSpec> collect_specs() {
  std::vector<TableSpec> specs;
  for (const auto& group : {place_tables(), link_tables(), price_tables(), demand_tables(),
                            event_tables(), knowledge_tables(), evidence_tables()}) {
    specs.insert(specs.end(), group.begin(), group.end());
  }
  return specs;
}

}  // namespace

std::optional<std::size_t> TableSpec::find(std::string_view column) const {
  const auto found = std::find_if(columns.begin(), columns.end(),
                                  [&](const ColumnSpec& spec) { return spec.name == column; });
  if (found == columns.end()) return std::nullopt;
  return static_cast<std::size_t>(found - columns.begin());
}

std::span<const TableSpec> table_specs() {
  static const std::vector<TableSpec> kSpecs = collect_specs();
  return kSpecs;
}

const TableSpec* find_table_spec(std::string_view name) {
  for (const TableSpec& spec : table_specs()) {
    if (spec.name == name) return &spec;
  }
  return nullptr;
}

}  // namespace corridor::input
