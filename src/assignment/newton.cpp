// One projected Newton step for all swaps together: near the optimum, shifts one at a time crawl
// where many swaps share congested arcs. The Hessian is S S' with a row for each swap and, at each
// arc, the root of the arc's slope with the swap's sign; it may be singular, which conjugate
// gradients bear. Source: Bertsekas 1982 (projected Newton); Dostal 2009 (its bounded steps).
#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "bounded_model.hpp"
#include "equilibrator.hpp"

namespace corridor::assignment {

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

// Arcs that stand in the same swaps on the same sides, such as those of one road without exits, are
// one column of the model: [arc] the first of them, and [arc] there the root of their slopes' sum.
void Equilibrator::merge_arcs(const std::vector<std::uint32_t>& swaps,
                              std::vector<std::uint32_t>& first, std::vector<double>& root) const {
  std::vector<std::uint64_t> pattern(links_.size());
  for (std::uint32_t row = 0; row < swaps.size(); ++row) {
    const Swap& swap = swaps_[swaps[row]];
    for (std::uint32_t i = swap.begin; i < swap.end; ++i) {
      std::uint64_t& of_arc = pattern[swaps_.arcs()[i]];
      of_arc = mix(of_arc ^ (2 * std::uint64_t{row} + (i < swap.middle ? 1 : 2)));
    }
  }
  std::unordered_map<std::uint64_t, std::uint32_t> first_with;
  first.assign(links_.size(), kNoArc);
  root.assign(links_.size(), 0.0);
  for (std::uint32_t arc = 0; arc < pattern.size(); ++arc) {
    if (pattern[arc] == 0) continue;
    first[arc] = first_with.emplace(pattern[arc], arc).first->second;
    root[first[arc]] += links_.slopes()[arc];
  }
  for (double& value : root) value = std::sqrt(value);
}

// A row for each swap: at each arc its root of the slope, signed by the side it is on.
Rows Equilibrator::rows_of(const std::vector<std::uint32_t>& swaps) const {
  std::vector<std::uint32_t> first;
  std::vector<double> root;
  merge_arcs(swaps, first, root);
  std::vector<Eigen::Triplet<double, int>> entries;
  for (std::size_t row = 0; row < swaps.size(); ++row) {
    const Swap& swap = swaps_[swaps[row]];
    for (std::uint32_t i = swap.begin; i < swap.end; ++i) {
      const std::uint32_t arc = swaps_.arcs()[i];
      if (first[arc] != arc || root[arc] == 0.0) continue;
      entries.emplace_back(static_cast<int>(row), static_cast<int>(arc),
                           i < swap.middle ? root[arc] : -root[arc]);
    }
  }
  Rows rows(static_cast<Eigen::Index>(swaps.size()), static_cast<Eigen::Index>(links_.size()));
  rows.setFromTriplets(entries.begin(), entries.end());
  return rows;
}

void Equilibrator::step_together() {
  std::vector<std::uint32_t> moving;
  std::vector<double> gaps;
  std::vector<double> back;
  std::vector<double> forth;
  for (const std::uint32_t id : active_) {
    const double gap = gap_of(swaps_[id]);
    const double on_first = available(id, true);
    const double on_second = available(id, false);
    if ((gap > 0.0 ? on_first : on_second) == 0.0) continue;
    moving.push_back(id);
    gaps.push_back(gap);
    back.push_back(on_second);
    forth.push_back(on_first);
  }
  const auto as_vector = [](const std::vector<double>& values) {
    return Eigen::Map<const Vector>(values.data(), static_cast<Eigen::Index>(values.size()));
  };
  const Vector step =
      minimise_within(rows_of(moving), as_vector(gaps), as_vector(back), as_vector(forth));

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
