#include "corridor/assignment/relief.hpp"

#include <algorithm>
#include <utility>

#include "corridor/base/error.hpp"
#include "loops.hpp"

namespace corridor::assignment {
namespace {

// Only what has to go and has a way asks for room.
Problem without_choice(const Problem& problem) {
  Problem plain = problem;
  for (Demand& demand : plain.demand) {
    if (demand.curve.shape != DemandShape::kFixed) demand.load_teu_per_h = 0.0;
  }
  return plain;
}

// Minimises the cost of loads above limits: prices that cannot exceed what a unit more costs.
class Extension {
 public:
  Extension(const Problem& problem, const Column<LimitId, double>& unit_cost,
            const ReliefOptions& options)
      : options_(options), state_(problem, engine_options(options)) {
    state_.load_first(nullptr);
    state_.count_prices_only(true);
    for (const Group& group : state_.groups()) {
      for (const Pair& pair : group.pairs) demand_ += pair.load;
    }
    for (const LimitId limit : unit_cost.ids()) {
      links().set_most(limit.value(), unit_cost[limit]);
      const double scale = std::max(links().limits()[limit.value()].limit, kLeastShare * demand_);
      if (scale > 0.0)
        links().set_multiplier(limit.value(), 0.0, kStiffness * unit_cost[limit] / scale);
    }
  }

  void run() {
    constexpr double kExcessLeft = 0.02;
    constexpr int kSweeps = 30;
    for (int i = 0; i < options_.max_iterations; ++i) {
      const auto totals = state_.search();
      bound_ = std::max(bound_, totals.shortest - worth_of_limits());
      if (cost() - bound_ <= options_.tolerance * cost()) return;
      if (is_one_enough_ && is_proven()) return;
      state_.equilibrate(kExcessLeft * totals.excess, kSweeps);
      if (i % 2 == 1) move_multipliers();
    }
  }

  void stop_once_proven() { is_one_enough_ = true; }

  // A bound that rounding cannot feign.
  [[nodiscard]] bool is_proven() const {
    constexpr double kRounding = 1e-9;
    return bound_ > kRounding * (worth_of_limits() + most_cost() * demand_);
  }
  [[nodiscard]] double bound() const { return std::max(0.0, bound_); }

  [[nodiscard]] double cost() const {
    double sum = 0.0;
    for (const auto& limit : state_.links().limits())
      sum += limit.most * std::max(0.0, limit.load - limit.limit);
    return sum;
  }

  [[nodiscard]] const std::vector<LinkState::Limited>& limits() const {
    return state_.links().limits();
  }
  [[nodiscard]] double demand() const { return demand_; }

 private:
  static constexpr double kLeastShare = 1e-4;
  static constexpr double kStiffness = 2.0;

  static Options engine_options(const ReliefOptions& options) {
    Options engine;
    engine.jobs = options.jobs;
    return engine;
  }

  LinkState& links() { return state_.links(); }

  [[nodiscard]] double worth_of_limits() const {
    double worth = 0.0;
    for (const auto& limit : state_.links().limits()) worth += limit.price() * limit.limit;
    return worth;
  }

  [[nodiscard]] double most_cost() const {
    double most = 0.0;
    for (const auto& limit : state_.links().limits()) most = std::max(most, limit.most);
    return most;
  }

  void move_multipliers() {
    for (std::size_t i = 0; i < limits().size(); ++i)
      links().set_multiplier(i, limits()[i].price(), limits()[i].stiffness);
  }

  ReliefOptions options_;
  Equilibrator state_;
  double demand_ = 0.0;
  double bound_ = 0.0;
  bool is_one_enough_ = false;
};

// Whether the limits with a cost can be shown not to carry the demand; a cost of zero gives a limit
// up.
bool conflicts(const Problem& problem, const Column<LimitId, double>& unit_cost,
               const ReliefOptions& options) {
  Extension extension(problem, unit_cost, options);
  extension.stop_once_proven();
  extension.run();
  return extension.is_proven();
}

// Leaves out one limit after the other for good, the cheapest first, while the rest still
// conflicts.
void reduce(const Problem& problem, Column<LimitId, double> unit_cost, const ReliefOptions& options,
            Relief& relief) {
  std::vector<LimitId> kept;
  for (const LimitId limit : relief.conflict) {
    const double cost = std::exchange(unit_cost[limit], 0.0);
    if (conflicts(problem, unit_cost, options)) continue;
    unit_cost[limit] = cost;
    kept.push_back(limit);
  }
  relief.conflict = std::move(kept);
  relief.is_smallest = true;
}

}  // namespace

Relief find_relief(const Problem& problem, const ReliefOptions& options) {
  Relief relief;
  relief.more.assign(problem.limits.size(), 0.0);
  if (problem.limits.empty()) return relief;
  Column<LimitId, double> unit_cost = options.unit_cost;
  if (unit_cost.empty()) unit_cost.assign(problem.limits.size(), 1.0);
  CORRIDOR_ASSERT(unit_cost.size() == problem.limits.size(), "a cost for every limit or none");

  const Problem plain = without_choice(problem);
  Extension extension(plain, unit_cost, options);
  extension.run();
  relief.is_needed = extension.is_proven();
  relief.least_cost = extension.bound();
  if (!relief.is_needed) return relief;
  relief.cost = extension.cost();
  Column<LimitId, double> in_conflict;
  std::vector<std::pair<double, LimitId>> priced;
  for (const LimitId limit : problem.limits.ids()) {
    const auto& state = extension.limits()[limit.value()];
    const double more = state.load - state.limit;
    if (more > options.tolerance * extension.demand()) relief.more[limit] = more;
    in_conflict.push_back(state.price() > 0.0 ? unit_cost[limit] : 0.0);
    if (state.price() > 0.0) priced.emplace_back(state.price(), limit);
  }
  std::sort(priced.begin(), priced.end());
  for (const auto& [price, limit] : priced) relief.conflict.push_back(limit);
  if (priced.size() <= options.most_tried) reduce(plain, in_conflict, options, relief);
  std::sort(relief.conflict.begin(), relief.conflict.end());
  return relief;
}

std::optional<double> stops_binding_at(const Problem& problem, const Options& options,
                                       const Flows& flows, LimitId limit) {
  Problem without = problem;
  without.limits = {};
  for (const LimitId other : problem.limits.ids()) {
    if (other != limit) without.limits.push_back(problem.limits[other]);
  }
  const Flows free = solve(without, options, &flows.routes);
  if (free.status != Status::kConverged) return std::nullopt;
  double load = 0.0;
  for (const ArcId arc : problem.limits[limit].arcs) load += free.load_teu_per_h[arc];
  return load;
}

}  // namespace corridor::assignment
