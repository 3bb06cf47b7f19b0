#include "corridor/routes/k_cheapest.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "random_network.hpp"

namespace corridor::routes {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

std::vector<double> sorted_costs(const std::vector<Route>& routes) {
  std::vector<double> costs;
  costs.reserve(routes.size());
  for (const Route& route : routes) costs.push_back(route.cost);
  std::sort(costs.begin(), costs.end());
  return costs;
}

void expect_distinct_and_loopless(const RandomNetwork& network, const std::vector<Route>& routes,
                                  NodeId source, NodeId target) {
  for (std::size_t i = 0; i < routes.size(); ++i) {
    EXPECT_TRUE(is_loopless(network.graph, routes[i].arcs, source, target));
    EXPECT_EQ(routes[i].cost, cost_of(routes[i].arcs, network.costs));
    EXPECT_EQ(std::count(routes.begin(), routes.end(), routes[i]), 1);
    EXPECT_LE(routes[i == 0 ? 0 : i - 1].cost, routes[i].cost);
  }
}

TEST(KCheapest, EqualsEnumerationOnRandomNetworks) {
  for (std::uint64_t seed = 1; seed <= 4000; ++seed) {
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    const RandomNetwork network = random_network(seed);
    const NodeId target(network.graph.node_count() - 1);
    const Enumeration all(network.graph, network.costs, NodeId(0), target);
    std::vector<double> expected = sorted_costs(all.routes());
    const std::size_t count = 1 + seed % 30;
    const std::vector<Route> found =
        find_k_cheapest(network.graph, NodeId(0), target, network.costs, count);
    expect_distinct_and_loopless(network, found, NodeId(0), target);
    expected.resize(std::min(count, expected.size()));
    EXPECT_EQ(sorted_costs(found), expected);
    if (HasFailure()) break;
  }
}

TEST(KCheapest, FindsEveryRouteWhenAskedForMoreThanThereAre) {
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    const RandomNetwork network = random_network(seed, 7, 30);
    const NodeId target(network.graph.node_count() - 1);
    const Enumeration all(network.graph, network.costs, NodeId(0), target);
    EXPECT_THAT(find_k_cheapest(network.graph, NodeId(0), target, network.costs, 100000),
                SizeIs(all.routes().size()));
    if (HasFailure()) break;
  }
}

TEST(KCheapest, GivesOneEmptyRouteFromANodeToItselfAndNoneToTheUnreachable) {
  const std::vector<network::ArcEnds> arcs = {{NodeId(0), NodeId(1)}, {NodeId(1), NodeId(0)}};
  const Graph graph(3, arcs);
  const std::vector costs = {1.0, 1.0};
  EXPECT_THAT(find_k_cheapest(graph, NodeId(0), NodeId(0), costs, 5), ElementsAre(Route()));
  EXPECT_THAT(find_k_cheapest(graph, NodeId(0), NodeId(2), costs, 5), IsEmpty());
  EXPECT_THAT(find_k_cheapest(graph, NodeId(0), NodeId(1), costs, 0), IsEmpty());
}

TEST(CloseArcs, ClosesWhatIsNamedAndNothingElse) {
  const std::vector<network::ArcEnds> arcs = {{NodeId(0), NodeId(1)},
                                              {NodeId(0), NodeId(2)},
                                              {NodeId(1), NodeId(2)},
                                              {NodeId(2), NodeId(0)}};
  const Graph graph(3, arcs);
  const std::vector costs = {1.0, 2.0, 3.0, 4.0};
  EXPECT_THAT(close_arcs(graph, costs, std::vector{ArcId(1)}, {}),
              ElementsAre(1.0, kInfinity, 3.0, 4.0));
  EXPECT_THAT(close_arcs(graph, costs, {}, std::vector{NodeId(1)}),
              ElementsAre(kInfinity, 2.0, kInfinity, 4.0));
}

// The cheapest loopless route that meets `via` in order, by trying all; +infinity when none does.
double cheapest_via(const RandomNetwork& network, NodeId source, const std::vector<NodeId>& via,
                    NodeId target) {
  double best = kInfinity;
  const Enumeration all(network.graph, network.costs, source, target);
  for (const Route& route : all.routes()) {
    std::size_t met = 0;
    for (const ArcId arc : route.arcs)
      if (met < via.size() && network.graph.head(arc) == via[met]) ++met;
    if (met == via.size()) best = std::min(best, route.cost);
  }
  return best;
}

TEST(RouteVia, EqualsEnumerationOnRandomNetworks) {
  for (std::uint64_t seed = 1; seed <= 2000; ++seed) {
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    const RandomNetwork network = random_network(seed);
    const std::size_t nodes = network.graph.node_count();
    if (nodes < 4) continue;
    const NodeId target(nodes - 1);
    const std::vector<NodeId> via = {NodeId(1 + seed % (nodes - 2)),
                                     NodeId(1 + (seed + 1) % (nodes - 2))};
    const double expected = cheapest_via(network, NodeId(0), via, target);
    const ViaRoute found =
        find_route_via(network.graph, NodeId(0), via, target, network.costs, 1000);
    if (expected == kInfinity) {
      EXPECT_NE(found.status, ViaStatus::kFound);
      continue;
    }
    ASSERT_EQ(found.status, ViaStatus::kFound);
    EXPECT_TRUE(found.is_proven);
    EXPECT_EQ(found.route->cost, expected);
    EXPECT_TRUE(is_loopless(network.graph, found.route->arcs, NodeId(0), target));
  }
}

TEST(RouteVia, SaysWhyThereIsNone) {
  // 0 -> 1 -> 2 and 2 -> 1 -> 3: from 0 by 2 to 3 passes 1 twice.
  const std::vector<network::ArcEnds> arcs = {{NodeId(0), NodeId(1)},
                                              {NodeId(1), NodeId(2)},
                                              {NodeId(2), NodeId(1)},
                                              {NodeId(1), NodeId(3)}};
  const Graph graph(4, arcs);
  const std::vector costs(4, 1.0);
  const auto via = [&](NodeId node) {
    return find_route_via(graph, NodeId(0), std::vector{node}, NodeId(3), costs);
  };
  EXPECT_EQ(via(NodeId(2)).status, ViaStatus::kOnlyLoops);
  EXPECT_EQ(via(NodeId(2)).shared, NodeId(1));
  EXPECT_EQ(via(NodeId(3)).status, ViaStatus::kRepeated);
  EXPECT_EQ(via(NodeId(1)).route->arcs, (std::vector{ArcId(0), ArcId(2)}));
  const ViaRoute back = find_route_via(graph, NodeId(1), std::vector{NodeId(3)}, NodeId(2), costs);
  EXPECT_EQ(back.status, ViaStatus::kUnreachable);
  EXPECT_EQ(back.leg, 1u);
}

TEST(RouteVia, AdmitsThatARouteLeftOutMayBeCheaper) {
  // From 0 by 1 to 2; both legs are cheapest through 3, so one of them must go round by 4.
  const std::vector<network::ArcEnds> arcs = {{NodeId(0), NodeId(3)}, {NodeId(0), NodeId(4)},
                                              {NodeId(1), NodeId(2)}, {NodeId(1), NodeId(3)},
                                              {NodeId(3), NodeId(1)}, {NodeId(3), NodeId(2)},
                                              {NodeId(3), NodeId(2)}, {NodeId(4), NodeId(1)}};
  const Graph graph(5, arcs);
  const std::vector costs = {0.5, 2.5, 10.0, 0.5, 0.5, 0.5, 0.5, 2.5};
  const auto find = [&](std::size_t routes_per_leg) {
    return find_route_via(graph, NodeId(0), std::vector{NodeId(1)}, NodeId(2), costs,
                          routes_per_leg);
  };
  EXPECT_EQ(find(1).status, ViaStatus::kOnlyLoops);
  EXPECT_EQ(find(2).route->cost, 6.0);
  EXPECT_FALSE(find(2).is_proven);
  EXPECT_EQ(find(3).route->cost, 6.0);
  EXPECT_TRUE(find(3).is_proven);
}

}  // namespace
}  // namespace corridor::routes
