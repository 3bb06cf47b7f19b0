#include "corridor/assignment/logit.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

#include "bounded_step.hpp"
#include "logit_market.hpp"

namespace corridor::assignment {

// The curvature that was worked out last.
struct LogitMemory::Curvature {
  std::vector<std::uint32_t> facilities;  // ascending
  Eigen::MatrixXd matrix;
};

LogitMemory::LogitMemory() : curvature_(std::make_unique<Curvature>()) {}
LogitMemory::LogitMemory(const LogitMemory& other)
    : curvature_(std::make_unique<Curvature>(*other.curvature_)) {}
LogitMemory::LogitMemory(LogitMemory&&) noexcept = default;
LogitMemory& LogitMemory::operator=(const LogitMemory& other) {
  return *this = LogitMemory(other);
}
LogitMemory& LogitMemory::operator=(LogitMemory&&) noexcept = default;
LogitMemory::~LogitMemory() = default;

LogitLayout::LogitLayout(const LogitProblem& problem)
    : parts_(std::make_unique<const Parts>(problem)) {}
LogitLayout::LogitLayout(const LogitProblem& problem, const LogitLayout& before,
                         std::span<const char> is_new)
    : parts_(std::make_unique<const Parts>(problem, &before.parts(), is_new)) {}
LogitLayout::LogitLayout(LogitLayout&&) noexcept = default;
LogitLayout& LogitLayout::operator=(LogitLayout&&) noexcept = default;
LogitLayout::~LogitLayout() = default;

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr int kMostHalvings = 3;
constexpr int kMostStiffenings = 8;
constexpr double kStiffer = 30.0;
// What is known serves again after a step that left at most this share of the residual: to learn it
// anew costs about as much as to try a point.
constexpr double kMuch = 0.03;
constexpr double kArmijo = 1e-4;
// A step along which use hardly changes says nothing of the curvature.
constexpr double kLeastBend = 1e-12;
// Added to a Hessian of unit diagonal: facilities in a row that share all their users have prices
// that are only determined in sum; this picks the even split.
constexpr double kRidge = 1e-10;
// No price alone moves a route's cost by more than this many 1 / theta in one step.
constexpr double kLongestStep = 2.0;

// From this share of its room on a facility is watched.
constexpr double kNearlyFull = 0.75;

bool has_limit(const LogitMonth& month, std::size_t facility) {
  return month.room[facility] > 0.0 && month.room[facility] < kInfinity;
}

// Minimises room x price - expected cost over prices >= 0.
class PriceSearch {
 public:
  PriceSearch(const LogitLayout::Parts& parts, const LogitMonth& month, const LogitOptions& options)
      : month_(&month), options_(options), markets_(parts, month, options) {
    const LogitProblem& problem = *parts.problem;
    double theta = kInfinity;
    for (const double one : problem.theta) theta = std::min(theta, one);
    for (const NestLevel& level : problem.levels)
      for (const double one : level.theta) theta = std::min(theta, one);
    longest_step_ = kLongestStep / theta;
    most_units_.assign(problem.facility_count, 0.0);
    for (const RouteUse& use : problem.footprints->uses)
      most_units_[use.facility] = std::max(most_units_[use.facility], use.units);
    price_.assign(problem.facility_count, 0.0);
  }

  // Facilities with a price and those nearly full are watched; others join when flows overfill one.
  void run(const LogitStart& start) {
    if (start.memory != nullptr) memory_ = &start.memory->curvature();
    use_.assign(start.use.begin(), start.use.end());
    use_.resize(price_.size(), 0.0);
    for (std::size_t f = 0; f < start.price.size(); ++f)
      price_[f] = is_limited(f) ? std::max(0.0, start.price[f]) : 0.0;
    for (std::uint32_t f = 0; f < price_.size(); ++f) {
      if (price_[f] > 0.0 || is_nearly_full(f)) watched_.push_back(f);
    }
    evaluate_anew();
    if (start.use.empty()) {
      use_ = markets_.use_of_all(now_.sums);
      watch_nearly_full();
    }
    do {
      improve_all();
    } while (overfills_others() && steps_ < options_.max_iterations && watch_nearly_full());
  }

  [[nodiscard]] int steps() const { return steps_; }
  [[nodiscard]] const std::vector<double>& price() const { return price_; }
  [[nodiscard]] const std::vector<double>& use() const { return use_; }
  [[nodiscard]] double cost() const { return now_.sums.cost; }
  void fill_shares(LogitResult& result) const { markets_.fill_shares(now_.sums, result); }

 private:
  struct Point {
    std::vector<double> price;  ///< [facility watched]
    LogitMarkets::Sums sums;
    double value = 0.0;
    double residual = 0.0;
  };

  struct Model {
    std::vector<std::size_t> facilities;
    Eigen::MatrixXd matrix;
    Eigen::VectorXd scale;  // price over scaled price
  };

  const LogitMonth* month_;
  LogitOptions options_;
  LogitMarkets markets_;
  double longest_step_ = 0.0;
  std::vector<double> most_units_;      ///< [facility] that a route takes
  std::vector<double> price_;           ///< [facility]
  std::vector<double> use_;             ///< [facility]
  std::vector<std::uint32_t> watched_;  ///< facilities
  Point now_;
  Point next_;
  LogitMemory::Curvature own_memory_;
  LogitMemory::Curvature* memory_ = &own_memory_;
  int steps_ = 0;

  [[nodiscard]] bool is_limited(std::size_t facility) const { return has_limit(*month_, facility); }
  [[nodiscard]] bool is_nearly_full(std::size_t facility) const {
    return is_limited(facility) && use_[facility] > kNearlyFull * month_->room[facility];
  }
  [[nodiscard]] double room(std::size_t i) const { return month_->room[watched_[i]]; }

  // The sums at price_ with the facilities that are watched now.
  void evaluate_anew() {
    markets_.watch(watched_);
    now_.price.clear();
    for (const std::uint32_t f : watched_) now_.price.push_back(price_[f]);
    evaluate(now_);
  }

  // [facility]
  [[nodiscard]] std::vector<char> is_watched() const {
    std::vector<char> is(price_.size(), 0);
    for (const std::uint32_t f : watched_) is[f] = 1;
    return is;
  }

  [[nodiscard]] bool overfills_others() const {
    const std::vector<char> known = is_watched();
    for (std::size_t f = 0; f < price_.size(); ++f) {
      const double most = (1.0 + options_.tolerance) * month_->room[f];
      if (is_limited(f) && known[f] == 0 && use_[f] > most) return true;
    }
    return false;
  }

  // Returns whether there were any.
  bool watch_nearly_full() {
    const std::vector<char> known = is_watched();
    const std::size_t before = watched_.size();
    for (std::uint32_t f = 0; f < price_.size(); ++f) {
      if (known[f] == 0 && is_nearly_full(f)) watched_.push_back(f);
    }
    if (watched_.size() == before) return false;
    std::sort(watched_.begin(), watched_.end());
    evaluate_anew();
    return true;
  }

  void improve_all() {
    while (now_.residual > options_.tolerance && steps_ < options_.max_iterations) {
      ++steps_;
      if (!improve(now_, next_)) break;
    }
    for (std::size_t i = 0; i < watched_.size(); ++i) price_[watched_[i]] = now_.price[i];
    use_ = markets_.use_of_all(now_.sums);
  }

  void evaluate(Point& point) const {
    markets_.sum(point.price, point.sums);
    point.value = -point.sums.cost;
    point.residual = 0.0;
    for (std::size_t i = 0; i < watched_.size(); ++i) {
      point.value += point.price[i] * room(i);
      const double over = (point.sums.use[i] - room(i)) / room(i);
      point.residual = std::max(point.residual, point.price[i] > 0.0 ? std::abs(over) : over);
    }
  }

  // Watched facilities whose price Newton moves: those with a price and those over their room.
  std::vector<std::size_t> moving(const Point& now) const {
    std::vector<std::size_t> facilities;
    for (std::size_t i = 0; i < now.price.size(); ++i) {
      if (now.price[i] > 0.0 || now.sums.use[i] > room(i)) facilities.push_back(i);
    }
    return facilities;
  }

  using Memory = LogitMemory::Curvature;

  // The curvature at a point, over all facilities watched.
  void learn(const Point& now) {
    memory_->facilities = watched_;
    memory_->matrix = markets_.curvature(now.sums);
  }

  // Rows of the known curvature that stand for these of the watched facilities; nothing when it
  // knows nothing of some of them.
  [[nodiscard]] std::optional<std::vector<Eigen::Index>> rows_of(
      const std::vector<std::size_t>& facilities) const {
    std::vector<Eigen::Index> rows;
    const std::vector<std::uint32_t>& known = memory_->facilities;
    for (const std::size_t i : facilities) {
      const auto at = std::lower_bound(known.begin(), known.end(), watched_[i]);
      if (at == known.end() || *at != watched_[i]) return std::nullopt;
      rows.push_back(at - known.begin());
    }
    return rows;
  }

  // Bends what is known of the curvature so that it agrees with what a step changed (BFGS): cheaper
  // than to learn it anew, and each step is followed by a better one.
  void learn_from_step(const Point& before, const Point& after) {
    std::vector<std::size_t> all(watched_.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    const auto rows = rows_of(all);
    if (!rows) return;
    const auto vector_of = [](const std::vector<double>& of) {
      return Eigen::Map<const Eigen::VectorXd>(of.data(), std::ssize(of));
    };
    const Eigen::VectorXd step = vector_of(after.price) - vector_of(before.price);
    const Eigen::VectorXd bend = vector_of(before.sums.use) - vector_of(after.sums.use);
    Eigen::MatrixXd known = memory_->matrix(*rows, *rows);
    const Eigen::VectorXd expected = known * step;
    const double along = step.dot(bend);
    const double expected_along = step.dot(expected);
    if (!(along > kLeastBend * step.norm() * bend.norm()) || !(expected_along > 0.0)) return;
    known += bend * bend.transpose() / along - expected * expected.transpose() / expected_along;
    memory_->matrix(*rows, *rows) = known;
  }

  // What is known of the curvature over the facilities that move, in scaled prices whose own is 1;
  // nothing when it knows nothing of some of them.
  std::optional<Model> model_of(const Point& now,
                                const std::vector<std::size_t>& facilities) const {
    const auto rows = rows_of(facilities);
    if (!rows) return std::nullopt;
    Model model{facilities, memory_->matrix(*rows, *rows), Eigen::VectorXd(std::ssize(*rows))};
    for (Eigen::Index i = 0; i < model.scale.size(); ++i) {
      const std::size_t f = facilities[static_cast<std::size_t>(i)];
      const double excess = std::abs(now.sums.use[f] - room(f));
      // Where all users of a facility have nowhere else to go there is next to no curvature; the
      // diagonal is raised until no price alone would move by more than the longest step.
      const double least = excess * most_units_[watched_[f]] / longest_step_;
      double& diagonal = model.matrix(i, i);
      diagonal = std::max({diagonal, least, 1e-12 * room(f)});
      model.scale(i) = 1.0 / std::sqrt(diagonal);
    }
    model.matrix = model.scale.asDiagonal() * model.matrix * model.scale.asDiagonal();
    model.matrix.diagonal().array() += kRidge;
    return model;
  }

  // Replaces `now` by a better point, and `next` by what `now` was. What was learned at earlier
  // points serves as long as it brings much. Where prices are determined only in sum a step can
  // lead far away; a stiffer model then keeps it near.
  bool improve(Point& now, Point& next) {
    const std::vector<std::size_t> facilities = moving(now);
    if (facilities.empty()) return false;
    if (std::optional<Model> known = model_of(now, facilities)) {
      const double before = now.residual;
      if (step_by(*known, 1, now, next)) {
        learn_from_step(next, now);
        if (now.residual > kMuch * before) memory_->facilities.clear();
        return true;
      }
    }
    learn(now);
    Model model = *model_of(now, facilities);
    double ridge = kRidge;
    for (int stiffening = 0; stiffening < kMostStiffenings; ++stiffening) {
      if (step_by(model, kMostHalvings, now, next)) {
        learn_from_step(next, now);
        return true;
      }
      ridge *= kStiffer;
      model.matrix.diagonal().array() += ridge;
    }
    return false;
  }

  // The Newton step of the model that keeps prices at or above zero, halved until it brings
  // something.
  bool step_by(const Model& model, int most_trials, Point& now, Point& next) const {
    const auto size = model.scale.size();
    Eigen::VectorXd slope(size);
    Eigen::VectorXd least(size);
    for (Eigen::Index i = 0; i < size; ++i) {
      const std::size_t f = model.facilities[static_cast<std::size_t>(i)];
      slope(i) = -model.scale(i) * (now.sums.use[f] - room(f));
      least(i) = -now.price[f] / model.scale(i);
    }
    Eigen::VectorXd step = bounded_step(model.matrix, slope, least).cwiseProduct(model.scale);
    for (int trial = 0; trial < most_trials; ++trial, step /= 2) {
      if (!go(now, model.facilities, step, next)) continue;
      std::swap(now, next);
      return true;
    }
    return false;
  }

  // Moves the prices of facilities by a step, as far as they stay at or above zero; returns whether
  // that is better.
  bool go(const Point& now, const std::vector<std::size_t>& facilities, const Eigen::VectorXd& step,
          Point& next) const {
    double slope = 0.0;
    next.price = now.price;
    for (std::size_t i = 0; i < facilities.size(); ++i) {
      const std::size_t f = facilities[i];
      next.price[f] = std::max(0.0, now.price[f] + step(static_cast<Eigen::Index>(i)));
      slope += (room(f) - now.sums.use[f]) * (next.price[f] - now.price[f]);
    }
    evaluate(next);
    const double rounding = 1e-12 * std::abs(now.value);
    const bool descends = next.value <= now.value + kArmijo * slope && slope < 0.0;
    const bool settles = next.value <= now.value + rounding && next.residual < now.residual;
    return descends || settles;
  }
};

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

LogitResult solve_logit(const LogitLayout& layout, const LogitMonth& month,
                        const LogitOptions& options, const LogitStart& start) {
  PriceSearch search(layout.parts(), month, options);
  search.run(start);
  LogitResult result;
  result.price = search.price();
  result.use = search.use();
  result.expected_cost = search.cost();
  result.certificate = certify(month, result, search.cost(), options.tolerance);
  result.certificate.iterations = search.steps();
  if (!options.only_prices) search.fill_shares(result);
  return result;
}

LogitResult solve_logit(const LogitProblem& problem, const LogitMonth& month,
                        const LogitOptions& options, const LogitStart& start) {
  return solve_logit(LogitLayout(problem), month, options, start);
}

}  // namespace corridor::assignment
