#include "corridor/assignment/trip_problem.hpp"

#include <fmt/format.h>

#include <iterator>

namespace corridor::assignment {

TripProblem make_trip_problem(const model::TripNetwork& network,
                              const std::vector<model::Trips>& trips, const CostWeights& weights) {
  std::vector<network::ArcEnds> ends;
  ends.reserve(network.links.size());
  for (const model::TripLink& link : network.links)
    ends.push_back({NodeId(link.from), NodeId(link.to)});
  TripProblem result;
  std::vector<std::uint32_t> order;
  Problem& problem = result.problem;
  problem.graph = network::Graph(network.node_numbers.size(), ends, &order);
  problem.delay.assign(order.size(), {});
  result.arc_of_link.resize(order.size());
  UserClass everyone;
  everyone.fixed_h.assign(order.size(), 0.0);
  for (const ArcId arc : problem.graph.arcs()) {
    const model::TripLink& link = network.links[order[arc.value()]];
    result.arc_of_link[order[arc.value()]] = arc;
    problem.delay[arc] = {link.free_flow_time, link.b, link.capacity, link.power};
    everyone.fixed_h[arc] = weights.toll * link.toll + weights.length * link.length;
  }
  problem.classes.push_back(std::move(everyone));
  problem.is_through.assign(network.node_numbers.size(), 1);
  for (std::uint32_t node = 0; node < network.first_through && node < problem.is_through.size();
       ++node)
    problem.is_through[NodeId(node)] = 0;
  for (const model::Trips& trip : trips)
    problem.demand.push_back({NodeId(trip.from), NodeId(trip.to), UserClassId(0), trip.count});
  return result;
}

std::string format_flows(const model::TripNetwork& network, const TripProblem& trip_problem,
                         const Flows& flows) {
  std::string text = "from,to,volume_teu,cost\n";
  const auto& fixed = trip_problem.problem.classes[UserClassId(0)].fixed_h;
  for (std::size_t i = 0; i < network.links.size(); ++i) {
    const ArcId arc = trip_problem.arc_of_link[i];
    fmt::format_to(std::back_inserter(text), "{},{},{:.17g},{:.17g}\n",
                   network.node_numbers[network.links[i].from],
                   network.node_numbers[network.links[i].to], flows.load_teu_per_h[arc],
                   flows.time_h[arc] + fixed[arc]);
  }
  return text;
}

}  // namespace corridor::assignment
