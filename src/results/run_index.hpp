// The list of runs, `index.csv` beside their folders.
#pragma once

#include <filesystem>

#include "corridor/results/table.hpp"

namespace corridor::results {

/// Whether `folder` is a run with this hash.
[[nodiscard]] bool is_run(const std::filesystem::path& folder, const std::string& run_hash);

/// Brings index.csv up to date after `changed` was written.
void update_index(const std::filesystem::path& runs, const std::string& changed);

}  // namespace corridor::results
