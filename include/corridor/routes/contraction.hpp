// A graph without the nodes that only pass flow on, for many searches between few ends. A node goes
// when the arcs that replace it are hardly more than those it had: each pair of an arc in and an
// arc out becomes one arc. Distances between the nodes that stay are those of the whole graph.
// What is not here: the choice among parallel arcs, which depends on costs.
// Source: Geisberger et al. 2008, "Contraction hierarchies", contraction without a witness search.
#pragma once

#include <span>
#include <vector>

#include "corridor/base/csr.hpp"
#include "corridor/routes/shortest.hpp"

namespace corridor::routes {

class Contraction {
 public:
  /// `ends` stay.
  Contraction(const Graph& graph, std::span<const NodeId> ends);

  [[nodiscard]] const Graph& graph() const { return graph_; }
  /// The same node in `graph()`; none if it is gone.
  [[nodiscard]] NodeId node(NodeId original) const { return node_[original.value()]; }
  /// Arcs of the whole graph that an arc of `graph()` stands for, in order.
  [[nodiscard]] std::span<const ArcId> parts(ArcId arc) const { return parts_[arc]; }

  /// Arcs of `graph()` that stand for any of these.
  [[nodiscard]] std::vector<ArcId> arcs_through(std::span<const ArcId> originals) const;

  /// Sets `costs` [arc of graph()] from those of the whole graph.
  void fill_costs(Costs original, std::vector<double>& costs) const;
  /// The arcs of the whole graph on a route of `graph()`.
  [[nodiscard]] std::vector<ArcId> unpack(std::span<const ArcId> arcs) const;

 private:
  Graph graph_;
  std::vector<NodeId> node_;  // [original node]
  Csr<ArcId, ArcId> parts_;
};

}  // namespace corridor::routes
