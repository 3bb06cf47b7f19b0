// What the flows of months that share routes add up to.
#pragma once

#include "equilibrium.hpp"

namespace corridor::outcome {

struct Tally {
  /// What boxes that choose take of a facility, per hour.
  struct Use {
    double laden_teu = 0.0;
    double empty_teu = 0.0;
    double units = 0.0;
  };
  std::vector<int> months;                       ///< of the period
  std::vector<Use> uses;                         ///< [facility * months + month]
  Column<model::DemandId, DemandResult> demand;  ///< sums over TEU where an outcome has means
  std::vector<Stranded> stranded;
};

/// Adds up a run of movements, [begin, end). `outcome` has its months, movements, classes and
/// gateways; `flows` are over the routes of the choice, whose shares are not read. With
/// `options.is_coarse` costs and journeys stay zero.
[[nodiscard]] Tally add_up(const Outcome& outcome, const std::vector<MonthFlows>& flows,
                           const MonthChoice& choice, std::size_t begin, std::size_t end,
                           const Options& options);

/// Adds the tally to the outcome's loads, demand and stranded groups.
void add_to(Outcome& outcome, const Tally& tally);

/// Turns sums over all tallies into means.
void finish_means(Column<model::DemandId, DemandResult>& results);

}  // namespace corridor::outcome
