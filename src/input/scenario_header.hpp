// What a scenario says about itself: title, period, settings, data folder; merged over its files.
#pragma once

#include <string>
#include <vector>

#include "corridor/input/scenario_file.hpp"
#include "extends.hpp"

namespace corridor::input {

/// A `--set path=value`.
struct Override {
  std::string path;
  std::string value;
  Location where;
};

/// Splits overrides; E221 for those without `=`.
[[nodiscard]] std::vector<Override> parse_overrides(const std::vector<std::string>& texts,
                                                    std::vector<Finding>& findings);

struct MergedHeader {
  model::Scenario scenario;            ///< slug, title, period and settings filled
  std::vector<EffectiveValue> values;  ///< in order of header_keys()
  std::string data_folder;             ///< empty = the files bring their own tables
  Location data_where;
};

/// Merges the headers of all files, later over earlier, overrides last; those that were used are
/// taken out of `overrides`. Findings: E212 conflicts, E220 what a run needs and nobody says.
[[nodiscard]] MergedHeader merge_headers(const ScenarioFiles& files, Editor& editor,
                                         std::vector<Override>& overrides);

}  // namespace corridor::input
