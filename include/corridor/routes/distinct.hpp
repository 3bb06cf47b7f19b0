// Which of many routes are worth a line of their own to a person who chooses among them.
// In: a network and routes, best first. Out: their positions.
// What is not here: overlap as a correction of shares (alternatives.hpp).
#pragma once

#include <span>
#include <vector>

#include "corridor/network/network.hpp"
#include "corridor/routes/shortest.hpp"

namespace corridor::routes {

struct DistinctLimits {
  std::size_t count = 5;
  /// Of a route's kilometres on land, the most that lie on links of one route listed before it.
  double max_shared = 0.7;
  /// Generalised costs [arc]; empty: no route is left out for what it goes round.
  std::span<const double> costs;
  /// Where a route leaves one listed before it and comes back to it, the most that its own part may
  /// cost, times the part that it goes round.
  double max_round = 2.0;
};

/// Whether a route comes back to a place that it has left: no forwarder sends a box there twice.
/// `legs_begin`: positions in `arcs` from which places count anew (after a stop asked for).
[[nodiscard]] bool returns_to_a_place(const network::Network& network, std::span<const ArcId> arcs,
                                      std::span<const std::size_t> legs_begin = {});

/// Whether a route comes ashore at a port only to leave it by ship again: what a line sells as a
/// change of ships is an arc of its own, with its price, and the rest no forwarder books.
[[nodiscard]] bool lands_to_sail_on(const network::Network& network, std::span<const ArcId> arcs);

/// Positions of routes that differ from each listed before: by a port where they change between sea
/// and land, by a sea passage (Suez or the Cape), or by the links they run on on land (road and
/// rail beside each other are two); and of which no part costs far more than what it goes round.
/// Routes that return to a place, or land to sail on, are left out by the caller. Kilometres are
/// those of links, so that trains of two names on one track are no two ways.
/// Source: limited sharing and uniformly bounded stretch as in Abraham, Delling, Goldberg and
/// Werneck 2013; ports and passages because a forwarder books those.
[[nodiscard]] std::vector<std::size_t> pick_distinct(const network::Network& network,
                                                     std::span<const std::vector<ArcId>> routes,
                                                     const DistinctLimits& limits);

}  // namespace corridor::routes
