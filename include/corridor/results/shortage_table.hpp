// What facilities are short of room for, month by month, as a table.
#pragma once

#include <string>
#include <vector>

#include "corridor/outcome/shortage.hpp"
#include "corridor/results/table.hpp"

namespace corridor::results {

/// A row for each facility in conflict or with more room, month by month: first the month's TEU
/// that stay, those that must whatever ways are taken, and the room a day that would let all
/// through with its proven bound; then the facility, the number of the conflict that it is in, its
/// capacity, and the room to add there, in units and TEU a day.
[[nodiscard]] Table make_shortage(const outcome::Outcome& outcome,
                                  const std::vector<outcome::Shortage>& shortages);

}  // namespace corridor::results
