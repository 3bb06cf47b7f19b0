// Pareto sets: two objectives on a grid against the reference BOA*, four on the corridor.
// bench_routes_pareto [PATH_OF_BOA]: the reference (github.com/jorgebaier/BOAstar, built by its own
// makefile) is not part of this project; without its path only our own figures are printed.
#include "corridor/routes/pareto.hpp"

#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>

#include "terrain.hpp"

namespace corridor::bench {
namespace {

using routes::Costs;
using routes::NodeId;
using routes::ParetoSet;

constexpr std::uint64_t kHighestCost = 300;

double seconds_of(const std::function<void()>& run) {
  const std::clock_t start = std::clock();
  run();
  return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

// CPU time of all programs run so far.
double children_seconds() {
  rusage usage{};
  getrusage(RUSAGE_CHILDREN, &usage);
  return static_cast<double>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
         static_cast<double>(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

double median(std::vector<double> times) {
  std::sort(times.begin(), times.end());
  return times[times.size() / 2];
}

// A square grid with two whole, independent costs per arc, the reference's kind of numbers, and two
// ends on a diagonal, in the first row and `apart` rows on.
struct Grid {
  Grid(std::size_t width, std::size_t apart)
      : side(width),
        target(apart * (width + 1)),
        terrain(make_terrain(width, width, 4 * width * (width - 1), NodeOrder::kByRow, 7)) {
    std::uint64_t state = 17;
    for (std::size_t arc = 0; arc < terrain.graph.arc_count(); ++arc) {
      first.push_back(static_cast<double>(1 + draw(state, kHighestCost)));
      second.push_back(static_cast<double>(1 + draw(state, kHighestCost)));
    }
  }
  [[nodiscard]] ParetoSet solve() const {
    const std::vector<Costs> objectives = {first, second};
    return routes::find_pareto_routes(terrain.graph, NodeId(0), NodeId(target), objectives);
  }
  void write(const std::filesystem::path& path) const {
    std::ofstream file(path);
    file << terrain.graph.node_count() << ' ' << terrain.graph.arc_count() << '\n';
    for (const network::ArcId arc : terrain.graph.arcs())
      file << terrain.graph.tail(arc).value() + 1 << ' ' << terrain.graph.head(arc).value() + 1
           << ' ' << first[arc.value()] << ' ' << second[arc.value()] << '\n';
  }
  std::size_t side;
  std::size_t target;
  Terrain terrain;
  std::vector<double> first;
  std::vector<double> second;
};

struct Reference {
  double seconds = 0.0;  // CPU time, or its own clock (without reading the graph) if that is less
  long solutions = 0;
  long expanded = 0;
};

Reference run_reference(const std::string& program, const std::filesystem::path& path,
                        std::size_t target) {
  const std::string command = fmt::format("{} {} 1 {}", program, path.string(), target + 1);
  const double before = children_seconds();
  FILE* pipe = popen(command.c_str(), "r");
  double milliseconds = 0.0;
  Reference result;
  if (pipe == nullptr || std::fscanf(pipe, "%*d;%*d;%ld;%lf;%*d;%ld", &result.solutions,
                                     &milliseconds, &result.expanded) != 3) {
    fmt::print(stderr, "cannot run {}\n", command);
    std::exit(EXIT_FAILURE);
  }
  pclose(pipe);
  result.seconds = std::min(milliseconds / 1e3, children_seconds() - before);
  return result;
}

void measure_grid(const std::string& reference, std::size_t side, std::size_t apart) {
  constexpr int kRounds = 5;
  const Grid grid(side, apart);
  const auto path = std::filesystem::temp_directory_path() / "corridor_bench_grid.txt";
  if (!reference.empty()) grid.write(path);
  ParetoSet set;
  Reference theirs;
  std::vector<double> own_times;
  std::vector<double> their_times;
  for (int round = 0; round < kRounds; ++round) {
    own_times.push_back(seconds_of([&] { set = grid.solve(); }));
    if (reference.empty()) continue;
    theirs = run_reference(reference, path, grid.target);
    their_times.push_back(theirs.seconds);
  }
  const double own = median(own_times);
  fmt::print(
      "two objectives, {0} x {0} grid, {5} arcs, ends {6} rows apart: {1} routes, {2} labels, "
      "{3:.3f} s, {4:.2f} M labels/s\n",
      side, set.routes.size(), set.labels, own, static_cast<double>(set.labels) / own / 1e6,
      grid.terrain.graph.arc_count(), apart);
  if (reference.empty()) return;
  std::filesystem::remove(path);
  if (theirs.solutions != static_cast<long>(set.routes.size())) {
    fmt::print(stderr, "the reference finds {} routes\n", theirs.solutions);
    std::exit(EXIT_FAILURE);
  }
  const double other = median(their_times);
  const double ratio =
      (static_cast<double>(set.labels) / own) / (static_cast<double>(theirs.expanded) / other);
  fmt::print("  reference BOA*: {} routes, {} labels, {:.3f} s; time {:.2f}, labels/s {:.2f}\n",
             theirs.solutions, theirs.expanded, other, other / own, ratio);
}

void measure_corridor() {
  constexpr int kPairs = 20;
  const Terrain terrain = make_terrain(50, 30, 8000, NodeOrder::kShuffled, 7);
  const std::vector<Costs> objectives(terrain.figures.begin(), terrain.figures.end());
  for (const double detour : {0.1, 0.2, 0.3}) {
    std::vector<double> times;
    std::size_t labels = 0;
    std::size_t found = 0;
    std::uint64_t state = 19;
    for (int pair = 0; pair < kPairs; ++pair) {
      const NodeId source(draw(state, 1500));
      const NodeId target(draw(state, 1500));
      ParetoSet set;
      times.push_back(seconds_of([&] {
        set = routes::find_pareto_routes(terrain.graph, source, target, objectives, {0.0, detour});
      }));
      labels += set.labels;
      found += set.routes.size();
    }
    fmt::print(
        "four objectives, corridor, detour {:.0f} %: median {:.2f} ms, worst {:.2f} ms, "
        "mean {} routes, {} labels\n",
        100 * detour, median(times) * 1e3, *std::max_element(times.begin(), times.end()) * 1e3,
        found / kPairs, labels / kPairs);
  }
}

}  // namespace
}  // namespace corridor::bench

int main(int argc, char** argv) {
  corridor::bench::measure_corridor();
  const std::string reference = argc > 1 ? argv[1] : "";
  corridor::bench::measure_grid(reference, 45, 44);  // as many arcs as the corridor
  corridor::bench::measure_grid(reference, 100, 99);
  corridor::bench::measure_grid(reference, 500, 99);  // a million arcs
  return EXIT_SUCCESS;
}
