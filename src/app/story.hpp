// The steps of `run` that compare and validate share.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "commands.hpp"
#include "corridor/base/text.hpp"
#include "corridor/input/scenario_file.hpp"
#include "corridor/outcome/empty_returns.hpp"
#include "corridor/outcome/shortage.hpp"
#include "corridor/results/saved_run.hpp"
#include "corridor/studies/decisive.hpp"
#include "corridor/studies/elastic_demand.hpp"
#include "corridor/studies/ranging.hpp"

namespace corridor::app {

/// What `run` asks of its answer.
struct Studies {
  std::optional<studies::DecisiveResult> decisive;  ///< nothing under --no-decisive
  std::vector<studies::CapacityRange> ranges;
  std::vector<outcome::Shortage> shortages;  ///< [month that is short of room]
  outcome::EmptyReturns empties;
};

/// An answer, and what is needed to tell it.
struct Studied {
  Studies asked;
  results::RunTables tables;
  std::vector<results::Table> evidence;  ///< what was seen in the world beside what is modelled
};

/// Threads that --jobs asks for.
[[nodiscard]] int jobs_of(const Console& console);

/// The network of a scenario. Throws ScenarioError (E226) when a change alters no way in it.
[[nodiscard]] std::shared_ptr<const network::Network> lay_out(const input::Loaded& loaded);

/// Simulates a scenario that was read, with the queue in the loop if its engine is `both`.
ExitCode simulate(const input::Loaded& loaded, const SimulateOptions& options, Console& console);

/// A scenario solved, and what `compare_runs` reads of its base where that was solved for it.
struct Answer {
  studies::ElasticResult result;
  std::optional<results::RunTables> base;
};

/// The scenario solved as its settings ask: with elastic demand against the base it builds on,
/// which is solved first.
[[nodiscard]] Answer solve_as_asked(const input::Loaded& loaded,
                                    const std::shared_ptr<const network::Network>& network,
                                    const Console& console);

/// Exit code of a solved scenario; says aloud when boxes are stranded.
[[nodiscard]] ExitCode judge(const outcome::Outcome& outcome, Console& console);

[[nodiscard]] results::RunInputs inputs_of(const input::Loaded& loaded, const Console& console,
                                           ExitCode code);

/// Says aloud what elastic demand came to, adds its table, and has the effective world of the run
/// hold its boxes. Nothing where demand is fixed.
void add_induced(results::RunInputs& inputs, const studies::ElasticResult& solved,
                 Console& console);

/// Asks them, and makes the tables.
[[nodiscard]] Studied study(const outcome::Outcome& outcome, const RunOptions& options,
                            Console& console);

/// Adds what was seen and asked to the tables of the run, and gives the run as it will be saved.
/// `asked` is null where nothing was asked.
[[nodiscard]] results::SavedRun preview(results::RunInputs& inputs, const outcome::Outcome& outcome,
                                        results::RunTables tables,
                                        std::vector<results::Table> evidence, const Studies* asked);

/// Adds report.html to the files of a run, which must outlive `inputs`.
void add_report(results::RunInputs& inputs, const results::SavedRun& run);

/// A scenario solved as a run that was not saved.
[[nodiscard]] results::SavedRun solve_unsaved(const input::Loaded& loaded, const Console& console);

/// Drops what only the files of a run needed: the base is solved in its place.
void forget_what_is_written(outcome::Outcome& outcome, results::SavedRun& saved,
                            results::RunInputs& inputs);

/// The base that a scenario builds on, read.
struct Base {
  input::Loaded loaded;
  std::optional<results::RunTables> tables;  ///< what `compare_runs` reads of it, if it is known
};

/// The base of a scenario that is none itself. Its tables are `solved` if it was solved already,
/// else those of its run if that stands beside this one: of the same inputs, whole, and younger
/// than the program.
[[nodiscard]] Base read_base(const input::Loaded& loaded, std::optional<results::RunTables> solved,
                             const Console& console);

/// The largest difference from the base, in one line; where its tables are not known it is solved.
/// Reads of `tables` what `compare_runs` does.
[[nodiscard]] std::string change_from_base(Base base, const results::RunTables& tables,
                                           Console& console);

/// Keeps a value until the process ends, which gives all memory back at once: to take a whole
/// answer apart piece by piece takes a fiftieth of a run.
template <class T>
void keep_to_the_end(T value) {
  static auto& kept = *new std::vector<std::shared_ptr<const void>>;  // never destroyed
  kept.push_back(std::make_shared<const T>(std::move(value)));
}

/// A table under a title of its own.
void print_section(const std::string& title, const results::Table& table, Console& console);

/// A table of ways under a title: a line each with the numbers, then where each of them runs, which
/// no line of a terminal would hold beside them.
void print_ways(const std::string& title, const results::Table& table, Console& console);

/// Decisive assumptions, then the closing lines; or JSON under --json.
void tell(const input::Loaded& loaded, const outcome::Outcome& outcome, const Studies& asked,
          const std::string& change, const std::string& folder, Console& console);

}  // namespace corridor::app
