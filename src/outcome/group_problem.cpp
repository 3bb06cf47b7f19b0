#include "group_problem.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "corridor/base/parallel.hpp"
#include "route_uses.hpp"

namespace corridor::outcome {
namespace {

using assignment::LogitMonth;
using assignment::LogitResult;
using assignment::RouteUse;

constexpr double kInfinity = std::numeric_limits<double>::infinity();
// A facility that cannot be filled to this share, whatever all choose, is left out.
constexpr double kLeastUse = 0.9;
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
    for (const MovementId id : movements.all.ids()) {
      const Movement& movement = movements.all[id];
      one.demand[id.value()] =
          model::flow_in_month(world, world.demand[movement.demand], month).value() *
          movement.share;
    }
    auto& rooms = rooms_.emplace_back();
    for (const FacilityId facility : outcome.loads.ids())
      rooms.push_back(room_in(outcome, facility, month));
  }
}

void GroupProblem::find_uses(const std::vector<Alternatives>& alternatives) {
  uses_.resize(alternatives.size());
  constexpr std::size_t kBatch = 256;
  for_each_index((alternatives.size() + kBatch - 1) / kBatch, jobs_, [&](std::size_t batch, int) {
    const std::size_t end = std::min((batch + 1) * kBatch, alternatives.size());
    for (std::size_t m = batch * kBatch; m < end; ++m) {
      Uses& own = uses_[m];
      if (own.end.size() == alternatives[m].size()) continue;
      const PriceClass boxes = price_class(*outcome_, movements_->all[MovementId(m)]);
      for (std::size_t r = own.end.size(); r < alternatives[m].size(); ++r) {
        add_route_uses(*outcome_, boxes, alternatives[m][r].arcs, own.all);
        own.end.push_back(static_cast<std::uint32_t>(own.all.size()));
      }
    }
  });
}

// Facilities whose room could bind in some month if all boxes that can use them did.
void GroupProblem::choose_facilities() {
  const std::size_t count = outcome_->loads.size();
  std::vector<std::vector<double>> most(months_.size(), std::vector<double>(count, 0.0));
  std::vector<double> of_movement(count, 0.0);
  std::vector<std::uint32_t> touched;
  for (std::size_t m = 0; m < uses_.size(); ++m) {
    touched.clear();
    for (const RouteUse& use : uses_[m].all) {
      if (of_movement[use.facility] == 0.0) touched.push_back(use.facility);
      of_movement[use.facility] = std::max(of_movement[use.facility], use.units);
    }
    for (const std::uint32_t facility : touched) {
      for (std::size_t i = 0; i < months_.size(); ++i)
        most[i][facility] += of_movement[facility] * months_[i].demand[m];
      of_movement[facility] = 0.0;
    }
  }
  facilities_.clear();
  for (std::size_t f = 0; f < count; ++f) {
    bool binds = false;
    for (std::size_t i = 0; i < months_.size(); ++i)
      binds = binds || most[i][f] > kLeastUse * rooms_[i][f];
    if (binds) facilities_.push_back(FacilityId(f));
  }
}

void GroupProblem::set_routes(const std::vector<Alternatives>& alternatives) {
  find_uses(alternatives);
  choose_facilities();
  std::vector<int> position(outcome_->loads.size(), -1);
  for (std::size_t f = 0; f < facilities_.size(); ++f)
    position[facilities_[f].value()] = static_cast<int>(f);

  problem_.facility_count = facilities_.size();
  problem_.first_route = {0};
  problem_.first_use = {0};
  problem_.cost.clear();
  problem_.size.clear();
  problem_.uses.clear();
  for (std::size_t m = 0; m < alternatives.size(); ++m) {
    for (std::size_t r = 0; r < alternatives[m].size(); ++r) {
      problem_.cost.push_back(alternatives[m][r].cost);
      problem_.size.push_back(alternatives[m][r].path_size);
      const std::uint32_t begin = r == 0 ? 0 : uses_[m].end[r - 1];
      for (std::uint32_t u = begin; u < uses_[m].end[r]; ++u) {
        const RouteUse& use = uses_[m].all[u];
        const int at = position[use.facility];
        if (at >= 0)
          problem_.uses.push_back({static_cast<std::uint32_t>(at), use.passes, use.units});
      }
      problem_.first_use.push_back(static_cast<std::uint32_t>(problem_.uses.size()));
    }
    problem_.first_route.push_back(static_cast<std::uint32_t>(problem_.cost.size()));
  }
  for (std::size_t i = 0; i < months_.size(); ++i) {
    months_[i].room.clear();
    for (const FacilityId facility : facilities_)
      months_[i].room.push_back(rooms_[i][facility.value()]);
  }
}

LogitResult GroupProblem::start_from(const std::vector<double>& prices) const {
  LogitResult start;
  if (prices.empty()) return start;
  for (const FacilityId facility : facilities_) start.price.push_back(prices[facility.value()]);
  return start;
}

std::vector<double> GroupProblem::prices(const LogitResult& result) const {
  std::vector<double> all(outcome_->loads.size(), 0.0);
  for (std::size_t f = 0; f < result.price.size(); ++f)
    all[facilities_[f].value()] = result.price[f];
  return all;
}

MonthFlows GroupProblem::flows(const LogitResult& result, std::size_t month) const {
  MonthFlows flows;
  flows.month = month_ids_[month];
  flows.give_up = result.give_up;
  flows.price = prices(result);
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
