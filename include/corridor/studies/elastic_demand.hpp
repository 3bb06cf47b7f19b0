// Demand that answers to time: the boxes of each demand row grow or shrink with the days that its
// mean way saves against the base, which in turn fill what the saved days came from.
// In: a scenario, and the outcome of the base that it builds on. Out: the outcome at the fixed
// point, and how it was reached. Invariants: rows that the base does not have, or of which no box
// moves in either world, keep their boxes; empties grow with the laden boxes; the same input gives
// the same bytes on any number of threads. Absent: money (the elasticity is of time alone), and
// trade that changes its partner.
#pragma once

#include <vector>

#include "corridor/outcome/outcome.hpp"

namespace corridor::studies {

/// What the days saved do to one demand row.
struct InducedDemand {
  model::DemandId demand;
  double base_days = 0.0;  ///< door to door, mean
  double days = 0.0;
  double factor = 1.0;       ///< of the row's boxes
  double induced_teu = 0.0;  ///< laden, over the period
};

struct ElasticStep {
  double left = 0.0;  ///< boxes that would still come or go, over all boxes
  double induced_teu = 0.0;
};

struct ElasticResult {
  outcome::Outcome outcome;
  std::vector<InducedDemand> rows;  ///< in table order, those with a factor; empty = fixed demand
  std::vector<ElasticStep> steps;
  bool is_settled = true;  ///< else read the last of `steps`

  [[nodiscard]] double induced_teu() const;
};

struct ElasticOptions {
  int jobs = 1;
  int most_steps = 12;      ///< over the same routes
  double tolerance = 1e-4;  ///< of `left`
};

/// Solves the scenario with demand (1 + e)^(days saved), e = `Parameters::time_elasticity`. Steps
/// are over the same routes, damped where they overshoot; routes are sought at the first boxes, and
/// once more at those that the first steps came to. Cost: two full
/// solves and a few over known routes.
/// Source: EDB via Daryo 2024 (parameters.csv, trade.time_elasticity): trade gained a day saved;
/// damped fixed point: Ortega and Rheinboldt 1970.
[[nodiscard]] ElasticResult solve_elastic(const std::shared_ptr<const model::Scenario>& scenario,
                                          const outcome::Outcome& base,
                                          const ElasticOptions& options);

}  // namespace corridor::studies
