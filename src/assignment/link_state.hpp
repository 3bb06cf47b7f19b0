// Load, time and slope of every arc, kept in step as load moves. Includes the price of a hard
// limit while the augmented Lagrangian runs. Behind the arcs of the graph stands one for each
// demand with a curve: the load on it stays away, and its time is the cost at which so much does.
// Raw arrays by arc position: the kernel's inner loops live here.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <variant>
#include <vector>

#include "corridor/assignment/problem.hpp"
#include "corridor/assignment/solve.hpp"

namespace corridor::assignment {

class LinkState {
 public:
  LinkState(const Problem& problem, Principle principle);

  /// Arcs of the graph, and those of demands with a curve.
  [[nodiscard]] std::size_t size() const { return load_.size(); }
  /// The arc on which load of a demand stays away; kNoStayArc without a curve.
  [[nodiscard]] std::uint32_t stay_arc(std::uint32_t demand) const {
    return demand < stay_arc_.size() ? stay_arc_[demand] : kNoStayArc;
  }
  static constexpr std::uint32_t kNoStayArc = ~std::uint32_t{0};
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

  /// A hard limit: its multiplier, the slope of the price beyond it, and the most it may cost.
  struct Limited {
    std::vector<std::uint32_t> arcs;
    double limit = 0.0;
    double multiplier = 0.0;
    double stiffness = 0.0;
    double load = 0.0;
    double most = std::numeric_limits<double>::infinity();
    [[nodiscard]] double price() const {
      return std::clamp(multiplier + stiffness * (load - limit), 0.0, most);
    }
  };
  [[nodiscard]] const std::vector<Limited>& limits() const { return limits_; }
  void set_multiplier(std::size_t limit, double multiplier, double stiffness);
  void set_most(std::size_t limit, double most);

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
    std::uint32_t extra = kNoExtra;
    std::uint32_t whole_power = 0;  // the power if it is a small whole number, else 0
  };
  struct Point {
    double time;
    double slope;
  };
  struct Staying {
    DemandCurve curve;
    double potential = 0.0;
  };
  using Extra = std::variant<network::QueueDelay, Staying>;
  static constexpr std::uint32_t kNoLimit = ~std::uint32_t{0};
  static constexpr std::uint32_t kNoExtra = ~std::uint32_t{0};

  static Curve make_curve(const network::Delay& delay, Principle principle);
  static Point inside(const Curve& curve, double ratio);
  [[nodiscard]] Point evaluate(const Curve& curve, double load) const;
  [[nodiscard]] Point extra_point(const Extra& extra, double load) const;
  [[nodiscard]] double extra_area(const Extra& extra, double load) const;
  void add_queues(const Problem& problem);
  void add_stay_arcs(const Problem& problem);
  [[nodiscard]] Point point_at(std::uint32_t arc) const;
  void refresh(std::uint32_t arc);
  void refresh_limit(std::uint32_t limit);
  void refresh_all();

  std::vector<Curve> curves_;
  std::vector<Extra> extras_;
  std::vector<std::uint32_t> stay_arc_;  // [demand]; empty: no demand has a curve
  std::vector<double> load_;
  std::vector<double> time_;
  std::vector<double> slope_;
  std::vector<Limited> limits_;
  Principle principle_;
  bool prices_only_ = false;
};

}  // namespace corridor::assignment
