// When a cell of a CSV file is a number: writer and reader must agree.
#pragma once

#include <optional>
#include <string_view>

namespace corridor::results {

/// The finite number that all of `text` spells, beginning with a digit or a minus; else nothing.
[[nodiscard]] std::optional<double> parse_whole_number(std::string_view text);

}  // namespace corridor::results
