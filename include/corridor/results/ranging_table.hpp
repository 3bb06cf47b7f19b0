// What more room is worth, as a table.
#pragma once

#include "corridor/results/table.hpp"
#include "corridor/studies/ranging.hpp"

namespace corridor::results {

/// One row for each range: capacity, price of the next unit, what a step saves a day, and the load
/// at which the limit stops binding, all as means of the month; then where the capacity comes from.
[[nodiscard]] Table make_ranging(const outcome::Outcome& outcome,
                                 const std::vector<studies::CapacityRange>& ranges);

}  // namespace corridor::results
