#include "price_search.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "corridor/base/parallel.hpp"
#include "corridor/routes/alternatives.hpp"

namespace corridor::outcome {
namespace {

using network::NodeId;
using routes::Route;
using routes::Tree;

// A route is worth adding when it beats the best by this share of its cost.
constexpr double kWorth = 1e-6;
// Classes are searched that hold this share of what all would save.
constexpr double kDueShare = 0.9;
// What a movement without any demand would save.
constexpr double kLeastSaving = 1e-12;
constexpr double kUnknown = std::numeric_limits<double>::infinity();

// Arcs on which a box or an empty that comes back may pay a price.
Column<ArcId, char> priced_arcs(const network::Network& network,
                                const std::vector<double>& prices) {
  Column<ArcId, char> priced(network.arcs.size(), 0);
  for (const ArcId arc : network.arcs.ids()) {
    for (const network::FacilityUse& use : network.uses[arc]) {
      if (prices[use.facility.value()] <= 0.0) continue;
      priced[arc] = 1;
      if (!network.reverse[arc].is_none()) priced[network.reverse[arc]] = 1;
    }
  }
  return priced;
}

double cheapest_without_prices(const Alternatives& alternatives) {
  double least = std::numeric_limits<double>::infinity();
  for (const Alternative& one : alternatives) least = std::min(least, one.cost);
  return least;
}

void add_route(const network::Network& network, Route route, const std::vector<double>& costs,
               Alternatives& own) {
  if (find_same(own, route.arcs) != nullptr) return;
  Alternative& one = own.emplace_back();
  one.cost = routes::cost_along(route.arcs, costs);
  one.arcs = std::move(route.arcs);
  one.gateway = gateway_of(network, one.arcs);
  set_path_sizes(costs, own);
}

}  // namespace

// One thread's room to work in.
struct PriceSearch::Room {
  explicit Room(const network::Graph& graph) : paths(graph) {}
  routes::ShortestPaths paths;
  std::vector<double> costs;   ///< [arc] of a class, without prices
  std::vector<double> priced;  ///< [arc]
  Tree tree;

  void fill(const Outcome& outcome, const PriceClass& boxes, int month,
            const std::vector<double>& prices, const Column<ArcId, char>& is_priced) {
    const network::Network& network = *outcome.network;
    const network::CargoClass& cargo = outcome.cargo_classes[boxes.cargo];
    network::fill_costs(network, cargo, outcome.months[static_cast<std::size_t>(month)], costs);
    priced = costs;
    for (const ArcId arc : network.arcs.ids()) {
      if (is_priced[arc] == 0) continue;
      double& cost = priced[arc.value()];
      for_each_use(network, cargo, boxes, arc, [&](FacilityId facility, double units, bool) {
        cost += units * prices[facility.value()];
      });
    }
  }

  // `parents` are those of the last search; empty = none.
  void grow(NodeId source, std::vector<ArcId>& parents) {
    tree.parent = std::move(parents);
    if (tree.parent.empty())
      paths.tree_from(source, priced, tree);
    else
      paths.mend_tree(source, priced, tree);
    parents = tree.parent;
  }
};

PriceSearch::PriceSearch(const Outcome& outcome, const Movements& movements,
                         const std::vector<MovementId>& ids, int month, double gap, int jobs)
    : outcome_(&outcome),
      movements_(&movements),
      month_(month),
      gap_(gap),
      jobs_(jobs),
      by_class_(outcome, ids) {
  for (std::vector<MovementId>& own : by_class_.movements) {
    std::stable_sort(own.begin(), own.end(), [&](MovementId a, MovementId b) {
      return movements.all[a].origin < movements.all[b].origin;
    });
  }
  saving_.assign(by_class_.classes.size(), kUnknown);
  parents_.resize(by_class_.classes.size());
}

// The classes that hold most of what was to be saved at their last search; all when nothing was.
std::vector<std::size_t> PriceSearch::classes_due() const {
  std::vector<std::size_t> due(by_class_.classes.size());
  std::iota(due.begin(), due.end(), std::size_t{0});
  const double all = std::accumulate(saving_.begin(), saving_.end(), 0.0);
  if (all <= gap_ * paid_ || all == kUnknown) return due;
  std::stable_sort(due.begin(), due.end(),
                   [&](std::size_t a, std::size_t b) { return saving_[a] > saving_[b]; });
  double taken = 0.0;
  std::size_t count = 0;
  while (taken < kDueShare * all && saving_[due[count]] > 0.0) taken += saving_[due[count++]];
  due.resize(count);
  return due;
}

std::optional<double> PriceSearch::add_cheaper(const std::vector<double>& prices,
                                               const std::vector<double>& least_cost,
                                               const std::vector<double>& demand,
                                               std::vector<Alternatives>& alternatives) {
  const network::Network& network = *outcome_->network;
  const Column<ArcId, char> is_priced = priced_arcs(network, prices);
  const std::vector<std::size_t> due = classes_due();
  std::vector<std::unique_ptr<Room>> rooms(static_cast<std::size_t>(jobs_));
  std::vector<double> saved(by_class_.classes.size(), 0.0);
  std::vector<double> paid(by_class_.classes.size(), 0.0);
  for_each_index(due.size(), jobs_, [&](std::size_t i, int worker) {
    const std::size_t index = due[i];
    saving_[index] = 0.0;
    std::vector<MovementId> seeking;
    for (const MovementId id : by_class_.movements[index]) {
      const Alternatives& own = alternatives[id.value()];
      if (own.empty()) continue;
      paid[index] += demand[id.value()] * least_cost[id.value()];
      if (cheapest_without_prices(own) < least_cost[id.value()] * (1.0 - kWorth))
        seeking.push_back(id);
    }
    if (seeking.empty()) return;
    std::unique_ptr<Room>& room = rooms[static_cast<std::size_t>(worker)];
    if (!room) room = std::make_unique<Room>(network.graph);
    room->fill(*outcome_, by_class_.classes[index], month_, prices, is_priced);
    saved[index] = add_cheaper(index, seeking, least_cost, demand, *room, alternatives);
  });
  if (due.size() < by_class_.classes.size()) return std::nullopt;
  const double all_saved = std::accumulate(saved.begin(), saved.end(), 0.0);
  paid_ = std::accumulate(paid.begin(), paid.end(), 0.0);
  return paid_ > 0.0 ? all_saved / paid_ : 0.0;
}

// Of one class's movements, at the costs in `room`; returns what they would save.
double PriceSearch::add_cheaper(std::size_t index, const std::vector<MovementId>& seeking,
                                const std::vector<double>& least_cost,
                                const std::vector<double>& demand, Room& room,
                                std::vector<Alternatives>& alternatives) {
  const network::Network& network = *outcome_->network;
  double saved = 0.0;
  NodeId origin;
  for (const MovementId id : seeking) {
    const double best = least_cost[id.value()];
    const NodeId target = network.destination[movements_->all[id].destination];
    const NodeId source = network.origin[movements_->all[id].origin];
    if (source != origin) room.grow(source, parents_[index][source]);
    origin = source;
    const double least = room.tree.distance[target.value()];
    const double saving = demand[id.value()] * std::max(0.0, best - least);
    saved += saving;
    if (least >= best * (1.0 - kWorth)) continue;
    saving_[index] += std::max(saving, kLeastSaving);
    add_route(network, *routes::route_in(network.graph, room.tree, target), room.costs,
              alternatives[id.value()]);
  }
  return saved;
}

}  // namespace corridor::outcome
