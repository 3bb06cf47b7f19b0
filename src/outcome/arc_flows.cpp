#include "corridor/outcome/arc_flows.hpp"

namespace corridor::outcome {

Column<model::DemandId, double> teu_in(const Outcome& outcome, const std::vector<int>& months) {
  const model::Scenario& world = *outcome.network->scenario;
  Column<model::DemandId, double> teu(world.demand.size(), 0.0);
  for (const model::DemandId id : teu.ids()) {
    for (const int month : months) {
      const double hours = kHoursPerDay * outcome.months[static_cast<std::size_t>(month)].days;
      teu[id] += model::flow_in_month(world, world.demand[id], month).value() * hours;
    }
  }
  return teu;
}

}  // namespace corridor::outcome
