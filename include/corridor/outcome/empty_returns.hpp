// Empty boxes over the period: as a run sends them, and at least cost on the same network.
//
// In: an outcome that kept its alternatives. Out: values. A box that came in laden and does not go
// out laden is left over where it ended and missing where it began, each size apart. An empty pays
// `Parameters::empty_cost_factor` of a laden haul or fare; handling, port tariffs, border fees and
// tolls in full; and the prices of full facilities. Trucks under TIR are paid for both ways, so
// that by each of their roads as many empties go back without paying the haul as laden boxes came.
// Invariants: what leaves a place is to the thousandth of a TEU what it has left over.
// Absent: months (an empty waits until its way opens), and what other ways of empties would do to
// prices.
// Assumed: charges other than hauls are those of a laden box in transit, as no source has any for
// empties.
#pragma once

#include <vector>

#include "corridor/outcome/outcome.hpp"

namespace corridor::outcome {

struct EmptyTotal {
  double teu = 0.0;  ///< that move
  double usd = 0.0;
  double without_a_way_teu = 0.0;
};

/// Empties from one place to another.
struct EmptyPair {
  model::PlaceId from;
  model::PlaceId to;
  double teu_as_sent = 0.0;
  double teu_at_least_cost = 0.0;
};

/// Boxes of a region of demand that moved, TEU.
struct RegionBoxes {
  model::RegionId region;
  double laden_in = 0.0;
  double laden_out = 0.0;
  double empties_out = 0.0;  ///< as the demand rows say, less those that come in
};

/// All over the period.
struct EmptyReturns {
  EmptyTotal as_sent;
  /// What places have left over or lack after `as_sent` is the same, sent at least cost.
  EmptyTotal same_at_least_cost;
  /// All boxes that laden traffic leaves over, sent at least cost.
  EmptyTotal left_over_at_least_cost;
  std::vector<EmptyPair> pairs;      ///< of `same_at_least_cost`, the largest difference first
  std::vector<RegionBoxes> regions;  ///< in table order
};

/// Cost: two least-cost flows on the network for each size of box.
[[nodiscard]] EmptyReturns find_empty_returns(const Outcome& outcome, int jobs);

}  // namespace corridor::outcome
