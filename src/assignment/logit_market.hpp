// The markets of a month at given prices, and sums over all of them in a fixed order.
#pragma once

#include <Eigen/Core>
#include <span>

#include "corridor/assignment/logit.hpp"

namespace corridor::assignment {

/// Markets of a month at fixed waits, and of their uses those of chosen facilities only. Markets
/// that use none of these are left out. All sums run chunk by chunk, and the chunks do not depend
/// on the number of threads.
class LogitMarkets {
 public:
  /// `chosen` [facility]; waits [facility] are part of what routes cost.
  LogitMarkets(const LogitProblem& problem, const LogitMonth& month, const LogitOptions& options,
               std::span<const char> chosen, std::span<const double> wait_h);

  /// Expected cost of all demand at these prices; adds up `use` [facility] and keeps `share` [route
  /// kept here] of those who go and `going` [market kept here].
  struct Sums {
    double cost = 0.0;
    std::vector<double> use;
    std::vector<double> share;
    std::vector<double> going;
  };
  void sum(std::span<const double> price, Sums& sums) const;

  /// Second derivative of minus the cost at `sums` over the facilities with `position` >= 0, which
  /// give rows 0 .. size - 1 of a symmetric matrix (both halves filled).
  [[nodiscard]] Eigen::MatrixXd curvature(const Sums& sums, std::span<const int> position,
                                          Eigen::Index size) const;

  /// Fills share [route] and give_up [market] of the whole problem. Requires: all facilities
  /// chosen.
  void fill_shares(const Sums& sums, LogitResult& result) const;

 private:
  struct Market {
    std::uint32_t id = 0;
    std::uint32_t first_route = 0;
    double demand = 0.0;
    double theta = 0.0;
    double give_up = 0.0;
  };
  struct Route {
    std::uint32_t id = 0;
    std::uint32_t first_use = 0;
    double cost = 0.0;
    double size = 0.0;
  };
  struct Use {
    std::uint32_t facility = 0;
    double units = 0.0;
  };
  struct Range {
    std::size_t begin = 0;
    std::size_t end = 0;
  };
  class CurvatureSum;

  const LogitProblem* problem_;
  LogitOptions options_;
  bool keeps_all_;               ///< all facilities are chosen: markets that use none are kept too
  std::vector<Market> markets_;  ///< one more at the end, as for routes
  std::vector<Route> routes_;
  std::vector<Use> uses_;
  std::vector<Range> chunks_;  ///< of markets

  void add_market(std::size_t market, const LogitMonth& month, std::span<const char> chosen,
                  std::span<const double> wait_h);
  double choose(const Market& market, std::uint32_t end, std::span<const double> price,
                double* share, double& going) const;
};

}  // namespace corridor::assignment
