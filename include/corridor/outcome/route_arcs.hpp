// The arcs of a route, one copy for all that refer to it: hundreds of thousands of routes do, month
// by month, so that a reference is one pointer.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

#include "corridor/network/graph.hpp"

namespace corridor::outcome {

/// Read it as a span. Copies of one object share its arcs, on any threads.
class RouteArcs {
 public:
  RouteArcs() = default;
  explicit RouteArcs(std::span<const network::ArcId> arcs);
  RouteArcs(const RouteArcs& other) : block_(other.block_) {
    if (block_ != nullptr) block_->owners.fetch_add(1, std::memory_order_relaxed);
  }
  RouteArcs(RouteArcs&& other) noexcept : block_(std::exchange(other.block_, nullptr)) {}
  RouteArcs& operator=(RouteArcs other) noexcept {
    std::swap(block_, other.block_);
    return *this;
  }
  ~RouteArcs() {
    if (block_ != nullptr && block_->owners.fetch_sub(1, std::memory_order_acq_rel) == 1) forget();
  }

  [[nodiscard]] const network::ArcId* begin() const {
    return block_ == nullptr ? nullptr : arcs_of(block_);
  }
  [[nodiscard]] const network::ArcId* end() const { return begin() + size(); }
  [[nodiscard]] std::size_t size() const { return block_ == nullptr ? 0 : block_->size; }
  [[nodiscard]] bool empty() const { return size() == 0; }
  /// Asks for them to be in the cache when they are read.
  void prefetch() const;
  [[nodiscard]] bool is_same_copy(const RouteArcs& other) const { return block_ == other.block_; }
  friend bool operator==(const RouteArcs& a, const RouteArcs& b) {
    return a.block_ == b.block_ || std::equal(a.begin(), a.end(), b.begin(), b.end());
  }

 private:
  // The arcs follow it.
  struct Block {
    std::atomic<std::uint32_t> owners = 1;
    std::uint32_t size = 0;
  };
  Block* block_ = nullptr;

  static network::ArcId* arcs_of(Block* block) {
    return reinterpret_cast<network::ArcId*>(block + 1);
  }
  void forget();
};

}  // namespace corridor::outcome
