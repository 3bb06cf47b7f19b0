#include "corridor/assignment/solve.hpp"

#include <algorithm>
#include <cmath>

#include "corridor/base/error.hpp"
#include "loops.hpp"

namespace corridor::assignment {
namespace {

bool is_plain(double value) {
  return std::isfinite(value) && value >= 0.0;
}

bool is_plain_delay(const network::Delay& delay) {
  return is_plain(delay.free_flow_h) && is_plain(delay.growth) &&
         is_plain(delay.capacity_teu_per_h) && is_plain(delay.power);
}

bool is_plain_queue(const network::QueueDelay& queue) {
  return is_plain(queue.capacity_teu_per_h) && is_plain(queue.variability) &&
         is_plain(queue.headway_h) && std::isfinite(queue.servers) && queue.servers >= 1.0 &&
         std::isfinite(queue.period_h) && queue.period_h > 0.0;
}

// A power curve needs a cost to be relative to.
bool is_plain_curve(const DemandCurve& curve) {
  if (curve.shape == DemandShape::kFixed) return true;
  const bool has_base = curve.shape != DemandShape::kPower || curve.from > 0.0;
  return is_plain(curve.from) && is_plain(curve.sharpness) && curve.sharpness > 0.0 && has_base;
}

void require_sound_costs(const Problem& problem) {
  const std::size_t arcs = problem.graph.arc_count();
  CORRIDOR_ASSERT(problem.delay.size() == arcs, "a delay for every arc");
  CORRIDOR_ASSERT(std::all_of(problem.delay.begin(), problem.delay.end(), is_plain_delay),
                  "delays are finite and not negative");
  CORRIDOR_ASSERT(problem.queue.empty() || problem.queue.size() == arcs,
                  "a queue for every arc or none");
  CORRIDOR_ASSERT(std::all_of(problem.queue.begin(), problem.queue.end(), is_plain_queue),
                  "queues are finite and not negative, with one server and some time at least");
  for (const UserClass& user_class : problem.classes) {
    const auto& fixed = user_class.fixed_h;
    CORRIDOR_ASSERT(fixed.empty() || fixed.size() == arcs, "fixed costs for every arc or none");
    CORRIDOR_ASSERT(std::all_of(fixed.begin(), fixed.end(), is_plain),
                    "fixed costs are finite and not negative");
  }
}

void require_sound_demand(const Problem& problem) {
  const std::size_t nodes = problem.graph.node_count();
  const auto is_sound = [&](const Demand& demand) {
    return demand.origin.value() < nodes && demand.destination.value() < nodes &&
           demand.user_class.value() < problem.classes.size() && is_plain(demand.load_teu_per_h) &&
           is_plain_curve(demand.curve);
  };
  CORRIDOR_ASSERT(std::all_of(problem.demand.begin(), problem.demand.end(), is_sound),
                  "demand has ends in the graph, a class, a finite load and a falling curve");
  CORRIDOR_ASSERT(problem.is_through.empty() || problem.is_through.size() == nodes,
                  "is_through for every node or none");
}

void require_sound_limits(const Problem& problem) {
  const auto is_sound = [&](const Limit& limit) {
    return is_plain(limit.limit_teu_per_h) &&
           std::all_of(limit.arcs.begin(), limit.arcs.end(),
                       [&](ArcId arc) { return arc.value() < problem.graph.arc_count(); });
  };
  CORRIDOR_ASSERT(std::all_of(problem.limits.begin(), problem.limits.end(), is_sound),
                  "limits are finite and on arcs of the graph");
}

// Limits that can carry the demand mostly do so within the first searches; whether they can at all
// is asked only then, because that answer costs more than such a solve.
Ending run_loops(Equilibrator& state, const Options& options, std::vector<LimitId>& conflict) {
  if (state.links().limits().empty()) return balance(state, options.gap, options.max_iterations);
  constexpr int kFirstTry = 60;
  constexpr int kTestIterations = 60;
  if (options.stranded_h) return balance_within_limits(state, options, options.max_iterations);
  Ending ending =
      balance_within_limits(state, options, std::min(kFirstTry, options.max_iterations));
  if (ending.status != Status::kIterationLimit) return ending;
  int used = ending.iterations;
  conflict = find_conflict(state, options.feasibility, kTestIterations, used);
  if (conflict.empty()) {
    ending = balance_within_limits(state, options, options.max_iterations - used);
  } else {
    ending = {Status::kInfeasible, state.search(), 1};
  }
  ending.iterations += used;
  return ending;
}

std::vector<Stranded> list_stranded(const Equilibrator& state) {
  std::vector<Stranded> stranded = state.unreachable();
  for (const Group& group : state.groups()) {
    for (const Pair& pair : group.pairs) {
      for (const UsedRoute& route : pair.routes) {
        if (route.stays && route.load > 0.0)
          stranded.push_back({DemandId(pair.demand), route.load, true});
      }
    }
  }
  std::sort(stranded.begin(), stranded.end(),
            [](const Stranded& a, const Stranded& b) { return a.demand < b.demand; });
  return stranded;
}

Route tree_route(const Topology& topology, const Group& group, const Pair& pair) {
  Route route = {DemandId(pair.demand), pair.load, {}};
  for (std::uint32_t arc = group.tree.parent[pair.destination]; arc != kNoArc;
       arc = group.tree.parent[topology.tail[arc]])
    route.arcs.emplace_back(arc);
  std::reverse(route.arcs.begin(), route.arcs.end());
  return route;
}

std::vector<Route> list_routes(const Equilibrator& state) {
  std::vector<Route> routes;
  for (const Group& group : state.groups()) {
    for (const Pair& pair : group.pairs) {
      if (pair.routes.empty()) routes.push_back(tree_route(state.topology(), group, pair));
      for (const UsedRoute& used : pair.routes) {
        if (used.load == 0.0 || used.stays) continue;
        Route route = {DemandId(pair.demand), used.load, {}};
        for (const std::uint32_t arc : group.arcs(used)) route.arcs.emplace_back(arc);
        routes.push_back(std::move(route));
      }
    }
  }
  std::stable_sort(routes.begin(), routes.end(),
                   [](const Route& a, const Route& b) { return a.demand < b.demand; });
  return routes;
}

Column<ArcId, double> column_of(const std::vector<double>& values, std::size_t count) {
  Column<ArcId, double> column;
  column.reserve(count);
  for (std::size_t i = 0; i < count; ++i) column.push_back(values[i]);
  return column;
}

void fill_class_loads(const Problem& problem, const Equilibrator& state, Flows& flows) {
  for (const UserClassId user_class : problem.classes.ids()) {
    const bool is_only = problem.classes.size() == 1;
    flows.class_load_teu_per_h.push_back(
        is_only ? flows.load_teu_per_h
                : column_of(state.sum_loads(user_class.value()), problem.graph.arc_count()));
  }
}

void fill_totals(const Problem& problem, const LinkState& links, Flows& flows) {
  for (const ArcId arc : problem.graph.arcs()) {
    flows.time_h.push_back(links.user_time(arc.value()));
    const double load = flows.load_teu_per_h[arc];
    if (load == 0.0) continue;
    flows.objective += links.area(arc.value());
    flows.total_time += load * flows.time_h[arc];
  }
  double fixed = 0.0;
  for (const UserClassId user_class : problem.classes.ids()) {
    const auto& fixed_h = problem.classes[user_class].fixed_h;
    for (const ArcId arc : fixed_h.ids())
      fixed += fixed_h[arc] * flows.class_load_teu_per_h[user_class][arc];
  }
  for (std::size_t arc = problem.graph.arc_count(); arc < links.size(); ++arc)
    flows.objective += links.area(static_cast<std::uint32_t>(arc));
  flows.objective += fixed;
  flows.total_time += fixed;
}

Certificate certify(const Equilibrator::Totals& totals, const LinkState& links, double objective) {
  Certificate certificate;
  certificate.relative_gap = totals.gap();
  certificate.largest_excess = std::max(0.0, largest_excess(links));
  const double unused = price_of_unused(links);
  const double total = totals.shortest + totals.excess;
  if (total > 0.0) certificate.complementarity = unused / total;
  if (objective > 0.0) {
    double slack = 0.0;
    for (const auto& limit : links.limits()) slack += limit.price() * (limit.limit - limit.load);
    certificate.duality_gap = (totals.excess + slack) / objective;
  }
  return certificate;
}

}  // namespace

Flows solve(const Problem& problem, const Options& options, const std::vector<Route>* start) {
  require_sound_costs(problem);
  require_sound_demand(problem);
  require_sound_limits(problem);
  Flows flows;
  Equilibrator state(problem, options);
  state.load_first(start);
  const Ending ending = run_loops(state, options, flows.conflict);

  state.share_proportionally();

  flows.status = ending.status;
  flows.iterations = ending.iterations;
  flows.load_teu_per_h = column_of(state.links().loads(), problem.graph.arc_count());
  fill_class_loads(problem, state, flows);
  fill_totals(problem, state.links(), flows);
  for (const auto& limit : state.links().limits()) flows.price_h.push_back(limit.price());
  flows.stranded = list_stranded(state);
  if (options.stranded_h) {
    for (const Stranded& load : flows.stranded) {
      const bool has_curve = problem.demand[load.demand].curve.shape != DemandShape::kFixed;
      if (load.has_way && !has_curve) flows.objective += *options.stranded_h * load.load_teu_per_h;
    }
  }
  flows.certificate = certify(ending.totals, state.links(), flows.objective);
  if (options.keep_routes) flows.routes = list_routes(state);
  return flows;
}

}  // namespace corridor::assignment
