// What each movement chose in each single month: an Outcome keeps the mean over months that cost
// alike, while full facilities have another price in each of them.
#pragma once

#include <vector>

#include "corridor/outcome/outcome.hpp"

namespace corridor::outcome {

struct MonthShares {
  int month = 0;                           ///< position in the period
  std::vector<std::vector<double>> share;  ///< [movement][alternative] of the movement's demand
};

/// Shares of the alternatives of `choice` in each of its months, at the prices of that month.
/// Requires: `choice` is of `outcome`, whose solve was not coarse.
/// Cost: one evaluation of the choice model per month.
[[nodiscard]] std::vector<MonthShares> shares_by_month(const Outcome& outcome,
                                                       const MonthChoice& choice);

/// The empty boxes that come with the laden ones of a movement.
struct Empties {
  double per_laden = 0.0;
  bool go_back = true;  ///< against the laden direction, by the same way (else with it)
};
[[nodiscard]] Empties empties_of(const Outcome& outcome, const Movement& movement);

}  // namespace corridor::outcome
