#include "corridor/routes/shortest.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "boost_dijkstra.hpp"
#include "random_network.hpp"

namespace corridor::routes {
namespace {

using testing::ElementsAre;

Graph line_with_bypass() {
  // 0 -a0-> 1 -a2-> 2, and 0 -a1-> 2
  const std::vector<network::ArcEnds> arcs = {
      {NodeId(0), NodeId(1)}, {NodeId(0), NodeId(2)}, {NodeId(1), NodeId(2)}};
  return Graph(3, arcs);
}

TEST(ShortestPaths, TakeTheCheaperOfTwoRoutes) {
  const Graph graph = line_with_bypass();
  ShortestPaths paths(graph);
  EXPECT_EQ(paths.find_route(NodeId(0), NodeId(2), std::vector{1.0, 5.0, 2.0}),
            (Route{3.0, {ArcId(0), ArcId(2)}}));
  EXPECT_EQ(paths.find_route(NodeId(0), NodeId(2), std::vector{1.0, 2.5, 2.0}),
            (Route{2.5, {ArcId(1)}}));
}

TEST(ShortestPaths, LetTheLowerArcWinATie) {
  const Graph graph = line_with_bypass();
  ShortestPaths paths(graph);
  EXPECT_THAT(paths.find_route(NodeId(0), NodeId(2), std::vector{1.0, 3.0, 2.0})->arcs,
              ElementsAre(ArcId(1)));
}

TEST(ShortestPaths, NeverPassAClosedArc) {
  const Graph graph = line_with_bypass();
  ShortestPaths paths(graph);
  EXPECT_FALSE(paths.find_route(NodeId(0), NodeId(2), std::vector{kInfinity, kInfinity, 2.0}));
  EXPECT_FALSE(paths.find_route(NodeId(2), NodeId(0), std::vector{1.0, 1.0, 1.0}));
  Tree tree;
  paths.tree_from(NodeId(0), std::vector{1.0, kInfinity, kInfinity}, tree);
  EXPECT_THAT(tree.distance, ElementsAre(0.0, 1.0, kInfinity));
  EXPECT_TRUE(tree.parent[2].is_none());
}

TEST(ShortestPaths, FromANodeToItselfAreEmptyAndFree) {
  const Graph graph = line_with_bypass();
  ShortestPaths paths(graph);
  EXPECT_EQ(paths.find_route(NodeId(1), NodeId(1), std::vector{1.0, 1.0, 1.0}), Route());
}

TEST(ShortestPaths, FormNoCycleOfArcsThatCostNothing) {
  const std::vector<network::ArcEnds> arcs = {{NodeId(0), NodeId(1)},
                                              {NodeId(1), NodeId(0)},
                                              {NodeId(1), NodeId(2)},
                                              {NodeId(2), NodeId(1)},
                                              {NodeId(2), NodeId(0)}};
  const Graph graph(3, arcs);
  ShortestPaths paths(graph);
  Tree tree;
  paths.tree_from(NodeId(2), std::vector(5, 0.0), tree);
  EXPECT_TRUE(tree.parent[2].is_none());
  EXPECT_EQ(route_in(graph, tree, NodeId(0))->arcs.size(), 1u);
}

TEST(ShortestPaths, KeepNothingFromOneCallToTheNext) {
  const Graph graph = line_with_bypass();
  ShortestPaths paths(graph);
  const std::vector costs = {1.0, 5.0, 2.0};
  const auto first = paths.find_route(NodeId(0), NodeId(2), costs);
  EXPECT_FALSE(paths.find_route(NodeId(1), NodeId(0), costs));
  EXPECT_EQ(paths.find_route(NodeId(0), NodeId(2), costs), first);
}

// A tree as its root sees it: `tail` and `head` change places in a tree to a target.
struct Rooted {
  const RandomNetwork& network;
  const Tree& tree;
  bool forward;

  [[nodiscard]] NodeId end(ArcId arc) const {
    return forward ? network.graph.tail(arc) : network.graph.head(arc);
  }
  [[nodiscard]] double distance(NodeId node) const { return tree.distance[node.value()]; }
  [[nodiscard]] ArcId parent(NodeId node) const { return tree.parent[node.value()]; }
  // Arcs by which `node` can be reached at its distance, ascending.
  [[nodiscard]] std::vector<ArcId> tight_arcs(NodeId node) const {
    std::vector<ArcId> tight;
    for (const ArcId arc : network.graph.arcs()) {
      const NodeId own = forward ? network.graph.head(arc) : network.graph.tail(arc);
      if (own == node && distance(end(arc)) + network.costs[arc.value()] == distance(node))
        tight.push_back(arc);
    }
    return tight;
  }
  // Arcs that add nothing, in a row, at the end of the way to `node`.
  [[nodiscard]] int free_arcs(NodeId node) const {
    int count = 0;
    for (; !parent(node).is_none() && distance(end(parent(node))) == distance(node); ++count)
      node = end(parent(node));
    return count;
  }
};

// The parent has the fewest arcs in a row that add nothing, and of those it is the lowest.
void expect_rule_of_ties(const Rooted& rooted, NodeId root) {
  for (const NodeId node : ids<NodeId>(rooted.network.graph.node_count())) {
    if (node == root || rooted.distance(node) == kInfinity) {
      EXPECT_TRUE(rooted.parent(node).is_none());
      continue;
    }
    const auto rank = [&](ArcId arc) {
      const bool adds = rooted.distance(rooted.end(arc)) < rooted.distance(node);
      return adds ? 0 : 1 + rooted.free_arcs(rooted.end(arc));
    };
    ArcId expected;
    for (const ArcId arc : rooted.tight_arcs(node))
      if (expected.is_none() || rank(arc) < rank(expected)) expected = arc;
    EXPECT_EQ(rooted.parent(node), expected);
  }
}

TEST(ShortestPaths, AgreeWithBoostOnRandomNetworks) {
  for (std::uint64_t seed = 1; seed <= 3000; ++seed) {
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    const RandomNetwork network = random_network(seed, 12, 50);
    const Graph& graph = network.graph;
    ShortestPaths paths(graph);
    Tree from;
    Tree to;
    const NodeId source(0);
    paths.tree_from(source, network.costs, from);
    EXPECT_EQ(from.distance, boost_distances(graph, network.costs, source));
    expect_rule_of_ties({network, from, true}, source);
    for (const NodeId target : ids<NodeId>(graph.node_count())) {
      paths.tree_to(target, network.costs, to);
      EXPECT_EQ(to.distance[source.value()], from.distance[target.value()]);
      expect_rule_of_ties({network, to, false}, target);
      const std::optional<Route> route = paths.find_route(source, target, network.costs);
      EXPECT_EQ(route, route_in(graph, from, target));
      if (!route) continue;
      EXPECT_TRUE(is_loopless(graph, route->arcs, source, target));
      EXPECT_EQ(cost_of(route->arcs, network.costs), from.distance[target.value()]);
    }
    if (HasFailure()) break;
  }
}

TEST(ShortestPaths, AgreeWithBoostWhenCostsDifferByOrdersOfMagnitude) {
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    Dice dice(seed);
    const Graph graph = random_graph(dice, 400, 1600);
    std::vector<double> costs(graph.arc_count());
    for (double& cost : costs) cost = std::pow(10.0, dice.roll(-6, 9)) * dice.roll(1, 1000);
    ShortestPaths paths(graph);
    Tree tree;
    paths.tree_from(NodeId(0), costs, tree);
    EXPECT_EQ(tree.distance, boost_distances(graph, costs, NodeId(0)));
    if (HasFailure()) break;
  }
}

}  // namespace
}  // namespace corridor::routes
