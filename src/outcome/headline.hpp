#pragma once

#include "corridor/outcome/outcome.hpp"

namespace corridor::outcome {

/// The headline of loads and demand results that are complete.
[[nodiscard]] Headline find_headline(const Outcome& outcome);

}  // namespace corridor::outcome
