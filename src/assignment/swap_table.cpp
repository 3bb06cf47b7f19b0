#include "swap_table.hpp"

#include <algorithm>
#include <utility>

namespace corridor::assignment {
namespace {

std::uint64_t hash_of(const std::vector<std::uint32_t>& first,
                      const std::vector<std::uint32_t>& second, std::uint32_t user_class) {
  std::uint64_t hash = mix(user_class);
  for (const std::uint32_t arc : first) hash = mix(hash ^ arc);
  hash = mix(hash ^ ~std::uint64_t{0});
  for (const std::uint32_t arc : second) hash = mix(hash ^ arc);
  return hash;
}

std::uint32_t least_arc(const std::vector<std::uint32_t>& arcs) {
  return arcs.empty() ? ~std::uint32_t{0} : *std::min_element(arcs.begin(), arcs.end());
}

}  // namespace

std::uint64_t mix(std::uint64_t value) {
  value += 0x9e3779b97f4a7c15U;
  value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9U;
  value = (value ^ (value >> 27)) * 0x94d049bb133111ebU;
  return value ^ (value >> 31);
}

void SwapTable::collect_differences(std::span<const std::uint32_t> route,
                                    std::span<const std::uint32_t> other) {
  first_side_.clear();
  second_side_.clear();
  stamp_ += 2;
  const std::uint32_t on_other = stamp_;
  const std::uint32_t on_both = stamp_ + 1;
  for (const std::uint32_t arc : other) mark_[arc] = on_other;
  for (const std::uint32_t arc : route) {
    if (mark_[arc] == on_other) {
      mark_[arc] = on_both;
    } else {
      first_side_.push_back(arc);
    }
  }
  for (const std::uint32_t arc : other) {
    if (mark_[arc] == on_other) second_side_.push_back(arc);
  }
}

bool SwapTable::matches(const Swap& swap, std::uint32_t user_class) const {
  return swap.user_class == user_class && swap.middle - swap.begin == first_side_.size() &&
         swap.end - swap.middle == second_side_.size() &&
         std::equal(first_side_.begin(), first_side_.end(), arcs_.begin() + swap.begin) &&
         std::equal(second_side_.begin(), second_side_.end(), arcs_.begin() + swap.middle);
}

void SwapTable::grow() {
  constexpr std::size_t kFirstSize = 1024;
  slots_.assign(std::max(kFirstSize, slots_.size() * 2), 0);
  const std::size_t mask = slots_.size() - 1;
  for (std::uint32_t id = 0; id < swaps_.size(); ++id) {
    std::size_t slot = hashes_[id] & mask;
    while (slots_[slot] != 0) slot = (slot + 1) & mask;
    slots_[slot] = id + 1;
  }
}

SwapTable::Found SwapTable::find_or_add(std::span<const std::uint32_t> route,
                                        std::span<const std::uint32_t> other,
                                        std::uint32_t user_class) {
  collect_differences(route, other);
  Found found;
  found.is_reversed = least_arc(second_side_) < least_arc(first_side_);
  if (found.is_reversed) std::swap(first_side_, second_side_);
  if (2 * (swaps_.size() + 1) > slots_.size()) grow();

  const std::uint64_t hash = hash_of(first_side_, second_side_, user_class);
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = hash & mask;
  for (; slots_[slot] != 0; slot = (slot + 1) & mask) {
    found.swap = slots_[slot] - 1;
    if (hashes_[found.swap] == hash && matches(swaps_[found.swap], user_class)) return found;
  }
  found.swap = static_cast<std::uint32_t>(swaps_.size());
  found.is_new = true;
  slots_[slot] = found.swap + 1;
  hashes_.push_back(hash);
  Swap swap;
  swap.begin = static_cast<std::uint32_t>(arcs_.size());
  arcs_.insert(arcs_.end(), first_side_.begin(), first_side_.end());
  swap.middle = static_cast<std::uint32_t>(arcs_.size());
  arcs_.insert(arcs_.end(), second_side_.begin(), second_side_.end());
  swap.end = static_cast<std::uint32_t>(arcs_.size());
  swap.user_class = user_class;
  swaps_.push_back(swap);
  return found;
}

}  // namespace corridor::assignment
