#include "shortest_tree.hpp"

#include <algorithm>
#include <limits>

namespace corridor::assignment {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr std::uint32_t kNotInHeap = ~std::uint32_t{0};

// An improvement must exceed rounding, or two equal paths would take turns.
constexpr double kShorter = 1.0 - 1e-15;

}  // namespace

Topology::Topology(const Problem& problem) {
  const auto first_out = problem.graph.first_out_array();
  first.assign(first_out.begin(), first_out.end());
  for (const NodeId node : problem.graph.head_array()) head.push_back(node.value());
  for (const NodeId node : problem.graph.tail_array()) tail.push_back(node.value());
  for (std::size_t node = 0; node + 1 < first.size(); ++node) {
    const bool open = problem.is_through.empty() || problem.is_through[NodeId(node)] != 0;
    last_open.push_back(open ? first[node + 1] : first[node]);
  }
}

TreeSearch::TreeSearch(const Topology& topology)
    : topology_(&topology),
      label_(topology.node_count(), kInfinity),
      place_(topology.node_count(), kNotInHeap),
      moved_(topology.node_count()) {}

// 4-ary heap: children of i are 4i + 1 .. 4i + 4.
void TreeSearch::sift_up(std::size_t position, Entry entry) {
  while (position > 0) {
    const std::size_t above = (position - 1) / 4;
    if (heap_[above].key <= entry.key) break;
    heap_[position] = heap_[above];
    place_[heap_[position].node] = static_cast<std::uint32_t>(position);
    position = above;
  }
  heap_[position] = entry;
  place_[entry.node] = static_cast<std::uint32_t>(position);
}

void TreeSearch::sift_down(std::size_t position, Entry entry) {
  const std::size_t size = heap_.size();
  for (std::size_t child = 4 * position + 1; child < size; child = 4 * position + 1) {
    std::size_t least = child;
    const std::size_t end = std::min(child + 4, size);
    for (std::size_t other = child + 1; other < end; ++other) {
      if (heap_[other].key < heap_[least].key) least = other;
    }
    if (heap_[least].key >= entry.key) break;
    heap_[position] = heap_[least];
    place_[heap_[position].node] = static_cast<std::uint32_t>(position);
    position = least;
  }
  heap_[position] = entry;
  place_[entry.node] = static_cast<std::uint32_t>(position);
}

void TreeSearch::push_or_decrease(std::uint32_t node) {
  const Entry entry = {label_[node], node};
  std::size_t position = place_[node];
  if (position == kNotInHeap) {
    position = heap_.size();
    heap_.push_back(entry);
  }
  sift_up(position, entry);
}

std::uint32_t TreeSearch::pop() {
  const std::uint32_t node = heap_.front().node;
  place_[node] = kNotInHeap;
  const Entry last = heap_.back();
  heap_.pop_back();
  if (!heap_.empty()) sift_down(0, last);
  return node;
}

void TreeSearch::relax_from(std::uint32_t node, const double* cost, Tree& tree) {
  const double base = label_[node];
  const std::uint32_t end =
      node == tree.root ? topology_->first[node + 1] : topology_->last_open[node];
  for (std::uint32_t arc = topology_->first[node]; arc < end; ++arc) {
    const std::uint32_t head = topology_->head[arc];
    const double through = base + cost[arc];
    if (through < label_[head] * kShorter) {
      label_[head] = through;
      tree.parent[head] = arc;
      push_or_decrease(head);
    }
  }
}

// As relax_from, but a child in the tree takes its new label along at once, and so on down its
// branch: only nodes that change their parent go through the heap.
void TreeSearch::relax_branch(std::uint32_t top, const double* cost, Tree& tree) {
  stack_.assign(1, top);
  while (!stack_.empty()) {
    const std::uint32_t node = stack_.back();
    stack_.pop_back();
    const double base = label_[node];
    const std::uint32_t end =
        node == tree.root ? topology_->first[node + 1] : topology_->last_open[node];
    for (std::uint32_t arc = topology_->first[node]; arc < end; ++arc) {
      const std::uint32_t head = topology_->head[arc];
      const double through = base + cost[arc];
      if (through >= label_[head]) continue;
      if (tree.parent[head] == arc) {
        label_[head] = through;
        stack_.push_back(head);
      } else if (through < label_[head] * kShorter) {
        label_[head] = through;
        tree.parent[head] = arc;
        push_or_decrease(head);
      }
    }
  }
}

void TreeSearch::build(const double* cost, Tree& tree) {
  std::fill(label_.begin(), label_.end(), kInfinity);
  tree.parent.assign(topology_->node_count(), kNoArc);
  tree.order.clear();
  label_[tree.root] = 0.0;
  relax_from(tree.root, cost, tree);
  while (!heap_.empty()) {
    tree.order.push_back(pop());
    relax_from(tree.order.back(), cost, tree);
  }
}

// Tests every arc against the labels of the old tree; improved heads go into the heap.
bool TreeSearch::find_improvements(const double* cost, Tree& tree) {
  const auto& topology = *topology_;
  const std::uint32_t* head = topology.head.data();
  double* label = label_.data();
  bool improved = false;
  for (std::uint32_t node = 0; node < topology.node_count(); ++node) {
    const double base = label[node];
    const std::uint32_t end =
        node == tree.root ? topology.first[node + 1] : topology.last_open[node];
    for (std::uint32_t arc = topology.first[node]; arc < end; ++arc) {
      const double through = base + cost[arc];
      if (through >= label[head[arc]] * kShorter) continue;
      if (!improved) old_parents_ = tree.parent;
      improved = true;
      label[head[arc]] = through;
      tree.parent[head[arc]] = arc;
      push_or_decrease(head[arc]);
    }
  }
  return improved;
}

bool TreeSearch::repair(const double* cost, Tree& tree) {
  const auto& topology = *topology_;
  if (tree.order.size() + 1 < topology.node_count())
    std::fill(label_.begin(), label_.end(), kInfinity);
  label_[tree.root] = 0.0;
  for (const std::uint32_t node : tree.order) {
    const std::uint32_t arc = tree.parent[node];
    label_[node] = label_[topology.tail[arc]] + cost[arc];
  }
  if (!find_improvements(cost, tree)) return false;
  while (!heap_.empty()) relax_branch(pop(), cost, tree);
  sort_parents_first(tree);
  return true;
}

// Nodes whose path is as before keep their order and come first; the others follow, each behind the
// node before it on its path.
void TreeSearch::sort_parents_first(Tree& tree) {
  std::fill(moved_.begin(), moved_.end(), kUnknown);
  moved_[tree.root] = kStays;
  kept_.clear();
  changed_.clear();
  for (const std::uint32_t node : tree.order) settle_path(tree, node);
  if (tree.order.size() + 1 < topology_->node_count()) {
    for (std::uint32_t node = 0; node < topology_->node_count(); ++node) {
      if (tree.parent[node] != kNoArc) settle_path(tree, node);
    }
  }
  tree.order.assign(kept_.begin(), kept_.end());
  tree.order.insert(tree.order.end(), changed_.begin(), changed_.end());
}

// Climbs from a node to one that is known, and tells of those between, downwards.
void TreeSearch::settle_path(const Tree& tree, std::uint32_t node) {
  stack_.clear();
  while (moved_[node] == kUnknown) {
    stack_.push_back(node);
    node = topology_->tail[tree.parent[node]];
  }
  for (; !stack_.empty(); stack_.pop_back()) {
    const std::uint32_t below = stack_.back();
    const bool moves = moved_[node] != kStays || tree.parent[below] != old_parents_[below];
    moved_[below] = moves ? kMoves : kStays;
    (moves ? changed_ : kept_).push_back(below);
    node = below;
  }
}

}  // namespace corridor::assignment
