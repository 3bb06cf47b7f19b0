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

// A coarse solve leaves out routes that fewer boxes than this share took, and leaves only their
// main route to the smallest movements, which together hold this share of all boxes.
constexpr double kFaintShare = 0.01;
constexpr double kSmallMovements = 0.05;

// One thread's room to work in.
struct Workspace {
  explicit Workspace(const network::Network& network) : uses(network.arcs.size(), 0) {}
  std::vector<double> costs;
  std::vector<std::uint32_t> uses;  // [arc] zeros
};

// Calls `work` once for each cargo class with movements, with that class's costs filled in.
template <class Work>
void for_each_class(const network::Network& network, const MonthState& state,
                    const Movements& movements, int jobs, Work work) {
  const network::CostFiller filler(network, state);
  std::vector<std::unique_ptr<Workspace>> rooms(static_cast<std::size_t>(jobs));
  for_each_index(movements.classes.size(), jobs, [&](std::size_t index, int worker) {
    std::unique_ptr<Workspace>& room = rooms[static_cast<std::size_t>(worker)];
    if (!room) room = std::make_unique<Workspace>(network);
    filler.fill(movements.classes[index], room->costs);
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

RouteArcs::RouteArcs(std::span<const ArcId> arcs) : size_(static_cast<std::uint32_t>(arcs.size())) {
  const auto copy = std::make_shared<ArcId[]>(arcs.size());
  std::copy(arcs.begin(), arcs.end(), copy.get());
  arcs_ = copy;
}

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

const Alternative* find_same(const Alternatives& alternatives, const RouteArcs& arcs) {
  for (const Alternative& one : alternatives)
    if (one.arcs.is_same_copy(arcs)) return &one;
  return nullptr;
}

void set_path_sizes(const network::Network& network, std::span<const double> costs,
                    std::vector<std::uint32_t>& uses, Alternatives& alternatives) {
  std::vector<std::span<const ArcId>> routes;
  for (std::size_t begin = 0, end = 0; begin < alternatives.size(); begin = end) {
    const std::uint32_t corridor = corridor_of(network, alternatives[begin].gateway);
    routes.clear();
    for (; end < alternatives.size() && corridor_of(network, alternatives[end].gateway) == corridor;
         ++end)
      routes.emplace_back(alternatives[end].arcs);
    const std::vector<double> sizes = routes::path_sizes(routes, costs, uses);
    for (std::size_t i = begin; i < end; ++i) alternatives[i].path_size = sizes[i - begin];
  }
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
    bool costs_the_same = true;
    own.reserve(known.size());
    for (const Alternative& route : known) {
      if (options.is_coarse && route.share < kFaintShare) continue;
      const double cost = routes::cost_along(route.arcs, room.costs);
      costs_the_same = costs_the_same && cost == route.cost;
      if (!std::isfinite(cost)) continue;
      own.push_back(route);
      own.back().cost = cost;
    }
    sort_by_gateway(network, own);
    // What a route shares with others hardly changes with its price.
    if (!options.is_coarse && !costs_the_same) set_path_sizes(network, room.costs, room.uses, own);
  });
  return result;
}

void forget_footprints(std::vector<Alternatives>& alternatives, std::size_t from) {
  for (Alternatives& own : alternatives) {
    for (Alternative& one : own) {
      if (one.footprint >= from) one.footprint = Alternative::kNoFootprint;
    }
  }
}

}  // namespace corridor::outcome
