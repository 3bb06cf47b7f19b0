// Stochastic user equilibrium with volume-delay over fixed route sets: every unit of load chooses
// among the routes of its pair by path-size logit, nested where asked, at the times that all loads
// together cause.
// In: a Problem, and for each of its demands some routes. Out: loads, times, shares.
// Method: Newton's steps on the loads of links, whose equation is load = choice(time(load)).
// Invariants: shares of a pair sum to 1; finite numbers whatever the input; same input, same bytes.
// Absent: hard limits (logit.hpp has those, without volume-delay), new routes while it solves.
// Source: Fisk 1980, "Some developments in equilibrium traffic assignment", Transp. Res. B 14(3),
// the program whose unique optimum this is; Sheffi 1985, ch. 12.
#pragma once

#include <cstdint>
#include <vector>

#include "corridor/assignment/problem.hpp"
#include "corridor/assignment/solve.hpp"

namespace corridor::assignment {

/// Routes in consecutive order of demand; a demand without any stays where it is.
struct RouteChoice {
  std::vector<std::uint32_t> first_route = {0};  ///< [demand + 1]
  std::vector<std::uint32_t> first_arc = {0};    ///< [route + 1]
  std::vector<ArcId> arcs;
  std::vector<double> size;  ///< [route] path size at the times that chose the routes
  /// Nests: `nest_levels` labels a route [route * levels + level], the outermost first; routes of a
  /// demand share a nest when their labels are alike (nested_choice.hpp). Path sizes within the
  /// innermost nest are the caller's.
  std::size_t nest_levels = 0;
  std::vector<std::uint32_t> nest_labels = {};
};

/// The `count` cheapest loopless routes of each demand at `time_h` [arc] and the fixed time of its
/// class. A class's money counts as time. Nodes that are closed to through load are not passed.
/// Source: path size, Ben-Akiva and Bierlaire 1999.
[[nodiscard]] RouteChoice list_cheapest_routes(const Problem& problem,
                                               const Column<ArcId, double>& time_h,
                                               std::size_t count);

struct StochasticOptions {
  double theta = 1.0;  ///< per hour (unit of time), > 0; among routes of an innermost nest
  /// Scales of the choice among nests, the outermost first, one for each level: none above the
  /// next, and `theta` the largest.
  std::vector<double> nest_thetas = {};
  /// Factor on all scales [demand], > 0; empty: one. For scales relative to the cost of the pair it
  /// is a standard cost over the pair's cheapest, frozen like the routes.
  std::vector<double> theta_factor = {};
  double tolerance = 1e-10;  ///< of loads, over the whole demand
  int max_steps = 100;
};

struct StochasticFlows {
  Status status = Status::kIterationLimit;  ///< kConverged, kStalled or kIterationLimit
  double residual = 0.0;  ///< largest |load - what the choice at its time gives| over all demand
  int steps = 0;
  Column<ArcId, double> load_teu_per_h;
  Column<ArcId, double> time_h;                                     ///< at that load
  Column<UserClassId, Column<ArcId, double>> class_load_teu_per_h;  // [class, arc]
  std::vector<double> share;                                        ///< [route]
  double total_time = 0.0;          ///< load times time, fixed time included
  double stranded_teu_per_h = 0.0;  ///< of demands without an open route
};

/// Cost: per step the cube of the arcs that carry load and have a delay. `problem.limits` are not
/// kept and demand curves not looked at. Requires: what Problem requires.
[[nodiscard]] StochasticFlows solve_stochastic(const Problem& problem, const RouteChoice& routes,
                                               const StochasticOptions& options);

}  // namespace corridor::assignment
