#include "corridor/routes/via.hpp"

#include "corridor/base/error.hpp"

namespace corridor::routes {

std::vector<ArcId> UnrolledGraph::original(std::span<const ArcId> arcs) const {
  std::vector<ArcId> result;
  result.reserve(arcs.size());
  for (const ArcId arc : arcs) result.push_back(arc_of[arc.value()]);
  return result;
}

UnrolledGraph unroll(const Graph& graph, std::span<const std::vector<ArcId>> stops) {
  UnrolledGraph unrolled;
  unrolled.nodes = graph.node_count();
  unrolled.stops = stops.size();
  std::vector<network::ArcEnds> ends;
  std::vector<ArcId> from;
  ends.reserve(graph.arc_count() * (stops.size() + 1));
  std::vector<char> is_made(graph.arc_count(), 0);
  for (std::size_t layer = 0; layer <= stops.size(); ++layer) {
    std::vector<char> is_stop(graph.arc_count(), 0);
    if (layer < stops.size()) {
      for (const ArcId arc : stops[layer]) {
        CORRIDOR_ASSERT(arc.value() < graph.arc_count(), "a stop is made by arcs of the graph");
        is_stop[arc.value()] = 1;
      }
    }
    for (const ArcId arc : graph.arcs()) {
      if (is_made[arc.value()] != 0 && is_stop[arc.value()] == 0) continue;
      const std::size_t after = layer + (is_stop[arc.value()] != 0 ? 1 : 0);
      ends.push_back({NodeId(graph.tail(arc).value() + layer * unrolled.nodes),
                      NodeId(graph.head(arc).value() + after * unrolled.nodes)});
      from.push_back(arc);
    }
    for (std::size_t arc = 0; arc < is_made.size(); ++arc)
      is_made[arc] = static_cast<char>(is_made[arc] | is_stop[arc]);
  }
  std::vector<std::uint32_t> order;
  unrolled.graph = Graph(unrolled.nodes * (stops.size() + 1), ends, &order);
  unrolled.arc_of.reserve(order.size());
  for (const std::uint32_t position : order) unrolled.arc_of.push_back(from[position]);
  return unrolled;
}

}  // namespace corridor::routes
