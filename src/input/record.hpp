// effective.yaml: a scenario that extends nothing and holds its tables, with a record of where each
// row and each changed cell came from, so that what is read back equals what was written.
#pragma once

#include <string>
#include <vector>

#include "corridor/input/scenario_file.hpp"
#include "yaml_document.hpp"

namespace corridor::input {

/// The whole effective world as a scenario file. Evidence tables are left out: a run does not read
/// them, and their keys were checked when the world was first read.
[[nodiscard]] std::string write_effective(const model::Scenario& scenario, const Tables& tables);

/// Gives rows and cells of `tables` their origins back, and the scenario its name and changes.
/// E204 for a record that does not fit its tables.
void apply_record(const YamlNode& record, const SourceText& source, model::Scenario& scenario,
                  Tables& tables, std::vector<Finding>& findings);

}  // namespace corridor::input
