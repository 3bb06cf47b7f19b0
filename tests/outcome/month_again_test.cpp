#include "corridor/outcome/month_again.hpp"

#include <gtest/gtest.h>

#include "support/world.hpp"

namespace corridor::outcome {
namespace {

using model::Access;
using model::Mode;
using model::PortRole;
using test::World;

// Two ports in one country, whose costs lie on both sides of that of a port in another. Ports of
// one country compete harder than countries do.
struct ThreePorts : World {
  model::CountryId a = country("a");
  model::CountryId b = country("b");
  model::CountryId c = country("c");
  model::PlaceId inland = place("inland", a);
  model::PlaceId near = port("near", b, PortRole::kGateway, "R");
  model::PlaceId beside = port("beside", b, PortRole::kGateway, "R");
  model::PlaceId other = port("other", c, PortRole::kRival, "R");
  model::PlaceId market = port("market", b, PortRole::kOverseas, "M");

  ThreePorts() {
    edit().parameters.theta_gateway = 0.02;
    trucks(1.0, 1.0, 50);
    add_port(near, 500);
    add_port(other, 560);
    add_port(beside, 600);
    demand(region("home", inland, Access::kLand), region("overseas", market, Access::kSea),
           model::TradeDirection::kExport, 12000);
  }

 private:
  void add_port(model::PlaceId place, double km) {
    const std::string& slug = edit().places[place].slug;
    road(inland, place, km);
    model::Border& post = edit().borders[border(inland, place, Mode::kRoad, 10, 0)];
    post.slug = post.name = "bx_" + slug;
    sea(place, market, 1000, 48, 7);
    terminal(place, 100000, 0);
    lane(slug, "M", 300, 600);
  }
};

FacilityId port_of(const network::Network& network, model::PlaceId place) {
  for (const FacilityId id : network.facilities.ids()) {
    const network::Facility& facility = network.facilities[id];
    if (facility.kind == network::FacilityKind::kPort && facility.from == place) return id;
  }
  return {};
}

void expect_same_again(const Outcome& outcome, int month, model::PlaceId place) {
  const FacilityId id = port_of(*outcome.network, place);
  MonthAgain again(outcome, month, 1);
  const MonthAnswer answer = again.solve(id, again.room(id));
  EXPECT_TRUE(answer.converged);
  EXPECT_NEAR(answer.use.value(), outcome.loads[id][static_cast<std::size_t>(month)].units, 1e-9);
}

// The way to one port is shut in March, so that March has routes of its own; the boxes of a second
// solve bring more empties, which take more of each facility.
TEST(MonthAgain, ComesToWhatASolveOverLentRoutesWas) {
  ThreePorts world;
  world.close(model::ClosureTarget::kBorder, "bx_near", "2026-03-01", "2026-03-31");
  const auto network_of = [](const World& of) {
    return std::make_shared<const network::Network>(network::build_network(of.share()));
  };
  const Outcome first = solve(network_of(world), {});
  ASSERT_EQ(first.choices.size(), 2U);
  model::Demand& demand = world.edit().demand[model::DemandId(0)];
  demand.empty_flow = demand.flow.value / 2.0;
  Options lent;
  lent.routes_of = &first;
  const Outcome second = solve(network_of(world), lent);
  for (const int month : {0, 2}) {
    for (const model::PlaceId place : {world.near, world.other, world.beside})
      expect_same_again(second, month, place);
  }
}

// A route that is shut in the world that borrows stays in the sets, and takes nobody.
TEST(MonthChoice, ListsWhatIsOpenCheapestFirst) {
  ThreePorts world;
  const auto network_of = [](const World& of) {
    return std::make_shared<const network::Network>(network::build_network(of.share()));
  };
  const Outcome first = solve(network_of(world), {});
  const std::vector<Alternative> all = first.choices.front().alternatives(MovementId(0));
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[0].gateway, world.near);
  EXPECT_EQ(all[1].gateway, world.other);
  EXPECT_EQ(all[2].gateway, world.beside);
  world.close(model::ClosureTarget::kBorder, "bx_near", "2025-01-01", "2027-12-31");
  Options lent;
  lent.routes_of = &first;
  const Outcome second = solve(network_of(world), lent);
  EXPECT_EQ(second.choices.front().sets, first.choices.front().sets);
  const std::vector<Alternative> open = second.choices.front().alternatives(MovementId(0));
  ASSERT_EQ(open.size(), 2U);
  EXPECT_EQ(open[0].gateway, world.other);
  EXPECT_EQ(open[1].gateway, world.beside);
  EXPECT_NEAR(open[0].share + open[1].share, 1.0, 1e-12);
}

TEST(MonthChoice, WithoutFaintRoutesKeepsThoseThatCount) {
  ThreePorts world;
  const Outcome outcome =
      solve(std::make_shared<const network::Network>(network::build_network(world.share())), {});
  Outcome faint = outcome;
  MonthChoice& choice = faint.choices.front();
  const std::vector<Alternative> all = choice.alternatives(MovementId(0));
  choice.share[all[2].route] = 0.009;
  const Outcome thin = without_faint_routes(faint);
  const std::vector<Alternative> kept = thin.choices.front().alternatives(MovementId(0));
  ASSERT_EQ(kept.size(), 2U);
  EXPECT_EQ(kept[0].gateway, all[0].gateway);
  EXPECT_EQ(kept[1].gateway, all[1].gateway);
  EXPECT_EQ(kept[1].cost, all[1].cost);
  Options coarse;
  coarse.routes_of = &thin;
  coarse.is_coarse = true;
  const Outcome again = solve(outcome.network, coarse);
  const std::vector<Alternative> shared = again.choices.front().alternatives(MovementId(0));
  ASSERT_EQ(shared.size(), 2U);
  EXPECT_NEAR(shared[0].share + shared[1].share, 1.0, 1e-9);
  EXPECT_EQ(again.headline.gateway, world.near);
}

TEST(MonthAgain, WithItsOwnRoomComesToWhatItWas) {
  const ThreePorts world;
  const Outcome outcome =
      solve(std::make_shared<const network::Network>(network::build_network(world.share())), {});
  ASSERT_EQ(outcome.choices.front().alternatives(MovementId(0)).size(), 3U);
  for (const model::PlaceId place : {world.near, world.other, world.beside})
    expect_same_again(outcome, 0, place);
}

}  // namespace
}  // namespace corridor::outcome
