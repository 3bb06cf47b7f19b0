// Routes that boxes of any class were found to take between two places, in any month. Of routes
// that differ in nothing that counts the first stands for all: two of them would crowd out a third.
#pragma once

#include <span>
#include <vector>

#include "alike_arcs.hpp"
#include "movements.hpp"

namespace corridor::outcome {

class RoutePool {
 public:
  struct Entry {
    RouteArcs arcs;
    model::PlaceId gateway;  ///< first whose quay the route passes; none = by land
    std::uint64_t hash = 0;  ///< of what counts of the arcs
  };

  explicit RoutePool(std::size_t pairs) : entries_(pairs) {}

  /// Position of the route among those of its pair, which it joins if it is new.
  std::size_t add(const network::Network& network, const AlikeArcs& alike, PairId pair,
                  std::span<const ArcId> arcs);

  /// In the order in which they came.
  [[nodiscard]] std::span<const Entry> operator[](PairId pair) const { return entries_[pair]; }

 private:
  Column<PairId, std::vector<Entry>> entries_;
};

/// As an alternative at this cost; its path size and footprint are not known yet.
[[nodiscard]] Alternative alternative_of(const RoutePool::Entry& entry, double cost);

/// First gateway whose quay the route passes, in either direction; none by land.
[[nodiscard]] model::PlaceId gateway_of(const network::Network& network,
                                        std::span<const ArcId> arcs);

}  // namespace corridor::outcome
