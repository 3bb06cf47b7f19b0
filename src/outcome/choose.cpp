#include "choose.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <optional>
#include <span>

#include "corridor/base/parallel.hpp"
#include "corridor/routes/alternatives.hpp"

namespace corridor::outcome {
namespace {

using network::MonthState;
using network::NodeId;
using routes::Route;
using routes::Tree;

// A coarse solve leaves out routes that fewer boxes than this share took, and leaves only their
// main route to the smallest movements, which together hold this share of all boxes.
constexpr double kFaintShare = 0.01;
constexpr double kSmallMovements = 0.05;

// One thread's room to work in.
struct Workspace {
  explicit Workspace(const network::Graph& graph) : paths(graph) {}
  routes::ShortestPaths paths;
  std::vector<double> costs;
  std::map<NodeId, Tree> from;
  std::map<NodeId, Tree> to;
};

const Tree& tree_from(Workspace& room, NodeId origin) {
  const auto [entry, is_new] = room.from.try_emplace(origin);
  if (is_new) room.paths.tree_from(origin, room.costs, entry->second);
  return entry->second;
}

const Tree& tree_to(Workspace& room, NodeId destination) {
  const auto [entry, is_new] = room.to.try_emplace(destination);
  if (is_new) room.paths.tree_to(destination, room.costs, entry->second);
  return entry->second;
}

// Alternatives from routes with finite costs. Those known before share their arcs.
void take_routes(const network::Network& network, std::vector<Route>& found,
                 const Alternatives* earlier, const std::vector<double>& costs,
                 Alternatives& alternatives) {
  const std::vector<double> sizes = routes::path_sizes(found, costs);
  alternatives.resize(found.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    Alternative& own = alternatives[i];
    own.cost = found[i].cost;
    own.path_size = sizes[i];
    const Alternative* same = earlier != nullptr ? find_same(*earlier, found[i].arcs) : nullptr;
    own.arcs = same != nullptr ? same->arcs : RouteArcs(std::move(found[i].arcs));
    own.gateway = same != nullptr ? same->gateway : gateway_of(network, own.arcs);
    if (same != nullptr) own.footprint = same->footprint;
  }
}

// Adds to `found` the routes that are open and not yet there.
void keep_open(const Alternatives& earlier, const std::vector<double>& costs,
               std::vector<Route>& found) {
  for (const Alternative& one : earlier) {
    const double cost = routes::cost_along(one.arcs, costs);
    const std::vector<ArcId>& arcs = one.arcs;
    const bool is_known = std::any_of(found.begin(), found.end(),
                                      [&](const Route& route) { return route.arcs == arcs; });
    if (std::isfinite(cost) && !is_known) found.push_back({cost, arcs});
  }
}

// Facilities that differ, or nothing when some of them got better.
std::optional<Column<FacilityId, char>> only_worse(const MonthState& from, const MonthState& to) {
  Column<FacilityId, char> worse(from.shut.size(), 0);
  for (const FacilityId id : worse.ids()) {
    const bool shuts = to.shut[id] > from.shut[id];
    const bool opens = to.shut[id] < from.shut[id];
    const bool both_open = to.shut[id] == 0 && from.shut[id] == 0;
    if (opens || (both_open && to.factor[id] > from.factor[id])) return std::nullopt;
    worse[id] = shuts || (both_open && to.factor[id] < from.factor[id]) ? 1 : 0;
  }
  return worse;
}

// Calls `work` once for each cargo class with movements, with that class's costs filled in.
template <class Work>
void for_each_class(const network::Network& network, const MonthState& state,
                    const Movements& movements, int jobs, Work work) {
  std::vector<std::unique_ptr<Workspace>> rooms(static_cast<std::size_t>(jobs));
  for_each_index(movements.classes.size(), jobs, [&](std::size_t index, int worker) {
    std::unique_ptr<Workspace>& room = rooms[static_cast<std::size_t>(worker)];
    if (!room) room = std::make_unique<Workspace>(network.graph);
    room->from.clear();
    room->to.clear();
    network::fill_costs(network, movements.classes[index], state, room->costs);
    for (const MovementId id : movements.of_class[index]) work(*room, id);
  });
}

// [movement] whether it is one of the smallest.
std::vector<char> find_small(const network::Network& network, const Movements& movements) {
  std::vector<std::pair<double, std::size_t>> teu;
  double all = 0.0;
  for (const MovementId id : movements.all.ids()) {
    const Movement& movement = movements.all[id];
    const double own =
        network.scenario->demand[movement.demand].flow.value.value() * movement.share;
    teu.emplace_back(own, id.value());
    all += own;
  }
  std::sort(teu.begin(), teu.end());
  std::vector<char> is_small(teu.size(), 0);
  double sum = 0.0;
  for (const auto& [own, movement] : teu) {
    sum += own;
    if (sum > kSmallMovements * all) break;
    is_small[movement] = 1;
  }
  return is_small;
}

// The alternative with the largest share; none of none.
std::span<const Alternative> main_route(const Alternatives& routes) {
  const auto main = std::max_element(
      routes.begin(), routes.end(), [](const auto& a, const auto& b) { return a.share < b.share; });
  return {routes.data() + (main - routes.begin()), routes.empty() ? std::size_t{0} : 1};
}

}  // namespace

const Alternative* find_same(const Alternatives& alternatives, const std::vector<ArcId>& arcs) {
  for (const Alternative& one : alternatives) {
    if (static_cast<const std::vector<ArcId>&>(one.arcs) == arcs) return &one;
  }
  return nullptr;
}

model::PlaceId gateway_of(const network::Network& network, const std::vector<ArcId>& arcs) {
  for (const ArcId arc : arcs) {
    if (network::is_quay(network.arcs[arc].kind)) return network.tail(arc).place;
  }
  return {};
}

void set_path_sizes(const std::vector<double>& costs, Alternatives& alternatives) {
  std::vector<Route> routes;
  for (const Alternative& one : alternatives) routes.push_back({one.cost, one.arcs});
  const std::vector<double> sizes = routes::path_sizes(routes, costs);
  for (std::size_t i = 0; i < sizes.size(); ++i) alternatives[i].path_size = sizes[i];
}

std::vector<Alternatives> choose_routes(const network::Network& network, const MonthState& state,
                                        const Movements& movements, const Known* known,
                                        const Options& options) {
  std::vector<Alternatives> result(movements.all.size());
  const routes::AlternativeLimits limits{options.max_routes, options.max_stretch,
                                         options.max_extra_usd};
  for_each_class(network, state, movements, options.jobs, [&](Workspace& room, MovementId id) {
    const Alternatives* earlier = known != nullptr ? &(*known->routes)[id.value()] : nullptr;
    if (earlier != nullptr && known->holds[id.value()] != 0) {
      result[id.value()] = *earlier;
      return;
    }
    const NodeId origin = network.origin[movements.all[id].origin];
    const NodeId destination = network.destination[movements.all[id].destination];
    if (origin.is_none() || destination.is_none()) return;
    std::vector<Route> found = routes::find_alternatives(
        network.graph, tree_from(room, origin), tree_to(room, destination), origin, destination,
        network.markers, room.costs, limits);
    // Found cheapest first; what hardly any box would choose is no alternative.
    const double window = options.max_log_weight / network.scenario->parameters.theta.value;
    while (!found.empty() && found.back().cost > found.front().cost + window) found.pop_back();
    if (earlier != nullptr) keep_open(*earlier, room.costs, found);
    take_routes(network, found, earlier, room.costs, result[id.value()]);
  });
  return result;
}

std::vector<Alternatives> price_routes(const network::Network& network, const MonthState& state,
                                       const Movements& movements,
                                       const std::vector<Alternatives>& routes,
                                       const Options& options) {
  std::vector<Alternatives> result(movements.all.size());
  const std::vector<char> is_small =
      options.is_coarse ? find_small(network, movements) : std::vector<char>(result.size(), 0);
  for_each_class(network, state, movements, options.jobs, [&](Workspace& room, MovementId id) {
    Alternatives& own = result[id.value()];
    std::span<const Alternative> known = routes[id.value()];
    if (is_small[id.value()] != 0) known = main_route(routes[id.value()]);
    for (const Alternative& route : known) {
      if (options.is_coarse && route.share < kFaintShare) continue;
      const double cost = routes::cost_along(route.arcs, room.costs);
      if (!std::isfinite(cost)) continue;
      own.push_back(route);
      own.back().cost = cost;
    }
    // What a route shares with others hardly changes with its price.
    if (!options.is_coarse) set_path_sizes(room.costs, own);
  });
  return result;
}

std::vector<char> keep_unaffected(const network::Network& network, const MonthState& from,
                                  const MonthState& to,
                                  const std::vector<Alternatives>& alternatives) {
  std::vector<char> kept(alternatives.size(), 0);
  const auto worse = only_worse(from, to);
  if (!worse) return kept;
  Column<ArcId, char> touched(network.arcs.size(), 0);
  for (const ArcId arc : network.arcs.ids()) {
    for (const network::FacilityUse& use : network.uses[arc]) {
      if ((*worse)[use.facility] != 0) touched[arc] = 1;
    }
  }
  for (std::size_t i = 0; i < alternatives.size(); ++i) {
    const bool is_affected = std::any_of(
        alternatives[i].begin(), alternatives[i].end(), [&](const Alternative& alternative) {
          return std::any_of(alternative.arcs.begin(), alternative.arcs.end(),
                             [&](ArcId arc) { return touched[arc] != 0; });
        });
    kept[i] = is_affected ? 0 : 1;
  }
  return kept;
}

}  // namespace corridor::outcome
