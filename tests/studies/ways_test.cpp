#include "corridor/studies/ways.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "two_ports.hpp"

namespace corridor::studies {
namespace {

using model::ClosureTarget;
using test::TwoPorts;
using testing::ElementsAre;

network::Network lay_out(const test::World& world) {
  return network::build_network(world.share());
}

Shipment box(const network::Network& network, const TwoPorts& world) {
  return *make_shipment(network, world.inland, world.market);
}

std::vector<ArcId> arcs_into(const network::Network& network, model::PlaceId place) {
  std::vector<ArcId> arcs;
  for (const ArcId arc : network.arcs.ids()) {
    if (network.head(arc).place == place && network.tail(arc).place != place) arcs.push_back(arc);
  }
  return arcs;
}

TEST(Ways, AreOneForEachPortCheapestFirst) {
  const TwoPorts world;
  const network::Network network = lay_out(world);
  const Ways found = find_ways(network, box(network, world), {});
  ASSERT_EQ(found.ways.size(), 2U);
  EXPECT_THAT(found.ways[0].gateways, ElementsAre(world.near));
  EXPECT_THAT(found.ways[1].gateways, ElementsAre(world.far));
  // 200 km more at 2 USD a truck, half of it a TEU, and 4 h at 0.5 USD; 35 USD/TEU less at the
  // quay.
  EXPECT_NEAR(found.ways[1].generalised() - found.ways[0].generalised(), 200 + 2 - 35, 1e-9);
}

TEST(Ways, CarryTheGoodsOfTheirDemandRow) {
  const TwoPorts world;
  const network::Network network = lay_out(world);
  const Shipment shipment = box(network, world);
  EXPECT_EQ(shipment.like, model::DemandId(0));
  EXPECT_EQ(shipment.weight, TonnesPerTeu(9));
  EXPECT_FALSE(make_shipment(network, world.inland, world.inland)->source.is_none());
}

TEST(Ways, KeepTheTruckBesideATrainThatIsCheaperForPartOfTheWay) {
  TwoPorts world;
  const model::PlaceId start = world.place("start", world.a);
  world.road(start, world.inland, 400);
  world.rail(start, world.inland, 400, 1520);
  world.trains(0.8, 30);  // for 40 ft 1.2 a box, where a truck pays 2
  const std::vector<model::PlaceId> ends = {start};
  const network::Network network = network::build_network(world.share(), ends);
  const Ways found = find_ways(network, *make_shipment(network, start, world.market), {});
  const auto has_train = [&](const Way& way) {
    return std::any_of(way.arcs.begin(), way.arcs.end(), [&](ArcId arc) {
      return network.arcs[arc].kind == network::ArcKind::kRailHaul;
    });
  };
  ASSERT_EQ(found.ways.size(), 4U) << "by train and by truck to each port";
  EXPECT_TRUE(has_train(found.ways[0]));
  EXPECT_EQ(std::count_if(found.ways.begin(), found.ways.end(), has_train), 2);
}

TEST(Ways, ShowNoDetourThatCostsFarMoreThanWhatItGoesRound) {
  TwoPorts world;
  const model::PlaceId start = world.place("start", world.a);
  const model::PlaceId round = world.place("round", world.c);
  world.road(start, world.inland, 400);
  world.road(start, round, 700);
  world.road(round, world.inland, 700);
  world.border(start, round, model::Mode::kRoad, 1, 0);  // a marker, so that the search looks there
  world.border(round, world.inland, model::Mode::kRoad, 1, 0);
  const std::vector<model::PlaceId> ends = {start};
  const network::Network network = network::build_network(world.share(), ends);
  const Shipment shipment = *make_shipment(network, start, world.market);
  const Ways all = find_ways(network, shipment, {});
  ASSERT_EQ(all.ways.size(), 2U) << "one for each port";
  WayOptions through;
  through.via = {arcs_into(network, round)};
  ASSERT_FALSE(find_ways(network, shipment, through).ways.empty()) << "unless it is asked for";
}

TEST(Ways, CrossThePostThatTheyAreToPassAndDoNotTurnBack) {
  TwoPorts world;
  const network::Network network = lay_out(world);
  WayOptions options;
  options.via.emplace_back();
  for (const ArcId arc : network.arcs.ids()) {
    if (network.arcs[arc].border == model::BorderId(1)) options.via.back().push_back(arc);
  }
  ASSERT_EQ(options.via.back().size(), 2U) << "there and back";
  const Ways found = find_ways(network, box(network, world), options);
  ASSERT_EQ(found.ways.size(), 1U);
  EXPECT_THAT(found.ways[0].gateways, ElementsAre(world.far));
}

TEST(Ways, SpareWhatIsToBeAvoided) {
  const TwoPorts world;
  const network::Network network = lay_out(world);
  WayOptions options;
  for (const ArcId arc : network.arcs.ids()) {
    if (network.head(arc).place == world.near) options.avoid.push_back(arc);
  }
  const Ways found = find_ways(network, box(network, world), options);
  ASSERT_EQ(found.ways.size(), 1U);
  EXPECT_THAT(found.ways[0].gateways, ElementsAre(world.far));
}

TEST(Ways, PassWhatIsAskedForInOrder) {
  const TwoPorts world;
  const network::Network network = lay_out(world);
  WayOptions options;
  options.via = {arcs_into(network, world.far)};
  const Ways found = find_ways(network, box(network, world), options);
  ASSERT_FALSE(found.ways.empty());
  EXPECT_THAT(found.ways[0].gateways, ElementsAre(world.far));
  for (std::size_t i = 0; i + 1 < found.ways[0].arcs.size(); ++i) {
    EXPECT_EQ(network.graph.head(found.ways[0].arcs[i]),
              network.graph.tail(found.ways[0].arcs[i + 1]));
  }
}

TEST(Ways, ParetoSetHoldsTheFastestAndTheCheapest) {
  const TwoPorts world;
  const network::Network network = lay_out(world);
  WayOptions options;
  options.search = WaySearch::kPareto;
  const Ways found = find_ways(network, box(network, world), options);
  ASSERT_FALSE(found.ways.empty());
  EXPECT_TRUE(found.is_complete);
  EXPECT_THAT(found.ways[0].gateways, ElementsAre(world.near));  // cheaper and faster
}

TEST(Ways, WaitForAClosedBorderAndSayForHowLong) {
  TwoPorts world;
  world.close(ClosureTarget::kBorder, "bx_inland_road", "2026-03-01", "2026-03-02");
  world.close(ClosureTarget::kBorder, "bx_far", "2026-01-01", "2026-12-31");
  const network::Network network = lay_out(world);
  WayOptions options;
  options.date = parse_date("2026-03-01");
  const Ways shut = find_ways(network, box(network, world), options);
  ASSERT_EQ(shut.ways.size(), 1U);
  EXPECT_EQ(shut.ways[0].waiting, Hours(48));
  options.date = parse_date("2026-03-03");
  const Ways open = find_ways(network, box(network, world), options);
  EXPECT_EQ(open.ways[0].waiting, Hours(0));
  // Two days at 0.5 USD an hour.
  EXPECT_NEAR(shut.ways[0].generalised() - open.ways[0].generalised(), 24, 1e-9);
  EXPECT_NEAR(*shut.by_day[2], *open.by_day[0], 1e-9);
}

TEST(Ways, NameTheClosuresThatCutAPairOff) {
  TwoPorts world;
  world.close(ClosureTarget::kBorder, "bx_inland_road", "2026-01-01", "2026-12-31");
  world.close(ClosureTarget::kBorder, "bx_far", "2026-01-01", "2026-12-31");
  const network::Network network = lay_out(world);
  const Ways found = find_ways(network, box(network, world), {});
  EXPECT_EQ(found.status, WayStatus::kUnreachable);
  ASSERT_EQ(found.severance.cut.size(), 2U);
  EXPECT_EQ(network.facilities[found.severance.cut[0]].kind, network::FacilityKind::kBorder);
  EXPECT_EQ(found.severance.to_open.size(), 1U);
  EXPECT_FALSE(found.severance.by_wish);
}

TEST(Ways, SayThatLinksAreMissing) {
  TwoPorts world;
  const model::PlaceId island = world.place("island", world.a);
  const model::PlaceId cape = world.place("cape", world.a);
  world.road(island, cape, 10);
  const std::vector<model::PlaceId> ends = {island};
  const network::Network network = network::build_network(world.share(), ends);
  const Ways found = find_ways(network, *make_shipment(network, island, world.market), {});
  EXPECT_EQ(found.status, WayStatus::kUnreachable);
  EXPECT_TRUE(found.severance.cut.empty());
  EXPECT_EQ(found.severance.places_with_from, 2U);
  EXPECT_EQ(found.severance.places_with_to, 4U);
}

TEST(Ways, SayThatAWishCutsThemOff) {
  const TwoPorts world;
  const network::Network network = lay_out(world);
  WayOptions options;
  for (const ArcId arc : network.arcs.ids()) {
    if (network.arcs[arc].kind == network::ArcKind::kSail) options.avoid.push_back(arc);
  }
  const Ways found = find_ways(network, box(network, world), options);
  EXPECT_EQ(found.status, WayStatus::kUnreachable);
  EXPECT_TRUE(found.severance.by_wish);
  EXPECT_EQ(found.severance.avoided_cut.size(), 2U) << "a lane from each port";
}

TEST(Ways, BlameTheWorldAndTheWishApart) {
  TwoPorts world;
  world.close(ClosureTarget::kBorder, "bx_far", "2026-01-01", "2026-12-31");
  const network::Network network = lay_out(world);
  WayOptions options;
  for (const ArcId arc : network.arcs.ids()) {
    if (network.arcs[arc].kind == network::ArcKind::kSail) options.avoid.push_back(arc);
  }
  const Severance cut = find_ways(network, box(network, world), options).severance;
  EXPECT_TRUE(cut.by_wish);
  EXPECT_EQ(cut.avoided_cut.size(), 1U) << "the other port is beyond the shut post";
}

TEST(Legs, SumToTheRoute) {
  const TwoPorts world;
  const network::Network network = lay_out(world);
  const Shipment shipment = box(network, world);
  const auto months = network::month_states(network);
  const Ways found = find_ways(network, shipment, {});
  for (const Way& way : found.ways) {
    const auto legs = outcome::list_legs(network, shipment.cargo, months[0], way.arcs);
    double usd = 0.0;
    Km km;
    Hours hours;
    for (const outcome::Leg& leg : legs) {
      usd += leg.usd();
      km += leg.trip.length;
      hours += leg.trip.time;
      EXPECT_FALSE(leg.rows.empty()) << leg.name;
    }
    EXPECT_NEAR(usd, way.usd(), 1e-9);
    EXPECT_EQ(km, way.trip.length);
    EXPECT_NEAR(hours.value(), way.trip.time.value(), 1e-9);
    const auto points = outcome::staircase(legs);
    EXPECT_EQ(points.size(), legs.size() + 1);
    EXPECT_NEAR(points.back().usd, way.usd(), 1e-9);
    EXPECT_EQ(points.back().place, world.market);
  }
  EXPECT_EQ(outcome::borders_of(network, found.ways[0].arcs).size(), 1U);
  EXPECT_EQ(outcome::gauge_changes_on(network, found.ways[0].arcs), 0);
}

}  // namespace
}  // namespace corridor::studies
