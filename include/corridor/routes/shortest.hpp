// Cheapest routes on the bare graph: one to all, all to one, one to one.
// In: a graph, and costs as a column indexed by arc. Out: trees and routes as plain values.
// Costs are >= 0 and +infinity closes an arc; zero is allowed. To ban a node, close its arcs.
// Same graph and costs, same tree, to the bit: nodes are settled by (distance, node id), and of
// arcs that reach a node at the same distance the lowest id wins; only among arcs that add nothing
// to the distance (cost zero) does the arc whose other end is settled first win, so no cycle can
// form. What is not here: names, units, time of day, more than one objective (see pareto.hpp).
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "corridor/network/graph.hpp"

namespace corridor::routes {

using network::ArcId;
using network::Graph;
using network::NodeId;

/// What each arc costs, in any one unit: [arc], >= 0; +infinity = closed.
using Costs = std::span<const double>;

/// A sequence of arcs, each beginning where the last one ends. Empty from a node to itself.
struct Route {
  double cost = 0.0;  ///< sum of the costs of `arcs`, added from the first on
  std::vector<ArcId> arcs;
  friend bool operator==(const Route&, const Route&) = default;
};

/// The cheapest routes from one node to all, or from all to one.
struct Tree {
  std::vector<double> distance;  ///< [node], +infinity = not reached
  std::vector<ArcId> parent;     ///< [node], arc by which the node is reached (or, in a tree to a
                                 ///< target, left); none at the root and where not reached
};

/// Dijkstra's algorithm with room to work in: keep one per thread and use it again. The graph must
/// outlive it. Every `Costs` must have one entry per arc.
/// Source: Dijkstra 1959; queue of four-ary heap with entries left to go stale, Chen et al. 2007.
class ShortestPaths {
 public:
  explicit ShortestPaths(const Graph& graph);

  /// The cheapest route from `source` to each node. Reuses the memory of `tree`.
  /// Cost: (nodes + arcs) log nodes.
  void tree_from(NodeId source, Costs costs, Tree& tree);

  /// The cheapest route from each node to `target`; distances are added from the target backward.
  void tree_to(NodeId target, Costs costs, Tree& tree);

  /// The cheapest route, the one that `tree_from` holds; nothing when no open route exists.
  /// Visits only nodes nearer than the target.
  [[nodiscard]] std::optional<Route> find_route(NodeId source, NodeId target, Costs costs);

 private:
  /// An entry of the queue. Order: distance, then node.
  struct Entry {
    double distance;
    NodeId node;
  };

  template <bool kForward>
  void grow(NodeId root, Costs costs, double* distance, ArcId* parent);

  const Graph* graph_;
  std::vector<Entry> queue_;
  Tree scratch_;                 // of find_route: all "not reached" between calls
  std::vector<NodeId> touched_;  // what find_route must restore in it
};

/// The route that `tree`, grown by `tree_from`, holds to `target`; nothing when not reached.
[[nodiscard]] std::optional<Route> route_in(const Graph& graph, const Tree& tree, NodeId target);

}  // namespace corridor::routes
