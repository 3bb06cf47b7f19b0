#include "corridor/routes/pareto.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>

#include "bucket_queue.hpp"
#include "corridor/base/error.hpp"
#include "frontier.hpp"

namespace corridor::routes {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr std::uint32_t kNone = 0xFFFFFFFFU;

// What is left of `values` for comparison when labels come in order of the first.
template <std::size_t kSize>
Values<kSize - 1> without_first(const Values<kSize>& values) {
  Values<kSize - 1> rest;
  std::copy(values.begin() + 1, values.end(), rest.begin());
  return rest;
}

template <std::size_t kSize>
class ParetoSearch {
 public:
  ParetoSearch(const Graph& graph, NodeId source, NodeId target, std::span<const Costs> objectives,
               const ParetoOptions& options)
      : graph_(graph), source_(source), target_(target), options_(options) {
    copy_costs(objectives);
    find_bounds();
  }

  ParetoSet find() {
    if (rest_of(source_)[0] == kInfinity) return {ParetoStatus::kUnreachable, {}, 0};
    for (std::size_t i = 0; i < kSize; ++i) limits_[i] = limit_of(rest_of(source_)[i]);
    ParetoSet set;
    queue_.reset(bucket_width());
    queue_.push(Item{rest_of(source_)[0], {}, source_, kNone, ArcId()});
    while (refill()) {
      std::pop_heap(front_.begin(), front_.end(), Later{this});
      const Item item = front_.back();
      front_.pop_back();
      const Values<kSize - 1> rest = without_first(item.values);
      if (is_covered(item.node, rest)) continue;
      if (labels_.size() >= options_.max_labels) {
        set.status = ParetoStatus::kLabelLimit;
        break;
      }
      frontiers_[item.node.value()].add(rest);
      labels_.push_back(Label{item.previous, item.arc});
      if (item.node == target_)
        set.routes.push_back(unpack(item.values));
      else
        expand(item);
    }
    set.labels = labels_.size();
    return set;
  }

 private:
  // A partial route to `node`; `distance` is the least the first objective can end at.
  struct Item {
    double distance;
    Values<kSize> values;
    NodeId node;
    std::uint32_t previous;  // label it extends
    ArcId arc;
  };
  // An item that was kept: enough to read the route back.
  struct Label {
    std::uint32_t previous;
    ArcId arc;
  };
  struct Arc {
    Values<kSize> costs;
    NodeId head;
  };
  // Order of the heap of items at the front: all objectives in turn.
  struct Later {
    const ParetoSearch* search;
    bool operator()(const Item& a, const Item& b) const {
      if (a.distance != b.distance) return a.distance > b.distance;
      for (std::size_t i = 1; i < kSize; ++i) {
        const double first = a.values[i] + search->rest_of(a.node)[i];
        const double second = b.values[i] + search->rest_of(b.node)[i];
        if (first != second) return first > second;
      }
      return a.node > b.node;
    }
  };
  static constexpr std::size_t kBuckets = 4096;
  static constexpr std::size_t kInChunk = 8;

  [[nodiscard]] const Values<kSize>& rest_of(NodeId node) const { return rest_[node.value()]; }

  void copy_costs(std::span<const Costs> objectives) {
    arcs_.resize(graph_.arc_count());
    for (const ArcId arc : graph_.arcs()) {
      Arc& copy = arcs_[arc.value()];
      copy.head = graph_.head(arc);
      bool open = true;
      for (std::size_t i = 0; i < kSize; ++i) {
        copy.costs[i] = objectives[i][arc.value()];
        open = open && copy.costs[i] != kInfinity;
      }
      if (!open) copy.costs.fill(kInfinity);
    }
  }

  // The least that each objective needs from each node to the target.
  void find_bounds() {
    rest_.resize(graph_.node_count());
    frontiers_.resize(graph_.node_count());
    ShortestPaths paths(graph_);
    std::vector<double> costs(graph_.arc_count());
    Tree tree;
    for (std::size_t i = 0; i < kSize; ++i) {
      for (std::size_t arc = 0; arc < costs.size(); ++arc) costs[arc] = arcs_[arc].costs[i];
      paths.tree_to(target_, costs, tree);
      for (std::size_t node = 0; node < rest_.size(); ++node) rest_[node][i] = tree.distance[node];
    }
  }

  // Widened a little, since values and bounds are added up in another order.
  [[nodiscard]] double limit_of(double least) const {
    constexpr double kRounding = 1e-12;
    if (options_.detour == kInfinity) return std::numeric_limits<double>::max();
    return least * (1.0 + options_.detour) * (1.0 + kRounding);
  }

  // So that the row of buckets spans what one arc can add to the bound, most of the time.
  [[nodiscard]] double bucket_width() const {
    double most = 0.0;
    for (const ArcId arc : graph_.arcs()) {
      const double added =
          arcs_[arc.value()].costs[0] + rest_of(graph_.head(arc))[0] - rest_of(graph_.tail(arc))[0];
      if (added < kInfinity) most = std::max(most, added);
    }
    return most > 0.0 ? most / kBuckets : 1.0;
  }

  // Sees to it that `front_` holds the least items in order; false when all is done.
  bool refill() {
    while (front_.empty()) {
      const auto batch = queue_.take(
          [this](const Item& item) { return is_covered(item.node, without_first(item.values)); });
      if (batch.empty()) return false;
      front_.assign(batch.begin(), batch.end());
      std::make_heap(front_.begin(), front_.end(), Later{this});
    }
    return true;
  }

  // Whether a label of the node, or a route already found, makes this one needless.
  [[nodiscard]] bool is_covered(NodeId node, const Values<kSize - 1>& values) {
    if (frontiers_[node.value()].covers(values)) return true;
    Values<kSize - 1> end;
    for (std::size_t i = 0; i + 1 < kSize; ++i)
      end[i] = (values[i] + rest_of(node)[i + 1]) * (1.0 + options_.epsilon);
    return frontiers_[target_.value()].covers(end);
  }

  void expand(const Item& item) {
    const auto previous = static_cast<std::uint32_t>(labels_.size() - 1);
    const std::uint32_t end = graph_.first_out_array()[item.node.value() + 1];
    for (std::uint32_t arc = graph_.first_out(item.node); arc < end; ++arc) {
      const Arc& way = arcs_[arc];
      const Values<kSize>& rest = rest_of(way.head);
      Item next{0.0, item.values, way.head, previous, ArcId(arc)};
      Values<kSize> bound;
      for (std::size_t i = 0; i < kSize; ++i) {
        next.values[i] += way.costs[i];
        bound[i] = next.values[i] + rest[i];
      }
      if (!none_above(bound, limits_) || is_covered(way.head, without_first(next.values))) continue;
      next.distance = std::max(bound[0], item.distance);
      if (queue_.is_current(next.distance)) {
        front_.push_back(next);
        std::push_heap(front_.begin(), front_.end(), Later{this});
      } else {
        queue_.push(next);
      }
    }
  }

  // The route of the label kept last.
  [[nodiscard]] ParetoRoute unpack(const Values<kSize>& values) const {
    ParetoRoute route;
    std::copy(values.begin(), values.end(), route.values.begin());
    for (auto label = static_cast<std::uint32_t>(labels_.size() - 1);
         labels_[label].previous != kNone; label = labels_[label].previous)
      route.arcs.push_back(labels_[label].arc);
    std::reverse(route.arcs.begin(), route.arcs.end());
    return route;
  }

  const Graph& graph_;
  NodeId source_;
  NodeId target_;
  ParetoOptions options_;
  std::vector<Arc> arcs_;                       // [arc]
  std::vector<Values<kSize>> rest_;             // [node]
  Values<kSize> limits_{};                      // of whole routes
  std::vector<Frontier<kSize - 1>> frontiers_;  // [node]
  std::vector<Label> labels_;
  BucketQueue<Item, kBuckets, kInChunk> queue_;
  std::vector<Item> front_;  // a heap: the bucket being worked on
};

}  // namespace

ParetoSet find_pareto_routes(const Graph& graph, NodeId source, NodeId target,
                             std::span<const Costs> objectives, const ParetoOptions& options) {
  for (const Costs& costs : objectives)
    CORRIDOR_ASSERT(costs.size() == graph.arc_count(), "one cost per arc");
  CORRIDOR_ASSERT(graph.holds(source) && graph.holds(target), "both ends are nodes of the graph");
  switch (objectives.size()) {
    case 2:
      return ParetoSearch<2>(graph, source, target, objectives, options).find();
    case 3:
      return ParetoSearch<3>(graph, source, target, objectives, options).find();
    default:
      CORRIDOR_ASSERT(objectives.size() == kMostObjectives, "2 to 4 objectives");
      return ParetoSearch<4>(graph, source, target, objectives, options).find();
  }
}

}  // namespace corridor::routes
