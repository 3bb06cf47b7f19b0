#include "corridor/routes/distinct.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "corridor/routes/k_cheapest.hpp"
#include "random_world.hpp"

namespace corridor::routes {
namespace {

using network::ArcKind;
using network::FacilityKind;
using testing::ElementsAre;
using testing::IsEmpty;

// What a person reads of a route, as words: each port of change, each passage, each stretch of a
// link on land in its direction.
struct Told {
  std::vector<std::string> ports;
  std::vector<std::string> passages;                      // sorted, once each
  std::vector<std::pair<std::string, double>> stretches;  // with km
};

bool is_on_land(FacilityKind kind) {
  return kind == FacilityKind::kRoadLink || kind == FacilityKind::kRailLink;
}

void tell_sea(const network::Network& network, ArcId arc, Told& told) {
  const model::Scenario& world = *network.scenario;
  const ArcKind kind = network.arcs[arc].kind;
  if (kind == ArcKind::kDischarge || kind == ArcKind::kShip)
    told.ports.push_back(world.places[network.tail(arc).place].slug);
  if (kind != ArcKind::kSail) return;
  for (const std::string& passage : world.links[network.arcs[arc].link].passages)
    told.passages.push_back(passage);
}

Told tell(const network::Network& network, const std::vector<ArcId>& arcs) {
  Told told;
  const model::Scenario& world = *network.scenario;
  for (const ArcId arc : arcs) {
    tell_sea(network, arc, told);
    for (const network::FacilityUse& use : network.uses[arc]) {
      const network::Facility& facility = network.facilities[use.facility];
      if (!is_on_land(facility.kind)) continue;
      const auto link = std::find_if(world.links.begin(), world.links.end(),
                                     [&](const auto& l) { return l.slug == facility.slug; });
      told.stretches.emplace_back(
          facility.slug + (facility.direction == model::Direction::kForward ? ">" : "<"),
          link->length.value());
    }
  }
  std::sort(told.passages.begin(), told.passages.end());
  told.passages.erase(std::unique(told.passages.begin(), told.passages.end()), told.passages.end());
  return told;
}

bool is_variant(const Told& route, const Told& known, double max_shared) {
  if (route.ports != known.ports || route.passages != known.passages) return false;
  double all = 0.0;
  double shared = 0.0;
  for (const auto& [name, km] : route.stretches) {
    all += km;
    for (const auto& [other, other_km] : known.stretches) {
      if (name != other) continue;
      shared += km;
      break;
    }
  }
  return all == 0.0 || shared > max_shared * all;
}

// Whether any part of the route that leaves the known one and comes back to it further on costs
// more than `most` times what it goes round, by looking at every pair of nodes; the whole is no
// part.
bool goes_round(const network::Network& network, const std::vector<ArcId>& route,
                const std::vector<ArcId>& known, std::span<const double> costs, double most) {
  const auto node = [&](const std::vector<ArcId>& arcs, std::size_t i) {
    return i < arcs.size() ? network.graph.tail(arcs[i]) : network.graph.head(arcs.back());
  };
  const auto cost = [&](const std::vector<ArcId>& arcs, std::size_t begin, std::size_t end) {
    double sum = 0.0;
    for (std::size_t i = begin; i < end; ++i) sum += costs[arcs[i].value()];
    return sum;
  };
  const auto place_in_known = [&](std::size_t i) {
    std::size_t k = 0;
    while (k <= known.size() && node(known, k) != node(route, i)) ++k;
    return k;  // known.size() + 1: nowhere
  };
  for (std::size_t i = 0; i < route.size(); ++i) {
    const std::size_t left = place_in_known(i);
    if (left > known.size()) continue;
    std::size_t j = i + 1;
    while (place_in_known(j) > known.size()) ++j;
    const std::size_t joined = place_in_known(j);
    if (joined <= left || (i == 0 && j == route.size())) continue;
    if (cost(route, i, j) > most * cost(known, left, joined)) return true;
  }
  return false;
}

// Each route told against each listed before it: the definition, word for word.
std::vector<std::size_t> pick_by_definition(const network::Network& network,
                                            const std::vector<std::vector<ArcId>>& routes,
                                            const DistinctLimits& limits) {
  std::vector<std::size_t> picked;
  for (std::size_t i = 0; i < routes.size(); ++i) {
    if (picked.size() == limits.count) break;
    bool is_new = true;
    for (const std::size_t j : picked) {
      is_new &= !is_variant(tell(network, routes[i]), tell(network, routes[j]), limits.max_shared);
      is_new &= limits.costs.empty() ||
                !goes_round(network, routes[i], routes[j], limits.costs, limits.max_round);
    }
    if (is_new) picked.push_back(i);
  }
  return picked;
}

// The 40 cheapest routes from the first place to the market.
std::vector<std::vector<ArcId>> cheapest_first(const network::Network& network,
                                               const RandomWorld& world) {
  const std::vector<double> costs = open_costs(network);
  std::vector<std::vector<ArcId>> routes;
  const NodeId source = network.origin[world.inland.front()];
  const NodeId target = network.destination[world.market];
  if (source.is_none() || target.is_none()) return routes;  // no link comes here
  for (Route& route : find_k_cheapest(network.graph, source, target, costs, 40))
    routes.push_back(std::move(route.arcs));
  return routes;
}

TEST(Distinct, EqualsItsDefinitionOnRoutesOfRandomWorlds) {
  std::size_t left_out = 0;
  std::size_t kept = 0;
  std::size_t going_round = 0;  // worlds in which a route is left out for what it goes round
  for (std::uint64_t seed = 1; seed <= 1000; ++seed) {
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    Dice dice(seed);
    const RandomWorld world(dice);
    const network::Network network = world.build();
    const auto routes = cheapest_first(network, world);
    DistinctLimits limits;
    limits.count = static_cast<std::size_t>(dice.roll(1, 12));
    limits.max_shared = 0.1 * dice.roll(0, 10);
    limits.max_round = 1.1 + 0.2 * dice.roll(0, 7);
    const auto anywhere = pick_by_definition(network, routes, limits);
    ASSERT_EQ(pick_distinct(network, routes, limits), anywhere);
    const std::vector<double> costs = open_costs(network);
    limits.costs = costs;
    const auto expected = pick_by_definition(network, routes, limits);
    ASSERT_EQ(pick_distinct(network, routes, limits), expected);
    kept += expected.size();
    left_out += routes.size() - expected.size();
    going_round += expected != anywhere ? 1U : 0U;
  }
  EXPECT_GT(kept, 2000U);
  EXPECT_GT(left_out, 10000U);
  EXPECT_GT(going_round, 100U);
}

// Whether a place is entered that was left before, by looking at every pair of arcs.
bool returns_by_pairs(const network::Network& network, const std::vector<ArcId>& arcs,
                      std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < end; ++i) {
    const model::PlaceId left = network.tail(arcs[i]).place;
    if (network.head(arcs[i]).place == left) continue;
    for (std::size_t j = i; j < end; ++j) {
      const model::PlaceId entered = network.head(arcs[j]).place;
      if (entered == left && network.tail(arcs[j]).place != entered) return true;
    }
  }
  return false;
}

TEST(Distinct, KnowsARouteThatReturnsToAPlace) {
  std::size_t returning = 0;
  std::size_t forgiven = 0;
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    Dice dice(seed);
    const RandomWorld world(dice);
    const network::Network network = world.build();
    for (const std::vector<ArcId>& arcs : cheapest_first(network, world)) {
      const bool returns = returns_by_pairs(network, arcs, 0, arcs.size());
      ASSERT_EQ(returns_to_a_place(network, arcs), returns);
      const auto stop = static_cast<std::size_t>(dice.roll(0, static_cast<int>(arcs.size()) - 1));
      const std::vector<std::size_t> begins = {stop};
      const bool returns_on_a_leg = returns_by_pairs(network, arcs, 0, stop) ||
                                    returns_by_pairs(network, arcs, stop, arcs.size());
      ASSERT_EQ(returns_to_a_place(network, arcs, begins), returns_on_a_leg);
      returning += returns ? 1U : 0U;
      forgiven += returns && !returns_on_a_leg ? 1U : 0U;
    }
  }
  EXPECT_GT(returning, 1000U);
  EXPECT_GT(forgiven, 100U);
}

// inland -- a road of 700 km in two parts and a railway beside the second -- gate, two lanes.
struct TwoLanes : test::World {
  model::CountryId here = country("here");
  model::PlaceId inland = place("inland", here);
  model::PlaceId middle = place("middle", here);
  model::PlaceId gate = port("gate", here, model::PortRole::kGateway, "R");
  model::PlaceId market = port("market", here, model::PortRole::kOverseas, "M");

  TwoLanes() {
    road(inland, middle, 700);
    road(middle, gate, 300);
    rail(middle, gate, 300, 1520);
    edit().links[sea(gate, market, 1000, 48, 7)].passages = {"suez"};
    const model::LinkId cape = sea(gate, market, 5000, 240, 7);
    edit().links[cape].slug += "_cape";
    terminal(gate, 100000, 2);
    trucks(1.0, 2.0, 50);
    trains(0.5, 30);
    lane("gate", "M", 300, 600);
    demand(region("home", inland, model::Access::kLand),
           region("overseas", market, model::Access::kSea), model::TradeDirection::kExport, 12000);
  }
};

// The cheapest route with what `of` asks for: its arcs, or none.
template <class Predicate>
std::vector<ArcId> cheapest_with(const network::Network& network, model::PlaceId from,
                                 model::PlaceId to, Predicate of) {
  std::vector<double> costs = open_costs(network);
  for (const ArcId arc : network.arcs.ids())
    if (!of(network.arcs[arc])) costs[arc.value()] = kInfinity;
  ShortestPaths paths(network.graph);
  const auto route = paths.find_route(network.origin[from], network.destination[to], costs);
  return route ? route->arcs : std::vector<ArcId>();
}

TEST(Distinct, KnowsARouteThatLandsOnlyToSailOn) {
  Dice dice(1);
  const network::Network network = RandomWorld(dice).build();
  const auto arc_of = [&](ArcKind kind, const char* port) {
    for (const ArcId arc : network.arcs.ids()) {
      const network::ArcFacts& facts = network.arcs[arc];
      if (facts.kind == kind && network.scenario->places[network.tail(arc).place].slug == port)
        return arc;
    }
    return ArcId();
  };
  const ArcId ashore = arc_of(ArcKind::kDischarge, "north");
  const ArcId aboard = arc_of(ArcKind::kShip, "north");
  const ArcId elsewhere = arc_of(ArcKind::kShip, "south");
  const ArcId inland = arc_of(ArcKind::kRoadHaul, "p0");
  for (const ArcId arc : {ashore, aboard, elsewhere, inland}) ASSERT_FALSE(arc.is_none());
  EXPECT_TRUE(lands_to_sail_on(network, std::vector{ashore, aboard}));
  EXPECT_FALSE(lands_to_sail_on(network, std::vector{ashore, inland, elsewhere}));
  EXPECT_FALSE(lands_to_sail_on(network, std::vector{aboard}));
}

TEST(Distinct, TellsPassagesApartAndRoadFromRailByTheShareOfKilometres) {
  const TwoLanes world;
  const network::Network network = network::build_network(world.share());
  const auto with = [&](bool suez, bool rail) {
    return cheapest_with(network, world.inland, world.market, [&](const network::ArcFacts& facts) {
      const auto& links = network.scenario->links;
      if (facts.kind == ArcKind::kSail) return links[facts.link].passages.empty() != suez;
      const bool is_last =
          facts.kind == ArcKind::kRoadHaul && links[facts.link].from == world.middle;
      return rail ? !is_last : facts.kind != ArcKind::kRailHaul;
    });
  };
  const std::vector<std::vector<ArcId>> routes = {with(true, false), with(true, true),
                                                  with(false, false)};
  for (const auto& route : routes) ASSERT_FALSE(route.empty());
  EXPECT_THAT(pick_distinct(network, routes, {5, 0.69, {}, 2}), ElementsAre(0, 2))
      << "700 of 1000 km are shared by road and rail";
  EXPECT_THAT(pick_distinct(network, routes, {5, 0.71, {}, 2}), ElementsAre(0, 1, 2));
  EXPECT_THAT(pick_distinct(network, routes, {2, 0.71, {}, 2}), ElementsAre(0, 1));
  EXPECT_THAT(pick_distinct(network, {}, {}), IsEmpty());
}

}  // namespace
}  // namespace corridor::routes
