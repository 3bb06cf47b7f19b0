// Routes through places and border posts: the graph laid out once for each stop still to come, so
// that every route of the unrolled graph makes the stops in order and any search of this module can
// run on it. In: a graph and, for each stop, the arcs that make it: those that enter a place, those
// that cross a post. Out: a graph whose arcs know the arc that they stand for.
// What is not here: routes through given nodes without passing any node twice (`find_route_via`);
// an unrolled route may pass a node again after a stop.
#pragma once

#include <span>
#include <vector>

#include "corridor/routes/shortest.hpp"

namespace corridor::routes {

struct UnrolledGraph {
  Graph graph;
  std::vector<ArcId> arc_of;  ///< [arc of `graph`] arc of the graph that was unrolled
  std::size_t nodes = 0;      ///< of the graph that was unrolled
  std::size_t stops = 0;

  /// `node` before any stop, and after all of them.
  [[nodiscard]] NodeId first(NodeId node) const { return node; }
  [[nodiscard]] NodeId last(NodeId node) const { return NodeId(node.value() + stops * nodes); }
  /// Stops made when at a node of `graph`.
  [[nodiscard]] std::size_t stops_made(NodeId node) const { return node.value() / nodes; }

  /// A column of the graph that was unrolled, spread over the arcs of `graph`.
  template <class T>
  [[nodiscard]] std::vector<T> spread(std::span<const T> column) const {
    std::vector<T> values(arc_of.size());
    for (std::size_t arc = 0; arc < arc_of.size(); ++arc) values[arc] = column[arc_of[arc].value()];
    return values;
  }
  /// The arcs that a route of `graph` stands for.
  [[nodiscard]] std::vector<ArcId> original(std::span<const ArcId> arcs) const;
};

/// The graph unrolled over `stops` [stop]: an arc of the next stop goes on to the next layer, and
/// is gone from there on, so that a stop is not made by turning back at once; an arc of two stops
/// makes both. Without stops, the graph itself. Linear in arcs times stops.
/// Source: layered networks for required nodes, Saksena and Kumar 1966, in the order given.
[[nodiscard]] UnrolledGraph unroll(const Graph& graph, std::span<const std::vector<ArcId>> stops);

}  // namespace corridor::routes
