// What an amount of a change makes of the cells of one row. Plans only; the editor writes.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "change.hpp"
#include "corridor/input/table.hpp"

namespace corridor::input {

struct PlannedNumber {
  std::string column;
  double value = 0.0;
};

struct AmountPlan {
  std::vector<PlannedNumber> cells;
  std::string before;  ///< in words, without unit: "500", "74.2/50"
  std::string after;
  std::string unit;
};

/// The plan for one row; an empty one when the key has nothing to do with it (a railway has no
/// sailings, a post of trains no trucks). Nothing and `trouble` when it cannot be: E224 nothing
/// stands there to be scaled, E206, E222.
[[nodiscard]] std::optional<AmountPlan> plan_amount(const Tables& tables, const Table& table,
                                                    std::size_t row, const FieldValue& field,
                                                    const MoneyRates& rates, Trouble& trouble);

/// What stands there now under the key, as `AmountPlan::before` says it.
[[nodiscard]] std::string present_amount(const Table& table, std::size_t row, const KeySpec& key);

}  // namespace corridor::input
