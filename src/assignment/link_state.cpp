#include "link_state.hpp"

#include <cmath>
#include <limits>
#include <utility>

#include "corridor/base/error.hpp"

namespace corridor::assignment {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

// Beyond this time a curve goes on as its tangent. A real problem never gets there; demand a
// million times the capacity with a power of 17 would overflow without it.
constexpr double kLargestTime = 1e30;

double whole_power_of(double base, std::uint32_t exponent) {
  double result = 1.0;
  for (; exponent > 0; exponent >>= 1, base *= base) {
    if ((exponent & 1U) != 0) result *= base;
  }
  return result;
}

}  // namespace

LinkState::Curve LinkState::make_curve(const network::Delay& delay, Principle principle) {
  constexpr double kLargestWholePower = 32;
  Curve curve;
  curve.free = delay.free_flow_h;
  curve.rise = delay.free_flow_h * delay.growth;
  curve.end = kInfinity;
  if (curve.rise == 0.0 || delay.power == 0.0) {
    curve.free += curve.rise;
    curve.rise = 0.0;
    return curve;
  }
  if (delay.capacity_teu_per_h <= 0.0) {
    curve.free = kInfinity;
    curve.rise = 0.0;
    return curve;
  }
  // Marginal time d(x t)/dx of a power curve is a power curve with (power + 1) times the rise.
  if (principle == Principle::kSystemOptimum) curve.rise *= delay.power + 1.0;
  curve.per_capacity = 1.0 / delay.capacity_teu_per_h;
  curve.power = delay.power;
  if (delay.power <= kLargestWholePower && delay.power == std::floor(delay.power))
    curve.whole_power = static_cast<std::uint32_t>(delay.power);
  curve.end = std::pow(kLargestTime / curve.rise, 1.0 / delay.power);
  return curve;
}

LinkState::LinkState(const Problem& problem, Principle principle) : principle_(principle) {
  curves_.reserve(problem.graph.arc_count());
  for (const network::Delay& delay : problem.delay) curves_.push_back(make_curve(delay, principle));
  for (const Limit& limit : problem.limits) {
    Limited limited;
    limited.limit = limit.limit_teu_per_h;
    for (const ArcId arc : limit.arcs) {
      CORRIDOR_ASSERT(curves_[arc.value()].limit == kNoLimit, "an arc in two limits");
      curves_[arc.value()].limit = static_cast<std::uint32_t>(limits_.size());
      limited.arcs.push_back(arc.value());
    }
    limits_.push_back(std::move(limited));
  }
  add_queues(problem);
  add_stay_arcs(problem);
  load_.resize(curves_.size());
  time_.resize(curves_.size());
  slope_.resize(curves_.size());
  refresh_all();
}

void LinkState::add_queues(const Problem& problem) {
  for (const ArcId arc : problem.queue.ids()) {
    if (problem.queue[arc].capacity_teu_per_h <= 0.0) continue;
    curves_[arc.value()].extra = static_cast<std::uint32_t>(extras_.size());
    extras_.emplace_back(problem.queue[arc]);
  }
}

void LinkState::add_stay_arcs(const Problem& problem) {
  for (const DemandId id : problem.demand.ids()) {
    const Demand& demand = problem.demand[id];
    if (demand.curve.shape == DemandShape::kFixed || !(demand.load_teu_per_h > 0.0)) continue;
    if (stay_arc_.empty()) stay_arc_.assign(problem.demand.size(), kNoStayArc);
    stay_arc_[id.value()] = static_cast<std::uint32_t>(curves_.size());
    Curve curve;
    curve.extra = static_cast<std::uint32_t>(extras_.size());
    curves_.push_back(curve);
    extras_.emplace_back(Staying{demand.curve, demand.load_teu_per_h});
  }
}

LinkState::Point LinkState::inside(const Curve& curve, double ratio) {
  if (curve.whole_power == 4) {
    const double cube = ratio * ratio * ratio;
    return {curve.free + curve.rise * cube * ratio, 4.0 * curve.rise * curve.per_capacity * cube};
  }
  if (curve.whole_power != 0) {
    const double below = whole_power_of(ratio, curve.whole_power - 1);
    return {curve.free + curve.rise * below * ratio,
            curve.power * curve.rise * curve.per_capacity * below};
  }
  // A power below one has an infinite slope at no load, which would stop every Newton step.
  constexpr double kSteepest = 1e-9;
  const double slope_ratio = curve.power < 1.0 ? std::max(ratio, kSteepest) : ratio;
  return {curve.free + curve.rise * std::pow(ratio, curve.power),
          curve.power * curve.rise * curve.per_capacity * std::pow(slope_ratio, curve.power - 1.0)};
}

LinkState::Point LinkState::evaluate(const Curve& curve, double load) const {
  Point point = {curve.free, 0.0};
  if (curve.rise != 0.0) {
    const double ratio = load * curve.per_capacity;
    point = inside(curve, std::min(ratio, curve.end));
    if (ratio > curve.end) point.time += point.slope * (ratio - curve.end) / curve.per_capacity;
  }
  if (curve.extra == kNoExtra) return point;
  const Point extra = extra_point(extras_[curve.extra], load);
  return {point.time + extra.time, point.slope + extra.slope};
}

// System optimum: what one more in a queue costs all, d(x w)/dx; who stays away delays nobody.
LinkState::Point LinkState::extra_point(const Extra& extra, double load) const {
  if (const auto* staying = std::get_if<Staying>(&extra)) {
    const CurvePoint cost = cost_of_staying(staying->curve, load / staying->potential);
    return {cost.value, cost.slope / staying->potential};
  }
  const network::WaitPoint wait = network::wait_at(std::get<network::QueueDelay>(extra), load);
  if (principle_ == Principle::kUserEquilibrium) return {wait.wait_h, wait.slope};
  return {wait.wait_h + load * wait.slope, std::max(0.0, 2.0 * wait.slope + load * wait.bend)};
}

double LinkState::extra_area(const Extra& extra, double load) const {
  if (const auto* staying = std::get_if<Staying>(&extra))
    return staying->potential * staying_area(staying->curve, load / staying->potential);
  const auto& queue = std::get<network::QueueDelay>(extra);
  return principle_ == Principle::kUserEquilibrium ? network::wait_area(queue, load)
                                                   : load * network::wait_at(queue, load).wait_h;
}

LinkState::Point LinkState::point_at(std::uint32_t arc) const {
  const bool is_free = prices_only_ && curves_[arc].free != kInfinity;
  return is_free ? Point{0.0, 0.0} : evaluate(curves_[arc], load_[arc]);
}

void LinkState::refresh(std::uint32_t arc) {
  const Point point = point_at(arc);
  time_[arc] = point.time;
  slope_[arc] = point.slope;
}

// Brings the load and price of a limit up to date on all its arcs.
void LinkState::refresh_limit(std::uint32_t limit) {
  Limited& limited = limits_[limit];
  limited.load = 0.0;
  for (const std::uint32_t arc : limited.arcs) limited.load += load_[arc];
  const double price = limited.price();
  for (const std::uint32_t arc : limited.arcs) {
    Point point = point_at(arc);
    if (price > 0.0 && price < limited.most) point.slope += limited.stiffness;
    time_[arc] = point.time + price;
    slope_[arc] = point.slope;
  }
}

void LinkState::refresh_all() {
  for (std::uint32_t arc = 0; arc < load_.size(); ++arc) refresh(arc);
  for (std::uint32_t limit = 0; limit < limits_.size(); ++limit) refresh_limit(limit);
}

void LinkState::set_loads(const std::vector<double>& loads) {
  load_ = loads;
  refresh_all();
}

void LinkState::set_multiplier(std::size_t limit, double multiplier, double stiffness) {
  limits_[limit].multiplier = multiplier;
  limits_[limit].stiffness = stiffness;
  refresh_limit(static_cast<std::uint32_t>(limit));
}

void LinkState::set_most(std::size_t limit, double most) {
  limits_[limit].most = most;
  refresh_limit(static_cast<std::uint32_t>(limit));
}

void LinkState::count_prices_only(bool only) {
  prices_only_ = only;
  refresh_all();
}

double LinkState::user_time(std::uint32_t arc) const {
  if (principle_ == Principle::kUserEquilibrium || load_[arc] == 0.0)
    return evaluate(curves_[arc], load_[arc]).time;
  return area(arc) / load_[arc];  // the integral of marginal time is load times time
}

double LinkState::area(std::uint32_t arc) const {
  const Curve& curve = curves_[arc];
  const double load = load_[arc];
  if (load == 0.0) return 0.0;
  const double extra = curve.extra == kNoExtra ? 0.0 : extra_area(extras_[curve.extra], load);
  if (curve.rise == 0.0) return curve.free * load + extra;
  const double ratio = std::min(load * curve.per_capacity, curve.end);
  const double curved = ratio / curve.per_capacity;
  const Point top = inside(curve, ratio);
  const double beyond = load - curved;
  return extra + curve.free * curved + (top.time - curve.free) * curved / (curve.power + 1.0) +
         beyond * (top.time + 0.5 * top.slope * beyond);
}

}  // namespace corridor::assignment
