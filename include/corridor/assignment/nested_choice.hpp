// Nested logit with path size: a traveller picks a nest, in it a smaller nest, and in the innermost
// one a route; for the corridor: corridor, gateway, service. Routes that share their nests are
// closer substitutes than others.
// In: the routes of one market, their nests, costs and path sizes. Out: shares, the expected cost
// and the shares' derivatives. A value and functions; no prices, no capacities, no graph.
// Source: McFadden 1978, "Modelling the choice of residential location"; Williams 1977, Env. Plan.
// A 9 (expected cost of a nest); path size inside: Ben-Akiva and Bierlaire 1999.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace corridor::assignment {

/// Scales from the choice among outermost nests to that among routes of an innermost one, per unit
/// of cost. One more than there are levels of nests. Each > 0 and at least the one before:
/// otherwise the model contradicts itself, because a dearer route could gain.
using NestScales = std::vector<double>;

/// The nests of a market's routes. Routes of one nest need not stand together.
class Nests {
 public:
  /// `labels` [route * levels + level]: the outermost label first. Routes share a nest when their
  /// labels are alike up to its level, so inner labels may be used again in other nests.
  Nests(std::span<const std::uint32_t> labels, std::size_t levels);

  [[nodiscard]] std::size_t route_count() const { return route_count_; }
  [[nodiscard]] std::size_t level_count() const { return levels_; }
  /// The nest of a route at a level: 0 is the market itself, `level_count()` the innermost nest.
  [[nodiscard]] std::uint32_t nest_of(std::size_t route, std::size_t level) const {
    return nest_[route * (levels_ + 1) + level];
  }
  [[nodiscard]] std::size_t nest_count() const { return parent_.size(); }
  /// The nest around a nest; nests come after the nest around them. Of the market: itself.
  [[nodiscard]] std::uint32_t parent(std::size_t nest) const { return parent_[nest]; }
  [[nodiscard]] std::size_t level_of(std::size_t nest) const { return level_[nest]; }

 private:
  std::size_t levels_ = 0;
  std::size_t route_count_ = 0;
  std::vector<std::uint32_t> nest_;    // [route * (levels + 1) + level]
  std::vector<std::uint32_t> parent_;  // [nest]
  std::vector<std::uint32_t> level_;   // [nest]
};

/// What a market chooses.
struct NestedShares {
  double expected_cost = 0.0;      ///< +infinity when every route is closed
  std::vector<double> share;       ///< [route]; sum 1, or all 0
  std::vector<double> nest_share;  ///< [nest] of the market
};

/// Costs of +infinity are closed routes; sizes > 0. Whatever the costs, shares are numbers: only
/// differences count. The derivative of the expected cost by a route's cost is its share.
[[nodiscard]] NestedShares choose_nested(const Nests& nests, const NestScales& scales,
                                         std::span<const double> cost,
                                         std::span<const double> size);

/// Minus the derivative of each share by each cost, [route * routes + other]: symmetric, positive
/// semidefinite, rows sum to 0. With `take` as what routes take of facilities, take' x this x take
/// is the curvature that a search for prices needs.
[[nodiscard]] std::vector<double> nested_response(const Nests& nests, const NestScales& scales,
                                                  const NestedShares& chosen);

/// The same scales for a market whose cheapest way costs `reference`, when they were estimated as
/// numbers of standard cost `standard`: dear markets see the same relative differences.
/// Source: Cascetta et al. 1996 (scale relative to the cost of the pair). Both costs > 0.
[[nodiscard]] NestScales scale_to(const NestScales& scales, double standard, double reference);

}  // namespace corridor::assignment
