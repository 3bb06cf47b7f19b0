// What is known of routes before the months of a group are solved, and after: it passes from the
// first group of months to the others.
#pragma once

#include "choose.hpp"
#include "footprints.hpp"
#include "route_pool.hpp"

namespace corridor::outcome {

struct RouteState {
  explicit RouteState(std::size_t pairs) : pool(pairs) {}
  RoutePool pool;
  /// [movement] what the cheapest way costs at least without prices, +infinity = no way; empty =
  /// not known.
  std::vector<double> floor;
  FootprintTable footprints;  ///< that alternatives refer to
  /// What the group solved before came to; its footprints are in the table. Null = none.
  const MonthChoice* before = nullptr;
  const std::vector<Alternatives>* of_scouts_before = nullptr;  ///< [movement]
  /// Arcs that are open where that group found them shut, or hold more.
  std::vector<ArcId> better;
  std::vector<Alternatives> of_scouts;     ///< [movement]
  std::vector<Alternatives> alternatives;  ///< [movement] while the group is solved

  /// Drops what only later searches would need.
  void forget_search() {
    pool = RoutePool(0);
    floor = {};
    of_scouts = {};
    before = nullptr;
    of_scouts_before = nullptr;
    better = {};
  }
};

}  // namespace corridor::outcome
