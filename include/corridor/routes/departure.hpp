// Routes by date of departure: the cheapest way through opening hours, closures, timetables and
// rotations. Waiting is allowed anywhere and is priced, so the same route costs more when it
// leaves on the wrong day.
// In: a graph, costs and durations as columns, timings. Out: routes with the time of each step.
// Exact, because an earlier and cheaper partial route can do whatever a later and dearer one does
// (see timing.hpp: first in, first out), so only labels (time, cost) that no other label of the
// node beats need be kept, and to leave each node as soon as the next arc lets one in costs least.
// What is not here: prices that change with time, waiting at prices that differ by place.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "corridor/base/id.hpp"
#include "corridor/routes/shortest.hpp"
#include "corridor/routes/timing.hpp"

namespace corridor::routes {

struct TimingTag;
using TimingId = Id<TimingTag>;

/// What a search in time runs on. All columns must outlive it.
struct Schedule {
  Costs costs;                          ///< [arc] price without time, >= 0; +infinity = closed
  std::span<const double> duration_h;   ///< [arc] hours from entering to leaving, >= 0
  std::span<const TimingId> timing_of;  ///< [arc]; none = always open
  std::span<const Timing> timings;      ///< [timing]
  double moving_cost_per_hour = 0.0;    ///< >= waiting_cost_per_hour
  double waiting_cost_per_hour = 0.0;   ///< >= 0
};

/// One arc of a timed route.
struct TimedStep {
  ArcId arc;
  Hours ready;   ///< when its tail was reached
  Hours enters;  ///< later than `ready` by the wait
  Hours leaves;
  friend bool operator==(const TimedStep&, const TimedStep&) = default;
};

struct TimedRoute {
  double cost = 0.0;  ///< prices of the arcs, hours moving and hours waiting
  Hours departure;    ///< when ready at the source
  Hours arrival;
  Hours waiting;  ///< of all steps
  std::vector<TimedStep> steps;
  friend bool operator==(const TimedRoute&, const TimedRoute&) = default;
};

enum class DepartureStatus {
  kFound,
  kUnreachable,  ///< no open route, whatever the time
  kTooLate,      ///< routes exist, but none that arrives by the latest arrival
};

struct TimedResult {
  DepartureStatus status = DepartureStatus::kUnreachable;
  std::optional<TimedRoute> route;  ///< when found
};

/// The arcs `route`, one after the other from `departure` on, each entered as soon as it can be.
/// kUnreachable when an arc is closed, kTooLate when it cannot be entered ever again.
[[nodiscard]] TimedResult time_route(std::span<const ArcId> route, const Schedule& schedule,
                                     Hours departure);

/// For each of `departures` the cheapest route that leaves `source` then (or waits there) and is
/// at `target` by `latest_arrival`: [departure]. Loopless.
/// Cost: one tree, then per departure a search towards the target among (time, cost) labels.
/// Source: Hansen 1980 (labels of two values); Dean 2004 (waiting and first in, first out); bounds
/// from the tree to the target without waits, as in A*.
[[nodiscard]] std::vector<TimedResult> find_by_departure(const Graph& graph, NodeId source,
                                                         NodeId target, const Schedule& schedule,
                                                         std::span<const Hours> departures,
                                                         Hours latest_arrival);

/// Position of the cheapest result, the earliest of equals; nothing when none is found.
[[nodiscard]] std::optional<std::size_t> cheapest_of(std::span<const TimedResult> results);

}  // namespace corridor::routes
