// Route choice of all movements in one state of the network.
#pragma once

#include <vector>

#include "movements.hpp"

namespace corridor::outcome {

/// Alternatives of every movement [movement], with shares; empty where there is no way.
[[nodiscard]] std::vector<std::vector<Alternative>> choose_routes(const network::Network& network,
                                                                  const network::MonthState& state,
                                                                  const Movements& movements,
                                                                  const Options& options);

}  // namespace corridor::outcome
