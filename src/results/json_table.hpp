// Tables as JSON values.
#pragma once

#include <nlohmann/json.hpp>

#include "corridor/results/table.hpp"

namespace corridor::results {

/// An array of objects, one a row, keys in column order; numbers rounded to the column's digits.
[[nodiscard]] nlohmann::ordered_json to_json(const Table& table);

/// Pretty printed with a last newline; bytes that are not UTF-8 are replaced.
[[nodiscard]] std::string print_json(const nlohmann::ordered_json& json);

}  // namespace corridor::results
