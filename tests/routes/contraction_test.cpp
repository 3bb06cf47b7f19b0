#include "corridor/routes/contraction.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "random_network.hpp"

namespace corridor::routes {
namespace {

TEST(Contraction, MakesOneArcOfAChain) {
  // 0 -> 1 -> 2 -> 3 and back.
  std::vector<network::ArcEnds> arcs;
  for (std::size_t node = 0; node < 3; ++node) {
    arcs.push_back({NodeId(node), NodeId(node + 1)});
    arcs.push_back({NodeId(node + 1), NodeId(node)});
  }
  const Graph chain(4, arcs);
  const std::vector<NodeId> ends = {NodeId(0), NodeId(3)};
  const Contraction contraction(chain, ends);
  EXPECT_EQ(contraction.graph().node_count(), 2u);
  ASSERT_EQ(contraction.graph().arc_count(), 2u);
  EXPECT_EQ(contraction.parts(ArcId(0)).size(), 3u);
  EXPECT_TRUE(contraction.node(NodeId(1)).is_none());
  std::vector<double> costs;
  contraction.fill_costs(std::vector<double>(6, 2.0), costs);
  EXPECT_EQ(costs, (std::vector<double>{6.0, 6.0}));
}

// Cheapest cost from the first to the second end in the whole graph and the contracted one, and of
// the unpacked arcs.
void expect_same_distance(const RandomNetwork& network, const Contraction& contraction, NodeId from,
                          NodeId to, std::uint64_t seed) {
  ShortestPaths whole(network.graph);
  ShortestPaths small(contraction.graph());
  std::vector<double> costs;
  contraction.fill_costs(network.costs, costs);
  const auto expected = whole.find_route(from, to, network.costs);
  const auto found = small.find_route(contraction.node(from), contraction.node(to), costs);
  ASSERT_EQ(found.has_value(), expected.has_value()) << "seed " << seed;
  if (!expected) return;
  EXPECT_EQ(found->cost, expected->cost) << "seed " << seed;
  const std::vector<ArcId> arcs = contraction.unpack(found->arcs);
  EXPECT_EQ(cost_along(arcs, network.costs), expected->cost) << "seed " << seed;
  for (std::size_t i = 1; i < arcs.size(); ++i)
    EXPECT_EQ(network.graph.head(arcs[i - 1]), network.graph.tail(arcs[i])) << "seed " << seed;
}

TEST(Contraction, KeepsDistancesBetweenTheEndsOfRandomGraphs) {
  std::size_t gone = 0;
  for (std::uint64_t seed = 1; seed <= 3000; ++seed) {
    const RandomNetwork network = random_network(seed, 14, 30);
    Dice dice(seed);
    std::vector<NodeId> ends;
    ends.reserve(3);
    for (int i = 0; i < 3; ++i) {
      ends.emplace_back(
          static_cast<std::size_t>(dice.roll(0, static_cast<int>(network.graph.node_count()) - 1)));
    }
    const Contraction contraction(network.graph, ends);
    gone += network.graph.node_count() - contraction.graph().node_count();
    for (const NodeId from : ends)
      for (const NodeId to : ends) expect_same_distance(network, contraction, from, to, seed);
  }
  EXPECT_GT(gone, 3000u) << "most nodes between ends go";
}

}  // namespace
}  // namespace corridor::routes
