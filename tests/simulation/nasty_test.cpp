// Worlds in which little works: a run ends, says what is stuck, and stays small.
#include <gtest/gtest.h>

#include "corridor/simulation/replicate.hpp"
#include "small_world.hpp"

namespace corridor::simulation {
namespace {

using test::Laid;
using test::SmallWorld;

TEST(NastyWorld, EveryBorderShutHoldsAllBoxesBackAndSaysWhere) {
  SmallWorld world(20000);
  world.close(model::ClosureTarget::kBorder, "bx_frontier_road", "2025-01-01", "2027-01-01");
  const Laid laid(world);
  const SimulatedRun run = laid.run();
  EXPECT_EQ(run.arrived_teu, 0.0);
  EXPECT_GT(run.sites[laid.site(SiteKind::kBorder, "bx_frontier_road")].held_teu, 19000);
  EXPECT_TRUE(run.violations.empty());
}

TEST(NastyWorld, YardWithoutRoomStopsTheGateAndTheRoad) {
  SmallWorld world(20000);
  model::Terminal& terminal = world.edit().terminals[world.quay];
  terminal.berths = 2;
  terminal.gate_lanes = model::Ranged<double>(2);
  terminal.yard = model::Ranged<Teu>(Teu(0));
  const Laid laid(world);
  const SimulatedRun run = laid.run();
  EXPECT_EQ(run.arrived_teu, 0.0);
  EXPECT_EQ(run.sites[laid.site(SiteKind::kYard, "port")].first_full_day, 0);
  EXPECT_GT(run.sites[laid.site(SiteKind::kYard, "port")].waiting_teu, 0.0);
  EXPECT_GT(run.unfinished_teu, 19000);
  EXPECT_TRUE(run.violations.empty());
}

TEST(NastyWorld, TenTimesTheDemandIsTurnedAwayBeyondTheLimit) {
  SmallWorld world(200000);
  world.edit().borders[world.post].outbound.capacity = model::Ranged<PerHour>(PerHour(1));
  Options options;
  options.max_lots = 1000;
  const SimulatedRun run = Laid(world).run(options);
  EXPECT_GT(run.turned_away_teu, 100000);
  EXPECT_LE(run.unfinished_teu, 20000);
  EXPECT_TRUE(run.violations.empty());
}

TEST(NastyWorld, EmptyTimetableLeavesBoxesWithoutAWay) {
  SmallWorld world(20000);
  Laid laid(world);
  laid.flows.movements[0].routes = {{}};
  const SimulatedRun run = laid.run();
  EXPECT_EQ(run.departed_teu, 0.0);
  EXPECT_NEAR(run.no_way_teu, 20000, 2000);
}

TEST(NastyWorld, ShipTooDeepForThePortIsRefusedWithItsBoxes) {
  SmallWorld world(0);
  model::Terminal& terminal = world.edit().terminals[world.quay];
  terminal.berths = 2;
  terminal.draught_m = 9.0;
  terminal.yard = model::Ranged<Teu>(Teu(10000));
  terminal.gate_lanes = model::Ranged<double>(10);
  const auto far = world.edit().regions.push_back({"load", "load", false, false, {}});
  world.edit().region_places.push_back({far, {}, model::Access::kPort, world.port_town, 1.0, {}});
  const auto load = world.demand(model::RegionId(0), far, model::TradeDirection::kImport, 100000);
  world.edit().demand[load].load_kind = model::LoadKind::kFixedLoad;
  world.edit().rotations.push_back(
      {"giant", "giant", {world.port_town}, PerHour(1.0 / 168), Teu(18000), Teu(2000), {}});
  const Laid laid(world);
  const SimulatedRun run = laid.run();
  const SiteId quay = laid.site(SiteKind::kQuay, "port");
  EXPECT_NEAR(run.dwell[quay].refused_teu, 100000, 3000);
  EXPECT_EQ(run.dwell[quay].base_teu, 0.0);
}

TEST(NastyWorld, StopsWhenAskedTo) {
  SmallWorld world;
  Options options;
  options.on_day = [](int day, int) { return day < 10; };
  const SimulatedRun run = Laid(world).run(options);
  EXPECT_EQ(run.status, Status::kStopped);
}

}  // namespace
}  // namespace corridor::simulation
