#include "corridor/routes/k_cheapest.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <queue>
#include <set>
#include <utility>

#include "corridor/base/error.hpp"

namespace corridor::routes {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

// A set of nodes that is emptied at no cost.
class NodeSet {
 public:
  explicit NodeSet(std::size_t node_count) : stamp_(node_count) {}
  void clear() { ++now_; }
  void insert(NodeId node) { stamp_[node.value()] = now_; }
  [[nodiscard]] bool contains(NodeId node) const { return stamp_[node.value()] == now_; }

 private:
  std::vector<std::uint32_t> stamp_;
  std::uint32_t now_ = 1;
};

// All routes that follow `route` for `position` arcs and leave it there by another arc than it
// and those that `earlier`, a deviation at the same place, has ruled out.
struct Deviation {
  std::uint32_t route;
  std::uint32_t position;
  std::uint32_t earlier;      // or kNone
  ArcId first;                // the arc by which the cheapest of them may leave
  std::vector<ArcId> suffix;  // once searched for: the arcs after the shared ones
};

class KCheapest {
 public:
  KCheapest(const Graph& graph, NodeId source, NodeId target, Costs costs)
      : graph_(graph),
        source_(source),
        target_(target),
        costs_(costs),
        prefix_(graph.node_count()) {
    ShortestPaths(graph).tree_to(target, costs, rest_);
  }

  std::vector<Route> find(std::size_t count) {
    if (count == 0 || rest_.distance[source_.value()] == kInfinity) return {};
    std::vector<ArcId> first;
    follow_tree(source_, first);
    accept(std::move(first), 0, kNone);
    while (routes_.size() < count && !queue_.empty()) take_next();
    // Bounds and costs add the same numbers in another order, so the last bit may differ.
    std::stable_sort(routes_.begin(), routes_.end(),
                     [](const Route& a, const Route& b) { return a.cost < b.cost; });
    return std::move(routes_);
  }

 private:
  static constexpr std::uint32_t kNone = 0xFFFFFFFFU;

  // A deviation and what its cheapest route costs at least.
  struct Bound {
    double cost;
    std::uint32_t deviation;
    friend bool operator>(const Bound& a, const Bound& b) {
      return std::pair(a.cost, a.deviation) > std::pair(b.cost, b.deviation);
    }
  };
  // A node on the way from a deviation to the target; the nearest to the target goes first.
  struct Step {
    double bound;
    double cost;
    NodeId node;
    friend bool operator>(const Step& a, const Step& b) {
      return a.bound != b.bound ? a.bound > b.bound
                                : std::pair(b.cost, a.node) > std::pair(a.cost, b.node);
    }
  };
  template <class T>
  using Queue = std::priority_queue<T, std::vector<T>, std::greater<>>;

  [[nodiscard]] double rest(NodeId node) const { return rest_.distance[node.value()]; }

  void follow_tree(NodeId node, std::vector<ArcId>& arcs) const {
    for (; node != target_; node = graph_.head(arcs.back()))
      arcs.push_back(rest_.parent[node.value()]);
  }

  // Takes the least bound: accepts its route if that is known to be loopless, else searches for it.
  void take_next() {
    const Bound least = queue_.top();
    queue_.pop();
    const std::uint32_t id = least.deviation;
    const Deviation deviation = deviations_[id];
    const std::vector<ArcId>& base = routes_[deviation.route].arcs;
    const double shared_cost = enter_prefix(base, deviation.position);
    std::vector<ArcId> suffix = deviation.suffix;
    if (suffix.empty() && !continue_by_tree(deviation.first, suffix)) {
      const double cost = search(deviation, suffix);
      if (suffix.empty()) return;
      queue_.push(Bound{shared_cost + cost, id});
      deviations_[id].suffix = std::move(suffix);
      return;
    }
    std::vector<ArcId> arcs(base.begin(), base.begin() + deviation.position);
    arcs.insert(arcs.end(), suffix.begin(), suffix.end());
    accept(std::move(arcs), deviation.position, id);
  }

  // Puts the nodes of the first `position` arcs, and the one reached by them, into `prefix_`.
  double enter_prefix(const std::vector<ArcId>& arcs, std::size_t position) {
    double cost = 0.0;
    prefix_.clear();
    prefix_.insert(source_);
    for (std::size_t i = 0; i < position; ++i) {
      prefix_.insert(graph_.head(arcs[i]));
      cost += costs_[arcs[i].value()];
    }
    return cost;
  }

  // The arcs from `first` on along the tree; false when they come back to the prefix.
  bool continue_by_tree(ArcId first, std::vector<ArcId>& suffix) const {
    for (NodeId node = graph_.head(first); node != target_;
         node = graph_.head(rest_.parent[node.value()]))
      if (prefix_.contains(node)) return false;
    suffix.push_back(first);
    follow_tree(graph_.head(first), suffix);
    return true;
  }

  // Adds the route and its deviations at and after `position`, which it shares with the deviation
  // `from` that led to it.
  void accept(std::vector<ArcId> arcs, std::size_t position, std::uint32_t from) {
    const auto route = static_cast<std::uint32_t>(routes_.size());
    double cost = 0.0;
    NodeId node = source_;
    prefix_.clear();
    for (std::size_t i = 0; i < arcs.size(); ++i) {
      prefix_.insert(node);
      if (i >= position) {
        const std::uint32_t earlier = i == position ? from : kNone;
        add_deviation(Deviation{route, static_cast<std::uint32_t>(i), earlier, ArcId(), {}}, node,
                      arcs[i], cost);
      }
      cost += costs_[arcs[i].value()];
      node = graph_.head(arcs[i]);
    }
    routes_.push_back(Route{cost, std::move(arcs)});
  }

  // Looks one arc ahead: the cheapest way on from `node`, were loops allowed after that arc.
  void add_deviation(Deviation deviation, NodeId node, ArcId taken, double shared_cost) {
    double best = kInfinity;
    const std::uint32_t end = graph_.first_out_array()[node.value() + 1];
    for (ArcId arc(graph_.first_out(node)); arc.value() < end; ++arc) {
      const NodeId head = graph_.head(arc);
      const double cost = costs_[arc.value()] + rest(head);
      if (!(cost < best) || arc == taken || prefix_.contains(head)) continue;
      if (is_ruled_out(deviation.earlier, arc)) continue;
      best = cost;
      deviation.first = arc;
    }
    if (best == kInfinity) return;
    queue_.push(Bound{shared_cost + best, static_cast<std::uint32_t>(deviations_.size())});
    deviations_.push_back(std::move(deviation));
  }

  // Whether `arc` was taken at the same place by a route accepted before: by the route that
  // deviation `earlier` left, or by one that left before it.
  [[nodiscard]] bool is_ruled_out(std::uint32_t earlier, ArcId arc) const {
    for (std::uint32_t id = earlier; id != kNone; id = deviations_[id].earlier)
      if (routes_[deviations_[id].route].arcs[deviations_[id].position] == arc) return true;
    return false;
  }

  // The cheapest way from the end of the prefix to the target around the prefix, in `suffix`;
  // returns its cost. Empty when there is none. Search towards the target with exact distances of
  // the open graph as bounds.
  double search(const Deviation& deviation, std::vector<ArcId>& suffix) {
    const NodeId start = deviation.position == 0
                             ? source_
                             : graph_.head(routes_[deviation.route].arcs[deviation.position - 1]);
    labels_.distance.resize(graph_.node_count(), kInfinity);
    labels_.parent.resize(graph_.node_count());
    touched_.clear();
    Queue<Step> queue;
    expand(Step{0.0, 0.0, start}, queue, [&](ArcId arc) {
      return arc == routes_[deviation.route].arcs[deviation.position] ||
             is_ruled_out(deviation.earlier, arc);
    });
    while (!queue.empty() && queue.top().node != target_) {
      const Step step = queue.top();
      queue.pop();
      if (step.cost == labels_.distance[step.node.value()])
        expand(step, queue, [](ArcId) { return false; });
    }
    const double cost = labels_.distance[target_.value()];
    if (!queue.empty()) unwind(start, suffix);
    for (const NodeId node : touched_) labels_.distance[node.value()] = kInfinity;
    return cost;
  }

  template <class IsBanned>
  void expand(const Step& step, Queue<Step>& queue, IsBanned&& is_banned) {
    const std::uint32_t end = graph_.first_out_array()[step.node.value() + 1];
    for (ArcId arc(graph_.first_out(step.node)); arc.value() < end; ++arc) {
      const NodeId head = graph_.head(arc);
      const double cost = step.cost + costs_[arc.value()];
      double& best = labels_.distance[head.value()];
      if (!(cost < best) || prefix_.contains(head) || rest(head) == kInfinity) continue;
      if (is_banned(arc)) continue;
      if (best == kInfinity) touched_.push_back(head);
      best = cost;
      labels_.parent[head.value()] = arc;
      queue.push(Step{cost + rest(head), cost, head});
    }
  }

  void unwind(NodeId start, std::vector<ArcId>& suffix) const {
    for (NodeId node = target_; node != start; node = graph_.tail(suffix.back()))
      suffix.push_back(labels_.parent[node.value()]);
    std::reverse(suffix.begin(), suffix.end());
  }

  const Graph& graph_;
  NodeId source_;
  NodeId target_;
  Costs costs_;
  Tree rest_;       // to the target
  NodeSet prefix_;  // nodes of the shared arcs
  std::vector<Route> routes_;
  std::vector<Deviation> deviations_;
  Queue<Bound> queue_;
  Tree labels_;  // of `search`; distances are +infinity between calls
  std::vector<NodeId> touched_;
};

// The first node that `named` holds twice, or none.
NodeId find_repeated(std::vector<NodeId> named) {
  std::sort(named.begin(), named.end());
  const auto twice = std::adjacent_find(named.begin(), named.end());
  return twice == named.end() ? NodeId() : *twice;
}

// Routes of each leg, cheapest first, and combinations of one route per leg by total cost.
class Legs {
 public:
  void add(std::vector<Route> routes) { legs_.push_back(std::move(routes)); }

  // Calls `visit` with combinations, cheapest first, until it returns true; false when it never
  // does.
  template <class Visit>
  bool visit_by_cost(std::size_t limit, Visit&& visit) const {
    using Choice = std::vector<std::size_t>;
    using Item = std::pair<double, Choice>;
    std::priority_queue<Item, std::vector<Item>, std::greater<>> queue;
    std::set<Choice> seen;
    const auto push = [&](Choice choice) {
      if (seen.insert(choice).second) queue.emplace(cost_of(choice), std::move(choice));
    };
    push(Choice(legs_.size()));
    for (std::size_t tried = 0; tried < limit && !queue.empty(); ++tried) {
      const Choice choice = queue.top().second;
      queue.pop();
      if (visit(join(choice))) return true;
      for (std::size_t leg = 0; leg < legs_.size(); ++leg) {
        Choice next = choice;
        if (++next[leg] < legs_[leg].size()) push(std::move(next));
      }
    }
    return false;
  }

  // What a combination costs at least that uses a route beyond the `cut` kept of some leg.
  [[nodiscard]] double cost_beyond(std::size_t cut) const {
    const double least = cost_of(std::vector<std::size_t>(legs_.size()));
    double beyond = kInfinity;
    for (const std::vector<Route>& leg : legs_)
      if (leg.size() >= cut) beyond = std::min(beyond, least - leg.front().cost + leg.back().cost);
    return beyond;
  }

 private:
  [[nodiscard]] double cost_of(const std::vector<std::size_t>& choice) const {
    double cost = 0.0;
    for (std::size_t leg = 0; leg < choice.size(); ++leg) cost += legs_[leg][choice[leg]].cost;
    return cost;
  }
  [[nodiscard]] std::vector<ArcId> join(const std::vector<std::size_t>& choice) const {
    std::vector<ArcId> arcs;
    for (std::size_t leg = 0; leg < choice.size(); ++leg) {
      const std::vector<ArcId>& part = legs_[leg][choice[leg]].arcs;
      arcs.insert(arcs.end(), part.begin(), part.end());
    }
    return arcs;
  }

  std::vector<std::vector<Route>> legs_;
};

// The first node that `arcs`, from `source` on, pass twice, or none.
NodeId find_loop(const Graph& graph, NodeId source, const std::vector<ArcId>& arcs) {
  std::vector<NodeId> nodes = {source};
  for (const ArcId arc : arcs) nodes.push_back(graph.head(arc));
  return find_repeated(std::move(nodes));
}

}  // namespace

std::vector<Route> find_k_cheapest(const Graph& graph, NodeId source, NodeId target, Costs costs,
                                   std::size_t count) {
  CORRIDOR_ASSERT(costs.size() == graph.arc_count(), "one cost per arc");
  CORRIDOR_ASSERT(graph.holds(source) && graph.holds(target), "both ends are nodes of the graph");
  return KCheapest(graph, source, target, costs).find(count);
}

std::vector<double> close_arcs(const Graph& graph, Costs costs, std::span<const ArcId> arcs,
                               std::span<const NodeId> nodes) {
  CORRIDOR_ASSERT(costs.size() == graph.arc_count(), "one cost per arc");
  std::vector<double> closed(costs.begin(), costs.end());
  for (const ArcId arc : arcs) closed[arc.value()] = kInfinity;
  for (const NodeId node : nodes) {
    CORRIDOR_ASSERT(graph.holds(node), "only nodes of the graph can be closed");
    for (const ArcId arc : graph.arcs_in(node)) closed[arc.value()] = kInfinity;
    const std::uint32_t end = graph.first_out_array()[node.value() + 1];
    for (std::uint32_t arc = graph.first_out(node); arc < end; ++arc) closed[arc] = kInfinity;
  }
  return closed;
}

ViaRoute find_route_via(const Graph& graph, NodeId source, std::span<const NodeId> via,
                        NodeId target, Costs costs, std::size_t routes_per_leg) {
  constexpr std::size_t kMostCombinations = 10000;
  std::vector<NodeId> named = {source};
  named.insert(named.end(), via.begin(), via.end());
  named.push_back(target);
  ViaRoute result;
  if (const NodeId twice = find_repeated(named); !twice.is_none()) {
    result.status = ViaStatus::kRepeated;
    result.shared = twice;
    return result;
  }
  Legs legs;
  for (std::size_t leg = 0; leg + 1 < named.size(); ++leg) {
    std::vector<NodeId> others = named;
    others.erase(others.begin() + static_cast<std::ptrdiff_t>(leg),
                 others.begin() + static_cast<std::ptrdiff_t>(leg) + 2);
    std::vector<Route> routes = find_k_cheapest(
        graph, named[leg], named[leg + 1], close_arcs(graph, costs, {}, others), routes_per_leg);
    if (routes.empty()) {
      result.status = ViaStatus::kUnreachable;
      result.leg = leg;
      return result;
    }
    legs.add(std::move(routes));
  }
  const bool found = legs.visit_by_cost(kMostCombinations, [&](std::vector<ArcId> arcs) {
    const NodeId loop = find_loop(graph, source, arcs);
    if (result.shared.is_none()) result.shared = loop;
    if (!loop.is_none()) return false;
    double cost = 0.0;
    for (const ArcId arc : arcs) cost += costs[arc.value()];
    result.route = Route{cost, std::move(arcs)};
    return true;
  });
  result.status = found ? ViaStatus::kFound : ViaStatus::kOnlyLoops;
  if (found) {
    result.shared = NodeId();
    result.is_proven = result.route->cost <= legs.cost_beyond(routes_per_leg);
  }
  return result;
}

}  // namespace corridor::routes
