#include "route_uses.hpp"

#include <algorithm>

#include "corridor/outcome/movement_boxes.hpp"
#include "equilibrium.hpp"

namespace corridor::outcome {

PriceClass price_class(const Outcome& outcome, const Movement& movement) {
  const Empties empties = empties_of(outcome, movement);
  return {movement.cargo, empties.per_laden, empties.go_back};
}

void add_route_uses(const Outcome& outcome, const PriceClass& boxes, const std::vector<ArcId>& arcs,
                    std::vector<assignment::RouteUse>& uses) {
  const network::Network& network = *outcome.network;
  const network::CargoClass& cargo = outcome.cargo_classes[boxes.cargo];
  const auto begin = static_cast<std::ptrdiff_t>(uses.size());
  const auto take = [&](FacilityId facility, double units, bool) {
    if (!is_limit(network.facilities[facility])) return;
    uses.push_back({static_cast<std::uint32_t>(facility.value()), units});
  };
  for (const ArcId arc : arcs) for_each_use(network, cargo, boxes, arc, take);
  std::stable_sort(uses.begin() + begin, uses.end(),
                   [](const auto& a, const auto& b) { return a.facility < b.facility; });
  // One entry a facility.
  auto last = uses.begin() + begin;
  for (auto use = last; use != uses.end(); ++use) {
    if (use == last) continue;
    if (use->facility == last->facility) {
      last->units += use->units;
    } else {
      *++last = *use;
    }
  }
  if (last != uses.end()) uses.erase(last + 1, uses.end());
}

}  // namespace corridor::outcome
