// The ways that months of one choice know, as far as what they take of rooms and cost goes.
#pragma once

#include "corridor/assignment/logit.hpp"
#include "corridor/outcome/outcome.hpp"

namespace corridor::outcome {

class KnownWays {
 public:
  /// `months` are positions in the period, of the choice. `outcome` must outlive it.
  KnownWays(const Outcome& outcome, const MonthChoice& choice, const std::vector<int>& months);

  /// Markets are movements. Only what find_route_relief reads of it is filled.
  [[nodiscard]] const assignment::LogitProblem& problem() const { return problem_; }
  /// [month of `months`]
  [[nodiscard]] const std::vector<assignment::LogitMonth>& months() const { return months_; }

  /// What is worst of all the months, as one.
  [[nodiscard]] assignment::LogitMonth worst() const;

 private:
  assignment::LogitProblem problem_;
  std::vector<assignment::LogitMonth> months_;
};

}  // namespace corridor::outcome
