#include "corridor/network/least_cost_flow.hpp"

#include <algorithm>
#include <boost/graph/successive_shortest_path_nonnegative_weights.hpp>
#include <boost/property_map/function_property_map.hpp>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <utility>

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

// Distances [node] as Boost's search sees them: none is beyond that of the target, once it is
// reached. Potentials that grow by such distances keep all costs at or above zero.
struct DistanceUpTo {
  using key_type = std::size_t;
  using value_type = double;
  using reference = double;
  using category = boost::read_write_property_map_tag;
  std::span<double> distance;
  std::size_t target;

  friend double get(const DistanceUpTo& map, std::size_t node) {
    return std::min(map.distance[node], map.distance[map.target]);
  }
  friend void put(const DistanceUpTo& map, std::size_t node, double to) { map.distance[node] = to; }
};

// What is left of capacities [edge], none of it beyond the target, so that the search ends there.
struct ResidualUpTo {
  using key_type = TwoWayEdge;
  using value_type = std::int64_t;
  using reference = std::int64_t;
  using category = boost::read_write_property_map_tag;
  std::span<std::int64_t> residual;
  std::span<const double> distance;
  std::size_t target;
  const FlowGraph* view;

  friend std::int64_t get(const ResidualUpTo& map, TwoWayEdge edge) {
    const std::int64_t left = map.residual[index_of(edge)];
    return left > 0 && map.distance[source(edge, *map.view)] <= map.distance[map.target] ? left : 0;
  }
  friend void put(const ResidualUpTo& map, TwoWayEdge edge, std::int64_t left) {
    map.residual[index_of(edge)] = left;
  }
};

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
  const std::size_t target = wide.target.value();
  boost::successive_shortest_path_nonnegative_weights(
      view, wide.source.value(), target, on_edges(capacity),
      ResidualUpTo{residual, distance, target, &view}, on_edges(weight), other_way, node_index,
      on_nodes(parents), DistanceUpTo{distance, target}, on_nodes(distance_before));
  return residual;
}

// A walk along what is left of a flow.
class Walker {
 public:
  Walker(const Graph& graph, std::span<const std::int64_t> supply,
         std::span<const std::int64_t> flow)
      : graph_(&graph),
        left_(flow.begin(), flow.end()),
        wanted_(graph.node_count()),
        place_(graph.node_count(), kNotOnWay) {
    for (std::size_t node = 0; node < wanted_.size(); ++node)
      wanted_[node] = std::max<std::int64_t>(-supply[node], 0);
  }

  // Takes one way from a node to the first that wants something; an amount of zero when there is
  // none.
  Transfer take(NodeId from, std::int64_t most) {
    NodeId at = from;
    place_[at.value()] = 0;
    while (wanted_[at.value()] == 0) {
      const std::optional<ArcId> next = next_from(at);
      if (!next) break;
      way_.push_back(*next);
      at = graph_->head(*next);
      if (place_[at.value()] != kNotOnWay) {
        cancel_circle(place_[at.value()]);
      } else {
        place_[at.value()] = way_.size();
      }
    }
    const std::int64_t amount = std::min({most, wanted_[at.value()], least_on_way(0)});
    wanted_[at.value()] -= amount;
    take_off(0, amount);
    forget_way(0);
    place_[from.value()] = kNotOnWay;
    return {from, at, amount};
  }

 private:
  static constexpr std::size_t kNotOnWay = static_cast<std::size_t>(-1);

  const Graph* graph_;
  std::vector<std::int64_t> left_;    // [arc]
  std::vector<std::int64_t> wanted_;  // [node]
  std::vector<std::size_t> place_;    // [node] arcs on the way before it
  std::vector<ArcId> way_;

  [[nodiscard]] std::optional<ArcId> next_from(NodeId node) const {
    for (ArcId arc(graph_->first_out(node)); arc.value() < graph_->arc_count();
         arc = ArcId(arc.value() + 1)) {
      if (graph_->tail(arc) != node) break;
      if (left_[arc.value()] > 0) return arc;
    }
    return std::nullopt;
  }
  [[nodiscard]] std::int64_t least_on_way(std::size_t begin) const {
    std::int64_t least = std::numeric_limits<std::int64_t>::max();
    for (std::size_t i = begin; i < way_.size(); ++i)
      least = std::min(least, left_[way_[i].value()]);
    return least;
  }
  void take_off(std::size_t begin, std::int64_t amount) {
    for (std::size_t i = begin; i < way_.size(); ++i) left_[way_[i].value()] -= amount;
  }
  void forget_way(std::size_t begin) {
    for (; way_.size() > begin; way_.pop_back()) {
      const NodeId head = graph_->head(way_.back());
      if (place_[head.value()] > begin) place_[head.value()] = kNotOnWay;
    }
  }
  void cancel_circle(std::size_t begin) {
    take_off(begin, least_on_way(begin));
    forget_way(begin);
  }
};

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

std::vector<Transfer> list_transfers(const Graph& graph, std::span<const std::int64_t> supply,
                                     std::span<const std::int64_t> flow) {
  CORRIDOR_ASSERT(supply.size() == graph.node_count() && flow.size() == graph.arc_count(),
                  "one amount for each node and arc");
  Walker walker(graph, supply, flow);
  std::map<std::pair<NodeId, NodeId>, std::int64_t> amounts;
  for (const NodeId from : ids<NodeId>(graph.node_count())) {
    std::int64_t left = supply[from.value()];
    while (left > 0) {
      const Transfer transfer = walker.take(from, left);
      if (transfer.amount == 0) break;
      left -= transfer.amount;
      amounts[{transfer.from, transfer.to}] += transfer.amount;
    }
  }
  std::vector<Transfer> transfers;
  transfers.reserve(amounts.size());
  for (const auto& [ends, amount] : amounts) transfers.push_back({ends.first, ends.second, amount});
  return transfers;
}

}  // namespace corridor::network
