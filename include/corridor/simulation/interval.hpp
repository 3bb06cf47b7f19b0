// What replications say: means with their confidence, differences, and where a warm-up ends.
#pragma once

#include <cstddef>
#include <span>

namespace corridor::simulation {

/// A mean over replications and half the width of its 95 % confidence interval; infinite with fewer
/// than two.
struct Interval {
  double mean = 0.0;
  double half_width = 0.0;

  [[nodiscard]] double low() const { return mean - half_width; }
  [[nodiscard]] double high() const { return mean + half_width; }
  /// Whether it leaves open which sign is true.
  [[nodiscard]] bool spans_zero() const { return low() <= 0.0 && high() >= 0.0; }
};

/// Source: Law 2015, Simulation Modeling and Analysis, eq. 4.12 (Student's t).
[[nodiscard]] Interval estimate(std::span<const double> replications);

/// Of `after` less `before`, replication by replication, which shared their random numbers.
/// Requires: as many of each. Source: Law 2015, 10.2.1 (paired t).
[[nodiscard]] Interval difference(std::span<const double> before, std::span<const double> after);

/// The 97.5 % quantile of Student's t. Requires degrees >= 1.
/// Source: Hill 1970, CACM 13, algorithm 396; error below 1e-4 for one and two degrees exactly
/// none.
[[nodiscard]] double student_t_975(int degrees);

/// The share `share` quantile, linear between order statistics; 0 if there is no number.
[[nodiscard]] double quantile_of(std::span<const double> numbers, double share);

/// How many leading entries of a series to leave out, so that the mean of the rest is surest: a
/// multiple of five, at most half.
/// Source: White 1997, Simulation 69 (MSER-5).
[[nodiscard]] std::size_t mser5_truncation(std::span<const float> series);

}  // namespace corridor::simulation
