#include "corridor/routes/shortest.hpp"

#include <algorithm>
#include <limits>

#include "corridor/base/error.hpp"
#include "heap.hpp"

namespace corridor::routes {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

// The arcs of a node and their other ends, seen from the root of the tree.
template <bool kForward>
struct Neighbours;

template <>
struct Neighbours<true> {
  explicit Neighbours(const Graph& graph)
      : first(graph.first_out_array().data()), other(graph.head_array().data()) {}
  [[nodiscard]] ArcId arc(std::uint32_t position) const { return ArcId(position); }
  [[nodiscard]] NodeId end(ArcId arc) const { return other[arc.value()]; }
  const std::uint32_t* first;
  const NodeId* other;
};

template <>
struct Neighbours<false> {
  explicit Neighbours(const Graph& graph)
      : first(graph.first_in_array().data()),
        arcs(graph.in_arcs_array().data()),
        other(graph.tail_array().data()) {}
  [[nodiscard]] ArcId arc(std::uint32_t position) const { return arcs[position]; }
  [[nodiscard]] NodeId end(ArcId arc) const { return other[arc.value()]; }
  const std::uint32_t* first;
  const ArcId* arcs;
  const NodeId* other;
};

}  // namespace

ShortestPaths::ShortestPaths(const Graph& graph) : graph_(&graph) {}

template <bool kForward>
void ShortestPaths::grow(NodeId root, Costs costs, double* distance, ArcId* parent) {
  const Neighbours<kForward> neighbours(*graph_);
  queue_.clear();
  distance[root.value()] = 0.0;
  heap::push(queue_, Entry{0.0, root});
  while (!queue_.empty()) {
    const Entry top = heap::pop(queue_);
    const std::uint32_t node = top.node.value();
    if (top.distance != distance[node]) continue;
    const std::uint32_t end = neighbours.first[node + 1];
    for (std::uint32_t position = neighbours.first[node]; position != end; ++position) {
      const ArcId arc = neighbours.arc(position);
      const double reached = top.distance + costs[arc.value()];
      const NodeId other = neighbours.end(arc);
      double& best = distance[other.value()];
      if (reached < best) {
        best = reached;
        parent[other.value()] = arc;
        heap::push(queue_, Entry{reached, other});
      } else if (reached == best && arc < parent[other.value()] && reached > top.distance &&
                 reached < kInfinity) {
        parent[other.value()] = arc;
      }
    }
  }
}

void ShortestPaths::tree_from(NodeId source, Costs costs, Tree& tree) {
  CORRIDOR_ASSERT(costs.size() == graph_->arc_count(), "one cost per arc");
  tree.distance.assign(graph_->node_count(), kInfinity);
  tree.parent.assign(graph_->node_count(), ArcId());
  grow<true>(source, costs, tree.distance.data(), tree.parent.data());
}

void ShortestPaths::tree_to(NodeId target, Costs costs, Tree& tree) {
  CORRIDOR_ASSERT(costs.size() == graph_->arc_count(), "one cost per arc");
  tree.distance.assign(graph_->node_count(), kInfinity);
  tree.parent.assign(graph_->node_count(), ArcId());
  grow<false>(target, costs, tree.distance.data(), tree.parent.data());
}

std::optional<Route> ShortestPaths::find_route(NodeId source, NodeId target, Costs costs) {
  CORRIDOR_ASSERT(costs.size() == graph_->arc_count(), "one cost per arc");
  scratch_.distance.resize(graph_->node_count(), kInfinity);
  scratch_.parent.resize(graph_->node_count());
  const auto first = graph_->first_out_array();
  queue_.clear();
  scratch_.distance[source.value()] = 0.0;
  touched_.assign(1, source);
  heap::push(queue_, Entry{0.0, source});
  while (!queue_.empty()) {
    const Entry top = heap::pop(queue_);
    const std::uint32_t node = top.node.value();
    if (top.distance != scratch_.distance[node]) continue;
    if (top.node == target) break;
    for (std::uint32_t arc = first[node]; arc != first[node + 1]; ++arc) {
      const double reached = top.distance + costs[arc];
      const NodeId head = graph_->head(ArcId(arc));
      double& best = scratch_.distance[head.value()];
      ArcId& parent = scratch_.parent[head.value()];
      if (reached < best) {
        if (best == kInfinity) touched_.push_back(head);
        best = reached;
        parent = ArcId(arc);
        heap::push(queue_, Entry{reached, head});
      } else if (reached == best && ArcId(arc) < parent && reached > top.distance &&
                 reached < kInfinity) {
        parent = ArcId(arc);
      }
    }
  }
  std::optional<Route> route = route_in(*graph_, scratch_, target);
  for (const NodeId node : touched_) {
    scratch_.distance[node.value()] = kInfinity;
    scratch_.parent[node.value()] = ArcId();
  }
  return route;
}

std::optional<Route> route_in(const Graph& graph, const Tree& tree, NodeId target) {
  if (tree.distance[target.value()] == kInfinity) return std::nullopt;
  std::size_t length = 0;
  NodeId node = target;
  for (ArcId arc = tree.parent[node.value()]; !arc.is_none(); arc = tree.parent[node.value()]) {
    node = graph.tail(arc);
    ++length;
  }
  Route route{tree.distance[target.value()], std::vector<ArcId>(length)};
  node = target;
  while (length > 0) {
    route.arcs[--length] = tree.parent[node.value()];
    node = graph.tail(tree.parent[node.value()]);
  }
  return route;
}

}  // namespace corridor::routes
