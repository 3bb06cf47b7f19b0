#include "corridor/outcome/arc_flows.hpp"

#include <algorithm>

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

RouteFlows::RouteFlows(const Outcome& outcome, std::span<const MonthChoice> choices)
    : outcome_(&outcome), choices_(choices) {
  for (const MonthChoice& choice : choices) teu_.push_back(teu_in(outcome, choice.months));
}

void RouteFlows::take(MovementId id) {
  routes_.clear();
  flow_.clear();
  const Movement& movement = outcome_->movements[id];
  for (std::size_t c = 0; c < choices_.size(); ++c) {
    const ChoiceSets& sets = *choices_[c].sets;
    const double own = teu_[c][movement.demand] * movement.share;
    std::size_t likely = 0;
    for (const std::uint32_t route : sets.routes_of(id)) {
      if (c == 0) sets.prefetch_after(route);
      const double on_route = own * choices_[c].share[route];
      if (on_route <= 0.0) continue;
      const std::size_t position = position_of(sets.arcs[route], likely);
      flow_[position * choices_.size() + c] += on_route;
      likely = position + 1;
    }
  }
}

// Choices share the copies of their routes, mostly in the same order.
std::size_t RouteFlows::position_of(const RouteArcs& arcs, std::size_t likely) {
  if (likely < routes_.size() && routes_[likely]->is_same_copy(arcs)) return likely;
  const auto known = std::ranges::find_if(
      routes_, [&](const RouteArcs* route) { return route->is_same_copy(arcs); });
  const auto position = static_cast<std::size_t>(known - routes_.begin());
  if (known == routes_.end()) {
    routes_.push_back(&arcs);
    flow_.resize(flow_.size() + choices_.size(), 0.0);
  }
  return position;
}

void RouteFlows::add_to(ArcFlows& flows) const {
  const std::size_t choices = choices_.size();
  for (std::size_t i = 0; i < routes_.size(); ++i)
    flows.add(*routes_[i], {&flow_[i * choices], choices});
}

}  // namespace corridor::outcome
