// What parts two places of the network: connected parts, and the fewest arcs that cut a pair off.
// In: a graph and which of its arcs exist. Out: plain values. Boost.Graph works behind it, on our
// arrays as they are.
// What is not here: names, costs, flows of boxes.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "corridor/network/graph.hpp"

namespace corridor::network {

/// How an arc stands in a cut.
enum class CutRole : unsigned char {
  kAbsent,    ///< as if it were not there
  kBreaks,    ///< may be cut, at the price of one
  kUnbroken,  ///< cannot be cut
};

/// The fewest arcs of role kBreaks without which `target` cannot be reached from `source`, in order
/// of id; of several such sets the one nearest to `source`. Empty when it cannot be reached anyway;
/// nothing when no set will do, because arcs that cannot be cut join them. `roles` [arc].
/// Cost: one maximum flow, a breadth-first search for each arc of the cut.
/// Source: Ford and Fulkerson 1956 (maximum flow, minimum cut); Edmonds and Karp 1972 (the
/// algorithm, as in Boost.Graph).
[[nodiscard]] std::optional<std::vector<ArcId>> find_min_cut(const Graph& graph, NodeId source,
                                                             NodeId target,
                                                             std::span<const CutRole> roles);

/// Number of the part that each node lies in [node]: nodes joined by present arcs, whatever their
/// direction, share one. Parts are numbered from zero by their first node. `present` [arc].
[[nodiscard]] std::vector<std::uint32_t> connected_parts(const Graph& graph,
                                                         std::span<const char> present);

}  // namespace corridor::network
