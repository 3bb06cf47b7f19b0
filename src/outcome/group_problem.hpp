// The movements of a group of months as a problem of assignment::solve_logit, and its answer back.
#pragma once

#include <optional>

#include "corridor/assignment/logit.hpp"
#include "equilibrium.hpp"

namespace corridor::outcome {

/// The markets of the problem are the movements, its facilities those of the network. Routes that
/// take the same of facilities with a known capacity share one footprint.
class GroupProblem {
 public:
  /// Demand and room of each of `months`.
  GroupProblem(const Outcome& outcome, const std::vector<int>& months);

  /// Takes these [movement] as the routes to choose from. Their footprints are in `footprints`,
  /// which must outlive it.
  void set_routes(const std::vector<Alternatives>& alternatives, const FootprintTable& footprints);
  /// The same after some movements, those that `is_new` [movement], got more routes.
  void add_routes(const std::vector<Alternatives>& alternatives, const FootprintTable& footprints,
                  std::span<const char> is_new);
  void set_routes(const MonthChoice& choice, const FootprintTable& footprints);

  /// Whoever pays this much in prices on the cheapest of his routes stays away, if the penalty has
  /// not made him do so before. Needs routes.
  void stay_away_beyond(double usd_per_teu);

  /// [month of the group]
  [[nodiscard]] const std::vector<assignment::LogitMonth>& months() const { return months_; }

  /// `month` has demand and room of any month. Moves `prices` to where it came to.
  [[nodiscard]] assignment::LogitResult solve_once(const assignment::LogitMonth& month,
                                                   const assignment::LogitOptions& options,
                                                   Prices& prices) const;

  /// [movement] on the cheapest of its routes, prices [facility] included.
  [[nodiscard]] std::vector<double> least_costs(const std::vector<double>& prices) const;

  /// Solves these months of the group, from `prices` [month of the group], which it moves.
  [[nodiscard]] std::vector<MonthFlows> solve(const std::vector<std::size_t>& months,
                                              const assignment::LogitOptions& options,
                                              std::vector<Prices>& prices);
  /// Solves all months of the group.
  [[nodiscard]] std::vector<MonthFlows> solve(const assignment::LogitOptions& options,
                                              std::vector<Prices>& prices);

 private:
  const Outcome* outcome_;
  std::vector<int> month_ids_;
  double penalty_;  // of staying away, USD/TEU
  assignment::LogitProblem problem_;
  std::optional<assignment::LogitLayout> layout_;  ///< once there are routes
  std::vector<assignment::LogitMonth> months_;

  void list_routes(const std::vector<Alternatives>& alternatives, const FootprintTable& footprints);
  // In the order of movements and their routes.
  void begin_routes(const FootprintTable& footprints, std::size_t count);
  void add_route(double cost, double path_size, model::PlaceId gateway, std::uint32_t footprint);
  void end_movement();
  [[nodiscard]] MonthFlows flows(assignment::LogitResult result, std::size_t month) const;
};

}  // namespace corridor::outcome
