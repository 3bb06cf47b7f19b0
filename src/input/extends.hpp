// From the files a user names to the files that are applied, in order and each once.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "editor.hpp"
#include "scenario_document.hpp"

namespace corridor::input {

struct ScenarioFiles {
  std::vector<std::unique_ptr<ScenarioDocument>> documents;  ///< in order of application
  FileRelations relations;
  std::vector<std::size_t> named;  ///< positions of the files the user named
};

/// Reads the files of `paths` and all they extend. `NAME` of `extends` is NAME.yaml beside the file
/// that says it, else a path relative to it. Findings: all of every file; E213 a cycle, E214 a
/// missing file.
[[nodiscard]] ScenarioFiles read_files(const std::vector<std::string>& paths,
                                       std::vector<Finding>& findings);

/// The path relative to the working folder where it lies below it.
[[nodiscard]] std::string shown_path(const std::string& path);

}  // namespace corridor::input
