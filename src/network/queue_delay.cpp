#include "corridor/network/queue_delay.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace corridor::network {
namespace {

// Nodes and weights of Gauss and Legendre on [-1, 1]. Source: Abramowitz and Stegun, table 25.4.
constexpr std::array<std::array<double, 2>, 5> kGauss = {
    {{0.1488743389816312, 0.2955242247147529},
     {0.4333953941292472, 0.2692667193099963},
     {0.6794095682990244, 0.2190863625159821},
     {0.8650633666889845, 0.1494513491505806},
     {0.9739065285171717, 0.0666713443086881}}};

double integral(const QueueDelay& queue, double begin, double end) {
  const double middle = 0.5 * (begin + end);
  const double half = 0.5 * (end - begin);
  double sum = 0.0;
  for (const auto& [node, weight] : kGauss) {
    sum += weight * (wait_at(queue, middle - half * node).wait_h +
                     wait_at(queue, middle + half * node).wait_h);
  }
  return half * sum;
}

}  // namespace

QueueDelay scheduled_service(double headway_h, double slots, double period_h) {
  constexpr double kRegular = 0.5;  // departures do not vary, arrivals do
  return {slots / headway_h, slots, kRegular, period_h, headway_h};
}

WaitPoint wait_at(const QueueDelay& queue, double load_teu_per_h) {
  if (queue.capacity_teu_per_h <= 0.0) return {};
  const double x = load_teu_per_h / queue.capacity_teu_per_h;
  const double power = std::sqrt(2.0 * (queue.servers + 1.0)) - 1.0;
  const double weight = 8.0 * queue.variability / (queue.capacity_teu_per_h * queue.period_h);
  const double above = x - 1.0;
  const double curve = weight * std::pow(x, power);
  const double root = std::sqrt(above * above + curve);
  const double scale = 0.25 * queue.period_h;
  WaitPoint point;
  point.wait_h = 0.5 * queue.headway_h;
  // Below capacity the root nearly cancels `above`; the conjugate form keeps its digits.
  point.wait_h += scale * (above < 0.0 ? curve / (root - above) : root + above);
  if (root <= 0.0) return point;
  const double fall = x > 0.0 ? curve * power / x : (power > 1.0 ? 0.0 : weight);
  const double turn = x > 0.0 ? curve * power * (power - 1.0) / (x * x) : 0.0;
  const double rate = (above + 0.5 * fall) / root;
  point.slope = std::max(0.0, scale * (1.0 + rate)) / queue.capacity_teu_per_h;
  point.bend = scale * (1.0 + 0.5 * turn - rate * rate) / root /
               (queue.capacity_teu_per_h * queue.capacity_teu_per_h);
  return point;
}

double wait_area(const QueueDelay& queue, double load_teu_per_h) {
  if (queue.capacity_teu_per_h <= 0.0 || load_teu_per_h <= 0.0) return 0.0;
  // Panels narrow towards capacity, where the curve turns, and double beyond.
  constexpr std::array<double, 15> kEnds = {0.25, 0.5,  0.7, 0.8,  0.9, 0.95, 0.98, 1.0,
                                            1.02, 1.05, 1.1, 1.25, 1.5, 2.0,  4.0};
  const double end = load_teu_per_h / queue.capacity_teu_per_h;
  double sum = 0.0;
  double at = 0.0;
  for (const double next : kEnds) {
    if (at >= end) break;
    const double to = std::min(next, end);
    sum += integral(queue, at * queue.capacity_teu_per_h, to * queue.capacity_teu_per_h);
    at = to;
  }
  while (at < end) {
    const double to = std::min(end, 2.0 * at);
    sum += integral(queue, at * queue.capacity_teu_per_h, to * queue.capacity_teu_per_h);
    at = to;
  }
  return sum;
}

}  // namespace corridor::network
