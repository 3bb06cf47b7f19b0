// Footprints of routes on facilities with a known capacity, each stored once.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "corridor/assignment/logit.hpp"

namespace corridor::outcome {

class FootprintTable {
 public:
  /// Position in `all` of the footprint with these uses, which joins if it is new.
  std::uint32_t position_of(std::span<const assignment::RouteUse> uses);

  /// Takes in all of another table. Returns their positions here, [footprint of the other].
  std::vector<std::uint32_t> take_in(const FootprintTable& other);

  [[nodiscard]] const assignment::Footprints& all() const { return all_; }

 private:
  assignment::Footprints all_;
  std::vector<std::uint64_t> hashes_;  ///< [footprint]
  /// By hash, with linear probing: position + 1; 0 = free.
  std::vector<std::uint32_t> slots_ = std::vector<std::uint32_t>(64, 0);

  void make_room();
};

}  // namespace corridor::outcome
