#include "search_room.hpp"

#include <algorithm>
#include <array>

namespace corridor::outcome {

using network::NodeId;
using routes::Tree;

PricedArcs::PricedArcs(const network::Network& network, const SearchGraph& graph,
                       const std::vector<double>& prices_of)
    : prices(&prices_of),
      whole(priced_arcs(network, prices_of)),
      contracted(graph.contraction.arcs_through(whole)) {}

double SearchRoom::cost_on(ArcId arc, const BoxClass& own,
                           const std::vector<double>& prices) const {
  double cost = own.costs->whole[arc.value()];
  for_each_use(
      *network_, *own.cargo, *own.boxes, arc,
      [&](FacilityId facility) { return prices[facility.value()] > 0.0; },
      [&](FacilityId facility, double units, bool) {
        if (units > 0.0) cost += units * prices[facility.value()];
      });
  return cost;
}

void SearchRoom::fill(const BoxClass& own, const PricedArcs& priced) {
  own_ = own;
  priced_ = &priced;
  costs_ = own.costs->whole;
  for (const ArcId arc : priced.whole) costs_[arc.value()] = cost_on(arc, own, *priced.prices);
  contracted_costs_.clear();
  from_.clear();
  to_.clear();
}

const std::vector<double>& SearchRoom::contracted_costs() {
  if (!contracted_costs_.empty()) return contracted_costs_;
  contracted_costs_ = own_.costs->contracted;
  for (const ArcId arc : priced_->contracted)
    contracted_costs_[arc.value()] = routes::cost_along(graph_->contraction.parts(arc), costs_);
  return contracted_costs_;
}

void SearchRoom::fill_lanes(std::span<const BoxClass> classes, const PricedArcs& priced) {
  const network::Graph& graph = graph_->contraction.graph();
  lanes_.resize(graph.arc_count());
  // Lanes that are left over do as the last class.
  std::array<const double*, routes::kLanes> column{};
  for (std::size_t lane = 0; lane < routes::kLanes; ++lane)
    column[lane] = classes[std::min(lane, classes.size() - 1)].costs->contracted.data();
  for (std::size_t arc = 0; arc < lanes_.size(); ++arc) {
    for (std::size_t lane = 0; lane < routes::kLanes; ++lane)
      lanes_[arc].of[lane] = column[lane][arc];
  }
  for (std::size_t lane = 0; lane < classes.size(); ++lane) add_prices(lane, classes[lane], priced);
}

void SearchRoom::add_prices(std::size_t lane, const BoxClass& own, const PricedArcs& priced) {
  for (const ArcId arc : priced.whole)
    priced_costs_[arc.value()] = cost_on(arc, own, *priced.prices);
  for (const ArcId arc : priced.contracted) {
    double cost = 0.0;
    for (const ArcId part : graph_->contraction.parts(arc)) {
      const double with_prices = priced_costs_[part.value()];
      cost += with_prices > 0.0 ? with_prices : own.costs->whole[part.value()];
    }
    lanes_[arc.value()].of[lane] = cost;
  }
  for (const ArcId arc : priced.whole) priced_costs_[arc.value()] = 0.0;
}

const routes::TreeBundle& SearchRoom::bundle_from(NodeId source) {
  bundle_.grow(graph_->contraction.node(source), lanes_, graph_->order_from.at(source));
  return bundle_;
}

const Tree& SearchRoom::tree_from(NodeId source) {
  const auto [at, is_new] = from_.try_emplace(source);
  if (is_new) paths_.tree_from(source, contracted_costs(), at->second);
  return at->second;
}

const Tree& SearchRoom::tree_to(NodeId target) {
  const auto [at, is_new] = to_.try_emplace(target);
  if (is_new) paths_.tree_to(target, contracted_costs(), at->second);
  return at->second;
}

}  // namespace corridor::outcome
