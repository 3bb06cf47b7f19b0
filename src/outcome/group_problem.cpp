#include "group_problem.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "corridor/base/parallel.hpp"

namespace corridor::outcome {

namespace {

using assignment::LogitMonth;
using assignment::LogitOptions;
using assignment::LogitResult;

constexpr double kInfinity = std::numeric_limits<double>::infinity();
// Assumed: where no penalty is declared, staying away costs more than any way that exists.
constexpr double kUndeclaredPenalty = 100000.0;

}  // namespace

GroupProblem::GroupProblem(const Outcome& outcome, const std::vector<int>& months)
    : outcome_(&outcome), month_ids_(months) {
  const model::Scenario& world = *outcome.network->scenario;
  const double declared = world.parameters.stranded_penalty.value();
  const std::size_t count = outcome.movements.size();
  problem_.facility_count = outcome.loads.size();
  const ChoiceScale scale = choice_scale(world.parameters);
  problem_.theta.assign(count, scale.route);
  problem_.levels.resize(2);  // corridors, and gateways of a corridor
  problem_.levels[0].theta.assign(count, scale.corridor);
  problem_.levels[1].theta.assign(count, scale.gateway);
  penalty_ = declared > 0.0 ? declared : kUndeclaredPenalty;
  problem_.give_up.assign(count, penalty_);
  for (const int month : months) months_.push_back(rates_in(outcome, month));
}

void GroupProblem::begin_routes(const FootprintTable& footprints, std::size_t count) {
  problem_.footprints = &footprints.all();
  problem_.first_route.assign(1, 0);
  for (std::vector<double>* of_route : {&problem_.cost, &problem_.size}) {
    of_route->clear();
    of_route->reserve(count);
  }
  for (std::vector<std::uint32_t>* of_route :
       {&problem_.footprint, &problem_.levels[0].nest, &problem_.levels[1].nest}) {
    of_route->clear();
    of_route->reserve(count);
  }
}

void GroupProblem::add_route(double cost, double path_size, model::PlaceId gateway,
                             std::uint32_t footprint) {
  problem_.cost.push_back(cost);
  problem_.size.push_back(path_size);
  problem_.footprint.push_back(footprint);
  problem_.levels[0].nest.push_back(corridor_of(*outcome_->network, gateway));
  problem_.levels[1].nest.push_back(gateway.value());
}

void GroupProblem::end_movement() {
  problem_.first_route.push_back(static_cast<std::uint32_t>(problem_.route_count()));
}

void GroupProblem::list_routes(const std::vector<Alternatives>& alternatives,
                               const FootprintTable& footprints) {
  std::size_t count = 0;
  for (const Alternatives& routes : alternatives) count += routes.size();
  begin_routes(footprints, count);
  for (const Alternatives& routes : alternatives) {
    for (const Alternative& one : routes)
      add_route(one.cost, one.path_size, one.gateway, one.footprint);
    end_movement();
  }
}

void GroupProblem::set_routes(const std::vector<Alternatives>& alternatives,
                              const FootprintTable& footprints) {
  list_routes(alternatives, footprints);
  layout_.emplace(problem_);
}

void GroupProblem::add_routes(const std::vector<Alternatives>& alternatives,
                              const FootprintTable& footprints, std::span<const char> is_new) {
  list_routes(alternatives, footprints);
  layout_ = assignment::LogitLayout(problem_, *layout_, is_new);
}

void GroupProblem::set_routes(const MonthChoice& choice, const FootprintTable& footprints) {
  const ChoiceSets& sets = *choice.sets;
  begin_routes(footprints, sets.route_count());
  for (std::size_t route = 0; route < sets.route_count(); ++route)
    add_route(choice.cost[route], choice.path_size[route], sets.gateway[route],
              choice.footprint[route]);
  problem_.first_route = sets.first_route;
  layout_.emplace(problem_);
}

void GroupProblem::stay_away_beyond(double usd_per_teu) {
  const std::vector<double> least = least_costs(std::vector<double>(problem_.facility_count, 0.0));
  for (std::size_t m = 0; m < least.size(); ++m)
    problem_.give_up[m] = std::min(penalty_, least[m] + usd_per_teu);
}

LogitResult GroupProblem::solve_once(const LogitMonth& month, const LogitOptions& options,
                                     Prices& prices) const {
  LogitResult result =
      assignment::solve_logit(*layout_, month, options, {prices.price, prices.use, &prices.memory});
  prices.price = result.price;
  prices.use = result.use;
  return result;
}

std::vector<double> GroupProblem::least_costs(const std::vector<double>& prices) const {
  const assignment::Footprints& footprints = *problem_.footprints;
  std::vector<double> priced;
  for (std::size_t footprint = 0; footprint < footprints.size(); ++footprint)
    priced.push_back(footprints.cost(footprint, prices));
  std::vector<double> least(problem_.market_count(), kInfinity);
  for (std::size_t m = 0; m < least.size(); ++m) {
    for (std::uint32_t r = problem_.first_route[m]; r < problem_.first_route[m + 1]; ++r)
      least[m] = std::min(least[m], problem_.cost[r] + priced[problem_.footprint[r]]);
  }
  return least;
}

std::vector<MonthFlows> GroupProblem::solve(const std::vector<std::size_t>& months,
                                            const LogitOptions& options,
                                            std::vector<Prices>& prices) {
  std::vector<MonthFlows> solved(months.size());
  for_each_index(months.size(), options.jobs, [&](std::size_t i, int) {
    const std::size_t month = months[i];
    solved[i] = flows(solve_once(months_[month], options, prices[month]), month);
  });
  return solved;
}

std::vector<MonthFlows> GroupProblem::solve(const LogitOptions& options,
                                            std::vector<Prices>& prices) {
  std::vector<std::size_t> all(months_.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  return solve(all, options, prices);
}

MonthFlows GroupProblem::flows(LogitResult result, std::size_t month) const {
  MonthFlows flows;
  flows.month = month_ids_[month];
  for (std::size_t m = 0; m < problem_.market_count(); ++m) {
    double sum = result.give_up[m];
    for (std::uint32_t r = problem_.first_route[m]; r < problem_.first_route[m + 1]; ++r)
      sum += result.share[r];
    flows.certificate.unbalanced = std::max(flows.certificate.unbalanced, std::abs(sum - 1.0));
  }
  flows.demand = months_[month].demand;
  flows.share = std::move(result.share);
  flows.give_up = std::move(result.give_up);
  flows.price = std::move(result.price);
  flows.certificate.overload = result.certificate.overload;
  flows.certificate.complementarity = result.certificate.complementarity;
  flows.certificate.newton_steps = result.certificate.iterations;
  flows.certificate.converged = result.certificate.converged;
  return flows;
}

}  // namespace corridor::outcome
