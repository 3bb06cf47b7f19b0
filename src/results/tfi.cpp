#include <map>
#include <tuple>

#include "corridor/outcome/arc_flows.hpp"
#include "corridor/outcome/tfi.hpp"
#include "corridor/results/tables.hpp"
#include "indicator_rows.hpp"

namespace corridor::results {
namespace {

using model::Mode;
using outcome::LandSums;
using outcome::LandSumsByMode;
using outcome::Outcome;

std::map<model::RegionId, LandSumsByMode> sum_countries(const Outcome& outcome,
                                                        const outcome::MonthChoice& choice) {
  const network::Network& network = *outcome.network;
  const network::MonthState& state =
      outcome.months[static_cast<std::size_t>(choice.months.front())];
  // Country, class, and how many TEU a cargo of the indicators fills.
  using Alike = std::tuple<model::RegionId, std::uint32_t, double>;
  const auto alike = [&](outcome::MovementId id) {
    const outcome::Movement& movement = outcome.movements[id];
    const model::Demand& demand = network.scenario->demand[movement.demand];
    const TonnesPerTeu weight =
        network::weight_of(demand, outcome.cargo_classes[movement.cargo].size);
    return Alike(demand.country, movement.cargo, outcome::teu_per_indicator_cargo(weight));
  };
  std::map<model::RegionId, LandSumsByMode> countries;
  outcome::for_each_arc_flow(
      outcome, {&choice, 1}, alike,
      [&](const Alike& key, network::ArcId arc, std::span<const double> teu) {
        const auto& [country, cargo, per_cargo] = key;
        outcome::add_to_sums(network, outcome.cargo_classes[cargo], state, arc,
                             {teu.front(), teu.front() * per_cargo}, countries[country]);
      });
  return countries;
}

}  // namespace

void add_indicators(const std::string& of, Mode mode, const LandSums& sums, Table& table) {
  const outcome::TradeIndicators found = outcome::indicators(sums);
  const auto add = [&](const char* indicator, const std::optional<double>& value,
                       const char* unit) {
    if (!value) return;
    table.add_row(of, std::string(model::name_of(mode)), std::string(indicator), *value,
                  std::string(unit));
  };
  add("border_hours", found.border_hours, "h/crossing");
  add("border_usd", found.border_usd, "USD/crossing/20 t");
  add("section_usd", found.section_usd, "USD/500 km/20 t");
  add("speed_without_delay", found.speed_without_delay, "km/h");
  add("speed_with_delay", found.speed_with_delay, "km/h");
}

Table make_tfi(const Outcome& outcome) {
  Table table{"tfi",
              {{"country", ""}, {"mode", ""}, {"indicator", ""}, {"value", "", 2}, {"unit", ""}},
              {}};
  if (outcome.choices.empty()) return table;
  const model::Scenario& world = *outcome.network->scenario;
  for (const auto& [country, sums] : sum_countries(outcome, outcome.choices.front())) {
    add_indicators(world.regions[country].name, Mode::kRoad, sums[0], table);
    add_indicators(world.regions[country].name, Mode::kRail, sums[1], table);
  }
  return table;
}

}  // namespace corridor::results
