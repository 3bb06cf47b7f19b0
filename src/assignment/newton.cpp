// One projected Newton step for all swaps together: near the optimum, shifts one at a time crawl
// where many swaps share congested arcs. The Hessian is S S' with a row for each swap and, at each
// arc, the root of the arc's slope with the swap's sign; it may be singular, which conjugate
// gradients bear. Source: Bertsekas 1982 (projected Newton); Nocedal and Wright 2006, alg. 5.3.
#include <Eigen/SparseCore>
#include <algorithm>
#include <cmath>

#include "equilibrator.hpp"

namespace corridor::assignment {
namespace {

using Rows = Eigen::SparseMatrix<double, Eigen::RowMajor, int>;
using Vector = Eigen::VectorXd;

Vector inverse_diagonal(const Rows& rows) {
  Vector result(rows.rows());
  for (Eigen::Index i = 0; i < rows.rows(); ++i) {
    const double square = rows.row(i).squaredNorm();
    result[i] = square > 0.0 ? 1.0 / square : 0.0;
  }
  return result;
}

// Solves S S' x = right for the rows whose `scale` is not zero; the rest of x is zero.
Vector solve_normal_equations(const Rows& rows, const Vector& right, const Vector& scale) {
  constexpr int kSteps = 200;
  constexpr double kResidual = 1e-3;
  Vector x = Vector::Zero(rows.rows());
  Vector residual = right;
  Vector direction = scale.cwiseProduct(residual);
  double product = residual.dot(direction);
  const double enough = kResidual * kResidual * product;
  for (int step = 0; step < kSteps && product > enough; ++step) {
    const Vector image = rows.transpose() * direction;
    const double curvature = image.squaredNorm();
    if (!(curvature > 0.0)) break;
    const double length = product / curvature;
    x += length * direction;
    residual -= length * (rows * image);
    const Vector scaled = scale.cwiseProduct(residual);
    const double next = residual.dot(scaled);
    direction = scaled + (next / product) * direction;
    product = next;
  }
  return x;
}

// Minimises the quadratic model with -back <= x <= forth: what leaves its bounds is fixed there and
// the rest solved again.
Vector solve_within(const Rows& rows, const Vector& gaps, const Vector& back, const Vector& forth) {
  constexpr int kRounds = 4;
  Vector scale = inverse_diagonal(rows);
  Vector fixed = Vector::Zero(rows.rows());
  Vector step = fixed;
  for (int round = 0; round < kRounds; ++round) {
    const Vector image = rows.transpose() * fixed;
    step = solve_normal_equations(rows, gaps - rows * image, scale) + fixed;
    bool leaves = false;
    for (Eigen::Index i = 0; i < step.size(); ++i) {
      if (step[i] >= -back[i] && step[i] <= forth[i]) continue;
      leaves = true;
      fixed[i] = std::isfinite(step[i]) ? std::clamp(step[i], -back[i], forth[i]) : 0.0;
      scale[i] = 0.0;
      step[i] = fixed[i];
    }
    if (!leaves) break;
  }
  return step;
}

}  // namespace

// Moves the routes' loads by the wished steps as far as they go; the arcs' changes are returned.
std::vector<double> Equilibrator::apply_steps(const std::vector<std::uint32_t>& swaps,
                                              const double* wishes) {
  std::vector<double> change(links_.size());
  for (std::size_t i = 0; i < swaps.size(); ++i) {
    const bool from_first = wishes[i] > 0.0;
    const double stock = available(swaps[i], from_first);
    const double moved = std::min(std::abs(wishes[i]), stock);
    if (moved == 0.0) continue;
    share_out(swaps[i], from_first, moved, stock);
    const Swap& swap = swaps_[swaps[i]];
    const double signed_load = from_first ? moved : -moved;
    for (std::uint32_t k = swap.begin; k < swap.end; ++k)
      change[swaps_.arcs()[k]] += k < swap.middle ? -signed_load : signed_load;
  }
  return change;
}

void Equilibrator::step_together() {
  std::vector<std::uint32_t> moving;
  std::vector<Eigen::Triplet<double, int>> entries;
  std::vector<double> gaps;
  std::vector<double> back;
  std::vector<double> forth;
  for (const std::uint32_t id : active_) {
    const Swap& swap = swaps_[id];
    const double gap = gap_of(swap);
    const double on_first = available(id, true);
    const double on_second = available(id, false);
    if ((gap > 0.0 ? on_first : on_second) == 0.0) continue;
    for (std::uint32_t i = swap.begin; i < swap.end; ++i) {
      const std::uint32_t arc = swaps_.arcs()[i];
      const double root = std::sqrt(links_.slopes()[arc]);
      entries.emplace_back(static_cast<int>(moving.size()), static_cast<int>(arc),
                           i < swap.middle ? root : -root);
    }
    moving.push_back(id);
    gaps.push_back(gap);
    back.push_back(on_second);
    forth.push_back(on_first);
  }
  const auto count = static_cast<Eigen::Index>(moving.size());
  const auto as_vector = [count](const std::vector<double>& values) {
    return Eigen::Map<const Vector>(values.data(), count);
  };
  Rows rows(count, static_cast<Eigen::Index>(links_.size()));
  rows.setFromTriplets(entries.begin(), entries.end());
  const Vector step = solve_within(rows, as_vector(gaps), as_vector(back), as_vector(forth));

  const std::vector<double> before = route_load_;
  const std::vector<double> change = apply_steps(moving, step.data());
  double fixed_rate = 0.0;  // of the fixed costs along the step
  for (std::size_t i = 0; i < moving.size(); ++i)
    fixed_rate -= step[static_cast<Eigen::Index>(i)] * swaps_[moving[i]].fixed;
  const double length = search_line(change, prices_only_ ? 0.0 : fixed_rate);
  for (std::size_t slot = 0; slot < before.size(); ++slot)
    route_load_[slot] = before[slot] + length * (route_load_[slot] - before[slot]);
}

// Moves the arcs' loads along `change` to where the objective is least on the way, at most to its
// end; returns the share of the way. The objective's derivative is the cost of the change.
double Equilibrator::search_line(const std::vector<double>& change, double fixed_rate) {
  constexpr int kTrials = 30;
  constexpr double kFlat = 0.1;
  std::vector<std::uint32_t> arcs;
  for (std::uint32_t arc = 0; arc < change.size(); ++arc) {
    if (change[arc] != 0.0) arcs.push_back(arc);
  }
  const std::vector<double> start = links_.loads();
  const auto rate = [&] {
    double sum = fixed_rate;
    for (const std::uint32_t arc : arcs) sum += change[arc] * links_.times()[arc];
    return sum;
  };
  const auto go_to = [&](double share) {
    for (const std::uint32_t arc : arcs) links_.set(arc, start[arc] + share * change[arc]);
    return rate();
  };
  const double first_rate = rate();
  if (!(first_rate < 0.0)) return 0.0;
  double low = 0.0;
  double low_rate = first_rate;
  double high = 1.0;
  double high_rate = go_to(high);
  if (high_rate <= kFlat * -first_rate) return high;
  double share = high;
  for (int trial = 0; trial < kTrials; ++trial) {
    // The chord's root, kept off both ends.
    const double chord = low + (high - low) * low_rate / (low_rate - high_rate);
    share = std::clamp(chord, low + 0.05 * (high - low), high - 0.05 * (high - low));
    const double now = go_to(share);
    if (std::abs(now) <= kFlat * -first_rate) break;
    (now < 0.0 ? low : high) = share;
    (now < 0.0 ? low_rate : high_rate) = now;
  }
  return share;
}

}  // namespace corridor::assignment
