#include "corridor/studies/elastic_demand.hpp"

#include <cmath>
#include <map>
#include <string>

namespace corridor::studies {
namespace {

using model::DemandId;
using outcome::DemandResult;
using outcome::Outcome;

// Logarithms of what the boxes of each row are multiplied by.
using Factors = Column<DemandId, double>;

bool moves(const DemandResult& result) {
  return result.teu - result.stranded_teu > 0.0;
}

class Elastic {
 public:
  Elastic(const std::shared_ptr<const model::Scenario>& scenario, const Outcome& base,
          const ElasticOptions& options)
      : scenario_(scenario),
        options_(options),
        per_day_(std::log1p(scenario->parameters.time_elasticity)),
        base_hours_(scenario->demand.size(), -1.0),
        now_(scenario->demand.size(), 0.0) {
    std::map<std::string, DemandId> known;
    const model::Scenario& base_world = *base.network->scenario;
    for (const DemandId id : base_world.demand.ids()) known.emplace(base_world.demand[id].slug, id);
    for (const DemandId id : scenario->demand.ids()) {
      const auto found = known.find(scenario->demand[id].slug);
      if (found != known.end() && moves(base.demand[found->second]))
        base_hours_[id] = base.demand[found->second].hours;
    }
  }

  // Routes are sought at the boxes of the scenario, and once more at those that they led to.
  ElasticResult solve() {
    ElasticResult result;
    result.outcome = solve_at_now(nullptr);
    if (add_step(result) > options_.tolerance) {
      settle(result);
      result.outcome = solve_at_now(nullptr);
      if (add_step(result) > options_.tolerance) settle(result);
    }
    result.is_settled = result.steps.back().left <= options_.tolerance;
    list_rows(result);
    return result;
  }

 private:
  std::shared_ptr<const model::Scenario> scenario_;
  ElasticOptions options_;
  double per_day_;                       // logarithm of what a day saved brings
  Column<DemandId, double> base_hours_;  // below zero = not known
  Factors now_;

  // Moves to the fixed point over the routes of the result's outcome.
  void settle(ElasticResult& result) {
    double damping = 1.0;
    for (int step = 0; step < options_.most_steps; ++step) {
      const Factors wanted = wanted_at(result.outcome);
      for (const DemandId id : now_.ids()) now_[id] += damping * (wanted[id] - now_[id]);
      result.outcome = solve_at_now(&result.outcome);
      const double before = result.steps.back().left;
      const double left = add_step(result);
      if (left <= options_.tolerance) return;
      if (left > before) damping /= 2.0;
    }
  }

  [[nodiscard]] Outcome solve_at_now(const Outcome* routes_of) const {
    auto grown = std::make_shared<model::Scenario>(*scenario_);
    for (const DemandId id : now_.ids()) {
      model::Demand& demand = grown->demand[id];
      const double factor = std::exp(now_[id]);
      demand.flow = {demand.flow.value * factor, demand.flow.low * factor,
                     demand.flow.high * factor};
      demand.empty_flow = demand.empty_flow * factor;
    }
    outcome::Options options;
    options.jobs = options_.jobs;
    options.routes_of = routes_of;
    return outcome::solve(
        std::make_shared<const network::Network>(network::build_network(std::move(grown))),
        options);
  }

  [[nodiscard]] Factors wanted_at(const Outcome& outcome) const {
    Factors wanted(now_.size(), 0.0);
    for (const DemandId id : now_.ids()) {
      if (base_hours_[id] < 0.0 || !moves(outcome.demand[id])) continue;
      wanted[id] = per_day_ * (base_hours_[id] - outcome.demand[id].hours) / kHoursPerDay;
    }
    return wanted;
  }

  // Returns what is left.
  double add_step(ElasticResult& result) const {
    const Factors wanted = wanted_at(result.outcome);
    ElasticStep step;
    double all = 0.0;
    for (const DemandId id : now_.ids()) {
      const double teu = result.outcome.demand[id].teu;
      all += teu;
      step.left += teu * std::abs(std::expm1(wanted[id] - now_[id]));
      step.induced_teu += teu * (1.0 - std::exp(-now_[id]));
    }
    if (all > 0.0) step.left /= all;
    result.steps.push_back(step);
    return step.left;
  }

  void list_rows(ElasticResult& result) const {
    for (const DemandId id : now_.ids()) {
      if (now_[id] == 0.0) continue;
      const DemandResult& own = result.outcome.demand[id];
      result.rows.push_back({id, base_hours_[id] / kHoursPerDay, own.hours / kHoursPerDay,
                             std::exp(now_[id]), own.teu * (1.0 - std::exp(-now_[id]))});
    }
  }
};

}  // namespace

double ElasticResult::induced_teu() const {
  double sum = 0.0;
  for (const InducedDemand& row : rows) sum += row.induced_teu;
  return sum;
}

ElasticResult solve_elastic(const std::shared_ptr<const model::Scenario>& scenario,
                            const Outcome& base, const ElasticOptions& options) {
  return Elastic(scenario, base, options).solve();
}

}  // namespace corridor::studies
