#include "logit_market.hpp"

#include <algorithm>
#include <cmath>

#include "corridor/base/parallel.hpp"

namespace corridor::assignment {
namespace {

constexpr std::size_t kChunks = 16;
constexpr double kInfinity = std::numeric_limits<double>::infinity();

// Weights below this share of the heaviest are left out of second derivatives.
constexpr double kFaint = 1e-13;

}  // namespace

LogitMarkets::LogitMarkets(const LogitProblem& problem, const LogitMonth& month,
                           const LogitOptions& options, std::span<const char> chosen,
                           std::span<const double> wait_h)
    : problem_(&problem),
      options_(options),
      keeps_all_(std::all_of(chosen.begin(), chosen.end(), [](char one) { return one != 0; })) {
  routes_.reserve(problem.route_count() + 1);
  if (keeps_all_) uses_.reserve(problem.uses.size());
  for (std::size_t market = 0; market < problem.market_count(); ++market)
    add_market(market, month, chosen, wait_h);
  const std::size_t count = markets_.size();
  markets_.push_back({0, static_cast<std::uint32_t>(routes_.size()), 0.0, 0.0, 0.0});
  routes_.push_back({0, static_cast<std::uint32_t>(uses_.size()), 0.0, 0.0});

  // Chunks of about equal work.
  const auto work_before = [&](std::size_t market) {
    const std::uint32_t route = markets_[market].first_route;
    return std::size_t{route} + routes_[route].first_use + market;
  };
  std::size_t begin = 0;
  for (std::size_t chunk = 1; chunk <= kChunks; ++chunk) {
    std::size_t end = begin;
    while (end < count && work_before(end) * kChunks < work_before(count) * chunk) ++end;
    if (chunk == kChunks) end = count;
    if (end > begin) chunks_.push_back({begin, end});
    begin = end;
  }
}

// Keeps a market with demand that uses a chosen facility, or any market when all are chosen.
void LogitMarkets::add_market(std::size_t market, const LogitMonth& month,
                              std::span<const char> chosen, std::span<const double> wait_h) {
  const auto first_route = static_cast<std::uint32_t>(routes_.size());
  const std::size_t first_use = uses_.size();
  for (std::uint32_t route = problem_->first_route[market];
       route < problem_->first_route[market + 1]; ++route) {
    Route& own = routes_.emplace_back();
    own = {route, static_cast<std::uint32_t>(uses_.size()), problem_->cost[route],
           problem_->size[route]};
    for (std::uint32_t u = problem_->first_use[route]; u < problem_->first_use[route + 1]; ++u) {
      const RouteUse& use = problem_->uses[u];
      own.cost +=
          problem_->value_of_time[market] * static_cast<double>(use.passes) * wait_h[use.facility];
      if (use.units > 0.0 && month.room[use.facility] <= 0.0) own.cost = kInfinity;
      if (chosen[use.facility] != 0) uses_.push_back({use.facility, use.units});
    }
  }
  if (!keeps_all_ && (month.demand[market] <= 0.0 || uses_.size() == first_use)) {
    routes_.resize(first_route);
    uses_.resize(first_use);
    return;
  }
  markets_.push_back({static_cast<std::uint32_t>(market), first_route, month.demand[market],
                      problem_->theta[market], problem_->give_up[market]});
}

// Logit over the routes, then over going and staying away. Returns the expected cost; `share`
// [route of the market] is of those who go.
double LogitMarkets::choose(const Market& market, std::uint32_t end, std::span<const double> price,
                            double* share, double& going) const {
  const std::uint32_t first = market.first_route;
  double least = kInfinity;
  for (std::uint32_t route = first; route < end; ++route) {
    double cost = routes_[route].cost;
    for (std::uint32_t u = routes_[route].first_use; u < routes_[route + 1].first_use; ++u)
      cost += uses_[u].units * price[uses_[u].facility];
    share[route - first] = cost;
    least = std::min(least, cost);
  }
  if (least == kInfinity) {
    std::fill(share, share + (end - first), 0.0);
    going = 0.0;
    return market.give_up == kInfinity ? 0.0 : market.give_up;
  }
  double sum = 0.0;
  for (std::uint32_t route = first; route < end; ++route) {
    double& weight = share[route - first];
    weight = routes_[route].size * std::exp(-market.theta * (weight - least));
    sum += weight;
  }
  for (std::uint32_t route = first; route < end; ++route) share[route - first] /= sum;
  const double expected = least - std::log(sum) / market.theta;
  going = 1.0;
  if (market.give_up == kInfinity) return expected;
  const double scale = options_.give_up_scale;
  const double better = scale * (market.give_up - expected);
  going = 1.0 / (1.0 + std::exp(-better));
  return std::min(expected, market.give_up) - std::log1p(std::exp(-std::abs(better))) / scale;
}

void LogitMarkets::sum(std::span<const double> price, Sums& sums) const {
  sums.share.resize(routes_.size());
  sums.going.resize(markets_.size());
  std::vector<std::vector<double>> uses(chunks_.size());
  std::vector<double> costs(chunks_.size(), 0.0);
  for_each_index(chunks_.size(), options_.jobs, [&](std::size_t chunk, int) {
    uses[chunk].assign(problem_->facility_count, 0.0);
    for (std::size_t m = chunks_[chunk].begin; m < chunks_[chunk].end; ++m) {
      const Market& market = markets_[m];
      const std::uint32_t end = markets_[m + 1].first_route;
      double* share = sums.share.data() + market.first_route;
      costs[chunk] += market.demand * choose(market, end, price, share, sums.going[m]);
      for (std::uint32_t route = market.first_route; route < end; ++route) {
        const double flow = market.demand * sums.going[m] * share[route - market.first_route];
        if (flow <= 0.0) continue;
        for (std::uint32_t u = routes_[route].first_use; u < routes_[route + 1].first_use; ++u)
          uses[chunk][uses_[u].facility] += flow * uses_[u].units;
      }
    }
  });
  sums.use.assign(problem_->facility_count, 0.0);
  sums.cost = 0.0;
  for (std::size_t chunk = 0; chunk < chunks_.size(); ++chunk) {
    sums.cost += costs[chunk];
    for (std::size_t f = 0; f < sums.use.size(); ++f) sums.use[f] += uses[chunk][f];
  }
}

// Adds demand x (going x theta x covariance + scale x going x (1 - going) x mean x mean') of the
// units that the market's routes take of the facilities with a position.
class LogitMarkets::CurvatureSum {
 public:
  CurvatureSum(const LogitMarkets& markets, std::span<const int> position, Eigen::Index size)
      : markets_(&markets),
        position_(position),
        sum_(Eigen::MatrixXd::Zero(size, size)),
        mean_(static_cast<std::size_t>(size), 0.0) {}

  void add(std::size_t m, const Sums& sums) {
    const Market& market = markets_->markets_[m];
    const double going = sums.going[m];
    const double weight = market.demand * going * market.theta;
    touched_.clear();
    for (std::uint32_t route = market.first_route; route < markets_->markets_[m + 1].first_route;
         ++route) {
      if (sums.share[route] > kFaint) add_route(route, sums.share[route], weight);
    }
    const double of_mean =
        market.demand * going * (1.0 - going) * markets_->options_.give_up_scale - weight;
    for (const int a : touched_) {
      const double scaled = of_mean * mean_[static_cast<std::size_t>(a)];
      for (const int b : touched_) {
        if (b <= a) sum_(a, b) += scaled * mean_[static_cast<std::size_t>(b)];
      }
    }
    for (const int a : touched_) mean_[static_cast<std::size_t>(a)] = 0.0;
  }

  [[nodiscard]] const Eigen::MatrixXd& sum() const { return sum_; }

 private:
  const LogitMarkets* markets_;
  std::span<const int> position_;
  Eigen::MatrixXd sum_;  ///< lower half
  std::vector<double> mean_;
  std::vector<int> touched_;
  std::vector<std::pair<int, double>> of_route_;

  void add_route(std::uint32_t route, double share, double weight) {
    of_route_.clear();
    for (std::uint32_t u = markets_->routes_[route].first_use;
         u < markets_->routes_[route + 1].first_use; ++u) {
      const int at = position_[markets_->uses_[u].facility];
      if (at >= 0) of_route_.emplace_back(at, markets_->uses_[u].units);
    }
    for (const auto& [a, units] : of_route_) {
      double& mean = mean_[static_cast<std::size_t>(a)];
      if (mean == 0.0) touched_.push_back(a);
      mean += share * units;
      for (const auto& [b, others] : of_route_) {
        if (b <= a) sum_(a, b) += weight * share * units * others;
      }
    }
  }
};

Eigen::MatrixXd LogitMarkets::curvature(const Sums& sums, std::span<const int> position,
                                        Eigen::Index size) const {
  std::vector<Eigen::MatrixXd> parts(chunks_.size());
  for_each_index(chunks_.size(), options_.jobs, [&](std::size_t chunk, int) {
    CurvatureSum sum(*this, position, size);
    for (std::size_t m = chunks_[chunk].begin; m < chunks_[chunk].end; ++m) {
      if (sums.going[m] > 0.0) sum.add(m, sums);
    }
    parts[chunk] = sum.sum();
  });
  Eigen::MatrixXd all = Eigen::MatrixXd::Zero(size, size);
  for (const Eigen::MatrixXd& part : parts) all += part;
  for (Eigen::Index a = 0; a < size; ++a) {
    for (Eigen::Index b = a + 1; b < size; ++b) all(a, b) = all(b, a);
  }
  return all;
}

void LogitMarkets::fill_shares(const Sums& sums, LogitResult& result) const {
  result.share.assign(problem_->route_count(), 0.0);
  result.give_up.assign(problem_->market_count(), 0.0);
  for (std::size_t m = 0; m + 1 < markets_.size(); ++m) {
    result.give_up[markets_[m].id] = 1.0 - sums.going[m];
    for (std::uint32_t route = markets_[m].first_route; route < markets_[m + 1].first_route;
         ++route)
      result.share[routes_[route].id] = sums.going[m] * sums.share[route];
  }
}

}  // namespace corridor::assignment
