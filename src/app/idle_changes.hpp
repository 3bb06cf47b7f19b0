// Changes of a scenario that alter values but no way that a box could take.
#pragma once

#include <vector>

#include "corridor/input/scenario_file.hpp"
#include "corridor/network/network.hpp"

namespace corridor::app {

/// An error (E226) for each change to links, borders, services or prices after which every arc has
/// the time, price and capacity it had before. Changes to anything else are taken to matter.
/// Lays the world out a second time, without the changes.
[[nodiscard]] std::vector<Finding> find_idle_changes(const input::Loaded& loaded,
                                                     const network::Network& network);

}  // namespace corridor::app
