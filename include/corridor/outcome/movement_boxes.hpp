// The boxes of a movement: laden ones month by month, and the empties that come with them.
#pragma once

#include "corridor/outcome/outcome.hpp"

namespace corridor::outcome {

/// Laden boxes of a movement that want to move in a month (position in the period).
[[nodiscard]] TeuPerHour laden_flow(const Outcome& outcome, const Movement& movement, int month);

/// The empty boxes that come with the laden ones of a movement.
struct Empties {
  double per_laden = 0.0;
  bool go_back = true;  ///< against the laden direction, by the same way (else with it)
};
[[nodiscard]] Empties empties_of(const Outcome& outcome, const Movement& movement);

}  // namespace corridor::outcome
