// Why a pair is parted: a minimum cut among what is shut, and what opening would join it.

#include <algorithm>
#include <limits>

#include "corridor/network/cut.hpp"
#include "corridor/studies/ways.hpp"

namespace corridor::studies {
namespace {

using network::CutRole;
using network::MonthState;
using network::Network;

constexpr double kInfinity = std::numeric_limits<double>::infinity();

void add_shut(const Network& network, const MonthState& state, ArcId arc,
              std::vector<FacilityId>& facilities) {
  for (const network::FacilityUse& use : network.uses[arc]) {
    const bool is_new =
        std::find(facilities.begin(), facilities.end(), use.facility) == facilities.end();
    if (state.shut[use.facility] != 0 && is_new) facilities.push_back(use.facility);
  }
}

// The fewest shut facilities on a way: each shut arc costs one, open ones nothing.
std::vector<FacilityId> fewest_to_open(const Network& network, const Shipment& shipment,
                                       const MonthState& state, const std::vector<double>& open,
                                       const std::vector<double>& costs) {
  std::vector<double> weights(costs.size(), kInfinity);
  for (const ArcId arc : network.arcs.ids()) {
    if (open[arc.value()] == kInfinity) continue;
    // Of ways that open as many, the cheaper one.
    weights[arc.value()] = (costs[arc.value()] == kInfinity ? 1.0 : 0.0) + 1e-6 * open[arc.value()];
  }
  routes::ShortestPaths paths(network.graph);
  std::vector<FacilityId> facilities;
  const auto route = paths.find_route(shipment.source, shipment.target, weights);
  if (!route) return facilities;
  for (const ArcId arc : route->arcs) add_shut(network, state, arc, facilities);
  return facilities;
}

// Places that hang together with a node when everything is open.
std::size_t places_joined(const Network& network, const std::vector<std::uint32_t>& parts,
                          NodeId node) {
  std::vector<char> is_joined(network.scenario->places.size(), 0);
  for (const NodeId other : network.nodes.ids()) {
    if (parts[other.value()] == parts[node.value()])
      is_joined[network.nodes[other].place.value()] = 1;
  }
  return static_cast<std::size_t>(std::count(is_joined.begin(), is_joined.end(), char{1}));
}

// The fewest of the avoided arcs that part the pair in the world as it stands.
std::vector<ArcId> cut_by_wish(const Network& network, const Shipment& shipment,
                               const std::vector<double>& costs, const std::vector<ArcId>& avoid) {
  std::vector<CutRole> roles(costs.size(), CutRole::kUnbroken);
  for (const ArcId arc : avoid) roles[arc.value()] = CutRole::kBreaks;
  for (std::size_t arc = 0; arc < costs.size(); ++arc)
    if (costs[arc] == kInfinity) roles[arc] = CutRole::kAbsent;
  return network::find_min_cut(network.graph, shipment.source, shipment.target, roles)
      .value_or(std::vector<ArcId>());
}

std::vector<CutRole> roles_of(const std::vector<double>& costs, const std::vector<double>& open) {
  std::vector<CutRole> roles(costs.size(), CutRole::kAbsent);
  for (std::size_t arc = 0; arc < costs.size(); ++arc) {
    if (open[arc] == kInfinity) continue;
    roles[arc] = costs[arc] == kInfinity ? CutRole::kBreaks : CutRole::kUnbroken;
  }
  return roles;
}

}  // namespace

Severance find_severance(const Network& network, const Shipment& shipment, const MonthState& state,
                         const std::vector<ArcId>& avoid) {
  MonthState all_open = state;
  all_open.shut.assign(state.shut.size(), 0);
  std::vector<double> costs;
  std::vector<double> open;
  network::fill_costs(network, shipment.cargo, state, costs);
  network::fill_costs(network, shipment.cargo, all_open, open);
  Severance severance;
  routes::ShortestPaths paths(network.graph);
  severance.by_wish = paths.find_route(shipment.source, shipment.target, costs).has_value();
  if (severance.by_wish) {
    severance.avoided_cut = cut_by_wish(network, shipment, costs, avoid);
    if (!severance.avoided_cut.empty()) return severance;
  }
  for (const ArcId arc : avoid) costs[arc.value()] = open[arc.value()] = kInfinity;
  const auto cut =
      network::find_min_cut(network.graph, shipment.source, shipment.target, roles_of(costs, open));
  if (cut && !cut->empty()) {
    for (const ArcId arc : *cut) add_shut(network, state, arc, severance.cut);
    severance.to_open = fewest_to_open(network, shipment, state, open, costs);
    return severance;
  }
  std::vector<char> present(open.size());
  for (std::size_t arc = 0; arc < open.size(); ++arc) present[arc] = open[arc] < kInfinity ? 1 : 0;
  const auto parts = network::connected_parts(network.graph, present);
  severance.places_with_from = places_joined(network, parts, shipment.source);
  severance.places_with_to = places_joined(network, parts, shipment.target);
  return severance;
}

}  // namespace corridor::studies
