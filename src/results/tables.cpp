#include "corridor/results/tables.hpp"

#include <array>

#include "corridor/base/parallel.hpp"
#include "period.hpp"

namespace corridor::results {
namespace {

Cell first_over(const outcome::Outcome& outcome, const outcome::Headline& headline) {
  if (!headline.first_over) return {};
  return outcome.network->facilities[headline.first_over->facility].name;
}

Cell gateway(const outcome::Outcome& outcome, const outcome::Headline& headline) {
  if (!headline.gateway) return {};
  return outcome.network->scenario->places[*headline.gateway].name;
}

const studies::DecisiveInput* find_flip(const studies::DecisiveResult& result,
                                        const std::string& group, bool to_high) {
  for (const studies::DecisiveInput& flip : result.flips) {
    if (flip.group.slug == group && flip.to_high == to_high) return &flip;
  }
  return nullptr;
}

// `flip` is null where the headline keeps its names.
void add_end(const outcome::Outcome& outcome, const model::AssumptionGroup& group, bool to_high,
             double corridor_share, const studies::DecisiveInput* flip, Table& table) {
  const std::string end = to_high ? "high" : "low";
  const std::string unit = "share of the way to the end";
  if (flip == nullptr) {
    table.add_row(group.slug, group.name, end, corridor_share, std::string("no"), Cell(), unit,
                  Cell(), Cell(), Cell());
  } else {
    table.add_row(group.slug, group.name, end, corridor_share, std::string("yes"), flip->flips_at,
                  unit, gateway(outcome, flip->headline), first_over(outcome, flip->headline),
                  flip->words);
  }
}

}  // namespace

Table make_decisive(const outcome::Outcome& outcome, const studies::DecisiveResult& result) {
  Table table{"decisive",
              {{"group", ""},
               {"name", ""},
               {"end", ""},
               {"corridor_share", "share", 4},
               {"flips", ""},
               {"flips_at", "", 4},
               {"unit", ""},
               {"gateway", ""},
               {"first_over_capacity", ""},
               {"words", ""}},
              {}};
  const auto& groups = outcome.network->scenario->assumption_groups;
  for (std::size_t g = 0; g < groups.size() && g < result.share_range.size(); ++g) {
    for (const bool to_high : {false, true}) {
      add_end(outcome, groups[g], to_high, result.share_range[g][to_high ? 1 : 0],
              find_flip(result, groups[g].slug, to_high), table);
    }
  }
  return table;
}

RunTables make_tables(const outcome::Outcome& outcome, int jobs) {
  using Maker = Table (*)(const outcome::Outcome&);
  constexpr std::array<Maker, 10> kMakers = {
      make_flows,  make_tfi,   make_summary, make_class_flows, make_grades,
      make_stages, make_ports, make_borders, make_services,    make_capacity_prices};
  std::array<Table, kMakers.size()> made;
  RunTables tables;
  tables.routes = make_routes(outcome, jobs);
  for_each_index(kMakers.size(), jobs,
                 [&](std::size_t index, int) { made[index] = kMakers[index](outcome); });
  tables.flows = std::move(made[0]);
  tables.tfi = std::move(made[1]);
  tables.summary = std::move(made[2]);
  tables.class_flows = std::move(made[3]);
  tables.grades = std::move(made[4]);
  tables.stages = std::move(made[5]);
  tables.ports = std::move(made[6]);
  tables.borders = std::move(made[7]);
  tables.services = std::move(made[8]);
  tables.capacity_prices = std::move(made[9]);
  for (Table* table : tables.all()) round_cells(*table);
  return tables;
}

}  // namespace corridor::results
