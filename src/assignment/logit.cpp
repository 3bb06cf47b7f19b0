#include "corridor/assignment/logit.hpp"

#include <algorithm>
#include <cmath>

#include "bounded_step.hpp"
#include "logit_market.hpp"

namespace corridor::assignment {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr int kMostHalvings = 30;
constexpr double kArmijo = 1e-4;
// Added to a Hessian of unit diagonal: facilities in a row that share all their users have prices
// that are only determined in sum; this picks the even split.
constexpr double kRidge = 1e-10;
// No price alone moves a route's cost by more than this many 1 / theta in one step.
constexpr double kLongestStep = 2.0;

// Minimises room x price - expected cost over prices >= 0, at the waits `markets` was given.
class PriceSearch {
 public:
  PriceSearch(const LogitProblem& problem, const LogitMonth& month, const LogitOptions& options,
              const LogitMarkets& markets)
      : month_(&month), options_(options), markets_(&markets) {
    double theta = kInfinity;
    for (const double one : problem.theta) theta = std::min(theta, one);
    longest_step_ = kLongestStep / theta;
    most_units_.assign(problem.facility_count, 0.0);
    for (const RouteUse& use : problem.uses)
      most_units_[use.facility] = std::max(most_units_[use.facility], use.units);
  }

  // Improves `price` until `tolerance`; returns Newton steps, and the sums at the last price.
  int run(std::vector<double>& price, LogitMarkets::Sums& sums) const {
    for (std::size_t f = 0; f < price.size(); ++f) {
      if (!is_limited(f)) price[f] = 0.0;
    }
    Point now;
    now.price = price;
    evaluate(now);
    int steps = 0;
    Point next;
    while (now.residual > options_.tolerance && steps < options_.max_iterations) {
      ++steps;
      if (!improve(now, next)) break;
    }
    price = std::move(now.price);
    sums = std::move(now.sums);
    return steps;
  }

 private:
  struct Point {
    std::vector<double> price;
    LogitMarkets::Sums sums;
    double value = 0.0;
    double residual = 0.0;
  };

  const LogitMonth* month_;
  LogitOptions options_;
  const LogitMarkets* markets_;
  double longest_step_ = 0.0;
  std::vector<double> most_units_;

  [[nodiscard]] bool is_limited(std::size_t facility) const {
    return month_->room[facility] > 0.0 && month_->room[facility] < kInfinity;
  }

  void evaluate(Point& point) const {
    markets_->sum(point.price, point.sums);
    point.value = -point.sums.cost;
    point.residual = 0.0;
    for (std::size_t f = 0; f < point.price.size(); ++f) {
      if (!is_limited(f)) continue;
      point.value += point.price[f] * month_->room[f];
      const double over = (point.sums.use[f] - month_->room[f]) / month_->room[f];
      point.residual = std::max(point.residual, point.price[f] > 0.0 ? std::abs(over) : over);
    }
  }

  // Facilities whose price Newton moves: those with a price and those that are over their room.
  std::vector<std::size_t> moving(const Point& now) const {
    std::vector<std::size_t> facilities;
    for (std::size_t f = 0; f < now.price.size(); ++f) {
      if (is_limited(f) && (now.price[f] > 0.0 || now.sums.use[f] > month_->room[f]))
        facilities.push_back(f);
    }
    return facilities;
  }

  // The Newton step [facility moving] that keeps prices at or above zero.
  Eigen::VectorXd direction(const Point& now, const std::vector<std::size_t>& facilities) const {
    const auto size = static_cast<Eigen::Index>(facilities.size());
    std::vector<int> position(now.price.size(), -1);
    Eigen::VectorXd excess(size);
    for (Eigen::Index i = 0; i < size; ++i) {
      const std::size_t f = facilities[static_cast<std::size_t>(i)];
      position[f] = static_cast<int>(i);
      excess(i) = now.sums.use[f] - month_->room[f];
    }
    Eigen::MatrixXd matrix = markets_->curvature(now.sums, position, size);
    // Where all users of a facility have nowhere else to go there is next to no curvature; the
    // diagonal is raised until no price alone would move by more than the longest step.
    Eigen::VectorXd scale(size);
    for (Eigen::Index i = 0; i < size; ++i) {
      const std::size_t f = facilities[static_cast<std::size_t>(i)];
      const double least = std::abs(excess(i)) * most_units_[f] / longest_step_;
      matrix(i, i) = std::max({matrix(i, i), least, 1e-12 * month_->room[f]});
      scale(i) = 1.0 / std::sqrt(matrix(i, i));
    }
    matrix = scale.asDiagonal() * matrix * scale.asDiagonal();
    matrix.diagonal().array() += kRidge;
    Eigen::VectorXd least(size);
    for (Eigen::Index i = 0; i < size; ++i)
      least(i) = -now.price[facilities[static_cast<std::size_t>(i)]] / scale(i);
    const Eigen::VectorXd slope = -scale.cwiseProduct(excess);
    return bounded_step(matrix, slope, least).cwiseProduct(scale);
  }

  // Replaces `now` by a better point; `next` is room to work in.
  bool improve(Point& now, Point& next) const {
    const std::vector<std::size_t> facilities = moving(now);
    if (facilities.empty()) return false;
    const Eigen::VectorXd step = direction(now, facilities);
    double length = 1.0;
    next.price = now.price;
    for (int halving = 0; halving < kMostHalvings; ++halving, length /= 2) {
      double slope = 0.0;
      for (std::size_t i = 0; i < facilities.size(); ++i) {
        const std::size_t f = facilities[i];
        next.price[f] = std::max(0.0, now.price[f] + length * step(static_cast<Eigen::Index>(i)));
        slope += (month_->room[f] - now.sums.use[f]) * (next.price[f] - now.price[f]);
      }
      evaluate(next);
      const double rounding = 1e-12 * std::abs(now.value);
      const bool descends = next.value <= now.value + kArmijo * slope && slope < 0.0;
      const bool settles = next.value <= now.value + rounding && next.residual < now.residual;
      if (descends || settles) {
        std::swap(now, next);
        return true;
      }
    }
    return false;
  }
};

bool has_limit(const LogitMonth& month, std::size_t facility) {
  return month.room[facility] > 0.0 && month.room[facility] < kInfinity;
}

LogitCertificate certify(const LogitMonth& month, const LogitResult& result, double cost,
                         double tolerance) {
  LogitCertificate certificate;
  for (std::size_t f = 0; f < month.room.size(); ++f) {
    if (!has_limit(month, f)) continue;
    certificate.overload =
        std::max(certificate.overload, (result.use[f] - month.room[f]) / month.room[f]);
    certificate.complementarity += result.price[f] * std::abs(month.room[f] - result.use[f]);
  }
  if (cost != 0.0) certificate.complementarity /= std::abs(cost);
  certificate.converged =
      certificate.overload <= 10 * tolerance && certificate.complementarity <= 10 * tolerance;
  return certificate;
}

}  // namespace

LogitResult solve_logit(const LogitProblem& problem, const LogitMonth& month,
                        const LogitOptions& options, const LogitResult* start) {
  LogitResult result;
  if (start != nullptr) {
    result.price = start->price;
    result.wait_h = start->wait_h;
  }
  result.price.resize(problem.facility_count, 0.0);
  result.wait_h.resize(problem.facility_count, 0.0);
  const LogitMarkets markets(problem, month, options, result.wait_h);
  LogitMarkets::Sums sums;
  const int steps = PriceSearch(problem, month, options, markets).run(result.price, sums);
  result.use = sums.use;
  result.certificate = certify(month, result, sums.cost, options.tolerance);
  markets.fill_shares(std::move(sums), result);
  result.certificate.iterations = steps;
  return result;
}

}  // namespace corridor::assignment
