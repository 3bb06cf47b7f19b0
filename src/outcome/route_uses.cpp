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
  const auto take = [&](FacilityId facility, double units, bool laden) {
    if (!is_limit(network.facilities[facility])) return;
    const float passes = laden ? 1.0F : 0.0F;
    const auto same = std::find_if(uses.begin() + begin, uses.end(), [&](const auto& use) {
      return use.facility == facility.value();
    });
    if (same == uses.end()) {
      uses.push_back({static_cast<std::uint32_t>(facility.value()), passes, units});
    } else {
      same->units += units;
      same->passes += passes;
    }
  };
  for (const ArcId arc : arcs) for_each_use(network, cargo, boxes, arc, take);
}

}  // namespace corridor::outcome
