// Two or more scenarios or saved runs side by side with the first.

#include <fmt/format.h>

#include <filesystem>

#include "corridor/report/page.hpp"
#include "corridor/results/compare.hpp"
#include "corridor/results/saved_run.hpp"
#include "corridor/results/simulated_tables.hpp"
#include "corridor/results/text_table.hpp"
#include "story.hpp"

namespace corridor::app {
namespace {

struct Side {
  std::string name;
  input::Loaded loaded;
  results::SavedRun run;
};

// A run folder brings its saved tables and its effective world; a scenario is solved now.
Side open_side(const std::string& text, Console& console) {
  if (std::filesystem::is_directory(text)) {
    results::SavedRun saved = results::read_whole_run(text);
    return {saved.name,
            input::load_scenario({(std::filesystem::path(text) / "effective.yaml").string()}),
            std::move(saved)};
  }
  console.step("solving " + text);
  Side side;
  side.loaded = input::load_scenario(split(text, '+'), {console.flags().overrides});
  side.name = side.loaded.scenario.slug;
  side.run = solve_unsaved(side.loaded, console);
  return side;
}

// What two simulated runs with the same random numbers tell apart, and what they do not.
void tell_simulated(const results::SavedRun& before, const results::SavedRun& after,
                    Console& console) {
  const results::Table* first = before.find("replications");
  const results::Table* second = after.find("replications");
  if (first == nullptr || second == nullptr) return;
  const results::Table differences = results::compare_replications(*first, *second);
  if (console.flags().json) {
    console.print(results::write_csv(differences));
    return;
  }
  console.print(
      "\nSimulated, pairs of replications with the same random numbers (95 % intervals)\n");
  console.print(results::write_text_table(differences, {console.width(), 0}));
}

void tell_differences(const CompareOptions& options, const Side& base, const Side& other,
                      const results::Table& differences, const std::vector<std::string>& inputs,
                      Console& console) {
  results::ComparisonText text;
  text.before = base.name;
  text.after = other.name;
  text.input_lines = inputs;
  text.max_rows = options.rows;
  text.max_width = console.width();
  console.print(results::write_comparison(differences, text));
  tell_simulated(base.run, other.run, console);
}

}  // namespace

ExitCode compare(const CompareOptions& options, Console& console) {
  const Side base = open_side(options.sides.front(), console);
  std::vector<results::SavedRun> runs = {base.run};
  std::vector<report::Comparison> pages;
  for (std::size_t i = 1; i < options.sides.size(); ++i) {
    Side other = open_side(options.sides[i], console);
    const results::Table differences = results::compare_runs(base.run.tables, other.run.tables);
    const std::vector<std::string> inputs = input::describe_differences(base.loaded, other.loaded);
    if (console.flags().json) {
      console.print(results::write_csv(differences));
      tell_simulated(base.run, other.run, console);
    } else {
      tell_differences(options, base, other, differences, inputs, console);
    }
    if (!options.report.empty()) {
      pages.push_back({i, inputs, differences});
      runs.push_back(std::move(other.run));
    }
  }
  if (!options.report.empty()) {
    results::write_text_file(options.report, report::write_page(runs, pages));
    console.note("page: " + options.report);
  }
  return ExitCode::kGood;
}

}  // namespace corridor::app
