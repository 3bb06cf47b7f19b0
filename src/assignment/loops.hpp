// How often to search and to equilibrate, and when to stop.
#pragma once

#include <vector>

#include "equilibrator.hpp"

namespace corridor::assignment {

/// How a loop ended. `totals` are of its last search, at the loads the Equilibrator now has.
struct Ending {
  Status status = Status::kIterationLimit;
  Equilibrator::Totals totals;
  int iterations = 0;
};

/// Searches and equilibrates until the gap is `gap` at freshly summed loads.
Ending balance(Equilibrator& state, double gap, int max_iterations);

/// The same within hard limits, to `options.gap`: an augmented Lagrangian whose multipliers become
/// the prices. Begins without prices.
Ending balance_within_limits(Equilibrator& state, const Options& options, int max_iterations);

/// Limits that together cannot carry the demand, proven by prices at which the demand's cheapest
/// ways cost more than all the limits are worth; empty if none was found in `max_iterations`.
/// Loads are left where the limits are exceeded least. `iterations` counts the searches.
std::vector<LimitId> find_conflict(Equilibrator& state, double feasibility, int max_iterations,
                                   int& iterations);

/// Largest load above a limit.
double largest_excess(const LinkState& links);

/// Sum over limits of price times what is left of the limit.
double price_of_unused(const LinkState& links);

}  // namespace corridor::assignment
