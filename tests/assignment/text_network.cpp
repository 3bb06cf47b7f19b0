#include "text_network.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <sstream>
#include <stdexcept>

namespace corridor::assignment {
namespace {

struct TextArc {
  network::ArcEnds ends;
  network::Delay delay;
  double toll = 0.0;
};

std::map<std::string, double> read_values(std::istringstream& words) {
  std::map<std::string, double> values;
  std::string name;
  double value = 0.0;
  while (words >> name >> value) values[name] = value;
  return values;
}

double value_of(const std::map<std::string, double>& values, const std::string& name,
                double otherwise) {
  const auto at = values.find(name);
  return at == values.end() ? otherwise : at->second;
}

// Time of an arc at its load as the delay's contract states it.
double time_at(const network::Delay& delay, double load) {
  if (delay.growth == 0.0 || delay.free_flow_h == 0.0) return delay.free_flow_h;
  if (delay.capacity_teu_per_h <= 0.0) return std::numeric_limits<double>::infinity();
  return delay.free_flow_h *
         (1.0 + delay.growth * std::pow(load / delay.capacity_teu_per_h, delay.power));
}

std::vector<double> distances(const Problem& problem, const std::vector<double>& cost,
                              NodeId origin) {
  std::vector<double> distance(problem.graph.node_count(), std::numeric_limits<double>::infinity());
  distance[origin.value()] = 0.0;
  for (std::size_t round = 0; round < problem.graph.node_count(); ++round) {
    for (const ArcId arc : problem.graph.arcs()) {
      const NodeId tail = problem.graph.tail(arc);
      const bool open =
          tail == origin || problem.is_through.empty() || problem.is_through[tail] != 0;
      double& head = distance[problem.graph.head(arc).value()];
      if (open) head = std::min(head, distance[tail.value()] + cost[arc.value()]);
    }
  }
  return distance;
}

}  // namespace

ArcId TextNetwork::arc(const std::string& ends, int nth) const {
  const auto bar = ends.find('>');
  const NodeId tail = nodes.at(ends.substr(0, bar));
  const NodeId head = nodes.at(ends.substr(bar + 1));
  for (const ArcId arc : problem.graph.arcs()) {
    if (problem.graph.tail(arc) == tail && problem.graph.head(arc) == head && nth-- == 0)
      return arc;
  }
  throw std::out_of_range("no arc " + ends);
}

TextNetwork read_network(const std::string& text, const std::vector<double>& values) {
  TextNetwork network;
  std::vector<TextArc> arcs;
  std::vector<std::string> limit_lines;
  const auto node = [&](const std::string& name) {
    return network.nodes.emplace(name, NodeId(network.nodes.size())).first->second;
  };
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string tail;
    std::string kind;
    std::string head;
    if (!(words >> tail)) continue;
    if (tail == "limit") {
      limit_lines.push_back(line);
      continue;
    }
    words >> kind >> head;
    const NodeId from = node(tail);
    const NodeId to = node(head);
    const auto numbers = read_values(words);
    if (kind == "->") {
      TextArc arc;
      arc.ends = {from, to};
      arc.delay = {value_of(numbers, "free", 0.0), value_of(numbers, "growth", 0.0),
                   value_of(numbers, "capacity", 1.0), value_of(numbers, "power", 1.0)};
      arc.toll = value_of(numbers, "toll", 0.0);
      arcs.push_back(arc);
    } else {
      const auto user_class = static_cast<std::size_t>(value_of(numbers, "class", 0.0));
      network.problem.demand.push_back(
          {from, to, UserClassId(user_class), value_of(numbers, "load", 0.0)});
    }
  }
  std::vector<network::ArcEnds> ends;
  ends.reserve(arcs.size());
  for (const TextArc& arc : arcs) ends.push_back(arc.ends);
  std::vector<std::uint32_t> order;
  Problem& problem = network.problem;
  problem.graph = network::Graph(network.nodes.size(), ends, &order);
  for (const std::uint32_t position : order) problem.delay.push_back(arcs[position].delay);
  for (const double value : values) {
    UserClass user_class;
    for (const std::uint32_t position : order)
      user_class.fixed_h.push_back(arcs[position].toll / value);
    problem.classes.push_back(std::move(user_class));
  }
  for (const std::string& line : limit_lines) {
    std::istringstream words(line);
    std::string word;
    Limit limit;
    words >> word >> limit.limit_teu_per_h;
    while (words >> word) limit.arcs.push_back(network.arc(word));
    problem.limits.push_back(limit);
  }
  return network;
}

namespace {

// Costs of arcs to a class at the loads of `flows`, prices included.
std::vector<double> costs_to(const Problem& problem, const Flows& flows, UserClassId user_class) {
  std::vector<double> cost(problem.graph.arc_count());
  const auto& fixed = problem.classes[user_class].fixed_h;
  for (const ArcId arc : problem.graph.arcs()) {
    const double load = flows.load_teu_per_h[arc];
    cost[arc.value()] = time_at(problem.delay[arc], load) + (fixed.empty() ? 0.0 : fixed[arc]);
    if (!problem.queue.empty())
      cost[arc.value()] += network::wait_at(problem.queue[arc], load).wait_h;
  }
  for (const LimitId limit : problem.limits.ids()) {
    for (const ArcId arc : problem.limits[limit].arcs) cost[arc.value()] += flows.price_h[limit];
  }
  return cost;
}

}  // namespace

double worst_regret(const Problem& problem, const Flows& flows) {
  double worst = 0.0;
  for (const Route& route : flows.routes) {
    const Demand& demand = problem.demand[route.demand];
    const auto cost = costs_to(problem, flows, demand.user_class);
    double own = 0.0;
    for (const ArcId arc : route.arcs) own += cost[arc.value()];
    const double best = distances(problem, cost, demand.origin)[demand.destination.value()];
    worst = std::max(worst, own - best);
  }
  return worst;
}

double worst_stay_regret(const Problem& problem, const Flows& flows) {
  std::vector<double> stays(problem.demand.size());
  for (const Stranded& stranded : flows.stranded)
    stays[stranded.demand.value()] += stranded.load_teu_per_h;
  double worst = 0.0;
  for (const DemandId id : problem.demand.ids()) {
    const Demand& demand = problem.demand[id];
    if (demand.curve.shape == DemandShape::kFixed || demand.origin == demand.destination) continue;
    const auto cost = costs_to(problem, flows, demand.user_class);
    const double best = distances(problem, cost, demand.origin)[demand.destination.value()];
    const double going = 1.0 - stays[id.value()] / demand.load_teu_per_h;
    const double off = share_going(demand.curve, best).value - going;
    worst = std::max(worst, std::abs(off));
  }
  return worst;
}

double worst_imbalance(const Problem& problem, const Flows& flows) {
  double worst = 0.0;
  for (const UserClassId user_class : problem.classes.ids()) {
    std::vector<double> balance(problem.graph.node_count());
    for (const ArcId arc : problem.graph.arcs()) {
      const double load = flows.class_load_teu_per_h[user_class][arc];
      balance[problem.graph.tail(arc).value()] -= load;
      balance[problem.graph.head(arc).value()] += load;
    }
    std::vector<double> stays(problem.demand.size());
    for (const Stranded& stranded : flows.stranded)
      stays[stranded.demand.value()] += stranded.load_teu_per_h;
    for (const DemandId id : problem.demand.ids()) {
      const Demand& demand = problem.demand[id];
      if (demand.user_class != user_class || demand.origin == demand.destination) continue;
      const double load = demand.load_teu_per_h - stays[id.value()];
      balance[demand.origin.value()] += load;
      balance[demand.destination.value()] -= load;
    }
    for (const double value : balance) worst = std::max(worst, std::abs(value));
  }
  return worst;
}

}  // namespace corridor::assignment
