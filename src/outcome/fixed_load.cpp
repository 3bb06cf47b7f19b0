#include "fixed_load.hpp"

#include <map>
#include <tuple>

namespace corridor::outcome {
namespace {

using model::Demand;
using model::PlaceId;
using network::FacilityKind;

// Facilities by what a fixed load names them with.
struct Index {
  std::map<PlaceId, FacilityId> ports;
  std::map<std::tuple<PlaceId, PlaceId, FacilityKind>, FacilityId> by_ends;

  explicit Index(const network::Network& network) {
    for (const FacilityId id : network.facilities.ids()) {
      const network::Facility& facility = network.facilities[id];
      if (facility.kind == FacilityKind::kPort) ports.emplace(facility.from, id);
      if (facility.kind == FacilityKind::kRailLink ||
          (facility.kind == FacilityKind::kBorder &&
           facility.unit == network::CapacityUnit::kTrain)) {
        by_ends.emplace(std::tuple(facility.from, facility.to, facility.kind), id);
      }
    }
  }
};

void add(Outcome& outcome, FacilityId facility, const Demand& demand, double share,
         bool takes_room) {
  for (std::size_t month = 0; month < outcome.months.size(); ++month) {
    const double laden =
        model::flow_in_month(*outcome.network->scenario, demand, static_cast<int>(month)).value() *
        share;
    const double mean = demand.flow.value.value();
    const double empties = mean > 0 ? laden * demand.empty_flow.value() / mean : 0.0;
    Load& load = outcome.loads[facility][month];
    load.base_teu += laden + empties;
    if (takes_room) load.base_units += laden + empties;
  }
}

// At the ports where the partner's boxes reach the sea: there they take room.
void add_at_ports(Outcome& outcome, const Index& index, const Demand& demand) {
  for (const model::RegionPlace& end : outcome.network->scenario->region_places) {
    if (end.region != demand.partner || end.access != model::Access::kPort) continue;
    const auto port = index.ports.find(end.place);
    if (port != index.ports.end()) add(outcome, port->second, demand, end.share, true);
  }
}

// On the railways and in the trains over borders of the way that the demand names.
void add_on_way(Outcome& outcome, const Index& index, const Demand& demand) {
  for (std::size_t i = 0; i + 1 < demand.via.size(); ++i) {
    for (const FacilityKind kind : {FacilityKind::kRailLink, FacilityKind::kBorder}) {
      const auto found = index.by_ends.find(std::tuple(demand.via[i], demand.via[i + 1], kind));
      if (found != index.by_ends.end()) add(outcome, found->second, demand, 1.0, false);
    }
  }
}

}  // namespace

void add_fixed_loads(Outcome& outcome) {
  const Index index(*outcome.network);
  for (const Demand& demand : outcome.network->scenario->demand) {
    if (demand.load_kind != model::LoadKind::kFixedLoad || !demand.in_base) continue;
    add_at_ports(outcome, index, demand);
    add_on_way(outcome, index, demand);
  }
}

}  // namespace corridor::outcome
