#include "search_room.hpp"

#include <limits>

namespace corridor::outcome {

using network::NodeId;
using routes::Tree;

void SearchRoom::fill(const network::CargoClass& cargo, const PriceClass& boxes,
                      std::span<const double> own_costs, const std::vector<ArcId>& priced_arcs,
                      const std::vector<double>& prices) {
  own_costs_ = own_costs;
  costs_.assign(own_costs.begin(), own_costs.end());
  for (const ArcId arc : priced_arcs) {
    double& cost = costs_[arc.value()];
    for_each_use(*network_, cargo, boxes, arc, [&](FacilityId facility, double units, bool) {
      if (units > 0.0) cost += units * prices[facility.value()];
    });
  }
  from_.clear();
  to_.clear();
}

void SearchRoom::clear_lanes() {
  routes::Lanes<double> closed;
  closed.of.fill(std::numeric_limits<double>::infinity());
  lanes_.assign(graph_->contraction.graph().arc_count(), closed);
}

void SearchRoom::fill_lane(std::size_t lane) {
  graph_->contraction.fill_costs(costs_, lane, lanes_);
}

const routes::TreeBundle& SearchRoom::bundle_from(NodeId source) {
  in_contracted_.grow(graph_->contraction.node(source), lanes_, graph_->order_from.at(source));
  return in_contracted_;
}

const Tree& SearchRoom::tree_from(NodeId source) {
  const auto [at, is_new] = from_.try_emplace(source);
  if (is_new) in_whole_.tree_from(source, costs_, at->second);
  return at->second;
}

const Tree& SearchRoom::tree_to(NodeId target) {
  const auto [at, is_new] = to_.try_emplace(target);
  if (is_new) in_whole_.tree_to(target, costs_, at->second);
  return at->second;
}

}  // namespace corridor::outcome
