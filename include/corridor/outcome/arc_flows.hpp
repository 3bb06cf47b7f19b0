// Boxes on the arcs of their routes, added up for movements that are alike: what a box pays or
// takes differs from arc to arc only, so it is looked up once for all of them.
#pragma once

#include <map>
#include <span>
#include <vector>

#include "corridor/outcome/outcome.hpp"

namespace corridor::outcome {

/// Some amounts, always as many, on each arc that was passed.
class ArcFlows {
 public:
  ArcFlows(std::size_t arcs, std::size_t amounts)
      : amounts_(amounts), flow_(arcs * amounts, 0.0), is_passed_(arcs, 0) {}

  /// Adds to each of the arcs; `flow` has one entry an amount.
  void add(std::span<const ArcId> arcs, std::span<const double> flow) {
    const std::size_t amounts = amounts_;
    double* const all = flow_.data();
    for (const ArcId arc : arcs) {
      if (is_passed_[arc.value()] == 0) begin(arc);
      double* own = all + arc.value() * amounts;
      for (std::size_t i = 0; i < amounts; ++i) own[i] += flow[i];
    }
  }

  /// Calls `take(arc, flow)` for each arc passed, in the order in which they were first, and
  /// forgets them.
  template <class Take>
  void empty_into(Take take) {
    for (const ArcId arc : passed_) {
      const std::span<double> own(&flow_[arc.value() * amounts_], amounts_);
      take(arc, std::span<const double>(own));
      std::fill(own.begin(), own.end(), 0.0);
      is_passed_[arc.value()] = 0;
    }
    passed_.clear();
  }

 private:
  std::size_t amounts_;
  std::vector<double> flow_;  // [arc * amounts + amount]
  std::vector<char> is_passed_;
  std::vector<ArcId> passed_;

  void begin(ArcId arc) {
    passed_.push_back(arc);
    is_passed_[arc.value()] = 1;
  }
};

/// Laden TEU of each demand row that want to move in these months of the period.
[[nodiscard]] Column<model::DemandId, double> teu_in(const Outcome& outcome,
                                                     const std::vector<int>& months);

/// Calls `take(key, arc, teu)` with the laden TEU that the movements with the same `key_of(id)`
/// send over an arc in the months of a choice, key by key in their order.
template <class KeyOf, class Take>
void for_each_arc_flow(const Outcome& outcome, const MonthChoice& choice, KeyOf key_of, Take take) {
  std::map<decltype(key_of(MovementId())), std::vector<MovementId>> alike;
  for (const MovementId id : outcome.movements.ids()) alike[key_of(id)].push_back(id);
  const Column<model::DemandId, double> teu = teu_in(outcome, choice.months);
  ArcFlows flows(outcome.network->arcs.size(), 1);
  for (const auto& group : alike) {
    for (const MovementId id : group.second) {
      const Movement& movement = outcome.movements[id];
      const double own = teu[movement.demand] * movement.share;
      for (const std::uint32_t route : choice.sets->routes_of(id)) {
        choice.sets->prefetch_after(route);
        const double on_route = own * choice.share[route];
        if (on_route > 0.0) flows.add(choice.sets->arcs[route], {&on_route, 1});
      }
    }
    flows.empty_into(
        [&](ArcId arc, std::span<const double> flow) { take(group.first, arc, flow[0]); });
  }
}

}  // namespace corridor::outcome
