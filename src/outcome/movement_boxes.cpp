#include "corridor/outcome/movement_boxes.hpp"

namespace corridor::outcome {

TeuPerHour laden_flow(const Outcome& outcome, const Movement& movement, int month) {
  const model::Scenario& world = *outcome.network->scenario;
  return model::flow_in_month(world, world.demand[movement.demand], month) * movement.share;
}

Empties empties_of(const Outcome& outcome, const Movement& movement) {
  const model::Demand& demand = outcome.network->scenario->demand[movement.demand];
  const double laden = demand.flow.value.value();
  const double empties = laden > 0.0 ? demand.empty_flow.value() / laden : 0.0;
  return {empties, empties <= 0.0 || demand.empties_return};
}

}  // namespace corridor::outcome
