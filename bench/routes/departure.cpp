// The cheapest route of one pair for each of 28 departures, every six hours of a week, at corridor
// size: a tenth of the arcs have opening hours, timetables or rotations.
#include "corridor/routes/departure.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>

#include "terrain.hpp"

namespace corridor::bench {
namespace {

using routes::NodeId;
using routes::TimingId;

std::vector<routes::Timing> make_timings(std::uint64_t& state) {
  const routes::Calendar calendar{Date(std::chrono::year(2024) / 1 / 1)};
  std::vector<routes::Timing> timings;
  for (std::size_t i = 0; i < 60; ++i) {
    routes::ArcTiming timing;
    if (i % 3 == 0) {
      routes::OpeningHours hours;
      for (int day = 0; day < 6; ++day)
        hours.weekly.push_back({Hours(24.0 * day + 8), Hours(24.0 * day + 18)});
      timing.plan = hours;
    } else if (i % 3 == 1) {
      const auto hour = [&] { return Hours(static_cast<double>(draw(state, 168))); };
      timing.plan = routes::WeeklyTimetable{{hour(), hour(), hour()}};
    } else {
      timing.plan = routes::Rotation{Hours(static_cast<double>(draw(state, 96))), Hours(96.0)};
    }
    const auto closed = static_cast<double>(draw(state, 2000));
    timing.closures.push_back({Hours(closed), Hours(closed + 48.0)});
    timings.emplace_back(timing, calendar);
  }
  return timings;
}

void measure() {
  constexpr int kPairs = 40;
  const Terrain terrain = make_terrain(50, 30, 8000, NodeOrder::kShuffled, 7);
  std::uint64_t state = 29;
  const std::vector<routes::Timing> timings = make_timings(state);
  std::vector<TimingId> timing_of;
  std::vector<double> duration_h;
  for (const double length : terrain.length) {
    timing_of.push_back(draw(state, 10) == 0 ? TimingId(draw(state, timings.size())) : TimingId());
    duration_h.push_back(2.0 * length);
  }
  const routes::Schedule schedule{terrain.figures[0], duration_h, timing_of, timings, 0.3, 0.2};
  constexpr int kDepartures = 28;
  std::vector<Hours> departures;
  departures.reserve(kDepartures);
  for (int i = 0; i < kDepartures; ++i) departures.emplace_back(6.0 * i);
  std::vector<double> times;
  double cheapest = 0.0;
  double dearest = 0.0;
  for (int pair = 0; pair < kPairs; ++pair) {
    const NodeId source(draw(state, terrain.graph.node_count()));
    const NodeId target(draw(state, terrain.graph.node_count()));
    const std::clock_t start = std::clock();
    const auto found = routes::find_by_departure(terrain.graph, source, target, schedule,
                                                 departures, Hours(2000.0));
    times.push_back(static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
    const auto by_cost = [](const auto& a, const auto& b) { return a.route->cost < b.route->cost; };
    cheapest += std::min_element(found.begin(), found.end(), by_cost)->route->cost;
    dearest += std::max_element(found.begin(), found.end(), by_cost)->route->cost;
  }
  std::sort(times.begin(), times.end());
  fmt::print(
      "28 departures of one pair, 1,500 nodes, 8,000 arcs: median {:.2f} ms, worst {:.2f} ms; "
      "the worst date costs {:.1f} % more than the best\n",
      times[kPairs / 2] * 1e3, times.back() * 1e3, 100.0 * (dearest / cheapest - 1.0));
}

}  // namespace
}  // namespace corridor::bench

int main() {
  corridor::bench::measure();
  return EXIT_SUCCESS;
}
