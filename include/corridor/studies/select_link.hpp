// Select link: whose boxes pass a link, border post, service, port or place of a solved scenario,
// from where to where, with what goods, in which month.
// In: an outcome that kept its alternatives, and the arcs selected. Out: boxes by movement and
// month. Invariant: for the arcs of one facility, `passes` of all boxes sum to its loads.
// What is not here: base loads (they choose no route), names typed by people, tables.
#pragma once

#include <vector>

#include "corridor/outcome/outcome.hpp"

namespace corridor::studies {

/// Boxes of one movement that pass the selection in one month, TEU of that month.
struct SelectedBoxes {
  outcome::MovementId movement;
  int month = 0;
  double laden_teu = 0.0;         ///< each box once, however often it passes
  double empty_teu = 0.0;         ///< the same
  double laden_passes_teu = 0.0;  ///< counted at each selected arc, as loads are
  double empty_passes_teu = 0.0;
};

struct SelectedLink {
  std::vector<SelectedBoxes> boxes;  ///< by movement, then by month; none without boxes
  double moved_teu = 0.0;            ///< laden TEU of the whole scenario that moved
};

/// Boxes that pass any of `arcs`. Requires: an outcome that kept its alternatives and is not
/// coarse.
[[nodiscard]] SelectedLink select_link(const outcome::Outcome& outcome,
                                       const std::vector<network::ArcId>& arcs);

/// Arcs on which boxes use a facility, whoever they are.
[[nodiscard]] std::vector<network::ArcId> arcs_using(const network::Network& network,
                                                     network::FacilityId facility);

/// Facilities that boxes on any of the arcs use, each once, in table order.
[[nodiscard]] std::vector<network::FacilityId> facilities_on(
    const network::Network& network, const std::vector<network::ArcId>& arcs);

}  // namespace corridor::studies
