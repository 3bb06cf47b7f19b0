#include <array>
#include <map>

#include "corridor/results/tables.hpp"
#include "period.hpp"

namespace corridor::results {
namespace {

using model::Mode;
using network::ArcFacts;
using network::ArcId;
using network::ArcKind;
using outcome::Outcome;

// CAREC's unit of cargo: a truck or a TEU with 20 t of goods; and of road: a section of 500 km.
constexpr double kCargoTonnes = 20.0;
constexpr double kSectionKm = 500.0;

// Sums over routes on land by one mode, weighted by TEU.
struct LandSums {
  double crossings = 0.0;
  double border_hours = 0.0;
  double border_usd = 0.0;  ///< per 20 t
  double usd = 0.0;         ///< per 20 t
  double km = 0.0;
  double motion_hours = 0.0;
  double hours = 0.0;
};

bool is_haul(ArcKind kind) {
  return kind == ArcKind::kRoadHaul || kind == ArcKind::kRailHaul || kind == ArcKind::kServiceRun;
}

// Money and hours of one arc for one class.
struct ArcAmounts {
  double usd_per_teu = 0.0;
  double hours = 0.0;
};

ArcAmounts amounts_on(const Outcome& outcome, const network::CargoClass& cargo,
                      const network::MonthState& state, ArcId arc) {
  const network::Network& net = *outcome.network;
  const network::Breakdown parts = network::break_down(net, cargo, state, {&arc, 1});
  ArcAmounts amounts;
  for (int i = 0; i < network::kMoneyComponents; ++i) {
    amounts.usd_per_teu += parts[static_cast<std::size_t>(i)];
  }
  amounts.hours = network::journey(net, cargo, state, {&arc, 1}).time.value();
  return amounts;
}

using SumsByMode = std::array<LandSums, 2>;  // road, rail

void add_route(const Outcome& outcome, const outcome::Alternative& route, double teu,
               const network::CargoClass& cargo, const network::MonthState& state,
               SumsByMode& sums) {
  const double per_cargo = cargo.weight.value() > 0.0 ? kCargoTonnes / cargo.weight.value() : 0.0;
  for (const ArcId arc : route.arcs) {
    const ArcFacts& facts = outcome.network->arcs[arc];
    if (facts.mode == Mode::kSea) continue;
    LandSums& sum = sums[facts.mode == Mode::kRoad ? 0 : 1];
    const ArcAmounts amounts = amounts_on(outcome, cargo, state, arc);
    sum.usd += teu * per_cargo * amounts.usd_per_teu;
    sum.hours += teu * amounts.hours;
    sum.km += teu * facts.length.value();
    if (is_haul(facts.kind)) sum.motion_hours += teu * amounts.hours;
    if (facts.kind == ArcKind::kBorder) {
      sum.crossings += teu;
      sum.border_hours += teu * amounts.hours;
      sum.border_usd += teu * per_cargo * amounts.usd_per_teu;
    }
  }
}

void add_rows(const std::string& country, Mode mode, const LandSums& sum, Table& table) {
  const auto add = [&](const char* indicator, double value, const char* unit) {
    table.add_row(country, std::string(model::name_of(mode)), std::string(indicator), value,
                  std::string(unit));
  };
  if (sum.crossings > 0.0) {
    add("border_hours", sum.border_hours / sum.crossings, "h/crossing");
    add("border_usd", sum.border_usd / sum.crossings, "USD/crossing/20 t");
  }
  if (sum.km > 0.0) add("section_usd", sum.usd / sum.km * kSectionKm, "USD/500 km/20 t");
  if (sum.motion_hours > 0.0) {
    add("speed_without_delay", sum.km / sum.motion_hours, "km/h");
    add("speed_with_delay", sum.km / sum.hours, "km/h");
  }
}

}  // namespace

Table make_tfi(const Outcome& outcome) {
  Table table{"tfi",
              {{"country", ""}, {"mode", ""}, {"indicator", ""}, {"value", "", 2}, {"unit", ""}},
              {}};
  if (outcome.choices.empty()) return table;
  const model::Scenario& world = *outcome.network->scenario;
  const outcome::MonthChoice& choice = outcome.choices.front();
  const network::MonthState& state =
      outcome.months[static_cast<std::size_t>(choice.months.front())];
  std::map<model::RegionId, SumsByMode> countries;
  for (std::size_t m = 0; m < choice.alternatives.size(); ++m) {
    const outcome::Movement& movement = outcome.movements[outcome::MovementId(m)];
    SumsByMode& sums = countries[world.demand[movement.demand].country];
    const double teu = teu_in(outcome, movement.demand, choice.months) * movement.share;
    for (const outcome::Alternative& route : choice.alternatives[m]) {
      add_route(outcome, route, teu * route.share, outcome.cargo_classes[movement.cargo], state,
                sums);
    }
  }
  for (const auto& [country, sums] : countries) {
    add_rows(world.regions[country].name, Mode::kRoad, sums[0], table);
    add_rows(world.regions[country].name, Mode::kRail, sums[1], table);
  }
  return table;
}

}  // namespace corridor::results
