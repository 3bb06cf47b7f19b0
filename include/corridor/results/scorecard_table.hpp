// The model against what was seen, as tables.
#pragma once

#include <vector>

#include "corridor/results/table.hpp"
#include "corridor/studies/scorecard.hpp"

namespace corridor::results {

/// One row for each reported trip: km, days and USD reported and modelled, errors in percent,
/// reason of a miss.
[[nodiscard]] Table make_scorecard(const std::vector<studies::ScoredRoute>& routes);

/// Median absolute error in percent, rows that are inputs apart from those that are not, and by
/// kind.
[[nodiscard]] Table summarize_scorecard(const std::vector<studies::ScoredRoute>& routes);

[[nodiscard]] Table make_backcast(const std::vector<studies::BackcastRow>& rows);

/// What a run keeps of all this, in order of names: backcast, scorecard, scorecard_summary; none of
/// what the scenario has no reports or observations for. Cost: a search for each reported trip.
[[nodiscard]] std::vector<Table> make_evidence_tables(const outcome::Outcome& outcome);

}  // namespace corridor::results
