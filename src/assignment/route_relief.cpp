#include "corridor/assignment/route_relief.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "corridor/assignment/shortage.hpp"
#include "corridor/base/error.hpp"
#include "room_question.hpp"

namespace corridor::assignment {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
// A bound counts from this share of the demand on.
constexpr double kNothing = 1e-7;
// Flows that take more than their rooms by a larger share prove nothing.
constexpr double kOverload = 1e-6;
// How sharp logit is, per unit of cost: each time sharper, from the prices before.
constexpr double kFirstSharpness = 40.0;
constexpr double kSharper = 10.0;
constexpr int kMostSharpenings = 6;
// By what share room may be taken for dearer than other room that costs the same, and how sharp an
// answer tells them apart.
constexpr double kApart = 1e-3;
constexpr double kSharpEnough = 4e5;

// A bound that rounding cannot feign.
bool is_proven(const RoomQuestion& question, double at_least) {
  return at_least > kNothing * question.demand();
}

Shortage prove(const RoomQuestion& question, const std::vector<double>& price) {
  std::vector<double> demand;
  for (const RoomQuestion::Market& market : question.markets()) demand.push_back(market.demand);
  double worth = 0.0;
  for (const std::uint32_t f : question.limits()) worth += price[f] * question.room(f);
  return prove_shortage(demand, question.cheapest(price), worth);
}

// What both programs have in common: a logit problem over the markets of a question in which
// nothing costs anything but room.
class Program {
 public:
  explicit Program(const RoomQuestion& question, std::size_t facility_count)
      : question_(&question), row_(facility_count, 0), price_(facility_count, 0.0) {
    problem_.facility_count = question.limits().size();
    for (std::uint32_t i = 0; i < question.limits().size(); ++i) {
      row_[question.limits()[i]] = i;
      month_.room.push_back(question.room(question.limits()[i]));
    }
    for (std::size_t i = 0; i < question.footprints().size(); ++i) {
      std::vector<RouteUse> uses;
      for (const RouteUse& use : question.footprints()[i])
        uses.push_back({row_[use.facility], use.units});
      footprints_.push_back(uses);
    }
    for (const RoomQuestion::Market& market : question.markets()) {
      for (const std::uint32_t route : market.routes) add_route(0.0, route);
      end_market(market.demand);
    }
  }
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

 protected:
  const RoomQuestion* question_;
  std::vector<std::uint32_t> row_;  ///< [facility] number in the problem
  Footprints footprints_;
  LogitProblem problem_;
  LogitMonth month_;
  std::vector<double> price_;  ///< [facility]
  LogitResult result_;
  std::vector<double> before_;  ///< prices of the solve before that

  void add_route(double cost, std::uint32_t footprint) {
    problem_.cost.push_back(cost);
    problem_.size.push_back(1.0);
    problem_.footprint.push_back(footprint);
  }
  void end_market(double demand) {
    problem_.first_route.push_back(static_cast<std::uint32_t>(problem_.cost.size()));
    month_.demand.push_back(demand);
  }

  // Prices that are off by what falls with the sharpness.
  [[nodiscard]] std::vector<double> guess() const {
    std::vector<double> price = result_.price;
    for (std::size_t f = 0; f < before_.size(); ++f)
      price[f] = std::max(0.0, price[f] + (price[f] - before_[f]) / kSharper);
    return price;
  }

  void solve(double sharpness, double give_up, int jobs) {
    problem_.footprints = &footprints_;
    problem_.theta.assign(problem_.market_count(), sharpness);
    problem_.give_up.assign(problem_.market_count(), give_up);
    LogitOptions options;
    options.jobs = jobs;
    options.give_up_scale = sharpness;
    const std::vector<double> start = guess();
    before_ = std::move(result_.price);
    const std::vector<double> use = std::move(result_.use);
    result_ = solve_logit(problem_, month_, options, {start, use});
  }
};

// As little as possible stays: a unit that does costs 1.
class LeastStay : public Program {
 public:
  using Program::Program;

  // Ends within `tolerance`, or once it is known whether anything has to stay.
  void run(const RouteReliefOptions& options, bool only_whether) {
    const double demand = question_->demand();
    stays_ = demand;
    double sharpness = kFirstSharpness;
    for (int i = 0; i < kMostSharpenings && demand > 0.0; ++i, sharpness *= kSharper) {
      solve(sharpness, 1.0, options.jobs);
      take_better();
      const bool is_near = stays_ - at_least_ <= options.tolerance * stays_;
      if (is_near || has_room_for_all() || (only_whether && is_needed())) return;
    }
  }

  [[nodiscard]] double stays() const { return stays_; }
  [[nodiscard]] double at_least() const { return at_least_; }
  [[nodiscard]] bool has_room_for_all() const { return stays_ <= kNothing * question_->demand(); }
  [[nodiscard]] bool is_needed() const { return is_proven(*question_, at_least_); }
  /// [facility] of the best bound.
  [[nodiscard]] const std::vector<double>& price() const { return price_; }

 private:
  double stays_ = 0.0;
  double at_least_ = 0.0;

  void take_better() {
    double stay = 0.0;
    for (std::size_t m = 0; m < month_.demand.size(); ++m)
      stay += month_.demand[m] * result_.give_up[m];
    if (result_.certificate.overload <= kOverload) stays_ = std::min(stays_, stay);
    std::vector<double> price(price_.size(), 0.0);
    for (const std::uint32_t f : question_->limits())
      price[f] = month_.room[row_[f]] > 0.0 ? result_.price[row_[f]] : price_past(f);
    const Shortage shortage = prove(*question_, price);
    if (shortage.at_least <= at_least_) return;
    at_least_ = shortage.at_least;
    for (double& one : price) one /= shortage.most_price;
    price_ = std::move(price);
  }

  // At which nobody uses a facility: it has no room.
  [[nodiscard]] double price_past(std::uint32_t facility) const {
    double least = kInfinity;
    for (const RouteUse& use : question_->footprints().uses)
      if (use.facility == facility) least = std::min(least, use.units);
    return 1.0 / least;
  }
};

// Everything goes, and room is added at least cost. A market of its own for each facility fills its
// extension, and leaves it free where the price reaches what a unit costs.
class LeastRelief : public Program {
 public:
  LeastRelief(const RoomQuestion& question, const std::vector<double>& unit_cost)
      : Program(question, unit_cost.size()), unit_cost_(&unit_cost) {
    const auto none = static_cast<std::uint32_t>(footprints_.size());
    footprints_.push_back({});
    for (const std::uint32_t f : question.limits()) {
      const RouteUse fills{row_[f], 1.0 / unit_cost[f]};
      add_route(0.0, static_cast<std::uint32_t>(footprints_.size()));
      footprints_.push_back({&fills, 1});
      add_route(1.0, none);
      end_market(unit_cost[f] * (question.most_use(f) - question.room(f)));
      month_.room[row_[f]] = question.most_use(f);
    }
  }

  // The last is taken: what costs the same is told apart only by a sharp answer.
  void run(const RouteReliefOptions& options) {
    set_apart();
    double sharpness = kFirstSharpness;
    for (int i = 0; i < kMostSharpenings; ++i, sharpness *= kSharper) {
      solve(sharpness, kInfinity, options.jobs);
      bound();
      take_extension();
      const bool is_near = cost_ - least_cost_ <= (options.tolerance + kApart) * cost_;
      if (is_near && sharpness >= kSharpEnough) return;
    }
  }

  [[nodiscard]] double cost() const { return cost_; }
  [[nodiscard]] double least_cost() const { return least_cost_; }
  [[nodiscard]] const std::vector<double>& more() const { return more_; }

 private:
  const std::vector<double>* unit_cost_;
  double cost_ = 0.0;
  double least_cost_ = 0.0;
  std::vector<double> more_;  ///< [facility]

  // Room [facility] that the flows ask for.
  [[nodiscard]] std::vector<double> extension() const {
    std::vector<double> more(price_.size(), 0.0);
    for (std::uint32_t m = 0; m < question_->markets().size(); ++m) {
      for (std::uint32_t r = problem_.first_route[m]; r < problem_.first_route[m + 1]; ++r) {
        for (const RouteUse& use : question_->footprints()[problem_.footprint[r]])
          more[use.facility] += month_.demand[m] * result_.share[r] * use.units;
      }
    }
    for (const std::uint32_t f : question_->limits())
      more[f] = std::max(0.0, more[f] - question_->room(f));
    return more;
  }

  void take_extension() {
    more_ = extension();
    cost_ = 0.0;
    for (const std::uint32_t f : question_->limits()) cost_ += (*unit_cost_)[f] * more_[f];
  }

  // Of extensions that cost the same, one at few facilities is easier to tell: each costs a little
  // more than the next larger one.
  void set_apart() {
    std::vector<std::uint32_t> order = question_->limits();
    const auto size = [&](std::uint32_t f) { return (*unit_cost_)[f] * question_->room(f); };
    std::stable_sort(order.begin(), order.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return size(a) > size(b); });
    for (std::size_t i = 0; i < order.size(); ++i) {
      const std::size_t market = question_->markets().size() + row_[order[i]];
      problem_.cost[problem_.first_route[market] + 1] +=
          kApart * static_cast<double>(i) / static_cast<double>(order.size());
    }
  }

  // All prices smaller by what one could be too high by.
  void bound() {
    double bound = 0.0;
    for (const std::uint32_t f : question_->limits()) {
      price_[f] = std::min(result_.price[row_[f]] / (1.0 + kApart), (*unit_cost_)[f]);
      bound -= price_[f] * question_->room(f);
    }
    const std::vector<double> cheapest = question_->cheapest(price_);
    for (std::size_t m = 0; m < cheapest.size(); ++m)
      bound += question_->markets()[m].demand * cheapest[m];
    least_cost_ = std::max(least_cost_, bound);
  }
};

// Sets of facilities that cannot be kept together, one after the other.
class ConflictSearch {
 public:
  /// `price` [facility] proves that the question's limits conflict.
  ConflictSearch(const RoomQuestion& question, std::vector<double> price,
                 const RouteReliefOptions& options)
      : question_(&question), options_(options), price_(std::move(price)) {}

  std::vector<RouteConflict> find() {
    if (question_->limits().size() > options_.most_tried)
      return {{ascending(priced(*question_)), false}};
    std::vector<RouteConflict> found;
    for (const std::uint32_t f : question_->limits())
      if (conflicts(question_->without(all_but(f)))) found.push_back({{f}, true});
    std::vector<char> given_up(price_.size(), 0);
    for (const RouteConflict& single : found) given_up[single.facilities.front()] = 1;
    RoomQuestion rest = question_->without(given_up);
    while (conflicts(rest)) {
      found.push_back({reduce(rest), true});
      for (const std::uint32_t f : found.back().facilities) given_up[f] = 1;
      rest = question_->without(given_up);
    }
    return found;
  }

 private:
  const RoomQuestion* question_;
  RouteReliefOptions options_;
  std::vector<double> price_;  // [facility] of the last proof

  [[nodiscard]] std::vector<char> all_but(std::uint32_t facility) const {
    std::vector<char> others(price_.size(), 1);
    others[facility] = 0;
    return others;
  }

  static std::vector<std::uint32_t> ascending(std::vector<std::uint32_t> facilities) {
    std::sort(facilities.begin(), facilities.end());
    return facilities;
  }

  // Limits of the question with a price, the one whose room is worth least first.
  [[nodiscard]] std::vector<std::uint32_t> priced(const RoomQuestion& question) const {
    std::vector<std::uint32_t> facilities;
    for (const std::uint32_t f : question.limits())
      if (price_[f] > 0.0) facilities.push_back(f);
    const auto worth = [&](std::uint32_t f) { return price_[f] * question.room(f); };
    std::stable_sort(facilities.begin(), facilities.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return worth(a) < worth(b); });
    return facilities;
  }

  // Of a question that was just shown to conflict. Leaves out one facility after the other for
  // good, the cheapest first, while the rest still conflicts.
  std::vector<std::uint32_t> reduce(const RoomQuestion& question) {
    std::vector<char> left_out(price_.size(), 1);
    const std::vector<std::uint32_t> tried = priced(question);
    for (const std::uint32_t f : tried) left_out[f] = 0;
    RoomQuestion rest = question.without(left_out);
    std::vector<std::uint32_t> needed;
    for (const std::uint32_t f : tried) {
      left_out[f] = 1;
      RoomQuestion less = rest.without(left_out);
      if (conflicts(less)) {
        rest = std::move(less);
      } else {
        left_out[f] = 0;
        needed.push_back(f);
      }
    }
    return ascending(std::move(needed));
  }

  bool conflicts(const RoomQuestion& question) {
    if (question.markets().empty()) return false;
    if (is_proven(question, prove(question, price_).at_least)) return true;
    LeastStay stay(question, price_.size());
    stay.run(options_, true);
    if (!stay.is_needed()) return false;
    price_ = stay.price();
    return true;
  }
};

}  // namespace

RouteRelief find_route_relief(const LogitProblem& problem, const LogitMonth& month,
                              const RouteReliefOptions& options) {
  RouteRelief relief;
  relief.price.assign(problem.facility_count, 0.0);
  relief.more.assign(problem.facility_count, 0.0);
  std::vector<double> unit_cost = options.unit_cost;
  if (unit_cost.empty()) unit_cost.assign(problem.facility_count, 1.0);
  CORRIDOR_ASSERT(unit_cost.size() == problem.facility_count, "a cost for every facility or none");

  const RoomQuestion question(problem, month);
  LeastStay stay(question, problem.facility_count);
  stay.run(options, false);
  relief.is_needed = stay.is_needed();
  relief.stays = stay.stays();
  relief.at_least = stay.at_least();
  if (!relief.is_needed) return relief;
  relief.price = stay.price();
  LeastRelief extension(question, unit_cost);
  extension.run(options);
  relief.cost = extension.cost();
  relief.least_cost = extension.least_cost();
  relief.more = extension.more();
  relief.conflicts = ConflictSearch(question, relief.price, options).find();
  return relief;
}

bool has_room_for_all(const LogitProblem& problem, const LogitMonth& month,
                      const RouteReliefOptions& options) {
  const RoomQuestion question(problem, month);
  LeastStay stay(question, problem.facility_count);
  stay.run(options, true);
  return stay.has_room_for_all();
}

}  // namespace corridor::assignment
