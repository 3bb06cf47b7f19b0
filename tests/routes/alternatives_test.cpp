#include "corridor/routes/alternatives.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "random_network.hpp"

namespace corridor::routes {
namespace {

using testing::DoubleNear;
using testing::ElementsAre;
using testing::IsEmpty;

const AlternativeLimits kAll{100, kInfinity, 0.0};

struct Trees {
  Trees(const Graph& graph, Costs costs, NodeId origin, NodeId destination) {
    ShortestPaths paths(graph);
    paths.tree_from(origin, costs, forward);
    paths.tree_to(destination, costs, backward);
  }
  Tree forward;
  Tree backward;
};

std::vector<Route> alternatives(const Graph& graph, Costs costs, NodeId origin, NodeId destination,
                                std::span<const ArcId> markers,
                                const AlternativeLimits& limits = kAll) {
  const Trees trees(graph, costs, origin, destination);
  return MarkerSearch(graph, markers)
      .find(trees.forward, trees.backward, origin, destination, costs, limits);
}

// 0 -> 1 through three borders: arcs 0, 1, 2 into nodes 2, 3, 4 and arcs 3, 4, 5 out of them.
struct ThreeBorders {
  ThreeBorders() {
    std::vector<network::ArcEnds> arcs;
    for (std::size_t border = 2; border < 5; ++border) {
      arcs.push_back({NodeId(0), NodeId(border)});
      arcs.push_back({NodeId(border), NodeId(1)});
    }
    graph = Graph(5, arcs);
  }
  Graph graph;
  std::vector<double> costs = {1.0, 1.0, 1.0, 3.0, 1.0, 2.0};
  std::vector<ArcId> markers = {ArcId(3), ArcId(4), ArcId(5)};
};

TEST(Alternatives, AreTheCheapestRouteThroughEachMarkerInOrderOfCost) {
  const ThreeBorders net;
  EXPECT_THAT(alternatives(net.graph, net.costs, NodeId(0), NodeId(1), net.markers),
              ElementsAre(Route{2.0, {ArcId(1), ArcId(4)}}, Route{3.0, {ArcId(2), ArcId(5)}},
                          Route{4.0, {ArcId(0), ArcId(3)}}));
}

TEST(Alternatives, StayWithinTheLimits) {
  const ThreeBorders net;
  const auto count = [&](const AlternativeLimits& limits) {
    return alternatives(net.graph, net.costs, NodeId(0), NodeId(1), net.markers, limits).size();
  };
  EXPECT_EQ(count({2, kInfinity, 0.0}), 2u);
  EXPECT_EQ(count({100, 1.5, 0.0}), 2u);
  EXPECT_EQ(count({100, 1.0, 1.0}), 2u);
  EXPECT_EQ(count({100, 1.0, 0.0}), 1u);
  EXPECT_EQ(count({0, kInfinity, 0.0}), 0u);
}

TEST(Alternatives, HoldTheCheapestRouteEvenWithoutMarkers) {
  const ThreeBorders net;
  EXPECT_THAT(alternatives(net.graph, net.costs, NodeId(0), NodeId(1), {}),
              ElementsAre(Route{2.0, {ArcId(1), ArcId(4)}}));
}

TEST(Alternatives, AreNoneWhenTheDestinationCannotBeReached) {
  const ThreeBorders net;
  EXPECT_THAT(alternatives(net.graph, net.costs, NodeId(1), NodeId(0), net.markers), IsEmpty());
}

// The cheapest route through `marker` with both halves free of loops, by trying all.
double cheapest_walk_through(const RandomNetwork& network, NodeId origin, NodeId destination,
                             ArcId marker) {
  const auto cheapest = [&](NodeId from, NodeId to) {
    double best = kInfinity;
    const Enumeration all(network.graph, network.costs, from, to);
    for (const Route& route : all.routes()) best = std::min(best, route.cost);
    return best;
  };
  return cheapest(origin, network.graph.tail(marker)) + network.costs[marker.value()] +
         cheapest(network.graph.head(marker), destination);
}

void expect_sound(const RandomNetwork& network, NodeId origin, NodeId destination,
                  const std::vector<Route>& routes, std::span<const ArcId> markers) {
  for (std::size_t i = 0; i < routes.size(); ++i) {
    EXPECT_TRUE(is_loopless(network.graph, routes[i].arcs, origin, destination));
    EXPECT_EQ(routes[i].cost, cost_of(routes[i].arcs, network.costs));
    if (i == 0) continue;
    EXPECT_LE(routes[i - 1].cost, routes[i].cost);
    EXPECT_EQ(std::count(routes.begin(), routes.end(), routes[i]), 1);
    const bool proven = std::any_of(markers.begin(), markers.end(), [&](ArcId marker) {
      return std::count(routes[i].arcs.begin(), routes[i].arcs.end(), marker) == 1 &&
             cheapest_walk_through(network, origin, destination, marker) == routes[i].cost;
    });
    EXPECT_TRUE(proven) << "route " << i << " is not the cheapest through any marker";
  }
}

// A marker is missing only when the cheapest walk through it has a loop: then no loopless route
// through it is as cheap, or a tie has chosen the walk with the loop.
void expect_complete(const RandomNetwork& network, NodeId origin, NodeId destination,
                     const std::vector<Route>& routes, std::span<const ArcId> markers) {
  const Trees trees(network.graph, network.costs, origin, destination);
  for (const ArcId marker : markers) {
    const bool used = std::any_of(routes.begin(), routes.end(), [&](const Route& route) {
      return std::count(route.arcs.begin(), route.arcs.end(), marker) == 1;
    });
    const auto head = route_in(network.graph, trees.forward, network.graph.tail(marker));
    if (used || !head || network.costs[marker.value()] == kInfinity) continue;
    std::vector<ArcId> walk = head->arcs;
    walk.push_back(marker);
    NodeId node = network.graph.head(marker);
    for (; !trees.backward.parent[node.value()].is_none(); node = network.graph.head(walk.back()))
      walk.push_back(trees.backward.parent[node.value()]);
    EXPECT_FALSE(is_loopless(network.graph, walk, origin, destination));
  }
}

TEST(Alternatives, AreSoundAndCompleteOnRandomNetworks) {
  for (std::uint64_t seed = 1; seed <= 2000; ++seed) {
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    const RandomNetwork network = random_network(seed);
    const NodeId destination(network.graph.node_count() - 1);
    std::vector<ArcId> markers;
    for (const ArcId arc : network.graph.arcs())
      if (arc.value() % 2 == 0) markers.push_back(arc);
    const std::vector<Route> routes =
        alternatives(network.graph, network.costs, NodeId(0), destination, markers);
    expect_sound(network, NodeId(0), destination, routes, markers);
    expect_complete(network, NodeId(0), destination, routes, markers);
    if (HasFailure()) break;
  }
}

// A contraction has no way that turns back at a node that is gone, so it may know one without a
// loop where the cheapest in the whole graph has one. Numbers so large that hardly any ways tie.
TEST(Alternatives, InAContractionAreThoseOfTheWholeGraphAndMore) {
  std::size_t found = 0;
  std::size_t gone = 0;
  for (std::uint64_t seed = 1; seed <= 2000; ++seed) {
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    RandomNetwork network = random_network(seed, 12, 40);
    Dice dice(seed);
    network.costs = random_costs(dice, network.graph, 100'000'000);
    const NodeId origin(0);
    const NodeId destination(network.graph.node_count() - 1);
    std::vector<ArcId> markers;
    for (const ArcId arc : network.graph.arcs())
      if (dice.chance(40)) markers.push_back(arc);
    const std::vector<NodeId> ends = {origin, destination};
    const Contraction contraction(network.graph, ends);
    std::vector<double> costs;
    contraction.fill_costs(network.costs, costs);
    const NodeId from = contraction.node(origin);
    const NodeId to = contraction.node(destination);
    const Trees trees(contraction.graph(), costs, from, to);
    const std::vector<Route> routes =
        MarkerSearch(network.graph, contraction, markers)
            .find(trees.forward, trees.backward, from, to, costs, kAll);
    for (const Route& route :
         alternatives(network.graph, network.costs, origin, destination, markers))
      EXPECT_THAT(routes, testing::Contains(route));
    for (std::size_t i = 0; i < routes.size(); ++i) {
      EXPECT_TRUE(is_loopless(network.graph, routes[i].arcs, origin, destination));
      EXPECT_EQ(routes[i].cost, cost_of(routes[i].arcs, network.costs));
      EXPECT_EQ(std::count(routes.begin(), routes.end(), routes[i]), 1);
      EXPECT_LE(routes[i == 0 ? 0 : i - 1].cost, routes[i].cost);
    }
    found += routes.size();
    gone += network.graph.node_count() - contraction.graph().node_count();
    if (HasFailure()) break;
  }
  EXPECT_GT(found, 4000u);
  EXPECT_GT(gone, 4000u);
}

TEST(Alternatives, OfOneSearchLeaveNothingToTheNext) {
  const ThreeBorders net;
  const Trees trees(net.graph, net.costs, NodeId(0), NodeId(1));
  MarkerSearch search(net.graph, net.markers);
  const auto find = [&] {
    return search.find(trees.forward, trees.backward, NodeId(0), NodeId(1), net.costs, kAll);
  };
  EXPECT_EQ(find(), find());
}

TEST(PathSize, IsOneAloneAndFallsWithWhatIsShared) {
  const std::vector weights = {2.0, 2.0, 2.0, 4.0};
  const std::vector<Route> routes = {
      {0.0, {ArcId(0), ArcId(1)}}, {0.0, {ArcId(0), ArcId(2)}}, {0.0, {ArcId(3)}}};
  EXPECT_THAT(path_sizes(routes, weights), ElementsAre(0.75, 0.75, 1.0));
}

TEST(PathSize, SplitsEquallyBetweenRoutesThatAreTheSame) {
  const std::vector<Route> routes(4, Route{0.0, {ArcId(0), ArcId(1)}});
  EXPECT_THAT(path_sizes(routes, std::vector{1.0, 3.0}), ElementsAre(0.25, 0.25, 0.25, 0.25));
  EXPECT_THAT(path_sizes(routes, std::vector{0.0, 0.0}), ElementsAre(0.25, 0.25, 0.25, 0.25));
  EXPECT_THAT(path_sizes(std::vector<Route>(1), std::vector{1.0}), ElementsAre(1.0));
}

TEST(PathSizeLogit, GivesTheOddsOfTheFormula) {
  const std::vector<Route> routes = {{10.0, {}}, {12.0, {}}};
  const std::vector<double> share = path_size_logit(routes, std::vector{1.0, 0.5}, 0.3);
  EXPECT_NEAR(share[1] / share[0], 0.5 * std::exp(-0.6), 1e-15);
  EXPECT_NEAR(share[0] + share[1], 1.0, 1e-15);
}

TEST(PathSizeLogit, StaysFiniteForHugeCosts) {
  const std::vector<Route> routes = {{1e9, {}}, {2e9, {}}, {1e9, {}}};
  EXPECT_THAT(path_size_logit(routes, std::vector{1.0, 1.0, 1.0}, 5.0), ElementsAre(0.5, 0.0, 0.5));
  EXPECT_THAT(path_size_logit({}, {}, 1.0), IsEmpty());
}

}  // namespace
}  // namespace corridor::routes
