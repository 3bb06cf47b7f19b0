// The cheapest way that uses one of some arcs, read off two trees.
#pragma once

#include <algorithm>
#include <limits>
#include <vector>

#include "corridor/routes/alternatives.hpp"
#include "corridor/studies/shipment.hpp"

namespace corridor::studies {

/// Arcs of the cheapest loopless way from the shipment's source to its target that uses one of
/// `through`; empty when there is none. A way that would pass a node twice is none: nobody lands a
/// box, ships it again and comes back.
/// `search` is one by these arcs.
/// Requires: trees grown with `costs` from the source and to the target.
[[nodiscard]] inline std::vector<network::ArcId> cheapest_through(
    routes::MarkerSearch& search, const routes::Tree& from, const routes::Tree& to,
    const Shipment& shipment, const std::vector<network::ArcId>& through,
    const std::vector<double>& costs) {
  // The cheapest of all, and the cheapest through one of the arcs if that is another.
  const routes::AlternativeLimits limits{2, std::numeric_limits<double>::infinity(), 0.0};
  for (routes::Route& route :
       search.find(from, to, shipment.source, shipment.target, costs, limits)) {
    for (const network::ArcId arc : through) {
      if (std::find(route.arcs.begin(), route.arcs.end(), arc) != route.arcs.end())
        return std::move(route.arcs);
    }
  }
  return {};
}

}  // namespace corridor::studies
