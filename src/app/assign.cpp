// Traffic assignment of a public test network: user equilibrium by the engine of module assignment.

#include <fmt/format.h>

#include <algorithm>
#include <ctime>
#include <filesystem>
#include <fstream>

#include "commands.hpp"
#include "corridor/assignment/stochastic.hpp"
#include "corridor/assignment/trip_problem.hpp"
#include "corridor/base/parallel.hpp"
#include "corridor/base/text.hpp"
#include "corridor/input/gmns.hpp"
#include "corridor/input/tntp.hpp"

namespace corridor::app {
namespace {

double cpu_seconds() {
  return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

const char* in_words(assignment::Status status) {
  switch (status) {
    case assignment::Status::kConverged:
      return "converged";
    case assignment::Status::kIterationLimit:
      return "stopped at the iteration limit";
    case assignment::Status::kStalled:
      return "stalled: the precision of the numbers is exhausted";
    case assignment::Status::kInfeasible:
      return "infeasible: the limits cannot carry the demand";
  }
  return "";
}

void write_file(const std::string& path, const std::string& text) {
  std::ofstream stream(path, std::ios::binary);
  stream << text;
  stream.close();
  if (stream) return;
  Finding finding;
  finding.code = "E702";
  finding.message = fmt::format("cannot write `{}`", path);
  finding.help = "name a file in a folder that exists and may be written";
  throw ScenarioError({finding});
}

void limit_to_capacity(assignment::Problem& problem, double factor) {
  for (const auto arc : problem.graph.arcs()) {
    const network::Delay& delay = problem.delay[arc];
    if (delay.growth > 0.0 && delay.power > 0.0)
      problem.limits.push_back({{arc}, factor * delay.capacity_teu_per_h});
  }
}

std::string name_of(const assignment::Problem& problem, const model::TripNetwork& network,
                    assignment::LimitId limit) {
  const auto arc = problem.limits[limit].arcs.front();
  return fmt::format("{} to {}", network.node_numbers[problem.graph.tail(arc).value()],
                     network.node_numbers[problem.graph.head(arc).value()]);
}

// Links that are full, the dearest first, and how far the answer is from its conditions.
std::string describe_limits(const assignment::Problem& problem, const model::TripNetwork& network,
                            const assignment::Flows& flows) {
  constexpr std::size_t kMostShown = 20;
  std::vector<assignment::LimitId> binding;
  for (const auto limit : problem.limits.ids()) {
    if (flows.price_h[limit] > 0.0) binding.push_back(limit);
  }
  std::stable_sort(binding.begin(), binding.end(),
                   [&](auto a, auto b) { return flows.price_h[a] > flows.price_h[b]; });
  std::string text = fmt::format(
      "{} of {} limits bind; excess {:.3g}, complementarity {:.3g}, duality gap {:.3g}\n",
      binding.size(), problem.limits.size(), flows.certificate.largest_excess,
      flows.certificate.complementarity, flows.certificate.duality_gap);
  for (std::size_t i = 0; i < std::min(kMostShown, binding.size()); ++i) {
    text += fmt::format("  {}: full at {:.6g}; one more is worth {:.6g}\n",
                        name_of(problem, network, binding[i]),
                        problem.limits[binding[i]].limit_teu_per_h, flows.price_h[binding[i]]);
  }
  if (binding.size() > kMostShown)
    text += fmt::format("  and {} more\n", binding.size() - kMostShown);
  return text;
}

std::string describe_stranded(const assignment::Problem& problem, const model::TripNetwork& network,
                              const assignment::Flows& flows) {
  std::string text;
  double no_way = 0.0;
  double too_dear = 0.0;
  for (const assignment::Stranded& load : flows.stranded)
    (load.has_way ? too_dear : no_way) += load.load_teu_per_h;
  if (no_way > 0.0) text += fmt::format("{:.6g} find no way\n", no_way);
  if (too_dear > 0.0) text += fmt::format("{:.6g} stay away: every way costs more\n", too_dear);
  std::vector<std::string> names;
  for (const auto limit : flows.conflict) names.push_back(name_of(problem, network, limit));
  if (!names.empty()) text += "limits that together cannot be kept: " + join(names) + "\n";
  return text;
}

// Everyone chooses by logit among the cheapest ways of the deterministic equilibrium.
ExitCode assign_stochastic(const AssignOptions& options, const model::TripNetwork& network,
                           const assignment::TripProblem& problem, Console& console) {
  constexpr double kGapOfWays = 1e-4;
  assignment::Options first;
  first.gap = kGapOfWays;
  const double start = cpu_seconds();
  const auto times = assignment::solve(problem.problem, first).time_h;
  const auto routes = assignment::list_cheapest_routes(problem.problem, times, options.routes);
  assignment::StochasticOptions solve_options;
  solve_options.theta = options.theta;
  const auto found = assignment::solve_stochastic(problem.problem, routes, solve_options);
  const double seconds = cpu_seconds() - start;
  assignment::Flows flows;
  flows.load_teu_per_h = found.load_teu_per_h;
  flows.time_h = found.time_h;
  if (!options.flows.empty())
    write_file(options.flows, assignment::format_flows(network, problem, flows));
  console.print(fmt::format(
      "{}; {} routes, {} Newton steps, {:.4f} CPU seconds, total time {:.17g}, residual {:.3g}\n",
      in_words(found.status), found.share.size(), found.steps, seconds, found.total_time,
      found.residual));
  if (found.stranded_teu_per_h > 0.0)
    console.print(fmt::format("{:.6g} find no way\n", found.stranded_teu_per_h));
  return found.status == assignment::Status::kConverged ? ExitCode::kGood : ExitCode::kNotConverged;
}

// A folder is GMNS, a file TNTP.
input::TripWorld read_world(const AssignOptions& options) {
  if (std::filesystem::is_directory(options.network))
    return input::read_gmns(options.network, options.trips);
  return {input::read_tntp_network(options.network), input::read_tntp_trips(options.trips)};
}

}  // namespace

ExitCode assign(const AssignOptions& options, Console& console) {
  console.step("reading " + options.network);
  const input::TripWorld world = read_world(options);
  assignment::TripProblem problem = assignment::make_trip_problem(
      world.network, world.trips, {options.toll_weight, options.distance_weight});

  if (options.theta > 0.0) {
    console.step("assigning");
    return assign_stochastic(options, world.network, problem, console);
  }
  if (options.capacities > 0.0) limit_to_capacity(problem.problem, options.capacities);

  console.step("assigning");
  assignment::Options solve_options;
  solve_options.gap = options.gap;
  solve_options.jobs = console.flags().jobs > 0 ? console.flags().jobs : available_jobs();
  if (options.stay_cost > 0.0) solve_options.stranded_h = options.stay_cost;
  const double start = cpu_seconds();
  const assignment::Flows flows = assignment::solve(problem.problem, solve_options);
  const double seconds = cpu_seconds() - start;

  if (!options.flows.empty()) {
    write_file(options.flows, assignment::format_flows(world.network, problem, flows));
  }
  console.print(fmt::format("{}; {} searches, {:.4f} CPU seconds, objective {:.17g}, gap {:.3g}\n",
                            in_words(flows.status), flows.iterations, seconds, flows.objective,
                            flows.certificate.relative_gap));
  if (options.capacities > 0.0)
    console.print(describe_limits(problem.problem, world.network, flows));
  console.print(describe_stranded(problem.problem, world.network, flows));
  return flows.status == assignment::Status::kConverged ? ExitCode::kGood : ExitCode::kNotConverged;
}

}  // namespace corridor::app
