#include "corridor/simulation/interval.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <vector>

#include "corridor/base/error.hpp"

namespace corridor::simulation {
namespace {

constexpr double kTail = 0.05;  ///< both sides together
constexpr double kNormal = -1.959963984540054;

}  // namespace

double student_t_975(int degrees) {
  CORRIDOR_ASSERT(degrees >= 1, "a spread needs two numbers");
  const double n = degrees;
  if (degrees == 1) return std::tan(std::numbers::pi / 2.0 * (1.0 - kTail));
  if (degrees == 2) return std::sqrt(2.0 / (kTail * (2.0 - kTail)) - 2.0);
  const double a = 1.0 / (n - 0.5);
  const double b = 48.0 / (a * a);
  double c = ((20700.0 * a / b - 98.0) * a - 16.0) * a + 96.36;
  const double d = ((94.5 / (b + c) - 3.0) / b + 1.0) * std::sqrt(a * std::numbers::pi / 2.0) * n;
  double y = std::pow(d * kTail, 2.0 / n);
  if (y > 0.05 + a) {
    const double x = kNormal;
    y = x * x;
    if (degrees < 5) c += 0.3 * (n - 4.5) * (x + 0.6);
    c = (((0.05 * d * x - 5.0) * x - 7.0) * x - 2.0) * x + b + c;
    y = (((((0.4 * y + 6.3) * y + 36.0) * y + 94.5) / c - y - 3.0) / b + 1.0) * x;
    y = std::expm1(a * y * y);
  } else {
    y = ((1.0 / (((n + 6.0) / (n * y) - 0.089 * d - 0.822) * (n + 2.0) * 3.0) + 0.5 / (n + 4.0)) *
             y -
         1.0) *
            (n + 1.0) / (n + 2.0) +
        1.0 / y;
  }
  return std::sqrt(n * y);
}

Interval estimate(std::span<const double> numbers) {
  Interval interval;
  if (numbers.empty()) return interval;
  const double count = static_cast<double>(numbers.size());
  for (const double number : numbers) interval.mean += number / count;
  if (numbers.size() < 2) {
    interval.half_width = std::numeric_limits<double>::infinity();
    return interval;
  }
  double squares = 0.0;
  for (const double number : numbers)
    squares += (number - interval.mean) * (number - interval.mean);
  interval.half_width = student_t_975(static_cast<int>(numbers.size()) - 1) *
                        std::sqrt(squares / (count - 1.0) / count);
  return interval;
}

Interval difference(std::span<const double> before, std::span<const double> after) {
  CORRIDOR_ASSERT(before.size() == after.size(), "pairs have two members");
  std::vector<double> differences(before.size());
  for (std::size_t i = 0; i < before.size(); ++i) differences[i] = after[i] - before[i];
  return estimate(differences);
}

double quantile_of(std::span<const double> numbers, double share) {
  if (numbers.empty()) return 0.0;
  std::vector<double> sorted(numbers.begin(), numbers.end());
  std::sort(sorted.begin(), sorted.end());
  const double at = share * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(at);
  if (below + 1 == sorted.size()) return sorted.back();
  return sorted[below] + (at - static_cast<double>(below)) * (sorted[below + 1] - sorted[below]);
}

std::size_t mser5_truncation(std::span<const float> series) {
  constexpr std::size_t kBatch = 5;
  const std::size_t batches = series.size() / kBatch;
  std::vector<double> means(batches, 0.0);
  for (std::size_t i = 0; i < batches * kBatch; ++i) {
    means[i / kBatch] += static_cast<double>(series[i]) / kBatch;
  }
  // Sums over the tail grow from the back, so that each start costs the same.
  std::size_t best = 0;
  double least = std::numeric_limits<double>::infinity();
  double sum = 0.0;
  double squares = 0.0;
  for (std::size_t start = batches; start-- > 0;) {
    sum += means[start];
    squares += means[start] * means[start];
    const double count = static_cast<double>(batches - start);
    if (start > batches / 2) continue;
    const double error = (squares - sum * sum / count) / (count * count);
    if (error <= least) {
      least = error;
      best = start;
    }
  }
  return best * kBatch;
}

}  // namespace corridor::simulation
