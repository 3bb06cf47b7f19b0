#include "corridor/studies/ways.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <set>

#include "corridor/routes/alternatives.hpp"
#include "corridor/routes/distinct.hpp"
#include "corridor/routes/k_cheapest.hpp"
#include "corridor/routes/network_schedule.hpp"
#include "corridor/routes/pareto.hpp"
#include "corridor/routes/via.hpp"

namespace corridor::studies {
namespace {

using network::Component;
using network::MonthState;
using network::Network;
using routes::Route;
using Arcs = std::vector<ArcId>;

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr std::size_t kMostCandidates = 2000;  // one for each marker arc
constexpr int kHorizonDays = 200;              // looked ahead from the day of departure
constexpr int kDaysCompared = 7;

// The search space of one question: the network unrolled over the stops, with costs spread.
struct Space {
  routes::UnrolledGraph unrolled;
  std::vector<double> costs;
  NodeId source;
  NodeId target;
};

void close_avoided(std::vector<double>& costs, const Arcs& avoid) {
  for (const ArcId arc : avoid) costs[arc.value()] = kInfinity;
}

Space make_space(const Network& network, const Shipment& shipment, const WayOptions& options,
                 std::vector<double> costs) {
  close_avoided(costs, options.avoid);
  Space space;
  space.unrolled = routes::unroll(network.graph, options.via);
  space.costs = space.unrolled.spread(std::span<const double>(costs));
  space.source = space.unrolled.first(shipment.source);
  space.target = space.unrolled.last(shipment.target);
  return space;
}

// Positions in a route of the unrolled graph from which places count anew.
std::vector<std::size_t> legs_begin(const Space& space, const Arcs& arcs) {
  std::vector<std::size_t> begins;
  for (std::size_t i = 0; i < arcs.size(); ++i) {
    const auto& graph = space.unrolled.graph;
    if (space.unrolled.stops_made(graph.tail(arcs[i])) <
        space.unrolled.stops_made(graph.head(arcs[i])))
      begins.push_back(i + 1);
  }
  return begins;
}

// How far a route is from what a forwarder would book.
enum class Oddity : unsigned char {
  kNone,
  kCallsAndTurnsBack,  // at a stop asked for that lies off every way through
  kOdd,                // comes back to a place all the same, or lands only to sail on
};

Oddity oddity_of(const Network& network, const Space& space, const Arcs& in_space,
                 const Arcs& arcs) {
  if (routes::lands_to_sail_on(network, arcs)) return Oddity::kOdd;
  if (!routes::returns_to_a_place(network, arcs)) return Oddity::kNone;
  return routes::returns_to_a_place(network, arcs, legs_begin(space, in_space))
             ? Oddity::kOdd
             : Oddity::kCallsAndTurnsBack;
}

// Arcs of the network, cheapest first: of the least odd kind that is found, and of odd ones no more
// than the cheapest.
std::vector<Arcs> sensible(const Network& network, const Space& space,
                           const std::vector<Route>& found) {
  std::vector<Arcs> result;
  Oddity least = Oddity::kOdd;
  for (const Route& route : found) {
    Arcs arcs = space.unrolled.original(route.arcs);
    const Oddity oddity = oddity_of(network, space, route.arcs, arcs);
    if (oddity > least || (oddity == Oddity::kOdd && !result.empty())) continue;
    if (oddity < least) result.clear();
    least = oddity;
    result.push_back(std::move(arcs));
  }
  return result;
}

// Positions of the routes worth showing. `costs` [arc]: see DistinctLimits; empty for a Pareto set,
// where a dear detour may be the cleanest way.
std::vector<std::size_t> pick(const Network& network, const std::vector<Arcs>& candidates,
                              std::size_t count, std::span<const double> costs) {
  routes::DistinctLimits limits;
  limits.count = count;
  limits.costs = costs;
  return routes::pick_distinct(network, candidates, limits);
}

// Arcs of the space that tell ways apart: borders, quays, services and lanes.
Arcs markers_in(const Network& network, const Space& space) {
  Column<ArcId, char> is_marker(network.arcs.size(), 0);
  for (const ArcId arc : network.markers) is_marker[arc] = 1;
  Arcs markers;
  for (std::size_t arc = 0; arc < space.unrolled.arc_of.size(); ++arc) {
    const ArcId original = space.unrolled.arc_of[arc];
    const bool sails = network.arcs[original].kind == network::ArcKind::kSail;
    if (is_marker[original] != 0 || sails) markers.push_back(ArcId(arc));
  }
  return markers;
}

// The costs of the space without what moves by a mode.
std::vector<double> costs_without(const Network& network, const Space& space, model::Mode mode) {
  std::vector<double> costs = space.costs;
  for (std::size_t arc = 0; arc < costs.size(); ++arc) {
    const network::ArcFacts& facts = network.arcs[space.unrolled.arc_of[arc]];
    if (facts.mode == mode && facts.length.value() > 0.0) costs[arc] = kInfinity;
  }
  return costs;
}

// Candidates: the cheapest route through each border, quay and service, within the detour bound;
// by all modes, and by truck or train alone, since the cheapest way through a post may take the
// train for most of a way that trucks drive, too.
std::vector<Arcs> through_markers(const Network& network, const Space& space,
                                  const WayOptions& options) {
  const Arcs markers = markers_in(network, space);
  const routes::AlternativeLimits limits{kMostCandidates, options.max_stretch,
                                         options.max_extra_usd};
  routes::ShortestPaths paths(space.unrolled.graph);
  routes::MarkerSearch search(space.unrolled.graph, markers);
  routes::Tree from;
  routes::Tree to;
  std::vector<Route> found;
  for (const std::vector<double>& costs :
       {space.costs, costs_without(network, space, model::Mode::kRail),
        costs_without(network, space, model::Mode::kRoad)}) {
    paths.tree_from(space.source, costs, from);
    paths.tree_to(space.target, costs, to);
    for (Route& route : search.find(from, to, space.source, space.target, costs, limits))
      found.push_back(std::move(route));
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const Route& a, const Route& b) { return a.cost < b.cost; });
  const auto dear = std::find_if(found.begin(), found.end(), [&](const Route& route) {
    return route.cost > options.max_stretch * found.front().cost + options.max_extra_usd;
  });
  found.erase(dear, found.end());
  return sensible(network, space, found);
}

std::vector<Arcs> find_candidates(const Network& network, const Space& space,
                                  const WayOptions& options) {
  if (options.search == WaySearch::kAll) {
    std::vector<Arcs> result;
    for (const Route& route : routes::find_k_cheapest(space.unrolled.graph, space.source,
                                                      space.target, space.costs, options.count))
      result.push_back(space.unrolled.original(route.arcs));
    return result;
  }
  return through_markers(network, space, options);
}

// Money, hours, variance and CO2e of each arc; closed arcs closed in all.
std::array<std::vector<double>, 4> objectives(const Network& network, const Shipment& shipment,
                                              const MonthState& state, const Arcs& avoid) {
  std::vector<double> costs;
  network::fill_costs(network, shipment.cargo, state, costs);
  close_avoided(costs, avoid);
  std::array<std::vector<double>, 4> columns;
  for (auto& column : columns) column.assign(costs.size(), kInfinity);
  for (const ArcId arc : network.arcs.ids()) {
    if (costs[arc.value()] == kInfinity) continue;
    const Breakdown parts = network::break_down(network, shipment.cargo, state, {&arc, 1});
    const network::Journey trip = network::journey(network, state, {&arc, 1});
    columns[0][arc.value()] =
        std::accumulate(parts.begin(), parts.begin() + network::kMoneyComponents, 0.0);
    columns[1][arc.value()] = trip.time.value();
    columns[2][arc.value()] = trip.variance_h2;
    columns[3][arc.value()] = trip.co2_kg_per_t;
  }
  return columns;
}

// The Pareto set, thinned to routes that differ.
std::vector<Arcs> find_pareto(const Network& network, const Shipment& shipment,
                              const MonthState& state, const WayOptions& options, Ways& result) {
  const auto columns = objectives(network, shipment, state, options.avoid);
  const Space space = make_space(network, shipment, options, columns[0]);
  std::array<std::vector<double>, 4> spread;
  std::vector<routes::Costs> views;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    spread[i] = space.unrolled.spread(std::span<const double>(columns[i]));
    views.emplace_back(spread[i]);
  }
  routes::ParetoOptions pareto;
  pareto.detour = options.detour;
  pareto.max_labels = 2'000'000;
  routes::ParetoSet set =
      routes::find_pareto_routes(space.unrolled.graph, space.source, space.target, views, pareto);
  routes::ShortestPaths paths(space.unrolled.graph);
  const bool is_joined = paths.find_route(space.source, space.target, views[0]).has_value();
  while (is_joined && set.routes.empty() && set.status != routes::ParetoStatus::kLabelLimit) {
    pareto.detour = std::max(2.0 * pareto.detour, 0.01);
    set =
        routes::find_pareto_routes(space.unrolled.graph, space.source, space.target, views, pareto);
  }
  result.detour = pareto.detour;
  result.labels = set.labels;
  result.pareto_routes = set.routes.size();
  result.is_complete = set.status != routes::ParetoStatus::kLabelLimit;
  std::vector<Arcs> found;
  for (const routes::ParetoRoute& route : set.routes)
    found.push_back(space.unrolled.original(route.arcs));
  return found;
}

// The Pareto routes shown: the best in each objective first, then those that differ, by money.
std::vector<Way> thin(const Network& network, std::vector<Way> ways, std::size_t count) {
  if (ways.size() <= count) return ways;
  std::vector<Arcs> by_preference;
  const auto best = [&](auto value) {
    by_preference.push_back(
        std::min_element(ways.begin(), ways.end(), [&](const auto& a, const auto& b) {
          return value(a) < value(b);
        })->arcs);
  };
  best([](const Way& way) { return way.usd(); });
  best([](const Way& way) { return way.trip.time.value(); });
  best([](const Way& way) { return way.trip.variance_h2; });
  best([](const Way& way) { return way.co2_kg_per_teu; });
  for (const Way& way : ways) by_preference.push_back(way.arcs);
  std::vector<Arcs> kept;
  for (const std::size_t i : pick(network, by_preference, count, {}))
    kept.push_back(by_preference[i]);
  ways.erase(std::remove_if(ways.begin(), ways.end(),
                            [&](const Way& way) {
                              return std::find(kept.begin(), kept.end(), way.arcs) == kept.end();
                            }),
             ways.end());
  return ways;
}

void sort_by_cost(std::vector<Way>& ways) {
  std::stable_sort(ways.begin(), ways.end(),
                   [](const Way& a, const Way& b) { return a.generalised() < b.generalised(); });
}

// What is shut in every month from the date on that a box may still be under way.
MonthState shut_throughout(const std::vector<MonthState>& months, std::size_t first) {
  MonthState state = months[first];
  for (std::size_t month = first; month < months.size() && month < first + 3; ++month) {
    for (const FacilityId id : state.shut.ids())
      state.shut[id] = std::min(state.shut[id], months[month].shut[id]);
  }
  return state;
}

std::size_t month_of(const model::Period& period, Date date) {
  std::size_t month = 0;
  while (static_cast<int>(month) + 1 < period.months &&
         first_day(add_months(period.start, static_cast<int>(month) + 1)) <= date)
    ++month;
  return month;
}

Way time_way(const Network& network, const Shipment& shipment, const MonthState& state, Arcs arcs,
             const routes::TimedRoute& timed) {
  Way way = price_way(network, shipment, state, std::move(arcs));
  const Hours taken = timed.arrival - timed.departure;
  way.waiting = timed.waiting;
  way.cost[static_cast<std::size_t>(Component::kTime)] +=
      shipment.cargo.value_of_time.value() * (taken - way.trip.time).value();
  way.trip.time = taken;
  return way;
}

// The best route of each day, and each candidate as it fares when it leaves on the date.
void find_dated(const Network& network, const Shipment& shipment, const WayOptions& options,
                const std::vector<MonthState>& months, Ways& result) {
  result.month = month_of(network.scenario->period, *options.date);
  const MonthState& state = months[result.month];
  routes::NetworkSchedule schedule =
      routes::make_schedule(network, shipment.cargo, state, *options.date, kHorizonDays);
  std::vector<double> costs;
  network::fill_costs(network, shipment.cargo, shut_throughout(months, result.month), costs);
  const Space space = make_space(network, shipment, options, std::move(costs));
  std::vector<Arcs> candidates = find_candidates(network, space, options);

  close_avoided(schedule.costs, options.avoid);
  const auto spread_costs = space.unrolled.spread(std::span<const double>(schedule.costs));
  const auto spread_hours = space.unrolled.spread(std::span<const double>(schedule.duration_h));
  const auto spread_timing =
      space.unrolled.spread(std::span<const routes::TimingId>(schedule.timing_of));
  const routes::Schedule view{spread_costs,     spread_hours,          spread_timing,
                              schedule.timings, schedule.usd_per_hour, schedule.usd_per_hour};
  std::vector<Hours> departures;
  departures.reserve(kDaysCompared);
  for (int day = 0; day < kDaysCompared; ++day) departures.emplace_back(kHoursPerDay * day);
  const auto best = routes::find_by_departure(space.unrolled.graph, space.source, space.target,
                                              view, departures, Hours(kHoursPerDay * kHorizonDays));
  for (const routes::TimedResult& day : best) {
    result.by_day.push_back(day.route ? std::optional(day.route->cost) : std::nullopt);
  }
  if (best.front().route) {
    Arcs in_space;
    for (const routes::TimedStep& step : best.front().route->steps) in_space.push_back(step.arc);
    Arcs arcs = space.unrolled.original(in_space);
    if (candidates.empty() || oddity_of(network, space, in_space, arcs) == Oddity::kNone)
      candidates.insert(candidates.begin(), std::move(arcs));
  }
  for (const Arcs& arcs : candidates) {
    const auto timed = routes::time_route(arcs, schedule.view(), Hours(0));
    if (timed.route) result.ways.push_back(time_way(network, shipment, state, arcs, *timed.route));
  }
  sort_by_cost(result.ways);
}

void keep_distinct(const Network& network, const Shipment& shipment, const MonthState& state,
                   std::vector<Way>& ways, std::size_t count) {
  std::vector<double> costs;
  network::fill_costs(network, shipment.cargo, state, costs);
  std::vector<Arcs> arcs;
  arcs.reserve(ways.size());
  for (const Way& way : ways) arcs.push_back(way.arcs);
  std::vector<Way> kept;
  for (const std::size_t i : pick(network, arcs, count, costs)) kept.push_back(std::move(ways[i]));
  ways = std::move(kept);
}

}  // namespace

double Way::usd() const {
  return std::accumulate(cost.begin(), cost.begin() + network::kMoneyComponents, 0.0);
}

double Way::generalised() const {
  return std::accumulate(cost.begin(), cost.end(), 0.0);
}

Way price_way(const Network& network, const Shipment& shipment, const MonthState& state,
              Arcs arcs) {
  Way way;
  way.cost = network::break_down(network, shipment.cargo, state, arcs);
  way.trip = network::journey(network, state, arcs);
  way.co2_kg_per_teu = way.trip.co2_kg_per_t * shipment.weight.value();
  way.gateways = outcome::gateways_of(network, arcs);
  way.arcs = std::move(arcs);
  return way;
}

Ways find_ways(const Network& network, const Shipment& shipment, const WayOptions& options) {
  const std::vector<MonthState> months = network::month_states(network);
  Ways result;
  result.month = usual_month(months);
  if (options.date) {
    find_dated(network, shipment, options, months, result);
  } else {
    const MonthState& state = months[result.month];
    std::vector<Arcs> found;
    if (options.search == WaySearch::kPareto) {
      found = find_pareto(network, shipment, state, options, result);
    } else {
      std::vector<double> costs;
      network::fill_costs(network, shipment.cargo, state, costs);
      found = find_candidates(network, make_space(network, shipment, options, std::move(costs)),
                              options);
    }
    for (Arcs& arcs : found)
      result.ways.push_back(price_way(network, shipment, state, std::move(arcs)));
  }
  if (options.search == WaySearch::kPareto) {
    result.ways = thin(network, std::move(result.ways), options.count);
  } else if (options.search == WaySearch::kDistinct) {
    keep_distinct(network, shipment, months[result.month], result.ways, options.count);
  } else if (result.ways.size() > options.count) {
    result.ways.resize(options.count);
  }
  if (result.ways.empty()) {
    result.status = WayStatus::kUnreachable;
    result.severance = find_severance(network, shipment, months[result.month], options.avoid);
    if (!options.via.empty() && result.severance.cut.empty()) result.severance.by_wish = true;
  }
  return result;
}

}  // namespace corridor::studies
