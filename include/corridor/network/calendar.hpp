// What is shut, and what is narrowed, in each month of the period.
#pragma once

#include <vector>

#include "corridor/network/network.hpp"

namespace corridor::network {

/// State of all facilities in one month. A facility closed on more than half of the month's days is
/// shut for that month (nobody plans through it); otherwise it keeps its capacity on the open days.
/// Assumed: a shorter closure is waited out; its days are lost as capacity, not as route.
struct MonthState {
  Column<FacilityId, char> shut;          ///< 1 = no box passes
  Column<FacilityId, double> open_share;  ///< of the month's days, weekly days off counted
  Column<FacilityId, double> factor;      ///< of the capacity on an open day, and of sailings
  int days = 30;

  /// Months with equal `shut` and `factor` have equal costs.
  [[nodiscard]] bool costs_like(const MonthState& other) const {
    return shut == other.shut && factor == other.factor;
  }
};

/// One state for each month of the scenario's period.
[[nodiscard]] std::vector<MonthState> month_states(const Network& network);

/// The days from `first` to `last`, both included.
struct DaySpan {
  Date first;
  Date last;
  friend bool operator==(const DaySpan&, const DaySpan&) = default;
};

/// Days between `first` and `last` on which each facility is shut by a closure or a season, or left
/// without any capacity [facility], ascending. Weekly days off are not in them.
[[nodiscard]] Column<FacilityId, std::vector<DaySpan>> closed_days(const Network& network,
                                                                   Date first, Date last);

/// The closure that holds a facility shut on `day`; null when none does (a closed season, or it is
/// open). Points into the network's scenario.
[[nodiscard]] const model::Closure* find_closure(const Network& network, FacilityId facility,
                                                 Date day);

/// What a closure of an object touches: its facilities in both directions; none if it has none.
[[nodiscard]] std::vector<FacilityId> find_facilities(const Network& network,
                                                      model::ClosureTarget target,
                                                      const std::string& object);

/// Capacity of a facility over a month, units per hour; 0 when not known.
[[nodiscard]] PerHour capacity_in(const Facility& facility, FacilityId id, const MonthState& state);

/// Days on which a facility is shut, or keeps only `factor` of its capacity: from day `from` up to
/// but without day `until`, counted from the first day of the period. Weekly days off are not here.
struct Interruption {
  FacilityId facility;
  int from = 0;
  int until = 0;
  double factor = 0.0;        ///< 0 = shut
  bool began_before = false;  ///< it held on the day before the period, too
  friend bool operator==(const Interruption&, const Interruption&) = default;
};

/// All of them within the period, by facility, then by day, apart from each other.
[[nodiscard]] std::vector<Interruption> interruptions(const Network& network);

}  // namespace corridor::network
