// What more room at the facilities that pinch most is worth, and where their limits stop to bind.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "corridor/outcome/outcome.hpp"

namespace corridor::studies {

/// One full facility in one month. Units per hour, means over the month's days.
struct CapacityRange {
  network::FacilityId facility;
  int month = 0;  ///< position in the period
  PerHour capacity;
  double price = 0.0;  ///< of the next unit, USD
  PerHour step;        ///< more room, a round number of units a day
  /// What the whole step saves; less than price x step, since each unit is worth less than the one
  /// before. Nothing when a solve did not end.
  std::optional<UsdPerHour> worth_of_step;
  /// What would pass, fixed loads counted, if it had no limit and all others kept theirs.
  std::optional<PerHour> stops_binding_at;
};

struct RangingOptions {
  int jobs = 1;
  std::size_t most_facilities = 3;
};

/// The facilities with a price in the month of the headline's first full one whose room is worth
/// most (price x use), the dearest first; none when no limit has a price. Requires: alternatives
/// were kept. Over the routes of the outcome: with routes sought anew a limit may stop binding a
/// little later. Cost: a solve of one month, and two more a facility, from the prices of the
/// outcome. Source: ranging of a right-hand side: the price is the slope of the least cost in the
/// room.
[[nodiscard]] std::vector<CapacityRange> find_ranges(const outcome::Outcome& outcome,
                                                     const RangingOptions& options);

/// "100 more trucks a day at Chaman are worth 41,000 USD a day in 2026-01; it stops binding at 800,
/// now 500".
[[nodiscard]] std::string describe(const outcome::Outcome& outcome, const CapacityRange& range);

}  // namespace corridor::studies
