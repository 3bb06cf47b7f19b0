#include "corridor/network/least_cost_flow.hpp"

#include <algorithm>
#include <boost/graph/successive_shortest_path_nonnegative_weights.hpp>
#include <boost/property_map/function_property_map.hpp>
#include <cmath>

#include "boost_graph.hpp"
#include "corridor/base/error.hpp"

namespace corridor::network {
namespace {

using FlowGraph = TwoWayGraph<boost::directed_tag>;

// Whole numbers of this part of a cost, so that sums are exact.
constexpr double kParts = 1000.0;

// The graph with a source before all that is there and a target behind all that is wanted.
struct Extended {
  Graph graph;
  NodeId source;
  NodeId target;
  std::vector<double> costs;  ///< [arc], whole
  std::vector<std::int64_t> capacity;
  std::vector<ArcId> own;  ///< [arc of the extended graph]; none for arcs of source and target
};

Extended extend(const Graph& graph, std::span<const std::int64_t> supply,
                std::span<const double> costs, std::span<const std::int64_t> capacity) {
  Extended wide;
  wide.source = NodeId(graph.node_count());
  wide.target = NodeId(graph.node_count() + 1);
  std::vector<ArcEnds> ends;
  std::vector<double> cost_of;
  std::vector<std::int64_t> capacity_of;
  std::vector<ArcId> own;
  const auto add = [&](NodeId tail, NodeId head, double cost, std::int64_t most, ArcId arc) {
    ends.push_back({tail, head});
    cost_of.push_back(std::round(cost * kParts));
    capacity_of.push_back(most);
    own.push_back(arc);
  };
  for (const ArcId arc : graph.arcs()) {
    if (capacity[arc.value()] > 0 && std::isfinite(costs[arc.value()]))
      add(graph.tail(arc), graph.head(arc), costs[arc.value()], capacity[arc.value()], arc);
  }
  for (const NodeId node : ids<NodeId>(graph.node_count())) {
    const std::int64_t amount = supply[node.value()];
    if (amount > 0) add(wide.source, node, 0.0, amount, {});
    if (amount < 0) add(node, wide.target, 0.0, -amount, {});
  }
  std::vector<std::uint32_t> order;
  wide.graph = Graph(graph.node_count() + 2, ends, &order);
  for (const std::uint32_t position : order) {
    wide.costs.push_back(cost_of[position]);
    wide.capacity.push_back(capacity_of[position]);
    wide.own.push_back(own[position]);
  }
  return wide;
}

// What a least-cost flow of the greatest size leaves of each edge's capacity [edge].
std::vector<std::int64_t> residual_of(const Extended& wide) {
  const FlowGraph view(wide.graph);
  std::vector<std::int64_t> capacity(num_edges(view), 0);
  std::vector<std::int64_t> residual(num_edges(view), 0);
  std::vector<double> weight(num_edges(view), 0.0);
  for (const ArcId arc : wide.graph.arcs()) {
    capacity[index_of({arc, false})] = wide.capacity[arc.value()];
    weight[index_of({arc, false})] = wide.costs[arc.value()];
    weight[index_of({arc, true})] = -wide.costs[arc.value()];
  }
  const auto edge_index = boost::make_function_property_map<TwoWayEdge, std::size_t>(&index_of);
  const auto node_index = get(boost::vertex_index, view);
  const auto other_way = boost::make_function_property_map<TwoWayEdge, TwoWayEdge>(&other_way_of);
  const auto on_edges = [&](auto& column) {
    return boost::make_iterator_property_map(column.begin(), edge_index);
  };
  const auto on_nodes = [&](auto& column) {
    return boost::make_iterator_property_map(column.begin(), node_index);
  };
  std::vector<TwoWayEdge> parents(wide.graph.node_count());
  std::vector<double> distance(wide.graph.node_count());
  std::vector<double> distance_before(wide.graph.node_count());
  boost::successive_shortest_path_nonnegative_weights(
      view, wide.source.value(), wide.target.value(), on_edges(capacity), on_edges(residual),
      on_edges(weight), other_way, node_index, on_nodes(parents), on_nodes(distance),
      on_nodes(distance_before));
  return residual;
}

}  // namespace

LeastCostFlow find_least_cost_flow(const Graph& graph, std::span<const std::int64_t> supply,
                                   std::span<const double> costs,
                                   std::span<const std::int64_t> capacity) {
  CORRIDOR_ASSERT(supply.size() == graph.node_count(), "one amount for each node");
  CORRIDOR_ASSERT(costs.size() == graph.arc_count() && capacity.size() == graph.arc_count(),
                  "one cost and capacity for each arc");
  const Extended wide = extend(graph, supply, costs, capacity);
  const std::vector<std::int64_t> residual = residual_of(wide);
  LeastCostFlow sent;
  sent.flow.assign(graph.arc_count(), 0);
  for (const std::int64_t amount : supply) sent.unsent += std::max<std::int64_t>(amount, 0);
  for (const ArcId arc : wide.graph.arcs()) {
    const std::int64_t flow = residual[index_of({arc, true})];
    if (wide.graph.tail(arc) == wide.source) sent.unsent -= flow;
    const ArcId own = wide.own[arc.value()];
    if (own.is_none()) continue;
    sent.flow[own.value()] = flow;
    sent.cost += static_cast<double>(flow) * costs[own.value()];
  }
  return sent;
}

}  // namespace corridor::network
