#include "stranded.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "corridor/routes/shortest.hpp"
#include "equilibrium.hpp"

namespace corridor::outcome {
namespace {

using network::MonthState;

MonthState all_open(const MonthState& state) {
  MonthState open = state;
  open.shut.assign(state.shut.size(), 0);
  open.factor.assign(state.factor.size(), 1.0);
  return open;
}

// Facilities on the way that are shut in the month, or have no room left for a box.
std::vector<FacilityId> shut_on(const Outcome& outcome, int month, const std::vector<ArcId>& arcs) {
  const MonthState& state = outcome.months[static_cast<std::size_t>(month)];
  std::vector<FacilityId> shut;
  for (const ArcId arc : arcs) {
    for (const network::FacilityUse& use : outcome.network->uses[arc]) {
      const bool is_new = std::find(shut.begin(), shut.end(), use.facility) == shut.end();
      const bool takes_none =
          state.shut[use.facility] != 0 || room_in(outcome, use.facility, month) <= 0.0;
      if (takes_none && is_new) shut.push_back(use.facility);
    }
  }
  return shut;
}

}  // namespace

void explain_stranded(Outcome& outcome) {
  const network::Network& network = *outcome.network;
  routes::ShortestPaths paths(network.graph);
  std::map<std::tuple<model::DemandId, model::PlaceId, model::PlaceId, int>,
           std::vector<FacilityId>>
      known;
  std::vector<double> costs;
  std::uint32_t cargo = 0;
  bool has_costs = false;
  for (Stranded& group : outcome.stranded) {
    if (group.is_crowded) continue;
    const auto [entry, is_new] =
        known.try_emplace({group.demand, group.origin, group.destination, group.month});
    if (is_new) {
      const auto movement =
          std::find_if(outcome.movements.begin(), outcome.movements.end(), [&](const Movement& m) {
            return m.demand == group.demand && m.origin == group.origin &&
                   m.destination == group.destination;
          });
      const MonthState& state = outcome.months[static_cast<std::size_t>(group.month)];
      if (!has_costs || movement->cargo != cargo) {
        network::fill_costs(network, outcome.cargo_classes[movement->cargo], all_open(state),
                            costs);
        cargo = movement->cargo;
        has_costs = true;
      }
      const network::NodeId from = network.origin[group.origin];
      const network::NodeId to = network.destination[group.destination];
      if (!from.is_none() && !to.is_none()) {
        const auto route = paths.find_route(from, to, costs);
        if (route) entry->second = shut_on(outcome, group.month, route->arcs);
      }
    }
    group.cut = entry->second;
  }
  std::stable_sort(outcome.stranded.begin(), outcome.stranded.end(),
                   [](const Stranded& a, const Stranded& b) { return a.teu > b.teu; });
}

}  // namespace corridor::outcome
