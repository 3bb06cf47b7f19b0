#include "corridor/routes/via.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "random_network.hpp"

namespace corridor::routes {
namespace {

using testing::ElementsAre;
using Distances = std::vector<std::vector<double>>;  // [from][to]

// Cheapest walks of one arc or more without the arcs of `gone`, by trying every node between.
Distances cheapest_walks(const RandomNetwork& network, const std::set<ArcId>& gone) {
  const std::size_t count = network.graph.node_count();
  Distances best(count, std::vector<double>(count, kInfinity));
  for (const ArcId arc : network.graph.arcs()) {
    if (gone.contains(arc)) continue;
    double& entry = best[network.graph.tail(arc).value()][network.graph.head(arc).value()];
    entry = std::min(entry, network.costs[arc.value()]);
  }
  for (std::size_t k = 0; k < count; ++k)
    for (std::size_t i = 0; i < count; ++i)
      for (std::size_t j = 0; j < count; ++j)
        best[i][j] = std::min(best[i][j], best[i][k] + best[k][j]);
  return best;
}

// What it costs to be at each node, after a walk or none, of one who is at `at` [node].
std::vector<double> walk_on(const std::vector<double>& at, const Distances& walks) {
  std::vector<double> reach = at;
  for (std::size_t from = 0; from < at.size(); ++from)
    for (std::size_t to = 0; to < at.size(); ++to)
      reach[to] = std::min(reach[to], at[from] + walks[from][to]);
  return reach;
}

// The cheapest way from node 0 that takes an arc of each stop in turn, none of an earlier stop
// again unless it is of the next one too, and ends at `target`.
double cheapest_by_trial(const RandomNetwork& network, const std::vector<std::vector<ArcId>>& stops,
                         std::size_t target) {
  std::vector<double> at(network.graph.node_count(), kInfinity);
  at[0] = 0.0;
  std::set<ArcId> made;
  for (const std::vector<ArcId>& stop : stops) {
    // An arc of the stop makes it, wherever it is met.
    std::set<ArcId> gone = made;
    gone.insert(stop.begin(), stop.end());
    const std::vector<double> reach = walk_on(at, cheapest_walks(network, gone));
    at.assign(at.size(), kInfinity);
    for (const ArcId arc : stop) {
      double& entry = at[network.graph.head(arc).value()];
      entry = std::min(entry, reach[network.graph.tail(arc).value()] + network.costs[arc.value()]);
    }
    made.insert(stop.begin(), stop.end());
  }
  return walk_on(at, cheapest_walks(network, made))[target];
}

// Places to enter, and posts to cross by one arc or two.
std::vector<std::vector<ArcId>> random_stops(Dice& dice, const Graph& graph) {
  std::vector<std::vector<ArcId>> stops(static_cast<std::size_t>(dice.roll(0, 3)));
  if (graph.arc_count() == 0) return {};
  for (std::vector<ArcId>& stop : stops) {
    const bool is_place = dice.roll(0, 1) == 0;
    const NodeId place(
        static_cast<std::size_t>(dice.roll(0, static_cast<int>(graph.node_count()) - 1)));
    for (const ArcId arc : graph.arcs()) {
      if (is_place && graph.head(arc) == place) stop.push_back(arc);
    }
    for (int i = is_place ? 0 : dice.roll(1, 2); i > 0; --i)
      stop.emplace_back(
          static_cast<std::size_t>(dice.roll(0, static_cast<int>(graph.arc_count()) - 1)));
  }
  return stops;
}

TEST(Via, TheCheapestWayThroughStopsEqualsTrialOfAllOnRandomNetworks) {
  int through = 0;
  for (std::uint64_t seed = 1; seed <= 3000; ++seed) {
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    const RandomNetwork network = random_network(seed);
    Dice dice(seed + 1000000);
    const auto stops = random_stops(dice, network.graph);
    const UnrolledGraph unrolled = unroll(network.graph, stops);
    const auto costs = unrolled.spread(std::span<const double>(network.costs));
    const NodeId target(network.graph.node_count() - 1);
    ShortestPaths paths(unrolled.graph);
    const auto found = paths.find_route(unrolled.first(NodeId(0)), unrolled.last(target), costs);
    const double expected = cheapest_by_trial(network, stops, target.value());
    ASSERT_EQ(found.has_value(), expected < kInfinity);
    if (!found) continue;
    EXPECT_EQ(found->cost, expected);
    EXPECT_EQ(cost_along(unrolled.original(found->arcs), network.costs), expected);
    if (!stops.empty()) ++through;
    if (HasFailure()) break;
  }
  EXPECT_GT(through, 500);
}

TEST(Via, AStopIsMadeByItsArcsAndCountsTheStopsMade) {
  const std::vector<network::ArcEnds> ends = {
      {NodeId(0), NodeId(1)}, {NodeId(1), NodeId(0)}, {NodeId(1), NodeId(2)}};
  const Graph graph(3, ends);
  const std::vector<std::vector<ArcId>> stops = {{ArcId(1)}};  // back to node 0
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
