#include "footprints.hpp"

#include <algorithm>
#include <bit>

namespace corridor::outcome {
namespace {

using assignment::RouteUse;

std::uint64_t hash_of(std::span<const RouteUse> uses) {
  constexpr std::uint64_t kOdd = 0x9E3779B97F4A7C15ULL;  // 2^64 over the golden ratio
  std::uint64_t hash = uses.size();
  for (const RouteUse& use : uses) {
    hash = (hash ^ use.facility ^ std::bit_cast<std::uint64_t>(use.units)) * kOdd;
    hash ^= hash >> 29U;
  }
  return hash;
}

}  // namespace

std::uint32_t FootprintTable::position_of(std::span<const RouteUse> uses) {
  const std::uint64_t hash = hash_of(uses);
  std::size_t slot = hash & (slots_.size() - 1);
  for (; slots_[slot] != 0; slot = (slot + 1) & (slots_.size() - 1)) {
    const std::uint32_t known = slots_[slot] - 1;
    const std::span<const RouteUse> own = all_[known];
    if (hashes_[known] == hash && std::equal(own.begin(), own.end(), uses.begin(), uses.end()))
      return known;
  }
  all_.push_back(uses);
  hashes_.push_back(hash);
  slots_[slot] = static_cast<std::uint32_t>(all_.size());
  if (2 * all_.size() > slots_.size()) make_room();
  return static_cast<std::uint32_t>(all_.size() - 1);
}

std::vector<std::uint32_t> FootprintTable::take_in(const FootprintTable& other) {
  std::vector<std::uint32_t> positions;
  positions.reserve(other.all_.size());
  for (std::size_t i = 0; i < other.all_.size(); ++i)
    positions.push_back(position_of(other.all_[i]));
  return positions;
}

void FootprintTable::make_room() {
  slots_.assign(2 * slots_.size(), 0);
  for (std::uint32_t position = 0; position < hashes_.size(); ++position) {
    std::size_t slot = hashes_[position] & (slots_.size() - 1);
    while (slots_[slot] != 0) slot = (slot + 1) & (slots_.size() - 1);
    slots_[slot] = position + 1;
  }
}

}  // namespace corridor::outcome
