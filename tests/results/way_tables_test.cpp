#include "corridor/results/way_tables.hpp"

#include <gtest/gtest.h>

#include "support/world.hpp"

namespace corridor::results {
namespace {

// inland -- road -- post -- rail, over a border -- beyond
struct RailOverThePost : test::World {
  model::CountryId a = country("a");
  model::CountryId b = country("b");
  model::PlaceId inland = place("inland", a);
  model::PlaceId post = place("post", a);
  model::PlaceId beyond = place("beyond", b);

  RailOverThePost() {
    road(inland, post, 300);
    rail(post, beyond, 200, 1520);
    border(post, beyond, model::Mode::kRail, 12, 80);
    trucks(1.0, 2.0, 50);
    trains(0.1, 30);
    demand(region("home", inland, model::Access::kLand),
           region("other", beyond, model::Access::kLand), model::TradeDirection::kExport, 12000);
  }
};

TEST(WayTables, APostIsPassedOnTheTrainThatGoesOnFromIt) {
  const RailOverThePost world;
  const network::Network network = network::build_network(world.share());
  const studies::Shipment box = *studies::make_shipment(network, world.inland, world.beyond);
  const studies::Ways found = studies::find_ways(network, box, {});
  ASSERT_EQ(found.ways.size(), 1U);
  const Table table =
      make_way_table({network, network::month_states(network)[0], box, found, std::nullopt});
  EXPECT_EQ(table.text(0, "modes"), "road+rail");
  EXPECT_EQ(table.text(0, "way"), "inland -road-> post -rail-> bx_post_rail -rail-> beyond");
}

}  // namespace
}  // namespace corridor::results
