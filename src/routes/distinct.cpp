#include "corridor/routes/distinct.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>

namespace corridor::routes {
namespace {

using network::ArcKind;
using network::FacilityId;
using network::FacilityKind;

// What a person tells a route by.
struct Features {
  std::vector<model::PlaceId> ports;
  std::set<std::string> passages;
  std::map<FacilityId, double> km_on;  ///< links on land
  double land_km = 0.0;
};

std::map<std::string, double> km_of_links(const model::Scenario& world) {
  std::map<std::string, double> km;
  for (const model::Link& link : world.links) km.emplace(link.slug, link.length.value());
  return km;
}

Features features_of(const network::Network& network, const std::map<std::string, double>& km_of,
                     std::span<const ArcId> arcs) {
  Features features;
  for (const ArcId arc : arcs) {
    const network::ArcFacts& facts = network.arcs[arc];
    if (network::is_quay(facts.kind)) features.ports.push_back(network.tail(arc).place);
    if (facts.kind == ArcKind::kSail) {
      const auto& passages = network.scenario->links[facts.link].passages;
      features.passages.insert(passages.begin(), passages.end());
    }
    for (const network::FacilityUse& use : network.uses[arc]) {
      const network::Facility& facility = network.facilities[use.facility];
      if (facility.kind != FacilityKind::kRoadLink && facility.kind != FacilityKind::kRailLink)
        continue;
      const double km = km_of.at(facility.slug);
      features.km_on[use.facility] += km;
      features.land_km += km;
    }
  }
  return features;
}

bool is_variant_of(const Features& route, const Features& known, double max_shared) {
  if (route.ports != known.ports || route.passages != known.passages) return false;
  double shared = 0.0;
  for (const auto& [link, km] : route.km_on) {
    if (known.km_on.contains(link)) shared += km;
  }
  return route.land_km <= 0.0 || shared > max_shared * route.land_km;
}

// A node on a route and what it cost to get there.
struct Stand {
  NodeId node;
  double cost_so_far = 0.0;
};

std::vector<Stand> stands_of(const network::Network& network, std::span<const double> costs,
                             std::span<const ArcId> arcs) {
  std::vector<Stand> stands;
  double cost = 0.0;
  for (const ArcId arc : arcs) {
    stands.push_back({network.graph.tail(arc), cost});
    cost += costs[arc.value()];
  }
  if (!arcs.empty()) stands.push_back({network.graph.head(arcs.back()), cost});
  return stands;
}

// Whether a part of the route, from one node of the known route on to a later one of it, costs more
// than `most` times what it goes round. A way of its own from end to end is left to the bound of
// the search.
bool goes_round(const std::vector<Stand>& route, const std::vector<Stand>& known, double most) {
  std::map<NodeId, std::size_t> position;
  for (std::size_t i = 0; i < known.size(); ++i) position.emplace(known[i].node, i);
  std::size_t left = 0;  // both begin at the same node
  std::size_t left_at = 0;
  for (std::size_t i = 1; i < route.size(); ++i) {
    const auto found = position.find(route[i].node);
    if (found == position.end()) continue;
    const std::size_t joined_at = found->second;
    const bool is_whole = left == 0 && i + 1 == route.size();
    if (joined_at > left_at && !is_whole) {
      const double own = route[i].cost_so_far - route[left].cost_so_far;
      const double round = known[joined_at].cost_so_far - known[left_at].cost_so_far;
      if (own > most * round) return true;
    }
    left = i;
    left_at = joined_at;
  }
  return false;
}

}  // namespace

bool returns_to_a_place(const network::Network& network, std::span<const ArcId> arcs,
                        std::span<const std::size_t> legs_begin) {
  std::set<model::PlaceId> left;
  for (std::size_t i = 0; i < arcs.size(); ++i) {
    const bool is_anew = std::find(legs_begin.begin(), legs_begin.end(), i) != legs_begin.end();
    if (is_anew) left.clear();
    const model::PlaceId from = network.tail(arcs[i]).place;
    const model::PlaceId to = network.head(arcs[i]).place;
    if (from == to) continue;
    left.insert(from);
    if (left.contains(to)) return true;
  }
  return false;
}

bool lands_to_sail_on(const network::Network& network, std::span<const ArcId> arcs) {
  bool has_landed = false;  // and not moved since
  for (const ArcId arc : arcs) {
    const network::ArcFacts& facts = network.arcs[arc];
    if (facts.kind == ArcKind::kShip && has_landed) return true;
    if (facts.kind == ArcKind::kDischarge) has_landed = true;
    if (network.tail(arc).place != network.head(arc).place) has_landed = false;
  }
  return false;
}

std::vector<std::size_t> pick_distinct(const network::Network& network,
                                       std::span<const std::vector<ArcId>> routes,
                                       const DistinctLimits& limits) {
  const auto km_of = km_of_links(*network.scenario);
  std::vector<std::size_t> picked;
  std::vector<Features> known;
  std::vector<std::vector<Stand>> stands;
  for (std::size_t i = 0; i < routes.size() && picked.size() < limits.count; ++i) {
    Features features = features_of(network, km_of, routes[i]);
    const bool is_variant = std::any_of(known.begin(), known.end(), [&](const Features& other) {
      return is_variant_of(features, other, limits.max_shared);
    });
    if (is_variant) continue;
    if (!limits.costs.empty()) {
      std::vector<Stand> own = stands_of(network, limits.costs, routes[i]);
      if (std::any_of(stands.begin(), stands.end(), [&](const std::vector<Stand>& other) {
            return goes_round(own, other, limits.max_round);
          }))
        continue;
      stands.push_back(std::move(own));
    }
    picked.push_back(i);
    known.push_back(std::move(features));
  }
  return picked;
}

}  // namespace corridor::routes
