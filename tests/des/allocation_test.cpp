#include <gtest/gtest.h>

#include <iostream>

#include "corridor/base/random.hpp"
#include "corridor/des/gate.hpp"
#include "corridor/des/resource.hpp"
#include "corridor/des/store.hpp"
#include "des/counting_new.hpp"

namespace corridor::des {
namespace {

struct Port {
  explicit Port(Simulation& simulation)
      : berth(simulation, {.name = "berth", .capacity = 3}),
        crane(simulation, {.name = "crane", .preemption = Preemption::kResume}),
        yard(simulation, {.name = "yard", .capacity = 50}),
        train(simulation, "train") {}
  RandomStream random{{1, 0, 0, 0}};
  Resource berth;
  Resource crane;
  Store<int> yard;
  Gate train;
};

Process box(Simulation& simulation, Port& port) {
  {
    const Holding berth = co_await port.berth.acquire({.patience = Hours(9.0)});
    if (!berth) co_return;
    co_await simulation.delay(Hours(port.random.exponential()));
  }
  const Priority rank = {static_cast<std::int8_t>(port.random.below(2))};
  (void)co_await port.crane.serve(Hours(0.2 * port.random.exponential()), {.rank = rank});
  (void)co_await port.yard.put(1);
  (void)co_await port.yard.take();
  (void)co_await port.train.pass();
}

Process ships(Simulation& simulation, Port& port) {
  for (;;) {
    co_await simulation.delay(Hours(port.random.exponential() / 2.4));
    simulation.start(box(simulation, port));
  }
}

Process trains(Simulation& simulation, Port& port) {
  for (;;) {
    co_await simulation.delay(Hours(6.0));
    port.train.open(40);
  }
}

TEST(Allocation, ASimulationInItsStrideTakesNoMemory) {
  Simulation simulation;
  Port port(simulation);
  simulation.start(ships(simulation, port));
  simulation.start(trains(simulation, port));
  simulation.run({.until = Hours(20'000.0)});
  const std::size_t before = taken().allocations;
  const RunResult result = simulation.run({.until = Hours(60'000.0)});
  EXPECT_EQ(taken().allocations, before);
  EXPECT_GT(result.events, 400'000u);
  EXPECT_TRUE(simulation.check().empty());
}

Process waiter(Simulation&, Resource& border) {
  (void)co_await border.serve(Hours(1.0));
}

TEST(Allocation, AWaitingBoxTakesAQuarterOfAKilobyte) {
  Simulation simulation;
  Resource border(simulation, {.name = "border"});
  constexpr std::size_t kBoxes = 1 << 17;
  const std::size_t before = taken().bytes;
  for (std::size_t i = 0; i < kBoxes; ++i) simulation.start(waiter(simulation, border));
  simulation.run({.max_events = kBoxes});
  ASSERT_GE(border.queue_length(), kBoxes - 2);
  const double each = static_cast<double>(taken().bytes - before) / static_cast<double>(kBoxes);
  RecordProperty("bytes_per_waiting_box", static_cast<int>(each));
  std::cout << "bytes per waiting box, growth of tables included: " << each << "\n";
  EXPECT_LT(each, 320.0);
}

}  // namespace
}  // namespace corridor::des
