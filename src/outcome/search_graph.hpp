// The network as a search for the cheapest routes sees it: without the nodes at which no box
// begins, ends or chooses, and in the order in which boxes from an origin reach the others.
#pragma once

#include <map>

#include "alike_arcs.hpp"
#include "corridor/routes/contraction.hpp"
#include "corridor/routes/tree_bundle.hpp"
#include "movements.hpp"

namespace corridor::outcome {

struct SearchGraph {
  routes::Contraction contraction;
  AlikeArcs alike;                                          ///< of the whole network
  std::vector<ArcId> quays;                                 ///< of the whole network
  std::map<network::NodeId, routes::NodeOrder> order_from;  ///< by node in the whole network
};

/// The nodes at which boxes begin or end.
[[nodiscard]] std::vector<network::NodeId> ends_of(const network::Network& network);

/// Orders are those of the first movement of each origin in this month; they suit others.
[[nodiscard]] SearchGraph search_graph(const Outcome& outcome, const Movements& movements,
                                       int month, int jobs);

}  // namespace corridor::outcome
