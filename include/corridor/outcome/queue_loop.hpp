// The queue in the loop: the equilibrium sends its flows into the simulation, the waits measured
// there return as hours on the routes, until flows and waits agree within their noise.
//
// In: a network. Out: the last outcome, whose routes and hours hold the waits, its simulation, and
// each step taken. Capacities stay hard in the equilibrium; what comes back is the wait that is
// left at the loads which it allows. As a full facility answers a small change of flow with a wait
// of nothing or of weeks, each keeps the waits between which its own must lie, and halves what is
// left. Invariants: all steps share their random numbers; the same input gives the same bytes.
// Absent: waits by month (a facility has one mean wait for the period), and waits of what only some
// boxes use (see network::with_waits).
#pragma once

#include <functional>

#include "corridor/outcome/outcome.hpp"
#include "corridor/simulation/replicate.hpp"

namespace corridor::outcome {

struct QueueLoopStep {
  double flow_change = 0.0;  ///< largest change of a mean load since the step before, over capacity
  FacilityId most_changed;   ///< where; none at the first step
  double wait_change_h = 0.0;  ///< largest difference of measured and assumed wait
  double half_width_h = 0.0;   ///< of the 95 % interval of that wait over replications
  FacilityId most_waited;      ///< where; none if nobody waits
  int unsettled = 0;           ///< facilities whose waits differ by more than noise and tolerance
  int vague = 0;               ///< settled only by an interval wider than half their wait
  int waited = 0;              ///< of so many that make boxes wait
  int moved = 0;               ///< facilities whose loads moved by more than noise and tolerance
  int loaded = 0;              ///< of so many that are used; 0 at the first step
  double mean_difference_h = 0.0;  ///< of measured and assumed wait, a TEU that passes a facility
};

struct QueueLoopOptions {
  Options solve;
  simulation::ReplicateOptions replicate;
  int max_steps = 10;
  /// A load is settled when it moved by no more than this share of capacity, or than what luck with
  /// arrivals changes in it.
  double flow_tolerance = 0.01;
  /// A wait is settled when measured and assumed differ by no more than their half width, or by
  /// this share of it, or by an hour.
  double wait_tolerance = 0.05;
  std::function<void(int step, const QueueLoopStep&)> on_step = {};
};

struct QueueLoop {
  Outcome outcome;  ///< its network has the waits in its hours, `Load::wait_h` says them
  simulation::Replications simulated;
  std::vector<QueueLoopStep> steps;
  /// All but one in twenty facilities are settled, waits and loads: so many would miss a 95 %
  /// interval by luck if all agreed. Else read the last of `steps`.
  bool is_converged = false;
  bool is_stopped = false;  ///< the simulation was told to end; nothing else holds
};

/// Source: Press et al. 2007, Numerical Recipes, 9.1 and 9.2 (bisection, secant); DESIGN section 4.
[[nodiscard]] QueueLoop solve_with_queues(const std::shared_ptr<const network::Network>& network,
                                          const QueueLoopOptions& options);

}  // namespace corridor::outcome
