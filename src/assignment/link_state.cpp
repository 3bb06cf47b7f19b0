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

LinkState::LinkState(const Problem& problem, Principle principle)
    : load_(problem.graph.arc_count()),
      time_(problem.graph.arc_count()),
      slope_(problem.graph.arc_count()),
      principle_(principle) {
  curves_.reserve(load_.size());
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
  refresh_all();
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

LinkState::Point LinkState::evaluate(const Curve& curve, double load) {
  if (curve.rise == 0.0) return {curve.free, 0.0};
  const double ratio = load * curve.per_capacity;
  if (ratio <= curve.end) return inside(curve, ratio);
  const Point end = inside(curve, curve.end);
  return {end.time + end.slope * (ratio - curve.end) / curve.per_capacity, end.slope};
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
    if (price > 0.0) point.slope += limited.stiffness;
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
  if (curve.rise == 0.0) return curve.free * load;
  const double ratio = std::min(load * curve.per_capacity, curve.end);
  const double curved = ratio / curve.per_capacity;
  const Point top = inside(curve, ratio);
  const double beyond = load - curved;
  return curve.free * curved + (top.time - curve.free) * curved / (curve.power + 1.0) +
         beyond * (top.time + 0.5 * top.slope * beyond);
}

}  // namespace corridor::assignment
