// The rows of one mode's trade facilitation indicators.
#pragma once

#include <string>

#include "corridor/outcome/tfi.hpp"
#include "corridor/results/table.hpp"

namespace corridor::results {

/// Adds the indicators that are known to a table of whom they are of, mode, indicator, value, unit.
void add_indicators(const std::string& of, model::Mode mode, const outcome::LandSums& sums,
                    Table& table);

}  // namespace corridor::results
