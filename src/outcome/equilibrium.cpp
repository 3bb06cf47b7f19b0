#include "equilibrium.hpp"

#include <algorithm>
#include <cmath>
#include <memory>

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
    PriceSearch search(outcome, movements, months[leader], options);
    LogitOptions few = logit_options(kRoundTolerance, options.jobs);
    few.max_iterations = kStepsPerRound;
    for (; of_search.rounds < kMostRounds; ++of_search.rounds) {
      LogitResult trial = group.solve_once(leader, few, guess[leader]);
      of_search.newton_steps += trial.certificate.iterations;
      const auto gap = search.add_cheaper(trial.price, group.least_costs(trial.price),
                                          group.months()[leader].demand, alternatives);
      if (gap) of_search.route_gap = *gap;
      const bool is_done = trial.certificate.converged && gap && *gap <= options.route_gap;
      guess[leader] = {std::move(trial.price), std::move(trial.use)};
      group.set_routes(alternatives);
      if (is_done) break;
    }
  }
  LogitOptions last =
      logit_options(options.is_coarse ? kCoarseTolerance : options.tolerance, options.jobs);
  if (options.is_coarse) last.max_iterations = kCoarseSteps;
  MonthFlows lead = std::move(group.solve({leader}, last, {guess[leader]}).front());
  lead.certificate.newton_steps += of_search.newton_steps;
  lead.certificate.rounds = of_search.rounds;
  lead.certificate.route_gap = of_search.route_gap;
  std::vector<MonthFlows> flows;
  if (options.is_coarse) {
    flows.resize(months.size(), lead);
    for (std::size_t i = 0; i < months.size(); ++i) flows[i].month = months[i];
  } else {
    std::vector<std::size_t> others;
    std::vector<FirstGuess> others_guess;
    for (std::size_t i = 0; i < months.size(); ++i) {
      if (i == leader) continue;
      others.push_back(i);
      others_guess.push_back(options.routes_of != nullptr ? guess[i]
                                                          : FirstGuess{lead.price, lead.use});
    }
    flows = group.solve(others, last, others_guess);
    flows.insert(flows.begin() + static_cast<std::ptrdiff_t>(leader), std::move(lead));
  }
  set_mean_shares(outcome, flows, group.months(), alternatives);
  return flows;
}

}  // namespace corridor::outcome
