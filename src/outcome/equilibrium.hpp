// Route choice under hard limits for months that share one set of routes.
#pragma once

#include "corridor/assignment/logit.hpp"
#include "corridor/routes/contraction.hpp"
#include "route_state.hpp"

namespace corridor::outcome {

/// Where a solve begins, and where it ends: what a month of this or another world came to; empty =
/// from zero.
struct Prices {
  std::vector<double> price;  ///< [facility]
  std::vector<double> use;    ///< [facility]
  assignment::LogitMemory memory;

  /// Moves as another month did. What has no price keeps none.
  void follow(const Prices& before, const Prices& after);
};

/// What a month came to in a solved outcome.
[[nodiscard]] Prices prices_of(const Outcome& outcome, int month);

/// What one month of a group came to.
struct MonthFlows {
  int month = 0;
  std::vector<std::vector<double>> share;  ///< [movement][alternative] of the movement's demand
  std::vector<double> give_up;             ///< [movement]
  std::vector<double> price;               ///< [facility] USD per unit
  std::vector<double> use;                 ///< [facility] units per hour
  Certificate certificate;
};

/// Solves months that cost alike. Unless `options.routes_of` freezes the alternatives, they are
/// chosen anew and routes that are cheaper at the prices found are added until there are none.
/// Their shares are set to the mean over the months, weighted by TEU. `prices` [month of the group]
/// are where it begins, and then where it came to.
[[nodiscard]] std::vector<MonthFlows> solve_group(const Outcome& outcome,
                                                  const Movements& movements,
                                                  const routes::Contraction* contraction,
                                                  const std::vector<int>& months,
                                                  std::vector<Prices>& prices,
                                                  const Options& options, RouteState& routes);

/// What movements want to send in a month, and what facilities have room for.
[[nodiscard]] assignment::LogitMonth rates_in(const Outcome& outcome, int month);

/// Capacity that is left for boxes of the scenario in a month, units per hour; +infinity = no
/// limit.
[[nodiscard]] double room_in(const Outcome& outcome, FacilityId facility, int month);

}  // namespace corridor::outcome
