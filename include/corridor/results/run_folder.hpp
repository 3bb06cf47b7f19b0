// The folder of a run: `<runs>/<slug>-<hash8>/`, written whole or not at all, and the list of runs
// beside it. In: what was read, what was solved, its tables. Out: files.
// Invariants: the same inputs give the same name and the same bytes; no clock times and no absolute
// paths inside; a folder without a leading dot is complete. Not here: the report's content (it
// comes in as an extra file).
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "corridor/base/error.hpp"
#include "corridor/results/tables.hpp"

namespace corridor::results {

/// A file by its name or path, and its bytes or the hash of its bytes.
struct NamedText {
  std::string name;
  std::string text;
};

/// A file by its name, and how its bytes are made: on any thread, while others are written.
struct MadeFile {
  std::string name;
  std::function<std::string()> make;
};

/// What the run was made from, besides the scenario itself.
struct RunInputs {
  std::string slug;
  std::string version;  ///< of corridor
  std::uint64_t seed = 0;
  std::vector<NamedText> files;  ///< inputs: path as shown to people, content hash
  std::string effective_yaml;
  std::vector<Finding> warnings;
  int exit_code = 0;                   ///< as DESIGN section 6 numbers them
  std::vector<Table> extra_tables;     ///< what was seen, and what was asked of the answer
  std::vector<NamedText> extra_files;  ///< tables of a simulation
  std::vector<MadeFile> made_files;    ///< report.html
};

/// "<slug>-<first 8 digits of the hash of version, seed, effective scenario and input files>".
[[nodiscard]] std::string name_of_run(const RunInputs& inputs);

/// The manifest as pretty JSON: version, status, inputs, settings, headline, counts, circular
/// capacities, and the names and hashes of `outputs`.
[[nodiscard]] std::string write_manifest(const RunInputs& inputs, const outcome::Outcome& outcome,
                                         const std::vector<NamedText>& outputs);

/// Writes the run below `runs` (made when absent) and returns its folder.
/// An older folder of the same run is replaced. `runs`/index.csv gets the run's row; rows of
/// folders that are gone leave it. Throws ScenarioError: E702 when a file or folder cannot be
/// written, E703 when the name is taken by something that is not this run. Either way nothing is
/// left but, after a kill, a folder whose name begins with `.tmp-`.
std::filesystem::path write_run(const std::filesystem::path& runs, const RunInputs& inputs,
                                const outcome::Outcome& outcome, const RunTables& tables,
                                int jobs = 1);

/// Makes the folder of the runs, so that a wrong one is told before the work and not after it.
/// Throws ScenarioError E702.
void make_runs_folder(const std::filesystem::path& runs);

/// Writes a file that is not part of a run, and the folders it lies in; whole or not at all. Throws
/// ScenarioError E702.
void write_text_file(const std::filesystem::path& path, const std::string& text);

/// The complete runs below `runs`, one row each in order of their names, as in index.csv.
[[nodiscard]] Table list_runs(const std::filesystem::path& runs);

}  // namespace corridor::results
