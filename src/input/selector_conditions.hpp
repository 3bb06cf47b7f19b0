// What a row holds under a condition of `where`, and how words are compared with it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corridor/input/table.hpp"

namespace corridor::input {

/// Texts of `row` under the condition `key`: of a column, of what other word it goes by, or of
/// what the table implies. Nothing when the table does not know the key.
[[nodiscard]] std::optional<std::vector<std::string>> condition_texts(const Tables& tables,
                                                                      const Table& table,
                                                                      const std::string& key,
                                                                      std::size_t row);

/// Conditions that are no columns.
[[nodiscard]] std::vector<std::string_view> other_words();

/// The texts that a cell holds: none, one, or the parts of a list. None for an unknown column.
[[nodiscard]] std::vector<std::string> texts_of(const Table& table, std::size_t row,
                                                std::string_view column);

/// One of `words` (globs) matches `text`.
[[nodiscard]] bool is_among(std::string_view text, const std::vector<std::string>& words);

}  // namespace corridor::input
