// What movements of a RouteSearch choose among: from the pool of their pair, or as they did before.
#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>

#include "equilibrium.hpp"
#include "route_search.hpp"

namespace corridor::outcome {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

// A route of the pool as one movement sees it.
struct Candidate {
  const RoutePool::Entry* entry = nullptr;
  std::uint32_t corridor = 0;
  double priced = 0.0;  // cost with prices
};

// The cheapest by gateway and of all.
class Cheapest {
 public:
  void add(model::PlaceId gateway, double cost) {
    of_all_ = std::min(of_all_, cost);
    for (auto& [known, least] : by_gateway_) {
      if (known != gateway) continue;
      least = std::min(least, cost);
      return;
    }
    by_gateway_.emplace_back(gateway, cost);
  }
  [[nodiscard]] double of_all() const { return of_all_; }
  [[nodiscard]] double of(model::PlaceId gateway) const {
    for (const auto& [known, least] : by_gateway_)
      if (known == gateway) return least;
    return kInfinity;
  }

 private:
  double of_all_ = kInfinity;
  std::vector<std::pair<model::PlaceId, double>> by_gateway_;
};

}  // namespace

// Finds the pairs whose routes all cost as much as in the group before, and are as open.
void RouteSearch::compare_with_before(int month) {
  const network::Network& network = *outcome_->network;
  const int before = known_->before->months.front();
  const auto filler = [&](int of) {
    return network::CostFiller(network, outcome_->months[static_cast<std::size_t>(of)]);
  };
  std::vector<double> opens_or_shuts(network.facilities.size(), 0.0);
  for (const FacilityId id : network.facilities.ids()) {
    if ((room_in(*outcome_, id, month) > 0.0) != (room_in(*outcome_, id, before) > 0.0))
      opens_or_shuts[id.value()] = 1.0;
  }
  Column<ArcId, char> is_unlike(network.arcs.size(), 0);
  for (const ArcId arc : filler(month).arcs_unlike(filler(before))) is_unlike[arc] = 1;
  for (const ArcId arc : priced_arcs(network, opens_or_shuts)) is_unlike[arc] = 1;
  for (const PairId pair : movements_->of_pair.ids()) {
    const std::span<const RoutePool::Entry> pool = known_->pool[pair];
    const bool is_unchanged = std::ranges::none_of(pool, [&](const RoutePool::Entry& entry) {
      return std::ranges::any_of(std::span<const ArcId>(entry.arcs),
                                 [&](ArcId arc) { return is_unlike[arc] != 0; });
    });
    unchanged_routes_.push_back(is_unchanged ? pool.size() : kChanged);
  }
}

bool RouteSearch::stays(MovementId id) const {
  if (unchanged_routes_.empty()) return false;
  const PairId pair = movements_->pair[id];
  return unchanged_routes_[pair] == known_->pool[pair].size();
}

Alternatives RouteSearch::as_before(MovementId id) const {
  Alternatives own;
  for (const std::uint32_t route : known_->before->sets->routes_of(id))
    own.push_back(alternative_at(*known_->before, route));
  return own;
}

std::vector<Alternatives> RouteSearch::pick(const std::vector<double>& prices) {
  std::vector<Alternatives> picked(movements_->all.size());
  std::vector<std::vector<MovementId>> others = by_class_.movements;
  for (std::vector<MovementId>& own : others) {
    std::erase_if(own, [&](MovementId id) {
      if (!stays(id)) return false;
      picked[id.value()] = as_before(id);
      return true;
    });
  }
  for_each_class(classes_with(others), prices, [&](SearchRoom& room, std::size_t index) {
    for (const MovementId id : others[index]) {
      picked[id.value()] = pick(id, room);
      if (known_->before != nullptr) take_known_footprints(id, picked[id.value()]);
    }
  });
  return picked;
}

void RouteSearch::take_known_footprints(MovementId id, Alternatives& own) const {
  const ChoiceSets& before = *known_->before->sets;
  for (Alternative& one : own) {
    for (const std::uint32_t route : before.routes_of(id)) {
      if (before.arcs[route].is_same_copy(one.arcs))
        one.footprint = known_->before->footprint[route];
    }
  }
}

Alternatives RouteSearch::pick(MovementId id, SearchRoom& room) const {
  const network::Network& network = *outcome_->network;
  Cheapest cheapest;
  std::vector<Candidate> candidates;
  for (const RoutePool::Entry& entry : known_->pool[movements_->pair[id]]) {
    const double priced = routes::cost_along(entry.arcs, room.costs());
    if (!std::isfinite(priced)) continue;
    cheapest.add(entry.gateway, priced);
    candidates.push_back({&entry, corridor_of(network, entry.gateway), priced});
  }
  const Window window = this->window();
  std::erase_if(candidates, [&](const Candidate& one) {
    const double by_gateway = cheapest.of(one.entry->gateway);
    return by_gateway > cheapest.of_all() + window.of_gateways ||
           one.priced > by_gateway + window.of_routes;
  });
  const auto key = [](const Candidate& one) {
    return std::tuple(one.corridor, one.entry->gateway, one.priced);
  };
  std::stable_sort(candidates.begin(), candidates.end(),
                   [&](const Candidate& a, const Candidate& b) { return key(a) < key(b); });
  Alternatives own;
  std::size_t of_gateway = 0;
  for (const Candidate& one : candidates) {
    const model::PlaceId gateway = one.entry->gateway;
    of_gateway = own.empty() || own.back().gateway != gateway ? 1 : of_gateway + 1;
    const std::size_t most =
        gateway.is_none() ? options_.max_routes : options_.max_routes_by_gateway;
    if (of_gateway <= most)
      own.push_back(
          alternative_of(*one.entry, routes::cost_along(one.entry->arcs, room.own_costs())));
  }
  own.shrink_to_fit();
  set_path_sizes(network, room.own_costs(), room.uses, own);
  return own;
}

}  // namespace corridor::outcome
