#include "search_room.hpp"

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
  are_contracted_ = false;
  from_.clear();
  to_.clear();
}

const Tree& SearchRoom::contracted_from(NodeId source, KnownTrees& known) {
  Tree& tree = known[source];
  if (!tree.distance.empty()) return tree;
  if (!are_contracted_) contraction_->fill_costs(costs_, contracted_costs_);
  are_contracted_ = true;
  const NodeId root = contraction_->node(source);
  if (tree.parent.empty())
    in_contracted_.tree_from(root, contracted_costs_, tree);
  else
    in_contracted_.mend_tree(root, contracted_costs_, tree);
  return tree;
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

void forget_distances(KnownTrees& known) {
  for (auto& [root, tree] : known) tree.distance = {};
}

}  // namespace corridor::outcome
