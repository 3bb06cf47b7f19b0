// The k cheapest loopless routes of one origin and destination, and routes through given nodes.
// In: a graph and costs. Out: routes, cheapest first. To avoid arcs or nodes, close them in the
// costs (`close_arcs`).
// What is not here: choice sets for many pairs at once (alternatives.hpp), which are cheaper.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "corridor/routes/shortest.hpp"

namespace corridor::routes {

/// The `count` cheapest routes from `source` to `target` that pass no node twice, cheapest first;
/// fewer when there are no more. No two are the same sequence of arcs (parallel arcs make distinct
/// routes). From a node to itself there is one, empty. Equal costs come in a fixed order.
/// Cost: one tree to the target; then, per route, a look at the arcs along it, and a short search
/// for each deviation whose cheapest continuation would make a loop.
/// Source: Yen 1971; Lawler 1972 (no deviation twice); bounds from the tree to the target and
/// searches put off until their bound is the least: Kurz and Mutzel 2016, Feng 2014.
[[nodiscard]] std::vector<Route> find_k_cheapest(const Graph& graph, NodeId source, NodeId target,
                                                 Costs costs, std::size_t count);

/// `costs` with `arcs`, and every arc into or out of `nodes`, closed.
[[nodiscard]] std::vector<double> close_arcs(const Graph& graph, Costs costs,
                                             std::span<const ArcId> arcs,
                                             std::span<const NodeId> nodes);

/// How a search through given nodes ended.
enum class ViaStatus {
  kFound,
  kRepeated,     ///< source, via nodes and target name one node twice
  kUnreachable,  ///< leg `leg` has no open route that spares the other named nodes
  kOnlyLoops,    ///< each leg has routes, but no combination tried passes no node twice
};

struct ViaRoute {
  ViaStatus status = ViaStatus::kFound;
  std::optional<Route> route;  ///< when found: the legs joined
  bool is_proven = false;      ///< when found: no cheaper one exists
  std::size_t leg = 0;         ///< when unreachable: which, from zero
  NodeId shared;  ///< when repeated or only loops: a node that is, or would be, passed twice
};

/// A cheap loopless route from `source` through `via`, in that order, to `target`. A leg does not
/// touch the named nodes that are not its ends. Joins the `routes_per_leg` cheapest routes of the
/// legs in order of total cost, up to 10,000 combinations, and takes the first without a loop. That
/// one is the cheapest of all unless a route left out of a leg could have been cheaper, which
/// `is_proven` tells; to be sure always has no fast method, since the legs must be disjoint.
/// Source: Fortune, Hopcroft and Wyllie 1980 (hardness); best-first merge of sorted lists.
[[nodiscard]] ViaRoute find_route_via(const Graph& graph, NodeId source,
                                      std::span<const NodeId> via, NodeId target, Costs costs,
                                      std::size_t routes_per_leg = 20);

}  // namespace corridor::routes
