// The routes in use, by group (class and origin) and pair of places. A pair whose only route is
// the path of its group's tree stores nothing: most pairs of a large network stay so.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "shortest_tree.hpp"

namespace corridor::assignment {

inline constexpr std::uint32_t kNoSwap = ~std::uint32_t{0};

/// A route of a pair. Its arcs are in the group's store, unless it means staying where one is.
struct UsedRoute {
  double load = 0.0;
  std::uint32_t first_arc = 0;
  std::uint32_t arc_count = 0;
  std::uint32_t swap = kNoSwap;  ///< from the pair's first route to this one
  bool is_reversed = false;      ///< this route is the swap's second side
  bool stays = false;            ///< the load is stranded by its own choice; on its pair's arc of
                                 ///< staying, or on no arc where that has a fixed cost
};

/// A pair of places; without routes its load is on the tree's path.
struct Pair {
  std::uint32_t destination = 0;
  std::uint32_t demand = 0;  ///< position in the problem's demand
  double load = 0.0;
  std::uint32_t stay_arc = ~std::uint32_t{0};  ///< on which its load stays away; else none
  std::vector<UsedRoute> routes;
};

/// All pairs of one class from one origin.
struct Group {
  std::uint32_t user_class = 0;
  Tree tree;
  std::vector<Pair> pairs;
  std::vector<std::uint32_t> split;  ///< pairs with two routes or more
  std::vector<std::uint32_t> store;  ///< arcs of routes
  std::size_t stale = 0;             ///< entries of `store` no route uses any more
  double shortest_total = 0.0;       ///< of the last search: load times shortest cost
  double excess = 0.0;               ///< of the last search: load times cost above the shortest
  std::size_t found = 0;             ///< of the last search: pairs that got a new route

  [[nodiscard]] std::span<const std::uint32_t> arcs(const UsedRoute& route) const {
    return {store.data() + route.first_arc, route.arc_count};
  }
  /// Appends the path that `parents` give to `node` as a route without load.
  UsedRoute add_path(const Topology& topology, const std::vector<std::uint32_t>& parents,
                     std::uint32_t node);
  /// Drops stale arcs once they are the larger part of the store.
  void compact();
};

}  // namespace corridor::assignment
