// What may stand in one cell, by the type of its column. Knows nothing of files and other cells.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "corridor/input/table.hpp"

namespace corridor::input {

/// What is wrong with a text as a value of a column; `what` continues "`column` of `row`".
struct CellProblem {
  std::string code;
  std::string what;
  std::string hint;
  std::string help;
};

/// Nothing when `text` may stand in `column`. References are not followed.
[[nodiscard]] std::optional<CellProblem> check_cell(const ColumnSpec& column,
                                                    std::string_view text);

/// The number written as a plain decimal (no sign `+`, no exponent, no blanks), or nothing.
[[nodiscard]] std::optional<double> parse_decimal(std::string_view text);

/// An id: letters, digits, `_`, `-` and `.`, at least one of them.
[[nodiscard]] bool is_slug(std::string_view text);

/// "did you mean `a` or `b`?" of the names nearest to `word`; empty when none is near.
[[nodiscard]] std::string did_you_mean(std::string_view word, std::span<const std::string> names);

}  // namespace corridor::input
