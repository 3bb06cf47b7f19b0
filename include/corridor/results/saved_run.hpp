// A run as it was saved: the only reader of run folders.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "corridor/results/geopackage.hpp"
#include "corridor/results/run_folder.hpp"
#include "corridor/results/tables.hpp"

namespace corridor::results {

struct SavedRun {
  std::string name;              ///< of the folder
  std::string title;             ///< of the scenario
  std::string manifest;          ///< JSON text
  std::string changes;           ///< changes.txt; empty where an older run has none
  RunTables tables;              ///< those that an older run did not write are empty
  std::vector<Table> extra;      ///< other tables of the folder, in order of their names
  std::vector<MapLayer> layers;  ///< of network.gpkg; empty where it is missing

  /// A table by its file stem; null when the run has none.
  [[nodiscard]] const Table* find(const std::string& stem) const;
  /// Those that the run has, as in its folder.
  [[nodiscard]] std::vector<const Table*> all_tables() const;
};

/// Reads the tables and the manifest of a complete run. Throws ScenarioError: E701 when a table is
/// broken, E704 when `folder` is no run or a file is missing.
[[nodiscard]] SavedRun read_run(const std::filesystem::path& folder);

/// The same with the map and every other table of the folder. E705: network.gpkg is no map.
[[nodiscard]] SavedRun read_whole_run(const std::filesystem::path& folder);

/// What `compare_runs` reads of the run of these inputs, where it stands whole below `runs` and was
/// written at `since` or later; else nothing.
[[nodiscard]] std::optional<RunTables> find_compared(const std::filesystem::path& runs,
                                                     const RunInputs& inputs,
                                                     std::filesystem::file_time_type since);

/// The run as `read_whole_run` would find it once `write_run` has written it, but for the hashes of
/// outputs in its manifest.
[[nodiscard]] SavedRun preview_run(const RunInputs& inputs, const outcome::Outcome& outcome,
                                   RunTables tables);

}  // namespace corridor::results
