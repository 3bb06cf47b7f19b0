#include "equilibrium.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "group_problem.hpp"
#include "price_search.hpp"

namespace corridor::outcome {
namespace {

using assignment::LogitOptions;
using assignment::LogitResult;

constexpr int kMostRounds = 60;
constexpr int kStepsPerRound = 6;
// Route searches between two sets of prices need less than the last solve.
constexpr double kRoundTolerance = 1e-4;
// The largest movements that hold this share of all demand look for prices first, until so much of
// their cost is left to save.
constexpr double kFirstLook = 0.4;
constexpr double kFirstLookGap = 1e-3;
constexpr double kCoarseTolerance = 1e-3;
constexpr int kCoarseSteps = 12;

LogitOptions logit_options(double tolerance, int jobs) {
  LogitOptions logit;
  logit.tolerance = tolerance;
  logit.jobs = jobs;
  return logit;
}

// TEU per hour of the movements that choose, all together.
double all_demand(const std::vector<double>& demand) {
  double sum = 0.0;
  for (const double one : demand) sum += one;
  return sum;
}

// The month with most to carry, whose prices find the routes of all.
std::size_t fullest(const std::vector<assignment::LogitMonth>& months) {
  std::size_t best = 0;
  for (std::size_t i = 1; i < months.size(); ++i) {
    if (all_demand(months[i].demand) > all_demand(months[best].demand)) best = i;
  }
  return best;
}

void set_mean_shares(const Outcome& outcome, const std::vector<MonthFlows>& flows,
                     const std::vector<assignment::LogitMonth>& months,
                     std::vector<Alternatives>& alternatives) {
  for (std::size_t m = 0; m < alternatives.size(); ++m) {
    double weight = 0.0;
    for (Alternative& alternative : alternatives[m]) alternative.share = 0.0;
    for (std::size_t i = 0; i < flows.size(); ++i) {
      const int days = outcome.months[static_cast<std::size_t>(flows[i].month)].days;
      const double teu = std::max(months[i].demand[m], 1e-12) * days;
      weight += teu;
      for (std::size_t r = 0; r < alternatives[m].size(); ++r)
        alternatives[m][r].share += teu * flows[i].share[m][r];
    }
    for (Alternative& alternative : alternatives[m]) alternative.share /= weight;
  }
}

// The largest movements that together hold `share` of the demand [movement], ascending.
std::vector<MovementId> largest(const std::vector<double>& demand, double share) {
  std::vector<MovementId> ids;
  for (std::size_t m = 0; m < demand.size(); ++m) ids.emplace_back(m);
  std::stable_sort(ids.begin(), ids.end(), [&](MovementId a, MovementId b) {
    return demand[a.value()] > demand[b.value()];
  });
  const double enough = share * all_demand(demand);
  double sum = 0.0;
  std::size_t count = 0;
  while (count < ids.size() && sum < enough) sum += demand[ids[count++].value()];
  ids.resize(count);
  std::sort(ids.begin(), ids.end());
  return ids;
}

// The month as if these movements alone carried all its demand.
assignment::LogitMonth carried_by(const std::vector<MovementId>& movements,
                                  const assignment::LogitMonth& month) {
  assignment::LogitMonth few{std::vector<double>(month.demand.size(), 0.0), month.room};
  double sum = 0.0;
  for (const MovementId id : movements) sum += month.demand[id.value()];
  const double scale = sum > 0.0 ? all_demand(month.demand) / sum : 1.0;
  for (const MovementId id : movements) few.demand[id.value()] = scale * month.demand[id.value()];
  return few;
}

// Routes that are cheaper at the prices of a month, and those prices.
class RouteSearch {
 public:
  RouteSearch(const Outcome& outcome, const Movements& movements, int month, const Options& options,
              GroupProblem& group)
      : outcome_(&outcome),
        movements_(&movements),
        month_(month),
        options_(options),
        group_(&group) {}

  // Adds routes of `ids` to the alternatives until no more than `gap` is left to save.
  void run(const assignment::LogitMonth& month, const std::vector<MovementId>& ids, double gap,
           FirstGuess& guess, std::vector<Alternatives>& alternatives) {
    PriceSearch search(*outcome_, *movements_, ids, month_, gap, options_.jobs);
    LogitOptions few = logit_options(kRoundTolerance, options_.jobs);
    few.max_iterations = kStepsPerRound;
    for (int round = 0; round < kMostRounds; ++round, ++certificate_.rounds) {
      LogitResult trial = group_->solve_once(month, few, guess);
      certificate_.newton_steps += trial.certificate.iterations;
      const auto found = search.add_cheaper(trial.price, group_->least_costs(trial.price),
                                            month.demand, alternatives);
      guess = {std::move(trial.price), std::move(trial.use)};
      group_->set_routes(alternatives);
      if (!found) continue;
      certificate_.route_gap = *found;
      if (trial.certificate.converged && *found <= gap) break;
    }
  }

  // Rounds, Newton steps and the last gap of all runs.
  [[nodiscard]] const Certificate& certificate() const { return certificate_; }

 private:
  const Outcome* outcome_;
  const Movements* movements_;
  int month_;
  Options options_;
  GroupProblem* group_;
  Certificate certificate_;
};

// Finds the routes of a group at the prices of one month. Prices that nobody knows yet are first
// sought with the largest movements alone.
Certificate find_routes(RouteSearch search, const assignment::LogitMonth& month,
                        const Options& options, FirstGuess& guess,
                        std::vector<Alternatives>& alternatives) {
  if (guess.price.empty()) {
    const std::vector<MovementId> few = largest(month.demand, kFirstLook);
    search.run(carried_by(few, month), few, kFirstLookGap, guess, alternatives);
  }
  std::vector<MovementId> all;
  for (std::size_t m = 0; m < alternatives.size(); ++m) all.emplace_back(m);
  search.run(month, all, options.route_gap, guess, alternatives);
  return search.certificate();
}

}  // namespace

bool is_limit(const network::Facility& facility) {
  return facility.capacity.value() > 0.0 && !facility.is_circular;
}

double room_in(const Outcome& outcome, FacilityId facility, int month) {
  const network::Facility& record = outcome.network->facilities[facility];
  if (!is_limit(record)) return std::numeric_limits<double>::infinity();
  const network::MonthState& state = outcome.months[static_cast<std::size_t>(month)];
  const double base = record.base_load.value() * state.open_share[facility] +
                      outcome.loads[facility][static_cast<std::size_t>(month)].base_units;
  const double room = network::capacity_in(record, facility, state).value() - base;
  // What is left after rounding is not room.
  return room > 1e-9 * record.capacity.value() ? room : 0.0;
}

std::vector<MonthFlows> solve_group(const Outcome& outcome, const Movements& movements,
                                    const std::vector<int>& months,
                                    const std::vector<FirstGuess>& start, const Options& options,
                                    FootprintTable& footprints,
                                    std::vector<Alternatives>& alternatives) {
  GroupProblem group(outcome, movements, months, options.jobs, footprints);
  group.set_routes(alternatives);
  const std::size_t leader = fullest(group.months());
  std::vector<FirstGuess> guess = start;
  guess.resize(months.size());
  Certificate of_search;
  if (options.routes_of == nullptr) {
    of_search = find_routes(RouteSearch(outcome, movements, months[leader], options, group),
                            group.months()[leader], options, guess[leader], alternatives);
    for (FirstGuess& one : guess) one = guess[leader];
  }
  LogitOptions last =
      logit_options(options.is_coarse ? kCoarseTolerance : options.tolerance, options.jobs);
  std::vector<MonthFlows> flows;
  if (options.is_coarse) {
    last.max_iterations = kCoarseSteps;
    flows.resize(months.size(), group.solve({leader}, last, {guess[leader]}).front());
    for (std::size_t i = 0; i < months.size(); ++i) flows[i].month = months[i];
  } else {
    std::vector<std::size_t> all(months.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    flows = group.solve(all, last, guess);
  }
  Certificate& lead = flows[leader].certificate;
  lead.newton_steps += of_search.newton_steps;
  lead.rounds = of_search.rounds;
  lead.route_gap = of_search.route_gap;
  set_mean_shares(outcome, flows, group.months(), alternatives);
  return flows;
}

}  // namespace corridor::outcome
