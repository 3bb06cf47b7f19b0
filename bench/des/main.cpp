// Times the event kernel beside what the machine allows, interleaved. See README.md.
#include <fmt/format.h>

#include <algorithm>
#include <ctime>
#include <functional>
#include <string_view>
#include <vector>

#include "bare_limit.hpp"
#include "corridor/des/agenda.hpp"
#include "corridor/des/resource.hpp"
#include "corridor/des/simulation.hpp"

namespace corridor::bench {
namespace {

using namespace corridor::des;

constexpr int kRounds = 7;
constexpr double kArrivalRate = 2.4;

double cpu_ns() {
  timespec time = {};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e9 + static_cast<double>(time.tv_nsec);
}

/// Medians of the times of several jobs, which take turns.
std::vector<double> interleave(const std::vector<std::function<double()>>& jobs) {
  std::vector<std::vector<double>> times(jobs.size());
  for (int round = 0; round < kRounds; ++round) {
    for (std::size_t job = 0; job < jobs.size(); ++job) times[job].push_back(jobs[job]());
  }
  std::vector<double> medians;
  for (std::vector<double>& all : times) {
    std::nth_element(all.begin(), all.begin() + kRounds / 2, all.end());
    medians.push_back(all[kRounds / 2]);
  }
  return medians;
}

double hold_on_heap(std::size_t pending, std::size_t operations) {
  RandomStream random({1, 0, 0, 0});
  Heap heap;
  std::uint64_t sequence = 0;
  for (; sequence < pending; ++sequence) heap.push({random.exponential(), sequence, nullptr});
  const double start = cpu_ns();
  for (std::size_t i = 0; i < operations; ++i) {
    const Heap::Event event = heap.pop();
    heap.push({event.time + random.exponential(), sequence++, event.payload});
  }
  return (cpu_ns() - start) / static_cast<double>(operations);
}

struct Timer {
  std::uint64_t order = 0;
  std::uint32_t timer = Agenda<Timer>::kNoTimer;
};

double hold_on_agenda(std::size_t pending, std::size_t operations) {
  RandomStream random({1, 0, 0, 0});
  std::vector<Timer> timers(pending);
  Agenda<Timer> agenda;
  std::uint64_t sequence = 0;
  for (Timer& timer : timers) {
    timer.order = sequence++;
    agenda.add(random.exponential(), timer);
  }
  const double start = cpu_ns();
  for (std::size_t i = 0; i < operations; ++i) {
    const double time = agenda.first_time();
    Timer& timer = agenda.pop();
    timer.order = sequence++;
    agenda.add(time + random.exponential(), timer);
  }
  return (cpu_ns() - start) / static_cast<double>(operations);
}

Process holder(Simulation& simulation, RandomStream& random) {
  for (;;) co_await simulation.delay(Hours(random.exponential()));
}

double hold_by_processes(std::size_t pending, std::size_t operations) {
  RandomStream random({1, 0, 0, 0});
  Simulation simulation;
  for (std::size_t i = 0; i < pending; ++i) simulation.start(holder(simulation, random));
  simulation.run({.max_events = pending});
  const double start = cpu_ns();
  simulation.run({.max_events = operations});
  return (cpu_ns() - start) / static_cast<double>(operations);
}

Process customer(Simulation&, Resource& counter, RandomStream& services) {
  (void)co_await counter.serve(Hours(services.exponential()));
}

Process source(Simulation& simulation, Resource& counter, RandomStream& arrivals,
               RandomStream& services, std::uint64_t customers) {
  for (std::uint64_t i = 0; i < customers; ++i) {
    co_await simulation.delay(Hours(arrivals.exponential() / kArrivalRate));
    simulation.start(customer(simulation, counter, services));
  }
}

double queue_by_processes(std::uint64_t customers, double& mean_wait) {
  RandomStream arrivals({1, 0, 0, 0});
  RandomStream services({1, 0, 0, 1});
  Simulation simulation;
  Resource counter(simulation, {.name = "counter", .capacity = 3});
  const double start = cpu_ns();
  simulation.start(source(simulation, counter, arrivals, services, customers));
  simulation.run();
  const double time = (cpu_ns() - start) / static_cast<double>(customers);
  mean_wait = counter.statistics().wait_h.mean();
  return time;
}

double bare_queue(std::uint64_t customers, double& mean_wait) {
  BareQueue queue(1);
  const double start = cpu_ns();
  mean_wait = queue.run(customers, kArrivalRate);
  return (cpu_ns() - start) / static_cast<double>(customers);
}

void compare_holds(std::size_t pending) {
  const std::size_t operations = 500'000;
  const auto times = interleave({[&] { return hold_on_heap(pending, operations); },
                                 [&] { return hold_on_agenda(pending, operations); },
                                 [&] { return hold_by_processes(pending, operations); }});
  fmt::print("hold {:>8}: heap {:6.1f} ns, agenda {:6.1f} ({:.2f} of its speed), ", pending,
             times[0], times[1], times[0] / times[1]);
  fmt::print("processes {:6.1f} ({:.2f})\n", times[2], times[0] / times[2]);
}

void compare_queues(std::uint64_t customers) {
  double bare_wait = 0.0;
  double wait = 0.0;
  const auto times = interleave({[&] { return bare_queue(customers, bare_wait); },
                                 [&] { return queue_by_processes(customers, wait); }});
  fmt::print("M/M/3 per customer: bare {:.1f} ns, processes {:.1f} ns, {:.2f} times\n", times[0],
             times[1], times[1] / times[0]);
  fmt::print("mean waits {:.4f} and {:.4f}, known 1.0787\n", bare_wait, wait);
}

}  // namespace
}  // namespace corridor::bench

int main(int argc, char** argv) {
  using namespace corridor::bench;
  const std::string_view what = argc > 1 ? argv[1] : "all";
  if (what == "queue" || what == "all") compare_queues(1'000'000);
  if (what == "hold" || what == "all") {
    for (const std::size_t pending : {100u, 1'000u, 10'000u, 100'000u, 1'000'000u}) {
      compare_holds(pending);
    }
  }
}
