#include "equilibrium.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <set>

#include "corridor/base/parallel.hpp"
#include "group_problem.hpp"
#include "price_search.hpp"

namespace corridor::outcome {
namespace {

using assignment::LogitOptions;
using assignment::LogitResult;

constexpr int kMostRounds = 60;
constexpr int kStepsPerRound = 3;
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
                                    const std::vector<std::vector<double>>& start,
                                    const Options& options,
                                    std::vector<Alternatives>& alternatives) {
  GroupProblem group(outcome, movements, months, options.jobs);
  group.set_routes(alternatives);
  const std::size_t leader = fullest(group.months());
  LogitResult lead = group.start_from(start.empty() ? std::vector<double>() : start[leader]);
  int steps = 0;
  int rounds = 0;
  double route_gap = 0.0;
  if (options.routes_of == nullptr) {
    PriceSearch search(outcome, movements, months[leader], options);
    for (; rounds < kMostRounds; ++rounds) {
      LogitOptions few = logit_options(kRoundTolerance, options.jobs);
      few.max_iterations = kStepsPerRound;
      lead = assignment::solve_logit(group.problem(), group.months()[leader], few, &lead);
      steps += lead.certificate.iterations;
      const std::vector<double> prices = group.prices(lead);
      const auto gap = search.add_cheaper(prices, group.months()[leader].demand, alternatives);
      if (gap) route_gap = *gap;
      if (lead.certificate.converged && gap && *gap <= options.route_gap) break;
      group.set_routes(alternatives);
      lead = group.start_from(prices);
    }
    const std::vector<double> prices = group.prices(lead);
    group.set_routes(alternatives);
    lead = group.start_from(prices);
  }
  std::vector<MonthFlows> flows(months.size());
  LogitOptions last =
      logit_options(options.is_coarse ? kCoarseTolerance : options.tolerance, options.jobs);
  if (options.is_coarse) last.max_iterations = kCoarseSteps;
  lead = assignment::solve_logit(group.problem(), group.months()[leader], last, &lead);
  flows[leader] = group.flows(lead, leader);
  flows[leader].certificate.newton_steps += steps;
  flows[leader].certificate.rounds = rounds;
  flows[leader].certificate.route_gap = route_gap;
  const std::vector<double> lead_prices = group.prices(lead);
  for_each_index(months.size(), options.jobs, [&](std::size_t i, int) {
    if (i == leader) return;
    if (options.is_coarse) {
      flows[i] = flows[leader];
      flows[i].month = months[i];
      return;
    }
    const LogitResult own =
        group.start_from(start.empty() || options.routes_of == nullptr ? lead_prices : start[i]);
    flows[i] = group.flows(assignment::solve_logit(group.problem(), group.months()[i],
                                                   logit_options(options.tolerance, 1), &own),
                           i);
  });
  set_mean_shares(outcome, flows, group.months(), alternatives);
  return flows;
}

}  // namespace corridor::outcome
