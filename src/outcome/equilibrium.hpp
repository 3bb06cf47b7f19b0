// Route choice under hard limits for months that share one set of routes.
#pragma once

#include "corridor/assignment/logit.hpp"
#include "route_state.hpp"
#include "search_graph.hpp"

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
  std::vector<double> demand;   ///< [movement] TEU per hour
  std::vector<double> share;    ///< [route] of the movement's demand
  std::vector<double> give_up;  ///< [movement] share
  std::vector<double> price;    ///< [facility] USD per unit
  Certificate certificate;
};

/// Solves months that cost alike: chooses alternatives, and adds routes that are cheaper at the
/// prices found until there are none. `prices` [month of the group] are where it begins, and then
/// where it came to. Leaves the alternatives in `routes`.
[[nodiscard]] std::vector<MonthFlows> solve_group(const Outcome& outcome,
                                                  const Movements& movements,
                                                  const SearchGraph& graph,
                                                  const std::vector<int>& months,
                                                  std::vector<Prices>& prices,
                                                  const Options& options, RouteState& routes);

/// Solves the months of a choice over its routes only, whose footprints are in the table.
[[nodiscard]] std::vector<MonthFlows> solve_over_known(const Outcome& outcome,
                                                       const MonthChoice& choice,
                                                       const FootprintTable& footprints,
                                                       std::vector<Prices>& prices,
                                                       const Options& options);

/// Shares of the choice become the means of its months', by TEU.
void set_mean_shares(const Outcome& outcome, const std::vector<MonthFlows>& flows,
                     MonthChoice& choice);

/// What movements want to send in a month, and what facilities have room for.
[[nodiscard]] assignment::LogitMonth rates_in(const Outcome& outcome, int month);

/// Capacity that is left for boxes of the scenario in a month, units per hour; +infinity = no
/// limit.
[[nodiscard]] double room_in(const Outcome& outcome, FacilityId facility, int month);

}  // namespace corridor::outcome
