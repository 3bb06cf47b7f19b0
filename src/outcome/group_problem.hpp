// The movements of a group of months as a problem of assignment::solve_logit, and its answer back.
#pragma once

#include "equilibrium.hpp"

namespace corridor::outcome {

class GroupProblem {
 public:
  /// Demand and room of each of `months`.
  GroupProblem(const Outcome& outcome, const Movements& movements, const std::vector<int>& months,
               int jobs);

  /// Lays out routes and their uses of the facilities that could fill up. `alternatives` may only
  /// have grown since the last call.
  void set_routes(const std::vector<Alternatives>& alternatives);

  [[nodiscard]] const assignment::LogitProblem& problem() const { return problem_; }
  [[nodiscard]] const std::vector<assignment::LogitMonth>& months() const { return months_; }

  /// A start with these prices [facility of the network]; empty = none.
  [[nodiscard]] assignment::LogitResult start_from(const std::vector<double>& prices) const;

  /// Prices [facility of the network].
  [[nodiscard]] std::vector<double> prices(const assignment::LogitResult& result) const;

  [[nodiscard]] MonthFlows flows(const assignment::LogitResult& result, std::size_t month) const;

 private:
  const Outcome* outcome_;
  const Movements* movements_;
  std::vector<int> month_ids_;
  int jobs_;
  std::vector<std::vector<double>> rooms_;  ///< [month][facility of the network]
  assignment::LogitProblem problem_;
  std::vector<assignment::LogitMonth> months_;
  std::vector<FacilityId> facilities_;  ///< [facility of the problem]
  /// [movement] uses of its routes one after another, facilities of the network; and where each
  /// route's uses end.
  struct Uses {
    std::vector<assignment::RouteUse> all;
    std::vector<std::uint32_t> end;
  };
  std::vector<Uses> uses_;

  void find_uses(const std::vector<Alternatives>& alternatives);
  void choose_facilities();
};

}  // namespace corridor::outcome
