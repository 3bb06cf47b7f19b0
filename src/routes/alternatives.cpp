#include "corridor/routes/alternatives.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <compare>
#include <cstddef>
#include <functional>
#include <optional>
#include <utility>

#include "corridor/base/error.hpp"

namespace corridor::routes {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

// Without a stretch limit there is none even when the cheapest route is free.
double most_cost(const AlternativeLimits& limits, double cheapest) {
  if (limits.max_stretch == kInfinity) return kInfinity;
  return limits.max_stretch * cheapest + limits.max_extra;
}

// The two trees of one pair.
struct Pair {
  const Graph& graph;
  const Tree& forward;
  const Tree& backward;
  NodeId origin;
  NodeId destination;
};

// The cheapest walk by way of an arc, which may come back to where it was.
Route walk_by(const Pair& pair, ArcId arc, Costs costs) {
  Route walk{0.0, {arc}};
  for (NodeId node = pair.graph.tail(arc); node != pair.origin;) {
    walk.arcs.push_back(pair.forward.parent[node.value()]);
    node = pair.graph.tail(walk.arcs.back());
  }
  std::reverse(walk.arcs.begin(), walk.arcs.end());
  for (NodeId node = pair.graph.head(arc); node != pair.destination;) {
    walk.arcs.push_back(pair.backward.parent[node.value()]);
    node = pair.graph.head(walk.arcs.back());
  }
  walk.cost = cost_along(walk.arcs, costs);
  return walk;
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

MarkerSearch::MarkerSearch(const Graph& graph, std::span<const ArcId> markers)
    : graph_(&graph),
      contraction_(nullptr),
      taken_(graph.arc_count(), 0),
      visited_(graph.node_count(), 0) {
  std::vector<ArcId> ascending(markers.begin(), markers.end());
  std::sort(ascending.begin(), ascending.end());
  for (const ArcId& marker : ascending) add(marker, {&marker, 1});
}

MarkerSearch::MarkerSearch(const Graph& graph, const Contraction& contraction,
                           std::span<const ArcId> markers)
    : graph_(&graph),
      contraction_(&contraction),
      taken_(graph.arc_count(), 0),
      visited_(graph.node_count(), 0) {
  std::vector<char> is_marker(graph.arc_count(), 0);
  for (const ArcId marker : markers) is_marker[marker.value()] = 1;
  std::vector<ArcId> own;
  for (const ArcId arc : contraction.graph().arcs()) {
    own.clear();
    for (const ArcId part : contraction.parts(arc))
      if (is_marker[part.value()] != 0) own.push_back(part);
    if (!own.empty()) add(arc, own);
  }
}

void MarkerSearch::add(ArcId arc, std::span<const ArcId> markers) {
  const NodeId tail = searched().tail(arc);
  const ThroughId id(through_.size());
  if (leaving_.empty() || leaving_.back().node != tail) leaving_.push_back({tail, id, id});
  ++leaving_.back().last;
  through_.push_back({arc, searched().head(arc)});
  for (const ArcId marker : markers) markers_.add(marker);
  markers_.close();
}

const Graph& MarkerSearch::searched() const {
  return contraction_ == nullptr ? *graph_ : contraction_->graph();
}

// Arcs of the graph that an arc searched stands for.
std::span<const ArcId> MarkerSearch::parts(const ArcId& arc) const {
  return contraction_ == nullptr ? std::span(&arc, 1) : contraction_->parts(arc);
}

// Takes the markers of an arc, which is the cheapest way by those not taken yet; false when all
// are.
bool MarkerSearch::takes_new(ThroughId through) {
  bool is_new = false;
  for (const ArcId marker : markers_[through]) {
    is_new = is_new || taken_[marker.value()] != call_;
    taken_[marker.value()] = call_;
  }
  return is_new;
}

bool MarkerSearch::is_loopless(const Route& route) {
  ++route_;
  visited_[graph_->tail(parts(route.arcs.front()).front()).value()] = route_;
  for (const ArcId arc : route.arcs) {
    for (const ArcId part : parts(arc)) {
      std::uint32_t& visited = visited_[graph_->head(part).value()];
      if (visited == route_) return false;
      visited = route_;
    }
  }
  return true;
}

// Adds a route of the graph searched to those of the graph.
void MarkerSearch::take(Route route, std::vector<Route>& routes) {
  if (contraction_ != nullptr) route.arcs = contraction_->unpack(route.arcs);
  for (const ArcId arc : route.arcs) taken_[arc.value()] = call_;
  routes.push_back(std::move(route));
}

std::vector<Route> MarkerSearch::find(const Tree& from_origin, const Tree& to_destination,
                                      NodeId origin, NodeId destination, Costs costs,
                                      const AlternativeLimits& limits) {
  const Graph& graph = searched();
  CORRIDOR_ASSERT(costs.size() == graph.arc_count(), "one cost per arc");
  CORRIDOR_ASSERT(graph.holds(origin) && graph.holds(destination),
                  "both ends are nodes of the graph");
  std::vector<Route> routes;
  std::optional<Route> cheapest = route_in(graph, from_origin, destination);
  if (!cheapest || limits.max_routes == 0) return routes;
  const double limit = most_cost(limits, cheapest->cost);
  ++call_;
  take(std::move(*cheapest), routes);
  if (origin == destination) return routes;

  candidates_.clear();
  for (const Leaving& leaving : leaving_) {
    const double before = from_origin.distance[leaving.node.value()];
    // No way by the node is cheaper than the two trees together.
    const double least = before + to_destination.distance[leaving.node.value()];
    if (!(least <= limit)) continue;
    for (const ThroughId id : IdRange(leaving.first, leaving.last)) {
      const Through& through = through_[id];
      const double cost =
          before + (costs[through.arc.value()] + to_destination.distance[through.head.value()]);
      if (cost <= limit && cost < kInfinity) candidates_.push_back({cost, id});
    }
  }
  std::make_heap(candidates_.begin(), candidates_.end(), std::greater<>());
  const Pair pair{graph, from_origin, to_destination, origin, destination};
  while (routes.size() < limits.max_routes && !candidates_.empty()) {
    std::pop_heap(candidates_.begin(), candidates_.end(), std::greater<>());
    const ThroughId through = candidates_.back().through;
    candidates_.pop_back();
    if (!takes_new(through)) continue;
    Route walk = walk_by(pair, through_[through].arc, costs);
    if (is_loopless(walk)) take(std::move(walk), routes);
  }
  // Walks add the same numbers as candidates in another order, so the last bit may differ.
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
