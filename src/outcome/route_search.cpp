#include "route_search.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>
#include <tuple>

#include "corridor/base/parallel.hpp"
#include "corridor/routes/alternatives.hpp"
#include "equilibrium.hpp"

namespace corridor::outcome {
namespace {

using network::NodeId;

// A route is worth adding when it beats the best by this share of its cost.
constexpr double kWorth = 1e-6;
// Classes are searched that hold this share of what all would save.
constexpr double kDueShare = 0.9;
// What a movement without any demand would save.
constexpr double kLeastSaving = 1e-12;
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

Alternative alternative_of(const RoutePool::Entry& entry, double cost) {
  Alternative one;
  one.arcs = entry.arcs;
  one.gateway = entry.gateway;
  one.cost = cost;
  return one;
}

}  // namespace

RouteSearch::RouteSearch(const Outcome& outcome, const Movements& movements,
                         const SearchGraph& graph, int month, const Options& options,
                         RouteState& known)
    : outcome_(&outcome),
      movements_(&movements),
      graph_(&graph),
      costs_(costs_of_classes(outcome, graph, month, options.jobs)),
      options_(options),
      known_(&known),
      by_class_(outcome, movements.all.ids()) {
  for (std::vector<MovementId>& own : by_class_.movements) {
    std::stable_sort(own.begin(), own.end(), [&](MovementId a, MovementId b) {
      return movements.all[a].origin < movements.all[b].origin;
    });
  }
  found_.resize(movements.all.size());
  saving_.assign(by_class_.classes.size(), kInfinity);
  rooms_.resize(static_cast<std::size_t>(std::max(options.jobs, 1)));
  set_places_of_classes();
  choose_scouts();
  if (known.before != nullptr) compare_with_before(month);
  if (known.floor.empty()) find_floor();
}

void RouteSearch::for_each_class(
    const Classes& classes, const std::vector<double>& prices,
    const std::function<void(SearchRoom& room, std::size_t index)>& work) {
  const PricedArcs priced(*outcome_->network, *graph_, prices);
  for_each_index(classes.size(), options_.jobs, [&](std::size_t i, int worker) {
    SearchRoom& room = room_of(worker);
    room.fill(box_class(classes[i]), priced);
    work(room, classes[i]);
  });
}

BoxClass RouteSearch::box_class(std::size_t index) const {
  const PriceClass& boxes = by_class_.classes[index];
  return {&outcome_->cargo_classes[boxes.cargo], &boxes, costs_[boxes.cargo].get()};
}

SearchRoom& RouteSearch::room_of(int thread) {
  std::unique_ptr<SearchRoom>& room = rooms_[static_cast<std::size_t>(thread)];
  if (!room) room = std::make_unique<SearchRoom>(*outcome_->network, *graph_);
  return *room;
}

// Classes whose boxes begin at the same places share trees best.
void RouteSearch::set_places_of_classes() {
  std::vector<std::set<model::PlaceId>> origins(by_class_.classes.size());
  for (std::size_t index = 0; index < origins.size(); ++index) {
    for (const MovementId id : by_class_.movements[index])
      origins[index].insert(movements_->all[id].origin);
  }
  Classes row = all_classes();
  std::stable_sort(row.begin(), row.end(),
                   [&](std::size_t a, std::size_t b) { return origins[a] < origins[b]; });
  place_of_class_.resize(row.size());
  for (std::size_t place = 0; place < row.size(); ++place) place_of_class_[row[place]] = place;
}

// The movements of these classes that are `wanted(class, movement)` and have both ends, by origin.
template <class Wanted>
std::vector<RouteSearch::Errand> RouteSearch::errands_of(std::span<const std::size_t> classes,
                                                         Wanted wanted) const {
  const network::Network& network = *outcome_->network;
  std::vector<Errand> errands;
  for (std::size_t lane = 0; lane < classes.size(); ++lane) {
    for (const MovementId id : by_class_.movements[classes[lane]]) {
      const NodeId source = network.origin[movements_->all[id].origin];
      const NodeId target = network.destination[movements_->all[id].destination];
      if (wanted(classes[lane], id) && !source.is_none() && !target.is_none())
        errands.push_back({source, graph_->contraction.node(target), lane, id});
    }
  }
  std::stable_sort(errands.begin(), errands.end(),
                   [](const Errand& a, const Errand& b) { return a.source < b.source; });
  return errands;
}

// Calls `visit(class, movement, cost, arcs)` for movements of these classes that are
// `wanted(class, movement)`; `arcs()` are those of the cheapest way, where the cost says that there
// is one.
template <class Wanted, class Visit>
void RouteSearch::find_cheapest(Classes classes, const std::vector<double>& prices, Wanted wanted,
                                Visit visit) {
  const PricedArcs priced(*outcome_->network, *graph_, prices);
  std::sort(classes.begin(), classes.end(),
            [&](std::size_t a, std::size_t b) { return place_of_class_[a] < place_of_class_[b]; });
  const std::size_t bundles = (classes.size() + routes::kLanes - 1) / routes::kLanes;
  for_each_index(bundles, options_.jobs, [&](std::size_t i, int worker) {
    const std::size_t begin = i * routes::kLanes;
    const std::span<const std::size_t> own =
        std::span(classes).subspan(begin, std::min(routes::kLanes, classes.size() - begin));
    const std::vector<Errand> errands = errands_of(own, wanted);
    if (errands.empty()) return;
    std::vector<BoxClass> boxes;
    for (const std::size_t index : own) boxes.push_back(box_class(index));
    SearchRoom& room = room_of(worker);
    room.fill_lanes(boxes, priced);
    const routes::TreeBundle* trees = nullptr;
    NodeId root;
    for (const auto& [source, target, lane, id] : errands) {
      if (source != root) trees = &room.bundle_from(source);
      root = source;
      const auto arcs = [&, end = target, from = lane] {
        return graph_->contraction.unpack(trees->route(end, from));
      };
      visit(own[lane], id, trees->distance(target, lane), arcs);
    }
  });
}

RouteSearch::Window RouteSearch::window() const {
  const ChoiceScale scale = choice_scale(outcome_->network->scenario->parameters);
  return {options_.max_log_weight / scale.corridor, options_.max_log_weight / scale.route};
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
  std::vector<double>& floor = known_->floor;
  floor.assign(movements_->all.size(), kInfinity);
  const auto is_wanted = [](std::size_t, MovementId) { return true; };
  find_cheapest(all_classes(), {}, is_wanted,
                [&](std::size_t, MovementId id, double cost, auto arcs) {
                  floor[id.value()] = cost;
                  if (cost < kInfinity) found_[id.value()] = arcs();
                });
  add_found_to_pool();
}

// Adds those of the pool's entries that are open and cost, with the prices in the room, at most
// `most`; path sizes follow.
void RouteSearch::add_alternatives(MovementId id, std::span<const std::size_t> positions,
                                   double most, SearchRoom& room, Alternatives& own) const {
  const std::span<const RoutePool::Entry> pool = known_->pool[movements_->pair[id]];
  const std::size_t before = own.size();
  for (const std::size_t position : positions) {
    const RoutePool::Entry& entry = pool[position];
    const auto is_same = [&](const Alternative& one) { return one.arcs.is_same_copy(entry.arcs); };
    if (std::any_of(own.begin(), own.end(), is_same)) continue;
    const double priced = routes::cost_along(entry.arcs, room.costs());
    if (!std::isfinite(priced) || priced > most) continue;
    own.push_back(alternative_of(entry, routes::cost_along(entry.arcs, room.own_costs())));
  }
  if (own.size() == before) return;
  sort_by_gateway(*outcome_->network, own);
  set_path_sizes(*outcome_->network, room.own_costs(), room.uses, own);
}

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
    is_as_before_.push_back(std::ranges::none_of(pool, [&](const RoutePool::Entry& entry) {
      return std::ranges::any_of(std::span<const ArcId>(entry.arcs),
                                 [&](ArcId arc) { return is_unlike[arc] != 0; });
    }));
    routes_before_.push_back(pool.size());
  }
}

bool RouteSearch::stays(MovementId id) const {
  if (known_->before == nullptr) return false;
  const PairId pair = movements_->pair[id];
  return is_as_before_[pair] != 0 && routes_before_[pair] == known_->pool[pair].size();
}

Alternatives RouteSearch::as_before(MovementId id) const {
  const MonthChoice& before = *known_->before;
  Alternatives own;
  for (const std::uint32_t route : before.sets->routes_of(id)) {
    Alternative& one = own.emplace_back();
    one.arcs = before.sets->arcs[route];
    one.gateway = before.sets->gateway[route];
    one.cost = before.cost[route];
    one.path_size = before.path_size[route];
    one.footprint = before.footprint[route];
  }
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
    const double floor = known_->floor[id.value()];
    return floor < kInfinity && best > floor * (1.0 + kWorth);
  };
  find_cheapest(
      due, prices, may_save, [&](std::size_t index, MovementId id, double least, auto arcs) {
        const double best = least_cost[id.value()];
        if (least == kInfinity || least >= best * (1.0 - kWorth)) return;
        // A movement without any alternative yet saves what its way costs.
        const double saving = demand[id.value()] * (best == kInfinity ? least : best - least);
        saved[index] += saving;
        saving_[index] += std::max(saving, kLeastSaving);
        found_[id.value()] = arcs();
      });
  if (due.size() < by_class_.classes.size()) return std::nullopt;
  paid_ = std::accumulate(paid.begin(), paid.end(), 0.0);
  return paid_ > 0.0 ? std::accumulate(saved.begin(), saved.end(), 0.0) / paid_ : 0.0;
}

double RouteSearch::left() const {
  return paid_ > 0.0 ? std::accumulate(saving_.begin(), saving_.end(), 0.0) / paid_ : 0.0;
}

// Returns where they are in the pool, [pair] in the order of movements.
std::vector<std::vector<std::size_t>> RouteSearch::add_found_to_pool() {
  std::vector<std::vector<std::size_t>> positions(movements_->of_pair.size());
  for_each_index(positions.size(), options_.jobs, [&](std::size_t pair, int) {
    for (const MovementId id : movements_->of_pair[PairId(pair)]) {
      std::vector<ArcId>& arcs = found_[id.value()];
      if (arcs.empty()) continue;
      positions[pair].push_back(
          known_->pool.add(*outcome_->network, graph_->alike, PairId(pair), arcs));
      arcs = {};
    }
  });
  return positions;
}

bool RouteSearch::add_found(const std::vector<double>& prices,
                            const std::vector<double>& least_cost,
                            std::vector<Alternatives>& alternatives) {
  const std::vector<std::vector<std::size_t>> positions = add_found_to_pool();
  const auto grows = [&](MovementId id) {
    return !positions[movements_->pair[id].value()].empty();
  };
  Classes grown = all_classes();
  std::erase_if(grown, [&](std::size_t index) {
    const std::vector<MovementId>& own = by_class_.movements[index];
    return std::none_of(own.begin(), own.end(), grows);
  });
  const Window window = this->window();
  for_each_class(grown, prices, [&](SearchRoom& room, std::size_t index) {
    for (const MovementId id : by_class_.movements[index]) {
      if (grows(id))
        add_alternatives(id, positions[movements_->pair[id].value()],
                         least_cost[id.value()] + window.of_routes, room, alternatives[id.value()]);
    }
  });
  return !grown.empty();
}

}  // namespace corridor::outcome
