// Traffic assignment of a public test network: user equilibrium by the engine of module assignment.

#include <fmt/format.h>

#include <ctime>
#include <fstream>

#include "commands.hpp"
#include "corridor/assignment/trip_problem.hpp"
#include "corridor/base/parallel.hpp"
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

}  // namespace

ExitCode assign(const AssignOptions& options, Console& console) {
  console.step("reading " + options.network);
  const model::TripNetwork network = input::read_tntp_network(options.network);
  const auto trips = input::read_tntp_trips(options.trips);
  const assignment::TripProblem problem =
      assignment::make_trip_problem(network, trips, {options.toll_weight, options.distance_weight});

  console.step("assigning");
  assignment::Options solve_options;
  solve_options.gap = options.gap;
  solve_options.jobs = console.flags().jobs > 0 ? console.flags().jobs : available_jobs();
  const double start = cpu_seconds();
  const assignment::Flows flows = assignment::solve(problem.problem, solve_options);
  const double seconds = cpu_seconds() - start;

  if (!options.flows.empty()) {
    write_file(options.flows, assignment::format_flows(network, problem, flows));
  }
  console.print(fmt::format("{}; {} searches, {:.4f} CPU seconds, objective {:.17g}, gap {:.3g}\n",
                            in_words(flows.status), flows.iterations, seconds, flows.objective,
                            flows.certificate.relative_gap));
  return flows.status == assignment::Status::kConverged ? ExitCode::kGood : ExitCode::kNotConverged;
}

}  // namespace corridor::app
