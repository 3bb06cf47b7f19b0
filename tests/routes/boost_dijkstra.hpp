// Boost.Graph as an oracle; its heavy headers stay in boost_dijkstra.cpp.
#pragma once

#include <vector>

#include "corridor/routes/shortest.hpp"

namespace corridor::routes {

/// Distances from `source` [node] by boost::dijkstra_shortest_paths; +infinity = not reached.
std::vector<double> boost_distances(const Graph& graph, Costs costs, NodeId source);

}  // namespace corridor::routes
