#include "corridor/routes/via.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "random_network.hpp"

namespace corridor::routes {
namespace {

using testing::ElementsAre;
using Distances = std::vector<std::vector<double>>;  // [from][to]

// Cheapest walks of one arc or more, by trying every node between.
Distances cheapest_walks(const RandomNetwork& network) {
  const std::size_t count = network.graph.node_count();
  Distances best(count, std::vector<double>(count, kInfinity));
  for (const ArcId arc : network.graph.arcs()) {
    double& entry = best[network.graph.tail(arc).value()][network.graph.head(arc).value()];
    entry = std::min(entry, network.costs[arc.value()]);
  }
  for (std::size_t k = 0; k < count; ++k)
    for (std::size_t i = 0; i < count; ++i)
      for (std::size_t j = 0; j < count; ++j)
        best[i][j] = std::min(best[i][j], best[i][k] + best[k][j]);
  return best;
}

// The cheapest way from node 0 that enters a node of each stop in turn and ends at `target`.
double cheapest_by_trial(const Distances& walks, const std::vector<std::vector<NodeId>>& stops,
                         std::size_t target) {
  std::vector<double> at(walks.size(), kInfinity);
  at[0] = 0.0;
  for (const std::vector<NodeId>& stop : stops) {
    std::vector<double> next(walks.size(), kInfinity);
    for (const NodeId node : stop)
      for (std::size_t from = 0; from < walks.size(); ++from)
        next[node.value()] = std::min(next[node.value()], at[from] + walks[from][node.value()]);
    at = next;
  }
  double best = at[target];
  for (std::size_t from = 0; from < walks.size(); ++from)
    best = std::min(best, at[from] + walks[from][target]);
  return best;
}

std::vector<std::vector<NodeId>> random_stops(Dice& dice, std::size_t nodes) {
  std::vector<std::vector<NodeId>> stops(static_cast<std::size_t>(dice.roll(0, 3)));
  for (std::vector<NodeId>& stop : stops) {
    for (int i = dice.roll(1, 2); i > 0; --i)
      stop.emplace_back(static_cast<std::size_t>(dice.roll(0, static_cast<int>(nodes) - 1)));
  }
  return stops;
}

TEST(Via, TheCheapestWayThroughStopsEqualsTrialOfAllOnRandomNetworks) {
  int through = 0;
  for (std::uint64_t seed = 1; seed <= 3000; ++seed) {
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    const RandomNetwork network = random_network(seed);
    Dice dice(seed + 1000000);
    const auto stops = random_stops(dice, network.graph.node_count());
    const UnrolledGraph unrolled = unroll(network.graph, stops);
    const auto costs = unrolled.spread(std::span<const double>(network.costs));
    const NodeId target(network.graph.node_count() - 1);
    ShortestPaths paths(unrolled.graph);
    const auto found = paths.find_route(unrolled.first(NodeId(0)), unrolled.last(target), costs);
    const double expected = cheapest_by_trial(cheapest_walks(network), stops, target.value());
    ASSERT_EQ(found.has_value(), expected < kInfinity);
    if (!found) continue;
    EXPECT_EQ(found->cost, expected);
    EXPECT_EQ(cost_along(unrolled.original(found->arcs), network.costs), expected);
    if (!stops.empty()) ++through;
    if (HasFailure()) break;
  }
  EXPECT_GT(through, 500);
}

TEST(Via, AStopIsMadeByEnteringItAndCountsTheStopsMade) {
  const std::vector<network::ArcEnds> ends = {
      {NodeId(0), NodeId(1)}, {NodeId(1), NodeId(0)}, {NodeId(1), NodeId(2)}};
  const Graph graph(3, ends);
  const std::vector<std::vector<NodeId>> stops = {{NodeId(0)}};
  const UnrolledGraph unrolled = unroll(graph, stops);
  const std::vector<double> costs = unrolled.spread(std::span<const double>(std::vector(3, 1.0)));
  ShortestPaths paths(unrolled.graph);
  const auto found = paths.find_route(unrolled.first(NodeId(0)), unrolled.last(NodeId(2)), costs);
  ASSERT_TRUE(found);
  EXPECT_THAT(unrolled.original(found->arcs), ElementsAre(ArcId(0), ArcId(1), ArcId(0), ArcId(2)));
  EXPECT_EQ(unrolled.stops_made(unrolled.first(NodeId(2))), 0);
  EXPECT_EQ(unrolled.stops_made(unrolled.last(NodeId(2))), 1);
}

}  // namespace
}  // namespace corridor::routes
