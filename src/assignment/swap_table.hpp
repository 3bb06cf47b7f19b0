// Two routes of one pair of places differ in two sets of road segments. Many pairs, of many
// origins, differ in the same two sets; a Swap is those two sets, stored once.
// Source: Bar-Gera 2010 (paired alternative segments).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace corridor::assignment {

/// A number as good as random, always the same for one value.
/// Source: splitmix64, Steele, Lea and Flood 2014.
[[nodiscard]] std::uint64_t mix(std::uint64_t value);

/// Arcs only the first route uses, then arcs only the second uses.
struct Swap {
  std::uint32_t begin = 0;
  std::uint32_t middle = 0;
  std::uint32_t end = 0;
  std::uint32_t user_class = 0;  ///< the first of those with the same fixed costs
  double fixed = 0.0;            ///< fixed cost of the first minus that of the second
};

/// Every swap seen so far, by its arcs and class. Ids are in order of first appearance.
class SwapTable {
 public:
  explicit SwapTable(std::size_t arc_count) : mark_(arc_count) {}

  struct Found {
    std::uint32_t swap = 0;
    bool is_reversed = false;  ///< the first route given is the swap's second side
    bool is_new = false;
  };
  /// The swap between two routes, added if it is new; a new one has no `fixed` yet.
  Found find_or_add(std::span<const std::uint32_t> route, std::span<const std::uint32_t> other,
                    std::uint32_t user_class);

  [[nodiscard]] std::size_t size() const { return swaps_.size(); }
  [[nodiscard]] Swap& operator[](std::uint32_t id) { return swaps_[id]; }
  [[nodiscard]] const Swap& operator[](std::uint32_t id) const { return swaps_[id]; }
  [[nodiscard]] const std::uint32_t* arcs() const { return arcs_.data(); }

 private:
  void collect_differences(std::span<const std::uint32_t> route,
                           std::span<const std::uint32_t> other);
  [[nodiscard]] bool matches(const Swap& swap, std::uint32_t user_class) const;
  void grow();

  std::vector<Swap> swaps_;
  std::vector<std::uint64_t> hashes_;  // [swap]
  std::vector<std::uint32_t> arcs_;    // segments of all swaps
  std::vector<std::uint32_t> slots_;   // open addressing; swap + 1, 0 for free
  std::vector<std::uint32_t> mark_;    // [arc]
  std::uint32_t stamp_ = 0;
  std::vector<std::uint32_t> first_side_;
  std::vector<std::uint32_t> second_side_;
};

}  // namespace corridor::assignment
