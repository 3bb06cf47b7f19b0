// Times one solve of a TNTP network and prints a line of figures; see README.md beside this file.
//   bench_assignment NET TRIPS [--gap G] [--toll-weight W] [--distance-weight W] [--jobs N]
//                    [--limit-optimum F | --limit-capacity F] [--stay-cost C] [--rounds N]
//                    [--flows FILE]
// --limit-optimum F: links above their capacity at the system optimum (solved first, not timed) get
// a hard limit of F times their load there. --limit-capacity F: all links get F times their
// capacity. --rounds N: solves without and with limits in turn, and prints the medians of CPU time
// and their ratio.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "corridor/assignment/trip_problem.hpp"
#include "corridor/base/error.hpp"
#include "corridor/input/tntp.hpp"

namespace {

using namespace corridor;
using Settings = std::map<std::string, std::string>;

double number(const Settings& settings, const std::string& name, double otherwise) {
  const auto at = settings.find(name);
  return at == settings.end() ? otherwise : std::atof(at->second.c_str());
}

// Feasible by construction, and binding, because the optimum uses less of the crowded links.
void limit_to_optimum(assignment::Problem& problem, assignment::Options options, double factor) {
  options.principle = assignment::Principle::kSystemOptimum;
  const auto optimum = assignment::solve(problem, options);
  for (const assignment::ArcId arc : problem.graph.arcs()) {
    const double load = optimum.load_teu_per_h[arc];
    if (problem.delay[arc].growth > 0.0 && load > problem.delay[arc].capacity_teu_per_h)
      problem.limits.push_back({{arc}, factor * load});
  }
}

void limit_to_capacity(assignment::Problem& problem, double factor) {
  for (const assignment::ArcId arc : problem.graph.arcs()) {
    if (problem.delay[arc].growth > 0.0)
      problem.limits.push_back({{arc}, factor * problem.delay[arc].capacity_teu_per_h});
  }
}

double cpu_of(const assignment::Problem& problem, const assignment::Options& options) {
  const std::clock_t begin = std::clock();
  (void)assignment::solve(problem, options);
  return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

// Free and limited in turn, so that a busy machine is busy for both.
void compare_with_free(const assignment::Problem& limited, const assignment::Options& options,
                       int rounds) {
  assignment::Problem free = limited;
  free.limits = {};
  std::vector<double> without;
  std::vector<double> with;
  for (int round = 0; round < rounds; ++round) {
    without.push_back(cpu_of(free, options));
    with.push_back(cpu_of(limited, options));
  }
  std::printf("medians of %d rounds: free %.5f s, limited %.5f s, ratio %.2f\n", rounds,
              median(without), median(with), median(with) / median(without));
}

int run(const std::string& net, const std::string& trips, const Settings& settings) {
  const auto network = input::read_tntp_network(net);
  auto trip_problem = assignment::make_trip_problem(
      network, input::read_tntp_trips(trips),
      {number(settings, "--toll-weight", 0.0), number(settings, "--distance-weight", 0.0)});
  assignment::Options options;
  options.gap = number(settings, "--gap", 1e-10);
  options.jobs = static_cast<int>(number(settings, "--jobs", 1));
  if (const double factor = number(settings, "--limit-optimum", 0.0); factor > 0.0)
    limit_to_optimum(trip_problem.problem, options, factor);
  if (const double factor = number(settings, "--limit-capacity", 0.0); factor > 0.0)
    limit_to_capacity(trip_problem.problem, factor);

  if (const double cost = number(settings, "--stay-cost", 0.0); cost > 0.0)
    options.stranded_h = cost;
  if (const int rounds = static_cast<int>(number(settings, "--rounds", 0)); rounds > 0)
    compare_with_free(trip_problem.problem, options, rounds);

  const std::clock_t cpu_begin = std::clock();
  const auto begin = std::chrono::steady_clock::now();
  const auto flows = assignment::solve(trip_problem.problem, options);
  const double cpu = static_cast<double>(std::clock() - cpu_begin) / CLOCKS_PER_SEC;
  const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - begin;
  const auto& certificate = flows.certificate;
  std::printf(
      "status %d iterations %d cpu_s %.5f wall_s %.5f gap %.3e objective %.15g limits %zu "
      "excess %.3e complementarity %.3e duality_gap %.3e\n",
      static_cast<int>(flows.status), flows.iterations, cpu, wall.count(), certificate.relative_gap,
      flows.objective, trip_problem.problem.limits.size(), certificate.largest_excess,
      certificate.complementarity, certificate.duality_gap);
  if (settings.count("--flows") > 0)
    std::ofstream(settings.at("--flows")) << format_flows(network, trip_problem, flows);
  return flows.status == assignment::Status::kConverged ? 0 : 4;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3 || argc % 2 == 0) {
    std::fprintf(stderr, "usage: bench_assignment NET TRIPS [--option value]...\n");
    return 2;
  }
  Settings settings;
  for (int i = 3; i + 1 < argc; i += 2) settings[argv[i]] = argv[i + 1];
  try {
    return run(argv[1], argv[2], settings);
  } catch (const ScenarioError& error) {
    for (const Finding& finding : error.findings())
      std::fputs(format_finding(finding).c_str(), stderr);
    return 2;
  }
}
