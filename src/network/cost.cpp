#include "corridor/network/cost.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace corridor::network {
namespace {

using model::BoxSize;
using model::Trade;
using model::TradeDirection;

// USD per TEU of one unit of each basis.
std::array<double, kBases> factors(const CargoClass& cargo) {
  const double boxes_per_teu = 1.0 / teu_of(cargo.size).value();
  std::array<double, kBases> factor{};
  factor[static_cast<std::size_t>(Basis::kTeu)] = 1.0;
  factor[static_cast<std::size_t>(Basis::kBox)] = boxes_per_teu;
  factor[static_cast<std::size_t>(Basis::kBox20)] =
      cargo.size == BoxSize::k20 ? boxes_per_teu : 0.0;
  factor[static_cast<std::size_t>(Basis::kBox40)] =
      cargo.size == BoxSize::k40 ? boxes_per_teu : 0.0;
  factor[static_cast<std::size_t>(Basis::kTruck)] = cargo.trucks_per_box * boxes_per_teu;
  factor[static_cast<std::size_t>(Basis::kValue)] = cargo.value.value();
  return factor;
}

bool is_shut(const Network& network, ArcId arc, const MonthState& state) {
  return std::any_of(network.uses[arc].begin(), network.uses[arc].end(),
                     [&](const FacilityUse& use) { return state.shut[use.facility] != 0; });
}

// Barred goods may not pass a quay or border where a regime that covers them has a negative list.
bool is_forbidden(const Network& network, ArcId arc, const CargoClass& cargo) {
  if (cargo.goods != model::GoodsRule::kBarred) return false;
  return std::any_of(
      network.charges[arc].begin(), network.charges[arc].end(), [&](const Charge& charge) {
        return charge.payer.kind == Payer::Kind::kRegime && applies(charge.payer, cargo) &&
               network.scenario->regimes[charge.payer.regime].has_negative_list;
      });
}

// Hours on the arc: a service of twice the frequency halves the wait.
double hours_on(const Network& network, ArcId arc, const MonthState& state) {
  const ArcFacts& facts = network.arcs[arc];
  double factor = 1.0;
  if (facts.kind == ArcKind::kSail) {
    for (const FacilityUse& use : network.uses[arc])
      factor = std::min(factor, state.factor[use.facility]);
  }
  return facts.hours.value() + facts.wait.value() / factor;
}

double co2_kg_per_t(const model::Parameters& parameters, const ArcFacts& facts) {
  const double per_km = facts.mode == model::Mode::kRoad   ? parameters.road_kg_per_t_km
                        : facts.mode == model::Mode::kRail ? parameters.rail_kg_per_t_km
                                                           : parameters.sea_kg_per_t_km;
  return per_km * facts.length.value();
}

bool has_gateway(const model::Scenario& scenario, model::CountryId country) {
  return std::any_of(
      scenario.places.begin(), scenario.places.end(),
      [&](const model::Place& place) { return place.country == country && place.is_gateway(); });
}

// Regimes in force that cover the row, as bits.
std::uint64_t regimes_over(const model::Scenario& scenario, const model::Demand& demand) {
  std::uint64_t bits = 0;
  for (std::size_t r = 0; r < scenario.regimes.size() && r < kMostRegimes; ++r) {
    const model::Regime& regime = scenario.regimes[r];
    const bool covers = std::find(regime.countries.begin(), regime.countries.end(),
                                  demand.country) != regime.countries.end();
    const bool runs_this_way = !regime.direction || *regime.direction == demand.direction;
    if (covers && runs_this_way && model::is_in_force(scenario, regime))
      bits |= std::uint64_t{1} << r;
  }
  return bits;
}

}  // namespace

double trucks_per_box(BoxSize size, Tonnes per_box, Tonnes payload) {
  const double by_room = teu_of(size).value() / 2.0;
  const double by_weight = payload.value() > 0 ? (per_box / payload).value() : 0.0;
  return std::clamp(std::max(by_room, by_weight), 0.5, 1.0);
}

CargoClass cargo_class(const model::Scenario& scenario, const model::Demand& demand, BoxSize size,
                       model::CountryId home, model::GoodsRule goods) {
  CargoClass cargo;
  const Tonnes per_box = demand.tonnes_per_box[static_cast<std::size_t>(size)];
  cargo.size = size;
  cargo.trucks_per_box = trucks_per_box(size, per_box, scenario.parameters.truck_payload);
  cargo.value_of_time = model::value_of_time(scenario, demand);
  cargo.regimes = regimes_over(scenario, demand);
  cargo.goods = goods;
  if (cargo.regimes != 0) cargo.value = demand.value;
  if (scenario.parameters.carbon_usd_per_kg != 0.0) cargo.weight = weight_of(demand, size);
  if (has_gateway(scenario, home)) {
    cargo.home = home;
    cargo.direction = demand.direction;
  }
  return cargo;
}

TonnesPerTeu weight_of(const model::Demand& demand, BoxSize size) {
  return demand.tonnes_per_box[static_cast<std::size_t>(size)] / teu_of(size);
}

bool applies(const Payer& payer, const CargoClass& cargo) {
  switch (payer.kind) {
    case Payer::Kind::kAll:
      return true;
    case Payer::Kind::kRegime:
      return ((cargo.regimes >> payer.regime) & 1U) != 0 &&
             (!payer.only_under_fee || cargo.goods == model::GoodsRule::kUnderFee);
    case Payer::Kind::kTrade: {
      const Trade own =
          cargo.direction == TradeDirection::kImport ? Trade::kImport : Trade::kExport;
      return payer.trade == (payer.country == cargo.home ? own : Trade::kTransit);
    }
  }
  return false;
}

double units_per_teu(const Facility& facility, const CargoClass& cargo) {
  const double boxes = 1.0 / teu_of(cargo.size).value();
  switch (facility.unit) {
    case CapacityUnit::kTeu:
      return 1.0;
    case CapacityUnit::kBox:
      return boxes;
    case CapacityUnit::kTruck:
      return boxes * cargo.trucks_per_box;
    case CapacityUnit::kTrain:
      return 1.0 / facility.teu_per_train;
  }
  return 1.0;
}

CostFiller::CostFiller(const Network& network, const MonthState& state) : network_(&network) {
  for (const ArcId arc : network.arcs.ids()) {
    const ArcFacts& facts = network.arcs[arc];
    arcs_.push_back({hours_on(network, arc, state), std::sqrt(facts.variance_h2),
                     co2_kg_per_t(network.scenario->parameters, facts),
                     is_shut(network, arc, state)});
  }
}

template <class Arcs>
void CostFiller::fill_these(const CargoClass& cargo, const Arcs& arcs,
                            std::vector<double>& costs) const {
  const model::Parameters& parameters = network_->scenario->parameters;
  const auto factor = factors(cargo);
  const double per_hour = cargo.value_of_time.value();
  const double per_sd_hour = per_hour * parameters.reliability_ratio;
  for (const ArcId arc : arcs) {
    const Arc& own = arcs_[arc];
    double& cost = costs[arc.value()];
    if (own.is_shut || is_forbidden(*network_, arc, cargo)) {
      cost = std::numeric_limits<double>::infinity();
      continue;
    }
    cost = per_hour * own.hours + per_sd_hour * own.sd_hours +
           parameters.carbon_usd_per_kg * own.co2_kg_per_t * cargo.weight.value();
    for (const Charge& charge : network_->charges[arc]) {
      if (applies(charge.payer, cargo))
        cost += charge.amount * factor[static_cast<std::size_t>(charge.basis)];
    }
  }
}

void CostFiller::fill(const CargoClass& cargo, std::vector<double>& costs) const {
  costs.resize(arcs_.size());
  fill_these(cargo, arcs_.ids(), costs);
}

std::vector<ArcId> CostFiller::arcs_unlike(const CostFiller& other) const {
  std::vector<ArcId> arcs;
  for (const ArcId arc : arcs_.ids())
    if (!(arcs_[arc] == other.arcs_[arc])) arcs.push_back(arc);
  return arcs;
}

void CostFiller::refill(const CargoClass& cargo, std::span<const ArcId> arcs,
                        std::vector<double>& costs) const {
  fill_these(cargo, arcs, costs);
}

void fill_costs(const Network& network, const CargoClass& cargo, const MonthState& state,
                std::vector<double>& costs) {
  CostFiller(network, state).fill(cargo, costs);
}

Breakdown break_down(const Network& network, const CargoClass& cargo, const MonthState& state,
                     std::span<const ArcId> arcs) {
  const model::Parameters& parameters = network.scenario->parameters;
  const auto factor = factors(cargo);
  const double per_hour = cargo.value_of_time.value();
  Breakdown parts{};
  const auto part = [&](Component component) -> double& {
    return parts[static_cast<std::size_t>(component)];
  };
  for (const ArcId arc : arcs) {
    const ArcFacts& facts = network.arcs[arc];
    part(Component::kTime) += per_hour * hours_on(network, arc, state);
    part(Component::kUnreliability) +=
        per_hour * parameters.reliability_ratio * std::sqrt(facts.variance_h2);
    part(Component::kCarbon) +=
        parameters.carbon_usd_per_kg * co2_kg_per_t(parameters, facts) * cargo.weight.value();
    for (const Charge& charge : network.charges[arc]) {
      if (applies(charge.payer, cargo)) {
        part(charge.component) += charge.amount * factor[static_cast<std::size_t>(charge.basis)];
      }
    }
  }
  return parts;
}

std::vector<CostItem> itemize(const Network& network, const CargoClass& cargo,
                              const MonthState& state, std::span<const ArcId> arcs) {
  const model::Parameters& parameters = network.scenario->parameters;
  const auto factor = factors(cargo);
  const double per_hour = cargo.value_of_time.value();
  std::vector<CostItem> items;
  for (const ArcId arc : arcs) {
    const ArcFacts& facts = network.arcs[arc];
    const auto add = [&](Component component, double usd, model::RowId row) {
      if (usd != 0.0) items.push_back({arc, component, usd, row});
    };
    add(Component::kTime, per_hour * hours_on(network, arc, state), facts.row);
    add(Component::kUnreliability,
        per_hour * parameters.reliability_ratio * std::sqrt(facts.variance_h2), facts.row);
    add(Component::kCarbon,
        parameters.carbon_usd_per_kg * co2_kg_per_t(parameters, facts) * cargo.weight.value(),
        facts.row);
    for (const Charge& charge : network.charges[arc]) {
      if (applies(charge.payer, cargo))
        add(charge.component, charge.amount * factor[static_cast<std::size_t>(charge.basis)],
            charge.row);
    }
  }
  return items;
}

Journey journey(const Network& network, const MonthState& state, std::span<const ArcId> arcs) {
  Journey whole;
  for (const ArcId arc : arcs) {
    const ArcFacts& facts = network.arcs[arc];
    whole.length += facts.length;
    whole.time += Hours(hours_on(network, arc, state));
    whole.variance_h2 += facts.variance_h2;
    whole.co2_kg_per_t += co2_kg_per_t(network.scenario->parameters, facts);
  }
  return whole;
}

}  // namespace corridor::network
