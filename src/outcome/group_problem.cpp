#include "group_problem.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "corridor/base/parallel.hpp"
#include "route_uses.hpp"

namespace corridor::outcome {

namespace {

using assignment::LogitMonth;
using assignment::LogitOptions;
using assignment::LogitResult;
using assignment::RouteUse;

constexpr double kInfinity = std::numeric_limits<double>::infinity();
// Movements that one thread takes at a time.
constexpr std::size_t kBatch = 256;

// Assumed: where no penalty is declared, staying away costs more than any way that exists.
constexpr double kUndeclaredPenalty = 100000.0;

}  // namespace

GroupProblem::GroupProblem(const Outcome& outcome, const Movements& movements,
                           const std::vector<int>& months, int jobs, FootprintTable& footprints)
    : outcome_(&outcome),
      movements_(&movements),
      month_ids_(months),
      jobs_(jobs),
      footprints_(&footprints) {
  const model::Scenario& world = *outcome.network->scenario;
  const double declared = world.parameters.stranded_penalty.value();
  const std::size_t count = movements.all.size();
  problem_.facility_count = outcome.loads.size();
  const ChoiceScale scale = choice_scale(world.parameters);
  problem_.theta.assign(count, scale.route);
  problem_.levels.resize(2);  // corridors, and gateways of a corridor
  problem_.levels[0].theta.assign(count, scale.corridor);
  problem_.levels[1].theta.assign(count, scale.gateway);
  problem_.give_up.assign(count, declared > 0.0 ? declared : kUndeclaredPenalty);
  for (const int month : months) months_.push_back(rates_in(outcome, month));
}

void GroupProblem::set_routes(std::vector<Alternatives>& alternatives) {
  find_footprints(alternatives);
  problem_.footprints = &footprints_->all();
  problem_.first_route.assign(1, 0);
  for (const Alternatives& routes : alternatives)
    problem_.first_route.push_back(problem_.first_route.back() +
                                   static_cast<std::uint32_t>(routes.size()));
  problem_.cost.resize(problem_.first_route.back());
  problem_.size.resize(problem_.first_route.back());
  problem_.footprint.resize(problem_.first_route.back());
  for (assignment::NestLevel& level : problem_.levels)
    level.nest.resize(problem_.first_route.back());
  std::uint32_t route = 0;
  for (const Alternatives& routes : alternatives) {
    for (const Alternative& one : routes) {
      problem_.cost[route] = one.cost;
      problem_.size[route] = one.path_size;
      problem_.footprint[route] = one.footprint;
      problem_.levels[0].nest[route] = corridor_of(*outcome_->network, one.gateway);
      problem_.levels[1].nest[route] = one.gateway.value();
      ++route;
    }
  }
  layout_.emplace(problem_);
}

// The uses of a batch of movements are listed by any thread, and get their positions in order.
void GroupProblem::find_footprints(std::vector<Alternatives>& alternatives) {
  struct Found {
    std::vector<RouteUse> uses;
    std::vector<std::pair<Alternative*, std::size_t>> end;  // where the uses of a route end
  };
  std::vector<Found> found((alternatives.size() + kBatch - 1) / kBatch);
  for_each_index(found.size(), jobs_, [&](std::size_t batch, int) {
    Found& own = found[batch];
    const std::size_t end = std::min((batch + 1) * kBatch, alternatives.size());
    for (std::size_t m = batch * kBatch; m < end; ++m) {
      for (Alternative& one : alternatives[m]) {
        if (one.footprint != Alternative::kNoFootprint) continue;
        const PriceClass boxes = price_class(*outcome_, movements_->all[MovementId(m)]);
        add_route_uses(*outcome_, boxes, one.arcs, own.uses);
        own.end.emplace_back(&one, own.uses.size());
      }
    }
  });
  for (const Found& own : found) {
    const std::span<const RouteUse> uses = own.uses;
    std::size_t begin = 0;
    for (const auto& [one, end] : own.end) {
      one->footprint = footprints_->position_of(uses.subspan(begin, end - begin));
      begin = end;
    }
  }
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
  const assignment::Footprints& footprints = footprints_->all();
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
  const int across = std::min(options.jobs, static_cast<int>(months.size()));
  LogitOptions own = options;
  own.jobs = across > 1 ? 1 : options.jobs;
  for_each_index(months.size(), across, [&](std::size_t i, int) {
    solved[i] = flows(solve_once(months_[months[i]], own, prices[months[i]]), months[i]);
  });
  return solved;
}

std::vector<MonthFlows> GroupProblem::solve(const LogitOptions& options,
                                            std::vector<Prices>& prices) {
  std::vector<std::size_t> all(months_.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  return solve(all, options, prices);
}

MonthFlows GroupProblem::flows(const LogitResult& result, std::size_t month) const {
  MonthFlows flows;
  flows.month = month_ids_[month];
  flows.give_up = result.give_up;
  flows.price = result.price;
  flows.use = result.use;
  flows.share.resize(problem_.market_count());
  for (std::size_t m = 0; m < flows.share.size(); ++m) {
    flows.share[m].assign(result.share.begin() + problem_.first_route[m],
                          result.share.begin() + problem_.first_route[m + 1]);
    double sum = result.give_up[m];
    for (const double share : flows.share[m]) sum += share;
    flows.certificate.unbalanced = std::max(flows.certificate.unbalanced, std::abs(sum - 1.0));
  }
  flows.certificate.overload = result.certificate.overload;
  flows.certificate.complementarity = result.certificate.complementarity;
  flows.certificate.newton_steps = result.certificate.iterations;
  flows.certificate.converged = result.certificate.converged;
  return flows;
}

}  // namespace corridor::outcome
