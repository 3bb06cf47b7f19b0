#include "choose.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <span>
#include <tuple>

#include "corridor/base/parallel.hpp"
#include "corridor/routes/alternatives.hpp"

namespace corridor::outcome {
namespace {

using network::MonthState;

// The open routes of one movement, and the room to work out their path sizes.
struct OpenRoutes {
  std::vector<std::uint32_t> position;
  std::vector<std::span<const ArcId>> arcs;
  std::vector<std::uint32_t> corridor;

  void clear() {
    position.clear();
    arcs.clear();
    corridor.clear();
  }
  void add(std::uint32_t at, const RouteArcs& of, std::uint32_t by) {
    position.push_back(at);
    arcs.emplace_back(of);
    corridor.push_back(by);
  }
};

// One thread's room to work in.
struct Workspace {
  explicit Workspace(const network::Network& network) : uses(network.arcs.size(), 0) {}
  std::vector<double> costs;
  std::vector<std::uint32_t> uses;  // [arc] zeros
  OpenRoutes open;
};

// Calls `take(position, path size)` for each route among those of its corridor; the routes of a
// corridor stand side by side.
template <class Take>
void for_each_path_size(const OpenRoutes& routes, std::span<const double> costs,
                        std::vector<std::uint32_t>& uses, Take take) {
  const std::span<const std::span<const ArcId>> arcs = routes.arcs;
  for (std::size_t begin = 0, end = 0; begin < arcs.size(); begin = end) {
    while (end < arcs.size() && routes.corridor[end] == routes.corridor[begin]) ++end;
    const std::vector<double> sizes =
        routes::path_sizes(arcs.subspan(begin, end - begin), costs, uses);
    for (std::size_t i = begin; i < end; ++i) take(routes.position[i], sizes[i - begin]);
  }
}

// Fills the costs of a movement's routes, and their path sizes unless `keeps_sizes`.
void price_movement(const network::Network& network, const MonthChoice& lent, MovementId movement,
                    bool keeps_sizes, Workspace& room, MonthChoice& choice) {
  const ChoiceSets& sets = *lent.sets;
  const auto routes = sets.routes_of(movement);
  bool costs_the_same = true;
  for (const std::uint32_t route : routes) {
    sets.prefetch_after(route);
    choice.cost[route] = routes::cost_along(sets.arcs[route], room.costs);
    costs_the_same = costs_the_same && choice.cost[route] == lent.cost[route];
  }
  if (keeps_sizes || costs_the_same) return;
  room.open.clear();
  for (const std::uint32_t route : routes) {
    if (std::isfinite(choice.cost[route]))
      room.open.add(route, sets.arcs[route], corridor_of(network, sets.gateway[route]));
  }
  for_each_path_size(room.open, room.costs, room.uses,
                     [&](std::uint32_t route, double size) { choice.path_size[route] = size; });
}

}  // namespace

ChoiceScale choice_scale(const model::Parameters& parameters) {
  ChoiceScale scale;
  scale.corridor = parameters.theta.value;
  scale.gateway = std::max(scale.corridor, parameters.theta_gateway);
  scale.route = std::max(scale.gateway, parameters.theta_route);
  return scale;
}

std::uint32_t corridor_of(const network::Network& network, model::PlaceId gateway) {
  constexpr std::uint32_t kByLand = 0xFFFFFFFF;
  return gateway.is_none() ? kByLand : network.scenario->places[gateway].country.value();
}

void sort_by_gateway(const network::Network& network, Alternatives& alternatives) {
  const auto key = [&](const Alternative& one) {
    return std::tuple(corridor_of(network, one.gateway), one.gateway);
  };
  std::stable_sort(alternatives.begin(), alternatives.end(),
                   [&](const Alternative& a, const Alternative& b) { return key(a) < key(b); });
}

void set_path_sizes(const network::Network& network, std::span<const double> costs,
                    std::vector<std::uint32_t>& uses, Alternatives& alternatives) {
  OpenRoutes routes;
  for (std::uint32_t i = 0; i < alternatives.size(); ++i)
    routes.add(i, alternatives[i].arcs, corridor_of(network, alternatives[i].gateway));
  for_each_path_size(routes, costs, uses,
                     [&](std::uint32_t i, double size) { alternatives[i].path_size = size; });
}

std::vector<MonthChoice> price_again(const Outcome& outcome, const Movements& movements,
                                     std::span<const MonthChoice* const> lent,
                                     const Options& options) {
  const network::Network& network = *outcome.network;
  const std::size_t count = lent.size();
  std::vector<MonthChoice> priced(count);
  std::vector<network::CostFiller> fillers;
  std::vector<std::vector<ArcId>> unlike(
      count);  // arcs whose costs the choice before does not have
  for (std::size_t i = 0; i < count; ++i) {
    priced[i].months = lent[i]->months;
    priced[i].sets = lent[i]->sets;
    priced[i].footprint = lent[i]->footprint;
    priced[i].cost.resize(lent[i]->cost.size());
    // What a route shares with others hardly changes with its price.
    priced[i].path_size = lent[i]->path_size;
    fillers.emplace_back(network,
                         outcome.months[static_cast<std::size_t>(lent[i]->months.front())]);
    if (i > 0) unlike[i] = fillers[i].arcs_unlike(fillers[i - 1]);
  }
  std::vector<std::unique_ptr<Workspace>> rooms(static_cast<std::size_t>(options.jobs));
  for_each_index(movements.classes.size(), options.jobs, [&](std::size_t cargo, int worker) {
    std::unique_ptr<Workspace>& room = rooms[static_cast<std::size_t>(worker)];
    if (!room) room = std::make_unique<Workspace>(network);
    const network::CargoClass& boxes = movements.classes[cargo];
    for (std::size_t i = 0; i < count; ++i) {
      if (i == 0) {
        fillers[i].fill(boxes, room->costs);
      } else {
        fillers[i].refill(boxes, unlike[i], room->costs);
      }
      for (const MovementId id : movements.of_class[cargo])
        price_movement(network, *lent[i], id, options.is_coarse, *room, priced[i]);
    }
  });
  return priced;
}

}  // namespace corridor::outcome
