// Our graph as the rivals want it.
#pragma once

#include "corridor/routes/shortest.hpp"
#include "rivals.hpp"

namespace corridor::bench {

inline PlainGraph to_plain(const network::Graph& graph, routes::Costs costs) {
  PlainGraph plain;
  plain.node_count = graph.node_count();
  plain.costs.assign(costs.begin(), costs.end());
  for (const network::ArcId arc : graph.arcs())
    plain.arcs.emplace_back(graph.tail(arc).value(), graph.head(arc).value());
  return plain;
}

}  // namespace corridor::bench
