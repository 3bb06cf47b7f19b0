// What one TEU on a route takes of facilities, its returning empties included.
#pragma once

#include "corridor/assignment/logit.hpp"
#include "footprints.hpp"
#include "movements.hpp"

namespace corridor::outcome {

/// Boxes that take the same room and see the same prices on every route.
struct PriceClass {
  std::uint32_t cargo = 0;
  double empties_per_laden = 0.0;
  bool empties_return = true;  ///< against the laden direction (else with it)
  friend bool operator==(const PriceClass&, const PriceClass&) = default;
};

[[nodiscard]] PriceClass price_class(const Outcome& outcome, const Movement& movement);

/// Movements class by class, in the order in which classes first occur.
struct ByClass {
  std::vector<PriceClass> classes;
  std::vector<std::vector<MovementId>> movements;  ///< [class], in their order in `ids`

  /// `ids` is any range of movements of the outcome.
  template <class Ids>
  ByClass(const Outcome& outcome, const Ids& ids) {
    for (const MovementId id : ids) add(price_class(outcome, outcome.movements[id]), id);
  }

 private:
  void add(const PriceClass& boxes, MovementId id);
};

/// For those who want all facilities.
inline bool any_facility(FacilityId /*facility*/) {
  return true;
}

/// Calls `take(facility, units)` for what one empty TEU on the arc takes of the facilities that are
/// `wanted(facility)`.
template <class Wanted, class Take>
void for_each_empty_use(const network::Network& network, const network::CargoClass& cargo,
                        ArcId arc, Wanted wanted, Take take) {
  for (const network::FacilityUse& use : network.uses[arc]) {
    const bool of_regime = use.payer.kind == network::Payer::Kind::kRegime;
    if (!wanted(use.facility) || of_regime || !network::applies(use.payer, cargo)) continue;
    take(use.facility, network::units_per_teu(network.facilities[use.facility], cargo) * use.share);
  }
}

/// Calls `take(facility, units, laden)` for what one laden TEU on the arc, and the empties that go
/// with it, take of the facilities that are `wanted(facility)`.
template <class Wanted, class Take>
void for_each_use(const network::Network& network, const network::CargoClass& cargo,
                  const PriceClass& boxes, ArcId arc, Wanted wanted, Take take) {
  for (const network::FacilityUse& use : network.uses[arc]) {
    if (!wanted(use.facility) || !network::applies(use.payer, cargo)) continue;
    const network::Facility& facility = network.facilities[use.facility];
    take(use.facility, network::units_per_teu(facility, cargo) * use.share, true);
  }
  if (boxes.empties_per_laden <= 0.0) return;
  const ArcId way = boxes.empties_return ? network.reverse[arc] : arc;
  if (way.is_none()) return;
  for_each_empty_use(network, cargo, way, wanted, [&](FacilityId facility, double units) {
    take(facility, units * boxes.empties_per_laden, false);
  });
}

/// Arcs on which a box, or an empty that comes back, may pay one of the prices [facility]; none of
/// none.
[[nodiscard]] std::vector<ArcId> priced_arcs(const network::Network& network,
                                             std::span<const double> prices);

/// Whether the capacity of a facility is a limit: it is known, and not derived from throughput.
[[nodiscard]] bool is_limit(const network::Facility& facility);

/// Whether boxes of two outcomes' movements take the same of each limit, arc by arc.
[[nodiscard]] bool take_the_same(const Outcome& a, const Outcome& b);

/// Appends what the route takes of facilities whose capacity is a limit, each once, by ascending
/// facility.
void add_route_uses(const Outcome& outcome, const PriceClass& boxes, std::span<const ArcId> arcs,
                    std::vector<assignment::RouteUse>& uses);

/// A route of a movement that gets a footprint.
struct BareRoute {
  MovementId movement;
  const RouteArcs* arcs = nullptr;
  std::uint32_t* footprint = nullptr;
};
/// Finds the footprints of routes, which join the table in this order.
void find_footprints(const Outcome& outcome, std::span<const BareRoute> routes, int jobs,
                     FootprintTable& table);

}  // namespace corridor::outcome
