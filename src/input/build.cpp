// Tables to the typed world: the order in which its parts are built.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "corridor/base/text.hpp"
#include "corridor/input/scenario_file.hpp"
#include "world_build.hpp"

namespace corridor::input {
namespace {

model::Grade grade_of(std::string_view letter) {
  using model::Grade;
  constexpr Word<Grade> kLetters[] = {
      {"A", Grade::kA}, {"B", Grade::kB}, {"C", Grade::kC}, {"D", Grade::kD}};
  return meaning_of(letter, kLetters).value_or(Grade::kD);
}

// Every row that a record may come from, table by table.
void collect_rows(WorldBuild& build) {
  auto rows = std::make_shared<Column<model::RowId, model::Row>>();
  for (const TableSpec& spec : table_specs()) {
    const Table* table = build.tables.find(spec.name);
    const bool is_read =
        !spec.name.starts_with("evidence/") || spec.name == "evidence/port_tariffs";
    if (table == nullptr || !spec.find("grade") || !is_read) continue;
    build.first_rows.emplace(spec.name, model::RowId(rows->size()));
    for (std::size_t i = 0; i < table->rows.size(); ++i) {
      rows->push_back({.table = std::string(spec.name),
                       .id = table->text(i, "id"),
                       .grade = grade_of(table->text(i, "grade")),
                       .source = table->text(i, "source"),
                       .file = table->rows[i].file,
                       .line = table->rows[i].line});
    }
  }
  build.world.rows = std::move(rows);
}

// A year without ocean prices would take every sea lane out without a word.
void check_year(const WorldBuild& build) {
  std::set<int> years;
  for (const model::LaneRate& rate : build.world.lane_rates) years.insert(rate.year);
  if (years.empty() || years.contains(build.world.settings.rates_year)) return;
  build
      .add(
          "E142",
          fmt::format("no lane rate is of settings.rates_year {}", build.world.settings.rates_year),
          {})
      .help = fmt::format("years of lane_rates: {}", fmt::join(years, ", "));
}

}  // namespace

std::vector<std::string> RowReader::list(std::string_view column) const {
  return split(text(column), ';');
}

bool RowReader::is_circular(std::string_view column) const {
  const std::vector<std::string> columns = list("circular_fields");
  return std::find(columns.begin(), columns.end(), column) != columns.end();
}

std::optional<Date> RowReader::date(std::string_view column) const {
  return parse_date(text(column));
}

model::Grade RowReader::grade(std::string_view column) const {
  return grade_of(text(column));
}

Location RowReader::where(std::string_view column) const {
  return location_of(tables_, table_.rows[index_], table_.spec->find(column).value_or(0));
}

std::vector<std::string> RowReader::columns(std::string_view prefix) const {
  std::vector<std::string> names;
  for (const ColumnSpec& column : table_.spec->columns) {
    if (column.name.starts_with(prefix)) names.emplace_back(column.name);
  }
  return names;
}

Finding& WorldBuild::add(std::string_view code, std::string message, Location where) const {
  Finding finding;
  finding.code = code;
  finding.message = std::move(message);
  finding.where = std::move(where);
  findings.push_back(std::move(finding));
  return findings.back();
}

Finding& WorldBuild::warn(std::string_view code, std::string message, Location where) const {
  Finding& finding = add(code, std::move(message), std::move(where));
  finding.severity = Severity::kWarning;
  return finding;
}

Location WorldBuild::where(model::RowId row, std::string_view column) const {
  const auto [table, index] = place_of(row);
  return location_of(tables, table->rows[index], table->spec->find(column).value_or(0));
}

const std::string& WorldBuild::text(model::RowId row, std::string_view column) const {
  const auto [table, index] = place_of(row);
  return table->text(index, column);
}

std::pair<const Table*, std::size_t> WorldBuild::place_of(model::RowId row) const {
  const model::Row& record = (*world.rows)[row];
  const Table* table = tables.find(record.table);
  CORRIDOR_ASSERT(table != nullptr, "a record's row is in a table that was read");
  return {table, table->row_of.find(record.id)->second};
}

std::string WorldBuild::name(model::RowId row, std::string_view column) const {
  return fmt::format("`{}` of `{}`", column, (*world.rows)[row].id);
}

model::Scenario build_scenario(const Tables& tables, model::Scenario header,
                               std::vector<Finding>& findings) {
  model::Scenario world = std::move(header);
  WorldBuild build{.tables = tables, .world = world, .findings = findings};
  collect_rows(build);
  build_countries(build);
  build_places(build);
  build_terminals(build);
  build_off_dock_yards(build);
  build_borders(build);
  build_links(build);
  build_services(build);
  build_rotations(build);
  build_haul_rates(build);
  build_lane_rates(build);
  build_lane_exceptions(build);
  check_year(build);
  build_box_charges(build);
  build_entry_fees(build);
  build_regions(build);
  build_profiles(build);
  build_demand(build);
  build_regimes(build);
  build_holidays(build);
  build_closures(build);
  build_closure_processes(build);
  build_backlogs(build);
  build_parameters(build);
  build_values_of_time(build);
  build_risk_premiums(build);
  build_assumption_groups(build);
  build_surcharges(build);
  build_reported_routes(build);
  build_observations(build);
  build_published_tariffs(build);
  check_world(build);
  return world;
}

}  // namespace corridor::input
