// The scenarios that come with the program.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace corridor::app {

/// Their folder: the environment, the source tree, or the installed share folder.
[[nodiscard]] std::optional<std::filesystem::path> shipped_scenarios();

/// Files of a scenario as named on the command line, joined by `+`: paths as they are, else names
/// such as base-2026, looked for in ./scenarios and among the shipped ones. A name found nowhere
/// stays as it is, for the reader to complain of.
[[nodiscard]] std::vector<std::string> scenario_files(const std::string& words);

}  // namespace corridor::app
