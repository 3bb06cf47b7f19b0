// What people see: findings and progress on the error stream, results on the output stream.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "corridor/base/error.hpp"

namespace corridor::app {

/// Ends of the program, as DESIGN section 6 numbers them.
enum class ExitCode : int {
  kGood = 0,
  kWarning = 1,  ///< only under --fail-on-warning
  kBadInput = 2,
  kStranded = 3,  ///< boxes without a way, and the scenario does not allow it
  kNotConverged = 4,
  kOurBug = 5,
  kInterrupted = 130,
};

/// Flags that every verb understands.
struct Flags {
  std::vector<std::string> overrides;
  std::string out = "runs";
  unsigned long long seed = 1;
  int jobs = 0;  ///< 0 = all processors
  bool json = false;
  bool quiet = false;
  bool verbose = false;
  bool fail_on_warning = false;
};

class Console {
 public:
  explicit Console(const Flags& flags);

  /// A step of work begins: one line that the next step replaces on a terminal, a plain line under
  /// -v.
  void step(std::string_view what);
  /// Ends the line of the last step.
  void clear();
  /// Findings on the error stream, then how many there were.
  void show(const std::vector<Finding>& findings);
  /// A line for people on the error stream, unless --quiet.
  void note(std::string_view line);
  /// Text of the result on the output stream.
  void print(std::string_view text);
  /// Seconds since the program began.
  [[nodiscard]] double seconds() const;

  [[nodiscard]] const Flags& flags() const { return flags_; }
  [[nodiscard]] int warnings() const { return warnings_; }
  /// Columns of the output terminal, 0 when it is none.
  [[nodiscard]] std::size_t width() const;

 private:
  Flags flags_;
  bool errors_on_terminal_;
  bool step_shown_ = false;
  int warnings_ = 0;
};

/// Findings as one JSON array, for --json.
[[nodiscard]] std::string findings_as_json(const std::vector<Finding>& findings);

}  // namespace corridor::app
