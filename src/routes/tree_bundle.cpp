#include "corridor/routes/tree_bundle.hpp"

#include <algorithm>
#include <cstring>
#include <limits>
#include <tuple>

#include "corridor/base/error.hpp"
#include "corridor/base/wide_vectors.hpp"

namespace corridor::routes {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

using Numbers = Lanes<double>;

// As many lanes as one vector of the processor holds.
constexpr std::size_t kWide = 4;
constexpr std::size_t kVectors = kLanes / kWide;
using WideNumbers [[gnu::vector_size(kWide * sizeof(double))]] = double;
using WideArcs [[gnu::vector_size(kWide * sizeof(std::int64_t))]] = std::int64_t;

struct Sweep {
  std::span<const std::uint32_t> first_out;
  std::span<const NodeId> head;
  std::span<const Numbers> costs;
  const NodeOrder* order;
  Numbers* distance;
  Numbers* spread;
  char* is_touched;
};

// Follows the arcs of all nodes that were reached more cheaply since their arcs were last followed,
// in order. Returns whether there were any. One body: what is inlined into it keeps the width of
// vectors that it was compiled with itself.
CORRIDOR_WIDE_VECTORS
bool sweep(const Sweep& trees) {
  const std::uint32_t* const first_out = trees.first_out.data();
  const NodeId* const heads = trees.head.data();
  const Numbers* const costs = trees.costs.data();
  const std::uint32_t* const position_of = trees.order->position.data();
  Numbers* const distances = trees.distance;
  char* const is_touched = trees.is_touched;
  bool is_any = false;
  const std::size_t count = trees.order->nodes.size();
  for (std::size_t position = 0; position < count; ++position) {
    if (is_touched[position] == 0) continue;
    is_touched[position] = 0;
    const std::uint32_t node = trees.order->nodes[position].value();
    WideNumbers here[kVectors];
    WideArcs is_nearer{};
    for (std::size_t v = 0; v < kVectors; ++v) {
      WideNumbers before;
      std::memcpy(&here[v], &distances[node].of[v * kWide], sizeof here[v]);
      std::memcpy(&before, &trees.spread[node].of[v * kWide], sizeof before);
      std::memcpy(&trees.spread[node].of[v * kWide], &here[v], sizeof here[v]);
      is_nearer |= here[v] < before;
    }
    if ((is_nearer[0] | is_nearer[1] | is_nearer[2] | is_nearer[3]) == 0) continue;
    is_any = true;
    const std::uint32_t end = first_out[node + 1];
    for (std::uint32_t arc = first_out[node]; arc != end; ++arc) {
      const std::uint32_t head = heads[arc].value();
      for (std::size_t v = 0; v < kVectors; ++v) {
        double* const distance = &distances[head].of[v * kWide];
        WideNumbers cost;
        WideNumbers known;
        std::memcpy(&cost, &costs[arc].of[v * kWide], sizeof cost);
        std::memcpy(&known, distance, sizeof known);
        const WideNumbers reached = here[v] + cost;
        known = reached < known ? reached : known;
        std::memcpy(distance, &known, sizeof known);
      }
      is_touched[position_of[head]] = 1;
    }
  }
  return is_any;
}

// Arcs from the root to each node [node].
std::vector<std::uint32_t> hops_in(const Graph& graph, const Tree& tree) {
  constexpr std::uint32_t kUnknown = std::numeric_limits<std::uint32_t>::max();
  std::vector<std::uint32_t> hops(tree.parent.size(), kUnknown);
  std::vector<NodeId> way;
  for (const NodeId last : ids<NodeId>(hops.size())) {
    NodeId node = last;
    for (; hops[node.value()] == kUnknown && !tree.parent[node.value()].is_none();
         node = graph.tail(tree.parent[node.value()]))
      way.push_back(node);
    std::uint32_t& begin = hops[node.value()];
    if (begin == kUnknown) begin = 0;
    for (std::uint32_t count = begin; !way.empty(); way.pop_back())
      hops[way.back().value()] = ++count;
  }
  return hops;
}

}  // namespace

NodeOrder order_of(const Graph& graph, const Tree& tree) {
  const std::vector<std::uint32_t> hops = hops_in(graph, tree);
  NodeOrder order;
  for (const NodeId node : ids<NodeId>(hops.size())) order.nodes.push_back(node);
  const auto key = [&](NodeId node) {
    return std::tuple(tree.distance[node.value()], hops[node.value()], node);
  };
  std::sort(order.nodes.begin(), order.nodes.end(),
            [&](NodeId a, NodeId b) { return key(a) < key(b); });
  order.position.resize(order.nodes.size());
  for (std::uint32_t i = 0; i < order.nodes.size(); ++i) order.position[order.nodes[i].value()] = i;
  return order;
}

TreeBundle::TreeBundle(const Graph& graph)
    : graph_(&graph),
      distance_(graph.node_count()),
      spread_(graph.node_count()),
      is_touched_(graph.node_count(), 0) {}

void TreeBundle::grow(NodeId source, std::span<const Lanes<double>> costs, const NodeOrder& order) {
  CORRIDOR_ASSERT(graph_->holds(source), "the root is a node of the graph");
  CORRIDOR_ASSERT(costs.size() == graph_->arc_count(), "one cost per arc and lane");
  Numbers none;
  none.of.fill(kInfinity);
  std::fill(distance_.begin(), distance_.end(), none);
  std::fill(spread_.begin(), spread_.end(), none);
  distance_[source.value()].of.fill(0.0);
  is_touched_[order.position[source.value()]] = 1;
  source_ = source;
  costs_ = costs;
  const Sweep trees{graph_->first_out_array(),
                    graph_->head_array(),
                    costs,
                    &order,
                    distance_.data(),
                    spread_.data(),
                    is_touched_.data()};
  while (sweep(trees)) {
  }
}

// Back along arcs that add what lies between the distances of their ends. Those that add nothing
// may lead in a circle, so no node is tried twice.
std::vector<ArcId> TreeBundle::route(NodeId node, std::size_t lane) const {
  const std::span<const std::uint32_t> first_in = graph_->first_in_array();
  const std::span<const ArcId> in_arcs = graph_->in_arcs_array();
  std::vector<char> is_tried(graph_->node_count(), 0);
  const auto leads_to = [&](ArcId arc, NodeId head) {
    const NodeId tail = graph_->tail(arc);
    return is_tried[tail.value()] == 0 &&
           distance(tail, lane) + costs_[arc.value()].of[lane] == distance(head, lane);
  };
  std::vector<ArcId> arcs;
  std::vector<std::uint32_t> next;  // [node on the way] position to go on from
  std::uint32_t position = first_in[node.value()];
  is_tried[node.value()] = 1;
  while (node != source_) {
    const std::uint32_t end = first_in[node.value() + 1];
    while (position < end && !leads_to(in_arcs[position], node)) ++position;
    if (position < end) {
      arcs.push_back(in_arcs[position]);
      next.push_back(position + 1);
      node = graph_->tail(arcs.back());
      is_tried[node.value()] = 1;
      position = first_in[node.value()];
    } else {
      node = graph_->head(arcs.back());
      position = next.back();
      arcs.pop_back();
      next.pop_back();
    }
  }
  std::reverse(arcs.begin(), arcs.end());
  return arcs;
}

}  // namespace corridor::routes
