// How fast a world answers again when an amount in it has changed: from the routes and prices of
// the answer before, as a check of assumptions does, against from nothing.
//   bench_resolve SCENARIO CHANGE
// CHANGE is a scenario file that goes on top of the first and opens and closes nothing. Three
// rounds, medians; every solve has two threads.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <functional>
#include <string>
#include <vector>

#include "corridor/input/scenario_file.hpp"
#include "corridor/outcome/outcome.hpp"

namespace corridor::bench {
namespace {

constexpr int kRounds = 3;
constexpr int kJobs = 2;

struct Times {
  std::vector<double> wall_ms;
  std::vector<double> cpu_ms;

  void add(const std::function<void()>& work) {
    const std::clock_t cpu = std::clock();
    const auto begin = std::chrono::steady_clock::now();
    work();
    const std::chrono::duration<double, std::milli> wall = std::chrono::steady_clock::now() - begin;
    wall_ms.push_back(wall.count());
    cpu_ms.push_back(1000.0 * static_cast<double>(std::clock() - cpu) / CLOCKS_PER_SEC);
  }
  void print(const char* what) {
    const auto median = [](std::vector<double>& of) {
      std::sort(of.begin(), of.end());
      return of[of.size() / 2];
    };
    fmt::print("{:24} wall {:6.0f} ms, CPU {:6.0f} ms\n", what, median(wall_ms), median(cpu_ms));
  }
};

std::shared_ptr<const network::Network> lay_out(const std::vector<std::string>& files) {
  return std::make_shared<const network::Network>(network::build_network(
      std::make_shared<const model::Scenario>(input::load_scenario(files).scenario)));
}

void print(const char* what, const outcome::Outcome& outcome) {
  fmt::print("{:24} {}; stranded {:.0f} TEU; {}\n", what, outcome::describe(outcome),
             outcome.stranded_teu, outcome::describe(outcome.certificate));
}

void run(const std::string& scenario, const std::string& change) {
  const auto before = lay_out({scenario});
  const auto after = lay_out({scenario, change});
  outcome::Options cold;
  cold.jobs = kJobs;
  const outcome::Outcome base = outcome::solve(before, cold);
  outcome::Options warm = cold;
  warm.routes_of = &base;
  const outcome::Outcome thin = outcome::without_faint_routes(base);
  outcome::Options coarse = cold;
  coarse.routes_of = &thin;
  coarse.is_coarse = true;
  Times of_cold, of_warm, of_coarse;
  outcome::Outcome anew, again, roughly;
  for (int round = 0; round < kRounds; ++round) {
    of_cold.add([&] { anew = outcome::solve(after, cold); });
    of_warm.add([&] { again = outcome::solve(after, warm); });
    of_coarse.add([&] { roughly = outcome::solve(after, coarse); });
  }
  of_cold.print("from nothing");
  of_warm.print("from the answer before");
  of_coarse.print("the same, headline only");
  print("before", base);
  print("from nothing", anew);
  print("from the answer before", again);
  print("headline only", roughly);
}

}  // namespace
}  // namespace corridor::bench

int main(int argc, char** argv) {
  if (argc != 3) {
    fmt::print(stderr, "usage: bench_resolve SCENARIO CHANGE\n");
    return 2;
  }
  corridor::bench::run(argv[1], argv[2]);
}
