// Boxes that stay because facilities are full: how many must, which facilities cannot be kept
// together, and the cheapest room that lets all through. (Boxes whose every way is shut are
// explained by `Stranded::cut`.)
//
// In: an outcome that kept its alternatives. Out: values, month by month. Conflict and relief are
// over the ways that were found and cost less than staying; what must stay is proven for all ways
// of the network.
// Invariant: the same input gives the same bytes on any number of threads.
// Assumed: room for one TEU costs the same at every facility, as no source says what any costs.
// Absent: where boxes would go if there were more room (see studies/ranging.hpp).
#pragma once

#include <vector>

#include "corridor/outcome/outcome.hpp"

namespace corridor::outcome {

/// One facility in a month that is short of room. Units per hour, means over the month's days.
struct ShortFacility {
  FacilityId facility;
  PerHour capacity;
  PerHour more;               ///< room that the cheapest relief adds; 0 = none
  double teu_per_unit = 1.0;  ///< that a unit carries in that month
};

/// Facilities that cannot be kept together.
struct Conflict {
  std::vector<FacilityId> facilities;
  bool is_smallest = false;  ///< any one of them given up, the others can be kept
};

struct Shortage {
  int month = 0;          ///< position in the period
  double teu = 0.0;       ///< that stays in the month and would go if all had room
  double at_least = 0.0;  ///< TEU that must stay, whatever ways are taken: proven by prices
  /// Room that lets all through, in TEU, over the known ways.
  TeuPerHour relief;
  TeuPerHour least_relief;  ///< no other relief is smaller: proven by prices
  /// Those in conflict or with more room, the largest relief (in TEU) first.
  std::vector<ShortFacility> facilities;
  /// No facility is in two of them; the one with the largest relief first.
  std::vector<Conflict> conflicts;
};

/// The months in which a TEU or more must stay for want of room over the known ways, in order.
/// Where dearer ways have room for all, boxes that stay do so for what those cost. Cost: next to
/// nothing where every box that stays has a way past full facilities; else for each such month a
/// look at its routes, and only where room is short some solves over them and a search of the
/// network for each class and origin concerned.
[[nodiscard]] std::vector<Shortage> find_shortages(const Outcome& outcome, int jobs);

/// The shortage of most TEU, or null.
[[nodiscard]] const Shortage* find_worst(const std::vector<Shortage>& shortages);

}  // namespace corridor::outcome
