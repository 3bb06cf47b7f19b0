// The whole story: read a scenario, lay out its network, solve it, ask what its limits cost and
// what decides the answer, write the run's folder, and say it in a few lines.

#include <fmt/format.h>

#include "commands.hpp"
#include "corridor/input/scenario_file.hpp"
#include "corridor/results/compare.hpp"
#include "corridor/results/run_folder.hpp"
#include "story.hpp"

namespace corridor::app {

ExitCode run(const RunOptions& options, Console& console) {
  console.step("reading " + join(options.scenarios, " + "));
  input::Loaded loaded =
      input::load_scenario(options.scenarios, {console.flags().overrides, jobs_of(console)});
  console.show(loaded.warnings);
  if (loaded.scenario.settings.engine != model::Engine::kEquilibrium)
    return simulate(loaded, options.simulate, console);

  console.step("laying out the network");
  const auto network = lay_out(loaded);
  loaded.tables = {};  // the network has what they hold
  results::make_runs_folder(console.flags().out);

  console.step(fmt::format("solving {} months", loaded.scenario.period.months));
  auto [solved, solved_base] = solve_as_asked(loaded, network, console);
  const outcome::Outcome& outcome = solved.outcome;

  auto [asked, tables, evidence] = study(outcome, options, console);

  console.step("writing tables and report");
  const ExitCode code = judge(outcome, console);
  results::RunInputs inputs = inputs_of(loaded, console, code);
  add_induced(inputs, solved, console);
  results::SavedRun saved =
      preview(inputs, outcome, std::move(tables), std::move(evidence), &asked);
  add_report(inputs, saved);
  const auto folder =
      results::write_run(console.flags().out, inputs, outcome, saved.tables, jobs_of(console));

  std::string change = "this is a base";
  if (!loaded.base.empty()) {
    Base base = read_base(loaded, std::move(solved_base), console);
    if (!base.tables) forget_what_is_written(solved.outcome, saved, inputs);
    change = change_from_base(std::move(base), saved.tables, console);
  }
  tell(loaded, outcome, asked, change, folder.string(), console);
  keep_to_the_end(std::move(solved));
  keep_to_the_end(std::move(saved));
  return code;
}

}  // namespace corridor::app
