// Assignment problems from text, one arc, wish or limit a line:
//   A -> B  free 10 growth 0.15 capacity 100 power 4 toll 2
//   A => B  load 100 class 1
//   limit 50  A>B B>A
// Nodes get ids in order of appearance. `toll` is a fixed cost of every class.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "corridor/assignment/solve.hpp"

namespace corridor::assignment {

struct TextNetwork {
  Problem problem;
  std::map<std::string, NodeId> nodes;

  /// The only arc, or the `nth` of parallel ones, between two nodes: "A>B".
  [[nodiscard]] ArcId arc(const std::string& ends, int nth = 0) const;
};

/// `classes` user classes, all of which pay `toll` over the value of time `values[class]`.
TextNetwork read_network(const std::string& text, const std::vector<double>& values = {1.0});

/// Largest cost by which a used route of `flows` exceeds the cheapest way, by Bellman and Ford on
/// loads alone; needs `Options::keep_routes`. Shares no code with the solver.
double worst_regret(const Problem& problem, const Flows& flows);

/// Largest difference between the share of a demand with a curve that goes and the one that would
/// at what the cheapest way costs.
double worst_stay_regret(const Problem& problem, const Flows& flows);

/// Largest |inflow - outflow - demand| over nodes and classes.
double worst_imbalance(const Problem& problem, const Flows& flows);

}  // namespace corridor::assignment
