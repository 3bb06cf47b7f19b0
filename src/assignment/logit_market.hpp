// The markets of a month at given prices, and sums over all of them in a fixed order.
#pragma once

#include <Eigen/Core>
#include <span>

#include "corridor/assignment/logit.hpp"

namespace corridor::assignment {

/// Markets of a month. All sums run chunk by chunk, and the chunks do not depend on the number of
/// threads. Keeps references to problem and month.
class LogitMarkets {
 public:
  /// Nothing can be summed before `watch`.
  LogitMarkets(const LogitProblem& problem, const LogitMonth& month, const LogitOptions& options);

  /// From here on only these facilities have prices and uses.
  void watch(std::span<const std::uint32_t> facilities);

  /// What the markets choose at some prices.
  struct Sums {
    double cost = 0.0;                         ///< expected, of all demand
    std::vector<double> use;                   ///< [facility watched]
    std::vector<double> share;                 ///< [route] of those who go
    std::vector<std::vector<double>> of_nest;  ///< [level][nest] share of those who go
    std::vector<double> flow;                  ///< [route]
    std::vector<double> going;                 ///< [market] share
    std::vector<double> priced;                ///< [footprint] what its prices come to
    std::vector<double> taken;                 ///< [footprint] flow
  };
  /// `price` [facility watched].
  void sum(std::span<const double> price, Sums& sums) const;

  /// Use of every facility at `sums`, watched or not.
  [[nodiscard]] std::vector<double> use_of_all(const Sums& sums) const;

  /// Second derivative of minus the cost at `sums` over the watched facilities with a `row` >= 0,
  /// which are the rows 0 .. size - 1 of a symmetric matrix (both halves filled).
  [[nodiscard]] Eigen::MatrixXd curvature(const Sums& sums, std::span<const int> row,
                                          Eigen::Index size) const;

  /// Fills share [route] and give_up [market].
  void fill_shares(Sums sums, LogitResult& result) const;

 private:
  struct Range {
    std::size_t begin = 0;
    std::size_t end = 0;
  };
  class CurvatureSum;
  // Nests of one level, in the order of their routes.
  struct Level {
    std::vector<std::uint32_t> first_route = {0};   // [nest + 1]
    std::vector<std::uint32_t> first_inside = {0};  // [nest + 1] nest of the level inside, or route
    std::vector<std::uint32_t> first_of_market;     // [market + 1] nest
  };

  const LogitProblem* problem_;
  const LogitMonth* month_;
  LogitOptions options_;
  std::vector<char> is_closed_;            ///< [footprint] uses a facility without room
  std::vector<std::uint32_t> first_with_;  ///< [footprint + 1] in with_
  std::vector<std::uint32_t> with_;        ///< routes, footprint by footprint
  std::vector<std::uint32_t> market_of_;   ///< [route]
  std::vector<double> cost_;               ///< [route] with its path size as money
  std::vector<Level> levels_;              ///< outermost first
  std::vector<Range> market_chunks_;
  std::vector<Range> footprint_chunks_;
  std::size_t watched_count_ = 0;
  Footprints watched_;  ///< of those facilities only, which have new numbers

  void list_routes_by_footprint();
  void list_nests();
  [[nodiscard]] double choose(std::uint32_t market, Sums& sums) const;
  [[nodiscard]] double choose_nests(std::uint32_t market, Sums& sums) const;
  [[nodiscard]] std::vector<double> use_of(const Footprints& footprints, std::size_t facilities,
                                           const Sums& sums) const;
};

}  // namespace corridor::assignment
