// What the flows of months that share routes add up to.
#pragma once

#include "equilibrium.hpp"

namespace corridor::outcome {

struct Tally {
  std::vector<int> months;  ///< of the period
  /// Of boxes that choose [facility][month of the tally].
  Column<FacilityId, std::vector<Load>> loads;
  Column<model::DemandId, DemandResult> demand;  ///< sums over TEU where an outcome has means
  std::vector<Stranded> stranded;
};

/// `outcome` has its months, movements, classes and gateways; `alternatives` [movement] are those
/// that `flows` share. With `options.is_coarse` costs and journeys stay zero.
[[nodiscard]] Tally add_up(const Outcome& outcome, const std::vector<MonthFlows>& flows,
                           const std::vector<Alternatives>& alternatives, const Options& options);

/// Adds the tally to the outcome's loads, demand and stranded groups.
void add_to(Outcome& outcome, const Tally& tally);

/// Turns sums over all tallies into means.
void finish_means(Column<model::DemandId, DemandResult>& results);

}  // namespace corridor::outcome
