// When hard limits cannot carry the demand: which of them conflict, and what would have to give.
// And when they can: at what size each stops to bind. In: a Problem with limits. Out: values;
// nothing is changed. Absent: times and fixed costs, which say nothing about what fits.
#pragma once

#include <optional>
#include <vector>

#include "corridor/assignment/problem.hpp"
#include "corridor/assignment/solve.hpp"

namespace corridor::assignment {

struct ReliefOptions {
  /// What a unit more of a limit costs [limit], > 0; empty: one for each.
  Column<LimitId, double> unit_cost;
  double tolerance = 1e-6;   ///< of the least cost, and of the load above a limit over the demand
  int max_iterations = 300;  ///< searches over all origins, for each question asked
  /// Each limit in conflict is left out once to see whether the rest still conflicts; not for more
  /// limits than this.
  std::size_t most_tried = 64;
  int jobs = 1;
};

/// The cheapest way to let everything through.
struct Relief {
  bool is_needed = false;         ///< proven: the limits cannot carry the demand
  double cost = 0.0;              ///< of the extension below; 0 when none is needed
  double least_cost = 0.0;        ///< no extension costs less: a bound from prices
  Column<LimitId, double> more;   ///< [limit] load to add; 0 where none
  std::vector<LimitId> conflict;  ///< limits that cannot be kept together; empty when none are
  bool is_smallest = false;  ///< of `conflict`: any one of them given up, the others can be kept
};

/// Load without any way, and load whose demand has a curve, is left out of the question.
/// `is_smallest` means that the set is irreducible; there may be another with fewer limits.
/// Cost: one equilibrium without times, and one more for each limit in conflict.
/// Source: Larsson and Patriksson 1995 (augmented Lagrangian); prices cannot exceed what an
/// extension costs, by duality of linear programs; leaving out one at a time: Chinneck 2008,
/// "Feasibility and Infeasibility in Optimization", ch. 6 (deletion filter).
[[nodiscard]] Relief find_relief(const Problem& problem, const ReliefOptions& options = {});

/// The size from which on a limit no longer binds, all others kept: the load on it where it is left
/// out. Nothing when that equilibrium was not reached. `flows` hold an answer with its routes
/// (`Options::keep_routes`), which is where the search begins.
[[nodiscard]] std::optional<double> stops_binding_at(const Problem& problem, const Options& options,
                                                     const Flows& flows, LimitId limit);

}  // namespace corridor::assignment
