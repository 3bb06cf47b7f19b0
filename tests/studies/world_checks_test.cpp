#include "corridor/studies/world_checks.hpp"

#include <gmock/gmock.h>

#include "support/world.hpp"

namespace corridor::studies {
namespace {

using model::Access;
using model::BoxSize;
using model::ChargeKind;
using model::PlaceId;
using model::PortRole;
using model::Trade;
using test::World;
using testing::ElementsAre;
using testing::IsEmpty;

// Two markets and two gateways; the lane from the far market to the first gateway is dear.
struct Ocean : World {
  model::CountryId country_ = country("c");
  PlaceId gate = port("gate", country_, PortRole::kGateway, "G");
  PlaceId hub = port("hub", country_, PortRole::kRival, "H");
  PlaceId near = port("near", country_, PortRole::kOverseas, "N");
  PlaceId far = port("far", country_, PortRole::kOverseas, "F");

  Ocean() {
    for (const PlaceId port : {gate, hub}) terminal(port, 100000, 3);
    region("market", far, Access::kSea);
    sea(far, gate, 1000, 48, 1);
    lane("far", "gate", 1000, 2000);
  }
  void add_sea(PlaceId from, PlaceId to, const char* start, const char* end, double usd_40) {
    sea(from, to, 500, 24, 1);
    lane(start, end, usd_40 / 2, usd_40);
  }
  std::vector<LaneArbitrage> find() {
    const network::Network network = network::build_network(share());
    return find_lane_arbitrage(network);
  }
};

TEST(LaneArbitrage, AMarketIsTheEndOfALaneAndNeverAStop) {
  Ocean ocean;
  ocean.add_sea(ocean.far, ocean.near, "far", "near", 100);
  ocean.add_sea(ocean.near, ocean.gate, "near", "gate", 100);
  EXPECT_THAT(ocean.find(), IsEmpty());
}

TEST(LaneArbitrage, AGatewayWithoutAPriceForTranshipmentIsNoStopEither) {
  Ocean ocean;
  ocean.add_sea(ocean.far, ocean.hub, "far", "hub", 100);
  ocean.add_sea(ocean.hub, ocean.gate, "hub", "gate", 100);
  EXPECT_THAT(ocean.find(), IsEmpty());
}

TEST(LaneArbitrage, AHubIsFoundWithThePriceOfChangingShips) {
  Ocean ocean;
  ocean.add_sea(ocean.far, ocean.hub, "far", "hub", 100);
  ocean.add_sea(ocean.hub, ocean.gate, "hub", "gate", 100);
  ocean.charge(ocean.hub, Trade::kTranshipment, ChargeKind::kThc, 30, 60);
  const auto found = ocean.find();
  ASSERT_EQ(found.size(), 2U) << "in both directions";
  EXPECT_DOUBLE_EQ(found[0].direct_usd, 1000);
  EXPECT_DOUBLE_EQ(found[0].around_usd, 50 + 30 + 50);
  EXPECT_THAT(found[0].through, ElementsAre(ocean.hub));
  EXPECT_EQ(found[0].reason, "");
}

TEST(LaneArbitrage, AnExceptionNamesItsReasonInOneDirectionAndYear) {
  Ocean ocean;
  ocean.add_sea(ocean.far, ocean.hub, "far", "hub", 100);
  ocean.add_sea(ocean.hub, ocean.gate, "hub", "gate", 100);
  ocean.charge(ocean.hub, Trade::kTranshipment, ChargeKind::kThc, 30, 60);
  ocean.edit().lane_exceptions = {{"F", "gate", 2025, "another year", {}},
                                  {"F", "gate", 2026, "peak of the index", {}}};
  const auto found = ocean.find();
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].reason + found[1].reason, "peak of the index");
}

}  // namespace
}  // namespace corridor::studies
