#include "search_graph.hpp"

#include "corridor/base/parallel.hpp"

namespace corridor::outcome {

using network::NodeId;

std::vector<NodeId> ends_of(const network::Network& network) {
  std::vector<NodeId> ends;
  for (const auto* places : {&network.origin, &network.destination}) {
    for (const NodeId node : *places)
      if (!node.is_none()) ends.push_back(node);
  }
  return ends;
}

SearchGraph search_graph(const Outcome& outcome, const Movements& movements, int month, int jobs) {
  const network::Network& network = *outcome.network;
  SearchGraph graph{
      routes::Contraction(network.graph, ends_of(network)), AlikeArcs(network), {}, {}};
  for (const ArcId arc : network.arcs.ids())
    if (network::is_quay(network.arcs[arc].kind)) graph.quays.push_back(arc);
  std::map<NodeId, std::uint32_t> cargo_from;
  for (const Movement& movement : movements.all) {
    const NodeId origin = network.origin[movement.origin];
    if (!origin.is_none()) cargo_from.try_emplace(origin, movement.cargo);
  }
  const std::vector<std::pair<NodeId, std::uint32_t>> origins(cargo_from.begin(), cargo_from.end());
  const network::CostFiller filler(network, outcome.months[static_cast<std::size_t>(month)]);
  std::vector<routes::NodeOrder> orders(origins.size());
  for_each_index(origins.size(), jobs, [&](std::size_t i, int) {
    std::vector<double> whole;
    std::vector<double> costs;
    filler.fill(movements.classes[origins[i].second], whole);
    graph.contraction.fill_costs(whole, costs);
    routes::Tree tree;
    routes::ShortestPaths(graph.contraction.graph())
        .tree_from(graph.contraction.node(origins[i].first), costs, tree);
    orders[i] = routes::order_of(graph.contraction.graph(), tree);
  });
  for (std::size_t i = 0; i < origins.size(); ++i)
    graph.order_from.emplace(origins[i].first, std::move(orders[i]));
  return graph;
}

}  // namespace corridor::outcome
