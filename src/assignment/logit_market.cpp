#include "logit_market.hpp"

#include <algorithm>
#include <cmath>

#include "corridor/base/parallel.hpp"

namespace corridor::assignment {
namespace {

constexpr std::size_t kChunks = 16;
constexpr double kInfinity = std::numeric_limits<double>::infinity();

// Routes with a smaller share of their market are left out of second derivatives, which then are
// off by about as much.
constexpr double kFaint = 1e-13;

}  // namespace

LogitMarkets::LogitMarkets(const LogitProblem& problem, const LogitMonth& month,
                           const LogitOptions& options, std::span<const double> wait_h)
    : problem_(&problem), month_(&month), options_(options), cost_(problem.cost) {
  for (std::uint32_t market = 0; market < problem.market_count(); ++market) {
    const std::uint32_t first = problem.first_route[market];
    const std::uint32_t end = problem.first_route[market + 1];
    for (std::uint32_t route = first; route < end; ++route) {
      for (std::uint32_t u = problem.first_use[route]; u < problem.first_use[route + 1]; ++u) {
        const RouteUse& use = problem.uses[u];
        cost_[route] +=
            problem.value_of_time[market] * static_cast<double>(use.passes) * wait_h[use.facility];
        if (use.units > 0.0 && month.room[use.facility] <= 0.0) cost_[route] = kInfinity;
      }
    }
    const bool moves =
        month.demand[market] > 0.0 && problem.first_use[first] < problem.first_use[end];
    (moves ? moving_ : still_).push_back(market);
  }
  split_into_chunks();
  Sums sums;
  sums.share.resize(problem.route_count());
  sums.going.resize(problem.market_count());
  for (const std::uint32_t market : still_)
    still_cost_ += month.demand[market] * choose(market, {}, sums);
}

// Chunks of about equal work.
void LogitMarkets::split_into_chunks() {
  std::vector<std::size_t> work = {0};  // before each moving market
  for (const std::uint32_t market : moving_) {
    const std::uint32_t first = problem_->first_route[market];
    const std::uint32_t end = problem_->first_route[market + 1];
    work.push_back(work.back() + 1 + (end - first) +
                   (problem_->first_use[end] - problem_->first_use[first]));
  }
  std::size_t begin = 0;
  for (std::size_t chunk = 1; chunk <= kChunks; ++chunk) {
    std::size_t end = begin;
    while (end < moving_.size() && work[end] * kChunks < work.back() * chunk) ++end;
    if (chunk == kChunks) end = moving_.size();
    if (end > begin) chunks_.push_back({begin, end});
    begin = end;
  }
}

// Logit over the routes, then over going and staying away. Returns the expected cost. Without
// prices all facilities are free.
double LogitMarkets::choose(std::uint32_t market, std::span<const double> price, Sums& sums) const {
  const std::uint32_t first = problem_->first_route[market];
  const std::uint32_t end = problem_->first_route[market + 1];
  const double give_up = problem_->give_up[market];
  double least = kInfinity;
  for (std::uint32_t route = first; route < end; ++route) {
    double cost = cost_[route];
    if (!price.empty()) {
      for (std::uint32_t u = problem_->first_use[route]; u < problem_->first_use[route + 1]; ++u)
        cost += problem_->uses[u].units * price[problem_->uses[u].facility];
    }
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
  for (std::uint32_t route = first; route < end; ++route) sums.share[route] /= sum;
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
  sums.going.resize(problem_->market_count());
  std::vector<std::vector<double>> uses(chunks_.size());
  std::vector<double> costs(chunks_.size(), 0.0);
  for_each_index(chunks_.size(), options_.jobs, [&](std::size_t chunk, int) {
    std::vector<double> use(problem_->facility_count, 0.0);
    double cost = 0.0;
    for (std::size_t i = chunks_[chunk].begin; i < chunks_[chunk].end; ++i) {
      const std::uint32_t market = moving_[i];
      const double demand = month_->demand[market];
      cost += demand * choose(market, price, sums);
      const double going = demand * sums.going[market];
      for (std::uint32_t route = problem_->first_route[market];
           route < problem_->first_route[market + 1]; ++route) {
        const double flow = going * sums.share[route];
        if (flow <= 0.0) continue;
        for (std::uint32_t u = problem_->first_use[route]; u < problem_->first_use[route + 1]; ++u)
          use[problem_->uses[u].facility] += flow * problem_->uses[u].units;
      }
    }
    uses[chunk] = std::move(use);
    costs[chunk] = cost;
  });
  sums.use.assign(problem_->facility_count, 0.0);
  sums.cost = still_cost_;
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
        place_(static_cast<std::size_t>(size), -1) {}

  void add(std::uint32_t market, const Sums& sums) {
    const LogitProblem& problem = *markets_->problem_;
    const double going = sums.going[market];
    const double demand = markets_->month_->demand[market];
    const double weight = demand * going * problem.theta[market];
    list_routes(market, sums);
    const auto count = static_cast<Eigen::Index>(facilities_.size());
    if (count == 0) return;
    // A small dense block first, then its place in the whole: one write an entry.
    mean_.setZero(count);
    block_.setZero(count, count);
    for (const RouteEntries& route : routes_) {
      for (std::size_t i = route.begin; i < route.end; ++i) {
        const auto& [a, units] = entries_[i];
        mean_(a) += route.share * units;
        const double scaled = weight * route.share * units;
        for (std::size_t j = route.begin; j < route.end; ++j)
          block_(entries_[j].first, a) += scaled * entries_[j].second;
      }
    }
    const double of_mean =
        demand * going * (1.0 - going) * markets_->options_.give_up_scale - weight;
    block_.noalias() += (of_mean * mean_) * mean_.transpose();
    for (Eigen::Index a = 0; a < count; ++a) {
      const int column = facilities_[static_cast<std::size_t>(a)];
      for (Eigen::Index b = 0; b < count; ++b)
        sum_(facilities_[static_cast<std::size_t>(b)], column) += block_(b, a);
      place_[static_cast<std::size_t>(column)] = -1;
    }
  }

  [[nodiscard]] const Eigen::MatrixXd& sum() const { return sum_; }

 private:
  struct RouteEntries {
    std::size_t begin = 0;
    std::size_t end = 0;
    double share = 0.0;
  };

  const LogitMarkets* markets_;
  std::span<const int> position_;
  Eigen::MatrixXd sum_;
  std::vector<int> place_;                       ///< [row of sum_] in facilities_, or -1
  std::vector<int> facilities_;                  ///< rows of sum_ that the market uses
  std::vector<std::pair<int, double>> entries_;  ///< place in facilities_ and units
  std::vector<RouteEntries> routes_;
  Eigen::VectorXd mean_;
  Eigen::MatrixXd block_;

  void list_routes(std::uint32_t market, const Sums& sums) {
    const LogitProblem& problem = *markets_->problem_;
    facilities_.clear();
    entries_.clear();
    routes_.clear();
    for (std::uint32_t route = problem.first_route[market]; route < problem.first_route[market + 1];
         ++route) {
      if (sums.share[route] <= kFaint) continue;
      const std::size_t begin = entries_.size();
      for (std::uint32_t u = problem.first_use[route]; u < problem.first_use[route + 1]; ++u) {
        const int row = position_[problem.uses[u].facility];
        if (row < 0) continue;
        int& place = place_[static_cast<std::size_t>(row)];
        if (place < 0) {
          place = static_cast<int>(facilities_.size());
          facilities_.push_back(row);
        }
        entries_.emplace_back(place, problem.uses[u].units);
      }
      routes_.push_back({begin, entries_.size(), sums.share[route]});
    }
  }
};

Eigen::MatrixXd LogitMarkets::curvature(const Sums& sums, std::span<const int> position,
                                        Eigen::Index size) const {
  std::vector<Eigen::MatrixXd> parts(chunks_.size());
  for_each_index(chunks_.size(), options_.jobs, [&](std::size_t chunk, int) {
    CurvatureSum sum(*this, position, size);
    for (std::size_t i = chunks_[chunk].begin; i < chunks_[chunk].end; ++i) {
      if (sums.going[moving_[i]] > 0.0) sum.add(moving_[i], sums);
    }
    parts[chunk] = sum.sum();
  });
  Eigen::MatrixXd all = Eigen::MatrixXd::Zero(size, size);
  for (const Eigen::MatrixXd& part : parts) all += part;
  return all;
}

void LogitMarkets::fill_shares(Sums sums, LogitResult& result) const {
  for (const std::uint32_t market : still_) choose(market, {}, sums);
  result.share = std::move(sums.share);
  result.give_up.resize(problem_->market_count());
  for (std::size_t market = 0; market < problem_->market_count(); ++market) {
    const double going = sums.going[market];
    result.give_up[market] = 1.0 - going;
    for (std::uint32_t route = problem_->first_route[market];
         route < problem_->first_route[market + 1]; ++route)
      result.share[route] *= going;
  }
}

}  // namespace corridor::assignment
