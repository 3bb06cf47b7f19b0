#include "stranded.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <tuple>

#include "corridor/base/parallel.hpp"
#include "corridor/routes/shortest.hpp"
#include "equilibrium.hpp"

namespace corridor::outcome {
namespace {

using network::MonthState;

// Boxes of one class and origin that have no way: one tree serves all.
struct Stuck {
  std::uint32_t cargo = 0;
  model::PlaceId origin;
  std::vector<std::size_t> groups;  // of outcome.stranded
};

std::vector<Stuck> list_stuck(const Outcome& outcome) {
  using Key = std::tuple<model::DemandId, model::PlaceId, model::PlaceId>;
  std::map<Key, std::vector<std::size_t>> groups;
  for (std::size_t i = 0; i < outcome.stranded.size(); ++i) {
    const Stranded& group = outcome.stranded[i];
    if (!group.is_crowded) groups[Key(group.demand, group.origin, group.destination)].push_back(i);
  }
  std::map<std::pair<std::uint32_t, model::PlaceId>, std::vector<std::size_t>> by_root;
  for (const Movement& movement : outcome.movements) {
    const auto found = groups.find({movement.demand, movement.origin, movement.destination});
    if (found == groups.end()) continue;
    // Boxes of other sizes have the same way.
    std::vector<std::size_t>& own = by_root[{movement.cargo, movement.origin}];
    own.insert(own.end(), found->second.begin(), found->second.end());
    groups.erase(found);
  }
  std::vector<Stuck> stuck;
  stuck.reserve(by_root.size());
  for (auto& [root, own] : by_root) stuck.push_back({root.first, root.second, std::move(own)});
  return stuck;
}

// A month in which everything is open.
MonthState all_open(const Outcome& outcome) {
  MonthState open = outcome.months.front();
  open.shut.assign(open.shut.size(), 0);
  open.factor.assign(open.factor.size(), 1.0);
  return open;
}

// Facilities on the way that are shut in the month, or have no room left for a box.
std::vector<FacilityId> shut_on(const Outcome& outcome, int month, std::span<const ArcId> arcs) {
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

void explain_stranded(Outcome& outcome, int jobs) {
  const network::Network& network = *outcome.network;
  const std::vector<Stuck> stuck = list_stuck(outcome);
  const network::CostFiller filler(network, all_open(outcome));
  std::vector<std::unique_ptr<routes::ShortestPaths>> paths(static_cast<std::size_t>(jobs));
  for_each_index(stuck.size(), jobs, [&](std::size_t i, int worker) {
    auto& own = paths[static_cast<std::size_t>(worker)];
    if (!own) own = std::make_unique<routes::ShortestPaths>(network.graph);
    const network::NodeId from = network.origin[stuck[i].origin];
    if (from.is_none()) return;
    std::vector<double> costs;
    filler.fill(outcome.cargo_classes[stuck[i].cargo], costs);
    routes::Tree tree;
    own->tree_from(from, costs, tree);
    for (const std::size_t position : stuck[i].groups) {
      Stranded& group = outcome.stranded[position];
      const network::NodeId to = network.destination[group.destination];
      if (to.is_none()) continue;
      if (const auto way = routes::route_in(network.graph, tree, to))
        group.cut = shut_on(outcome, group.month, way->arcs);
    }
  });
  std::stable_sort(outcome.stranded.begin(), outcome.stranded.end(),
                   [](const Stranded& a, const Stranded& b) { return a.teu > b.teu; });
}

}  // namespace corridor::outcome
