#include "corridor/outcome/month_again.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "corridor/base/error.hpp"
#include "group_problem.hpp"

namespace corridor::outcome {
namespace {

// What is told of a facility has three digits.
constexpr double kTolerance = 1e-7;

const MonthChoice& choice_of(const Outcome& outcome, int month) {
  const auto found =
      std::find_if(outcome.choices.begin(), outcome.choices.end(), [&](const MonthChoice& choice) {
        return std::find(choice.months.begin(), choice.months.end(), month) != choice.months.end();
      });
  CORRIDOR_ASSERT(found != outcome.choices.end(), "an outcome that kept its alternatives");
  return *found;
}

// The least expected cost within the room: at its prices, less what these bring in.
double cost_of(const assignment::LogitMonth& month, const assignment::LogitResult& result) {
  double cost = result.expected_cost;
  for (std::size_t f = 0; f < month.room.size(); ++f) {
    if (std::isfinite(month.room[f])) cost -= result.price[f] * month.room[f];
  }
  return cost;
}

}  // namespace

class MonthAgain::Problem {
 public:
  Problem(const Outcome& outcome, int month, int jobs)
      : group_(outcome, {month}), start_(prices_of(outcome, month)) {
    group_.set_routes(choice_of(outcome, month), *outcome.footprints);
    options_.tolerance = kTolerance;
    options_.jobs = jobs;
  }

  [[nodiscard]] double room(FacilityId facility) const {
    return group_.months().front().room[facility.value()];
  }

  [[nodiscard]] MonthAnswer solve(FacilityId facility, double room) {
    assignment::LogitMonth month = group_.months().front();
    month.room[facility.value()] = room;
    const assignment::LogitResult result = solve(month, Wanted::kPrices);
    return {PerHour(result.use[facility.value()]), UsdPerHour(cost_of(month, result)),
            result.certificate.converged};
  }

  [[nodiscard]] std::vector<double> stays_anyhow() {
    assignment::LogitMonth month = group_.months().front();
    month.room.assign(month.room.size(), std::numeric_limits<double>::infinity());
    return solve(month, Wanted::kShares).give_up;
  }

 private:
  enum class Wanted : unsigned char { kPrices, kShares };

  GroupProblem group_;
  Prices start_;
  assignment::LogitOptions options_;

  [[nodiscard]] assignment::LogitResult solve(const assignment::LogitMonth& month, Wanted wanted) {
    Prices prices = start_;
    options_.only_prices = wanted == Wanted::kPrices;
    assignment::LogitResult result = group_.solve_once(month, options_, prices);
    start_.memory = std::move(prices.memory);
    return result;
  }
};

MonthAgain::MonthAgain(const Outcome& outcome, int month, int jobs)
    : problem_(std::make_unique<Problem>(outcome, month, jobs)) {}
MonthAgain::~MonthAgain() = default;

PerHour MonthAgain::room(FacilityId facility) const {
  return PerHour(problem_->room(facility));
}

MonthAnswer MonthAgain::solve(FacilityId facility, PerHour room) {
  return problem_->solve(facility, room.value());
}

std::vector<double> MonthAgain::stays_anyhow() {
  return problem_->stays_anyhow();
}

}  // namespace corridor::outcome
