#include "corridor/outcome/empty_returns.hpp"

#include <gtest/gtest.h>

#include "support/world.hpp"

namespace corridor::outcome {
namespace {

using model::Access;
using model::Mode;
using model::PortRole;
using model::TradeDirection;
using test::World;

constexpr double kTeu = 10000.0;  // a year, one way

// Two towns and a port in one country, a market overseas: one town only buys, one only sells. A
// laden TEU pays 0.5 USD/km on the road and 300 USD at sea, an empty half of it.
struct BuyerAndSeller : World {
  model::CountryId here = country("here");
  model::CountryId abroad = country("abroad");
  model::PlaceId buyer = place("buyer", here);
  model::PlaceId seller = place("seller", here);
  model::PlaceId harbour = port("harbour", here, PortRole::kGateway, "R");
  model::PlaceId market = port("market", abroad, PortRole::kOverseas, "M");

  BuyerAndSeller() {
    road(buyer, harbour, 500);
    road(seller, harbour, 400);
    road(buyer, seller, 100);
    sea(harbour, market, 1000, 48, 7);
    trucks(1.0, 2.0, 50);
    terminal(harbour, 1000000, 0);
    lane("harbour", "M", 300, 600);
    const auto overseas = region("overseas", market, Access::kSea);
    with_empties(
        demand(region("buying", buyer, Access::kLand), overseas, TradeDirection::kImport, kTeu),
        1.0);
    with_empties(
        demand(region("selling", seller, Access::kLand), overseas, TradeDirection::kExport, kTeu),
        1.0);
  }
  void with_empties(model::DemandId id, double per_laden) {
    edit().demand[id].empty_flow = edit().demand[id].flow.value * per_laden;
  }
};

Outcome solve_world(const World& world) {
  return solve(std::make_shared<const network::Network>(network::build_network(world.share())), {});
}

TEST(EmptyReturns, GoFromTheBuyerToTheSellerInsteadOfOverseasAndBack) {
  const BuyerAndSeller world;
  const EmptyReturns returns = find_empty_returns(solve_world(world), 1);
  EXPECT_NEAR(returns.as_sent.teu, 2 * kTeu, 0.1);
  EXPECT_NEAR(returns.as_sent.usd, kTeu * (125 + 150) + kTeu * (100 + 150), 1.0);
  EXPECT_NEAR(returns.same_at_least_cost.teu, kTeu, 0.1);
  EXPECT_NEAR(returns.same_at_least_cost.usd, kTeu * 25, 1.0);
  EXPECT_EQ(returns.same_at_least_cost.without_a_way_teu, 0.0);
  EXPECT_NEAR(returns.left_over_at_least_cost.usd, kTeu * 25, 1.0);
  ASSERT_EQ(returns.pairs.size(), 3U);
  for (const EmptyPair& pair : returns.pairs) {
    const bool is_short = pair.from == world.buyer && pair.to == world.seller;
    EXPECT_NEAR(pair.teu_at_least_cost, is_short ? kTeu : 0.0, 0.1);
    EXPECT_NEAR(pair.teu_as_sent, is_short ? 0.0 : kTeu, 0.1);
  }
}

TEST(EmptyReturns, OfARegionAreWhatItTakesInLessWhatItSendsOut) {
  BuyerAndSeller world;
  world.with_empties(model::DemandId(0), 0.9);
  const EmptyReturns returns = find_empty_returns(solve_world(world), 1);
  ASSERT_EQ(returns.regions.size(), 2U);
  const RegionBoxes& buying = returns.regions[0];
  EXPECT_NEAR(buying.laden_in, kTeu, 1e-6);
  EXPECT_EQ(buying.laden_out, 0.0);
  EXPECT_NEAR(buying.empties_out, 0.9 * kTeu, 1e-6);
  const RegionBoxes& selling = returns.regions[1];
  EXPECT_NEAR(selling.laden_out, kTeu, 1e-6);
  EXPECT_NEAR(selling.empties_out, -kTeu, 1e-6);
  // A tenth of the seller's empties comes from overseas.
  EXPECT_NEAR(returns.same_at_least_cost.usd, 0.9 * kTeu * 25 + 0.1 * kTeu * 250, 1.0);
}

// A town behind a border, reached by trucks under TIR.
struct BehindTheBorder : World {
  model::CountryId inner = country("inner");
  model::CountryId coast = country("coast");
  model::PlaceId town = place("town", inner);
  model::PlaceId harbour = port("harbour", coast, PortRole::kGateway, "R");
  model::PlaceId market = port("market", coast, PortRole::kOverseas, "M");
  model::DemandId imports;

  BehindTheBorder() {
    road(town, harbour, 500);
    border(town, harbour, Mode::kRoad, 10, 40);
    sea(harbour, market, 1000, 48, 7);
    trucks(1.0, 2.0, 50);
    terminal(harbour, 1000000, 0);
    lane("harbour", "M", 300, 600);
    imports = demand(region("home", town, Access::kLand), region("overseas", market, Access::kSea),
                     TradeDirection::kImport, kTeu);
  }
};

TEST(EmptyReturns, AsManyAsCameLadenRideBackOnTrucksThatArePaidBothWays) {
  BehindTheBorder world;
  // Half a fee of 40 USD a truck for each TEU, and half of 300 USD at sea; 250 USD for a truck that
  // was not paid with the laden box.
  for (const double per_laden : {1.0, 1.5}) {
    world.edit().demand[world.imports].empty_flow =
        world.edit().demand[world.imports].flow.value * per_laden;
    const EmptyReturns returns = find_empty_returns(solve_world(world), 1);
    const double usd = kTeu * per_laden * (20 + 150) + kTeu * (per_laden - 1.0) * 250;
    EXPECT_NEAR(returns.as_sent.usd, usd, 1.0);
    EXPECT_NEAR(returns.same_at_least_cost.usd, usd, 1.0);
    EXPECT_NEAR(returns.left_over_at_least_cost.usd, kTeu * (20 + 150), 1.0);
  }
}

TEST(EmptyReturns, WhatIsShutAllYearIsNoWay) {
  BuyerAndSeller world;
  world.close(model::ClosureTarget::kLink, "r_buyer__seller", "2025-01-01", "2027-01-01");
  const EmptyReturns returns = find_empty_returns(solve_world(world), 1);
  EXPECT_NEAR(returns.same_at_least_cost.usd, kTeu * (125 + 100), 1.0);
}

TEST(EmptyReturns, AnyNumberOfThreadsGivesTheSameBytes) {
  const Outcome outcome = solve_world(BuyerAndSeller());
  const EmptyReturns one = find_empty_returns(outcome, 1);
  const EmptyReturns two = find_empty_returns(outcome, 2);
  EXPECT_EQ(one.as_sent.usd, two.as_sent.usd);
  EXPECT_EQ(one.same_at_least_cost.usd, two.same_at_least_cost.usd);
}

}  // namespace
}  // namespace corridor::outcome
