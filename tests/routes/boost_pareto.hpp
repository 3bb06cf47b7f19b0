// Boost.Graph's resource-constrained shortest paths, in the form that lists all Pareto-optimal
// paths, as an oracle.
#pragma once

#include <array>
#include <set>
#include <span>

#include "corridor/routes/pareto.hpp"

namespace corridor::routes {

/// The values of all Pareto-optimal routes.
std::set<std::array<double, kMostObjectives>> boost_pareto(const Graph& graph, NodeId source,
                                                           NodeId target,
                                                           std::span<const Costs> objectives);

}  // namespace corridor::routes
