#include "price_search.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "corridor/base/parallel.hpp"
#include "corridor/routes/alternatives.hpp"

namespace corridor::outcome {
namespace {

using network::NodeId;
using routes::Route;
using routes::Tree;

// A route is worth adding when it beats the best by this share of its cost.
constexpr double kWorth = 1e-6;

double cost_of(const std::vector<ArcId>& arcs, const std::vector<double>& costs) {
  double cost = 0.0;
  for (const ArcId arc : arcs) cost += costs[arc.value()];
  return cost;
}

// One thread's room to work in.
struct Room {
  explicit Room(const network::Graph& graph) : paths(graph) {}
  routes::ShortestPaths paths;
  std::vector<double> costs;   ///< [arc] without prices
  std::vector<double> priced;  ///< [arc]
  std::map<NodeId, Tree> from;

  const Tree& tree_from(NodeId origin) {
    const auto [entry, is_new] = from.try_emplace(origin);
    if (is_new) paths.tree_from(origin, priced, entry->second);
    return entry->second;
  }
};

void fill_priced(const Outcome& outcome, const PriceClass& boxes, int month,
                 const std::vector<double>& prices, Room& room) {
  const network::Network& network = *outcome.network;
  const network::CargoClass& cargo = outcome.cargo_classes[boxes.cargo];
  network::fill_costs(network, cargo, outcome.months[static_cast<std::size_t>(month)], room.costs);
  room.priced = room.costs;
  for (const ArcId arc : network.arcs.ids()) {
    double& cost = room.priced[arc.value()];
    for_each_use(network, cargo, boxes, arc, [&](FacilityId facility, double units, bool) {
      cost += units * prices[facility.value()];
    });
  }
  room.from.clear();
}

bool has(const Alternatives& alternatives, const std::vector<ArcId>& arcs) {
  return std::any_of(alternatives.begin(), alternatives.end(),
                     [&](const Alternative& one) { return one.arcs == arcs; });
}

}  // namespace

PriceSearch::PriceSearch(const Outcome& outcome, const Movements& movements, int month,
                         const Options& options)
    : outcome_(&outcome), movements_(&movements), month_(month), options_(options) {
  // Movements stand in the order of demand rows, so a class is near the end of the list.
  for (const MovementId id : movements.all.ids()) {
    const PriceClass boxes = price_class(outcome, movements.all[id]);
    const auto found = std::find(classes_.rbegin(), classes_.rend(), boxes);
    const auto at = static_cast<std::size_t>(classes_.rend() - found);
    if (found == classes_.rend()) {
      classes_.push_back(boxes);
      of_class_.push_back({id});
    } else {
      of_class_[at - 1].push_back(id);
    }
  }
}

// The gap; calls `found(movement, room, route)` with each route that beats all that a movement has.
template <class Found>
double PriceSearch::search(const std::vector<double>& prices, const std::vector<double>& demand,
                           const std::vector<Alternatives>& alternatives, Found found) const {
  const network::Network& network = *outcome_->network;
  std::vector<std::unique_ptr<Room>> rooms(static_cast<std::size_t>(options_.jobs));
  std::vector<double> saved(classes_.size(), 0.0);
  std::vector<double> paid(classes_.size(), 0.0);
  for_each_index(classes_.size(), options_.jobs, [&](std::size_t index, int worker) {
    std::unique_ptr<Room>& room = rooms[static_cast<std::size_t>(worker)];
    if (!room) room = std::make_unique<Room>(network.graph);
    fill_priced(*outcome_, classes_[index], month_, prices, *room);
    for (const MovementId id : of_class_[index]) {
      if (alternatives[id.value()].empty()) continue;
      double best = std::numeric_limits<double>::infinity();
      for (const Alternative& one : alternatives[id.value()])
        best = std::min(best, cost_of(one.arcs, room->priced));
      const NodeId target = network.destination[movements_->all[id].destination];
      const Tree& tree = room->tree_from(network.origin[movements_->all[id].origin]);
      const double least = tree.distance[target.value()];
      paid[index] += demand[id.value()] * best;
      saved[index] += demand[id.value()] * std::max(0.0, best - least);
      if (least < best * (1.0 - kWorth))
        found(id, *room, *routes::route_in(network.graph, tree, target));
    }
  });
  double all_saved = 0.0;
  double all_paid = 0.0;
  for (std::size_t i = 0; i < saved.size(); ++i) {
    all_saved += saved[i];
    all_paid += paid[i];
  }
  return all_paid > 0.0 ? all_saved / all_paid : 0.0;
}

double PriceSearch::gap(const std::vector<double>& prices, const std::vector<double>& demand,
                        const std::vector<Alternatives>& alternatives) const {
  return search(prices, demand, alternatives, [](MovementId, Room&, const Route&) {});
}

double PriceSearch::add_cheaper(const std::vector<double>& prices,
                                const std::vector<double>& demand,
                                std::vector<Alternatives>& alternatives) const {
  return search(prices, demand, alternatives, [&](MovementId id, Room& room, const Route& route) {
    Alternatives& own = alternatives[id.value()];
    if (has(own, route.arcs)) return;
    Alternative& one = own.emplace_back();
    one.cost = cost_of(route.arcs, room.costs);
    one.arcs = route.arcs;
    one.gateway = gateway_of(*outcome_->network, one.arcs);
    set_path_sizes(room.costs, own);
  });
}

}  // namespace corridor::outcome
