// Route choice under hard limits for months that share one set of routes.
#pragma once

#include "choose.hpp"
#include "corridor/routes/contraction.hpp"
#include "footprints.hpp"
#include "route_pool.hpp"

namespace corridor::outcome {

/// Where a solve begins: what another month or world came to; empty = from zero.
struct FirstGuess {
  std::vector<double> price;  ///< [facility]
  std::vector<double> use;    ///< [facility]
};

/// What one month of a group came to.
struct MonthFlows {
  int month = 0;
  std::vector<std::vector<double>> share;  ///< [movement][alternative] of the movement's demand
  std::vector<double> give_up;             ///< [movement]
  std::vector<double> price;               ///< [facility] USD per unit
  std::vector<double> use;                 ///< [facility] units per hour
  Certificate certificate;
};

/// What is known of routes before months are solved, and after.
struct RouteState {
  explicit RouteState(std::size_t pairs) : pool(pairs) {}
  RoutePool pool;
  std::vector<double> floor;               ///< [movement] as RouteSearch takes it
  FootprintTable footprints;               ///< that alternatives refer to
  std::vector<Alternatives> of_scouts;     ///< [movement]
  std::vector<Alternatives> alternatives;  ///< [movement]
};

/// Solves months that cost alike. Unless `options.routes_of` freezes the alternatives, they are
/// chosen anew and routes that are cheaper at the prices found are added until there are none.
/// Their shares are set to the mean over the months, weighted by TEU. `start` [month of the group].
[[nodiscard]] std::vector<MonthFlows> solve_group(const Outcome& outcome,
                                                  const Movements& movements,
                                                  const routes::Contraction* contraction,
                                                  const std::vector<int>& months,
                                                  const std::vector<FirstGuess>& start,
                                                  const Options& options, RouteState& routes);

/// Capacity that is left for boxes of the scenario in a month, units per hour; +infinity = no
/// limit.
[[nodiscard]] double room_in(const Outcome& outcome, FacilityId facility, int month);

}  // namespace corridor::outcome
