// Select link: whose boxes pass a link, border, service, port or place, in one scenario or two.

#include "corridor/results/select_tables.hpp"

#include "corridor/results/run_folder.hpp"
#include "corridor/results/text_table.hpp"
#include "shipped.hpp"
#include "story.hpp"
#include "words.hpp"

namespace corridor::app {
namespace {

// A scenario solved, and what passes the selection in it.
struct Solved {
  std::string name;
  outcome::Outcome outcome;
  std::vector<network::ArcId> arcs;
  studies::SelectedLink selected;
};

Solved solve_side(const std::string& scenario, const std::string& what, Console& console) {
  console.step("reading " + scenario);
  const input::Loaded loaded =
      input::load_scenario(scenario_files(scenario), {console.flags().overrides});
  console.show(loaded.warnings);
  const auto network = lay_out(loaded);
  Solved side;
  side.name = loaded.scenario.slug;
  side.arcs = find_selected(*network, what);
  console.step("solving " + side.name);
  outcome::Options options;
  options.jobs = jobs_of(console);
  side.outcome = outcome::solve(network, options);
  side.selected = studies::select_link(side.outcome, side.arcs);
  return side;
}

void print_tables(const results::SelectSides& sides, const SelectLinkOptions& options,
                  Console& console) {
  const auto print = [&](const std::string& title, const results::Table& table, std::size_t rows) {
    console.print(title + "\n" + results::write_text_table(table, {console.width(), rows}) + "\n");
  };
  console.print(results::describe_selection(sides) + "\n");
  print("Whose cargo", results::make_select_owners(sides), options.rows);
  print("From where to where", results::make_select_pairs(sides), options.rows);
  print("Goods", results::make_select_goods(sides), options.rows);
  print("By month", results::make_select_months(sides), 0);
  print("What was selected, with all that uses it (base: cargo that chooses no route)",
        results::make_select_facilities(sides), options.rows);
}

}  // namespace

ExitCode select_link(const SelectLinkOptions& options, Console& console) {
  std::vector<std::string> scenarios = options.scenarios;
  if (scenarios.empty()) scenarios = {options.scenario};
  std::vector<Solved> solved;
  solved.reserve(scenarios.size());
  for (const std::string& scenario : scenarios)
    solved.push_back(solve_side(scenario, options.what, console));
  results::SelectSides sides;
  ExitCode code = ExitCode::kGood;
  for (const Solved& side : solved) {
    sides.push_back({side.name, side.outcome, side.selected, side.arcs});
    if (side.outcome.certificate.converged) continue;
    code = ExitCode::kNotConverged;
    console.note(side.name + ": " + outcome::describe(side.outcome.certificate));
  }
  if (!options.csv.empty()) {
    results::write_text_file(options.csv, results::write_csv(results::make_select_link(sides)));
    console.note("table: " + options.csv);
  }
  if (console.flags().json) {
    console.print(results::write_select_json(options.what, sides));
  } else {
    print_tables(sides, options, console);
  }
  return code;
}

}  // namespace corridor::app
