#include "logit_market.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "corridor/base/parallel.hpp"

namespace corridor::assignment {
namespace {

constexpr std::size_t kChunks = 8;
constexpr double kInfinity = std::numeric_limits<double>::infinity();
// Routes with a smaller share of their market do not count in its mean.
constexpr double kFaint = 1e-13;

// What the footprints take of the facilities that have a new number, [facility] -1 = none.
Footprints renumber(const Footprints& all, std::span<const int> number) {
  Footprints kept;
  kept.first_use.reserve(all.first_use.size());
  for (std::size_t footprint = 0; footprint < all.size(); ++footprint) {
    for (const RouteUse& use : all[footprint]) {
      const int at = number[use.facility];
      if (at >= 0 && use.units > 0.0)
        kept.uses.push_back({static_cast<std::uint32_t>(at), use.units});
    }
    kept.first_use.push_back(static_cast<std::uint32_t>(kept.uses.size()));
  }
  return kept;
}

// Cuts [0, first.size() - 1) into chunks of about equal work; an item's work is 1 and its entries.
template <class Range>
std::vector<Range> chunks_of(std::span<const std::uint32_t> first) {
  const auto work = [&](std::size_t item) { return item + first[item]; };
  const std::size_t count = first.size() - 1;
  std::vector<Range> chunks;
  std::size_t begin = 0;
  for (std::size_t chunk = 1; chunk <= kChunks; ++chunk) {
    std::size_t end = begin;
    while (end < count && work(end) * kChunks < work(count) * chunk) ++end;
    if (end > begin) chunks.push_back({begin, end});
    begin = end;
  }
  return chunks;
}

}  // namespace

LogitMarkets::LogitMarkets(const LogitProblem& problem, const LogitMonth& month,
                           const LogitOptions& options)
    : problem_(&problem),
      month_(&month),
      options_(options),
      market_chunks_(chunks_of<Range>(problem.first_route)),
      footprint_chunks_(chunks_of<Range>(problem.footprints->first_use)) {
  is_closed_.resize(problem.footprints->size());
  for (std::size_t footprint = 0; footprint < is_closed_.size(); ++footprint) {
    const std::span<const RouteUse> uses = (*problem.footprints)[footprint];
    is_closed_[footprint] = std::any_of(uses.begin(), uses.end(),
                                        [&](const RouteUse& use) {
                                          return use.units > 0.0 && month.room[use.facility] <= 0.0;
                                        })
                                ? 1
                                : 0;
  }
  list_routes_by_footprint();
}

void LogitMarkets::list_routes_by_footprint() {
  first_with_.assign(problem_->footprints->size() + 1, 0);
  for (const std::uint32_t footprint : problem_->footprint) ++first_with_[footprint + 1];
  std::partial_sum(first_with_.begin(), first_with_.end(), first_with_.begin());
  std::vector<std::uint32_t> next(first_with_.begin(), first_with_.end() - 1);
  with_.resize(problem_->route_count());
  market_of_.resize(problem_->route_count());
  for (std::uint32_t market = 0; market < problem_->market_count(); ++market) {
    for (std::uint32_t route = problem_->first_route[market];
         route < problem_->first_route[market + 1]; ++route) {
      market_of_[route] = market;
      with_[next[problem_->footprint[route]]++] = route;
    }
  }
}

void LogitMarkets::watch(std::span<const std::uint32_t> facilities) {
  std::vector<int> number(problem_->facility_count, -1);
  for (std::size_t i = 0; i < facilities.size(); ++i) number[facilities[i]] = static_cast<int>(i);
  watched_count_ = facilities.size();
  watched_ = renumber(*problem_->footprints, number);
}

// Logit over the routes, then over going and staying away. Returns the expected cost.
double LogitMarkets::choose(std::uint32_t market, Sums& sums) const {
  const std::uint32_t first = problem_->first_route[market];
  const std::uint32_t end = problem_->first_route[market + 1];
  const double give_up = problem_->give_up[market];
  double least = kInfinity;
  for (std::uint32_t route = first; route < end; ++route) {
    const double cost = problem_->cost[route] + sums.priced[problem_->footprint[route]];
    sums.share[route] = cost;
    least = std::min(least, cost);
  }
  double& going = sums.going[market];
  if (least == kInfinity) {
    for (std::uint32_t route = first; route < end; ++route) sums.share[route] = 0.0;
    going = 0.0;
    return give_up == kInfinity ? 0.0 : give_up;
  }
  const double theta = problem_->theta[market];
  double sum = 0.0;
  for (std::uint32_t route = first; route < end; ++route) {
    double& weight = sums.share[route];
    weight = problem_->size[route] * std::exp(-theta * (weight - least));
    sum += weight;
  }
  const double one = 1.0 / sum;
  for (std::uint32_t route = first; route < end; ++route) sums.share[route] *= one;
  const double expected = least - std::log(sum) / theta;
  going = 1.0;
  if (give_up == kInfinity) return expected;
  const double scale = options_.give_up_scale;
  const double better = scale * (give_up - expected);
  going = 1.0 / (1.0 + std::exp(-better));
  return std::min(expected, give_up) - std::log1p(std::exp(-std::abs(better))) / scale;
}

void LogitMarkets::sum(std::span<const double> price, Sums& sums) const {
  sums.share.resize(problem_->route_count());
  sums.flow.resize(problem_->route_count());
  sums.going.resize(problem_->market_count());
  sums.priced.resize(problem_->footprints->size());
  sums.taken.resize(problem_->footprints->size());
  for_each_index(footprint_chunks_.size(), options_.jobs, [&](std::size_t chunk, int) {
    const Range range = footprint_chunks_[chunk];
    for (std::size_t footprint = range.begin; footprint < range.end; ++footprint) {
      sums.priced[footprint] =
          is_closed_[footprint] != 0 ? kInfinity : watched_.cost(footprint, price);
    }
  });
  std::vector<double> costs(market_chunks_.size(), 0.0);
  for_each_index(market_chunks_.size(), options_.jobs, [&](std::size_t chunk, int) {
    double cost = 0.0;
    for (std::size_t i = market_chunks_[chunk].begin; i < market_chunks_[chunk].end; ++i) {
      const auto market = static_cast<std::uint32_t>(i);
      const double demand = month_->demand[market];
      if (demand <= 0.0) continue;
      cost += demand * choose(market, sums);
      const double going = demand * sums.going[market];
      for (std::uint32_t route = problem_->first_route[market];
           route < problem_->first_route[market + 1]; ++route)
        sums.flow[route] = going * sums.share[route];
    }
    costs[chunk] = cost;
  });
  sums.cost = std::accumulate(costs.begin(), costs.end(), 0.0);
  for_each_index(footprint_chunks_.size(), options_.jobs, [&](std::size_t chunk, int) {
    const Range range = footprint_chunks_[chunk];
    for (std::size_t footprint = range.begin; footprint < range.end; ++footprint) {
      double flow = 0.0;
      for (std::uint32_t i = first_with_[footprint]; i < first_with_[footprint + 1]; ++i)
        flow += sums.flow[with_[i]];
      sums.taken[footprint] = flow;
    }
  });
  sums.use = use_of(watched_, watched_count_, sums);
}

std::vector<double> LogitMarkets::use_of(const Footprints& footprints, std::size_t facilities,
                                         const Sums& sums) const {
  std::vector<std::vector<double>> parts(footprint_chunks_.size());
  for_each_index(parts.size(), options_.jobs, [&](std::size_t chunk, int) {
    std::vector<double> use(facilities, 0.0);
    const Range range = footprint_chunks_[chunk];
    for (std::size_t footprint = range.begin; footprint < range.end; ++footprint) {
      for (const RouteUse& one : footprints[footprint])
        use[one.facility] += one.units * sums.taken[footprint];
    }
    parts[chunk] = std::move(use);
  });
  std::vector<double> all(facilities, 0.0);
  for (const std::vector<double>& part : parts) {
    for (std::size_t f = 0; f < facilities; ++f) all[f] += part[f];
  }
  return all;
}

std::vector<double> LogitMarkets::use_of_all(const Sums& sums) const {
  return use_of(*problem_->footprints, problem_->facility_count, sums);
}

// Adds up the lower half of a part of the second derivative. With u the units that routes take of
// the facilities in question and m their mean over a market, all of it is
//   sum over routes of theta x flow x u u'
//   + sum over markets of flow x (scale x (1 - going) - theta) x m m'.
class LogitMarkets::CurvatureSum {
 public:
  CurvatureSum(const LogitMarkets& markets, const Sums& sums, std::span<const int> row,
               Eigen::Index size)
      : markets_(&markets),
        row_(row),
        sums_(&sums),
        sum_(Eigen::MatrixXd::Zero(size, size)),
        mean_(static_cast<std::size_t>(size), 0.0) {}

  void add_footprint(std::size_t footprint) {
    if (sums_->taken[footprint] <= 0.0) return;
    own_.clear();
    for (const RouteUse& use : markets_->watched_[footprint]) {
      const int row = row_[use.facility];
      if (row >= 0) own_.push_back({static_cast<std::uint32_t>(row), use.units});
    }
    if (own_.empty()) return;
    double weight = 0.0;
    for (std::uint32_t i = markets_->first_with_[footprint];
         i < markets_->first_with_[footprint + 1]; ++i) {
      const std::uint32_t route = markets_->with_[i];
      weight += markets_->problem_->theta[markets_->market_of_[route]] * sums_->flow[route];
    }
    for (const RouteUse& a : own_) {
      for (const RouteUse& b : own_) {
        if (b.facility <= a.facility) add(a.facility, b.facility, weight * a.units * b.units);
      }
    }
  }

  void add_market(std::uint32_t market) {
    const LogitProblem& problem = *markets_->problem_;
    const double going = sums_->going[market];
    const double flow = markets_->month_->demand[market] * going;
    if (flow <= 0.0) return;
    for (std::uint32_t route = problem.first_route[market]; route < problem.first_route[market + 1];
         ++route) {
      const double share = sums_->share[route];
      if (share <= kFaint) continue;
      for (const RouteUse& use : markets_->watched_[problem.footprint[route]]) {
        const int row = row_[use.facility];
        if (row < 0) continue;
        double& mean = mean_[static_cast<std::size_t>(row)];
        if (mean == 0.0) touched_.push_back(static_cast<std::uint32_t>(row));
        mean += share * use.units;
      }
    }
    const double weight =
        flow * (markets_->options_.give_up_scale * (1.0 - going) - problem.theta[market]);
    std::sort(touched_.begin(), touched_.end());
    for (std::size_t i = 0; i < touched_.size(); ++i) {
      const double scaled = weight * mean_[touched_[i]];
      for (std::size_t j = i; j < touched_.size(); ++j)
        add(touched_[j], touched_[i], scaled * mean_[touched_[j]]);
    }
    for (const std::uint32_t row : touched_) mean_[row] = 0.0;
    touched_.clear();
  }

  [[nodiscard]] const Eigen::MatrixXd& sum() const { return sum_; }

 private:
  const LogitMarkets* markets_;
  std::span<const int> row_;
  const Sums* sums_;
  Eigen::MatrixXd sum_;
  std::vector<RouteUse> own_;           ///< of a footprint, rows
  std::vector<double> mean_;            ///< [row]
  std::vector<std::uint32_t> touched_;  ///< rows

  void add(std::uint32_t row, std::uint32_t column, double value) {
    sum_(static_cast<Eigen::Index>(row), static_cast<Eigen::Index>(column)) += value;
  }
};

Eigen::MatrixXd LogitMarkets::curvature(const Sums& sums, std::span<const int> row,
                                        Eigen::Index size) const {
  const std::size_t of_footprints = footprint_chunks_.size();
  std::vector<Eigen::MatrixXd> parts(of_footprints + market_chunks_.size());
  for_each_index(parts.size(), options_.jobs, [&](std::size_t part, int) {
    CurvatureSum own(*this, sums, row, size);
    if (part < of_footprints) {
      for (std::size_t i = footprint_chunks_[part].begin; i < footprint_chunks_[part].end; ++i)
        own.add_footprint(i);
    } else {
      const Range range = market_chunks_[part - of_footprints];
      for (std::size_t i = range.begin; i < range.end; ++i)
        own.add_market(static_cast<std::uint32_t>(i));
    }
    parts[part] = own.sum();
  });
  Eigen::MatrixXd all = Eigen::MatrixXd::Zero(size, size);
  for (const Eigen::MatrixXd& part : parts) all += part;
  all.triangularView<Eigen::StrictlyUpper>() = all.transpose();
  return all;
}

void LogitMarkets::fill_shares(Sums sums, LogitResult& result) const {
  const LogitProblem& problem = *problem_;
  for (std::uint32_t market = 0; market < problem.market_count(); ++market) {
    if (month_->demand[market] <= 0.0) static_cast<void>(choose(market, sums));
  }
  result.share = std::move(sums.share);
  result.give_up.resize(problem.market_count());
  for (std::uint32_t market = 0; market < problem.market_count(); ++market) {
    const double going = sums.going[market];
    result.give_up[market] = 1.0 - going;
    for (std::uint32_t route = problem.first_route[market]; route < problem.first_route[market + 1];
         ++route)
      result.share[route] *= going;
  }
}

}  // namespace corridor::assignment
