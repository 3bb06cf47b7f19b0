// Cheapest routes on the bare graph: one to all, all to one, one to one.
// In: a graph, and costs as a column indexed by arc. Out: trees and routes as plain values.
// Costs are >= 0 and +infinity closes an arc; zero is allowed. To ban a node, close its arcs.
// Same graph and costs, same tree, to the bit, whatever the order of the search: of the arcs that
// reach a node at its distance the lowest id wins. Arcs that add nothing to the distance are taken
// only where no other arc does: as few in a row as possible, then the lowest id; so no cycle forms.
// What is not here: names, units, time of day, more than one objective (see pareto.hpp).
#pragma once

#include <memory>
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

/// The sum of the costs of `arcs`, added from the first on; +infinity when one is closed.
[[nodiscard]] double cost_along(std::span<const ArcId> arcs, Costs costs);

/// The cheapest routes from one node to all, or from all to one.
struct Tree {
  std::vector<double> distance;  ///< [node], +infinity = not reached
  std::vector<ArcId> parent;     ///< [node], arc by which the node is reached (or, in a tree to a
                                 ///< target, left); none at the root and where not reached
};

/// Dijkstra's algorithm with room to work in: keep one per thread and use it again. The graph must
/// outlive it. Every `Costs` must have one entry per arc.
/// Cost in practice: linear in nodes and arcs, plus the fetches from memory.
/// Source: Dijkstra 1959; queue: Dial 1969, Meyer and Sanders 2003.
class ShortestPaths {
 public:
  explicit ShortestPaths(const Graph& graph);
  ShortestPaths(ShortestPaths&& other) noexcept;
  ShortestPaths& operator=(ShortestPaths&& other) noexcept;
  ~ShortestPaths();

  /// The cheapest route from `source` to each node. Reuses the memory of `tree`.
  void tree_from(NodeId source, Costs costs, Tree& tree);

  /// The cheapest route from each node to `target`; distances are added from the target backward.
  void tree_to(NodeId target, Costs costs, Tree& tree);

  /// The cheapest route, the one that `tree_from` holds; nothing when no open route exists.
  /// Visits only nodes about as near as the target.
  [[nodiscard]] std::optional<Route> find_route(NodeId source, NodeId target, Costs costs);

 private:
  class Search;

  const Graph* graph_;
  std::unique_ptr<Search> search_;
};

/// The route that `tree`, grown by `tree_from`, holds to `target`; nothing when not reached.
[[nodiscard]] std::optional<Route> route_in(const Graph& graph, const Tree& tree, NodeId target);

}  // namespace corridor::routes
