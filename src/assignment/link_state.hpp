// Load, time and slope of every arc, kept in step as load moves. Includes the price of a hard
// limit while the augmented Lagrangian runs. Raw arrays by arc position: the kernel's inner loops
// live here.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "corridor/assignment/problem.hpp"
#include "corridor/assignment/solve.hpp"

namespace corridor::assignment {

class LinkState {
 public:
  LinkState(const Problem& problem, Principle principle);

  [[nodiscard]] std::size_t size() const { return load_.size(); }
  /// Time (system optimum: marginal time) with the price of the limit; infinite on closed arcs.
  [[nodiscard]] const double* times() const { return time_.data(); }
  [[nodiscard]] const double* slopes() const { return slope_.data(); }
  [[nodiscard]] double load(std::uint32_t arc) const { return load_[arc]; }

  void add(std::uint32_t arc, double load) { set(arc, load_[arc] + load); }
  void set(std::uint32_t arc, double load) {
    load_[arc] = std::max(0.0, load);
    refresh(arc);
    if (curves_[arc].limit != kNoLimit) refresh_limit(curves_[arc].limit);
  }
  [[nodiscard]] const std::vector<double>& loads() const { return load_; }
  void set_loads(const std::vector<double>& loads);

  /// Integral of the time from no load to the present one, without prices.
  [[nodiscard]] double area(std::uint32_t arc) const;
  /// Time at the present load as a user meets it: not marginal, without price.
  [[nodiscard]] double user_time(std::uint32_t arc) const;

  /// A hard limit: its multiplier, and the slope of the price beyond it.
  struct Limited {
    std::vector<std::uint32_t> arcs;
    double limit = 0.0;
    double multiplier = 0.0;
    double stiffness = 0.0;
    double load = 0.0;
    [[nodiscard]] double price() const {
      return std::max(0.0, multiplier + stiffness * (load - limit));
    }
  };
  [[nodiscard]] const std::vector<Limited>& limits() const { return limits_; }
  void set_multiplier(std::size_t limit, double multiplier, double stiffness);

  /// While set, arcs cost nothing but the prices of limits.
  void count_prices_only(bool only);

 private:
  // time = free + rise * r^power with r = load / capacity, and its tangent beyond `end`.
  struct Curve {
    double free = 0.0;
    double rise = 0.0;
    double per_capacity = 0.0;
    double power = 1.0;
    double end = 0.0;
    std::uint32_t limit = kNoLimit;
    std::uint32_t whole_power = 0;  // the power if it is a small whole number, else 0
  };
  struct Point {
    double time;
    double slope;
  };
  static constexpr std::uint32_t kNoLimit = ~std::uint32_t{0};

  static Curve make_curve(const network::Delay& delay, Principle principle);
  static Point inside(const Curve& curve, double ratio);
  static Point evaluate(const Curve& curve, double load);
  [[nodiscard]] Point point_at(std::uint32_t arc) const;
  void refresh(std::uint32_t arc);
  void refresh_limit(std::uint32_t limit);
  void refresh_all();

  std::vector<Curve> curves_;
  std::vector<double> load_;
  std::vector<double> time_;
  std::vector<double> slope_;
  std::vector<Limited> limits_;
  Principle principle_;
  bool prices_only_ = false;
};

}  // namespace corridor::assignment
