// Cheapest trees at several columns of costs in one walk over the graph: classes of boxes that
// begin at one place differ in what arcs cost, not in which arcs there are. In: a graph, costs lane
// by lane, and an order in which one such tree reaches the nodes. Out: distances and routes of each
// lane, as cheap as those of ShortestPaths. Of routes that tie, the one by the lowest last arc
// stands, and so on back to the root.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "corridor/routes/shortest.hpp"

namespace corridor::routes {

inline constexpr std::size_t kLanes = 8;

/// One number for each of the trees that grow together.
template <class T>
struct alignas(kLanes * sizeof(T)) Lanes {
  std::array<T, kLanes> of;  ///< [lane]
};

/// All nodes, so that few are better reached through later ones.
struct NodeOrder {
  std::vector<NodeId> nodes;
  std::vector<std::uint32_t> position;  ///< [node] in `nodes`
};

/// By distance in `tree`, parents before their children; what it does not reach comes last.
[[nodiscard]] NodeOrder order_of(const Graph& graph, const Tree& tree);

/// Room to grow trees side by side: keep one per thread. The graph must outlive it.
/// Source: Bellman 1958 and Ford 1956, with the order of one tree for all: where it fits, each arc
/// is looked at once for all lanes.
class TreeBundle {
 public:
  explicit TreeBundle(const Graph& graph);

  /// Grows the cheapest tree from `source` in each lane. `costs` [arc], as `Costs` are.
  void grow(NodeId source, std::span<const Lanes<double>> costs, const NodeOrder& order);

  /// Of the trees grown last; +infinity = not reached.
  [[nodiscard]] double distance(NodeId node, std::size_t lane) const {
    return distance_[node.value()].of[lane];
  }
  /// Arcs of the cheapest route to `node`, which is reached. The costs given to `grow` still stand.
  [[nodiscard]] std::vector<ArcId> route(NodeId node, std::size_t lane) const;

 private:
  const Graph* graph_;
  NodeId source_;
  std::span<const Lanes<double>> costs_;
  std::vector<Lanes<double>> distance_;  // [node]
  std::vector<Lanes<double>> spread_;    // [node] distance at which its arcs were last followed
  std::vector<char> is_touched_;         // [position] since its arcs were last followed
};

}  // namespace corridor::routes
