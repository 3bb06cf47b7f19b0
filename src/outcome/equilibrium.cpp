#include "equilibrium.hpp"

#include <algorithm>
#include <cmath>
#include <ctime>
#include <numeric>
#include <string>

#include "group_problem.hpp"
#include "route_search.hpp"

namespace corridor::outcome {
namespace {

using assignment::LogitOptions;
using assignment::LogitResult;

constexpr int kMostRounds = 60;
constexpr int kStepsPerRound = 6;
// Route searches between two sets of prices need less than the last solve.
constexpr double kFirstTolerance = 1e-3;
constexpr double kOfLeft = 0.1;
constexpr double kRoundTolerance = 1e-7;
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

#define D(...)                                         \
  do {                                                 \
    if (getenv("TRACE")) fprintf(stderr, __VA_ARGS__); \
  } while (0)
double cpu() {
  return double(std::clock()) / CLOCKS_PER_SEC;
}
std::size_t count(const std::vector<Alternatives>& a) {
  std::size_t n = 0;
  for (auto& x : a) n += x.size();
  return n;
}

double largest_change(const std::vector<double>& before, const std::vector<double>& after) {
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
        search_(outcome, movements, contraction, months[leader_], options, routes.floor,
                routes.pool) {
    routes.floor = search_.floor();
  }

  // Chooses the alternatives of all movements, and prices for each month [month of the group].
  void choose_routes(std::vector<FirstGuess>& guess) {
    find_prices(guess[leader_]);
    routes_->alternatives = search_.pick(guess[leader_].price, routes_->alternatives);
    group_->set_routes(routes_->alternatives);
    D("picked %zu cpu %.2f\n", count(routes_->alternatives), cpu());
    add_cheaper(leader_, guess[leader_]);
    for (std::size_t i = 0; i < guess.size(); ++i) {
      if (i == leader_) continue;
      guess[i] = guess[leader_];
      add_cheaper(i, guess[i]);
    }
  }

  // Whether no box of any month finds a route that is much cheaper at its prices; if not, adds what
  // was found.
  bool close_gaps(std::vector<MonthFlows>& flows) {
    ++rounds_;
    bool is_closed = true;
    for (std::size_t i = 0; i < flows.size(); ++i) {
      const std::vector<double>& prices = flows[i].price;
      const std::vector<double> least = group_->least_costs(prices);
      double& gap = flows[i].certificate.route_gap;
      gap = *search_.search(prices, least, group_->months()[i].demand, true);
      D("month %zu gap %g cpu %.2f\n", i, gap, cpu());
      if (gap <= options_.route_gap) continue;
      is_closed = false;
      if (search_.add_found(prices, least, routes_->alternatives))
        group_->set_routes(routes_->alternatives);
    }
    return is_closed;
  }

  [[nodiscard]] int rounds() const { return rounds_; }
  [[nodiscard]] int steps() const { return steps_; }

 private:
  Options options_;
  GroupProblem* group_;
  RouteState* routes_;
  std::size_t leader_;  // the month with most to carry
  RouteSearch search_;
  int rounds_ = 0;
  int steps_ = 0;

  [[nodiscard]] LogitResult move_prices(const assignment::LogitMonth& month, double tolerance,
                                        int most_steps, FirstGuess& guess,
                                        assignment::LogitMemory& memory) {
    LogitOptions logit = logit_options(tolerance, options_.jobs);
    logit.max_iterations = most_steps;
    LogitResult result = group_->solve_once(month, logit, guess, memory);
    steps_ += result.certificate.iterations;
    guess = {result.price, result.use};
    return result;
  }

  // Prices at which scouts that carry all boxes find no better ways: ways and prices are made for
  // each other until prices stay. Each set of ways is found at the prices that the last one came
  // to, so that the order in which routes are met leaves no trace.
  void find_prices(FirstGuess& guess) {
    const assignment::LogitMonth& month = group_->months()[leader_];
    const assignment::LogitMonth scouted{search_.carried_by_scouts(month.demand), month.room};
    std::vector<Alternatives>& of_scouts = routes_->of_scouts;
    assignment::LogitMemory memory;
    of_scouts.resize(month.demand.size());
    static const int G2 = getenv("G2") ? std::stoi(getenv("G2")) : 1;
    const int most = guess.price.empty() ? kMostScoutings : G2;
    for (int i = 0; i < most; ++i) {
      ++rounds_;
      search_.scout(guess.price, of_scouts);
      group_->set_routes(of_scouts);
      const std::vector<double> before = guess.price;
      const LogitResult result =
          move_prices(scouted, kScoutTolerance, kMostScoutSteps, guess, memory);
      const double change = largest_change(before, guess.price);
      D("scouts %d steps %d routes %zu conv %d change %g cpu %.2f\n", i,
        result.certificate.iterations, count(of_scouts), result.certificate.converged, change,
        cpu());
      if (result.certificate.converged && change <= kStill) break;
    }
  }

  // Adds routes that are cheaper at the prices of a month until the classes searched have next to
  // nothing left to save.
  void add_cheaper(std::size_t index, FirstGuess& guess) {
    const assignment::LogitMonth& month = group_->months()[index];
    for (int round = 0; round < kMostRounds; ++round) {
      ++rounds_;
      const double tolerance =
          round == 0 ? kFirstTolerance
                     : std::clamp(kOfLeft * search_.left(), kRoundTolerance, kFirstTolerance);
      const LogitResult trial =
          move_prices(month, tolerance, kStepsPerRound, guess, group_->memory(index));
      const std::vector<double> least = group_->least_costs(guess.price);
      const auto gap = search_.search(guess.price, least, month.demand, round == 0);
      D("round %d steps %d gap %g left %g cpu %.2f\n", round, trial.certificate.iterations,
        gap.value_or(-1), search_.left(), cpu());
      if (search_.add_found(guess.price, least, routes_->alternatives))
        group_->set_routes(routes_->alternatives);
      static const double LG = getenv("LG") ? std::stod(getenv("LG")) : 0.2;
      if (trial.certificate.converged && search_.left() <= LG * options_.route_gap) break;
    }
  }
};

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
                                    const routes::Contraction* contraction,
                                    const std::vector<int>& months,
                                    const std::vector<FirstGuess>& start, const Options& options,
                                    RouteState& routes) {
  GroupProblem group(outcome, movements, months, options.jobs, routes.footprints);
  LogitOptions last =
      logit_options(options.is_coarse ? kCoarseTolerance : options.tolerance, options.jobs);
  std::vector<MonthFlows> flows;
  if (options.is_coarse) {
    group.set_routes(routes.alternatives);
    const std::size_t leader = fullest(group.months());
    last.max_iterations = kCoarseSteps;
    flows.resize(months.size(), group.solve({leader}, last, {start[leader]}).front());
    for (std::size_t i = 0; i < months.size(); ++i) flows[i].month = months[i];
  } else if (contraction == nullptr) {
    group.set_routes(routes.alternatives);
    flows = group.solve(last, start);
  } else {
    GroupSolver solver(outcome, movements, *contraction, months, options, group, routes);
    std::vector<FirstGuess> guess = start;
    solver.choose_routes(guess);
    int steps = 0;
    for (int round = 0; round < kMostRounds; ++round) {
      flows = group.solve(last, guess);
      for (std::size_t i = 0; i < flows.size(); ++i) {
        steps += flows[i].certificate.newton_steps;
        guess[i] = {flows[i].price, flows[i].use};
      }
      if (solver.close_gaps(flows)) break;
    }
    flows.front().certificate.newton_steps += solver.steps();
    flows.front().certificate.rounds = solver.rounds();
  }
  set_mean_shares(outcome, flows, group.months(), routes.alternatives);
  return flows;
}

}  // namespace corridor::outcome
