// A month of a solved scenario, solved again over the routes that were found with other room at
// one facility.
// In: an outcome that kept its alternatives. Out: values. Invariants: the same input gives the same
// bytes on any number of threads.
// Absent: new routes. With more room boxes could also take ways that were too dear to be found.
#pragma once

#include <memory>

#include "corridor/outcome/outcome.hpp"

namespace corridor::outcome {

/// What the month comes to.
struct MonthAnswer {
  PerHour use;      ///< of the facility, by boxes of the scenario
  UsdPerHour cost;  ///< expected cost of all boxes that move or stay, without prices of facilities
  bool converged = false;
};

class MonthAgain {
 public:
  /// `month` is a position in the period. The outcome must outlive it.
  MonthAgain(const Outcome& outcome, int month, int jobs);
  ~MonthAgain();
  MonthAgain(const MonthAgain&) = delete;
  MonthAgain& operator=(const MonthAgain&) = delete;

  /// Room that boxes of the scenario have; +infinity = no limit.
  [[nodiscard]] PerHour room(FacilityId facility) const;

  /// The month with this room at the facility, all others as they are. Cost: some Newton steps.
  [[nodiscard]] MonthAnswer solve(FacilityId facility, PerHour room);

  /// Of each movement [movement] the share that stays even if all facilities have room.
  [[nodiscard]] std::vector<double> stays_anyhow();

 private:
  class Problem;
  std::unique_ptr<Problem> problem_;
};

}  // namespace corridor::outcome
