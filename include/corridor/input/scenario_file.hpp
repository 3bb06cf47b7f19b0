// From scenario files to the effective world. The only reader of inputs.
//
// A scenario file is YAML 1.2 (core types): title, extends, period, data, settings, parameters,
// changes, set. Files named by `extends` are applied first, each once. Changes act on tables in
// order; overrides (`--set`) come last. Everything wrong in any file is found in one pass.
#pragma once

#include <string>
#include <vector>

#include "corridor/base/error.hpp"
#include "corridor/input/table.hpp"
#include "corridor/model/scenario.hpp"

namespace corridor::input {

/// An effective value and where it was set, for `show`.
struct EffectiveValue {
  std::string path;   ///< borders.bx_chaman_road.capacity_out_per_day
  std::string value;  ///< with its unit
  std::string file;
  int line = 0;
  std::string before;  ///< value that a change replaced, if any
};

/// A file that was read, for the manifest.
struct InputFile {
  std::string path;  ///< as shown to people, relative to the working folder where possible
  std::string hash;  ///< content_hash of its bytes
};

/// A scenario ready to solve, with all that is needed to show and reproduce it.
struct Loaded {
  model::Scenario scenario;
  Tables tables;
  std::vector<EffectiveValue> header;  ///< title, period and settings as set by the files
  std::vector<InputFile> files;
  /// The first complete scenario that the others build on, to compare with; empty when there is
  /// none.
  std::string base;
  std::vector<Finding> warnings;
  /// The effective world as one scenario file that extends nothing and reproduces every result.
  std::string effective_yaml;
};

struct LoadOptions {
  std::vector<std::string> overrides;  ///< `path=value` of --set, in order
  int jobs = 1;                        ///< tables read at a time
};

/// The effective world of the scenario file `path` (or of several, joined in order as by
/// `extends`). Throws ScenarioError with every finding.
[[nodiscard]] Loaded load_scenario(const std::vector<std::string>& paths,
                                   const LoadOptions& options = {});

/// Effective values whose path begins with `prefix` (all when empty), in table order.
[[nodiscard]] std::vector<EffectiveValue> effective_values(const Loaded& loaded,
                                                           const std::string& prefix);

/// What differs between two effective worlds, one line each, in the order header, closures and
/// regimes in force, prices and sailings of the year, changed cells: "closed in b only: Torkham
/// (cl01), ...".
[[nodiscard]] std::vector<std::string> describe_differences(const Loaded& before,
                                                            const Loaded& after);

/// JSON Schema (draft 2020-12) of scenario files, for editors; pretty printed.
[[nodiscard]] std::string scenario_schema();

/// Reference of the scenario language in Markdown: docs/scenario-language.md.
[[nodiscard]] std::string describe_language();

/// Builds the typed world from checked tables; findings for what only a whole world can show (a
/// link shorter than the great circle, a border without a link, shares that do not sum to 1, ...).
/// `header` brings title, period and settings. Defined in build.cpp.
[[nodiscard]] model::Scenario build_scenario(const Tables& tables, model::Scenario header,
                                             std::vector<Finding>& findings);

/// Text of `corridor help CODE`, or nothing when there is no such code.
[[nodiscard]] const char* explain_code(std::string_view code);

}  // namespace corridor::input
