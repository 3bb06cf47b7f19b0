#include "corridor/routes/alternatives.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <memory_resource>

#include "corridor/base/error.hpp"

namespace corridor::routes {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

// A marker and the cost of the cheapest route through it. Order: cost, then marker.
struct Candidate {
  double total;
  ArcId marker;
  [[nodiscard]] bool operator>(const Candidate& other) const {
    return total != other.total ? total > other.total : marker > other.marker;
  }
};

// The two trees of one pair and what is needed to read routes off them.
struct Pair {
  const Graph& graph;
  const Tree& forward;
  const Tree& backward;
  NodeId origin;
  NodeId destination;
  Costs costs;
};

// Whether the way from the origin to `tail` in the forward tree passes through `node`.
bool lies_before(const Pair& pair, NodeId node, NodeId tail) {
  const double at_node = pair.forward.distance[node.value()];
  while (pair.forward.distance[tail.value()] >= at_node) {
    if (tail == node) return true;
    const ArcId arc = pair.forward.parent[tail.value()];
    if (arc.is_none()) return false;
    tail = pair.graph.tail(arc);
  }
  return false;
}

// Number of arcs of the route through `marker`, or 0 when the route has a loop.
std::size_t loopless_length(const Pair& pair, ArcId marker) {
  const NodeId tail = pair.graph.tail(marker);
  std::size_t length = 1;
  for (NodeId node = pair.graph.head(marker);; ++length) {
    if (lies_before(pair, node, tail)) return 0;
    const ArcId arc = pair.backward.parent[node.value()];
    if (arc.is_none()) break;
    node = pair.graph.head(arc);
  }
  for (NodeId node = tail; node != pair.origin; ++length)
    node = pair.graph.tail(pair.forward.parent[node.value()]);
  return length;
}

// Without a stretch limit there is none even when the cheapest route is free.
double most_cost(const AlternativeLimits& limits, double cheapest) {
  if (limits.max_stretch == kInfinity) return kInfinity;
  return limits.max_stretch * cheapest + limits.max_extra;
}

double sum(const Pair& pair, const std::vector<ArcId>& arcs) {
  double cost = 0.0;
  for (const ArcId arc : arcs) cost += pair.costs[arc.value()];
  return cost;
}

Route unpack(const Pair& pair, ArcId marker, std::size_t length) {
  Route route;
  route.arcs.reserve(length);
  route.arcs.push_back(marker);
  for (NodeId node = pair.graph.tail(marker); node != pair.origin;) {
    route.arcs.push_back(pair.forward.parent[node.value()]);
    node = pair.graph.tail(route.arcs.back());
  }
  std::reverse(route.arcs.begin(), route.arcs.end());
  for (NodeId node = pair.graph.head(marker); node != pair.destination;) {
    route.arcs.push_back(pair.backward.parent[node.value()]);
    node = pair.graph.head(route.arcs.back());
  }
  route.cost = sum(pair, route.arcs);
  return route;
}

bool uses(const std::vector<Route>& routes, ArcId arc) {
  return std::any_of(routes.begin(), routes.end(), [arc](const Route& route) {
    return std::find(route.arcs.begin(), route.arcs.end(), arc) != route.arcs.end();
  });
}

// How many routes use each arc: an open-addressing table with room for `arcs` of them.
class UseCounts {
 public:
  explicit UseCounts(std::size_t arcs) : slots_(std::bit_ceil(2 * arcs + 1)) {}
  std::uint32_t& operator[](ArcId arc) {
    std::size_t slot = arc.value() * std::size_t{0x9E3779B1U};
    for (;; ++slot) {
      Slot& found = slots_[slot & (slots_.size() - 1)];
      if (found.arc.is_none()) found.arc = arc;
      if (found.arc == arc) return found.count;
    }
  }

 private:
  struct Slot {
    ArcId arc;
    std::uint32_t count = 0;
  };
  std::vector<Slot> slots_;
};

// `uses(arc)` is how many of the routes were seen to use the arc so far, 0 before the first.
template <class Uses>
std::vector<double> path_sizes_of(std::span<const std::span<const ArcId>> routes, Costs weights,
                                  Uses uses) {
  for (const std::span<const ArcId> route : routes)
    for (const ArcId arc : route) ++uses(arc);
  std::vector<double> sizes;
  sizes.reserve(routes.size());
  for (const std::span<const ArcId> route : routes) {
    double weight = 0.0;
    double own_weight = 0.0;
    for (const ArcId arc : route) {
      weight += weights[arc.value()];
      own_weight += weights[arc.value()] / uses(arc);
    }
    if (weight > 0.0) {
      sizes.push_back(std::min(own_weight / weight, 1.0));
      continue;
    }
    double own_arcs = 0.0;
    for (const ArcId arc : route) own_arcs += 1.0 / uses(arc);
    const auto count = static_cast<double>(route.size());
    sizes.push_back(route.empty() ? 1.0 : own_arcs / count);
  }
  return sizes;
}

}  // namespace

std::vector<Route> find_alternatives(const Graph& graph, const Tree& from_origin,
                                     const Tree& to_destination, NodeId origin, NodeId destination,
                                     std::span<const ArcId> markers, Costs costs,
                                     const AlternativeLimits& limits) {
  CORRIDOR_ASSERT(costs.size() == graph.arc_count(), "one cost per arc");
  CORRIDOR_ASSERT(graph.holds(origin) && graph.holds(destination),
                  "both ends are nodes of the graph");
  const Pair pair{graph, from_origin, to_destination, origin, destination, costs};
  std::vector<Route> routes;
  std::optional<Route> cheapest = route_in(graph, from_origin, destination);
  if (!cheapest || limits.max_routes == 0) return routes;
  const double limit = most_cost(limits, cheapest->cost);
  routes.reserve(std::min(limits.max_routes, markers.size() + 1));
  routes.push_back(std::move(*cheapest));
  if (origin == destination) return routes;

  std::array<std::byte, 4096> room;
  std::pmr::monotonic_buffer_resource memory(room.data(), room.size());
  std::pmr::vector<Candidate> candidates(&memory);
  candidates.reserve(markers.size());
  for (const ArcId marker : markers) {
    const double total = from_origin.distance[graph.tail(marker).value()] + costs[marker.value()] +
                         to_destination.distance[graph.head(marker).value()];
    if (total <= limit && total < kInfinity) candidates.push_back(Candidate{total, marker});
  }
  std::make_heap(candidates.begin(), candidates.end(), std::greater<>());
  while (routes.size() < limits.max_routes && !candidates.empty()) {
    std::pop_heap(candidates.begin(), candidates.end(), std::greater<>());
    const ArcId marker = candidates.back().marker;
    candidates.pop_back();
    if (uses(routes, marker)) continue;
    const std::size_t length = loopless_length(pair, marker);
    if (length > 0) routes.push_back(unpack(pair, marker, length));
  }
  // Totals and costs add the same numbers in another order, so the last bit may differ.
  std::stable_sort(routes.begin(), routes.end(),
                   [](const Route& a, const Route& b) { return a.cost < b.cost; });
  return routes;
}

std::vector<double> path_sizes(std::span<const Route> routes, Costs weights) {
  std::size_t count = 0;
  std::vector<std::span<const ArcId>> arcs;
  for (const Route& route : routes) {
    arcs.emplace_back(route.arcs);
    count += route.arcs.size();
  }
  UseCounts uses(count);
  return path_sizes_of(arcs, weights, [&](ArcId arc) -> std::uint32_t& { return uses[arc]; });
}

std::vector<double> path_sizes(std::span<const std::span<const ArcId>> routes, Costs weights,
                               std::vector<std::uint32_t>& uses) {
  std::vector<double> sizes = path_sizes_of(
      routes, weights, [&](ArcId arc) -> std::uint32_t& { return uses[arc.value()]; });
  for (const std::span<const ArcId> route : routes)
    for (const ArcId arc : route) uses[arc.value()] = 0;
  return sizes;
}

std::vector<double> path_size_logit(std::span<const Route> routes,
                                    std::span<const double> path_size, double theta) {
  CORRIDOR_ASSERT(routes.size() == path_size.size(), "one path size per route");
  double cheapest = kInfinity;
  for (const Route& route : routes) cheapest = std::min(cheapest, route.cost);
  std::vector<double> shares(routes.size());
  double total = 0.0;
  for (std::size_t i = 0; i < routes.size(); ++i) {
    shares[i] = path_size[i] * std::exp(-theta * (routes[i].cost - cheapest));
    total += shares[i];
  }
  for (double& share : shares) share /= total;
  return shares;
}

}  // namespace corridor::routes
