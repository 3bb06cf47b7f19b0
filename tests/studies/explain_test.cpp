#include "corridor/studies/explain.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>

#include "corridor/studies/gateways.hpp"
#include "support/verify_lever.hpp"
#include "two_ports.hpp"

namespace corridor::studies {
namespace {

using network::Component;
using test::TwoPorts;

Contender through(const network::Network& network, const TwoPorts& world, model::PlaceId port) {
  Contender contender;
  contender.network = &network;
  contender.shipment = *make_shipment(network, world.inland, world.market);
  contender.state = network::month_states(network).front();
  for (const ArcId arc : network.arcs.ids()) {
    if (network.arcs[arc].kind == network::ArcKind::kShip && network.tail(arc).place == port)
      contender.through.push_back(arc);
  }
  return contender;
}

double sum_of(const std::vector<WaterfallStep>& steps) {
  return std::accumulate(steps.begin(), steps.end(), 0.0,
                         [](double sum, const WaterfallStep& step) { return sum + step.change(); });
}

TEST(Explain, StepsSumToTheGapBetweenTwoGateways) {
  const TwoPorts world;
  const network::Network network = network::build_network(world.share());
  const Contender near = through(network, world, world.near);
  const Contender far = through(network, world, world.far);
  const Explanation found = explain(near, far);
  EXPECT_NEAR(found.gap, 167, 1e-9);
  EXPECT_NEAR(sum_of(found.steps), found.gap, 1e-9);
}

TEST(Explain, SaysHowFarTheLargestDisadvantageMustFall) {
  const TwoPorts world;
  const network::Network network = network::build_network(world.share());
  const Contender near = through(network, world, world.near);
  const Contender far = through(network, world, world.far);
  const Explanation found = explain(near, far);
  ASSERT_TRUE(found.lever.has_value());
  // Both roads begin in one country: 700 against 500 USD/TEU of haulage there, 167 of it to go.
  EXPECT_EQ(found.lever->spot, (Spot{SpotKind::kRoads, "a"}));
  EXPECT_EQ(found.lever->component, Component::kHaulage);
  EXPECT_NEAR(found.lever->usd_now, 700, 1e-9);
  EXPECT_NEAR(found.lever->factor, 1.0 - 167.0 / 200.0, 1e-9);
  test::verify_lever(near, far, found);
  test::verify_lever(far, near, explain(far, near));
}

TEST(Explain, ComparesTwoWorlds) {
  const TwoPorts before;
  TwoPorts after;
  after.edit().borders[model::BorderId(0)].outbound.dwell = Hours(110);
  const network::Network first = network::build_network(before.share());
  const network::Network second = network::build_network(after.share());
  const Contender a = through(first, before, before.near);
  const Contender b = through(second, after, after.near);
  const Explanation found = explain(a, b);
  EXPECT_NEAR(found.gap, 50, 1e-9);  // 100 h at 0.5 USD
  EXPECT_NEAR(sum_of(found.steps), found.gap, 1e-9);
  ASSERT_TRUE(found.lever.has_value());
  EXPECT_EQ(found.lever->component, Component::kTime);
  EXPECT_NEAR(found.lever->usd_then(), 5, 1e-9);
  test::verify_lever(a, b, found);
}

TEST(Explain, HasNothingToSayOfEqualCosts) {
  const TwoPorts world;
  const network::Network network = network::build_network(world.share());
  const Contender near = through(network, world, world.near);
  const Explanation found = explain(near, near);
  EXPECT_EQ(found.gap, 0.0);
  EXPECT_FALSE(found.lever.has_value());
}

TEST(Explain, LeavesASideWithoutAWayBlank) {
  TwoPorts world;
  world.close(model::ClosureTarget::kBorder, "bx_far", "2026-01-01", "2026-12-31");
  const network::Network network = network::build_network(world.share());
  const Explanation found =
      explain(through(network, world, world.near), through(network, world, world.far));
  EXPECT_TRUE(found.a.has_value());
  EXPECT_FALSE(found.b.has_value());
}

TEST(Gateways, AreComparedByTheBestWayThroughEach) {
  const TwoPorts world;
  const network::Network network = network::build_network(world.share());
  const auto state = network::month_states(network).front();
  std::vector<Shipment> shipments(2, *make_shipment(network, world.inland, world.market));
  shipments.back().cargo.value_of_time = UsdPerTeuHour(7);  // another class
  const auto of_each = compare_gateways(network, shipments, state);
  ASSERT_EQ(of_each.size(), 2U);
  const std::vector<GatewayWay>& ways = of_each.front();
  ASSERT_EQ(ways.size(), 2U);
  const auto time_of = [](const GatewayWay& way) {
    return way.way->cost[static_cast<std::size_t>(network::Component::kTime)];
  };
  EXPECT_NEAR(time_of(of_each.back().front()),
              time_of(ways.front()) * 7 / shipments.front().cargo.value_of_time.value(), 1e-9);
  for (const GatewayWay& way : ways) {
    ASSERT_TRUE(way.way.has_value());
    const auto best = best_way(through(network, world, way.gateway));
    EXPECT_EQ(way.way->arcs, best->arcs);
  }
}

TEST(Gateways, CatchmentNamesTheCheapestAndItsMargin) {
  TwoPorts world;
  const network::Network network = network::build_network(world.share());
  const auto catchments = find_catchments(network, network::month_states(network).front());
  ASSERT_EQ(catchments.size(), 1U);
  // Gateways in table order: near, far.
  EXPECT_THAT(catchments[0].share, testing::ElementsAre(1.0, 0.0));
  EXPECT_NEAR(catchments[0].margin_usd[0], 167, 1e-9);
  EXPECT_NEAR(catchments[0].behind_usd[1], 167, 1e-9);
}

}  // namespace
}  // namespace corridor::studies
