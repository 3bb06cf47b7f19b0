#include "corridor/assignment/trip_problem.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

#include "corridor/base/error.hpp"
#include "shortest_tree.hpp"

namespace corridor::assignment {

namespace {

network::QueueDelay queue_of(const model::TripLink& link) {
  if (link.queue.servers <= 0.0) return {};
  return {link.capacity, link.queue.servers, link.queue.variability, link.queue.period,
          link.queue.headway};
}

// Links of the network as arcs, with delays and queues.
void add_links(const model::TripNetwork& network, TripProblem& result,
               std::vector<std::uint32_t>& order) {
  std::vector<network::ArcEnds> ends;
  ends.reserve(network.links.size());
  for (const model::TripLink& link : network.links)
    ends.push_back({NodeId(link.from), NodeId(link.to)});
  Problem& problem = result.problem;
  problem.graph = network::Graph(network.node_numbers.size(), ends, &order);
  problem.delay.assign(order.size(), {});
  result.arc_of_link.resize(order.size());
  const bool has_queues =
      std::any_of(network.links.begin(), network.links.end(),
                  [](const model::TripLink& link) { return link.queue.servers > 0.0; });
  if (has_queues) problem.queue.assign(order.size(), {});
  for (const ArcId arc : problem.graph.arcs()) {
    const model::TripLink& link = network.links[order[arc.value()]];
    result.arc_of_link[order[arc.value()]] = arc;
    problem.delay[arc] = {link.free_flow_time, link.b, link.capacity, link.power};
    if (has_queues) problem.queue[arc] = queue_of(link);
  }
  problem.is_through.assign(network.node_numbers.size(), 1);
  for (std::uint32_t node = 0; node < network.first_through && node < problem.is_through.size();
       ++node)
    problem.is_through[NodeId(node)] = 0;
}

// What each arc costs a class when it is empty.
std::vector<double> free_costs(const Problem& problem, UserClassId user_class) {
  std::vector<double> costs;
  const auto& fixed = problem.classes[user_class].fixed_h;
  for (const ArcId arc : problem.graph.arcs()) {
    double cost = problem.delay[arc].free_flow_h + (fixed.empty() ? 0.0 : fixed[arc]);
    if (!problem.queue.empty()) cost += network::wait_at(problem.queue[arc], 0.0).wait_h;
    costs.push_back(cost);
  }
  return costs;
}

}  // namespace

TripProblem make_trip_problem(const model::TripNetwork& network,
                              const std::vector<model::Trips>& trips, const CostWeights& weights) {
  const TripClass everyone = {trips, weights, 1.0};
  return make_trip_problem(network, std::span(&everyone, 1));
}

TripProblem make_trip_problem(const model::TripNetwork& network,
                              std::span<const TripClass> classes) {
  TripProblem result;
  std::vector<std::uint32_t> order;
  add_links(network, result, order);
  Problem& problem = result.problem;
  for (const TripClass& one : classes) {
    CORRIDOR_ASSERT(one.load_per_trip > 0.0, "a trip counts something");
    const UserClassId id(problem.classes.size());
    UserClass user_class;
    for (const std::uint32_t link : order)
      user_class.fixed_h.push_back(one.weights.toll * network.links[link].toll +
                                   one.weights.length * network.links[link].length);
    problem.classes.push_back(std::move(user_class));
    result.load_per_trip.push_back(one.load_per_trip);
    for (const model::Trips& trip : one.trips)
      problem.demand.push_back(
          {NodeId(trip.from), NodeId(trip.to), id, trip.count * one.load_per_trip});
  }
  return result;
}

void make_elastic(Problem& problem, double elasticity) {
  CORRIDOR_ASSERT(elasticity > 0.0, "an elasticity is above zero here");
  const Topology topology(problem);
  TreeSearch search(topology);
  Tree tree;
  for (const UserClassId user_class : problem.classes.ids()) {
    const std::vector<double> costs = free_costs(problem, user_class);
    NodeId origin;
    for (Demand& demand : problem.demand) {
      if (demand.user_class != user_class || demand.origin == demand.destination) continue;
      if (demand.origin != origin) {
        origin = demand.origin;
        tree.root = origin.value();
        search.build(costs.data(), tree);
      }
      const double cost = search.label(demand.destination.value());
      if (cost > 0.0 && std::isfinite(cost)) demand.curve = {DemandShape::kPower, cost, elasticity};
    }
  }
}

std::string format_flows(const model::TripNetwork& network, const TripProblem& trip_problem,
                         const Flows& flows) {
  const Problem& problem = trip_problem.problem;
  const bool has_classes = problem.classes.size() > 1;
  std::string text = "from,to,volume_teu,cost";
  for (std::size_t c = 1; has_classes && c <= problem.classes.size(); ++c)
    fmt::format_to(std::back_inserter(text), ",trips_{0},cost_{0}", c);
  text += "\n";
  for (std::size_t i = 0; i < network.links.size(); ++i) {
    const ArcId arc = trip_problem.arc_of_link[i];
    const auto cost_of = [&](UserClassId user_class) {
      return flows.time_h[arc] + problem.classes[user_class].fixed_h[arc];
    };
    fmt::format_to(std::back_inserter(text), "{},{},{:.17g},{:.17g}",
                   network.node_numbers[network.links[i].from],
                   network.node_numbers[network.links[i].to], flows.load_teu_per_h[arc],
                   cost_of(UserClassId(0)));
    for (const UserClassId c : problem.classes.ids()) {
      if (!has_classes) break;
      fmt::format_to(std::back_inserter(text), ",{:.17g},{:.17g}",
                     flows.class_load_teu_per_h[c][arc] / trip_problem.load_per_trip[c.value()],
                     cost_of(c));
    }
    text += "\n";
  }
  return text;
}

}  // namespace corridor::assignment
