// Shortest trees that are kept and repaired: between two searches of one origin the costs move
// little, so the old tree's labels are summed anew in tree order, all arcs are tested, and only
// what improved is searched.
#pragma once

#include <cstdint>
#include <vector>

#include "corridor/assignment/problem.hpp"

namespace corridor::assignment {

inline constexpr std::uint32_t kNoArc = ~std::uint32_t{0};

/// The arcs as raw arrays. Arcs that leave a node which may not be passed are reached only from a
/// root: `last_open` equals `first` there.
struct Topology {
  explicit Topology(const Problem& problem);
  std::vector<std::uint32_t> first;      // [node + 1]
  std::vector<std::uint32_t> last_open;  // [node]
  std::vector<std::uint32_t> head;       // [arc]
  std::vector<std::uint32_t> tail;       // [arc]
  [[nodiscard]] std::size_t node_count() const { return last_open.size(); }
};

/// Shortest paths from `root`. `order` lists the reached nodes but the root, parents first.
struct Tree {
  std::uint32_t root = 0;
  std::vector<std::uint32_t> parent;  // [node] arc into it; kNoArc: root or not reached
  std::vector<std::uint32_t> order;
};

/// One thread's workspace.
class TreeSearch {
 public:
  explicit TreeSearch(const Topology& topology);

  /// Builds the tree from nothing (Dijkstra). Costs are not negative; infinite ones are closed.
  void build(const double* cost, Tree& tree);

  /// Makes `tree` shortest for new costs. Returns whether any parent changed; then `old_parents`
  /// holds the tree before, and `has_moved` tells of whose path changed.
  bool repair(const double* cost, Tree& tree);

  /// Cost from the root, infinite when not reached; of the last build or repair.
  [[nodiscard]] double label(std::uint32_t node) const { return label_[node]; }
  [[nodiscard]] const std::vector<std::uint32_t>& old_parents() const { return old_parents_; }
  [[nodiscard]] bool has_moved(std::uint32_t node) const { return moved_[node] != kStays; }

 private:
  static constexpr char kStays = 0;
  static constexpr char kMoves = 1;
  static constexpr char kUnknown = 2;

  struct Entry {
    double key;
    std::uint32_t node;
  };
  void push_or_decrease(std::uint32_t node);
  std::uint32_t pop();
  void sift_up(std::size_t position, Entry entry);
  void sift_down(std::size_t position, Entry entry);
  void relax_from(std::uint32_t node, const double* cost, Tree& tree);
  void relax_branch(std::uint32_t top, const double* cost, Tree& tree);
  bool find_improvements(const double* cost, Tree& tree);
  void sort_parents_first(Tree& tree);
  void settle_path(const Tree& tree, std::uint32_t node);

  const Topology* topology_;
  std::vector<double> label_;
  std::vector<Entry> heap_;
  std::vector<std::uint32_t> place_;  // [node] position in the heap
  std::vector<std::uint32_t> old_parents_;
  std::vector<char> moved_;
  std::vector<std::uint32_t> kept_;     // order of nodes whose path is as before
  std::vector<std::uint32_t> changed_;  // and of the others
  std::vector<std::uint32_t> stack_;
};

}  // namespace corridor::assignment
