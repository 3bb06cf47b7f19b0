#include "idle_changes.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "corridor/network/row_effects.hpp"

namespace corridor::app {
namespace {

using RowName = std::pair<std::string, std::string>;  // table, id
using Place = std::pair<std::string, int>;            // file, line

// Columns that the network is made of. What else a row holds may matter to other engines.
const std::map<std::string, std::set<std::string>, std::less<>> kNetworkColumns = {
    {"road_links", {"length_km", "free_flow_kmh", "own_kmh", "capacity_vehicles_per_day"}},
    {"rail_links",
     {"length_km", "line_kmh", "own_kmh", "project_kmh", "project_kmh_low", "project_kmh_high",
      "status", "open_year", "container_service", "capacity_teu_per_day",
      "capacity_teu_per_day_low", "capacity_teu_per_day_high", "circular_fields"}},
    {"sea_links",
     {"distance_nm", "transit_days", "sailings_per_week", "sailings_per_week_2026", "transhipments",
      "transhipments_2026", "hub_days"}},
    {"borders",
     {"hours_out", "hours_in", "hours_block_train", "fee_out_usd", "fee_in_usd", "status",
      "capacity_out_per_day", "capacity_out_per_day_low", "capacity_out_per_day_high",
      "capacity_in_per_day", "capacity_in_per_day_low", "capacity_in_per_day_high",
      "base_trucks_per_day", "base_trucks_per_day_low", "base_trucks_per_day_high",
      "inspection_share", "lanes", "circular_fields"}},
    {"services",
     {"departures_per_week", "capacity_teu", "circular_fields", "capacity_trucks",
      "fare_usd_per_teu", "fare_usd_per_40", "fare_usd_per_truck", "days", "status", "stops"}},
    {"haul_rates", {"usd_per_km", "usd_per_km_low", "usd_per_km_high", "speed_kmh"}},
    {"lane_rates", {"usd_per_box", "usd_per_box_low", "usd_per_box_high"}},
    {"box_charges", {"usd", "applies_share"}}};

struct Touched {
  Location where;
  std::set<RowName> rows;
  bool may_matter_elsewhere = false;
};

// The network is made of the column's values.
bool makes_network(const std::string& table, std::string_view column) {
  const auto columns = kNetworkColumns.find(table);
  return columns != kNetworkColumns.end() && columns->second.contains(std::string(column));
}

// Notes a row with each change that made it or set one of its cells.
void note_row(const input::Loaded& loaded, const std::string& table, const input::TableRow& row,
              std::map<Place, Touched>& touched) {
  const auto added = touched.find({row.file, row.line});
  if (added != touched.end()) added->second.may_matter_elsewhere = true;
  const auto& columns = loaded.tables.tables.at(table).spec->columns;
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    if (row.cells[i].origin == 0) continue;
    const Location& where = loaded.tables.origins[row.cells[i].origin].where;
    const auto change = touched.find({where.file, where.line});
    if (change == touched.end()) continue;
    change->second.where = where;
    change->second.rows.insert({table, row.cells.front().text});
    if (!makes_network(table, columns[i].name)) change->second.may_matter_elsewhere = true;
  }
}

// What each change of the scenario touched, by where it stands.
std::map<Place, Touched> touched_by_change(const input::Loaded& loaded) {
  std::map<Place, Touched> touched;
  for (const model::AppliedChange& change : loaded.scenario.changes)
    touched[{change.file, change.line}];
  for (const auto& [name, table] : loaded.tables.tables) {
    for (const input::TableRow& row : table.rows) note_row(loaded, name, row, touched);
  }
  std::erase_if(touched, [](const auto& item) {
    return item.second.may_matter_elsewhere || item.second.rows.empty();
  });
  return touched;
}

// The tables before the changes at these places.
input::Tables without(const input::Tables& tables, const std::map<Place, Touched>& changes) {
  input::Tables before = tables;
  for (auto& [name, table] : before.tables) {
    for (input::TableRow& row : table.rows) {
      for (input::Cell& cell : row.cells) {
        if (cell.origin == 0) continue;
        const input::Origin& origin = tables.origins[cell.origin];
        if (changes.contains({origin.where.file, origin.where.line})) cell.text = origin.before;
      }
    }
  }
  return before;
}

std::map<RowName, std::uint64_t> effects_of(const network::Network& network,
                                            const std::set<RowName>& names) {
  const auto effects = network::row_effects(network);
  std::map<RowName, std::uint64_t> result;
  for (const model::RowId id : network.scenario->rows->ids()) {
    const model::Row& row = (*network.scenario->rows)[id];
    const RowName name{row.table, row.id};
    if (names.contains(name)) result[name] = effects[id];
  }
  return result;
}

Finding idle(const Touched& change) {
  Finding finding;
  finding.code = "E226";
  finding.where = change.where;
  const RowName& first = *change.rows.begin();
  finding.message = "the change alters " + std::to_string(change.rows.size()) + " row" +
                    (change.rows.size() == 1 ? "" : "s") + " (" + first.first + "." + first.second +
                    (change.rows.size() == 1 ? "" : ", ...") +
                    ") but no time, price or capacity of any way";
  finding.help =
      "no box can use it, or another value rules: look for a status, an opening year, a speed of "
      "its own, a price that holds it already, or a capacity that is circular and limits nothing";
  return finding;
}

}  // namespace

std::vector<Finding> find_idle_changes(const input::Loaded& loaded,
                                       const network::Network& network) {
  const std::map<Place, Touched> touched = touched_by_change(loaded);
  if (touched.empty()) return {};
  std::set<RowName> names;
  for (const auto& [place, change] : touched) names.insert(change.rows.begin(), change.rows.end());

  model::Scenario header;
  header.slug = loaded.scenario.slug;
  header.title = loaded.scenario.title;
  header.period = loaded.scenario.period;
  header.settings = loaded.scenario.settings;
  std::vector<Finding> ignored;
  const auto before = network::build_network(std::make_shared<const model::Scenario>(
      input::build_scenario(without(loaded.tables, touched), std::move(header), ignored)));
  const auto old_effects = effects_of(before, names);
  const auto new_effects = effects_of(network, names);

  std::vector<Finding> findings;
  for (const auto& [place, change] : touched) {
    const bool is_idle = std::all_of(
        change.rows.begin(), change.rows.end(),
        [&](const RowName& name) { return old_effects.at(name) == new_effects.at(name); });
    if (is_idle) findings.push_back(idle(change));
  }
  return findings;
}

}  // namespace corridor::app
