#include "corridor/routes/tree_bundle.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "random_network.hpp"

namespace corridor::routes {
namespace {

std::vector<Lanes<double>> side_by_side(const std::vector<std::vector<double>>& costs) {
  std::vector<Lanes<double>> lanes(costs.front().size());
  for (std::size_t arc = 0; arc < lanes.size(); ++arc) {
    for (std::size_t lane = 0; lane < kLanes; ++lane) lanes[arc].of[lane] = costs[lane][arc];
  }
  return lanes;
}

Tree tree_of(const Graph& graph, NodeId source, const std::vector<double>& costs) {
  Tree tree;
  ShortestPaths(graph).tree_from(source, costs, tree);
  return tree;
}

// The bundle's tree has the distances of `expected`, to the bit, and routes that cost as much.
void expect_lane(const Graph& graph, const TreeBundle& bundle, std::size_t lane, NodeId source,
                 const std::vector<double>& costs, const Tree& expected) {
  for (const NodeId node : ids<NodeId>(graph.node_count())) {
    const double distance = expected.distance[node.value()];
    ASSERT_EQ(bundle.distance(node, lane), distance);
    if (distance == kInfinity) continue;
    const std::vector<ArcId> route = bundle.route(node, lane);
    ASSERT_TRUE(is_loopless(graph, route, source, node));
    ASSERT_EQ(cost_along(route, costs), distance);
  }
}

TEST(TreeBundle, GrowsInEachLaneATreeAsCheapAsOneGrownAlone) {
  for (std::uint64_t seed = 1; seed <= 1000; ++seed) {
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    Dice dice(seed);
    const int nodes = dice.roll(2, 60);
    const Graph graph = random_graph(dice, nodes, dice.roll(1, 240));
    std::vector<std::vector<double>> costs;
    for (std::size_t lane = 0; lane < kLanes; ++lane)
      costs.push_back(random_costs(dice, graph, dice.roll(1, 9)));
    const std::vector<Lanes<double>> lanes = side_by_side(costs);
    TreeBundle bundle(graph);
    // The order of one of the trees, and of a tree that has nothing to do with them.
    for (const std::vector<double>& ordering : {costs[0], random_costs(dice, graph)}) {
      const NodeId source(static_cast<std::size_t>(dice.roll(0, nodes - 1)));
      const NodeId other(static_cast<std::size_t>(dice.roll(0, nodes - 1)));
      bundle.grow(source, lanes, order_of(graph, tree_of(graph, other, ordering)));
      for (std::size_t lane = 0; lane < kLanes; ++lane)
        expect_lane(graph, bundle, lane, source, costs[lane], tree_of(graph, source, costs[lane]));
    }
    if (HasFailure()) break;
  }
}

TEST(TreeBundle, LeavesWhatAClosedLaneDoesNotReachUnreached) {
  const std::vector<network::ArcEnds> arcs = {{NodeId(0), NodeId(1)}, {NodeId(1), NodeId(2)}};
  const Graph line(3, arcs);
  std::vector<std::vector<double>> costs(kLanes, {1.0, 2.0});
  costs[3] = {1.0, kInfinity};
  const std::vector<Lanes<double>> lanes = side_by_side(costs);
  TreeBundle bundle(line);
  bundle.grow(NodeId(0), lanes, order_of(line, tree_of(line, NodeId(0), costs[0])));
  EXPECT_EQ(bundle.distance(NodeId(2), 0), 3.0);
  EXPECT_EQ(bundle.distance(NodeId(2), 3), kInfinity);
  EXPECT_EQ(bundle.distance(NodeId(1), 3), 1.0);
}

TEST(NodeOrder, PutsParentsBeforeTheirChildrenAndLastWhatIsNotReached) {
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    const RandomNetwork network = random_network(seed, 30, 90);
    const Tree tree = tree_of(network.graph, NodeId(0), network.costs);
    const NodeOrder order = order_of(network.graph, tree);
    ASSERT_EQ(order.nodes.size(), network.graph.node_count());
    for (const NodeId node : ids<NodeId>(order.nodes.size())) {
      const std::uint32_t position = order.position[node.value()];
      ASSERT_EQ(order.nodes[position], node);
      const ArcId arc = tree.parent[node.value()];
      if (!arc.is_none()) {
        ASSERT_LT(order.position[network.graph.tail(arc).value()], position);
      }
    }
    EXPECT_TRUE(std::is_sorted(order.nodes.begin(), order.nodes.end(), [&](NodeId a, NodeId b) {
      return tree.distance[a.value()] < tree.distance[b.value()];
    }));
  }
}

}  // namespace
}  // namespace corridor::routes
