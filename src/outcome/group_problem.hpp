// The movements of a group of months as a problem of assignment::solve_logit, and its answer back.
#pragma once

#include "equilibrium.hpp"

namespace corridor::outcome {

/// A problem over the facilities that are full or nearly so: those are watched, more of them as
/// flows find others, and no other can matter.
class GroupProblem {
 public:
  /// Demand and room of each of `months`.
  GroupProblem(const Outcome& outcome, const Movements& movements, const std::vector<int>& months,
               int jobs);

  /// `alternatives` may only have grown since the last call.
  void set_routes(const std::vector<Alternatives>& alternatives);

  /// [month of the group]
  [[nodiscard]] const std::vector<assignment::LogitMonth>& months() const { return months_; }

  /// What a few Newton steps in one month came to.
  struct Trial {
    assignment::LogitResult result;
    std::vector<double> price;       ///< [facility of the network]
    std::vector<double> least_cost;  ///< [movement] on the cheapest of its routes, prices included
  };
  [[nodiscard]] Trial try_prices(std::size_t month, const assignment::LogitOptions& options,
                                 const std::vector<double>& prices);

  /// Whether the flows of the trial overfill a facility that is not watched; if so, it is watched
  /// from the next solve on, and others that they nearly fill.
  bool watch_more(const Trial& trial, std::size_t month, double tolerance);

  /// Solves these months of the group, each from prices [facility of the network].
  [[nodiscard]] std::vector<MonthFlows> solve(const std::vector<std::size_t>& months,
                                              const assignment::LogitOptions& options,
                                              const std::vector<std::vector<double>>& prices);

 private:
  const Outcome* outcome_;
  const Movements* movements_;
  std::vector<int> month_ids_;
  int jobs_;
  std::vector<std::vector<double>> rooms_;  ///< [month][facility of the network]
  const std::vector<Alternatives>* alternatives_ = nullptr;
  std::vector<char> is_watched_;        ///< [facility of the network]
  std::vector<FacilityId> facilities_;  ///< watched [facility of the problem]
  bool has_new_watch_ = true;           ///< since the problem was laid out
  bool has_new_routes_ = true;
  assignment::LogitProblem problem_;
  std::vector<assignment::LogitMonth> months_;
  /// Uses of a movement's routes one after another, and where each route's uses end.
  struct Uses {
    std::vector<assignment::RouteUse> all;  ///< facilities of the network
    std::vector<std::uint32_t> end;
    std::vector<assignment::RouteUse> watched;  ///< those of them that are, facilities of problem_
    std::vector<std::uint32_t> watched_end;     ///< [route laid out]
  };
  std::vector<Uses> uses_;  ///< [movement]

  void find_uses();
  void watch_priced(const std::vector<double>& prices);
  void lay_out();
  void lay_out_routes();
  void list_watched_uses();
  void lay_out_uses();
  [[nodiscard]] assignment::LogitResult solve_once(std::size_t month,
                                                   const assignment::LogitOptions& options,
                                                   const std::vector<double>& prices) const;
  [[nodiscard]] std::vector<double> loads(const assignment::LogitResult& result, std::size_t month,
                                          int jobs) const;
  [[nodiscard]] bool overfills_others(const std::vector<double>& loads, std::size_t month,
                                      double tolerance) const;
  void watch_nearly_full(const std::vector<double>& loads, std::size_t month);
  [[nodiscard]] std::vector<double> prices_of(const assignment::LogitResult& result) const;
  [[nodiscard]] std::vector<double> least_costs(const assignment::LogitResult& result) const;
  [[nodiscard]] MonthFlows flows(const assignment::LogitResult& result, std::size_t month) const;
};

}  // namespace corridor::outcome
