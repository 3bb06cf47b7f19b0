// Which arcs are the same to a box: its way from the yard to the train is one way, whether it
// crosses the gate first or not, as long as it pays, waits and takes the same.
#pragma once

#include <span>
#include <vector>

#include "corridor/network/network.hpp"

namespace corridor::outcome {

class AlikeArcs {
 public:
  explicit AlikeArcs(const network::Network& network);

  /// The route without the arcs that take nothing at all, and with the first of its like for each
  /// other arc: equal for routes that differ in nothing that counts.
  [[nodiscard]] std::vector<network::ArcId> what_counts(std::span<const network::ArcId> arcs) const;

 private:
  Column<network::ArcId, network::ArcId> first_;  // of its like; none = takes nothing
};

}  // namespace corridor::outcome
