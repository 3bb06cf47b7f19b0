#include "corridor/routes/shortest.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <limits>

#include "bucket_queue.hpp"
#include "corridor/base/error.hpp"

namespace corridor::routes {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

// Past this many nodes the labels no longer lie in the nearest caches and are fetched ahead.
constexpr std::size_t kNearNodes = 32768;

void fetch(const void* address) {
  __builtin_prefetch(address);
}

// Half the geometric mean of a few of the costs, which neither tiny nor huge ones can upset:
// the means of exponents, read from the bits.
double typical_cost(Costs costs) {
  constexpr std::size_t kSample = 64;
  const std::size_t step = std::max<std::size_t>(costs.size() / kSample, 1);
  std::uint64_t sum = 0;
  std::uint64_t count = 0;
  for (std::size_t arc = 0; arc < costs.size(); arc += step) {
    if (!(costs[arc] > 0.0) || costs[arc] == kInfinity) continue;
    sum += std::bit_cast<std::uint64_t>(costs[arc]) >> 32U;
    ++count;
  }
  if (count == 0) return 1.0;
  return std::max(0.5 * std::bit_cast<double>((sum / count) << 32U), 1e-300);
}

// The arcs a search follows from a node, and those by which it arrives there: out and in for a
// tree from a source, in and out for a tree to a target.
struct Follow {
  const std::uint32_t* first;  // [node + 1]
  const ArcId* arcs;           // null: the position is the arc
  const NodeId* ends;          // [position]
  [[nodiscard]] ArcId arc(std::uint32_t position) const {
    return arcs == nullptr ? ArcId(position) : arcs[position];
  }
};

}  // namespace

class ShortestPaths::Search {
 public:
  explicit Search(const Graph& graph) : graph_(graph), labels_(graph.node_count()) {
    for (const ArcId arc : graph.in_arcs_array()) in_tails_.push_back(graph.tail(arc));
  }

  void grow_from(NodeId source, NodeId last, Costs costs) { grow<true>(source, last, costs); }
  void grow_to(NodeId target, Costs costs) { grow<false>(target, NodeId(), costs); }

  void copy_to(Tree& tree) const {
    tree.distance.resize(labels_.size());
    tree.parent.resize(labels_.size());
    for (std::size_t node = 0; node < labels_.size(); ++node) {
      tree.distance[node] = labels_[node].distance;
      tree.parent[node] = labels_[node].parent;
    }
  }

  [[nodiscard]] double distance(NodeId node) const { return labels_[node.value()].distance; }
  [[nodiscard]] ArcId parent(NodeId node) const { return labels_[node.value()].parent; }

 private:
  // Distance and parent side by side: one fetch from memory.
  struct Label {
    double distance = kInfinity;
    ArcId parent;
  };
  struct Waiting {
    double distance;
    NodeId node;
  };
  struct Reached {
    double distance;
    NodeId node;
    ArcId arc;
  };
  static constexpr std::uint32_t kChunk = 64;

  template <bool kForward>
  [[nodiscard]] Follow follow() const {
    if constexpr (kForward)
      return {graph_.first_out_array().data(), nullptr, graph_.head_array().data()};
    else
      return {graph_.first_in_array().data(), graph_.in_arcs_array().data(), in_tails_.data()};
  }

  // Labels all nodes, or, with `last`, at least those no farther than it.
  template <bool kForward>
  void grow(NodeId root, NodeId last, Costs costs) {
    CORRIDOR_ASSERT(costs.size() == graph_.arc_count(), "one cost per arc");
    const Follow arcs = follow<kForward>();
    const bool far = labels_.size() > kNearNodes;
    std::fill(labels_.begin(), labels_.end(), Label());
    labels_[root.value()].distance = 0.0;
    queue_.reset(typical_cost(costs));
    queue_.push(Waiting{0.0, root});
    const auto is_stale = [this](const Waiting& waiting) {
      return waiting.distance != labels_[waiting.node.value()].distance;
    };
    bool any_free = false;
    for (auto batch = queue_.take(is_stale); !batch.empty(); batch = queue_.take(is_stale)) {
      if (!last.is_none() && queue_.is_done(labels_[last.value()].distance)) break;
      for (std::size_t i = 0; i < batch.size(); ++i) {
        if (far) fetch_ahead(arcs, costs, batch, i);
        if (is_stale(batch[i])) continue;
        any_free |= relax(arcs, batch[i].node, batch[i].distance, costs);
      }
    }
    if (any_free) order_free_arcs<kForward>(root, costs);
  }

  [[gnu::always_inline]] static void fetch_arcs(const Follow& arcs, Costs costs, NodeId node) {
    const std::uint32_t position = arcs.first[node.value()];
    fetch(&arcs.ends[position]);
    if (arcs.arcs == nullptr)
      fetch(&costs[position]);
    else
      fetch(&arcs.arcs[position]);
  }

  // What later entries of the batch will read: first the arcs, then the labels at their ends.
  [[gnu::always_inline]] void fetch_ahead(const Follow& arcs, Costs costs,
                                          std::span<const Waiting> batch, std::size_t i) const {
    if (i + 8 < batch.size()) fetch(&arcs.first[batch[i + 8].node.value()]);
    if (i + 4 < batch.size()) fetch_arcs(arcs, costs, batch[i + 4].node);
    if (i + 2 >= batch.size()) return;
    const std::uint32_t node = batch[i + 2].node.value();
    for (std::uint32_t p = arcs.first[node]; p < arcs.first[node + 1]; ++p)
      fetch(&labels_[arcs.ends[p].value()]);
  }

  // Labels the neighbours of `node`. Most arcs lead to nothing better: those that may are sifted
  // out without a branch. Returns whether an arc that adds nothing was taken.
  bool relax(const Follow& arcs, NodeId node, double distance, Costs costs) {
    bool any_free = false;
    const std::uint32_t end = arcs.first[node.value() + 1];
    for (std::uint32_t position = arcs.first[node.value()]; position != end;) {
      const std::uint32_t stop = std::min(end, position + kChunk);
      std::size_t count = 0;
      for (; position != stop; ++position) {
        const ArcId arc = arcs.arc(position);
        const Reached& here = reached_[count] =
            Reached{distance + costs[arc.value()], arcs.ends[position], arc};
        count += static_cast<std::size_t>(here.distance <= labels_[here.node.value()].distance);
      }
      for (std::size_t i = 0; i < count; ++i) any_free |= improve(reached_[i], distance);
    }
    return any_free;
  }

  bool improve(const Reached& reached, double before) {
    Label& label = labels_[reached.node.value()];
    if (reached.distance < label.distance) {
      label = Label{reached.distance, reached.arc};
      queue_.push(Waiting{reached.distance, reached.node});
      return reached.distance == before;
    }
    if (reached.distance == label.distance && reached.arc < label.parent &&
        reached.distance > before && reached.distance < kInfinity)
      label.parent = reached.arc;
    return false;
  }

  template <bool kForward>
  [[nodiscard]] NodeId end_back(ArcId arc) const {
    return kForward ? graph_.tail(arc) : graph_.head(arc);
  }

  // The lowest arc that reaches `node` at its distance from an end that `may_be` its parent.
  template <bool kForward, class MayBe>
  [[nodiscard]] ArcId lowest_arc(NodeId node, Costs costs, MayBe&& may_be) const {
    const auto suits = [&](ArcId arc) {
      const NodeId end = end_back<kForward>(arc);
      return distance(end) + costs[arc.value()] == distance(node) && may_be(end);
    };
    if constexpr (kForward) {
      for (const ArcId arc : graph_.arcs_in(node))
        if (suits(arc)) return arc;
    } else {
      const std::uint32_t end = graph_.first_out_array()[node.value() + 1];
      for (ArcId arc(graph_.first_out(node)); arc.value() < end; ++arc)
        if (suits(arc)) return arc;
    }
    return ArcId();
  }

  // Chooses anew the parents that add nothing: the search took the first it met. Nodes with
  // another parent come first, then ring by ring those that have one in the last ring.
  template <bool kForward>
  void order_free_arcs(NodeId root, Costs costs) {
    std::vector<NodeId>& open = open_;
    open.clear();
    for (const NodeId node : ids<NodeId>(labels_.size())) {
      const ArcId arc = parent(node);
      if (arc.is_none() || distance(end_back<kForward>(arc)) != distance(node)) continue;
      const auto adds = [&](NodeId end) { return distance(end) < distance(node); };
      labels_[node.value()].parent = ArcId();
      open.push_back(node);
      if (const ArcId better = lowest_arc<kForward>(node, costs, adds); !better.is_none()) {
        labels_[node.value()].parent = better;
        open.pop_back();
      }
    }
    const auto is_placed = [&](NodeId end) { return end == root || !parent(end).is_none(); };
    while (!open.empty()) {
      ring_.clear();
      for (const NodeId node : open) ring_.push_back(lowest_arc<kForward>(node, costs, is_placed));
      std::size_t left = 0;
      for (std::size_t i = 0; i < ring_.size(); ++i) {
        labels_[open[i].value()].parent = ring_[i];
        if (ring_[i].is_none()) open[left++] = open[i];
      }
      CORRIDOR_ASSERT(left < open.size(), "every reached node hangs on the root");
      open.resize(left);
    }
  }

  const Graph& graph_;
  std::vector<NodeId> in_tails_;  // tail of each arc, in the order of in_arcs_array
  std::vector<Label> labels_;     // [node]
  std::array<Reached, kChunk> reached_;
  BucketQueue<Waiting, 2048> queue_;
  std::vector<NodeId> open_;  // nodes whose parent adds nothing and is yet to be chosen
  std::vector<ArcId> ring_;   // parents found for them in one round
};

ShortestPaths::ShortestPaths(const Graph& graph)
    : graph_(&graph), search_(std::make_unique<Search>(graph)) {}
ShortestPaths::ShortestPaths(ShortestPaths&& other) noexcept = default;
ShortestPaths& ShortestPaths::operator=(ShortestPaths&& other) noexcept = default;
ShortestPaths::~ShortestPaths() = default;

void ShortestPaths::tree_from(NodeId source, Costs costs, Tree& tree) {
  CORRIDOR_ASSERT(graph_->holds(source), "the root is a node of the graph");
  search_->grow_from(source, NodeId(), costs);
  search_->copy_to(tree);
}

void ShortestPaths::tree_to(NodeId target, Costs costs, Tree& tree) {
  CORRIDOR_ASSERT(graph_->holds(target), "the root is a node of the graph");
  search_->grow_to(target, costs);
  search_->copy_to(tree);
}

namespace {

// Walks the parents back from `target` twice: once to count, once to write.
template <class Parent>
Route unpack(const Graph& graph, double cost, NodeId target, Parent&& parent) {
  std::size_t length = 0;
  for (NodeId node = target; !parent(node).is_none(); node = graph.tail(parent(node))) ++length;
  Route route{cost, std::vector<ArcId>(length)};
  for (NodeId node = target; length > 0; node = graph.tail(parent(node)))
    route.arcs[--length] = parent(node);
  return route;
}

}  // namespace

std::optional<Route> ShortestPaths::find_route(NodeId source, NodeId target, Costs costs) {
  CORRIDOR_ASSERT(graph_->holds(source) && graph_->holds(target),
                  "both ends are nodes of the graph");
  search_->grow_from(source, target, costs);
  const double cost = search_->distance(target);
  if (cost == kInfinity) return std::nullopt;
  return unpack(*graph_, cost, target, [this](NodeId node) { return search_->parent(node); });
}

double cost_along(std::span<const ArcId> arcs, Costs costs) {
  double cost = 0.0;
  for (const ArcId arc : arcs) cost += costs[arc.value()];
  return cost;
}

std::optional<Route> route_in(const Graph& graph, const Tree& tree, NodeId target) {
  CORRIDOR_ASSERT(graph.holds(target) && tree.distance.size() == graph.node_count(),
                  "the tree and the target are of the graph");
  const double cost = tree.distance[target.value()];
  if (cost == kInfinity) return std::nullopt;
  return unpack(graph, cost, target, [&tree](NodeId node) { return tree.parent[node.value()]; });
}

}  // namespace corridor::routes
