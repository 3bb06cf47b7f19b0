// Scouts of a RouteSearch: who they are, and the ways they find.
#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <tuple>

#include "corridor/base/parallel.hpp"
#include "route_search.hpp"

namespace corridor::outcome {

using network::NodeId;
using routes::Route;

namespace {
constexpr double kInfinity = std::numeric_limits<double>::infinity();

bool anyone(MovementId /*id*/, SearchRoom& /*room*/) {
  return true;
}
}  // namespace

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

std::vector<double> RouteSearch::carried_by_scouts(const std::vector<double>& demand) const {
  std::vector<double> carried(demand.size(), 0.0);
  for (const MovementId id : movements_->all.ids())
    carried[scout_of_[id].value()] += demand[id.value()];
  return carried;
}

void RouteSearch::scout(const std::vector<double>& prices) {
  known_->of_scouts.resize(movements_->all.size());
  const std::vector<std::vector<std::size_t>> positions = send(scouts_, prices, anyone);
  for_each_class(classes_with(scouts_), {}, [&](SearchRoom& room, std::size_t index) {
    for (const MovementId id : scouts_[index])
      add_alternatives(id, positions[id.value()], kInfinity, room, known_->of_scouts[id.value()]);
  });
}

void RouteSearch::scout_again(const std::vector<double>& prices) {
  if (known_->better.empty()) {
    std::vector<std::vector<MovementId>> scouts = scouts_;
    for_each_index(scouts.size(), options_.jobs, [&](std::size_t index, int) {
      const std::vector<double>& costs = box_class(index).costs->whole;
      std::erase_if(scouts[index], [&](MovementId id) { return !has_lost_way(id, costs); });
    });
    static_cast<void>(send(scouts, prices, anyone));
    return;
  }
  const std::vector<ArcId> better = graph_->contraction.arcs_through(known_->better);
  static_cast<void>(send(scouts_, prices, [&](MovementId id, SearchRoom& room) {
    return has_lost_way(id, room.own_costs()) || may_win_way(id, better, room);
  }));
}

// Whether one of the ways that the scout found for the group before is shut.
bool RouteSearch::has_lost_way(MovementId id, std::span<const double> costs) const {
  const Alternatives& own = (*known_->of_scouts_before)[id.value()];
  return own.empty() || std::ranges::any_of(own, [&](const Alternative& one) {
           return !std::isfinite(routes::cost_along(one.arcs, costs));
         });
}

// Whether a way by one of these arcs of the contraction may be worth having.
bool RouteSearch::may_win_way(MovementId id, std::span<const ArcId> arcs, SearchRoom& room) const {
  const std::optional<Ends> ends = ends_of(id);
  if (!ends) return false;
  const std::vector<double>& out = room.tree_from(ends->from).distance;
  const std::vector<double>& in = room.tree_to(ends->to).distance;
  const std::vector<double>& costs = room.contracted_costs();
  const network::Graph& graph = graph_->contraction.graph();
  const double most = out[ends->to.value()] + most_extra(out[ends->to.value()]);
  return std::ranges::any_of(arcs, [&](ArcId arc) {
    return out[graph.tail(arc).value()] + costs[arc.value()] + in[graph.head(arc).value()] <= most;
  });
}

// Sends those of these scouts [class] out that are `wanted(id, room)`. Returns where in the pool
// what they found is [movement].
std::vector<std::vector<std::size_t>> RouteSearch::send(
    const std::vector<std::vector<MovementId>>& scouts, const std::vector<double>& prices,
    const std::function<bool(MovementId, SearchRoom&)>& wanted) {
  const Classes classes = classes_with(scouts);
  std::vector<std::vector<Route>> found(movements_->all.size());
  for_each_class(classes, prices, [&](SearchRoom& room, std::size_t index) {
    for (const MovementId id : scouts[index])
      if (wanted(id, room)) found[id.value()] = find_ways(id, room);
  });
  // Several scouts may share a pool, which therefore grows in order.
  Column<PairId, std::vector<MovementId>> of_pair(movements_->of_pair.size());
  for (const std::size_t index : classes) {
    for (const MovementId id : scouts[index]) of_pair[movements_->pair[id]].push_back(id);
  }
  std::vector<std::vector<std::size_t>> positions(found.size());
  for_each_index(of_pair.size(), options_.jobs, [&](std::size_t pair, int) {
    for (const MovementId id : of_pair[PairId(pair)]) {
      for (const Route& route : found[id.value()])
        positions[id.value()].push_back(
            known_->pool.add(*outcome_->network, graph_->alike, PairId(pair), route.arcs));
    }
  });
  return positions;
}

// In the contraction; nothing for a movement that lacks one.
std::optional<RouteSearch::Ends> RouteSearch::ends_of(MovementId id) const {
  const NodeId origin = outcome_->network->origin[movements_->all[id].origin];
  const NodeId destination = outcome_->network->destination[movements_->all[id].destination];
  if (origin.is_none() || destination.is_none()) return std::nullopt;
  return Ends{graph_->contraction.node(origin), graph_->contraction.node(destination)};
}

// What a scout's way may cost more than the cheapest.
double RouteSearch::most_extra(double cheapest) const {
  return std::min((options_.max_stretch - 1.0) * cheapest + options_.max_extra_usd,
                  window().of_gateways);
}

// The cheapest way through each quay, and the cheapest through other markers.
std::vector<Route> RouteSearch::find_ways(MovementId id, SearchRoom& room) const {
  const std::optional<Ends> ends = ends_of(id);
  if (!ends) return {};
  const routes::Tree& out = room.tree_from(ends->from);
  const routes::Tree& in = room.tree_to(ends->to);
  const double extra = most_extra(out.distance[ends->to.value()]);
  const auto through = [&](routes::MarkerSearch& search, std::size_t most) {
    return search.find(out, in, ends->from, ends->to, room.contracted_costs(), {most, 1.0, extra});
  };
  std::vector<Route> ways = through(room.quays, graph_->quays.size());
  for (Route& way : through(room.markers, options_.max_routes)) ways.push_back(std::move(way));
  return ways;
}

}  // namespace corridor::outcome
