// Loads that use named facilities whatever happens: the ports' own trade, through trains.
#pragma once

#include "corridor/outcome/outcome.hpp"

namespace corridor::outcome {

/// Adds every fixed load of the demand table to the loads of its ports, or of the rail links and
/// borders along its way points. Through trains run on paths of their own: they are shown, but take
/// no room from the boxes of the scenario.
void add_fixed_loads(Outcome& outcome);

}  // namespace corridor::outcome
