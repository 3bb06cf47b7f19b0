// The two ways in which things go wrong here (the third, "the world says no", is a result):
// wrong input is a ScenarioError that carries every finding; our own mistake is CORRIDOR_ASSERT.
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

namespace corridor {

enum class Severity { kError, kWarning };

/// Where in the input a finding is. `line` and `column` count from 1; 0 means "the whole file".
/// `excerpt` is the text of the line and `width` how many characters of it are meant.
struct Location {
  std::string file;
  int line = 0;
  int column = 0;
  int width = 1;
  std::string excerpt;
  friend bool operator==(const Location&, const Location&) = default;
};

/// One thing that is wrong with the input, in the user's words.
struct Finding {
  Severity severity = Severity::kError;
  std::string code;     ///< stable, explained by `corridor help CODE`: E203
  std::string message;  ///< what is wrong: "unknown key `dwel_time` in change `adjust_border`"
  Location where;
  std::string hint;  ///< beside the marked text: "did you mean `dwell`?"
  std::string help;  ///< how to mend it: "keys of adjust_border: where, hours, ..."
  friend bool operator==(const Finding&, const Finding&) = default;
};

/// Input that cannot be used. Holds all findings of one pass, errors first.
class ScenarioError : public std::runtime_error {
 public:
  explicit ScenarioError(std::vector<Finding> findings);
  [[nodiscard]] const std::vector<Finding>& findings() const { return findings_; }

 private:
  std::vector<Finding> findings_;
};

/// Errors before warnings, then by file, line and column; equal findings once.
void sort_findings(std::vector<Finding>& findings);

/// The finding as people read it, several lines, ends with a newline.
/// With `color`, the severity and the marks are coloured by ANSI codes.
[[nodiscard]] std::string format_finding(const Finding& finding, bool color = false);

/// A broken promise of our own code: what, where and why.
class InternalError : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

[[noreturn]] void fail_assertion(const char* condition, const char* file, int line,
                                 const char* why);

}  // namespace corridor

/// States what must hold whatever the input was; throws InternalError, which only `main` catches.
#define CORRIDOR_ASSERT(condition, why) \
  ((condition) ? static_cast<void>(0)   \
               : ::corridor::fail_assertion(#condition, __FILE__, __LINE__, why))
