// The corridor network as a schedule for searches by date: which arcs open when, what each costs
// without time, and how long it takes.
// Closures by date, closed seasons, weekly days off and hours of border posts are exact. Departures
// of trains and ships are known as a frequency only: no row says on which weekday a ship leaves, so
// a box waits half a headway for each, as in the search without a date.
// Assumed: border hours are local time at the post and count as hours of the period's clock.
#pragma once

#include "corridor/network/cost.hpp"
#include "corridor/routes/departure.hpp"

namespace corridor::routes {

/// Columns of a schedule, with the spans they are read through.
struct NetworkSchedule {
  std::vector<double> costs;        ///< [arc] USD/TEU without time; +infinity = never open
  std::vector<double> duration_h;   ///< [arc]
  std::vector<TimingId> timing_of;  ///< [arc]
  std::vector<Timing> timings;      ///< [timing]
  double usd_per_hour = 0.0;        ///< of one TEU, moving or waiting
  Calendar calendar;                ///< hour 0 is midnight of its first day

  [[nodiscard]] Schedule view() const {
    return {costs, duration_h, timing_of, timings, usd_per_hour, usd_per_hour};
  }
};

/// The schedule of a network for one cargo class over `days` days from `first` on; `state` gives
/// frequencies. After the last day everything stays as it is on it. A closure without an end is
/// never open again.
[[nodiscard]] NetworkSchedule make_schedule(const network::Network& network,
                                            const network::CargoClass& cargo,
                                            const network::MonthState& state, Date first, int days);

}  // namespace corridor::routes
