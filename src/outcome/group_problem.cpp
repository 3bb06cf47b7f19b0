#include "group_problem.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "corridor/base/parallel.hpp"
#include "corridor/outcome/movement_boxes.hpp"
#include "route_uses.hpp"

namespace corridor::outcome {
namespace {

using assignment::LogitMonth;
using assignment::LogitOptions;
using assignment::LogitResult;
using assignment::RouteUse;

constexpr double kInfinity = std::numeric_limits<double>::infinity();
// From this share of its room on a facility is watched.
constexpr double kNearlyFull = 0.75;
// Movements that one thread takes at a time; sums over a batch do not depend on the threads.
constexpr std::size_t kBatch = 256;

// Calls `work(batch, begin, end)` for ranges of movements.
template <class Work>
void for_each_batch(std::size_t movements, int jobs, Work work) {
  for_each_index((movements + kBatch - 1) / kBatch, jobs, [&](std::size_t batch, int) {
    work(batch, batch * kBatch, std::min((batch + 1) * kBatch, movements));
  });
}

// Assumed: where no penalty is declared, staying away costs more than any way that exists.
constexpr double kUndeclaredPenalty = 100000.0;

}  // namespace

GroupProblem::GroupProblem(const Outcome& outcome, const Movements& movements,
                           const std::vector<int>& months, int jobs)
    : outcome_(&outcome), movements_(&movements), month_ids_(months), jobs_(jobs) {
  const model::Scenario& world = *outcome.network->scenario;
  const double declared = world.parameters.stranded_penalty.value();
  const std::size_t count = movements.all.size();
  problem_.theta.assign(count, world.parameters.theta.value);
  problem_.give_up.assign(count, declared > 0.0 ? declared : kUndeclaredPenalty);
  problem_.value_of_time.resize(count);
  for (const MovementId id : movements.all.ids()) {
    problem_.value_of_time[id.value()] =
        movements.classes[movements.all[id].cargo].value_of_time.value();
  }
  for (const int month : months) {
    LogitMonth& one = months_.emplace_back();
    one.demand.resize(count);
    for (const MovementId id : movements.all.ids())
      one.demand[id.value()] = laden_flow(outcome, movements.all[id], month).value();
    auto& rooms = rooms_.emplace_back();
    for (const FacilityId facility : outcome.loads.ids())
      rooms.push_back(room_in(outcome, facility, month));
  }
  is_watched_.assign(outcome.loads.size(), 0);
  // Without any room the routes are closed.
  for (const std::vector<double>& rooms : rooms_) {
    for (std::size_t f = 0; f < rooms.size(); ++f) {
      if (rooms[f] <= 0.0) is_watched_[f] = 1;
    }
  }
}

void GroupProblem::set_routes(const std::vector<Alternatives>& alternatives) {
  alternatives_ = &alternatives;
  find_uses();
  has_new_routes_ = true;
}

void GroupProblem::find_uses() {
  uses_.resize(alternatives_->size());
  for_each_batch(uses_.size(), jobs_, [&](std::size_t, std::size_t begin, std::size_t end) {
    for (std::size_t m = begin; m < end; ++m) {
      Uses& own = uses_[m];
      const Alternatives& routes = (*alternatives_)[m];
      if (own.end.size() == routes.size()) continue;
      const PriceClass boxes = price_class(*outcome_, movements_->all[MovementId(m)]);
      for (std::size_t r = own.end.size(); r < routes.size(); ++r) {
        add_route_uses(*outcome_, boxes, routes[r].arcs, own.all);
        own.end.push_back(static_cast<std::uint32_t>(own.all.size()));
      }
      own.all.shrink_to_fit();
    }
  });
}

void GroupProblem::watch_priced(const std::vector<double>& prices) {
  for (std::size_t f = 0; f < is_watched_.size(); ++f) {
    if (is_watched_[f] != 0 || prices.empty() || prices[f] <= 0.0) continue;
    is_watched_[f] = 1;
    has_new_watch_ = true;
  }
}

void GroupProblem::lay_out() {
  if (has_new_watch_) {
    facilities_.clear();
    for (std::size_t f = 0; f < is_watched_.size(); ++f) {
      if (is_watched_[f] != 0) facilities_.push_back(FacilityId(f));
    }
    problem_.facility_count = facilities_.size();
    for (std::size_t i = 0; i < months_.size(); ++i) {
      months_[i].room.clear();
      for (const FacilityId facility : facilities_)
        months_[i].room.push_back(rooms_[i][facility.value()]);
    }
  }
  if (has_new_watch_ || has_new_routes_) {
    list_watched_uses();
    lay_out_routes();
    lay_out_uses();
  }
  has_new_watch_ = false;
  has_new_routes_ = false;
}

void GroupProblem::lay_out_routes() {
  problem_.first_route.assign(1, 0);
  for (const Alternatives& routes : *alternatives_)
    problem_.first_route.push_back(problem_.first_route.back() +
                                   static_cast<std::uint32_t>(routes.size()));
  problem_.cost.resize(problem_.first_route.back());
  problem_.size.resize(problem_.first_route.back());
  for_each_batch(uses_.size(), jobs_, [&](std::size_t, std::size_t begin, std::size_t end) {
    std::uint32_t route = problem_.first_route[begin];
    for (std::size_t m = begin; m < end; ++m) {
      for (const Alternative& one : (*alternatives_)[m]) {
        problem_.cost[route] = one.cost;
        problem_.size[route] = one.path_size;
        ++route;
      }
    }
  });
}

// Lists uses of new routes, or of all when more facilities are watched.
void GroupProblem::list_watched_uses() {
  constexpr std::uint32_t kUnwatched = std::numeric_limits<std::uint32_t>::max();
  std::vector<std::uint32_t> position(is_watched_.size(), kUnwatched);
  for (std::size_t f = 0; f < facilities_.size(); ++f)
    position[facilities_[f].value()] = static_cast<std::uint32_t>(f);
  for_each_batch(uses_.size(), jobs_, [&](std::size_t, std::size_t begin, std::size_t end) {
    for (std::size_t m = begin; m < end; ++m) {
      Uses& own = uses_[m];
      if (has_new_watch_) {
        own.watched.clear();
        own.watched_end.clear();
      }
      const std::size_t listed = own.watched_end.size();
      std::uint32_t u = listed == 0 ? 0 : own.end[listed - 1];
      for (std::size_t r = listed; r < own.end.size(); ++r) {
        for (; u < own.end[r]; ++u) {
          const RouteUse& use = own.all[u];
          const std::uint32_t at = position[use.facility];
          if (at != kUnwatched) own.watched.push_back({at, use.passes, use.units});
        }
        own.watched_end.push_back(static_cast<std::uint32_t>(own.watched.size()));
      }
      own.watched.shrink_to_fit();
    }
  });
}

void GroupProblem::lay_out_uses() {
  std::vector<std::uint32_t> first = {0};  // [movement + 1]
  for (const Uses& own : uses_)
    first.push_back(first.back() + static_cast<std::uint32_t>(own.watched.size()));
  problem_.uses.resize(first.back());
  problem_.first_use.resize(problem_.cost.size() + 1);
  problem_.first_use.front() = 0;
  for_each_batch(uses_.size(), jobs_, [&](std::size_t, std::size_t begin, std::size_t end) {
    for (std::size_t m = begin; m < end; ++m) {
      const Uses& own = uses_[m];
      std::copy(own.watched.begin(), own.watched.end(), problem_.uses.begin() + first[m]);
      std::uint32_t route = problem_.first_route[m];
      for (const std::uint32_t last : own.watched_end)
        problem_.first_use[++route] = first[m] + last;
    }
  });
}

LogitResult GroupProblem::solve_once(std::size_t month, const LogitOptions& options,
                                     const std::vector<double>& prices) const {
  LogitResult start;
  if (!prices.empty()) {
    for (const FacilityId facility : facilities_) start.price.push_back(prices[facility.value()]);
  }
  return assignment::solve_logit(problem_, months_[month], options, &start);
}

// Units per hour [facility of the network] of boxes that choose, on facilities that are limits.
std::vector<double> GroupProblem::loads(const LogitResult& result, std::size_t month,
                                        int jobs) const {
  std::vector<std::vector<double>> parts((uses_.size() + kBatch - 1) / kBatch);
  for_each_batch(uses_.size(), jobs, [&](std::size_t batch, std::size_t begin, std::size_t end) {
    std::vector<double> own(is_watched_.size(), 0.0);
    for (std::size_t m = begin; m < end; ++m) {
      std::uint32_t u = 0;
      for (std::size_t r = 0; r < uses_[m].end.size(); ++r) {
        const double flow = months_[month].demand[m] * result.share[problem_.first_route[m] + r];
        if (flow <= 0.0) {
          u = uses_[m].end[r];
          continue;
        }
        for (; u < uses_[m].end[r]; ++u)
          own[uses_[m].all[u].facility] += flow * uses_[m].all[u].units;
      }
    }
    parts[batch] = std::move(own);
  });
  std::vector<double> all(is_watched_.size(), 0.0);
  for (const std::vector<double>& part : parts) {
    for (std::size_t f = 0; f < all.size(); ++f) all[f] += part[f];
  }
  return all;
}

bool GroupProblem::overfills_others(const std::vector<double>& loads, std::size_t month,
                                    double tolerance) const {
  for (std::size_t f = 0; f < loads.size(); ++f) {
    if (is_watched_[f] == 0 && loads[f] > (1.0 + tolerance) * rooms_[month][f]) return true;
  }
  return false;
}

void GroupProblem::watch_nearly_full(const std::vector<double>& loads, std::size_t month) {
  for (std::size_t f = 0; f < loads.size(); ++f) {
    if (is_watched_[f] != 0 || loads[f] <= kNearlyFull * rooms_[month][f]) continue;
    is_watched_[f] = 1;
    has_new_watch_ = true;
  }
}

std::vector<double> GroupProblem::prices_of(const LogitResult& result) const {
  std::vector<double> all(is_watched_.size(), 0.0);
  for (std::size_t f = 0; f < result.price.size(); ++f)
    all[facilities_[f].value()] = result.price[f];
  return all;
}

std::vector<double> GroupProblem::least_costs(const LogitResult& result) const {
  std::vector<double> least(uses_.size(), kInfinity);
  for_each_batch(uses_.size(), jobs_, [&](std::size_t, std::size_t begin, std::size_t end) {
    for (std::size_t m = begin; m < end; ++m) {
      for (std::uint32_t r = problem_.first_route[m]; r < problem_.first_route[m + 1]; ++r) {
        double cost = problem_.cost[r];
        for (std::uint32_t u = problem_.first_use[r]; u < problem_.first_use[r + 1]; ++u)
          cost += problem_.uses[u].units * result.price[problem_.uses[u].facility];
        least[m] = std::min(least[m], cost);
      }
    }
  });
  return least;
}

GroupProblem::Trial GroupProblem::try_prices(std::size_t month, const LogitOptions& options,
                                             const std::vector<double>& prices) {
  watch_priced(prices);
  lay_out();
  Trial trial;
  trial.result = solve_once(month, options, prices);
  trial.price = prices_of(trial.result);
  trial.least_cost = least_costs(trial.result);
  return trial;
}

bool GroupProblem::watch_more(const Trial& trial, std::size_t month, double tolerance) {
  const std::vector<double> load = loads(trial.result, month, jobs_);
  if (!overfills_others(load, month, tolerance)) return false;
  watch_nearly_full(load, month);
  return true;
}

std::vector<MonthFlows> GroupProblem::solve(const std::vector<std::size_t>& months,
                                            const LogitOptions& options,
                                            const std::vector<std::vector<double>>& prices) {
  std::vector<MonthFlows> solved(months.size());
  std::vector<std::vector<double>> start = prices;
  for (const std::vector<double>& one : start) watch_priced(one);
  std::vector<std::size_t> open(months.size());
  std::iota(open.begin(), open.end(), std::size_t{0});
  const int across = std::min(options.jobs, static_cast<int>(months.size()));
  LogitOptions own = options;
  own.jobs = across > 1 ? 1 : options.jobs;
  while (!open.empty()) {
    lay_out();
    std::vector<std::vector<double>> load(open.size());
    for_each_index(open.size(), across, [&](std::size_t i, int) {
      const std::size_t month = months[open[i]];
      const LogitResult result = solve_once(month, own, start[open[i]]);
      load[i] = loads(result, month, own.jobs);
      start[open[i]] = prices_of(result);
      const int earlier = solved[open[i]].certificate.newton_steps;
      solved[open[i]] = flows(result, month);
      solved[open[i]].certificate.newton_steps += earlier;
    });
    std::vector<std::size_t> again;
    std::vector<std::vector<double>> their_load;
    for (std::size_t i = 0; i < open.size(); ++i) {
      if (!overfills_others(load[i], months[open[i]], options.tolerance)) continue;
      again.push_back(open[i]);
      their_load.push_back(std::move(load[i]));
    }
    open = std::move(again);
    for (std::size_t i = 0; i < open.size(); ++i) watch_nearly_full(their_load[i], months[open[i]]);
  }
  return solved;
}

MonthFlows GroupProblem::flows(const LogitResult& result, std::size_t month) const {
  MonthFlows flows;
  flows.month = month_ids_[month];
  flows.give_up = result.give_up;
  flows.price = prices_of(result);
  flows.wait_h.assign(outcome_->loads.size(), 0.0);
  for (std::size_t f = 0; f < result.wait_h.size(); ++f)
    flows.wait_h[facilities_[f].value()] = result.wait_h[f];
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
  flows.certificate.wait_error = result.certificate.wait_error;
  flows.certificate.newton_steps = result.certificate.iterations;
  flows.certificate.converged = result.certificate.converged;
  return flows;
}

}  // namespace corridor::outcome
