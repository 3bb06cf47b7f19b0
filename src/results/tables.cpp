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
      const studies::DecisiveInput* flip = find_flip(result, groups[g].slug, to_high);
      table.add_row(groups[g].slug, groups[g].name, std::string(to_high ? "high" : "low"),
                    result.share_range[g][to_high ? 1 : 0],
                    std::string(flip != nullptr ? "yes" : "no"),
                    flip != nullptr ? Cell(flip->flips_at) : Cell(),
                    std::string("share of the way to the end"),
                    flip != nullptr ? gateway(outcome, flip->headline) : Cell(),
                    flip != nullptr ? first_over(outcome, flip->headline) : Cell(),
                    flip != nullptr ? Cell(flip->words) : Cell());
    }
  }
  return table;
}

RunTables make_tables(const outcome::Outcome& outcome, int jobs) {
  using Maker = Table (*)(const outcome::Outcome&);
  constexpr std::array<Maker, 6> kMakers = {make_flows, make_tfi,     make_summary,
                                            make_ports, make_borders, make_services};
  std::array<Table, kMakers.size()> made;
  RunTables tables;
  tables.routes = make_routes(outcome, jobs);
  for_each_index(kMakers.size(), jobs,
                 [&](std::size_t index, int) { made[index] = kMakers[index](outcome); });
  tables.flows = std::move(made[0]);
  tables.tfi = std::move(made[1]);
  tables.summary = std::move(made[2]);
  tables.ports = std::move(made[3]);
  tables.borders = std::move(made[4]);
  tables.services = std::move(made[5]);
  return tables;
}

}  // namespace corridor::results
