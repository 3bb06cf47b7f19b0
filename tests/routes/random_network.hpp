// Small random networks for property tests, and the slow certain way to list routes.
#pragma once

#include <cstdint>
#include <limits>
#include <random>
#include <vector>

#include "corridor/routes/shortest.hpp"

namespace corridor::routes {

inline constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// Bits of a fixed generator; the same on every library, unlike the standard distributions.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}
  /// A whole number from `low` to `high`.
  [[nodiscard]] int roll(int low, int high) {
    return low + static_cast<int>(engine_() % static_cast<std::uint64_t>(high - low + 1));
  }
  [[nodiscard]] bool chance(int percent) { return roll(1, 100) <= percent; }

 private:
  std::mt19937_64 engine_;
};

struct RandomNetwork {
  Graph graph;
  std::vector<double> costs;  // [arc], whole numbers from 0, a few closed
};

/// `node_count` nodes and about `arc_count` arcs; self-loops and parallel arcs occur.
inline Graph random_graph(Dice& dice, int node_count, int arc_count) {
  std::vector<network::ArcEnds> arcs;
  for (int i = 0; i < arc_count; ++i) {
    const auto node = [&] {
      return NodeId(static_cast<std::size_t>(dice.roll(0, node_count - 1)));
    };
    const NodeId tail = node();
    arcs.push_back({tail, node()});
  }
  return Graph(static_cast<std::size_t>(node_count), arcs);
}

inline std::vector<double> random_costs(Dice& dice, const Graph& graph, int highest = 9) {
  std::vector<double> costs(graph.arc_count());
  for (double& cost : costs) cost = dice.chance(4) ? kInfinity : dice.roll(0, highest);
  return costs;
}

inline RandomNetwork random_network(std::uint64_t seed, int max_nodes = 8, int max_arcs = 22) {
  Dice dice(seed);
  const int nodes = dice.roll(2, max_nodes);
  RandomNetwork network;
  network.graph = random_graph(dice, nodes, dice.roll(1, max_arcs));
  network.costs = random_costs(dice, network.graph);
  return network;
}

inline double cost_of(const std::vector<ArcId>& arcs, Costs costs) {
  double cost = 0.0;
  for (const ArcId arc : arcs) cost += costs[arc.value()];
  return cost;
}

/// Whether `arcs` lead from `source` to `target` and pass no node twice.
inline bool is_loopless(const Graph& graph, const std::vector<ArcId>& arcs, NodeId source,
                        NodeId target) {
  std::vector<bool> seen(graph.node_count());
  NodeId node = source;
  seen[node.value()] = true;
  for (const ArcId arc : arcs) {
    if (graph.tail(arc) != node) return false;
    node = graph.head(arc);
    if (seen[node.value()]) return false;
    seen[node.value()] = true;
  }
  return node == target;
}

/// Every open loopless route, by trying all.
class Enumeration {
 public:
  Enumeration(const Graph& graph, Costs costs, NodeId source, NodeId target)
      : graph_(graph), costs_(costs), target_(target), seen_(graph.node_count()) {
    extend(source);
  }
  [[nodiscard]] const std::vector<Route>& routes() const { return routes_; }

 private:
  void extend(NodeId node) {
    if (node == target_) {
      routes_.push_back(Route{cost_of(arcs_, costs_), arcs_});
      return;
    }
    seen_[node.value()] = true;
    for (auto arc = graph_.first_out(node); arc < graph_.first_out_array()[node.value() + 1];
         ++arc) {
      const NodeId head = graph_.head(ArcId(arc));
      if (seen_[head.value()] || costs_[arc] == kInfinity) continue;
      arcs_.push_back(ArcId(arc));
      extend(head);
      arcs_.pop_back();
    }
    seen_[node.value()] = false;
  }

  const Graph& graph_;
  Costs costs_;
  NodeId target_;
  std::vector<bool> seen_;
  std::vector<ArcId> arcs_;
  std::vector<Route> routes_;
};

}  // namespace corridor::routes
