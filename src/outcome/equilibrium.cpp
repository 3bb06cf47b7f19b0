#include "equilibrium.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "group_problem.hpp"
#include "route_search.hpp"
#include "route_uses.hpp"

namespace corridor::outcome {
namespace {

using assignment::LogitOptions;
using assignment::LogitResult;

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr int kMostRounds = 60;
// Between two searches for routes prices move by few steps, to a share of what is left to save.
constexpr int kStepsPerRound = 4;
constexpr double kFirstTolerance = 1e-3;
constexpr double kLastTolerance = 1e-7;
constexpr double kOfLeft = 0.1;
// A month's own search ends at this share of the gap, as later ones move its prices a little.
constexpr double kOfGap = 0.2;
// Scouts go out so often, or until they can be expected to change prices by less than this share.
constexpr int kMostScoutings = 16;
constexpr int kMostScoutSteps = 60;
constexpr double kScoutTolerance = 1e-3;
constexpr double kStill = 0.03;
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

// Prices [facility] as a search for routes sees them: none is worth having through a facility
// without any room. Empty prices are zero.
std::vector<double> prices_for_search(const assignment::LogitMonth& month,
                                      const std::vector<double>& prices) {
  std::vector<double> seen = prices;
  seen.resize(month.room.size(), 0.0);
  for (std::size_t f = 0; f < seen.size(); ++f) {
    if (month.room[f] <= 0.0) seen[f] = kInfinity;
  }
  return seen;
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
  GroupSolver(const Outcome& outcome, const Movements& movements, const SearchGraph& graph,
              const std::vector<int>& months, const Options& options, GroupProblem& group,
              RouteState& routes)
      : outcome_(&outcome),
        options_(options),
        group_(&group),
        routes_(&routes),
        leader_(fullest(group.months())),
        search_(outcome, movements, graph, months[leader_], options, routes) {}

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
  const Outcome* outcome_;
  Options options_;
  GroupProblem* group_;
  RouteState* routes_;
  std::size_t leader_;  // the month with most to carry
  RouteSearch search_;
  int rounds_ = 0;
  int steps_ = 0;

  // Gives a footprint to those that have none. Returns which movements had such [movement].
  std::vector<char> give_footprints(std::vector<Alternatives>& alternatives) {
    std::vector<char> had_bare(alternatives.size(), 0);
    std::vector<BareRoute> bare;
    for (const MovementId id : outcome_->movements.ids()) {
      for (Alternative& one : alternatives[id.value()]) {
        if (one.footprint != Alternative::kNoFootprint) continue;
        bare.push_back({id, &one.arcs, &one.footprint});
        had_bare[id.value()] = 1;
      }
    }
    find_footprints(*outcome_, bare, options_.jobs, routes_->footprints);
    return had_bare;
  }

  // Takes them as the routes to choose from.
  void take(std::vector<Alternatives>& alternatives) {
    give_footprints(alternatives);
    group_->set_routes(alternatives, routes_->footprints);
  }

  // Takes what a search found beside the alternatives taken before.
  void add_found(const std::vector<double>& prices, const std::vector<double>& least) {
    if (!search_.add_found(prices, least, routes_->alternatives)) return;
    const std::vector<char> is_new = give_footprints(routes_->alternatives);
    group_->add_routes(routes_->alternatives, routes_->footprints, is_new);
  }

  // Chooses the alternatives of all movements, and prices for each month [month of the group].
  void choose_routes(std::vector<Prices>& guess) {
    const bool is_known = !guess[leader_].price.empty();
    if (!is_known) find_prices(guess[leader_]);
    const std::vector<double> prices =
        prices_for_search(group_->months()[leader_], guess[leader_].price);
    if (is_known) search_.scout_again(prices);
    routes_->alternatives = search_.pick(prices);
    take(routes_->alternatives);
    add_cheaper(leader_, guess[leader_]);
    for (std::size_t i = 0; i < guess.size(); ++i) {
      if (i == leader_) continue;
      guess[i] = guess[leader_];
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
      add_found(prices, least);
    }
    return is_closed;
  }

  [[nodiscard]] LogitResult move_prices(const assignment::LogitMonth& month, double tolerance,
                                        int most_steps, Prices& prices) {
    LogitOptions logit = logit_options(tolerance, options_.jobs);
    logit.max_iterations = most_steps;
    logit.only_prices = true;
    LogitResult result = group_->solve_once(month, logit, prices);
    steps_ += result.certificate.iterations;
    return result;
  }

  // Prices at which scouts that carry all boxes find no better ways: ways and prices are made for
  // each other until prices stay. Each set of ways is found at the prices that the last one came
  // to, so that the order in which routes are met leaves no trace. The first ways are the cheapest
  // without prices, often without another where they are full: until others are found, there is
  // taken to be one that is just worth having.
  void find_prices(Prices& guess) {
    const assignment::LogitMonth& month = group_->months()[leader_];
    const assignment::LogitMonth scouted{search_.carried_by_scouts(month.demand), month.room};
    double last_change = 0.0;
    for (int i = 0; i < kMostScoutings; ++i) {
      ++rounds_;
      search_.scout(prices_for_search(month, guess.price));
      take(routes_->of_scouts);
      if (i == 0) group_->stay_away_beyond(search_.dearest_worth_having());
      const std::vector<double> before = guess.price;
      const LogitResult result = move_prices(scouted, kScoutTolerance, kMostScoutSteps, guess);
      if (i == 0) group_->stay_away_beyond(kInfinity);
      const double change = change_of(before, guess.price);
      // The next change is to this one as this one is to the last.
      const double ratio = last_change > 0.0 ? std::min(change / last_change, 1.0) : 1.0;
      if (result.certificate.converged && change * ratio <= kStill) break;
      last_change = change;
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
      add_found(prices, least);
      if (trial.certificate.converged && search_.left() <= kOfGap * options_.route_gap) break;
    }
  }
};

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
  const model::Scenario& world = *outcome.network->scenario;
  Column<model::DemandId, double> of_row;
  for (const model::Demand& demand : world.demand)
    of_row.push_back(model::flow_in_month(world, demand, month).value());
  for (const Movement& movement : outcome.movements)
    rates.demand.push_back(of_row[movement.demand] * movement.share);
  for (const FacilityId facility : outcome.loads.ids())
    rates.room.push_back(room_in(outcome, facility, month));
  return rates;
}

double room_in(const Outcome& outcome, FacilityId facility, int month) {
  const network::Facility& record = outcome.network->facilities[facility];
  if (!is_limit(record)) return kInfinity;
  const network::MonthState& state = outcome.months[static_cast<std::size_t>(month)];
  const double base = record.base_load.value() * state.open_share[facility] +
                      outcome.loads[facility][static_cast<std::size_t>(month)].base_units;
  const double room = network::capacity_in(record, facility, state).value() - base;
  // What is left after rounding is not room.
  return room > 1e-9 * record.capacity.value() ? room : 0.0;
}

std::vector<MonthFlows> solve_group(const Outcome& outcome, const Movements& movements,
                                    const SearchGraph& graph, const std::vector<int>& months,
                                    std::vector<Prices>& prices, const Options& options,
                                    RouteState& routes) {
  GroupProblem group(outcome, months);
  return GroupSolver(outcome, movements, graph, months, options, group, routes).solve(prices);
}

// The month with most to carry goes first, and others follow it.
std::vector<MonthFlows> solve_over_known(const Outcome& outcome, const MonthChoice& choice,
                                         const FootprintTable& footprints,
                                         std::vector<Prices>& prices, const Options& options) {
  GroupProblem group(outcome, choice.months);
  group.set_routes(choice, footprints);
  LogitOptions logit = logit_options(options.tolerance, options.jobs);
  if (options.is_coarse) {
    logit.tolerance = kCoarseTolerance;
    logit.max_iterations = kCoarseSteps;
  }
  const std::size_t leader = fullest(group.months());
  const Prices before = prices[leader];
  MonthFlows first = std::move(group.solve({leader}, logit, prices).front());
  std::vector<MonthFlows> flows(choice.months.size());
  if (options.is_coarse) {
    for (std::size_t i = 0; i < flows.size(); ++i) {
      flows[i] = first;
      flows[i].month = choice.months[i];
      flows[i].demand = group.months()[i].demand;
    }
    return flows;
  }
  std::vector<std::size_t> others;
  for (std::size_t i = 0; i < flows.size(); ++i) {
    if (i == leader) continue;
    others.push_back(i);
    prices[i].follow(before, prices[leader]);
  }
  std::vector<MonthFlows> followed = group.solve(others, logit, prices);
  flows[leader] = std::move(first);
  for (std::size_t i = 0; i < others.size(); ++i) flows[others[i]] = std::move(followed[i]);
  return flows;
}

void set_mean_shares(const Outcome& outcome, const std::vector<MonthFlows>& flows,
                     MonthChoice& choice) {
  choice.share.assign(choice.sets->route_count(), 0.0);
  for (const MovementId id : outcome.movements.ids()) {
    const auto routes = choice.sets->routes_of(id);
    double all = 0.0;
    for (const MonthFlows& month : flows) {
      const int days = outcome.months[static_cast<std::size_t>(month.month)].days;
      const double teu = std::max(month.demand[id.value()], 1e-12) * days;
      all += teu;
      for (const std::uint32_t route : routes) choice.share[route] += teu * month.share[route];
    }
    for (const std::uint32_t route : routes) choice.share[route] /= all;
  }
}

}  // namespace corridor::outcome
