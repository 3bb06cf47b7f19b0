// Choice sets for assignment: a few good routes of one origin and destination, read off two trees,
// and how demand splits over them when routes overlap.
// In: a forward tree of the origin and a backward tree of the destination, both grown with the
// same costs, and marker arcs that tell routes apart (border crossings, port calls, services).
// For many pairs the trees are shared, so a choice set costs far less than a search.
// What is not here: the search for all k cheapest routes (k_cheapest.hpp).
#pragma once

#include <compare>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "corridor/base/csr.hpp"
#include "corridor/routes/contraction.hpp"

namespace corridor::routes {

/// Which alternatives are worth having: cost <= max_stretch x cheapest + max_extra.
struct AlternativeLimits {
  std::size_t max_routes = 20;
  double max_stretch = 1.5;  ///< >= 1; +infinity for no limit
  double max_extra = 0.0;    ///< >= 0, in the unit of the costs
};

/// The cheapest route of all, and the cheapest route through each marker arc. Room to work in: keep
/// one per thread; graph and contraction must outlive it.
class MarkerSearch {
 public:
  /// `markers` are arcs of `graph`.
  MarkerSearch(const Graph& graph, std::span<const ArcId> markers);
  /// The same, with nodes, trees and costs of `contraction`, a contraction of `graph`.
  MarkerSearch(const Graph& graph, const Contraction& contraction, std::span<const ArcId> markers);

  /// Cheapest first, loopless in `graph`, no two alike, within `limits`. A marker whose cheapest
  /// route has a loop gives none (one that turns back at a node that the contraction lacks does not
  /// count as the cheapest), and so does a marker on a route already taken. Equal costs come
  /// in order of arcs searched. Empty when the destination cannot be reached; one empty route when
  /// origin and destination are one. Arcs of the routes are those of `graph`.
  /// Requires: trees grown with `costs` from `origin` and to `destination`.
  /// Cost: linear in the arcs with markers, plus the length of the routes returned.
  /// Source: Abraham, Delling, Goldberg and Werneck 2013, "Alternative routes in road networks",
  /// single-via paths, with an arc for the via node.
  [[nodiscard]] std::vector<Route> find(const Tree& from_origin, const Tree& to_destination,
                                        NodeId origin, NodeId destination, Costs costs,
                                        const AlternativeLimits& limits);

 private:
  struct ThroughTag;
  using ThroughId = Id<ThroughTag>;
  // An arc of the graph searched that has markers.
  struct Through {
    ArcId arc;
    NodeId head;
  };
  // Arcs with markers that leave the same node.
  struct Leaving {
    NodeId node;
    ThroughId first;
    ThroughId last;  // one past the end
  };
  // The cheapest way by an arc.
  struct Candidate {
    double cost;
    ThroughId through;
    auto operator<=>(const Candidate&) const = default;
  };

  const Graph* graph_;
  const Contraction* contraction_;      // null: the graph itself is searched
  Column<ThroughId, Through> through_;  // by ascending arc, so by tail
  std::vector<Leaving> leaving_;
  Csr<ThroughId, ArcId> markers_;
  std::vector<std::uint32_t> taken_;    // [arc] the last call with a route that uses it
  std::vector<std::uint32_t> visited_;  // [node] the last route that was seen to pass it
  std::vector<Candidate> candidates_;   // of a call
  std::uint32_t call_ = 0;
  std::uint32_t route_ = 0;

  void add(ArcId arc, std::span<const ArcId> markers);
  [[nodiscard]] const Graph& searched() const;
  [[nodiscard]] std::span<const ArcId> parts(const ArcId& arc) const;
  [[nodiscard]] bool takes_new(ThroughId through);
  [[nodiscard]] bool is_loopless(const Route& route);
  void take(Route route, std::vector<Route>& routes);
};

/// Path size of each route [route], in (0, 1]: 1 when it shares nothing, 1/n when n routes are the
/// same, by the share of `weights` [arc] (costs or lengths) on each arc and how many of `routes`
/// use it. A route without weight counts each of its arcs alike; an empty route has size 1.
/// Requires: finite weights on the arcs of `routes`, each arc at most once in a route.
/// Source: Ben-Akiva and Bierlaire 1999, "Discrete choice methods", path-size logit.
[[nodiscard]] std::vector<double> path_sizes(std::span<const Route> routes, Costs weights);

/// The same for routes as arcs alone. `uses` [arc] is room to work in: zeros, and zeros again
/// afterwards.
[[nodiscard]] std::vector<double> path_sizes(std::span<const std::span<const ArcId>> routes,
                                             Costs weights, std::vector<std::uint32_t>& uses);

/// Share of each route [route], sum 1: path_size x exp(-theta x cost), normalised. Finite for any
/// cost, since only differences from the cheapest matter. Empty when `routes` is.
/// `theta` >= 0 is per unit of cost. Requires: finite costs, `path_size` > 0 [route].
/// Source: Ben-Akiva and Bierlaire 1999, path-size logit with coefficient 1.
[[nodiscard]] std::vector<double> path_size_logit(std::span<const Route> routes,
                                                  std::span<const double> path_size, double theta);

}  // namespace corridor::routes
