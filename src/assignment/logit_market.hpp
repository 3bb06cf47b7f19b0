// The markets of a month at given prices, and sums over all of them in a fixed order.
#pragma once

#include <Eigen/Core>
#include <span>

#include "corridor/assignment/logit.hpp"

namespace corridor::assignment {

/// Markets of a month at fixed waits. Only those with demand whose routes use a facility move with
/// prices; the others are worked out once. All sums run chunk by chunk, and the chunks do not
/// depend on the number of threads. Keeps references to problem and month.
class LogitMarkets {
 public:
  /// Waits [facility] are part of what routes cost.
  LogitMarkets(const LogitProblem& problem, const LogitMonth& month, const LogitOptions& options,
               std::span<const double> wait_h);

  /// Expected cost of all demand at these prices; adds up `use` [facility] and keeps, for markets
  /// that move, `share` [route] of those who go and `going` [market].
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

  /// Fills share [route] and give_up [market] of all markets.
  void fill_shares(Sums sums, LogitResult& result) const;

 private:
  struct Range {
    std::size_t begin = 0;
    std::size_t end = 0;
  };
  class CurvatureSum;

  const LogitProblem* problem_;
  const LogitMonth* month_;
  LogitOptions options_;
  std::vector<double> cost_;           ///< [route] with waits; +infinity where there is no room
  std::vector<std::uint32_t> moving_;  ///< markets
  std::vector<std::uint32_t> still_;
  double still_cost_ = 0.0;
  std::vector<Range> chunks_;  ///< of moving_

  void split_into_chunks();
  double choose(std::uint32_t market, std::span<const double> price, Sums& sums) const;
};

}  // namespace corridor::assignment
