// The measures of one replication, each defined here and nowhere else.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "corridor/simulation/replicate.hpp"

namespace corridor::results {

/// A measure without a number in a replication (a yard that never fills) is left out of it.
struct SimulatedMeasure {
  std::string measure;
  std::string object;
  std::string part;
  std::string unit;
  std::function<std::optional<double>(const simulation::SimulatedRun&)> number;
};

/// In a fixed order that depends on the network alone.
[[nodiscard]] std::vector<SimulatedMeasure> simulated_measures(const network::Network& network);

}  // namespace corridor::results
