// The cheapest way to send what is left over in some nodes to where it is wanted.
// In: a graph, what each node has or lacks, and what an arc costs and holds. Out: plain values.
// Boost.Graph works behind it. Amounts are whole, so that what leaves a node is to the unit what
// enters it.
// What is not here: boxes, money by component, months.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "corridor/network/graph.hpp"

namespace corridor::network {

struct LeastCostFlow {
  std::vector<std::int64_t> flow;  ///< [arc]
  std::int64_t unsent = 0;         ///< what finds no way, or nobody who lacks it
  double cost = 0.0;
};

/// Amounts above zero in `supply` [node] are there, those below zero are wanted. `costs` [arc] are
/// per unit, >= 0, counted to a thousandth; +infinity closes an arc. `capacity` [arc] in units.
/// Sends as much as can be sent, and that at the least cost. Cost: a shortest path tree for each
/// path of the flow.
/// Source: successive shortest paths with node potentials: Edmonds and Karp 1972, J. ACM 19(2), as
/// in Boost.Graph.
[[nodiscard]] LeastCostFlow find_least_cost_flow(const Graph& graph,
                                                 std::span<const std::int64_t> supply,
                                                 std::span<const double> costs,
                                                 std::span<const std::int64_t> capacity);

/// What goes from a node that has some to one that wants some.
struct Transfer {
  NodeId from;
  NodeId to;
  std::int64_t amount = 0;
  friend bool operator==(const Transfer&, const Transfer&) = default;
};

/// Takes a flow apart by its ends, in order of nodes; what goes round in a circle is left out.
/// Several answers may do: of the arcs on which something is left the first is taken.
[[nodiscard]] std::vector<Transfer> list_transfers(const Graph& graph,
                                                   std::span<const std::int64_t> supply,
                                                   std::span<const std::int64_t> flow);

}  // namespace corridor::network
