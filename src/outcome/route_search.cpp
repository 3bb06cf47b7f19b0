#include "route_search.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>

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
constexpr double kInfinity = std::numeric_limits<double>::infinity();

// Arcs on which a box or an empty that comes back may pay a price.
std::vector<ArcId> priced_arcs(const network::Network& network, const std::vector<double>& prices) {
  if (prices.empty()) return {};
  Column<ArcId, char> is_priced(network.arcs.size(), 0);
  for (const ArcId arc : network.arcs.ids()) {
    for (const network::FacilityUse& use : network.uses[arc]) {
      if (prices[use.facility.value()] <= 0.0) continue;
      is_priced[arc] = 1;
      if (!network.reverse[arc].is_none()) is_priced[network.reverse[arc]] = 1;
    }
  }
  std::vector<ArcId> arcs;
  for (const ArcId arc : network.arcs.ids())
    if (is_priced[arc] != 0) arcs.push_back(arc);
  return arcs;
}

// A route of the pool as one movement sees it.
struct Candidate {
  const RoutePool::Entry* entry = nullptr;
  std::uint32_t corridor = 0;
  double priced = 0.0;
  double cost = 0.0;  // without prices
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

// How much dearer an alternative may be.
struct Window {
  double of_gateways = 0.0;  // the cheapest by a gateway over the cheapest of all
  double of_routes = 0.0;    // a route over the cheapest by its gateway
};

Window window_of(const network::Network& network, const Options& options) {
  const ChoiceScale scale = choice_scale(network.scenario->parameters);
  return {options.max_log_weight / scale.corridor, options.max_log_weight / scale.route};
}

Alternative alternative_of(const RoutePool::Entry& entry, double cost) {
  Alternative one;
  one.arcs = entry.arcs;
  one.gateway = entry.gateway;
  one.cost = cost;
  return one;
}

}  // namespace

// One thread's room to work in.
struct RouteSearch::Room {
  Room(const network::Network& network, const routes::Contraction& contraction)
      : whole(network.graph), paths(contraction.graph()), uses(network.arcs.size(), 0) {}
  routes::ShortestPaths whole;
  routes::ShortestPaths paths;
  std::span<const double> costs;   ///< [arc] of a class, without prices
  std::vector<double> priced;      ///< [arc]
  std::vector<double> contracted;  ///< [arc of the contraction] with prices
  std::map<NodeId, Tree> from;     ///< whole trees of the class
  std::map<NodeId, Tree> to;
  std::vector<std::uint32_t> uses;  ///< [arc] zeros
  Tree tree;

  void fill(const network::Network& network, const network::CargoClass& cargo,
            const PriceClass& boxes, std::span<const double> its_costs,
            const std::vector<ArcId>& priced_arcs, const std::vector<double>& prices) {
    costs = its_costs;
    priced.assign(costs.begin(), costs.end());
    for (const ArcId arc : priced_arcs) {
      double& cost = priced[arc.value()];
      for_each_use(network, cargo, boxes, arc, [&](FacilityId facility, double units, bool) {
        if (units > 0.0) cost += units * prices[facility.value()];
      });
    }
    from.clear();
    to.clear();
  }

  // `parents` are those of the last search; empty = none.
  void grow(NodeId source, std::vector<ArcId>& parents) {
    tree.parent = std::move(parents);
    if (tree.parent.empty())
      paths.tree_from(source, contracted, tree);
    else
      paths.mend_tree(source, contracted, tree);
    parents = tree.parent;
  }
};

routes::Contraction contract(const network::Network& network) {
  std::vector<NodeId> ends;
  for (const auto* places : {&network.origin, &network.destination}) {
    for (const NodeId node : *places)
      if (!node.is_none()) ends.push_back(node);
  }
  return {network.graph, ends};
}

RouteSearch::RouteSearch(const Outcome& outcome, const Movements& movements,
                         const routes::Contraction& contraction, int month, const Options& options,
                         std::vector<double> floor, RoutePool& pool)
    : outcome_(&outcome),
      movements_(&movements),
      contraction_(&contraction),
      options_(options),
      pool_(&pool),
      by_class_(outcome, movements.all.ids()),
      floor_(std::move(floor)) {
  for (std::vector<MovementId>& own : by_class_.movements) {
    std::stable_sort(own.begin(), own.end(), [&](MovementId a, MovementId b) {
      return movements.all[a].origin < movements.all[b].origin;
    });
  }
  for (const ArcId arc : outcome.network->arcs.ids())
    if (network::is_quay(outcome.network->arcs[arc].kind)) quays_.push_back(arc);
  costs_.resize(outcome.cargo_classes.size());
  for_each_index(costs_.size(), options.jobs, [&](std::size_t cargo, int) {
    network::fill_costs(*outcome.network, outcome.cargo_classes[cargo],
                        outcome.months[static_cast<std::size_t>(month)], costs_[cargo]);
  });
  found_.resize(movements.all.size());
  saving_.assign(by_class_.classes.size(), kInfinity);
  parents_.resize(by_class_.classes.size());
  choose_scouts();
  if (floor_.empty()) find_floor();
}

RouteSearch::~RouteSearch() = default;

// Of the movements of a pair that the same arcs are open to, the one whose class carries most over
// all pairs: so few classes scout, whose trees serve many pairs.
void RouteSearch::choose_scouts() {
  Column<MovementId, double> carried(movements_->all.size());
  for (const std::vector<MovementId>& own : by_class_.movements) {
    double sum = 0.0;
    for (const MovementId id : own) {
      const Movement& movement = movements_->all[id];
      sum +=
          outcome_->network->scenario->demand[movement.demand].flow.value.value() * movement.share;
    }
    for (const MovementId id : own) carried[id] = sum;
  }
  using Kind = std::tuple<PairId, std::uint64_t, model::GoodsRule>;
  const auto kind_of = [&](MovementId id) {
    const network::CargoClass& cargo = outcome_->cargo_classes[movements_->all[id].cargo];
    return Kind(movements_->pair[id], cargo.regimes, cargo.goods);
  };
  std::map<Kind, MovementId> scout;
  for (const MovementId id : movements_->all.ids()) {
    const auto [entry, is_new] = scout.try_emplace(kind_of(id), id);
    if (carried[id] > carried[entry->second]) entry->second = id;
  }
  for (const MovementId id : movements_->all.ids()) scout_of_.push_back(scout[kind_of(id)]);
  scouts_.resize(by_class_.classes.size());
  for (std::size_t i = 0; i < scouts_.size(); ++i) {
    for (const MovementId id : by_class_.movements[i])
      if (scout_of_[id] == id) scouts_[i].push_back(id);
  }
}

// Calls `work(room, class)` with the costs of each class in the room.
template <class Work>
void RouteSearch::for_each_class(const Classes& classes, const std::vector<double>& prices,
                                 Work work) const {
  const std::vector<ArcId> priced = priced_arcs(*outcome_->network, prices);
  std::vector<std::unique_ptr<Room>> rooms(static_cast<std::size_t>(options_.jobs));
  for_each_index(classes.size(), options_.jobs, [&](std::size_t i, int worker) {
    std::unique_ptr<Room>& room = rooms[static_cast<std::size_t>(worker)];
    if (!room) room = std::make_unique<Room>(*outcome_->network, *contraction_);
    const PriceClass& boxes = by_class_.classes[classes[i]];
    room->fill(*outcome_->network, outcome_->cargo_classes[boxes.cargo], boxes, costs_[boxes.cargo],
               priced, prices);
    work(*room, classes[i]);
  });
}

// Calls `visit(room, class, movement, target)` with the tree of its origin in the room, for
// movements of these classes that are `wanted(class, movement)` and have a way.
template <class Wanted, class Visit>
void RouteSearch::grow_trees(const Classes& classes, const std::vector<double>& prices,
                             Wanted wanted, Visit visit) {
  const network::Network& network = *outcome_->network;
  for_each_class(classes, prices, [&](Room& room, std::size_t index) {
    contraction_->fill_costs(room.priced, room.contracted);
    NodeId origin;
    for (const MovementId id : by_class_.movements[index]) {
      if (!wanted(index, id)) continue;
      const NodeId source = network.origin[movements_->all[id].origin];
      const NodeId target = network.destination[movements_->all[id].destination];
      if (source.is_none() || target.is_none()) continue;
      if (source != origin) room.grow(contraction_->node(source), parents_[index][source]);
      origin = source;
      visit(room, index, id, contraction_->node(target));
    }
  });
}

RouteSearch::Classes RouteSearch::all_classes() const {
  Classes all(by_class_.classes.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  return all;
}

RouteSearch::Classes RouteSearch::classes_with(
    const std::vector<std::vector<MovementId>>& movements) const {
  Classes classes = all_classes();
  std::erase_if(classes, [&](std::size_t index) { return movements[index].empty(); });
  return classes;
}

// The classes that hold most of what was to be saved at their last search; all when nothing was.
RouteSearch::Classes RouteSearch::classes_due() const {
  Classes due = all_classes();
  const double all = std::accumulate(saving_.begin(), saving_.end(), 0.0);
  if (all <= options_.route_gap * paid_ || all == kInfinity) return due;
  std::stable_sort(due.begin(), due.end(),
                   [&](std::size_t a, std::size_t b) { return saving_[a] > saving_[b]; });
  double taken = 0.0;
  std::size_t count = 0;
  while (taken < kDueShare * all && saving_[due[count]] > 0.0) taken += saving_[due[count++]];
  due.resize(count);
  return due;
}

void RouteSearch::find_floor() {
  floor_.assign(movements_->all.size(), kInfinity);
  const auto is_wanted = [](std::size_t, MovementId) { return true; };
  grow_trees(all_classes(), {}, is_wanted,
             [&](Room& room, std::size_t, MovementId id, NodeId target) {
               floor_[id.value()] = room.tree.distance[target.value()];
               const auto route = routes::route_in(contraction_->graph(), room.tree, target);
               if (route) found_[id.value()] = contraction_->unpack(route->arcs);
             });
  for (const MovementId id : movements_->all.ids()) {
    if (!found_[id.value()].empty())
      pool_->add(*outcome_->network, movements_->pair[id], std::move(found_[id.value()]));
    found_[id.value()].clear();
  }
}

std::vector<double> RouteSearch::carried_by_scouts(const std::vector<double>& demand) const {
  std::vector<double> carried(demand.size(), 0.0);
  for (const MovementId id : movements_->all.ids())
    carried[scout_of_[id].value()] += demand[id.value()];
  return carried;
}

void RouteSearch::scout(const std::vector<double>& prices, std::vector<Alternatives>& of_scouts) {
  scout(prices, scouts_, of_scouts);
}

void RouteSearch::scout_where_shut(const std::vector<double>& prices, bool are_all,
                                   std::vector<Alternatives>& of_scouts) {
  std::vector<std::vector<MovementId>> some(scouts_.size());
  for_each_class(classes_with(scouts_), {}, [&](Room& room, std::size_t index) {
    for (const MovementId id : scouts_[index]) {
      Alternatives& own = of_scouts[id.value()];
      const std::size_t before = own.size();
      price_anew(room, own);
      if (are_all || own.size() < before || own.empty()) some[index].push_back(id);
    }
  });
  scout(prices, some, of_scouts);
}

void RouteSearch::scout(const std::vector<double>& prices,
                        const std::vector<std::vector<MovementId>>& scouts,
                        std::vector<Alternatives>& of_scouts) {
  const Classes classes = classes_with(scouts);
  std::vector<std::vector<Route>> found(movements_->all.size());
  for_each_class(classes, prices, [&](Room& room, std::size_t index) {
    for (const MovementId id : scouts[index]) found[id.value()] = find_ways(id, room);
  });
  // Several scouts may share a pool, which therefore grows in order.
  std::vector<std::vector<std::size_t>> positions(found.size());
  for (const std::size_t index : classes) {
    for (const MovementId id : scouts[index]) {
      for (Route& route : found[id.value()])
        positions[id.value()].push_back(
            pool_->add(*outcome_->network, movements_->pair[id], std::move(route.arcs)));
    }
  }
  for_each_class(classes, {}, [&](Room& room, std::size_t index) {
    for (const MovementId id : scouts[index])
      add_alternatives(id, positions[id.value()], kInfinity, room, of_scouts[id.value()]);
  });
}

// The cheapest way through each quay, and the cheapest through other markers.
std::vector<Route> RouteSearch::find_ways(MovementId id, Room& room) const {
  const network::Network& network = *outcome_->network;
  const NodeId origin = network.origin[movements_->all[id].origin];
  const NodeId destination = network.destination[movements_->all[id].destination];
  if (origin.is_none() || destination.is_none()) return {};
  const auto [out, is_new_origin] = room.from.try_emplace(origin);
  if (is_new_origin) room.whole.tree_from(origin, room.priced, out->second);
  const auto [in, is_new_destination] = room.to.try_emplace(destination);
  if (is_new_destination) room.whole.tree_to(destination, room.priced, in->second);
  const auto through = [&](std::span<const ArcId> markers, std::size_t most) {
    return routes::find_alternatives(network.graph, out->second, in->second, origin, destination,
                                     markers, room.priced,
                                     {most, options_.max_stretch, options_.max_extra_usd});
  };
  std::vector<Route> ways = through(quays_, quays_.size());
  for (Route& way : through(network.markers, options_.max_routes)) ways.push_back(std::move(way));
  const double most =
      ways.empty() ? 0.0 : ways.front().cost + window_of(network, options_).of_gateways;
  std::erase_if(ways, [&](const Route& way) { return way.cost > most; });
  return ways;
}

// The costs of alternatives found in other months; what is shut goes.
void RouteSearch::price_anew(Room& room, Alternatives& own) const {
  for (Alternative& one : own) one.cost = routes::cost_along(one.arcs, room.costs);
  std::erase_if(own, [](const Alternative& one) { return !std::isfinite(one.cost); });
  set_path_sizes(*outcome_->network, room.costs, room.uses, own);
}

// Adds those of the pool's entries that are open and cost, with the prices in the room, at most
// `most`; path sizes follow.
void RouteSearch::add_alternatives(MovementId id, std::span<const std::size_t> positions,
                                   double most, Room& room, Alternatives& own) const {
  const std::span<const RoutePool::Entry> pool = (*pool_)[movements_->pair[id]];
  const std::size_t before = own.size();
  for (const std::size_t position : positions) {
    const RoutePool::Entry& entry = pool[position];
    if (find_same(own, entry.arcs) != nullptr) continue;
    const double cost = routes::cost_along(entry.arcs, room.costs);
    const double priced = routes::cost_along(entry.arcs, room.priced);
    if (!std::isfinite(priced) || priced > most) continue;
    own.push_back(alternative_of(entry, cost));
  }
  if (own.size() == before) return;
  sort_by_gateway(*outcome_->network, own);
  set_path_sizes(*outcome_->network, room.costs, room.uses, own);
}

std::vector<Alternatives> RouteSearch::pick(const std::vector<double>& prices,
                                            const std::vector<Alternatives>& before) const {
  std::vector<Alternatives> picked(movements_->all.size());
  for_each_class(all_classes(), prices, [&](Room& room, std::size_t index) {
    for (const MovementId id : by_class_.movements[index]) {
      Alternatives& own = picked[id.value()] = pick(id, room);
      if (before.empty()) continue;
      for (Alternative& one : own) {
        const Alternative* same = find_same(before[id.value()], one.arcs);
        if (same != nullptr) one.footprint = same->footprint;
      }
    }
  });
  return picked;
}

Alternatives RouteSearch::pick(MovementId id, Room& room) const {
  const network::Network& network = *outcome_->network;
  Cheapest cheapest;
  std::vector<Candidate> candidates;
  for (const RoutePool::Entry& entry : (*pool_)[movements_->pair[id]]) {
    const double cost = routes::cost_along(entry.arcs, room.costs);
    const double priced = routes::cost_along(entry.arcs, room.priced);
    if (!std::isfinite(priced)) continue;
    cheapest.add(entry.gateway, priced);
    candidates.push_back({&entry, corridor_of(network, entry.gateway), priced, cost});
  }
  const Window window = window_of(network, options_);
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
    if (of_gateway <= most) own.push_back(alternative_of(*one.entry, one.cost));
  }
  own.shrink_to_fit();
  set_path_sizes(network, room.costs, room.uses, own);
  return own;
}

std::optional<double> RouteSearch::search(const std::vector<double>& prices,
                                          const std::vector<double>& least_cost,
                                          const std::vector<double>& demand, bool all) {
  const Classes due = all ? all_classes() : classes_due();
  std::vector<double> saved(by_class_.classes.size(), 0.0);
  std::vector<double> paid(by_class_.classes.size(), 0.0);
  for (const std::size_t index : due) saving_[index] = 0.0;
  for (std::vector<ArcId>& arcs : found_) arcs.clear();
  const auto may_save = [&](std::size_t index, MovementId id) {
    const double best = least_cost[id.value()];
    if (best < kInfinity) paid[index] += demand[id.value()] * best;
    return floor_[id.value()] < kInfinity && best > floor_[id.value()] * (1.0 + kWorth);
  };
  grow_trees(
      due, prices, may_save, [&](Room& room, std::size_t index, MovementId id, NodeId target) {
        const double best = least_cost[id.value()];
        const double least = room.tree.distance[target.value()];
        if (least == kInfinity || least >= best * (1.0 - kWorth)) return;
        // A movement without any alternative yet saves what its way costs.
        const double saving = demand[id.value()] * (best == kInfinity ? least : best - least);
        saved[index] += saving;
        saving_[index] += std::max(saving, kLeastSaving);
        found_[id.value()] =
            contraction_->unpack(routes::route_in(contraction_->graph(), room.tree, target)->arcs);
      });
  if (due.size() < by_class_.classes.size()) return std::nullopt;
  paid_ = std::accumulate(paid.begin(), paid.end(), 0.0);
  return paid_ > 0.0 ? std::accumulate(saved.begin(), saved.end(), 0.0) / paid_ : 0.0;
}

double RouteSearch::left() const {
  return paid_ > 0.0 ? std::accumulate(saving_.begin(), saving_.end(), 0.0) / paid_ : 0.0;
}

bool RouteSearch::add_found(const std::vector<double>& prices,
                            const std::vector<double>& least_cost,
                            std::vector<Alternatives>& alternatives) {
  std::vector<std::vector<std::size_t>> positions(movements_->of_pair.size());
  for (const MovementId id : movements_->all.ids()) {
    if (found_[id.value()].empty()) continue;
    const PairId pair = movements_->pair[id];
    positions[pair.value()].push_back(
        pool_->add(*outcome_->network, pair, std::move(found_[id.value()])));
    found_[id.value()].clear();
  }
  const auto grows = [&](MovementId id) {
    return !positions[movements_->pair[id].value()].empty();
  };
  Classes grown = all_classes();
  std::erase_if(grown, [&](std::size_t index) {
    const std::vector<MovementId>& own = by_class_.movements[index];
    return std::none_of(own.begin(), own.end(), grows);
  });
  const Window window = window_of(*outcome_->network, options_);
  for_each_class(grown, prices, [&](Room& room, std::size_t index) {
    for (const MovementId id : by_class_.movements[index]) {
      if (grows(id))
        add_alternatives(id, positions[movements_->pair[id].value()],
                         least_cost[id.value()] + window.of_routes, room, alternatives[id.value()]);
    }
  });
  return !grown.empty();
}

}  // namespace corridor::outcome
