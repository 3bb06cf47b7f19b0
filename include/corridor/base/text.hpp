// The few things every message needs: the nearest known name, lists in words.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace corridor {

/// Up to `count` of `names` that are near `word` in spelling (Damerau-Levenshtein distance at most
/// a third of its length, at least one edit), nearest first; empty when none is near.
[[nodiscard]] std::vector<std::string> nearest_names(std::string_view word,
                                                     std::span<const std::string> names,
                                                     std::size_t count = 3);

/// "a, b, c" with every item as given.
[[nodiscard]] std::string join(std::span<const std::string> items,
                               std::string_view separator = ", ");

/// The parts of `text` between separators; "" gives no parts.
[[nodiscard]] std::vector<std::string> split(std::string_view text, char separator);

/// A whole number with its digits in threes, "41,000"; below 100 with three significant digits.
[[nodiscard]] std::string with_commas(double value);

/// `text` without leading and trailing blanks and tabs.
[[nodiscard]] std::string_view trim(std::string_view text);

/// `text` as text or as an attribute in HTML and XML.
[[nodiscard]] std::string escape_markup(std::string_view text);

}  // namespace corridor
