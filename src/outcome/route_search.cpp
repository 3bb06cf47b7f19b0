#include "route_search.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include "corridor/base/parallel.hpp"
#include "corridor/routes/alternatives.hpp"

namespace corridor::outcome {
namespace {

using network::NodeId;

// A route is worth adding when it beats the best by this share of its cost.
constexpr double kWorth = 1e-6;
// What a movement without any demand would save.
constexpr double kLeastSaving = 1e-12;
constexpr double kInfinity = std::numeric_limits<double>::infinity();

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

// The classes that could save something at their last search.
RouteSearch::Classes RouteSearch::classes_due() const {
  Classes due = all_classes();
  std::erase_if(due, [&](std::size_t index) { return saving_[index] == 0.0; });
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
