// The markets of a month at given prices, and sums over all of them in a fixed order.
#pragma once

#include <Eigen/Core>
#include <span>

#include "corridor/assignment/logit.hpp"

namespace corridor::assignment {

// What all months of a problem share. Routes of one nest (of one market, without nests) that take
// the same are a bundle: prices move them together, so that among them shares stay as they are.
struct LogitLayout::Parts {
  explicit Parts(const LogitProblem& of);

  struct Range {
    std::size_t begin = 0;
    std::size_t end = 0;
  };
  // Nests of one level, in the order of their routes.
  struct Level {
    std::vector<std::uint32_t> first_route = {0};  // [nest + 1]
    std::vector<std::uint32_t> first_inside;       // [nest + 1] nest of the level inside, or bundle
    std::vector<std::uint32_t> first_of_market;    // [market + 1] nest
  };

  const LogitProblem* problem;
  std::vector<Level> levels;                      // outermost first
  std::vector<std::uint32_t> first_bundle = {0};  // [market + 1]
  std::vector<std::uint32_t> footprint;           // [bundle]
  std::vector<double> cost;                       // [bundle] expected, without prices
  std::vector<std::uint32_t> bundle;              // [route]
  std::vector<double> share;                      // [route] of its bundle
  std::vector<Range> chunks;                      // of markets, of about equal work

  [[nodiscard]] std::size_t bundle_count() const { return cost.size(); }

 private:
  [[nodiscard]] bool begins_nest(std::size_t l, std::uint32_t route) const;
  [[nodiscard]] Level list_nests(std::size_t l) const;
  [[nodiscard]] static std::vector<std::uint32_t> firsts_inside(const Level& level,
                                                                const Level& inside);
  void bundle_routes();
  void add_bundles(std::uint32_t begin, std::uint32_t end, double theta,
                   std::vector<std::uint32_t>& room);
  void add_bundle(std::span<const std::uint32_t> routes, double theta);
};

/// Markets of a month. All sums run chunk by chunk, and the chunks do not depend on the number of
/// threads. Keeps references to layout and month.
class LogitMarkets {
 public:
  /// Nothing can be summed before `watch`.
  LogitMarkets(const LogitLayout::Parts& parts, const LogitMonth& month,
               const LogitOptions& options);

  /// From here on only these facilities have prices and uses.
  void watch(std::span<const std::uint32_t> facilities);

  /// What the markets choose at some prices.
  struct Sums {
    double cost = 0.0;                         ///< expected, of all demand
    std::vector<double> use;                   ///< [facility watched]
    std::vector<double> share;                 ///< [bundle] of those who go
    std::vector<std::vector<double>> of_nest;  ///< [level][nest] share of those who go
    std::vector<double> going;                 ///< [market] share
    std::vector<double> priced;                ///< [footprint] what its prices come to
    std::vector<double> taken;                 ///< [footprint] flow
  };
  /// `price` [facility watched].
  void sum(std::span<const double> price, Sums& sums) const;

  /// Use of every facility at `sums`, watched or not.
  [[nodiscard]] std::vector<double> use_of_all(const Sums& sums) const;

  /// Second derivative of minus the cost at `sums` over the watched facilities: symmetric, both
  /// halves filled.
  [[nodiscard]] Eigen::MatrixXd curvature(const Sums& sums) const;

  /// Fills share [route] and give_up [market].
  void fill_shares(Sums sums, LogitResult& result) const;

 private:
  class CurvatureSum;

  const LogitLayout::Parts* parts_;
  const LogitProblem* problem_;
  const LogitMonth* month_;
  LogitOptions options_;
  std::vector<char> is_closed_;  ///< [footprint] uses a facility without room
  std::size_t watched_count_ = 0;
  Footprints watched_;  ///< of those facilities only, which have new numbers

  [[nodiscard]] double choose(std::uint32_t market, Sums& sums) const;
  [[nodiscard]] double choose_nests(std::uint32_t market, Sums& sums) const;
  [[nodiscard]] double sum_chunk(std::size_t chunk, Sums& sums, std::vector<double>& taken) const;
};

}  // namespace corridor::assignment
