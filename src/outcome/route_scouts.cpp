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
  const std::vector<std::vector<std::size_t>> positions = send(scouts_, prices);
  for_each_class(classes_with(scouts_), {}, [&](SearchRoom& room, std::size_t index) {
    for (const MovementId id : scouts_[index])
      add_alternatives(id, positions[id.value()], kInfinity, room, known_->of_scouts[id.value()]);
  });
}

void RouteSearch::scout_where_shut(const std::vector<double>& prices, bool are_all) {
  std::vector<std::vector<MovementId>> some = scouts_;
  if (!are_all) {
    for (std::size_t index = 0; index < some.size(); ++index) {
      const std::vector<double>& costs = box_class(index).costs->whole;
      std::erase_if(some[index], [&](MovementId id) {
        const Alternatives& own = (*known_->of_scouts_before)[id.value()];
        return !own.empty() && std::ranges::all_of(own, [&](const Alternative& one) {
          return std::isfinite(routes::cost_along(one.arcs, costs));
        });
      });
    }
  }
  static_cast<void>(send(some, prices));
}

// Sends these scouts [class] out. Returns where in the pool what they found is [movement].
std::vector<std::vector<std::size_t>> RouteSearch::send(
    const std::vector<std::vector<MovementId>>& scouts, const std::vector<double>& prices) {
  const Classes classes = classes_with(scouts);
  std::vector<std::vector<Route>> found(movements_->all.size());
  for_each_class(classes, prices, [&](SearchRoom& room, std::size_t index) {
    for (const MovementId id : scouts[index]) found[id.value()] = find_ways(id, room);
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

// The cheapest way through each quay, and the cheapest through other markers.
std::vector<Route> RouteSearch::find_ways(MovementId id, SearchRoom& room) const {
  const network::Network& network = *outcome_->network;
  const NodeId origin = network.origin[movements_->all[id].origin];
  const NodeId destination = network.destination[movements_->all[id].destination];
  if (origin.is_none() || destination.is_none()) return {};
  const NodeId from = graph_->contraction.node(origin);
  const NodeId to = graph_->contraction.node(destination);
  const routes::Tree& out = room.tree_from(from);
  const routes::Tree& in = room.tree_to(to);
  const double extra =
      std::min((options_.max_stretch - 1.0) * out.distance[to.value()] + options_.max_extra_usd,
               window().of_gateways);
  const auto through = [&](routes::MarkerSearch& search, std::size_t most) {
    return search.find(out, in, from, to, room.contracted_costs(), {most, 1.0, extra});
  };
  std::vector<Route> ways = through(room.quays, graph_->quays.size());
  for (Route& way : through(room.markers, options_.max_routes)) ways.push_back(std::move(way));
  return ways;
}

}  // namespace corridor::outcome
