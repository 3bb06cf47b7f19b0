// The bare graph: nodes and directed arcs in compressed sparse rows, forward and backward.
// Costs are not here; they are columns indexed by ArcId, passed as arguments, so that threads and
// scenarios share one graph. Arc ids are positions in forward order (sorted by tail node).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "corridor/base/id.hpp"

namespace corridor::network {

struct NodeTag;
struct ArcTag;
using NodeId = Id<NodeTag>;
using ArcId = Id<ArcTag>;

/// An arc before it has an id.
struct ArcEnds {
  NodeId tail;
  NodeId head;
};

/// Invariants: `arcs_out(v)` are consecutive ids; every arc is in exactly one `arcs_in` list.
/// Parallel arcs and self-loops are kept. What is absent: names, costs, closures.
class Graph {
 public:
  Graph() = default;
  /// Builds from `arcs` in any order; `order` (when given) receives for each new ArcId the position
  /// of that arc in `arcs`. Arcs of one tail keep their relative order. Linear in nodes and arcs.
  Graph(std::size_t node_count, std::span<const ArcEnds> arcs,
        std::vector<std::uint32_t>* order = nullptr);

  [[nodiscard]] std::size_t node_count() const { return first_out_.size() - 1; }
  [[nodiscard]] std::size_t arc_count() const { return head_.size(); }
  /// Whether it is a node of this graph: not none, nor of a larger one.
  [[nodiscard]] bool holds(NodeId node) const { return node.value() < node_count(); }
  [[nodiscard]] NodeId head(ArcId arc) const { return head_[arc.value()]; }
  [[nodiscard]] NodeId tail(ArcId arc) const { return tail_[arc.value()]; }

  /// First arc that leaves `node`; the arcs of `node` are [first_out(node), first_out(node + 1)).
  [[nodiscard]] std::uint32_t first_out(NodeId node) const { return first_out_[node.value()]; }
  [[nodiscard]] IdRange<ArcId> arcs() const { return IdRange<ArcId>(arc_count()); }
  /// Arcs that enter `node`, by ascending id.
  [[nodiscard]] std::span<const ArcId> arcs_in(NodeId node) const {
    const auto begin = first_in_[node.value()];
    return {in_arcs_.data() + begin, first_in_[node.value() + 1] - begin};
  }

  /// The raw arrays for kernels: [node + 1], [arc], [arc].
  [[nodiscard]] std::span<const std::uint32_t> first_out_array() const { return first_out_; }
  [[nodiscard]] std::span<const std::uint32_t> first_in_array() const { return first_in_; }
  [[nodiscard]] std::span<const NodeId> head_array() const { return head_; }
  [[nodiscard]] std::span<const NodeId> tail_array() const { return tail_; }
  [[nodiscard]] std::span<const ArcId> in_arcs_array() const { return in_arcs_; }

 private:
  std::vector<std::uint32_t> first_out_ = {0};
  std::vector<NodeId> head_;
  std::vector<NodeId> tail_;
  std::vector<std::uint32_t> first_in_ = {0};
  std::vector<ArcId> in_arcs_;
};

}  // namespace corridor::network
