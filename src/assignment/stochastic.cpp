#include "corridor/assignment/stochastic.hpp"

#include <Eigen/LU>
#include <algorithm>
#include <cmath>
#include <limits>
#include <span>
#include <utility>

#include "corridor/assignment/nested_choice.hpp"
#include "corridor/base/error.hpp"
#include "corridor/routes/alternatives.hpp"
#include "corridor/routes/k_cheapest.hpp"

namespace corridor::assignment {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr int kMostHalvings = 30;
// Choice at free-flow times may overfill a link by thousands of times; means tame that first.
constexpr int kFirstMeans = 8;

bool is_closed(const network::Delay& delay) {
  return delay.growth > 0.0 && delay.power > 0.0 && delay.capacity_teu_per_h <= 0.0;
}

struct Point {
  double time = 0.0;
  double slope = 0.0;
};

Point wait(const Problem& problem, ArcId arc, double load) {
  if (problem.queue.empty()) return {};
  const auto point = network::wait_at(problem.queue[arc], std::max(0.0, load));
  return {point.wait_h, point.slope};
}

// A load far beyond any capacity ends at a time that is still a number.
Point evaluate(const network::Delay& delay, double load) {
  if (is_closed(delay)) return {kInfinity, 0.0};
  if (delay.growth <= 0.0 || delay.power <= 0.0) return {delay.free_flow_h, 0.0};
  constexpr double kMostTime = 1e100;
  const double ratio = std::max(0.0, load) / delay.capacity_teu_per_h;
  const double rise = delay.free_flow_h * delay.growth;
  const double time = delay.free_flow_h + rise * std::pow(ratio, delay.power);
  if (!(time < kMostTime)) return {kMostTime, 0.0};
  const double slope = ratio > 0.0 ? rise * delay.power * std::pow(ratio, delay.power - 1.0) /
                                         delay.capacity_teu_per_h
                                   : 0.0;
  return {time, std::min(slope, kMostTime)};
}

Point evaluate(const Problem& problem, ArcId arc, double load) {
  const Point delay = evaluate(problem.delay[arc], load);
  const Point queue = wait(problem, arc, load);
  return {delay.time + queue.time, delay.slope + queue.slope};
}

class Solver {
 public:
  Solver(const Problem& problem, const RouteChoice& routes, const StochasticOptions& options)
      : problem_(&problem), routes_(&routes), options_(options) {
    const std::size_t count = routes.size.size();
    fixed_.assign(count, 0.0);
    share_.assign(count, 0.0);
    for (const DemandId id : problem.demand.ids()) {
      const auto& of_class = problem.classes[problem.demand[id].user_class].fixed_h;
      for (std::uint32_t r = first(id); r < end(id); ++r) {
        for (std::uint32_t a = routes.first_arc[r]; a < routes.first_arc[r + 1]; ++a)
          fixed_[r] += of_class.empty() ? 0.0 : of_class[routes.arcs[a]];
      }
      if (is_carried(id)) demand_ += problem.demand[id].load_teu_per_h;
    }
    number_arcs();
    make_nests();
  }

  StochasticFlows run() {
    StochasticFlows flows;
    Eigen::VectorXd load = choose(Eigen::VectorXd::Zero(size()));
    for (int mean = 2; mean < 2 + kFirstMeans; ++mean) load += (choose(load) - load) / mean;
    flows.residual = residual_of(load, choose(load));
    while (flows.residual > options_.tolerance && flows.steps < options_.max_steps) {
      ++flows.steps;
      if (improve(load, flows.residual)) continue;
      flows.status = Status::kStalled;
      break;
    }
    if (flows.residual <= options_.tolerance) flows.status = Status::kConverged;
    fill(load, flows);
    return flows;
  }

 private:
  const Problem* problem_;
  const RouteChoice* routes_;
  StochasticOptions options_;
  double demand_ = 0.0;
  std::vector<double> fixed_;  // [route]
  std::vector<double> share_;  // [route] of the last choice
  std::vector<ArcId> arcs_;    // that routes use: the unknowns
  std::vector<int> position_;  // [arc] among them
  std::vector<Nests> nests_;   // [demand]; empty: plain logit

  [[nodiscard]] std::uint32_t first(DemandId id) const { return routes_->first_route[id.value()]; }
  [[nodiscard]] std::uint32_t end(DemandId id) const {
    return routes_->first_route[id.value() + 1];
  }
  [[nodiscard]] Eigen::Index size() const { return static_cast<Eigen::Index>(arcs_.size()); }

  [[nodiscard]] double theta(DemandId id) const {
    return options_.theta *
           (options_.theta_factor.empty() ? 1.0 : options_.theta_factor[id.value()]);
  }

  [[nodiscard]] NestScales scales(DemandId id) const {
    NestScales all = options_.nest_thetas;
    all.push_back(options_.theta);
    for (double& scale : all) scale *= theta(id) / options_.theta;
    return all;
  }

  [[nodiscard]] bool is_open(std::uint32_t route) const {
    for (std::uint32_t a = routes_->first_arc[route]; a < routes_->first_arc[route + 1]; ++a) {
      if (is_closed(problem_->delay[routes_->arcs[a]])) return false;
    }
    return true;
  }

  [[nodiscard]] bool is_carried(DemandId id) const {
    for (std::uint32_t r = first(id); r < end(id); ++r) {
      if (is_open(r)) return true;
    }
    return false;
  }

  void make_nests() {
    const std::size_t levels = routes_->nest_levels;
    CORRIDOR_ASSERT(levels == options_.nest_thetas.size(), "a scale for each level of nests");
    if (levels == 0) return;
    const std::span<const std::uint32_t> labels = routes_->nest_labels;
    for (const DemandId id : problem_->demand.ids())
      nests_.emplace_back(labels.subspan(first(id) * levels, (end(id) - first(id)) * levels),
                          levels);
  }

  void number_arcs() {
    position_.assign(problem_->graph.arc_count(), -1);
    for (const ArcId arc : routes_->arcs) position_[arc.value()] = 0;
    for (const ArcId arc : problem_->graph.arcs()) {
      if (position_[arc.value()] < 0) continue;
      position_[arc.value()] = static_cast<int>(arcs_.size());
      arcs_.push_back(arc);
    }
  }

  template <class Take>
  void for_each_arc(std::uint32_t route, Take take) const {
    for (std::uint32_t a = routes_->first_arc[route]; a < routes_->first_arc[route + 1]; ++a)
      take(static_cast<Eigen::Index>(position_[routes_->arcs[a].value()]));
  }

  // Loads that the choice at the times of `load` gives; keeps the shares.
  Eigen::VectorXd choose(const Eigen::VectorXd& load) {
    const Eigen::VectorXd times = times_at(load);
    Eigen::VectorXd chosen = Eigen::VectorXd::Zero(size());
    for (const DemandId id : problem_->demand.ids()) {
      split(id, times);
      const double teu = problem_->demand[id].load_teu_per_h;
      for (std::uint32_t r = first(id); r < end(id); ++r)
        for_each_arc(r, [&](Eigen::Index arc) { chosen(arc) += teu * share_[r]; });
    }
    return chosen;
  }

  [[nodiscard]] Eigen::VectorXd times_at(const Eigen::VectorXd& load) const {
    Eigen::VectorXd times(size());
    for (Eigen::Index i = 0; i < size(); ++i)
      times(i) = evaluate(*problem_, arcs_[static_cast<std::size_t>(i)], load(i)).time;
    return times;
  }

  void split(DemandId id, const Eigen::VectorXd& times) {
    double least = kInfinity;
    for (std::uint32_t r = first(id); r < end(id); ++r) {
      share_[r] = fixed_[r];
      for_each_arc(r, [&](Eigen::Index arc) { share_[r] += times(arc); });
      least = std::min(least, share_[r]);
    }
    if (!nests_.empty()) {
      const NestedShares chosen = choose_at(id, {share_.data() + first(id), end(id) - first(id)});
      std::copy(chosen.share.begin(), chosen.share.end(), share_.begin() + first(id));
      return;
    }
    double sum = 0.0;
    for (std::uint32_t r = first(id); r < end(id); ++r) {
      share_[r] =
          least < kInfinity ? routes_->size[r] * std::exp(-theta(id) * (share_[r] - least)) : 0.0;
      sum += share_[r];
    }
    for (std::uint32_t r = first(id); r < end(id) && sum > 0.0; ++r) share_[r] /= sum;
  }

  [[nodiscard]] NestedShares choose_at(DemandId id, std::span<const double> costs) const {
    return choose_nested(nests_[id.value()], scales(id), costs,
                         {routes_->size.data() + first(id), end(id) - first(id)});
  }

  // Adds demand x response of its shares to costs, carried over to the routes' arcs.
  void add_nested_spread(DemandId id, const Eigen::VectorXd& times, Eigen::MatrixXd& spread) const {
    const std::size_t count = end(id) - first(id);
    std::vector<double> costs;
    for (std::uint32_t r = first(id); r < end(id); ++r) {
      costs.push_back(fixed_[r]);
      for_each_arc(r, [&](Eigen::Index arc) { costs.back() += times(arc); });
    }
    const auto response = nested_response(nests_[id.value()], scales(id), choose_at(id, costs));
    const double load = problem_->demand[id].load_teu_per_h;
    for (std::uint32_t r = 0; r < count; ++r) {
      for (std::uint32_t s = 0; s < count; ++s) {
        const double weight = load * response[r * count + s];
        if (weight == 0.0) continue;
        for_each_arc(first(id) + r, [&](Eigen::Index j) {
          for_each_arc(first(id) + s, [&](Eigen::Index i) { spread(j, i) += weight; });
        });
      }
    }
  }

  [[nodiscard]] double residual_of(const Eigen::VectorXd& load,
                                   const Eigen::VectorXd& chosen) const {
    if (size() == 0 || demand_ <= 0.0) return 0.0;
    return (load - chosen).cwiseAbs().maxCoeff() / demand_;
  }

  // I + theta x demand x covariance of the routes' arcs x slopes, at the shares of the last choice.
  [[nodiscard]] Eigen::MatrixXd jacobian(const Eigen::VectorXd& load) const {
    Eigen::MatrixXd spread = Eigen::MatrixXd::Zero(size(), size());
    if (!nests_.empty()) {
      const Eigen::VectorXd times = times_at(load);
      for (const DemandId id : problem_->demand.ids()) add_nested_spread(id, times, spread);
      return with_slopes(std::move(spread), load);
    }
    Eigen::VectorXd mean = Eigen::VectorXd::Zero(size());
    std::vector<Eigen::Index> touched;
    for (const DemandId id : problem_->demand.ids()) {
      const double weight = theta(id) * problem_->demand[id].load_teu_per_h;
      touched.clear();
      for (std::uint32_t r = first(id); r < end(id); ++r) {
        for_each_arc(r, [&](Eigen::Index i) {
          if (mean(i) == 0.0 && share_[r] > 0.0) touched.push_back(i);
          mean(i) += share_[r];
          for_each_arc(r, [&](Eigen::Index j) { spread(j, i) += weight * share_[r]; });
        });
      }
      for (const Eigen::Index i : touched) {
        for (const Eigen::Index j : touched) spread(j, i) -= weight * mean(i) * mean(j);
      }
      for (const Eigen::Index i : touched) mean(i) = 0.0;
    }
    return with_slopes(std::move(spread), load);
  }

  [[nodiscard]] Eigen::MatrixXd with_slopes(Eigen::MatrixXd spread,
                                            const Eigen::VectorXd& load) const {
    for (Eigen::Index i = 0; i < size(); ++i) {
      spread.col(i) *= evaluate(*problem_, arcs_[static_cast<std::size_t>(i)], load(i)).slope;
      spread(i, i) += 1.0;
    }
    return spread;
  }

  // A Newton step, shortened until it helps; whether any length did.
  bool improve(Eigen::VectorXd& load, double& residual) {
    const Eigen::VectorXd miss = choose(load) - load;
    Eigen::VectorXd step = jacobian(load).partialPivLu().solve(miss);
    if (!step.allFinite()) step = miss;
    const double before = miss.norm();
    for (int halving = 0; halving < kMostHalvings; ++halving, step /= 2) {
      const Eigen::VectorXd next = (load + step).cwiseMax(0.0);
      const Eigen::VectorXd chosen = choose(next);
      if (!((chosen - next).norm() < before)) continue;
      load = next;
      residual = residual_of(next, chosen);
      return true;
    }
    residual = residual_of(load, choose(load));
    return false;
  }

  void fill(const Eigen::VectorXd& load, StochasticFlows& flows) {
    choose(load);
    flows.share = share_;
    for (const ArcId arc : problem_->graph.arcs()) {
      const int at = position_[arc.value()];
      const double own = at < 0 ? 0.0 : load(at);
      const Point point = evaluate(*problem_, arc, own);
      flows.load_teu_per_h.push_back(own);
      flows.time_h.push_back(point.time);
      if (own > 0.0) flows.total_time += own * point.time;
    }
    flows.class_load_teu_per_h.assign(problem_->classes.size(), {});
    for (auto& of_class : flows.class_load_teu_per_h)
      of_class.assign(problem_->graph.arc_count(), 0.0);
    for (const DemandId id : problem_->demand.ids()) {
      const Demand& demand = problem_->demand[id];
      auto& of_class = flows.class_load_teu_per_h[demand.user_class];
      if (demand.origin != demand.destination && !is_carried(id))
        flows.stranded_teu_per_h += demand.load_teu_per_h;
      for (std::uint32_t r = first(id); r < end(id); ++r) {
        flows.total_time += demand.load_teu_per_h * share_[r] * fixed_[r];
        for (std::uint32_t a = routes_->first_arc[r]; a < routes_->first_arc[r + 1]; ++a)
          of_class[routes_->arcs[a]] += demand.load_teu_per_h * share_[r];
      }
    }
  }
};

// Costs at which load of one origin may not pass closed nodes.
std::vector<double> costs_from(const Problem& problem, const std::vector<double>& costs,
                               NodeId origin) {
  std::vector<double> own = costs;
  for (const NodeId node : problem.is_through.ids()) {
    if (problem.is_through[node] != 0 || node == origin) continue;
    const std::uint32_t first = problem.graph.first_out(node);
    const std::uint32_t end = problem.graph.first_out(NodeId(node.value() + 1));
    std::fill(own.begin() + first, own.begin() + end, kInfinity);
  }
  return own;
}

// Adds the routes of one demand with their path sizes.
void add_routes(const std::vector<routes::Route>& found, const std::vector<double>& costs,
                RouteChoice& choice) {
  const std::vector<double> sizes = routes::path_sizes(found, costs);
  choice.size.insert(choice.size.end(), sizes.begin(), sizes.end());
  for (const routes::Route& route : found) {
    choice.arcs.insert(choice.arcs.end(), route.arcs.begin(), route.arcs.end());
    choice.first_arc.push_back(static_cast<std::uint32_t>(choice.arcs.size()));
  }
}

}  // namespace

RouteChoice list_cheapest_routes(const Problem& problem, const Column<ArcId, double>& time_h,
                                 std::size_t count) {
  RouteChoice choice;
  for (const DemandId id : problem.demand.ids()) {
    const Demand& demand = problem.demand[id];
    if (demand.origin != demand.destination && demand.load_teu_per_h > 0.0) {
      std::vector<double> costs(time_h.begin(), time_h.end());
      const auto& fixed = problem.classes[demand.user_class].fixed_h;
      for (const ArcId arc : fixed.ids()) costs[arc.value()] += fixed[arc];
      costs = costs_from(problem, costs, demand.origin);
      add_routes(
          routes::find_k_cheapest(problem.graph, demand.origin, demand.destination, costs, count),
          costs, choice);
    }
    choice.first_route.push_back(static_cast<std::uint32_t>(choice.size.size()));
  }
  return choice;
}

StochasticFlows solve_stochastic(const Problem& problem, const RouteChoice& routes,
                                 const StochasticOptions& options) {
  return Solver(problem, routes, options).run();
}

}  // namespace corridor::assignment
