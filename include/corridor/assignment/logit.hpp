// Stochastic equilibrium with hard limits over given route sets: every unit of flow chooses among
// the routes of its market by path-size logit, at the route's cost plus the prices and waits of the
// facilities it uses.
//
// In: markets and routes (LogitProblem), and for one month their demand and what the facilities
// hold (LogitMonth). Out: shares, and for each facility its price (the value of one more unit of
// room), its wait and its use, with a certificate. Flows are eliminated: the only unknowns are
// prices and waits. With waits fixed the prices minimise a smooth convex function, the dual of an
// entropy program; projected Newton steps with the exact Hessian find them.
// Invariants: prices >= 0; the same input gives the same bytes on any number of threads.
// Absent: the graph and the search for routes (the caller's), money by component.
// Source: Bell 1995, "Stochastic user equilibrium assignment in networks with queues", Transp. Res.
// B 29(2): limits on flow give a price or a queue dual to an entropy program; projected Newton:
// Bertsekas 1982, SIAM J. Control Optim. 20(2).
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "corridor/network/delay.hpp"

namespace corridor::assignment {

/// One unit of flow on a route takes `units` of a facility's room and waits there `passes` times.
struct RouteUse {
  std::uint32_t facility = 0;
  float passes = 1.0F;
  double units = 1.0;
};

/// Costs and prices share one unit of money. A market without any open route gives up whole.
struct LogitProblem {
  std::size_t facility_count = 0;
  std::vector<std::uint32_t> first_route = {0};  ///< [market + 1]
  std::vector<double> theta;                     ///< [market] per unit of money, > 0
  std::vector<double> value_of_time;             ///< [market] money per hour of wait
  std::vector<double> give_up;  ///< [market] expected cost at which half stay away; +inf = never
  std::vector<double> cost;     ///< [route] without prices and waits; +infinity = closed
  std::vector<double> size;     ///< [route] path size, > 0
  std::vector<std::uint32_t> first_use = {0};  ///< [route + 1]
  std::vector<RouteUse> uses;                  ///< no facility twice in one route

  [[nodiscard]] std::size_t market_count() const { return first_route.size() - 1; }
  [[nodiscard]] std::size_t route_count() const { return cost.size(); }
};

/// What differs from month to month.
struct LogitMonth {
  std::vector<double> demand;          ///< [market] units of flow per hour, >= 0
  std::vector<double> room;            ///< [facility] units per hour; +infinity = no limit
  std::vector<network::Queue> queues;  ///< [facility]; empty = nobody waits
  std::vector<double> other_load;      ///< [facility] of the queue, from outside; empty = none
};

struct LogitOptions {
  double tolerance = 1e-9;  ///< of use over room, and of waits
  int max_iterations = 200;
  int jobs = 1;
  /// Sharpness of giving up, per unit of money: half stay away at `give_up`, and 1 % once the
  /// expected cost is 4.6 / scale below. Assumed: sharp, so that only scarcity strands anything.
  double give_up_scale = 0.02;
};

/// How far the answer is from its conditions; all relative.
struct LogitCertificate {
  double overload = 0.0;         ///< largest (use - room) / room
  double complementarity = 0.0;  ///< sum of price x |room - use| over all cost
  double wait_error = 0.0;       ///< largest |wait - queue(use)| / (1 h + wait)
  int iterations = 0;            ///< Newton steps
  bool converged = false;
};

struct LogitResult {
  std::vector<double> price;    ///< [facility] money per unit of room
  std::vector<double> wait_h;   ///< [facility]
  std::vector<double> use;      ///< [facility] units per hour
  std::vector<double> share;    ///< [route] of the market's demand, staying away counted
  std::vector<double> give_up;  ///< [market] share that stays away
  LogitCertificate certificate;
};

/// Solves one month, from `start` (prices and waits of another month or world; empty = from zero).
/// Rooms of zero close the routes that use them. Never fails: read `certificate.converged`.
/// Cost: a few passes over all uses per Newton step, and the cube of the facilities that bind.
[[nodiscard]] LogitResult solve_logit(const LogitProblem& problem, const LogitMonth& month,
                                      const LogitOptions& options, const LogitResult* start);

}  // namespace corridor::assignment
