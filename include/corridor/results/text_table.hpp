// Tables for terminals.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "corridor/results/table.hpp"

namespace corridor::results {

/// Columns that a terminal gives to `text`: 0 for marks that combine, 2 for wide East Asian
/// characters. Bytes that are not UTF-8 count one each. Source: Unicode 15, UAX 11.
[[nodiscard]] std::size_t display_width(std::string_view text);

/// `text` cut to at most `width` columns; what was cut shows as a last `…`.
[[nodiscard]] std::string cut_to_width(std::string_view text, std::size_t width);

struct TextTableOptions {
  std::size_t max_width = 0;  ///< of a line, in columns; texts are cut to fit; 0 = no limit
  std::size_t max_rows = 0;   ///< what is left out is counted in a last line; 0 = all
};

/// The table in fixed width: names of the columns, a rule, then rows; text to the left, numbers to
/// the right with the digits of their column. Control characters show as blanks, so that a name
/// cannot steer the terminal. Ends with a newline.
[[nodiscard]] std::string write_text_table(const Table& table,
                                           const TextTableOptions& options = {});

}  // namespace corridor::results
