// What a solved scenario sends into a simulation.
#pragma once

#include "corridor/outcome/outcome.hpp"
#include "corridor/simulation/flows.hpp"

namespace corridor::outcome {

/// The flows of an outcome, month by month; routes point into it. Requires: `choices` were kept.
[[nodiscard]] simulation::Flows flows_of(const Outcome& outcome);

}  // namespace corridor::outcome
