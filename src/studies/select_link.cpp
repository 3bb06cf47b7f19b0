#include "corridor/studies/select_link.hpp"

#include <algorithm>

#include "corridor/outcome/movement_boxes.hpp"

namespace corridor::studies {
namespace {

using network::ArcId;
using outcome::MovementId;
using outcome::Outcome;

// How often a route passes the selection, laden and on the empties' way.
struct Passes {
  double laden = 0.0;
  double empty = 0.0;
};

class Selection {
 public:
  Selection(const Outcome& outcome, const std::vector<ArcId>& arcs)
      : outcome_(&outcome), is_selected_(outcome.network->arcs.size(), 0) {
    for (const ArcId arc : arcs) is_selected_[arc] = 1;
  }

  // Adds the boxes of one movement in the months of a choice.
  void add(const outcome::MonthChoice& choice, MovementId id,
           std::vector<SelectedBoxes>& boxes) const {
    const std::vector<outcome::Alternative> alternatives = choice.alternatives(id);
    const outcome::Movement& movement = outcome_->movements[id];
    const outcome::Empties empties = outcome::empties_of(*outcome_, movement);
    std::vector<Passes> passes;
    bool passes_any = false;
    for (const outcome::Alternative& route : alternatives) {
      passes.push_back(count(route.arcs, empties));
      passes_any = passes_any || passes.back().laden + passes.back().empty > 0.0;
    }
    if (!passes_any) return;
    for (std::size_t month = 0; month < choice.months.size(); ++month) {
      SelectedBoxes own;
      own.movement = id;
      own.month = choice.months[month];
      const double teu = teu_of(movement, own.month);
      for (std::size_t r = 0; r < passes.size(); ++r) {
        const double on_route = teu * choice.month_share[month][alternatives[r].route];
        const double empty = on_route * empties.per_laden;
        own.laden_passes_teu += on_route * passes[r].laden;
        own.empty_passes_teu += empty * passes[r].empty;
        if (passes[r].laden > 0.0) own.laden_teu += on_route;
        if (passes[r].empty > 0.0) own.empty_teu += empty;
      }
      if (own.laden_teu + own.empty_teu > 0.0) boxes.push_back(own);
    }
  }

 private:
  const Outcome* outcome_;
  Column<ArcId, char> is_selected_;

  [[nodiscard]] Passes count(std::span<const ArcId> route, const outcome::Empties& empties) const {
    Passes passes;
    for (const ArcId arc : route) {
      passes.laden += is_selected_[arc];
      const ArcId way = empties.go_back ? outcome_->network->reverse[arc] : arc;
      if (!way.is_none() && empties.per_laden > 0.0) passes.empty += is_selected_[way];
    }
    return passes;
  }

  [[nodiscard]] double teu_of(const outcome::Movement& movement, int month) const {
    const double hours = kHoursPerDay * outcome_->months[static_cast<std::size_t>(month)].days;
    return outcome::laden_flow(*outcome_, movement, month).value() * hours;
  }
};

}  // namespace

SelectedLink select_link(const Outcome& outcome, const std::vector<ArcId>& arcs) {
  SelectedLink selected;
  const Selection selection(outcome, arcs);
  for (const outcome::MonthChoice& choice : outcome.choices) {
    for (const MovementId id : outcome.movements.ids()) selection.add(choice, id, selected.boxes);
  }
  std::sort(selected.boxes.begin(), selected.boxes.end(),
            [](const SelectedBoxes& a, const SelectedBoxes& b) {
              return a.movement != b.movement ? a.movement < b.movement : a.month < b.month;
            });
  for (const outcome::DemandResult& result : outcome.demand)
    selected.moved_teu += result.teu - result.stranded_teu;
  return selected;
}

std::vector<ArcId> arcs_using(const network::Network& network, network::FacilityId facility) {
  std::vector<ArcId> arcs;
  for (const ArcId arc : network.arcs.ids()) {
    const auto& uses = network.uses[arc];
    if (std::any_of(uses.begin(), uses.end(),
                    [&](const network::FacilityUse& use) { return use.facility == facility; }))
      arcs.push_back(arc);
  }
  return arcs;
}

std::vector<network::FacilityId> facilities_on(const network::Network& network,
                                               const std::vector<ArcId>& arcs) {
  std::vector<network::FacilityId> facilities;
  for (const ArcId arc : arcs) {
    for (const network::FacilityUse& use : network.uses[arc]) facilities.push_back(use.facility);
  }
  std::sort(facilities.begin(), facilities.end());
  facilities.erase(std::unique(facilities.begin(), facilities.end()), facilities.end());
  return facilities;
}

}  // namespace corridor::studies
