// Which assumptions decide the answer: each group of inputs alone to its low and high end, and
// where the headline flips, from which value on.
#pragma once

#include <string>
#include <vector>

#include "corridor/outcome/outcome.hpp"

namespace corridor::studies {

/// What one group of inputs does to the headline at one end of its range.
struct DecisiveInput {
  model::AssumptionGroup group;
  bool to_high = false;  ///< which end
  double flips_at =
      1.0;  ///< share of the way from value to that end where the headline first differs
  outcome::Headline headline;  ///< at the end
  std::string words;           ///< what flips, for people
};

struct DecisiveOptions {
  int jobs = 1;
  int bisections = 3;  ///< steps to find where it flips: error 1/2^bisections of the way
};

/// All groups tried, in table order; `flips` holds those after which a first name of
/// the headline no longer holds.
struct DecisiveResult {
  int groups_tried = 0;
  std::vector<DecisiveInput> flips;
  /// Corridor share at the two ends of every group [group]: low end, high end; that of the run plus
  /// what the move changes between coarse solves.
  std::vector<std::array<double, 2>> share_range;
};

/// Tries every assumption group of the scenario, one at a time, by coarse solves from the routes
/// and prices of `base`; the world as it is is solved coarsely too, and compared with. Cost: two
/// solves a group, `bisections` more for each flip.
[[nodiscard]] DecisiveResult find_decisive(const outcome::Outcome& base,
                                           const DecisiveOptions& options);

}  // namespace corridor::studies
