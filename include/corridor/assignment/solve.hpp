// Static equilibrium: where the load goes when everyone chooses. In: a Problem. Out: Flows.
// Method: route generation by shortest trees over all origins, and exact Newton shifts between
// pairs of road segments that share origins (gradient projection with segments pooled over all
// pairs of places). Hard limits by an augmented Lagrangian over the same loop.
// Invariants: every load is carried or listed as stranded; the gap is measured, never estimated;
// same problem and options, same bytes, whatever `jobs`.
// What it does not do: route choice with taste (stochastic), time of day, reading, printing.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "corridor/assignment/problem.hpp"

namespace corridor::assignment {

enum class Principle {
  kUserEquilibrium,  ///< nobody gains by changing route (Wardrop's first principle)
  kSystemOptimum,    ///< the total time is least (the second)
};

enum class Status {
  kConverged,       ///< gap and, with limits, feasibility reached
  kIterationLimit,  ///< stopped by `max_iterations`; read the gap
  kStalled,         ///< the gap no longer falls: the precision of the numbers is exhausted
  kInfeasible,      ///< proven: the limits cannot carry the demand; read `conflict`
};

/// A route in use and its load. Routes of a demand come together, demands in order.
struct Route {
  DemandId demand;
  double load_teu_per_h = 0.0;
  std::vector<ArcId> arcs;
};

struct Options {
  Principle principle = Principle::kUserEquilibrium;
  double gap = 1e-6;          ///< relative gap (total - shortest) / total to stop at
  int max_iterations = 500;   ///< searches over all origins
  double feasibility = 1e-6;  ///< largest excess over a hard limit, in load
  /// What a unit of load pays to stay where it is, unless its demand has a curve; without either,
  /// load stays only where no way exists.
  std::optional<double> stranded_h;
  bool keep_routes = false;  ///< fill `Flows::routes`
  int jobs = 1;              ///< threads
};

/// Load that is not carried, and whether any way exists for it at all.
struct Stranded {
  DemandId demand;
  double load_teu_per_h = 0.0;
  bool has_way = false;
};

/// Conditions of an optimum, measured on the returned flows by one search over all origins.
struct Certificate {
  double relative_gap = 0.0;     ///< (total - shortest) / total of all classes, prices included
  double largest_excess = 0.0;   ///< load above a hard limit, at most; in load
  double complementarity = 0.0;  ///< sum of price times unused limit, over the total
  double duality_gap = 0.0;      ///< (objective - lower bound on it) / objective
};

struct Flows {
  Status status = Status::kIterationLimit;
  Certificate certificate;
  int iterations = 0;  ///< searches over all origins, the certificate's included
  /// Beckmann's integral (system optimum: total time), with fixed time, and for load that stays
  /// away what it costs or the integral of its demand curve.
  double objective = 0.0;
  double total_time = 0.0;  ///< load times time, with fixed time, without prices
  Column<ArcId, double> load_teu_per_h;
  Column<ArcId, double> time_h;     ///< at that load, without fixed time and prices
  Column<LimitId, double> price_h;  ///< what one more unit of the limit saves; 0: not binding
  Column<UserClassId, Column<ArcId, double>> class_load_teu_per_h;  // [class, arc]
  std::vector<Stranded> stranded;                                   ///< by demand
  std::vector<LimitId> conflict;  ///< limits that together prove infeasibility; else empty
  std::vector<Route> routes;      ///< only with `Options::keep_routes`
};

/// Flows at equilibrium of all classes together. Stops at `options.gap` or `max_iterations`; read
/// `status`. Total loads are unique where times rise with load; loads of a class and of a route
/// need not be: pairs of places that both use two stretches of road use them in one proportion.
/// `start`, when given, holds routes of a similar problem (same graph, same demand ids) to begin
/// from; demand it does not cover begins on the shortest path.
/// Requires: what Problem requires (asserted).
/// Source: Jayakrishnan et al. 1994 (gradient projection); Xie, Nie and Liu 2018 (adaptive inner
/// loop); Bar-Gera 2010 (paired segments, proportionality); Larsson and Patriksson 1995 (limits).
[[nodiscard]] Flows solve(const Problem& problem, const Options& options,
                          const std::vector<Route>* start = nullptr);

}  // namespace corridor::assignment
