#include "contest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <ctime>

namespace corridor::bench {
namespace {

double cpu_seconds() {
  return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

}  // namespace

std::vector<double> hold(const std::vector<Rival>& rivals, int rounds) {
  std::vector<std::vector<double>> seconds(rivals.size());
  for (int round = 0; round < rounds; ++round) {
    for (std::size_t i = 0; i < rivals.size(); ++i) {
      const double start = cpu_seconds();
      rivals[i].run();
      seconds[i].push_back(cpu_seconds() - start);
    }
  }
  std::vector<double> medians;
  for (std::vector<double>& times : seconds) {
    const auto middle = times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2);
    std::nth_element(times.begin(), middle, times.end());
    medians.push_back(*middle);
  }
  return medians;
}

void hold_and_print(const std::string& title, const std::vector<Rival>& rivals, int rounds,
                    double items) {
  const std::vector<double> medians = hold(rivals, rounds);
  fmt::print("{}\n", title);
  for (std::size_t i = 0; i < rivals.size(); ++i)
    fmt::print("  {:<34} {:>12.2f} us   {:>7.2f}\n", rivals[i].name, medians[i] / items * 1e6,
               medians[i] / medians[0]);
}

void require_equal(double ours, double theirs, const char* rival) {
  if (std::abs(ours - theirs) <= 1e-9 * ours) return;
  fmt::print(stderr, "{} finds other distances: {} against {}\n", rival, theirs, ours);
  std::exit(EXIT_FAILURE);
}

}  // namespace corridor::bench
