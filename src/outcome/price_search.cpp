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

void fill_priced(const Outcome& outcome, const PriceClass& boxes, int month,
                 const std::vector<double>& prices, const Column<ArcId, char>& is_priced,
                 Room& room) {
  const network::Network& network = *outcome.network;
  const network::CargoClass& cargo = outcome.cargo_classes[boxes.cargo];
  network::fill_costs(network, cargo, outcome.months[static_cast<std::size_t>(month)], room.costs);
  room.priced = room.costs;
  for (const ArcId arc : network.arcs.ids()) {
    if (is_priced[arc] == 0) continue;
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

void add_route(const network::Network& network, Route route, const std::vector<double>& costs,
               Alternatives& own) {
  if (has(own, route.arcs)) return;
  Alternative& one = own.emplace_back();
  one.cost = routes::cost_along(route.arcs, costs);
  one.arcs = std::move(route.arcs);
  one.gateway = gateway_of(network, one.arcs);
  set_path_sizes(costs, own);
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
  is_settled_.assign(classes_.size(), 0);
}

std::optional<double> PriceSearch::add_cheaper(const std::vector<double>& prices,
                                               const std::vector<double>& demand,
                                               std::vector<Alternatives>& alternatives) {
  const network::Network& network = *outcome_->network;
  const Column<ArcId, char> is_priced = priced_arcs(network, prices);
  const bool all_settled = std::all_of(is_settled_.begin(), is_settled_.end(),
                                       [](char settled) { return settled != 0; });
  if (all_settled) std::fill(is_settled_.begin(), is_settled_.end(), char{0});
  const bool is_whole = std::all_of(is_settled_.begin(), is_settled_.end(),
                                    [](char settled) { return settled == 0; });
  std::vector<std::unique_ptr<Room>> rooms(static_cast<std::size_t>(options_.jobs));
  std::vector<double> saved(classes_.size(), 0.0);
  std::vector<double> paid(classes_.size(), 0.0);
  for_each_index(classes_.size(), options_.jobs, [&](std::size_t index, int worker) {
    if (is_settled_[index] != 0) return;
    std::unique_ptr<Room>& room = rooms[static_cast<std::size_t>(worker)];
    if (!room) room = std::make_unique<Room>(network.graph);
    fill_priced(*outcome_, classes_[index], month_, prices, is_priced, *room);
    is_settled_[index] = 1;
    for (const MovementId id : of_class_[index]) {
      Alternatives& own = alternatives[id.value()];
      if (own.empty()) continue;
      double best = std::numeric_limits<double>::infinity();
      for (const Alternative& one : own)
        best = std::min(best, routes::cost_along(one.arcs, room->priced));
      const NodeId target = network.destination[movements_->all[id].destination];
      const Tree& tree = room->tree_from(network.origin[movements_->all[id].origin]);
      const double least = tree.distance[target.value()];
      paid[index] += demand[id.value()] * best;
      saved[index] += demand[id.value()] * std::max(0.0, best - least);
      if (least >= best * (1.0 - kWorth)) continue;
      add_route(network, *routes::route_in(network.graph, tree, target), room->costs, own);
      is_settled_[index] = 0;
    }
  });
  if (!is_whole) return std::nullopt;
  const double all_saved = std::accumulate(saved.begin(), saved.end(), 0.0);
  const double all_paid = std::accumulate(paid.begin(), paid.end(), 0.0);
  return all_paid > 0.0 ? all_saved / all_paid : 0.0;
}

}  // namespace corridor::outcome
