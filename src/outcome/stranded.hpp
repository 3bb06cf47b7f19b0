#pragma once

#include "corridor/outcome/outcome.hpp"

namespace corridor::outcome {

/// Fills `cut` of each group that has no way: the shut facilities on the way that would be cheapest
/// if nothing were shut. Left empty when no way exists even then. Sorts the largest groups first.
void explain_stranded(Outcome& outcome, int jobs);

}  // namespace corridor::outcome
