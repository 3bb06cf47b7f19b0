#include "corridor/outcome/flows.hpp"

#include <map>

#include "corridor/outcome/movement_boxes.hpp"

namespace corridor::outcome {
namespace {

// Names a movement by what it is, not by where it stands in a list; listed goods, which travel
// beside others of the same demand, are told apart by the count of namesakes.
std::string name_of(const Outcome& outcome, const Movement& movement) {
  const model::Scenario& world = *outcome.network->scenario;
  return world.demand[movement.demand].slug + " " + world.places[movement.origin].slug + " " +
         world.places[movement.destination].slug + " " +
         model::name_of(outcome.cargo_classes[movement.cargo].size);
}

std::vector<simulation::RouteShare> routes_of(const std::vector<Alternative>& alternatives,
                                              const std::vector<double>& share) {
  std::vector<simulation::RouteShare> routes;
  for (const Alternative& one : alternatives) {
    if (share[one.route] > 0.0) routes.push_back({one.arcs, share[one.route]});
  }
  return routes;
}

}  // namespace

simulation::Flows flows_of(const Outcome& outcome) {
  const model::Scenario& world = *outcome.network->scenario;
  simulation::Flows flows;
  flows.cargo_classes = outcome.cargo_classes;
  flows.route_set.assign(outcome.months.size(), 0);
  std::uint32_t set = 0;
  for (const MonthChoice& choice : outcome.choices) {
    for (const int month : choice.months) flows.route_set[static_cast<std::size_t>(month)] = set++;
  }
  std::map<std::string, int> namesakes;
  for (const MovementId id : outcome.movements.ids()) {
    const Movement& movement = outcome.movements[id];
    const model::Demand& demand = world.demand[movement.demand];
    simulation::Movement own;
    own.name = name_of(outcome, movement);
    if (const int before = namesakes[own.name]++; before > 0)
      own.name += " " + std::to_string(before);
    own.demand = movement.demand;
    own.origin = movement.origin;
    own.destination = movement.destination;
    own.cargo = movement.cargo;
    for (std::size_t month = 0; month < outcome.months.size(); ++month) {
      const double flow = laden_flow(outcome, movement, static_cast<int>(month)).value();
      own.laden.push_back(Teu(flow * kHoursPerDay * outcome.months[month].days));
    }
    own.empties_per_laden = empties_of(outcome, movement).per_laden;
    own.empties_return = demand.empties_return;
    for (const MonthChoice& choice : outcome.choices) {
      const std::vector<Alternative> alternatives = choice.alternatives(id);
      for (const std::vector<double>& share : choice.month_share)
        own.routes.push_back(routes_of(alternatives, share));
    }
    flows.movements.push_back(std::move(own));
  }
  return flows;
}

}  // namespace corridor::outcome
