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

/// The routes of a movement in several choices, each once, with the TEU on it.
class RouteFlows {
 public:
  RouteFlows(const Outcome& outcome, std::span<const MonthChoice> choices);

  /// Takes those of a movement in place of the last one's.
  void take(MovementId id);
  /// Adds them to the flows on their arcs, [choice] the amounts.
  void add_to(ArcFlows& flows) const;

 private:
  const Outcome* outcome_;
  std::span<const MonthChoice> choices_;
  std::vector<Column<model::DemandId, double>> teu_;  // [choice] that want to move
  std::vector<const RouteArcs*> routes_;
  std::vector<double> flow_;  // [route * choices + choice]

  [[nodiscard]] std::size_t position_of(const RouteArcs& arcs, std::size_t likely);
};

/// Calls `take(key, arc, teu)` with the laden TEU [choice] that the movements with the same
/// `key_of(id)` send over an arc in the months of each of the choices, key by key in their order.
template <class KeyOf, class Take>
void for_each_arc_flow(const Outcome& outcome, std::span<const MonthChoice> choices, KeyOf key_of,
                       Take take) {
  std::map<decltype(key_of(MovementId())), std::vector<MovementId>> alike;
  for (const MovementId id : outcome.movements.ids()) alike[key_of(id)].push_back(id);
  ArcFlows flows(outcome.network->arcs.size(), choices.size());
  RouteFlows routes(outcome, choices);
  for (const auto& group : alike) {
    for (const MovementId id : group.second) {
      routes.take(id);
      routes.add_to(flows);
    }
    flows.empty_into([&](ArcId arc, std::span<const double> teu) { take(group.first, arc, teu); });
  }
}

}  // namespace corridor::outcome
