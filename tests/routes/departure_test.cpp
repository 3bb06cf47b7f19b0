#include "corridor/routes/departure.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "random_timing.hpp"
#include "time_expanded.hpp"

namespace corridor::routes {
namespace {

using namespace std::chrono_literals;

const Calendar kMonday{Date(2024y / 1 / 1)};
constexpr int kHorizon = 420;

// A network in time that owns its columns.
struct TimedNetwork {
  Graph graph;
  std::vector<double> costs;
  std::vector<double> duration_h;
  std::vector<TimingId> timing_of;
  std::vector<ArcTiming> plans;
  std::vector<Timing> timings;
  double moving = 0.0;
  double waiting = 0.0;

  void add_timing(const ArcTiming& plan) {
    plans.push_back(plan);
    timings.emplace_back(plan, kMonday);
  }
  [[nodiscard]] Schedule schedule() const {
    return {costs, duration_h, timing_of, timings, moving, waiting};
  }
};

TimedNetwork random_timed_network(std::uint64_t seed) {
  Dice dice(seed);
  TimedNetwork network;
  network.graph = random_graph(dice, dice.roll(2, 7), dice.roll(1, 18));
  network.costs = random_costs(dice, network.graph, 60);
  network.waiting = dice.roll(0, 3);
  network.moving = network.waiting + dice.roll(0, 3);
  for (int i = 0; i < 5; ++i) network.add_timing(random_timing(dice));
  for (std::size_t arc = 0; arc < network.graph.arc_count(); ++arc) {
    network.duration_h.push_back(dice.roll(0, 40));
    const auto timing = static_cast<std::size_t>(dice.roll(0, 4));
    network.timing_of.push_back(dice.chance(30) ? TimingId() : TimingId(timing));
  }
  return network;
}

void expect_consistent(const TimedNetwork& network, const TimedRoute& route, NodeId source,
                       NodeId target) {
  std::vector<ArcId> arcs;
  for (const TimedStep& step : route.steps) {
    arcs.push_back(step.arc);
    EXPECT_LE(step.ready, step.enters);
    EXPECT_EQ((step.leaves - step.enters).value(), network.duration_h[step.arc.value()]);
  }
  EXPECT_TRUE(is_loopless(network.graph, arcs, source, target));
  EXPECT_EQ(time_route(arcs, network.schedule(), route.departure).route, route);
}

TEST(Departure, EqualsTheTimeExpandedNetworkOnRandomNetworks) {
  std::size_t found_count = 0;
  std::size_t too_late = 0;
  for (std::uint64_t seed = 1; seed <= 3000; ++seed) {
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    const TimedNetwork network = random_timed_network(seed);
    const NodeId source(0);
    const NodeId target(network.graph.node_count() - 1);
    const int latest = static_cast<int>(100 + seed % (kHorizon - 100));
    const std::vector<Hours> departures = {Hours(0), Hours(static_cast<double>(seed % 168))};
    const auto is_open = [&](ArcId arc, int hour) {
      const TimingId timing = network.timing_of[arc.value()];
      return timing.is_none() || routes::is_open(network.plans[timing.value()], hour, 0);
    };
    const std::vector<TimedResult> found = find_by_departure(
        network.graph, source, target, network.schedule(), departures, Hours(latest));
    for (std::size_t i = 0; i < departures.size(); ++i) {
      const auto departure = static_cast<int>(departures[i].value());
      const double expected =
          TimeExpanded(network.graph, network.schedule(), is_open, source, departure, latest)
              .least(target);
      ASSERT_EQ(found[i].route.has_value(), expected < kInfinity);
      ASSERT_EQ(found[i].status == DepartureStatus::kFound, found[i].route.has_value());
      too_late += found[i].status == DepartureStatus::kTooLate ? 1U : 0U;
      if (!found[i].route) continue;
      ++found_count;
      ASSERT_EQ(found[i].route->cost, expected);
      EXPECT_LE(found[i].route->arrival, Hours(latest));
      expect_consistent(network, *found[i].route, source, target);
    }
    if (HasFailure()) break;
  }
  EXPECT_GT(found_count, 1000U);
  EXPECT_GT(too_late, 100U);
}

// 0 -> 1 by a road that is always open, 1 -> 2 by a border open on weekdays from 8 to 16.
TimedNetwork border_on_weekdays() {
  TimedNetwork network;
  const std::vector<network::ArcEnds> arcs = {{NodeId(0), NodeId(1)}, {NodeId(1), NodeId(2)}};
  network.graph = Graph(3, arcs);
  network.costs = {100.0, 50.0};
  network.duration_h = {10.0, 2.0};
  network.timing_of = {TimingId(), TimingId(0)};
  OpeningHours weekdays;
  for (int day = 0; day < 5; ++day)
    weekdays.weekly.push_back({Hours(24 * day + 8), Hours(24 * day + 16)});
  network.add_timing({weekdays, {}});
  network.moving = 3.0;
  network.waiting = 2.0;
  return network;
}

TEST(Departure, CostsMoreForTheSameRouteOnTheWrongDay) {
  const TimedNetwork network = border_on_weekdays();
  const std::vector<Hours> days = {Hours(0), Hours(4 * 24), Hours(4 * 24 + 12)};
  const std::vector<TimedResult> by_day =
      find_by_departure(network.graph, NodeId(0), NodeId(2), network.schedule(), days, Hours(1000));
  EXPECT_EQ(by_day[0].route->cost, 150.0 + 3.0 * 12);
  EXPECT_EQ(by_day[1].route->cost, by_day[0].route->cost);
  EXPECT_EQ(by_day[2].route->waiting, Hours(168 + 8 - (4 * 24 + 22)));
  EXPECT_EQ(by_day[2].route->cost, by_day[0].route->cost + 2.0 * 58);
  EXPECT_EQ(by_day[2].route->arrival, Hours(168 + 10));
  EXPECT_EQ(cheapest_of(by_day), 0U);
}

TEST(Departure, TellsNoWayFromNoTime) {
  const TimedNetwork network = border_on_weekdays();
  const auto find = [&](NodeId source, NodeId target, Hours latest) {
    return find_by_departure(network.graph, source, target, network.schedule(),
                             std::vector{Hours(0)}, latest)
        .front()
        .status;
  };
  EXPECT_EQ(find(NodeId(2), NodeId(0), Hours(1000)), DepartureStatus::kUnreachable);
  EXPECT_EQ(find(NodeId(0), NodeId(2), Hours(11)), DepartureStatus::kTooLate);
  EXPECT_EQ(find(NodeId(0), NodeId(2), Hours(12)), DepartureStatus::kFound);
  EXPECT_EQ(find(NodeId(0), NodeId(2), Hours(-1)), DepartureStatus::kTooLate);
  EXPECT_EQ(find(NodeId(1), NodeId(1), Hours(0)), DepartureStatus::kFound);
  EXPECT_EQ(cheapest_of(std::vector<TimedResult>(2)), std::nullopt);
}

TEST(Departure, TakesTheDearRoadWhenTheCheapOneWaitsTooLong) {
  TimedNetwork network = border_on_weekdays();
  const std::vector<network::ArcEnds> arcs = {
      {NodeId(0), NodeId(1)}, {NodeId(0), NodeId(2)}, {NodeId(1), NodeId(2)}};
  network.graph = Graph(3, arcs);
  network.costs = {100.0, 200.0, 50.0};
  network.duration_h = {10.0, 14.0, 2.0};
  network.timing_of = {TimingId(), TimingId(), TimingId(0)};
  const std::vector<Hours> days = {Hours(0), Hours(4 * 24 + 12)};
  const std::vector<TimedResult> by_day =
      find_by_departure(network.graph, NodeId(0), NodeId(2), network.schedule(), days, Hours(1000));
  EXPECT_EQ(by_day[0].route->steps.size(), 2U);
  EXPECT_EQ(by_day[1].route->steps.size(), 1U);
  EXPECT_EQ(by_day[1].route->cost, 242.0);
}

}  // namespace
}  // namespace corridor::routes
