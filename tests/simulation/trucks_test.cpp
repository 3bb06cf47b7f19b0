// Trucks, boxes' owners, gates by night, inspection, yards off the docks, closures at random.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "corridor/simulation/replicate.hpp"
#include "small_world.hpp"

namespace corridor::simulation {
namespace {

using model::TradeDirection;
using test::Laid;
using test::SmallWorld;

double delay_by(const SimulatedRun& run, Cause cause) {
  return run.groups[0].delay_h[static_cast<std::size_t>(cause)] / std::max(1.0, run.arrived_teu);
}

double all_delays(const SimulatedRun& run) {
  return std::accumulate(run.groups[0].delay_h.begin(), run.groups[0].delay_h.end(), 0.0);
}

void equip(SmallWorld& world, double berths, double yard_teu, double lanes) {
  model::Terminal& terminal = world.edit().terminals[world.quay];
  terminal.berths = berths;
  terminal.yard = model::Ranged<Teu>(Teu(yard_teu));
  terminal.gate_lanes = model::Ranged<double>(lanes);
}

void count_trucks(SmallWorld& world, double spare) {
  model::Parameters& parameters = world.edit().parameters;
  parameters.fleet_spare_share = spare;
  parameters.drive_h_per_day = 12.0;
  parameters.hire_patience = Hours(48);
  parameters.shortage_price = 2.0;
  parameters.truck_free_wait = Hours(24);
  parameters.truck_wait_per_day = Usd(24);
}

TEST(Trucks, LeaveTimesAndMoneyAloneWhereNothingQueues) {
  SmallWorld without;
  SmallWorld with;
  count_trucks(with, 0.25);
  const SimulatedRun before = Laid(without).run();
  const SimulatedRun after = Laid(with).run();
  EXPECT_NEAR(mean_door_h(after), mean_door_h(before), 0.001 * mean_door_h(before));
  EXPECT_NEAR(after.groups[0].shortage_usd, 0.0, 1e-3 * after.groups[0].money_usd);
  EXPECT_EQ(after.groups[0].truck_wait_usd, 0.0);
}

TEST(Trucks, AreBusyThereAndBack) {
  SmallWorld world(40000);
  count_trucks(world, 0.25);
  const Laid laid(world);
  const SimulatedRun run = laid.run();
  const SiteRecord& fleet = run.sites[laid.site(SiteKind::kFleet, "home")];
  // 1,000 km at 50 km/h and ten hours at the post there, twice as long back; a truck a box of 2
  // TEU.
  const double busy = 40000.0 / 2.0 / 8760.0 * 30.0 * 3.0;
  const double trucks =
      std::accumulate(fleet.occupied.begin(), fleet.occupied.end(), 0.0) / run.days;
  EXPECT_NEAR(trucks, busy, 0.05 * busy);
}

TEST(Trucks, HeldAtAShutPostRunOutAndAreHiredForMore) {
  SmallWorld world(40000);
  count_trucks(world, 0.1);
  world.edit().borders[world.post].outbound.capacity = model::Ranged<PerHour>(PerHour(2.5));
  world.close(model::ClosureTarget::kBorder, "bx_frontier_road", "2026-03-01", "2026-03-20");
  const Laid laid(world);
  const SimulatedRun run = laid.run();
  EXPECT_GT(delay_by(run, Cause::kTrucks), 0.5);
  EXPECT_GT(run.groups[0].shortage_usd, 0.0);
  EXPECT_GT(run.groups[0].truck_wait_usd, 0.0);
  const double delay = run.groups[0].hours - run.groups[0].static_hours;
  EXPECT_NEAR(all_delays(run), delay, 1e-3 * delay);
  EXPECT_TRUE(run.violations.empty());
  EXPECT_GE(run.sites[laid.site(SiteKind::kFleet, "home")].first_full_day, 59);
}

TEST(Gates, TrucksThatMayPassByNightOnlyWaitForIt) {
  SmallWorld world(20000);
  equip(world, 1000, 1e6, 1e6);
  world.edit().terminals[world.quay].gate_hours = model::DayHours{Hours(22), Hours(6)};
  Options options;
  options.lot = Teu(2);
  const SimulatedRun run = Laid(world).run(options);
  // Who comes at random in the 16 hours by day waits for eight on average: 16 of 24 do.
  EXPECT_NEAR(delay_by(run, Cause::kGateHours), 16.0 * 16.0 / 48.0, 0.3);
  EXPECT_EQ(delay_by(run, Cause::kBorderHours), 0.0);
}

TEST(Borders, InspectedBoxesStayLongerAndTheMeanStays) {
  SmallWorld world(40000);
  world.edit().borders[world.post].outbound.dwell = Hours(100);
  world.edit().borders[world.post].dwell_sd = Hours(60);
  world.edit().borders[world.post].inspection_share = 0.3;
  Options options;
  options.lot = Teu(2);
  const SimulatedRun run = Laid(world).run(options);
  EXPECT_NEAR(delay_by(run, Cause::kInspection), 0.0, 1.5);
  EXPECT_EQ(delay_by(run, Cause::kSpread), 0.0);
  // Stays of 100 - 60 sqrt(3/7) and 100 + 60 sqrt(7/3) h, a wait of up to a day for a ship, and
  // nothing between.
  const double mean_h = run.groups[0].static_hours / run.arrived_teu;
  const des::Sample& door_h = run.groups[0].door_h;
  EXPECT_NEAR(door_h.share_above(mean_h + 20.0), 0.3, 0.01);
  EXPECT_NEAR(door_h.share_above(mean_h - 20.0), 0.3, 0.01);
}

// Imports over the port whose boxes come back empty over it.
struct Imports : SmallWorld {
  explicit Imports(double carriers) : SmallWorld(1) {
    equip(*this, 10, 1e5, 1e3);
    const auto back =
        demand(model::RegionId(0), model::RegionId(1), TradeDirection::kImport, 20000);
    edit().demand[back].slug = "imports";
    edit().demand[back].empty_flow = edit().demand[back].flow.value;
    edit().parameters.carrier_owned_share = carriers;
    edit().parameters.detention_free = Hours(24);
    edit().parameters.detention_per_box_day = Usd(100);
  }
  [[nodiscard]] double detention_usd_per_teu() const {
    const SimulatedRun run = Laid(*this).run();
    double usd = 0.0;
    for (const GroupRecord& group : run.groups) usd += group.detention_usd;
    return usd / run.arrived_teu;
  }
};

TEST(Owners, CarriersChargeUntilTheBoxIsBackAtThePort) {
  const double usd = Imports(1.0).detention_usd_per_teu();
  // Three days in the yard, inland and emptied in three days, and inland and back by road: some
  // ten days less one, a box of 2 TEU.
  EXPECT_GT(usd, 100.0 * 7.5 / 2.0);
  EXPECT_LT(usd, 100.0 * 11.0 / 2.0);
  EXPECT_NEAR(Imports(0.5).detention_usd_per_teu(), usd / 2.0, 0.05 * usd);
  EXPECT_EQ(Imports(0.0).detention_usd_per_teu(), 0.0);
}

TEST(Owners, BoxesAreLateThatTakeMoreThanTheirSlack) {
  SmallWorld world(20000);
  world.edit().parameters.due_slack_share = 10.0;
  EXPECT_EQ(Laid(world).run().groups[0].late_teu, 0.0);
  world.edit().parameters.due_slack_share = 0.1;
  world.close(model::ClosureTarget::kBorder, "bx_frontier_road", "2026-03-01", "2026-05-31");
  const SimulatedRun run = Laid(world).run();
  EXPECT_GT(run.groups[0].late_teu, 0.2 * run.arrived_teu);
  EXPECT_GT(run.groups[0].lateness_h / run.groups[0].late_teu, 300.0);
}

void add_imports_of_port(SmallWorld& world, double teu_per_year) {
  const auto far = world.edit().regions.push_back({"load", "load", false, false, {}});
  world.edit().region_places.push_back({far, {}, model::Access::kPort, world.port_town, 1.0, {}});
  const auto id = world.demand(model::RegionId(0), far, TradeDirection::kImport, teu_per_year);
  world.edit().demand[id].load_kind = model::LoadKind::kFixedLoad;
}

TEST(OffDock, YardsOutsideTheGatesTakeWhatFindsNoRoom) {
  SmallWorld world(100);
  equip(world, 2, 2500, 100);
  world.edit().terminals[world.quay].capacity = model::Ranged<TeuPerHour>(TeuPerHour(100));
  add_imports_of_port(world, 365000);
  const SimulatedRun before = Laid(world).run();
  world.edit().off_dock_yards.push_back({"od",
                                         "od",
                                         world.port_town,
                                         model::Ranged<TeuPerHour>(TeuPerHour(50)),
                                         model::Ranged<Teu>(Teu(2000)),
                                         {}});
  const Laid laid(world);
  const SimulatedRun after = laid.run();
  const SiteId quay = laid.site(SiteKind::kQuay, "port");
  EXPECT_GT(before.sites[quay].utilisation, 0.95);
  EXPECT_LT(after.sites[quay].utilisation, 0.6);
  // 1,000 TEU a day stay for three days: what the port cannot hold stands outside.
  const SiteRecord& outside = after.sites[laid.site(SiteKind::kOffDock, "port")];
  const double stored =
      std::accumulate(outside.occupied.begin(), outside.occupied.end(), 0.0) / after.days;
  EXPECT_NEAR(stored, 600, 150);
  EXPECT_TRUE(after.violations.empty());
}

TEST(RandomClosures, OneShockShutsAllThatKnowIt) {
  SmallWorld world(20000);
  const auto road = world.edit().links[model::LinkId(0)].slug;
  for (const auto& [target, object] :
       {std::pair(model::ClosureTarget::kBorder, std::string("bx_frontier_road")),
        std::pair(model::ClosureTarget::kLink, road)}) {
    model::ClosureProcess process;
    process.slug = "process of " + object;
    process.target = target;
    process.object = object;
    process.rate = model::Ranged<PerHour>(PerHour(6.0 / 8760));
    process.common_rate = PerHour(6.0 / 8760);
    process.median = Hours(240);
    process.sigma = 0.5;
    world.edit().closure_processes.push_back(process);
  }
  const Laid laid(world);
  Options options;
  options.random_closures = true;
  const SimulatedRun run = laid.run(options);
  const SiteRecord& post = run.sites[laid.site(SiteKind::kBorder, "bx_frontier_road")];
  const SiteRecord& link = run.sites[laid.site(SiteKind::kRoad, road)];
  EXPECT_GT(delay_by(run, Cause::kClosure), 5.0);
  // Both hold boxes on the same days, but for the hours between the two.
  int both = 0;
  int either = 0;
  for (int day = 0; day < run.days; ++day) {
    const auto at = static_cast<std::size_t>(day);
    const bool at_post = post.waiting[at] > 0.0F;
    const bool at_link = link.waiting[at] > 0.0F;
    both += at_post && at_link ? 1 : 0;
    either += at_post || at_link ? 1 : 0;
  }
  EXPECT_GT(either, 10);
  EXPECT_GT(both, 0);
  EXPECT_EQ(laid.run().rerouted_teu + delay_by(laid.run(), Cause::kClosure), 0.0);
}

TEST(RerouteInformation, BoxesThatTurnAwaySpareAQueueThatOthersMade) {
  // Two ways around a shut post: one a little shorter with a post that passes little.
  SmallWorld world(40000);
  std::vector<model::PlaceId> others;
  for (const double km : {600.0, 650.0}) {
    const auto other = world.place("other" + std::to_string(others.size()), world.home);
    world.road(world.inland, other, km);
    world.road(other, world.port_town, km);
    const auto post = world.border(other, world.port_town, model::Mode::kRoad, 10, 20);
    world.edit().borders[post].outbound.capacity =
        model::Ranged<PerHour>(PerHour(others.empty() ? 0.5 : 1e6));
    others.push_back(other);
  }
  world.edit().value_of_time.flat = UsdPerTeuHour(2.0);
  world.close(model::ClosureTarget::kBorder, "bx_frontier_road", "2026-02-01", "2026-12-31");
  const Laid laid(world);
  const SimulatedRun run = laid.run();
  const SiteRecord& narrow = run.sites[laid.site(SiteKind::kBorder, "bx_other0_road")];
  const SiteRecord& wide = run.sites[laid.site(SiteKind::kBorder, "bx_other1_road")];
  EXPECT_GT(narrow.served_teu, 5000);
  EXPECT_GT(wide.served_teu, 15000);
  EXPECT_LT(narrow.waiting_teu, 1000);
}

}  // namespace
}  // namespace corridor::simulation
