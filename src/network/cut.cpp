#include "corridor/network/cut.hpp"

#include <algorithm>
#include <boost/graph/connected_components.hpp>
#include <boost/graph/edmonds_karp_max_flow.hpp>
#include <boost/graph/filtered_graph.hpp>
#include <boost/property_map/function_property_map.hpp>

#include "boost_graph.hpp"
#include "corridor/base/error.hpp"

namespace corridor::network {
namespace {

using FlowGraph = TwoWayGraph<boost::directed_tag>;

// What is left of each edge's capacity under a maximum flow, and the flow.
struct MaxFlow {
  long value = 0;
  std::vector<long> residual;  ///< [edge]
};

MaxFlow max_flow(const Graph& graph, NodeId from, NodeId to, const std::vector<long>& capacity) {
  const FlowGraph view(graph);
  MaxFlow flow;
  flow.residual.resize(num_edges(view));
  std::vector<boost::default_color_type> colors(graph.node_count());
  std::vector<TwoWayEdge> parents(graph.node_count());
  const auto edge_index = boost::make_function_property_map<TwoWayEdge, std::size_t>(&index_of);
  const auto node_index = get(boost::vertex_index, view);
  const auto other_way = boost::make_function_property_map<TwoWayEdge, TwoWayEdge>(&other_way_of);
  flow.value = boost::edmonds_karp_max_flow(
      view, from.value(), to.value(),
      boost::make_iterator_property_map(capacity.begin(), edge_index),
      boost::make_iterator_property_map(flow.residual.begin(), edge_index), other_way,
      boost::make_iterator_property_map(colors.begin(), node_index),
      boost::make_iterator_property_map(parents.begin(), node_index));
  return flow;
}

// Nodes that the source still reaches with what the flow leaves: the cut nearest to it.
std::vector<char> source_side(const Graph& graph, NodeId source, const std::vector<long>& left) {
  const FlowGraph view(graph);
  std::vector<char> inside(graph.node_count(), 0);
  std::vector<std::size_t> open = {source.value()};
  inside[source.value()] = 1;
  while (!open.empty()) {
    const auto [first, last] = out_edges(open.back(), view);
    open.pop_back();
    for (auto edge = first; edge != last; ++edge) {
      const std::size_t next = target(*edge, view);
      if (left[index_of(*edge)] <= 0 || inside[next] != 0) continue;
      inside[next] = 1;
      open.push_back(next);
    }
  }
  return inside;
}

// Whether an edge of the view stands for an arc that is there.
struct IsPresent {
  std::span<const char> present;
  bool operator()(TwoWayEdge edge) const { return present[edge.arc.value()] != 0; }
};

}  // namespace

std::optional<std::vector<ArcId>> find_min_cut(const Graph& graph, NodeId source, NodeId target,
                                               std::span<const CutRole> roles) {
  CORRIDOR_ASSERT(roles.size() == graph.arc_count(), "one role for each arc");
  if (source == target) return std::nullopt;
  const long breaks = std::count(roles.begin(), roles.end(), CutRole::kBreaks);
  std::vector<long> capacity(2 * graph.arc_count(), 0);
  for (const ArcId arc : graph.arcs()) {
    if (graph.tail(arc) == graph.head(arc)) continue;  // joins nothing, and the flow would go round
    const CutRole role = roles[arc.value()];
    if (role == CutRole::kBreaks) capacity[index_of({arc, false})] = 1;
    if (role == CutRole::kUnbroken) capacity[index_of({arc, false})] = breaks + 1;
  }
  const MaxFlow flow = max_flow(graph, source, target, capacity);
  if (flow.value > breaks) return std::nullopt;
  const std::vector<char> inside = source_side(graph, source, flow.residual);
  std::vector<ArcId> cut;
  for (const ArcId arc : graph.arcs()) {
    const bool crosses =
        inside[graph.tail(arc).value()] != 0 && inside[graph.head(arc).value()] == 0;
    if (crosses && roles[arc.value()] != CutRole::kAbsent) cut.push_back(arc);
  }
  return cut;
}

std::vector<std::uint32_t> connected_parts(const Graph& graph, std::span<const char> present) {
  CORRIDOR_ASSERT(present.size() == graph.arc_count(), "one entry for each arc");
  const TwoWayGraph<boost::undirected_tag> all(graph);
  const boost::filtered_graph<TwoWayGraph<boost::undirected_tag>, IsPresent> joined(
      all, IsPresent{present});
  std::vector<std::uint32_t> parts(graph.node_count());
  if (parts.empty()) return parts;
  const auto index = get(boost::vertex_index, all);
  std::vector<boost::default_color_type> colors(graph.node_count());
  boost::connected_components(
      joined, boost::make_iterator_property_map(parts.begin(), index),
      boost::color_map(boost::make_iterator_property_map(colors.begin(), index)));
  return parts;
}

}  // namespace corridor::network
