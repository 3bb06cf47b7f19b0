// When the rooms of facilities cannot carry what has to go over given routes: how much has to stay,
// which facilities conflict, and the cheapest way to let everything through. What relief.hpp asks
// of a graph, for problems of logit.hpp.
//
// In: markets and routes (LogitProblem), demand and rooms of one month. Out: values. A route counts
// if it is open and costs less than its market's giving up; beyond that costs say nothing about
// what fits. Markets without such a route are left out of the question.
// Both programs are linear. They are solved as sharp logit, whose answer is a flow that keeps all
// conditions and whose prices are a bound, so that each figure comes with its proof.
// Invariant: the same input gives the same bytes on any number of threads.
#pragma once

#include <cstdint>
#include <vector>

#include "corridor/assignment/logit.hpp"

namespace corridor::assignment {

struct RouteReliefOptions {
  /// What a unit more of a facility's room costs [facility], > 0; empty: one for each.
  std::vector<double> unit_cost;
  double tolerance = 1e-4;  ///< of the least cost, and of the least that stays
  /// Each facility with a price is left out once to see whether the rest still conflicts; not for
  /// more facilities than this.
  std::size_t most_tried = 256;
  int jobs = 1;
};

/// Facilities that cannot be kept together.
struct RouteConflict {
  std::vector<std::uint32_t> facilities;  ///< ascending
  bool is_smallest = false;               ///< any one of them given up, the others can be kept
};

struct RouteRelief {
  bool is_needed = false;  ///< proven: the rooms cannot carry the demand over these routes
  double stays = 0.0;      ///< flow that stays when as little as possible does
  double at_least = 0.0;   ///< less cannot stay over these routes: a bound from `price`
  /// What proves it [facility], where a unit that stays costs 1; for bounds over more routes
  /// (prove_shortage).
  std::vector<double> price;
  double cost = 0.0;         ///< of the extension below; 0 when none is needed
  double least_cost = 0.0;   ///< no extension costs less: a bound from prices
  std::vector<double> more;  ///< [facility] room to add; 0 where none
  /// No facility is in two of them, those of one facility come first, and with all of them given up
  /// the others can be kept. There may be other sets.
  std::vector<RouteConflict> conflicts;
};

/// Cost: two solves of the markets that cannot be sure of room, and a smaller one for each facility
/// that has a price, unless the prices at hand say what it would.
/// Source: prices cannot exceed what an extension costs, by duality of linear programs; an entropy
/// program tends to the linear one as it sharpens: Fang, Rajasekera and Tsao 1997, "Entropy
/// Optimization and Mathematical Programming"; leaving out one at a time: Chinneck 2008,
/// "Feasibility and Infeasibility in Optimization", ch. 6 (deletion filter).
[[nodiscard]] RouteRelief find_route_relief(const LogitProblem& problem, const LogitMonth& month,
                                            const RouteReliefOptions& options = {});

/// Whether it is proven that everything can go: quicker than all of the above. Where that is
/// neither proven nor refuted the answer is no.
[[nodiscard]] bool has_room_for_all(const LogitProblem& problem, const LogitMonth& month,
                                    const RouteReliefOptions& options = {});

}  // namespace corridor::assignment
