// Two or more scenarios or saved runs side by side with the first.

#include <fmt/format.h>

#include <filesystem>

#include "corridor/results/compare.hpp"
#include "corridor/results/saved_run.hpp"
#include "story.hpp"

namespace corridor::app {
namespace {

struct Side {
  std::string name;
  input::Loaded loaded;
  results::RunTables tables;
};

// A run folder brings its saved tables and its effective world; a scenario is solved now.
Side open_side(const std::string& text, Console& console) {
  if (std::filesystem::is_directory(text)) {
    results::SavedRun saved = results::read_run(text);
    return {saved.name,
            input::load_scenario({(std::filesystem::path(text) / "effective.yaml").string()}),
            std::move(saved.tables)};
  }
  console.step("solving " + text);
  Side side;
  side.loaded = input::load_scenario(split(text, '+'), {console.flags().overrides});
  side.name = side.loaded.scenario.slug;
  side.tables = solve_tables(side.loaded, console);
  return side;
}

}  // namespace

ExitCode compare(const CompareOptions& options, Console& console) {
  const Side base = open_side(options.sides.front(), console);
  for (std::size_t i = 1; i < options.sides.size(); ++i) {
    const Side other = open_side(options.sides[i], console);
    const results::Table differences = results::compare_runs(base.tables, other.tables);
    if (console.flags().json) {
      console.print(results::write_csv(differences));
      continue;
    }
    results::ComparisonText text;
    text.before = base.name;
    text.after = other.name;
    text.input_lines = input::describe_differences(base.loaded, other.loaded);
    text.max_rows = options.rows;
    text.max_width = console.width();
    console.print(results::write_comparison(differences, text));
  }
  return ExitCode::kGood;
}

}  // namespace corridor::app
