// One scenario, day by day: solve it for its flows, simulate them again and again, write the run's
// folder, and say it in a few lines.

#include <fmt/format.h>

#include <atomic>
#include <csignal>
#include <mutex>
#include <optional>

#include "corridor/outcome/flows.hpp"
#include "corridor/outcome/queue_loop.hpp"
#include "corridor/results/queue_loop_table.hpp"
#include "corridor/results/scorecard_table.hpp"
#include "corridor/results/simulated_tables.hpp"
#include "story.hpp"

namespace corridor::app {
namespace {

std::atomic<bool> is_interrupted = false;

void on_interrupt(int) {
  is_interrupted = true;
}

// The first interrupt ends the replications, which write nothing; the next one kills.
class InterruptGuard {
 public:
  InterruptGuard() {
    is_interrupted = false;
    before_ = std::signal(SIGINT, on_interrupt);
  }
  ~InterruptGuard() { std::signal(SIGINT, before_); }
  InterruptGuard(const InterruptGuard&) = delete;
  InterruptGuard& operator=(const InterruptGuard&) = delete;

 private:
  void (*before_)(int) = SIG_DFL;
};

simulation::ReplicateOptions replicate_options(const SimulateOptions& options,
                                               const Console& console) {
  simulation::ReplicateOptions replicate;
  replicate.each.seed = console.flags().seed;
  replicate.each.warm_up_days = options.warm_up_days;
  replicate.each.random_closures = options.random_closures;
  replicate.each.trace_lot = options.trace_lot;
  replicate.precision = options.until;
  replicate.least = options.until > 0.0 ? std::min(5, options.replications) : options.replications;
  replicate.most = options.replications;
  replicate.jobs = jobs_of(console);
  return replicate;
}

// Simulated date and time left, once a second.
class ProgressLine {
 public:
  ProgressLine(const model::Scenario& world, int warm_up_days, Console& console)
      : first_(first_day(world.period.start) - std::chrono::days(warm_up_days)),
        console_(&console) {}

  bool show(double share, int day) {
    if (is_interrupted) return false;
    const std::lock_guard<std::mutex> lock(mutex_);
    const double now = console_->seconds();
    if (!began_) began_ = shown_ = now;  // routes were chosen before
    if (now - shown_ < 1.0) return true;
    shown_ = now;
    const double left = (now - *began_) / std::max(share, 1e-6) * (1.0 - share);
    console_->step(fmt::format("simulating {}, {:.0f} % done, {:.0f} s left",
                               format_date(first_ + std::chrono::days(day)), 100.0 * share, left));
    return true;
  }

 private:
  Date first_;
  Console* console_;
  std::optional<double> began_;
  double shown_ = 0.0;
  std::mutex mutex_;
};

// Flows of the equilibrium, simulated once, or until flows and waits agree.
outcome::QueueLoop solve_and_simulate(const input::Loaded& loaded,
                                      const std::shared_ptr<const network::Network>& network,
                                      const SimulateOptions& options, Console& console) {
  ProgressLine line(loaded.scenario, options.warm_up_days, console);
  outcome::QueueLoopOptions loop;
  loop.solve.jobs = jobs_of(console);
  loop.max_steps = options.queue_steps;
  loop.replicate = replicate_options(options, console);
  loop.replicate.on_progress = [&](double share, int day) { return line.show(share, day); };
  loop.on_step = [&](int step, const outcome::QueueLoopStep& at) {
    console.note(results::describe_queue_step(*network, step, at));
  };
  if (loaded.scenario.settings.engine == model::Engine::kBoth)
    return outcome::solve_with_queues(network, loop);
  outcome::QueueLoop once;
  once.outcome = outcome::solve(network, loop.solve);
  once.simulated = simulation::replicate(*network, outcome::flows_of(once.outcome), loop.replicate);
  once.is_stopped = once.simulated.is_stopped;
  return once;
}

// Whether flows and waits agree, where that was asked for.
void tell_queue_loop(const outcome::QueueLoop& loop, const network::Network& network,
                     Console& console) {
  if (loop.steps.empty()) return;
  print_section("The queue in the loop: waits of the simulation in the choice of routes",
                results::make_queue_loop(network, loop.steps), console);
  console.print(loop.is_converged ? "flows and waits agree within their noise\n"
                                  : "flows and waits do NOT agree yet: not converged\n");
}

// The run's folder is named after what was simulated, apart from the run of the static engine.
results::RunInputs inputs_of_simulation(const input::Loaded& loaded, const SimulateOptions& options,
                                        const simulation::Replications& result,
                                        const Console& console, ExitCode code) {
  results::RunInputs inputs = inputs_of(loaded, console, code);
  inputs.slug += "-simulated";
  inputs.effective_yaml +=
      fmt::format("# simulated: {} replications after {} days of warm-up{}\n", result.runs.size(),
                  options.warm_up_days, options.random_closures ? ", random closures" : "");
  return inputs;
}

void tell_trace(const simulation::Replications& result, std::uint64_t lot, Console& console) {
  if (lot == 0) return;
  console.print(fmt::format("lot {} (replication 0; days from the first of the period)\n", lot));
  for (const simulation::TraceStep& step : result.runs.front().trace) {
    console.print(fmt::format("  day {:8.2f}  {}; delay {:.2f} h\n", step.at.value() / kHoursPerDay,
                              step.what, step.delay.value()));
  }
  if (result.runs.front().trace.empty()) console.print("  there was no such lot\n");
}

void tell_simulated(const input::Loaded& loaded, const network::Network& network,
                    const simulation::Replications& result, const std::string& folder,
                    Console& console) {
  const simulation::SimulatedRun& first = result.runs.front();
  const auto mean = [&](double simulation::SimulatedRun::*field) {
    return simulation::estimate(
               simulation::across(result.runs, [&](const auto& run) { return run.*field; }))
        .mean;
  };
  console.print(fmt::format("ran       {} ({}), {} replications of {} days, {:.1f} s\n",
                            loaded.scenario.slug, loaded.scenario.title, result.runs.size(),
                            first.days, console.seconds()));
  const std::string door = mean(&simulation::SimulatedRun::arrived_teu) > 0.0
                               ? fmt::format("{:.1f} ± {:.1f} h door to door", result.door_h.mean,
                                             result.door_h.half_width)
                               : "no box arrived";
  console.print(
      fmt::format("headline  {}; {}\n", door, results::describe_simulated(network, result)));
  console.print(fmt::format(
      "stuck     {:.0f} of {:.0f} TEU on their way at the end, {:.0f} without a way, {:.0f} turned "
      "away; the slowest lot to arrive was {} (--trace {})\n",
      mean(&simulation::SimulatedRun::unfinished_teu),
      mean(&simulation::SimulatedRun::departed_teu), mean(&simulation::SimulatedRun::no_way_teu),
      mean(&simulation::SimulatedRun::turned_away_teu), first.slowest_lot, first.slowest_lot));
  console.print(fmt::format("held by   {}\n", results::describe_stuck(network, result)));
  console.print(fmt::format("warnings  {}{}\n", console.warnings(),
                            result.is_precise ? "" : "; the precision asked for was not reached"));
  console.print(fmt::format("files     {}\n", folder));
}

}  // namespace

ExitCode simulate(const SimulateOptions& options, Console& console) {
  console.step("reading " + join(options.scenarios, " + "));
  const input::Loaded loaded = input::load_scenario(options.scenarios, {console.flags().overrides});
  console.show(loaded.warnings);
  return simulate(loaded, options, console);
}

ExitCode simulate(const input::Loaded& loaded, const SimulateOptions& options, Console& console) {
  const auto network = lay_out(loaded);
  results::make_runs_folder(console.flags().out);
  console.step("choosing routes");
  const InterruptGuard guard;
  const outcome::QueueLoop loop = solve_and_simulate(loaded, network, options, console);
  if (loop.is_stopped) {
    console.note("interrupted; nothing was written");
    return ExitCode::kInterrupted;
  }
  const ExitCode code = judge(loop.outcome, console);
  const simulation::Replications& result = loop.simulated;
  for (const simulation::SimulatedRun& run : result.runs) {
    CORRIDOR_ASSERT(run.violations.empty(), "boxes are conserved and Little's law holds");
  }

  console.step("writing tables");
  const bool is_settled = result.is_precise && (loop.steps.empty() || loop.is_converged);
  const ExitCode end = code == ExitCode::kGood && !is_settled ? ExitCode::kNotConverged : code;
  results::RunInputs inputs = inputs_of_simulation(loaded, options, result, console, end);
  for (const results::Table& table : results::make_simulated_tables(*network, result)) {
    inputs.extra_files.push_back({table.name + ".csv", results::write_csv(table)});
  }
  if (!loop.steps.empty()) {
    inputs.extra_files.push_back(
        {"queue_loop.csv", results::write_csv(results::make_queue_loop(*network, loop.steps))});
  }
  const results::SavedRun saved =
      preview(inputs, loop.outcome, results::make_tables(loop.outcome, jobs_of(console)),
              results::make_evidence_tables(loop.outcome), nullptr);
  add_report(inputs, saved);
  const auto folder =
      results::write_run(console.flags().out, inputs, loop.outcome, saved.tables, jobs_of(console));
  tell_queue_loop(loop, *network, console);
  tell_trace(result, options.trace_lot, console);
  tell_simulated(loaded, *network, result, folder.string(), console);
  return end;
}

}  // namespace corridor::app
