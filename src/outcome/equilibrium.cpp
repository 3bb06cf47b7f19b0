#include "equilibrium.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "corridor/outcome/movement_boxes.hpp"
#include "group_problem.hpp"
#include "route_search.hpp"
#include "route_uses.hpp"

namespace corridor::outcome {
namespace {

using assignment::LogitOptions;
using assignment::LogitResult;

constexpr int kMostRounds = 60;
// Between two searches for routes prices move by few steps, to a share of what is left to save.
constexpr int kStepsPerRound = 3;
constexpr double kFirstTolerance = 1e-3;
constexpr double kLastTolerance = 1e-7;
constexpr double kOfLeft = 0.1;
// A month's own search ends at this share of the gap, as later ones move its prices a little.
constexpr double kOfGap = 0.2;
// Scouts go out so often, or until prices change by less than this share.
constexpr int kMostScoutings = 16;
constexpr int kMostScoutSteps = 60;
constexpr double kScoutTolerance = 1e-3;
constexpr double kStill = 0.01;
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

// Prices [facility] as a search for routes sees them: none is worth having through a facility
// without any room. Empty prices are zero.
std::vector<double> prices_for_search(const assignment::LogitMonth& month,
                                      const std::vector<double>& prices) {
  std::vector<double> seen = prices;
  seen.resize(month.room.size(), 0.0);
  for (std::size_t f = 0; f < seen.size(); ++f) {
    if (month.room[f] <= 0.0) seen[f] = std::numeric_limits<double>::infinity();
  }
  return seen;
}

// Puts items into an order.
template <class Item>
void arrange(std::vector<Item>& items, const std::vector<std::size_t>& order) {
  std::vector<Item> arranged;
  arranged.reserve(items.size());
  for (const std::size_t i : order) arranged.push_back(std::move(items[i]));
  items = std::move(arranged);
}

// Lists the alternatives of each movement by their cost without prices, shares with them.
void sort_by_cost(std::vector<Alternatives>& alternatives, std::vector<MonthFlows>& flows) {
  std::vector<std::size_t> order;
  for (std::size_t m = 0; m < alternatives.size(); ++m) {
    const Alternatives& own = alternatives[m];
    order.resize(own.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return own[a].cost < own[b].cost; });
    if (std::is_sorted(order.begin(), order.end())) continue;
    arrange(alternatives[m], order);
    for (MonthFlows& month : flows) arrange(month.share[m], order);
  }
}

// Over all prices together.
double change_of(const std::vector<double>& before, const std::vector<double>& after) {
  double change = 0.0;
  double all = 0.0;
  for (std::size_t f = 0; f < after.size(); ++f) {
    change += std::abs(after[f] - (before.empty() ? 0.0 : before[f]));
    all += after[f];
  }
  return all > 0.0 ? change / all : 0.0;
}

// The months of one group on their way to equilibrium.
class GroupSolver {
 public:
  GroupSolver(const Outcome& outcome, const Movements& movements,
              const routes::Contraction& contraction, const std::vector<int>& months,
              const Options& options, GroupProblem& group, RouteState& routes)
      : options_(options),
        group_(&group),
        routes_(&routes),
        leader_(fullest(group.months())),
        is_better_(routes.floor.empty()),
        search_(outcome, movements, contraction, months[leader_], options, routes) {}

  // `prices` and the answer: [month of the group].
  [[nodiscard]] std::vector<MonthFlows> solve(std::vector<Prices>& prices) {
    choose_routes(prices);
    std::vector<MonthFlows> flows;
    bool is_closed = false;
    for (int round = 0; round < kMostRounds && !is_closed; ++round) {
      flows = group_->solve(logit_options(options_.tolerance, options_.jobs), prices);
      for (const MonthFlows& month : flows) steps_ += month.certificate.newton_steps;
      is_closed = is_closed_at(flows);
    }
    Certificate& first = flows.front().certificate;
    first.converged = first.converged && is_closed;
    for (MonthFlows& month : flows) month.certificate.newton_steps = 0;
    first.newton_steps = steps_;
    first.rounds = rounds_;
    return flows;
  }

 private:
  Options options_;
  GroupProblem* group_;
  RouteState* routes_;
  std::size_t leader_;  // the month with most to carry
  bool is_better_;      // than the months solved before
  RouteSearch search_;
  int rounds_ = 0;
  int steps_ = 0;

  // Chooses the alternatives of all movements, and prices for each month [month of the group].
  void choose_routes(std::vector<Prices>& guess) {
    const bool is_known = !guess[leader_].price.empty();
    if (!is_known) find_prices(guess[leader_]);
    const std::vector<double> prices =
        prices_for_search(group_->months()[leader_], guess[leader_].price);
    if (is_known) search_.scout_where_shut(prices, is_better_);
    routes_->alternatives = search_.pick(prices, routes_->alternatives);
    group_->set_routes(routes_->alternatives);
    add_cheaper(leader_, guess[leader_]);
    for (std::size_t i = 0; i < guess.size(); ++i) {
      if (i == leader_) continue;
      guess[i].price = guess[leader_].price;
      guess[i].use = guess[leader_].use;
      add_cheaper(i, guess[i]);
    }
  }

  // Whether no month leaves much to save on routes that are cheaper at its prices. What was found
  // is added, unless all do.
  bool is_closed_at(std::vector<MonthFlows>& flows) {
    ++rounds_;
    bool is_closed = true;
    for (std::size_t i = 0; i < flows.size(); ++i) {
      const std::vector<double> prices = prices_for_search(group_->months()[i], flows[i].price);
      const std::vector<double> least = group_->least_costs(prices);
      double& gap = flows[i].certificate.route_gap;
      gap = *search_.search(prices, least, group_->months()[i].demand, true);
      if (gap <= options_.route_gap) continue;
      is_closed = false;
      if (search_.add_found(prices, least, routes_->alternatives))
        group_->set_routes(routes_->alternatives);
    }
    return is_closed;
  }

  [[nodiscard]] LogitResult move_prices(const assignment::LogitMonth& month, double tolerance,
                                        int most_steps, Prices& prices) {
    LogitOptions logit = logit_options(tolerance, options_.jobs);
    logit.max_iterations = most_steps;
    LogitResult result = group_->solve_once(month, logit, prices);
    steps_ += result.certificate.iterations;
    return result;
  }

  // Prices at which scouts that carry all boxes find no better ways: ways and prices are made for
  // each other until prices stay. Each set of ways is found at the prices that the last one came
  // to, so that the order in which routes are met leaves no trace.
  void find_prices(Prices& guess) {
    const assignment::LogitMonth& month = group_->months()[leader_];
    const assignment::LogitMonth scouted{search_.carried_by_scouts(month.demand), month.room};
    for (int i = 0; i < kMostScoutings; ++i) {
      ++rounds_;
      search_.scout(prices_for_search(month, guess.price));
      group_->set_routes(routes_->of_scouts);
      const std::vector<double> before = guess.price;
      const LogitResult result = move_prices(scouted, kScoutTolerance, kMostScoutSteps, guess);
      const double change = change_of(before, guess.price);
      if (result.certificate.converged && change <= kStill) break;
    }
  }

  // Adds routes that are cheaper at the prices of a month until the classes searched have next to
  // nothing left to save.
  void add_cheaper(std::size_t index, Prices& guess) {
    const assignment::LogitMonth& month = group_->months()[index];
    for (int round = 0; round < kMostRounds; ++round) {
      ++rounds_;
      const double tolerance =
          round == 0 ? kFirstTolerance
                     : std::clamp(kOfLeft * search_.left(), kLastTolerance, kFirstTolerance);
      const LogitResult trial = move_prices(month, tolerance, kStepsPerRound, guess);
      const std::vector<double> prices = prices_for_search(month, guess.price);
      const std::vector<double> least = group_->least_costs(prices);
      static_cast<void>(search_.search(prices, least, month.demand, round == 0));
      if (search_.add_found(prices, least, routes_->alternatives))
        group_->set_routes(routes_->alternatives);
      if (trial.certificate.converged && search_.left() <= kOfGap * options_.route_gap) break;
    }
  }
};

// Over known routes: the month with most to carry goes first, and others follow it.
std::vector<MonthFlows> solve_over_known(GroupProblem& group, const std::vector<int>& months,
                                         const Options& options, std::vector<Prices>& prices) {
  LogitOptions logit = logit_options(options.tolerance, options.jobs);
  if (options.is_coarse) {
    logit.tolerance = kCoarseTolerance;
    logit.max_iterations = kCoarseSteps;
  }
  const std::size_t leader = fullest(group.months());
  const Prices before = prices[leader];
  MonthFlows first = std::move(group.solve({leader}, logit, prices).front());
  if (options.is_coarse) {
    // All months take the flows of the one with most to carry.
    std::vector<MonthFlows> flows(months.size(), first);
    for (std::size_t i = 0; i < months.size(); ++i) flows[i].month = months[i];
    return flows;
  }
  std::vector<std::size_t> others;
  for (std::size_t i = 0; i < months.size(); ++i) {
    if (i == leader) continue;
    others.push_back(i);
    prices[i].follow(before, prices[leader]);
  }
  std::vector<MonthFlows> followed = group.solve(others, logit, prices);
  std::vector<MonthFlows> flows(months.size());
  flows[leader] = std::move(first);
  for (std::size_t i = 0; i < others.size(); ++i) flows[others[i]] = std::move(followed[i]);
  return flows;
}

}  // namespace

void Prices::follow(const Prices& before, const Prices& after) {
  for (std::size_t f = 0; f < price.size(); ++f) {
    if (price[f] > 0.0) price[f] = std::max(0.0, price[f] + after.price[f] - before.price[f]);
  }
}

Prices prices_of(const Outcome& outcome, int month) {
  Prices prices;
  for (const std::vector<Load>& loads : outcome.loads) {
    prices.price.push_back(loads[static_cast<std::size_t>(month)].price);
    prices.use.push_back(loads[static_cast<std::size_t>(month)].units);
  }
  return prices;
}

assignment::LogitMonth rates_in(const Outcome& outcome, int month) {
  assignment::LogitMonth rates;
  for (const Movement& movement : outcome.movements)
    rates.demand.push_back(laden_flow(outcome, movement, month).value());
  for (const FacilityId facility : outcome.loads.ids())
    rates.room.push_back(room_in(outcome, facility, month));
  return rates;
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
                                    const routes::Contraction* contraction,
                                    const std::vector<int>& months, std::vector<Prices>& prices,
                                    const Options& options, RouteState& routes) {
  GroupProblem group(outcome, movements, months, options.jobs, routes.footprints);
  std::vector<MonthFlows> flows;
  if (contraction != nullptr) {
    flows =
        GroupSolver(outcome, movements, *contraction, months, options, group, routes).solve(prices);
  } else {
    group.set_routes(routes.alternatives);
    flows = solve_over_known(group, months, options, prices);
  }
  sort_by_cost(routes.alternatives, flows);
  set_mean_shares(outcome, flows, group.months(), routes.alternatives);
  return flows;
}

}  // namespace corridor::outcome
