#include "corridor/simulation/simulate.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "corridor/simulation/replicate.hpp"
#include "small_world.hpp"

namespace corridor::simulation {
namespace {

using model::Access;
using model::LoadKind;
using model::Mode;
using model::TradeDirection;
using test::Laid;
using test::SmallWorld;

double all_delays(const SimulatedRun& run) {
  double sum = 0.0;
  for (const GroupRecord& group : run.groups) {
    sum += std::accumulate(group.delay_h.begin(), group.delay_h.end(), 0.0);
  }
  return sum;
}

double delay_by(const SimulatedRun& run, Cause cause) {
  double sum = 0.0;
  for (const GroupRecord& group : run.groups) sum += group.delay_h[static_cast<std::size_t>(cause)];
  return sum / std::max(1.0, run.arrived_teu);
}

double static_hours(const Laid& laid) {
  const auto months = network::month_states(*laid.network);
  return network::journey(*laid.network, months.front(), laid.arcs.front()).time.value();
}

// Details of a terminal: berths, room and lanes.
void equip(SmallWorld& world, double berths, double yard_teu, double lanes) {
  model::Terminal& terminal = world.edit().terminals[world.quay];
  terminal.berths = berths;
  terminal.yard = model::Ranged<Teu>(Teu(yard_teu));
  terminal.gate_lanes = model::Ranged<double>(lanes);
}

TEST(Simulation, TakesTheStaticTimeAndMoneyWhereNothingQueues) {
  SmallWorld world;
  equip(world, 1000, 1e6, 1e6);
  const Laid laid(world);
  Options options;
  options.lot = Teu(2);
  const SimulatedRun run = laid.run(options);
  const double hours = static_hours(laid);
  ASSERT_GT(run.arrived_teu, 15000);
  EXPECT_NEAR(mean_door_h(run), hours, 0.001 * hours);
  const network::Breakdown parts =
      network::break_down(*laid.network, laid.flows.cargo_classes[0],
                          network::month_states(*laid.network).front(), laid.arcs.front());
  const double money =
      std::accumulate(parts.begin(), parts.begin() + network::kMoneyComponents, 0.0);
  EXPECT_NEAR(run.groups[0].money_usd / run.groups[0].arrived_teu, money, 0.001 * money);
}

TEST(Simulation, BoxesThatTheirRoutesLeaveOutStay) {
  const SmallWorld world(20000);
  Laid laid(world);
  laid.flows.movements[0].routes[0][0].share = 0.75;
  const SimulatedRun run = laid.run();
  EXPECT_NEAR(run.no_way_teu, 5000, 400);
  EXPECT_NEAR(run.departed_teu + run.no_way_teu, 20000, 800);
}

TEST(Simulation, BorderSpreadKeepsTheMeanTime) {
  SmallWorld world(40000);
  world.edit().borders[world.post].dwell_sd = Hours(6);
  const Laid laid(world);
  Options options;
  options.lot = Teu(2);
  const SimulatedRun run = laid.run(options);
  EXPECT_NEAR(mean_door_h(run), static_hours(laid), 0.003 * static_hours(laid));
  EXPECT_NE(run.groups[0].delay_h[static_cast<std::size_t>(Cause::kSpread)], 0.0);
}

// Wait in the queue of M/M/c. Source: Erlang 1917; Law 2015, eq. 1.9.
double erlang_wait(int servers, double load, double service_h) {
  double term = 1.0;
  double sum = 1.0;
  for (int k = 1; k < servers; ++k) sum += term *= load / k;
  const double last = term * load / servers * servers / (servers - load);
  const double probability = last / (sum + last);
  return probability * service_h / (servers - load);
}

TEST(Simulation, QuayWithExponentialWorkWaitsAsErlangC) {
  constexpr int kBerths = 3;
  SmallWorld world(100000);
  equip(world, kBerths, 1e6, 1e6);
  // Three berths that together handle the flow 1.25 times.
  world.edit().terminals[world.quay].capacity =
      model::Ranged<TeuPerHour>(TeuPerHour(125000.0 / 8760));
  const Laid laid(world);
  ReplicateOptions options;
  options.each.service = Service::kExponential;
  options.each.hours_vary = false;
  options.least = options.most = 10;
  const Replications result = replicate(*laid.network, laid.flows, options);
  const SiteId quay = laid.site(SiteKind::kQuay, "port");
  const Interval wait = estimate(
      across(result.runs, [&](const SimulatedRun& run) { return run.sites[quay].mean_wait_h; }));
  const double service_h = 20.0 * kBerths / (125000.0 / 8760);
  const double expected = erlang_wait(kBerths, 0.8 * kBerths, service_h);
  EXPECT_LT(wait.half_width, 0.15 * expected);
  EXPECT_NEAR(wait.mean, expected, wait.half_width) << "half width " << wait.half_width;
}

TEST(Simulation, GivesTheSameOnAnyNumberOfThreads) {
  SmallWorld world;
  world.edit().borders[world.post].dwell_sd = Hours(6);
  world.edit().borders[world.post].outbound.capacity = model::Ranged<PerHour>(PerHour(1.3));
  const Laid laid(world);
  ReplicateOptions options;
  options.least = options.most = 4;
  const Replications one = replicate(*laid.network, laid.flows, options);
  options.jobs = 3;
  const Replications three = replicate(*laid.network, laid.flows, options);
  ASSERT_EQ(three.runs.size(), one.runs.size());
  for (std::size_t i = 0; i < one.runs.size(); ++i) {
    EXPECT_EQ(one.runs[i].events, three.runs[i].events);
    EXPECT_EQ(one.runs[i].groups[0].hours, three.runs[i].groups[0].hours);
    EXPECT_EQ(one.runs[i].groups[0].delay_h, three.runs[i].groups[0].delay_h);
    EXPECT_EQ(one.runs[i].in_system_teu, three.runs[i].in_system_teu);
  }
  EXPECT_NE(one.runs[0].groups[0].hours, one.runs[1].groups[0].hours);
}

TEST(Simulation, DelaysByCauseSumToTheDelay) {
  SmallWorld world(50000);
  equip(world, 2, 600, 2);
  world.edit().terminals[world.quay].capacity = model::Ranged<TeuPerHour>(TeuPerHour(7));
  world.edit().borders[world.post].open_on = {true, true, true, true, true, false, false};
  world.edit().borders[world.post].dwell_sd = Hours(6);
  world.edit().borders[world.post].outbound.capacity = model::Ranged<PerHour>(PerHour(4));
  world.close(model::ClosureTarget::kBorder, "bx_frontier_road", "2026-05-01", "2026-05-20");
  const SimulatedRun run = Laid(world).run();
  const double delay = run.groups[0].hours - run.groups[0].static_hours;
  EXPECT_GT(delay, 0.0);
  EXPECT_NEAR(all_delays(run), delay, 1e-3 * delay);
  EXPECT_GT(delay_by(run, Cause::kBorderHours), 0.1);
  EXPECT_GT(delay_by(run, Cause::kClosure), 0.1);
  EXPECT_TRUE(run.violations.empty());
}

TEST(Simulation, BorderPassesItsCapacityAndNoMore) {
  SmallWorld world(50000);
  // 1 truck an hour, two TEU a truck: 17,520 TEU a year.
  world.edit().borders[world.post].outbound.capacity = model::Ranged<PerHour>(PerHour(1));
  const Laid laid(world);
  const SimulatedRun run = laid.run();
  const SiteId post = laid.site(SiteKind::kBorder, "bx_frontier_road");
  EXPECT_NEAR(run.sites[post].served_teu, 17520, 40);
  EXPECT_GT(run.sites[post].waiting_teu, 30000);
  EXPECT_GE(run.sites[post].first_full_day, 0);
}

TEST(Simulation, ShorterHoursPassTheSameCapacityOfTheDay) {
  SmallWorld world(50000);
  world.edit().borders[world.post].outbound.capacity = model::Ranged<PerHour>(PerHour(1));
  world.edit().borders[world.post].open_hours = "08:00-16:00";
  const Laid laid(world);
  const SimulatedRun run = laid.run();
  EXPECT_NEAR(run.sites[laid.site(SiteKind::kBorder, "bx_frontier_road")].served_teu, 17520, 40);
}

TEST(Simulation, TrucksWithoutBoxesTakeTheirRoom) {
  SmallWorld world(50000);
  world.edit().borders[world.post].outbound.capacity = model::Ranged<PerHour>(PerHour(1));
  world.edit().borders[world.post].base_trucks = PerHour(1.0);  // half an hour's worth each way
  const Laid laid(world);
  const SimulatedRun run = laid.run();
  const double served = run.sites[laid.site(SiteKind::kBorder, "bx_frontier_road")].served_teu;
  EXPECT_LT(served, 17520 * 0.99);
  EXPECT_GT(served, 17520 * 0.45);
}

TEST(Simulation, BoxesWaitOutAClosureAndTheQueueClears) {
  SmallWorld world(20000);
  world.edit().borders[world.post].outbound.capacity = model::Ranged<PerHour>(PerHour(3));
  world.close(model::ClosureTarget::kBorder, "bx_frontier_road", "2026-03-01", "2026-03-31");
  const Laid laid(world);
  const SimulatedRun run = laid.run();
  const SiteRecord& post = run.sites[laid.site(SiteKind::kBorder, "bx_frontier_road")];
  EXPECT_EQ(run.rerouted_teu, 0.0);
  EXPECT_NEAR(static_cast<double>(post.waiting[88]), 20000.0 * 30 / 365, 600);
  const int days = days_to_clear(post.waiting, 90, 60.0);
  // 1,700 TEU stand there; 144 a day pass less 55 that come.
  EXPECT_GE(days, 14);
  EXPECT_LE(days, 28);
}

TEST(Simulation, OnlyWhatHeldBeforeThePeriodOrHoldsThroughItHoldsInTheWarmUp) {
  // A holiday on the first day, a closure from the day before it on, and one for the whole period.
  for (const auto& [from, to, holds] :
       {std::tuple("2026-01-01", "2026-01-01", false), std::tuple("2025-12-31", "2026-01-01", true),
        std::tuple("2026-01-01", "2026-12-31", true)}) {
    SmallWorld world(20000);
    world.close(model::ClosureTarget::kBorder, "bx_frontier_road", from, to);
    const SimulatedRun run = Laid(world).run();
    EXPECT_EQ(run.in_system_teu.at(119) > 5000.0F, holds) << from << " to " << to;
  }
}

TEST(Simulation, BoxesGoAnotherWayWhenWaitingHasCostAsMuch) {
  SmallWorld world(20000);
  const auto other = world.place("other", world.home);
  world.road(world.inland, other, 600);
  world.road(other, world.port_town, 600);
  const auto second = world.border(other, world.port_town, Mode::kRoad, 10, 20);
  world.edit().borders[second].outbound.capacity = model::Ranged<PerHour>(PerHour(1e6));
  world.close(model::ClosureTarget::kBorder, "bx_frontier_road", "2026-03-01", "2026-12-31");
  const Laid laid(world);
  const SimulatedRun run = laid.run();
  EXPECT_GT(run.rerouted_teu, 10000);
  EXPECT_GT(delay_by(run, Cause::kDetour), 0.0);
  EXPECT_LT(run.unfinished_teu, 3000);
  EXPECT_NEAR(all_delays(run), run.groups[0].hours - run.groups[0].static_hours,
              1e-3 * (run.groups[0].hours - run.groups[0].static_hours));
}

TEST(Simulation, ScenariosShareTheirRandomNumbers) {
  const SmallWorld world;
  SmallWorld slower;
  slower.edit().borders[slower.post].outbound.dwell = Hours(30);
  const SimulatedRun before = Laid(world).run();
  const SimulatedRun after = Laid(slower).run();
  EXPECT_EQ(before.departed_teu, after.departed_teu);
  EXPECT_NEAR(mean_door_h(after) - mean_door_h(before), 20.0, 0.5);
}

TEST(Simulation, EmptiesComeBackInProportion) {
  SmallWorld world(20000);
  equip(world, 10, 1e5, 1e3);
  world.edit().demand[world.exports].empty_flow =
      world.edit().demand[world.exports].flow.value * 0.5;
  const Laid laid(world);
  const SimulatedRun run = laid.run();
  const SiteId back = laid.site(SiteKind::kBorder, "bx_frontier_road", model::Direction::kBackward);
  EXPECT_NEAR(run.sites[back].served_teu, 10000, 400);
}

// Two terminals without roads, and a cheap train between them once a week.
struct RailWorld : test::World {
  model::DemandId boxes;
  explicit RailWorld(double teu_per_year) {
    const auto land = country("land");
    const auto west = place("west", land);
    const auto middle = place("middle", land);
    const auto east = place("east", land);
    rail(west, middle, 400, 1520);
    rail(middle, east, 400, 1520);
    for (model::Link& link : edit().links) {
      link.box_capacity = model::Ranged<TeuPerHour>(TeuPerHour(1000));
    }
    trains(0.5, 40);
    model::Service service;
    service.slug = service.name = "weekly";
    service.stops = {west, middle, east};
    service.departures = PerHour(1.0 / 168.0);
    service.capacity = Teu(60);
    service.fare = UsdPerTeu(1);
    edit().services.push_back(service);
    edit().services[model::ServiceId(0)].row = edit().links[model::LinkId(0)].row;
    const auto here = region("here", west, model::Access::kLand);
    const auto there = region("there", east, model::Access::kLand);
    boxes = demand(here, there, TradeDirection::kExport, teu_per_year);
  }
};

TEST(Simulation, TrainsCarryTheirCapacityAndNoMore) {
  const RailWorld world(10000);
  const Laid laid(world);
  const SimulatedRun run = laid.run();
  const SiteId line = laid.site(SiteKind::kService, "weekly");
  EXPECT_NEAR(run.sites[line].served_teu, 60.0 * 365 / 7, 80);
  EXPECT_GT(run.sites[line].utilisation, 0.97);
  EXPECT_GT(delay_by(run, Cause::kWagons), 100);
  EXPECT_NEAR(all_delays(run), run.groups[0].hours - run.groups[0].static_hours,
              1e-3 * run.groups[0].hours);
  EXPECT_TRUE(run.violations.empty());
}

TEST(Simulation, TrainsWithRoomTakeTheStaticTime) {
  RailWorld world(2000);
  world.edit().services[model::ServiceId(0)].departures = PerHour(1.0 / 12.0);
  Options options;
  options.lot = Teu(2);
  const Laid laid(world);
  const SimulatedRun run = laid.run(options);
  ASSERT_GT(run.arrived_teu, 1500);
  const double hours = static_hours(laid);
  EXPECT_NEAR(mean_door_h(run), hours, 0.01 * hours);
  EXPECT_NEAR(mean_door_h(run) - delay_by(run, Cause::kDeparture), hours, 0.001 * hours);
}

TEST(Simulation, ExtraWaitLeavesOutTheTimetableAndCountsWhoStillWaits) {
  RailWorld roomy(2000);
  roomy.edit().services[model::ServiceId(0)].departures = PerHour(1.0 / 24.0);
  const Laid with_room(roomy);
  const SimulatedRun calm = with_room.run();
  const SiteRecord& line = calm.sites[with_room.site(SiteKind::kService, "weekly")];
  EXPECT_GT(line.mean_wait_h, 8.0);
  EXPECT_LT(line.extra_wait_h, 2.0);

  SmallWorld world(50000);
  // 17,520 TEU of 50,000 pass: who comes when a share x of the year is over finds 1.85 x years of
  // work before him, and nearly all are still there at the end.
  world.edit().borders[world.post].outbound.capacity = model::Ranged<PerHour>(PerHour(1));
  const Laid laid(world);
  Options options;
  options.warm_up_days = 0;
  const SimulatedRun full = laid.run(options);
  const SiteRecord& post = full.sites[laid.site(SiteKind::kBorder, "bx_frontier_road")];
  EXPECT_NEAR(post.extra_wait_h, 0.65 * 8760.0 / 2.0, 150.0);
}

TEST(Simulation, BacklogLeavesWhenTheBorderOpens) {
  SmallWorld world(2000);
  equip(world, 10, 1e5, 1e3);
  // The same boxes the other way, so that the backlog has somebody to be like.
  const auto back =
      world.demand(model::RegionId(0), model::RegionId(1), TradeDirection::kImport, 1);
  world.edit().demand[back].slug = "imports";
  model::Regime regime;
  regime.slug = "transit";
  regime.countries = {model::RegionId(0)};
  regime.gateways = {world.port_town};
  world.edit().regimes.push_back(regime);
  world.edit().backlogs.push_back(
      {"stuck", world.port_town, model::Ranged<double>(500), *parse_date("2025-12-01"), {}});
  world.close(model::ClosureTarget::kBorder, "bx_frontier_road", "2025-10-01", "2026-02-28");
  const SimulatedRun run = Laid(world).run();
  EXPECT_NEAR(static_cast<double>(run.backlog_teu[50]), 1000, 1);
  EXPECT_EQ(run.backlog_teu[100], 0.0F);
}

// Fixed loads of the port: imports, exports, or boxes that change ships.
void add_fixed_load(SmallWorld& world, double teu_per_year, TradeDirection direction,
                    bool is_transhipment = false) {
  const auto far = world.edit().regions.push_back({"load", "load", false, false, {}});
  world.edit().region_places.push_back({far, {}, Access::kPort, world.port_town, 1.0, {}});
  const auto id = world.demand(model::RegionId(0), far, direction, teu_per_year);
  world.edit().demand[id].load_kind = LoadKind::kFixedLoad;
  world.edit().demand[id].is_transhipment = is_transhipment;
}

TEST(Simulation, FixedImportsStayInTheYardForTheirDwell) {
  SmallWorld world(100);
  equip(world, 4, 10000, 100);
  world.edit().terminals[world.quay].capacity = model::Ranged<TeuPerHour>(TeuPerHour(100));
  add_fixed_load(world, 365000, TradeDirection::kImport);
  const Laid laid(world);
  const SimulatedRun run = laid.run();
  const SiteRecord& yard = run.sites[laid.site(SiteKind::kYard, "port")];
  const double stored = std::accumulate(yard.occupied.begin(), yard.occupied.end(), 0.0) / 365.0;
  EXPECT_NEAR(stored, 3000, 150);  // 1,000 a day for three days
  EXPECT_NEAR(run.sites[laid.site(SiteKind::kQuay, "port")].utilisation, 1000.0 / 2400.0, 0.02);
}

TEST(Simulation, TranshipmentUsesTheQuayTwiceAndTheGateNever) {
  SmallWorld world(0);
  equip(world, 4, 10000, 100);
  world.edit().terminals[world.quay].capacity = model::Ranged<TeuPerHour>(TeuPerHour(200));
  add_fixed_load(world, 365000, TradeDirection::kImport, true);
  const Laid laid(world);
  const SimulatedRun run = laid.run();
  EXPECT_NEAR(run.sites[laid.site(SiteKind::kQuay, "port")].utilisation, 2000.0 / 4800.0, 0.02);
  EXPECT_EQ(run.sites[laid.site(SiteKind::kGate, "port")].lots, 0.0);
}

TEST(Simulation, FullYardKeepsShipsAtTheBerth) {
  SmallWorld world(100);
  equip(world, 2, 2500, 100);
  world.edit().terminals[world.quay].capacity = model::Ranged<TeuPerHour>(TeuPerHour(100));
  add_fixed_load(world, 365000, TradeDirection::kImport);
  const Laid laid(world);
  const SimulatedRun run = laid.run();
  const SiteId yard = laid.site(SiteKind::kYard, "port");
  EXPECT_EQ(run.sites[yard].first_full_day, 0);
  EXPECT_GT(run.sites[laid.site(SiteKind::kQuay, "port")].utilisation, 0.95);
  EXPECT_TRUE(run.violations.empty());
}

TEST(Simulation, ExportsAtTheGateOfAFullYardDoNotKeepShipsAtTheBerthsForGood) {
  SmallWorld world(100);
  equip(world, 2, 4000, 100);
  world.edit().terminals[world.quay].capacity = model::Ranged<TeuPerHour>(TeuPerHour(100));
  world.edit().parameters.ship_room_share = 1.0;
  add_fixed_load(world, 365000, TradeDirection::kImport);
  add_fixed_load(world, 365000, TradeDirection::kExport);
  const Laid laid(world);
  const SimulatedRun run = laid.run();
  EXPECT_EQ(run.sites[laid.site(SiteKind::kYard, "port")].first_full_day, 0);
  // The yard holds what arrives in two thirds of the time that boxes stay.
  EXPECT_GT(run.dwell[laid.site(SiteKind::kQuay, "port")].base_teu, 300000);
}

// A quay of 100 TEU an hour with four berths and some cranes of 20 TEU an hour, four to a ship.
void add_cranes(SmallWorld& world, double cranes) {
  equip(world, 4, 1e6, 1e6);
  model::Terminal& terminal = world.edit().terminals[world.quay];
  terminal.capacity = model::Ranged<TeuPerHour>(TeuPerHour(100));
  terminal.cranes = cranes;
  terminal.moves_per_crane_hour = 10;
  world.edit().parameters.teu_per_move = 2.0;
  world.edit().parameters.cranes_per_ship = 4.0;
}

// Hours that a ship a day with 240 TEU to discharge keeps a berth.
double berth_h(const SmallWorld& world) {
  const Laid laid(world);
  const SimulatedRun run = laid.run();
  EXPECT_TRUE(run.violations.empty());
  return run.sites[laid.site(SiteKind::kQuay, "port")].utilisation * 4 * 24;
}

TEST(Simulation, AShipAloneIsWorkedByTheCranesThatFitAlongIt) {
  SmallWorld world(0);
  add_fixed_load(world, 365.0 * 240.0, TradeDirection::kImport);
  add_cranes(world, 5);
  EXPECT_NEAR(berth_h(world), 240.0 / 80.0, 0.1);
  add_cranes(world, 2);
  EXPECT_NEAR(berth_h(world), 240.0 / 40.0, 0.1);
  world.edit().parameters.cranes_per_ship = 1.0;
  EXPECT_NEAR(berth_h(world), 240.0 / 20.0, 0.1);
  add_cranes(world, 0);  // unknown: one berth's part of the capacity
  EXPECT_NEAR(berth_h(world), 240.0 / 25.0, 0.1);
}

TEST(Simulation, ManyCranesMoveNoMoreThanTheCapacityOfTheQuay) {
  SmallWorld world(0);
  add_fixed_load(world, 365.0 * 3000.0, TradeDirection::kImport);
  add_cranes(world, 50);
  const Laid laid(world);
  const SimulatedRun run = laid.run();
  const SiteId quay = laid.site(SiteKind::kQuay, "port");
  EXPECT_NEAR(run.dwell[quay].base_teu, 365.0 * 2400.0, 365.0 * 24.0);
  EXPECT_GT(run.sites[quay].utilisation, 0.99);
}

TEST(Simulation, CranesAreOutOfOrderForTheShareThatTheDataSay) {
  SmallWorld world(0);
  add_fixed_load(world, 365.0 * 3000.0, TradeDirection::kImport);
  add_cranes(world, 50);
  world.edit().parameters.crane_up = Hours(30);
  world.edit().parameters.crane_repair = Hours(10);
  const Laid laid(world);
  const SimulatedRun run = laid.run();
  const SiteId quay = laid.site(SiteKind::kQuay, "port");
  EXPECT_NEAR(run.sites[quay].cranes_out, 0.25, 0.01);
  // What is usual is in the capacity.
  EXPECT_NEAR(run.dwell[quay].base_teu, 365.0 * 2400.0, 0.02 * 365.0 * 2400.0);
}

TEST(Simulation, CranesThatNeedNoRepairAreNeverOutOfOrder) {
  SmallWorld world(0);
  add_fixed_load(world, 365.0 * 240.0, TradeDirection::kImport);
  add_cranes(world, 5);
  world.edit().parameters.crane_up = Hours(30);
  const Laid laid(world);
  const SimulatedRun run = laid.run();
  EXPECT_EQ(run.sites[laid.site(SiteKind::kQuay, "port")].cranes_out, 0.0);
  EXPECT_NEAR(berth_h(world), 240.0 / 80.0, 0.1);
}

TEST(Simulation, AWaitForABerthIsInPartTheCranes) {
  SmallWorld world(20000);
  add_fixed_load(world, 365.0 * 2500.0, TradeDirection::kImport);
  add_cranes(world, 8);
  EXPECT_EQ(delay_by(Laid(world).run(), Cause::kCrane), 0.0);
  world.edit().parameters.crane_up = Hours(30);
  world.edit().parameters.crane_repair = Hours(10);
  const SimulatedRun run = Laid(world).run();
  const double cranes_h = delay_by(run, Cause::kCrane);
  EXPECT_NEAR(cranes_h / (cranes_h + delay_by(run, Cause::kBerth)), 0.25, 0.03);
  const GroupRecord& group = run.groups[0];
  EXPECT_NEAR(all_delays(run), group.hours - group.static_hours, 1e-3 * group.hours);
}

}  // namespace
}  // namespace corridor::simulation
