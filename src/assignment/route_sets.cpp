#include "route_sets.hpp"

#include <algorithm>

namespace corridor::assignment {

UsedRoute Group::add_path(const Topology& topology, const std::vector<std::uint32_t>& parents,
                          std::uint32_t node) {
  UsedRoute route;
  route.first_arc = static_cast<std::uint32_t>(store.size());
  for (std::uint32_t arc = parents[node]; arc != kNoArc; arc = parents[topology.tail[arc]])
    store.push_back(arc);
  route.arc_count = static_cast<std::uint32_t>(store.size()) - route.first_arc;
  std::reverse(store.begin() + route.first_arc, store.end());
  return route;
}

void Group::compact() {
  if (2 * stale < store.size()) return;
  std::vector<std::uint32_t> kept;
  kept.reserve(store.size() - stale);
  for (Pair& pair : pairs) {
    for (UsedRoute& route : pair.routes) {
      const auto used = arcs(route);
      const auto first = static_cast<std::uint32_t>(kept.size());
      kept.insert(kept.end(), used.begin(), used.end());
      route.first_arc = first;
    }
  }
  store = std::move(kept);
  stale = 0;
}

}  // namespace corridor::assignment
