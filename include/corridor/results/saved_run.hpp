// A run as it was saved: the only reader of run folders.
#pragma once

#include <filesystem>
#include <string>

#include "corridor/results/tables.hpp"

namespace corridor::results {

struct SavedRun {
  std::string name;      ///< of the folder
  std::string title;     ///< of the scenario
  std::string manifest;  ///< JSON text
  RunTables tables;
};

/// Reads the tables and the manifest of a complete run. Throws ScenarioError: E701 when a table is
/// broken, E704 when `folder` is no run or a file is missing.
[[nodiscard]] SavedRun read_run(const std::filesystem::path& folder);

}  // namespace corridor::results
