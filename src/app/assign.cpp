// Traffic assignment of a public test network: user equilibrium by the engine of module assignment.

#include <fmt/format.h>

#include <ctime>
#include <filesystem>
#include <fstream>

#include "assign_words.hpp"
#include "commands.hpp"
#include "corridor/assignment/stochastic.hpp"
#include "corridor/assignment/trip_problem.hpp"
#include "corridor/base/parallel.hpp"
#include "corridor/input/gmns.hpp"
#include "corridor/input/tntp.hpp"

namespace corridor::app {
namespace {

double cpu_seconds() {
  return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

[[noreturn]] void refuse(std::string code, std::string message, std::string help) {
  Finding finding;
  finding.code = std::move(code);
  finding.message = std::move(message);
  finding.help = std::move(help);
  throw ScenarioError({finding});
}

void write_file(const std::string& path, const std::string& text) {
  std::ofstream stream(path, std::ios::binary);
  stream << text;
  stream.close();
  if (!stream)
    refuse("E702", fmt::format("cannot write `{}`", path),
           "name a file in a folder that exists and may be written");
}

// The value of a class in a list with one for all or one for each.
double value_for(std::size_t user_class, const std::vector<double>& values, std::size_t classes,
                 const char* option) {
  if (values.size() == 1) return values.front();
  if (values.size() != classes)
    refuse("E803", fmt::format("{}: {} values for {} trip tables", option, values.size(), classes),
           "give one value for all classes, or one for each");
  return values[user_class];
}

struct World {
  model::TripNetwork network;
  std::vector<assignment::TripClass> classes;
};

// A folder is GMNS, a file TNTP.
World read_world(const AssignOptions& options) {
  World world;
  const bool is_gmns = std::filesystem::is_directory(options.network);
  if (!is_gmns) world.network = input::read_tntp_network(options.network);
  const std::size_t count = options.trips.size();
  for (std::size_t c = 0; c < count; ++c) {
    assignment::TripClass one;
    if (is_gmns) {
      input::TripWorld read = input::read_gmns(options.network, options.trips[c]);
      world.network = std::move(read.network);
      one.trips = std::move(read.trips);
    } else {
      one.trips = input::read_tntp_trips(options.trips[c]);
    }
    one.load_per_trip = value_for(c, options.load_per_trip, count, "--pce");
    one.weights = {value_for(c, options.toll_weight, count, "--toll-weight"),
                   value_for(c, options.distance_weight, count, "--distance-weight")};
    world.classes.push_back(std::move(one));
  }
  return world;
}

void limit_to_capacity(assignment::Problem& problem, double factor) {
  for (const auto arc : problem.graph.arcs()) {
    const network::Delay& delay = problem.delay[arc];
    if (delay.growth > 0.0 && delay.power > 0.0)
      problem.limits.push_back({{arc}, factor * delay.capacity_teu_per_h});
  }
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
  flows.class_load_teu_per_h = found.class_load_teu_per_h;
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

assignment::Options solve_options(const AssignOptions& options, const Console& console) {
  assignment::Options solve;
  solve.gap = options.gap;
  solve.max_iterations = options.iterations;
  solve.jobs = console.flags().jobs > 0 ? console.flags().jobs : available_jobs();
  if (options.stay_cost > 0.0) solve.stranded_h = options.stay_cost;
  if (options.system_optimum) solve.principle = assignment::Principle::kSystemOptimum;
  solve.keep_routes = options.ranging > 0;
  return solve;
}

std::string tell_end(const AssignOptions& options, const AssignWorld& world,
                     const assignment::Flows& flows, const assignment::Options& solve) {
  std::string text;
  if (flows.status == assignment::Status::kInfeasible) {
    assignment::ReliefOptions relief;
    relief.jobs = solve.jobs;
    text += tell_relief(world, assignment::find_relief(world.problem, relief));
  } else if (options.capacities > 0.0) {
    text += tell_limits(world, flows, solve, options.ranging);
  }
  text += tell_stranded(world, flows);
  if (world.problem.classes.size() > 1)
    text +=
        "loads of links are unique where times rise with load; loads of one class need not be: "
        "pairs that use both of two stretches use them in one proportion\n";
  return text;
}

}  // namespace

ExitCode assign(const AssignOptions& options, Console& console) {
  console.step("reading " + options.network);
  const World world = read_world(options);
  assignment::TripProblem problem = assignment::make_trip_problem(world.network, world.classes);

  console.step("assigning");
  if (options.theta > 0.0) return assign_stochastic(options, world.network, problem, console);
  if (options.capacities > 0.0) limit_to_capacity(problem.problem, options.capacities);
  if (options.elasticity > 0.0) assignment::make_elastic(problem.problem, options.elasticity);
  const assignment::Options solve = solve_options(options, console);
  const double start = cpu_seconds();
  const assignment::Flows flows = assignment::solve(problem.problem, solve);
  const double seconds = cpu_seconds() - start;

  if (!options.flows.empty())
    write_file(options.flows, assignment::format_flows(world.network, problem, flows));
  console.print(fmt::format("{}; {} searches, {:.4f} CPU seconds, objective {:.17g}, gap {:.3g}\n",
                            in_words(flows.status), flows.iterations, seconds, flows.objective,
                            flows.certificate.relative_gap));
  console.print(tell_end(options, {world.network, problem.problem}, flows, solve));
  return flows.status == assignment::Status::kConverged ? ExitCode::kGood : ExitCode::kNotConverged;
}

}  // namespace corridor::app
