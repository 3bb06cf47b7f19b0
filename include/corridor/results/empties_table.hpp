// Empty boxes as a run sends them, and at least cost, as a table.
#pragma once

#include "corridor/outcome/empty_returns.hpp"
#include "corridor/results/table.hpp"

namespace corridor::results {

/// measure, object, part, value, unit, note. First TEU and USD of the empties: as the run sends
/// them, the same boxes at least cost, and all boxes that laden traffic leaves over at least cost.
/// Then by region of demand: laden boxes in and out, what is left over, and the empties of its
/// demand rows, which should be about as many. Then the largest changes from the run's way to the
/// cheapest one: empties from `object` to `part`.
[[nodiscard]] Table make_empties(const outcome::Outcome& outcome,
                                 const outcome::EmptyReturns& returns);
inline constexpr std::size_t kMostEmptyChanges = 30;

/// The totals in one line.
[[nodiscard]] std::string describe(const outcome::Outcome& outcome,
                                   const outcome::EmptyReturns& returns);

}  // namespace corridor::results
