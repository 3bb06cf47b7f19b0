#pragma once

#include "corridor/outcome/outcome.hpp"

namespace corridor::outcome {

/// Fills `cut` of each stranded group: the shut facilities on the way that would be cheapest if
/// nothing were shut. Left empty when no way exists even then.
void explain_stranded(Outcome& outcome);

}  // namespace corridor::outcome
