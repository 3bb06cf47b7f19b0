#include "stranded.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "corridor/routes/shortest.hpp"
#include "equilibrium.hpp"

namespace corridor::outcome {
namespace {

using network::MonthState;

// The cheapest ways in a world in which everything is open.
class OpenWays {
 public:
  explicit OpenWays(const Outcome& outcome)
      : outcome_(&outcome), paths_(outcome.network->graph), open_(outcome.months.front()) {
    open_.shut.assign(open_.shut.size(), 0);
    open_.factor.assign(open_.factor.size(), 1.0);
    for (const Movement& movement : outcome.movements)
      movement_.try_emplace({movement.demand, movement.origin, movement.destination}, &movement);
  }

  /// Arcs of the way of a group's boxes; none where there is no way at all.
  const std::vector<ArcId>& of(const Stranded& group) {
    const Key key(group.demand, group.origin, group.destination);
    const auto [entry, is_new] = ways_.try_emplace(key);
    if (is_new) entry->second = find(*movement_.at(key));
    return entry->second;
  }

 private:
  using Key = std::tuple<model::DemandId, model::PlaceId, model::PlaceId>;
  const Outcome* outcome_;
  routes::ShortestPaths paths_;
  MonthState open_;
  std::map<Key, const Movement*> movement_;
  std::map<Key, std::vector<ArcId>> ways_;
  std::map<std::uint32_t, std::vector<double>> costs_;  // [cargo class]

  std::vector<ArcId> find(const Movement& movement) {
    const network::Network& network = *outcome_->network;
    const auto [costs, is_new] = costs_.try_emplace(movement.cargo);
    if (is_new)
      network::fill_costs(network, outcome_->cargo_classes[movement.cargo], open_, costs->second);
    const network::NodeId from = network.origin[movement.origin];
    const network::NodeId to = network.destination[movement.destination];
    if (from.is_none() || to.is_none()) return {};
    const auto route = paths_.find_route(from, to, costs->second);
    return route ? route->arcs : std::vector<ArcId>();
  }
};

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
  OpenWays ways(outcome);
  for (Stranded& group : outcome.stranded) {
    if (!group.is_crowded) group.cut = shut_on(outcome, group.month, ways.of(group));
  }
  std::stable_sort(outcome.stranded.begin(), outcome.stranded.end(),
                   [](const Stranded& a, const Stranded& b) { return a.teu > b.teu; });
}

}  // namespace corridor::outcome
