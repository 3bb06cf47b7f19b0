#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>
#include <string>
#include <vector>

#include "corridor/base/random.hpp"
#include "corridor/des/gate.hpp"
#include "corridor/des/resource.hpp"
#include "corridor/des/simulation.hpp"
#include "corridor/des/store.hpp"

namespace corridor::des {
namespace {

using ::testing::ElementsAre;
using Log = std::vector<std::string>;

std::string stamp(const Simulation& simulation, const std::string& what) {
  return what + "@" + std::to_string(std::lround(simulation.now().value() * 10.0));
}

Process sleeper(Simulation& simulation, Log& log, std::string name, Hours duration) {
  const Wake wake = co_await simulation.delay(duration);
  log.push_back(stamp(simulation, name + (wake == Wake::kInterrupted ? "!" : "")));
}

Process worker(Simulation& simulation, Resource& resource, Log& log, std::string name, Hours work,
               Request request = {}) {
  const Wake wake = co_await resource.serve(work, request);
  const std::string marks[] = {"", "?", "!", "x"};
  log.push_back(stamp(simulation, name + marks[static_cast<std::size_t>(wake)]));
}

TEST(Kernel, EventsOfOneTimeGoByPriorityAndThenInOrderOfScheduling) {
  Simulation simulation;
  Log log;
  simulation.start(sleeper(simulation, log, "a", Hours(1.0)));
  simulation.start(sleeper(simulation, log, "late", Hours(1.0)), Priority{5});
  simulation.start(sleeper(simulation, log, "b", Hours(1.0)));
  simulation.start(sleeper(simulation, log, "early", Hours(1.0)), Priority{-5});
  simulation.start(sleeper(simulation, log, "first", Hours(0.5)));
  EXPECT_EQ(simulation.run().status, RunStatus::kFinished);
  EXPECT_THAT(log, ElementsAre("first@5", "early@10", "a@10", "b@10", "late@10"));
}

Process parent(Simulation& simulation, Log& log) {
  const ProcessId child = simulation.start(sleeper(simulation, log, "child", Hours(2.0)));
  co_await simulation.join(child);
  log.push_back(stamp(simulation, "parent"));
  co_await simulation.join(child);
  log.push_back(stamp(simulation, "again"));
}

TEST(Kernel, JoiningWaitsForTheEndAndNotAtAllForThePast) {
  Simulation simulation;
  Log log;
  simulation.start(parent(simulation, log));
  simulation.run();
  EXPECT_THAT(log, ElementsAre("child@20", "parent@20", "again@20"));
}

Process forever(Simulation& simulation) {
  for (;;) co_await simulation.delay(Hours(1.0));
}

Process spinner(Simulation& simulation) {
  for (;;) co_await simulation.delay(Hours(0.0));
}

TEST(Kernel, RunReturnsAtATimeEvenIfProcessesNeverEnd) {
  Simulation simulation;
  simulation.start(forever(simulation));
  const RunResult result = simulation.run({.until = Hours(10.5)});
  EXPECT_EQ(result.status, RunStatus::kTimeLimit);
  EXPECT_EQ(simulation.now(), Hours(10.5));
  EXPECT_EQ(result.events, 11u);
  EXPECT_EQ(result.alive, 1u);
  EXPECT_EQ(simulation.run({.until = Hours(12.0)}).events, 2u);
}

TEST(Kernel, RunReturnsAfterItsEventsEvenIfTimeStandsStill) {
  Simulation simulation;
  simulation.start(spinner(simulation));
  const RunResult result = simulation.run({.until = Hours(1.0), .max_events = 100'000});
  EXPECT_EQ(result.status, RunStatus::kEventLimit);
  EXPECT_EQ(result.events, 100'000u);
}

TEST(Kernel, RunReturnsSoonAfterItIsToldTo) {
  Simulation simulation;
  simulation.start(spinner(simulation));
  int questions = 0;
  const RunResult result = simulation.run({.interrupted = [&] { return ++questions == 3; }});
  EXPECT_EQ(result.status, RunStatus::kInterrupted);
  EXPECT_EQ(result.events, 2u * 4096u);
}

Process taker(Simulation& simulation, Store<int>& store, Log& log) {
  while (const std::optional<int> thing = co_await store.take()) {
    log.push_back(stamp(simulation, std::to_string(*thing)));
  }
  log.push_back(stamp(simulation, "none"));
}

TEST(Kernel, ProcessesThatWaitForNothingAreCalledStuck) {
  Simulation simulation;
  Log log;
  Store<int> store(simulation, {.name = "yard"});
  simulation.start(taker(simulation, store, log));
  const RunResult result = simulation.run();
  EXPECT_EQ(result.status, RunStatus::kStuck);
  EXPECT_EQ(result.alive, 1u);
}

TEST(Kernel, BackgroundProcessesDoNotKeepARunGoing) {
  Simulation simulation;
  Log log;
  simulation.start_in_background(forever(simulation));
  simulation.start(sleeper(simulation, log, "a", Hours(2.5)));
  EXPECT_EQ(simulation.run().status, RunStatus::kFinished);
  EXPECT_EQ(simulation.now(), Hours(2.5));
}

Process thrower(Simulation& simulation) {
  co_await simulation.delay(Hours(1.0));
  throw std::runtime_error("lost");
}

TEST(Kernel, AnExceptionOfAProcessLeavesRun) {
  Simulation simulation;
  simulation.start(thrower(simulation));
  EXPECT_THROW(simulation.run(), std::runtime_error);
}

TEST(Kernel, InterruptEndsAWaitAndCancelEndsTheProcess) {
  Simulation simulation;
  Log log;
  const ProcessId a = simulation.start(sleeper(simulation, log, "a", kForever));
  const ProcessId b = simulation.start(sleeper(simulation, log, "b", Hours(9.0)));
  simulation.run({.until = Hours(1.0)});
  EXPECT_TRUE(simulation.interrupt(a));
  EXPECT_TRUE(simulation.cancel(b));
  EXPECT_FALSE(simulation.cancel(b));
  EXPECT_EQ(simulation.run().status, RunStatus::kFinished);
  EXPECT_FALSE(simulation.interrupt(a));
  EXPECT_THAT(log, ElementsAre("a!@10"));
  EXPECT_TRUE(simulation.check().empty());
}

TEST(Kernel, AnIdIsNotMistakenForThatOfALaterProcess) {
  Simulation simulation;
  Log log;
  const ProcessId first = simulation.start(sleeper(simulation, log, "a", Hours(1.0)));
  simulation.run();
  const ProcessId second = simulation.start(sleeper(simulation, log, "b", Hours(1.0)));
  EXPECT_EQ(first.position, second.position);
  EXPECT_FALSE(simulation.is_alive(first));
  EXPECT_TRUE(simulation.is_alive(second));
}

TEST(Kernel, AProcessNeverStartedLeavesNoTrace) {
  Simulation simulation;
  Log log;
  { const Process unstarted = sleeper(simulation, log, "a", Hours(1.0)); }
  EXPECT_EQ(simulation.run().events, 0u);
  EXPECT_TRUE(log.empty());
}

TEST(Kernel, ATraceIsTheSameOnEveryRun) {
  const auto trace_of = [] {
    Simulation simulation;
    std::vector<Turn> turns;
    simulation.set_trace([&](const Turn& turn) { turns.push_back(turn); });
    Log log;
    Resource border(simulation, {.name = "border", .capacity = 2});
    RandomStream random({4, 0, 0, 0});
    for (int i = 0; i < 50; ++i) {
      simulation.start(worker(simulation, border, log, "w", Hours(random.exponential())));
    }
    simulation.run();
    return turns;
  };
  const std::vector<Turn> once = trace_of();
  EXPECT_EQ(once.size(), 100u);
  EXPECT_EQ(once, trace_of());
}

TEST(Resource, ServesInOrderOfRankAndThenOfArrival) {
  Simulation simulation;
  Log log;
  Resource border(simulation, {.name = "border"});
  simulation.start(worker(simulation, border, log, "a", Hours(1.0)));
  simulation.start(worker(simulation, border, log, "b", Hours(1.0), {.rank = {1}}));
  simulation.start(worker(simulation, border, log, "c", Hours(1.0), {.rank = {0}}));
  simulation.start(worker(simulation, border, log, "d", Hours(1.0), {.rank = {0}}));
  simulation.run();
  EXPECT_THAT(log, ElementsAre("a@10", "c@20", "d@30", "b@40"));
}

TEST(Resource, RefusesWhoFindsTheQueueFullAndLosesWhoLosesPatience) {
  Simulation simulation;
  Log log;
  Resource border(simulation, {.name = "border", .queue_limit = 1});
  simulation.start(worker(simulation, border, log, "a", Hours(3.0)));
  simulation.start(worker(simulation, border, log, "b", Hours(1.0), {.patience = Hours(2.0)}));
  simulation.start(worker(simulation, border, log, "c", Hours(1.0)));
  simulation.run();
  EXPECT_THAT(log, ElementsAre("cx@0", "b?@20", "a@30"));
  EXPECT_EQ(border.statistics().refused, 1.0);
  EXPECT_EQ(border.statistics().timed_out, 1.0);
  EXPECT_TRUE(simulation.check().empty());
}

TEST(Resource, WhoNeedsManyUnitsIsNotOvertakenForEver) {
  Simulation simulation;
  Log log;
  Resource quay(simulation, {.name = "quay", .capacity = 3});
  simulation.start(worker(simulation, quay, log, "a", Hours(2.0), {.units = 2}));
  simulation.start(worker(simulation, quay, log, "big", Hours(1.0), {.units = 3}));
  simulation.start(worker(simulation, quay, log, "small", Hours(1.0), {.units = 1}));
  simulation.run();
  EXPECT_THAT(log, ElementsAre("a@20", "big@30", "small@40"));
}

TEST(Resource, AMoreUrgentProcessStopsWorkThatGoesOnLater) {
  Simulation simulation;
  Log log;
  Resource crane(simulation, {.name = "crane", .preemption = Preemption::kResume});
  const auto later = [](Simulation& sim, Resource& r, Log& l) -> Process {
    co_await sim.delay(Hours(1.0));
    sim.start(worker(sim, r, l, "urgent", Hours(2.0), {.rank = {0}}));
    sim.start(worker(sim, r, l, "equal", Hours(1.0), {.rank = {1}}));
  };
  simulation.start(worker(simulation, crane, log, "slow", Hours(3.0), {.rank = {1}}));
  simulation.start(later(simulation, crane, log));
  simulation.run();
  EXPECT_THAT(log, ElementsAre("urgent@30", "slow@50", "equal@60"));
  EXPECT_TRUE(simulation.check().empty());
}

TEST(Resource, WorkPausesAtClosingAndGoesOnAtOpening) {
  Simulation simulation;
  Log log;
  Resource border(simulation,
                  {.name = "border", .hours = OpeningHours{.open = {{Hours(8.0), Hours(16.0)}}}});
  simulation.start(worker(simulation, border, log, "a", Hours(8.0)));   // 8 to 16: ends at closing
  simulation.start(worker(simulation, border, log, "b", Hours(10.0)));  // 8 to 16, and 8 to 10
  simulation.run();
  EXPECT_THAT(log, ElementsAre("a@160", "b@580"));
  EXPECT_TRUE(simulation.check().empty());
}

TEST(Resource, OrWorkBegunIsFinishedAndNoneBegins) {
  Simulation simulation;
  Log log;
  Resource border(simulation, {.name = "border",
                               .hours = OpeningHours{.open = {{Hours(8.0), Hours(16.0)}}},
                               .at_closing = AtClosing::kFinish});
  simulation.start(worker(simulation, border, log, "a", Hours(9.0)));
  simulation.start(worker(simulation, border, log, "b", Hours(1.0)));
  simulation.run();
  EXPECT_THAT(log, ElementsAre("a@170", "b@330"));
}

Process holder(Simulation& simulation, Resource& resource, Log& log, std::string name, Hours time) {
  const Holding holding = co_await resource.acquire();
  if (!holding) co_return;
  log.push_back(stamp(simulation, name));
  co_await simulation.delay(time);
}

TEST(Resource, AHoldingIsGivenBackWhenItsProcessEndsInAnyWay) {
  Simulation simulation;
  Log log;
  Resource berth(simulation, {.name = "berth"});
  const ProcessId a = simulation.start(holder(simulation, berth, log, "a", kForever));
  const ProcessId b = simulation.start(holder(simulation, berth, log, "b", kForever));
  simulation.start(holder(simulation, berth, log, "c", Hours(1.0)));
  simulation.run({.until = Hours(1.0)});
  simulation.cancel(a);
  simulation.cancel(b);  // granted, and not yet told
  simulation.run();
  EXPECT_THAT(log, ElementsAre("a@0", "c@10"));
  EXPECT_EQ(berth.in_use(), 0);
  EXPECT_TRUE(simulation.check().empty());
}

TEST(Resource, CancelledWorkFreesItsUnitsForTheNext) {
  Simulation simulation;
  Log log;
  Resource border(simulation, {.name = "border"});
  const ProcessId a = simulation.start(worker(simulation, border, log, "a", Hours(9.0)));
  simulation.start(worker(simulation, border, log, "b", Hours(1.0)));
  simulation.run({.until = Hours(1.0)});
  simulation.interrupt(a);
  simulation.run();
  EXPECT_THAT(log, ElementsAre("a!@10", "b@20"));
}

TEST(Resource, CapacityMayChangeWhileProcessesWait) {
  Simulation simulation;
  Log log;
  Resource border(simulation, {.name = "border", .capacity = 1});
  for (const char* name : {"a", "b", "c"}) {
    simulation.start(worker(simulation, border, log, name, Hours(2.0)));
  }
  simulation.run({.until = Hours(1.0)});
  border.set_capacity(3);
  simulation.run();
  EXPECT_THAT(log, ElementsAre("a@20", "b@30", "c@30"));
}

Process passenger(Simulation& simulation, Gate& gate, Log& log, std::string name, Request request) {
  const Wake wake = co_await gate.pass(request);
  log.push_back(stamp(simulation, name + (wake == Wake::kTimedOut ? "?" : "")));
}

TEST(Gate, LetsThroughThoseInFrontWhoFit) {
  Simulation simulation;
  Log log;
  Gate train(simulation, "train");
  simulation.start(passenger(simulation, train, log, "a", {.units = 2}));
  simulation.start(passenger(simulation, train, log, "b", {.units = 2}));
  simulation.start(passenger(simulation, train, log, "c", {}));
  simulation.start(passenger(simulation, train, log, "d", {.rank = {-1}, .patience = Hours(1.0)}));
  simulation.run({.until = Hours(2.0)});
  EXPECT_EQ(train.open(3), 2);  // b would not fit, and c may not overtake it
  simulation.run({.until = Hours(3.0)});
  EXPECT_THAT(log, ElementsAre("d?@10", "a@20"));
  EXPECT_EQ(train.units_waiting(), 3);
  EXPECT_TRUE(simulation.check().empty());
}

Process block_train(Simulation& simulation, Gate& gate, Log& log, int full, Hours patience) {
  for (;;) {
    const Wake wake = co_await gate.until_waiting(full, patience);
    log.push_back(stamp(simulation, wake == Wake::kDone ? "full" : "due"));
    gate.open(full);
  }
}

TEST(Gate, ATrainLeavesWhenItIsFullOrWhenItMust) {
  Simulation simulation;
  Log log;
  Log passengers;
  Gate gate(simulation, "train");
  simulation.start_in_background(block_train(simulation, gate, log, 2, Hours(5.0)));
  const auto arrivals = [](Simulation& sim, Gate& g, Log& l) -> Process {
    for (int i = 0; i < 3; ++i) {
      co_await sim.delay(Hours(1.0));
      sim.start(passenger(sim, g, l, "p", {}));
    }
  };
  simulation.start(arrivals(simulation, gate, passengers));
  simulation.run();
  EXPECT_THAT(log, ElementsAre("full@20", "due@70"));
  EXPECT_THAT(passengers, ElementsAre("p@20", "p@20", "p@70"));
}

Process putter(Simulation& simulation, Store<int>& store, Log& log, int first, int last) {
  for (int thing = first; thing <= last; ++thing) {
    (void)co_await store.put(thing);
    log.push_back(stamp(simulation, "put"));
  }
}

Process slow_taker(Simulation& simulation, Store<int>& store, Log& log, int count) {
  for (int i = 0; i < count; ++i) {
    co_await simulation.delay(Hours(1.0));
    const std::optional<int> thing = co_await store.take(Hours(0.5));
    log.push_back(stamp(simulation, thing ? std::to_string(*thing) : "none"));
  }
}

TEST(Store, AFullStoreBlocksAndAnEmptyOneKeepsWaiting) {
  Simulation simulation;
  Log log;
  Store<int> yard(simulation, {.name = "yard", .capacity = 2});
  simulation.start(putter(simulation, yard, log, 1, 3));
  simulation.start(slow_taker(simulation, yard, log, 4));
  simulation.run();
  EXPECT_THAT(log, ElementsAre("put@0", "put@0", "1@10", "put@10", "2@20", "3@30", "none@45"));
  EXPECT_TRUE(simulation.check().empty());
}

TEST(OpeningHours, ClosuresCutWindowsAndTouchingWindowsAreOne) {
  OpeningWalk walk({.period = Hours(24.0),
                    .open = {{Hours(6.0), Hours(12.0)}, {Hours(12.0), Hours(24.0)}},
                    .closures = {{Hours(30.0), Hours(33.0)}, {Hours(50.0), Hours(100.0)}}});
  std::vector<double> changes;
  for (int i = 0; i < 7; ++i) {
    EXPECT_EQ(walk.is_open(), i % 2 == 1);
    changes.push_back(walk.next_change().value());
    walk.advance();
  }
  EXPECT_THAT(changes, ElementsAre(6.0, 24.0, 33.0, 48.0, 102.0, 120.0, 126.0));
}

TEST(OpeningHours, AlwaysOpenOrNeverOpenHasNoChange) {
  EXPECT_EQ(OpeningWalk({.open = {{Hours(0.0), Hours(24.0)}}}).next_change(), kForever);
  EXPECT_TRUE(OpeningWalk({.open = {{Hours(0.0), Hours(24.0)}}}).is_open());
  EXPECT_EQ(OpeningWalk({.open = {}}).next_change(), kForever);
}

TEST(Statistics, AResetEndsTheWarmUpOfEveryPlace) {
  Simulation simulation;
  Log log;
  Resource border(simulation, {.name = "border"});
  simulation.start(worker(simulation, border, log, "a", Hours(4.0)));
  simulation.start(worker(simulation, border, log, "b", Hours(4.0)));
  simulation.run({.until = Hours(2.0)});
  simulation.reset_statistics();
  simulation.run();
  const ResourceStatistics statistics = border.statistics();
  EXPECT_EQ(statistics.arrived, 0.0);
  EXPECT_DOUBLE_EQ(statistics.inside.mean(), (2.0 * 2.0 + 4.0) / 6.0);
  EXPECT_DOUBLE_EQ(statistics.queue.mean(), 2.0 / 6.0);
  EXPECT_DOUBLE_EQ(statistics.wait_h.mean(), 4.0);
  EXPECT_TRUE(simulation.check().empty());
}

}  // namespace
}  // namespace corridor::des
