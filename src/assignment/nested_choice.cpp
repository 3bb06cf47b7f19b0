#include "corridor/assignment/nested_choice.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <utility>

#include "corridor/base/error.hpp"

namespace corridor::assignment {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

}  // namespace

Nests::Nests(std::span<const std::uint32_t> labels, std::size_t levels) : levels_(levels) {
  CORRIDOR_ASSERT(levels > 0 && labels.size() % levels == 0, "a label for each route and level");
  route_count_ = labels.size() / levels;
  std::vector<std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t>> known(levels);
  parent_.push_back(0);
  level_.push_back(0);
  nest_.assign(route_count_ * (levels + 1), 0);
  // Level by level, so that a nest comes after the nest around it.
  for (std::size_t level = 0; level < levels; ++level) {
    for (std::size_t route = 0; route < route_count_; ++route) {
      const std::uint32_t around = nest_of(route, level);
      const auto next = static_cast<std::uint32_t>(parent_.size());
      const auto [at, is_new] =
          known[level].try_emplace({around, labels[route * levels + level]}, next);
      if (is_new) {
        parent_.push_back(around);
        level_.push_back(static_cast<std::uint32_t>(level + 1));
      }
      nest_[route * (levels + 1) + level + 1] = at->second;
    }
  }
}

namespace {

// Expected cost of each nest = least - log(sum of weight exp(-scale (cost - least))) / scale, from
// the innermost outward.
class NestSums {
 public:
  NestSums(const Nests& nests, const NestScales& scales, std::span<const double> cost,
           std::span<const double> size)
      : nests_(&nests),
        scales_(&scales),
        least_(nests.nest_count(), kInfinity),
        sum_(nests.nest_count(), 0.0),
        expected_(nests.nest_count(), kInfinity) {
    add_routes(cost, size);
    for (std::size_t level = nests.level_count(); level > 0; --level) add_nests_of(level);
    close(0);
  }

  /// Of what costs `at` among what the nest holds.
  [[nodiscard]] double weight(std::size_t nest, double at) const {
    return at < kInfinity ? std::exp(-(*scales_)[nests_->level_of(nest)] * (at - least_[nest]))
                          : 0.0;
  }
  [[nodiscard]] double sum(std::size_t nest) const { return sum_[nest]; }
  [[nodiscard]] double expected(std::size_t nest) const { return expected_[nest]; }

 private:
  const Nests* nests_;
  const NestScales* scales_;
  std::vector<double> least_;     // [nest]
  std::vector<double> sum_;       // [nest]
  std::vector<double> expected_;  // [nest]

  void add_routes(std::span<const double> cost, std::span<const double> size) {
    const std::size_t levels = nests_->level_count();
    for (std::size_t route = 0; route < nests_->route_count(); ++route) {
      double& of_nest = least_[nests_->nest_of(route, levels)];
      of_nest = std::min(of_nest, cost[route]);
    }
    for (std::size_t route = 0; route < nests_->route_count(); ++route) {
      const std::uint32_t nest = nests_->nest_of(route, levels);
      sum_[nest] += size[route] * weight(nest, cost[route]);
    }
  }

  void add_nests_of(std::size_t level) {
    for (std::size_t nest = 1; nest < nests_->nest_count(); ++nest) {
      if (nests_->level_of(nest) != level) continue;
      close(nest);
      double& around = least_[nests_->parent(nest)];
      around = std::min(around, expected_[nest]);
    }
    for (std::size_t nest = 1; nest < nests_->nest_count(); ++nest) {
      if (nests_->level_of(nest) == level)
        sum_[nests_->parent(nest)] += weight(nests_->parent(nest), expected_[nest]);
    }
  }

  void close(std::size_t nest) {
    if (sum_[nest] > 0.0)
      expected_[nest] = least_[nest] - std::log(sum_[nest]) / (*scales_)[nests_->level_of(nest)];
  }
};

}  // namespace

NestedShares choose_nested(const Nests& nests, const NestScales& scales,
                           std::span<const double> cost, std::span<const double> size) {
  const std::size_t levels = nests.level_count();
  CORRIDOR_ASSERT(scales.size() == levels + 1, "a scale for each level of nests and for routes");
  const NestSums sums(nests, scales, cost, size);
  NestedShares chosen;
  chosen.expected_cost = sums.expected(0);
  chosen.nest_share.assign(nests.nest_count(), 0.0);
  chosen.share.assign(nests.route_count(), 0.0);
  if (!(sums.sum(0) > 0.0)) return chosen;
  chosen.nest_share[0] = 1.0;
  for (std::size_t nest = 1; nest < nests.nest_count(); ++nest) {
    const std::uint32_t around = nests.parent(nest);
    if (sums.sum(around) > 0.0)
      chosen.nest_share[nest] =
          chosen.nest_share[around] * sums.weight(around, sums.expected(nest)) / sums.sum(around);
  }
  for (std::size_t route = 0; route < nests.route_count(); ++route) {
    const std::uint32_t nest = nests.nest_of(route, levels);
    if (sums.sum(nest) > 0.0)
      chosen.share[route] =
          chosen.nest_share[nest] * size[route] * sums.weight(nest, cost[route]) / sums.sum(nest);
  }
  return chosen;
}

namespace {

// P(s | next inside r): next is the nest one level further in that holds r, at the last level r
// itself.
double share_inside(const Nests& nests, const NestedShares& chosen, std::size_t r, std::size_t s,
                    std::size_t level) {
  if (level == nests.level_count()) return r == s ? 1.0 : 0.0;
  const std::uint32_t next = nests.nest_of(r, level + 1);
  return nests.nest_of(s, level + 1) == next ? chosen.share[s] / chosen.nest_share[next] : 0.0;
}

// -d log share of r / d cost of s = sum over levels of scale (P(s | next inside r) - P(s | nest)).
double relative_response(const Nests& nests, const NestScales& scales, const NestedShares& chosen,
                         std::size_t r, std::size_t s) {
  double rate = 0.0;
  for (std::size_t level = 0; level <= nests.level_count(); ++level) {
    const std::uint32_t nest = nests.nest_of(r, level);
    if (nests.nest_of(s, level) != nest) break;
    rate += scales[level] *
            (share_inside(nests, chosen, r, s, level) - chosen.share[s] / chosen.nest_share[nest]);
  }
  return rate;
}

}  // namespace

std::vector<double> nested_response(const Nests& nests, const NestScales& scales,
                                    const NestedShares& chosen) {
  const std::size_t routes = nests.route_count();
  std::vector<double> response(routes * routes, 0.0);
  for (std::size_t r = 0; r < routes; ++r) {
    if (!(chosen.share[r] > 0.0)) continue;
    for (std::size_t s = 0; s < routes; ++s) {
      response[r * routes + s] = chosen.share[r] * relative_response(nests, scales, chosen, r, s);
    }
  }
  return response;
}

NestScales scale_to(const NestScales& scales, double standard, double reference) {
  CORRIDOR_ASSERT(standard > 0.0 && reference > 0.0, "costs above zero");
  NestScales scaled = scales;
  for (double& scale : scaled) scale *= standard / reference;
  return scaled;
}

}  // namespace corridor::assignment
