#include <algorithm>
#include <cmath>

#include "corridor/base/error.hpp"
#include "corridor/model/scenario.hpp"

namespace corridor::model {
namespace {

// A group moved to `position`: a value with a range of its own slides in it, any other is scaled by
// the group's factor at that end (a group without factors leaves it alone).
class Mover {
 public:
  Mover(const AssumptionGroup& group, double position) : position_(position) {
    const double factor = position < 0 ? group.low : group.high;
    if (factor > 0 || group.low < group.high) scale_ = 1.0 + std::abs(position) * (factor - 1.0);
  }

  template <class T>
  void move(Ranged<T>& ranged) const {
    if (ranged.has_range()) {
      const T end = position_ < 0 ? ranged.low : ranged.high;
      ranged.value = ranged.value + (end - ranged.value) * std::abs(position_);
    } else {
      ranged.value = ranged.value * scale_;
    }
  }
  void move(Ranged<double>& ranged) const {
    Ranged<Scalar> scalar(Scalar(ranged.value), Scalar(ranged.low), Scalar(ranged.high));
    move(scalar);
    ranged.value = scalar.value.value();
  }
  template <class T>
  void scale(T& value) const {
    value = value * scale_;
  }

 private:
  double position_;
  double scale_ = 1.0;
};

bool is_rail(HaulProduct product) {
  return product == HaulProduct::kBlockTrain || product == HaulProduct::kWagonLoad;
}

void move_haul_prices(Scenario& scenario, const Mover& mover, bool rail) {
  for (HaulRate& rate : scenario.haul_rates) {
    if (is_rail(rate.product) == rail) mover.move(rate.price);
  }
}

void move_rail_speed(Scenario& scenario, const Mover& mover) {
  for (HaulRate& rate : scenario.haul_rates) {
    if (is_rail(rate.product)) mover.move(rate.speed);
  }
}

void move_border_times(Scenario& scenario, const Mover& mover) {
  for (Border& border : scenario.borders) {
    mover.scale(border.outbound.dwell);
    mover.scale(border.inbound.dwell);
    mover.scale(border.dwell_sd);
    mover.scale(border.dwell_block_train);
  }
}

void move_border_capacities(Scenario& scenario, const Mover& mover) {
  for (Border& border : scenario.borders) {
    mover.move(border.outbound.capacity);
    mover.move(border.inbound.capacity);
  }
}

void move_terminal_room(Scenario& scenario, const Mover& mover) {
  for (Terminal& terminal : scenario.terminals) {
    mover.move(terminal.capacity);
    mover.move(terminal.yard);
    mover.move(terminal.gate_lanes);
  }
  for (OffDockYard& yard : scenario.off_dock_yards) {
    mover.move(yard.handling);
    mover.move(yard.room);
  }
}

void move_fees(Scenario& scenario, const Mover& mover) {
  for (EntryFee& fee : scenario.entry_fees) mover.move(fee.fee);
  for (Border& border : scenario.borders) {
    mover.move(border.outbound.fee);
    mover.move(border.inbound.fee);
  }
  for (Regime& regime : scenario.regimes) {
    mover.scale(regime.guarantee);
    mover.scale(regime.guarantee_share_of_value);
    mover.scale(regime.fee_share_of_value);
  }
}

// The school of value of time part way towards another: an hour of each commodity's mean demand.
void move_value_of_time(Scenario& scenario, double position) {
  const std::string& target = position < 0 ? "vot-glins" : "vot-hummels";
  const auto end =
      std::find_if(scenario.value_of_time_presets.begin(), scenario.value_of_time_presets.end(),
                   [&](const ValueOfTime& preset) { return preset.preset == target; });
  if (end == scenario.value_of_time_presets.end() || position == 0) return;
  if (std::abs(position) == 1.0) {
    scenario.value_of_time = *end;
    return;
  }
  Scenario other = scenario;
  other.value_of_time = *end;
  Column<CommodityId, double> usd(scenario.commodities.size(), 0.0);
  Column<CommodityId, double> teu(scenario.commodities.size(), 0.0);
  for (const Demand& demand : scenario.demand) {
    const double now = value_of_time(scenario, demand).value();
    const double then = value_of_time(other, demand).value();
    usd[demand.commodity] += demand.flow.value.value() * (now + (then - now) * std::abs(position));
    teu[demand.commodity] += demand.flow.value.value();
  }
  ValueOfTime blend;
  blend.preset = scenario.value_of_time.preset + " towards " + target;
  blend.by_commodity = Column<CommodityId, UsdPerTeuHour>(scenario.commodities.size());
  for (const CommodityId commodity : usd.ids()) {
    if (teu[commodity] > 0)
      blend.by_commodity[commodity] = UsdPerTeuHour(usd[commodity] / teu[commodity]);
  }
  scenario.value_of_time = blend;
}

}  // namespace

Scenario move_group(const Scenario& scenario, const AssumptionGroup& group, double position) {
  Scenario moved = scenario;
  const Mover mover(group, position);
  switch (group.kind) {
    case GroupKind::kRailPrice:
      move_haul_prices(moved, mover, true);
      break;
    case GroupKind::kTruckPrice:
      move_haul_prices(moved, mover, false);
      break;
    case GroupKind::kRailSpeed:
      move_rail_speed(moved, mover);
      break;
    case GroupKind::kSeaPrice:
      for (LaneRate& rate : moved.lane_rates) mover.move(rate.price);
      break;
    case GroupKind::kPortCharges:
      for (BoxCharge& charge : moved.box_charges) mover.scale(charge.amount);
      break;
    case GroupKind::kBorderTime:
      move_border_times(moved, mover);
      break;
    case GroupKind::kBorderCapacity:
      move_border_capacities(moved, mover);
      break;
    case GroupKind::kTerminalRoom:
      move_terminal_room(moved, mover);
      break;
    case GroupKind::kValueOfTime:
      move_value_of_time(moved, position);
      break;
    case GroupKind::kChoiceScale:
      mover.move(moved.parameters.theta);
      break;
    case GroupKind::kFeesAndGuarantee:
      move_fees(moved, mover);
      break;
    case GroupKind::kDemand:
      for (Demand& demand : moved.demand) mover.move(demand.flow);
      break;
    case GroupKind::kRiskPremium:
      for (RiskPremium& premium : moved.risk_premiums) mover.move(premium.premium);
      break;
  }
  return moved;
}

}  // namespace corridor::model
