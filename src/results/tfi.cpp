#include <algorithm>
#include <array>
#include <map>
#include <utility>

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
  amounts.hours = network::journey(net, state, {&arc, 1}).time.value();
  return amounts;
}

using SumsByMode = std::array<LandSums, 2>;  // road, rail

// What passes an arc: boxes, and how often CAREC's unit of cargo must pay what a TEU pays.
struct ArcTraffic {
  double teu = 0.0;
  double cargoes = 0.0;
};

// Traffic on each arc, of one class and country at a time.
class ArcWeights {
 public:
  explicit ArcWeights(std::size_t arcs) : traffic_(arcs) {}

  void add(const outcome::Alternative& route, const ArcTraffic& traffic) {
    for (const ArcId arc : route.arcs) {
      if (traffic_[arc].teu == 0.0) touched_.push_back(arc);
      traffic_[arc].teu += traffic.teu;
      traffic_[arc].cargoes += traffic.cargoes;
    }
  }
  /// The arcs with their traffic, in order of id; forgets them.
  [[nodiscard]] std::vector<std::pair<ArcId, ArcTraffic>> take() {
    std::sort(touched_.begin(), touched_.end());
    std::vector<std::pair<ArcId, ArcTraffic>> weights;
    for (const ArcId arc : touched_) {
      if (traffic_[arc].teu > 0.0) weights.emplace_back(arc, traffic_[arc]);
      traffic_[arc] = {};
    }
    touched_.clear();
    return weights;
  }

 private:
  Column<ArcId, ArcTraffic> traffic_;
  std::vector<ArcId> touched_;
};

void add_arc(const ArcFacts& facts, const ArcTraffic& traffic, const ArcAmounts& amounts,
             SumsByMode& sums) {
  LandSums& sum = sums[facts.mode == Mode::kRoad ? 0 : 1];
  sum.usd += traffic.cargoes * amounts.usd_per_teu;
  sum.hours += traffic.teu * amounts.hours;
  sum.km += traffic.teu * facts.length.value();
  if (is_haul(facts.kind)) sum.motion_hours += traffic.teu * amounts.hours;
  if (facts.kind == ArcKind::kBorder) {
    sum.crossings += traffic.teu;
    sum.border_hours += traffic.teu * amounts.hours;
    sum.border_usd += traffic.cargoes * amounts.usd_per_teu;
  }
}

// TEU that carry CAREC's unit of cargo; none where the weight is not known.
double teu_per_cargo(const model::Demand& demand, model::BoxSize size) {
  const Tonnes per_box = demand.tonnes_per_box[static_cast<std::size_t>(size)];
  const double tonnes_per_teu = (per_box / model::teu_of(size)).value();
  return tonnes_per_teu > 0.0 ? kCargoTonnes / tonnes_per_teu : 0.0;
}

// Movements of one country and class.
using Alike = std::map<std::pair<model::RegionId, std::uint32_t>, std::vector<std::size_t>>;

Alike group_alike(const Outcome& outcome, std::size_t movements) {
  Alike alike;
  for (std::size_t m = 0; m < movements; ++m) {
    const outcome::Movement& movement = outcome.movements[outcome::MovementId(m)];
    const model::RegionId country = outcome.network->scenario->demand[movement.demand].country;
    alike[{country, movement.cargo}].push_back(m);
  }
  return alike;
}

std::map<model::RegionId, SumsByMode> sum_countries(const Outcome& outcome,
                                                    const outcome::MonthChoice& choice) {
  const network::MonthState& state =
      outcome.months[static_cast<std::size_t>(choice.months.front())];
  Column<model::DemandId, double> teu(outcome.network->scenario->demand.size(), 0.0);
  for (const model::DemandId id : teu.ids()) teu[id] = teu_in(outcome, id, choice.months);
  std::map<model::RegionId, SumsByMode> countries;
  ArcWeights weights(outcome.network->arcs.size());
  for (const auto& [key, movements] : group_alike(outcome, choice.alternatives.size())) {
    for (const std::size_t m : movements) {
      const outcome::Movement& movement = outcome.movements[outcome::MovementId(m)];
      const double moved = teu[movement.demand] * movement.share;
      const double per_cargo = teu_per_cargo(outcome.network->scenario->demand[movement.demand],
                                             outcome.cargo_classes[key.second].size);
      for (const outcome::Alternative& route : choice.alternatives[m]) {
        const double on_route = moved * route.share;
        weights.add(route, {on_route, on_route * per_cargo});
      }
    }
    for (const auto& [arc, traffic] : weights.take()) {
      const ArcFacts& facts = outcome.network->arcs[arc];
      if (facts.mode == Mode::kSea) continue;
      const ArcAmounts amounts = amounts_on(outcome, outcome.cargo_classes[key.second], state, arc);
      add_arc(facts, traffic, amounts, countries[key.first]);
    }
  }
  return countries;
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
  for (const auto& [country, sums] : sum_countries(outcome, outcome.choices.front())) {
    add_rows(world.regions[country].name, Mode::kRoad, sums[0], table);
    add_rows(world.regions[country].name, Mode::kRail, sums[1], table);
  }
  return table;
}

}  // namespace corridor::results
