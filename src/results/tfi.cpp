#include <array>
#include <map>
#include <utility>

#include "corridor/outcome/arc_flows.hpp"
#include "corridor/outcome/tfi.hpp"
#include "corridor/results/tables.hpp"
#include "indicator_rows.hpp"
#include "period.hpp"

namespace corridor::results {
namespace {

using model::Mode;
using network::ArcId;
using outcome::LandSums;
using outcome::LandSumsByMode;
using outcome::Outcome;

// Movements of one country and class.
using Alike = std::map<std::pair<model::RegionId, std::uint32_t>, std::vector<outcome::MovementId>>;

Alike group_alike(const Outcome& outcome) {
  Alike alike;
  for (const outcome::MovementId id : outcome.movements.ids()) {
    const outcome::Movement& movement = outcome.movements[id];
    const model::RegionId country = outcome.network->scenario->demand[movement.demand].country;
    alike[{country, movement.cargo}].push_back(id);
  }
  return alike;
}

std::map<model::RegionId, LandSumsByMode> sum_countries(const Outcome& outcome,
                                                        const outcome::MonthChoice& choice) {
  const network::MonthState& state =
      outcome.months[static_cast<std::size_t>(choice.months.front())];
  const Column<model::DemandId, double> teu = outcome::teu_in(outcome, choice.months);
  std::map<model::RegionId, LandSumsByMode> countries;
  outcome::ArcFlows traffic(outcome.network->arcs.size(), 2);  // TEU, and cargoes of the indicators
  for (const auto& group : group_alike(outcome)) {
    const auto& [country, cargo] = group.first;
    const network::CargoClass& boxes = outcome.cargo_classes[cargo];
    LandSumsByMode& sums = countries[country];
    for (const outcome::MovementId id : group.second) {
      const outcome::Movement& movement = outcome.movements[id];
      const double moved = teu[movement.demand] * movement.share;
      const double per_cargo = outcome::teu_per_indicator_cargo(
          network::weight_of(outcome.network->scenario->demand[movement.demand], boxes.size));
      for (const std::uint32_t route : choice.sets->routes_of(id)) {
        choice.sets->prefetch_after(route);
        const double on_route = moved * choice.share[route];
        if (on_route > 0.0)
          traffic.add(choice.sets->arcs[route], std::array{on_route, on_route * per_cargo});
      }
    }
    traffic.empty_into([&](ArcId arc, std::span<const double> own) {
      outcome::add_to_sums(*outcome.network, boxes, state, arc, {own[0], own[1]}, sums);
    });
  }
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
