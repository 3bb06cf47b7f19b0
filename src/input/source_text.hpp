// The text of an input file with its lines, and findings that point into it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corridor/base/error.hpp"

namespace corridor::input {

/// A place in a text: line and column count from 1; column in bytes, width in characters.
struct TextMark {
  int line = 0;
  int column = 0;
  int width = 1;
  friend bool operator==(const TextMark&, const TextMark&) = default;
};

struct SourceText {
  std::string name;  ///< as shown to people
  std::string text;

  /// Text of a line without its end; empty past the end. Cost linear in the text.
  [[nodiscard]] std::string_view line(int number) const;
  [[nodiscard]] Location locate(TextMark mark) const;
};

/// What a finding says, apart from where.
struct Words {
  std::string message;
  std::string hint;
  std::string help;
};

void report(std::vector<Finding>& findings, std::string code, Location where, Words words);
void report_warning(std::vector<Finding>& findings, std::string code, Location where, Words words);

/// The bytes of the file, or nothing and a finding: missing, unreadable, larger than 8 MB, with a
/// byte-order mark, not UTF-8. `asked_by` is where the file is named, if anywhere.
[[nodiscard]] std::optional<SourceText> read_source(const std::string& path,
                                                    const std::string& shown_name,
                                                    const Location& asked_by,
                                                    std::vector<Finding>& findings);

/// Adds a finding when the text has a byte-order mark, is too large or not UTF-8.
[[nodiscard]] bool check_source(const SourceText& source, std::vector<Finding>& findings);

}  // namespace corridor::input
