// The verbs. Each takes its options and the console, and says how it ended.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "console.hpp"

namespace corridor::app {

struct RunOptions {
  std::vector<std::string> scenarios;
  bool check_assumptions = true;
};
ExitCode run(const RunOptions& options, Console& console);

struct CompareOptions {
  std::vector<std::string>
      sides;  ///< scenario files (joined by +) or run folders; the first is the base
  std::size_t rows = 20;
};
ExitCode compare(const CompareOptions& options, Console& console);

struct ShowOptions {
  std::vector<std::string> scenarios;
  std::string prefix;
  bool origin = false;
};
ExitCode show(const ShowOptions& options, Console& console);

struct ValidateOptions {
  std::vector<std::string> scenarios;
  bool scorecard = false;
  std::string folder;  ///< for the tables as CSV; empty = none
};
ExitCode validate(const ValidateOptions& options, Console& console);

struct InitOptions {
  std::string folder;
  std::string template_name = "corridor";
};
ExitCode init(const InitOptions& options, Console& console);

struct AssignOptions {
  std::string network;           ///< TNTP network file
  std::string trips;             ///< TNTP trip table
  std::string flows;             ///< file to write; empty = none
  double gap = 1e-6;             ///< relative gap to stop at
  double toll_weight = 0.0;      ///< time units per unit of toll
  double distance_weight = 0.0;  ///< time units per unit of length
};
ExitCode assign(const AssignOptions& options, Console& console);

/// `what`: scenario, data or language.
ExitCode schema(const std::string& what, Console& console);

ExitCode help_code(const std::string& code, Console& console);

/// What a code of any message means; nullptr for one that does not exist.
[[nodiscard]] const char* explain_code(std::string_view code);

/// Version of the program, as the build names it.
[[nodiscard]] const char* version();

}  // namespace corridor::app
