// Vectors of which none is at or below another in every entry, and the question whether one of
// them is at or below a given vector. Past a few dozen members they lie in a k-d tree, so that the
// usual answer, no, does not take a look at each.
// Source: Bentley 1975 (k-d tree).
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

namespace corridor::routes {

template <std::size_t kSize>
using Values = std::array<double, kSize>;

template <std::size_t kSize>
[[nodiscard]] bool none_above(const Values<kSize>& values, const Values<kSize>& limits) {
  bool below = true;
  for (std::size_t i = 0; i < kSize; ++i) below &= values[i] <= limits[i];
  return below;
}

template <std::size_t kSize>
class Frontier {
 public:
  /// Whether a member is nowhere above `values`.
  [[nodiscard]] bool covers(const Values<kSize>& values) {
    return !parts_.empty() && covers(0, values);
  }

  /// Adds `values` and drops the members it covers. Requires: not covered.
  void add(const Values<kSize>& values) {
    if (parts_.empty()) parts_.emplace_back();
    drop_covered(0, values);
    std::uint32_t place = 0;
    for (;;) {
      Part& part = parts_[place];
      for (std::size_t i = 0; i < kSize; ++i) part.low[i] = std::min(part.low[i], values[i]);
      if (part.below == 0) break;
      place = values[part.entry] < part.split ? part.below : part.below + 1;
    }
    parts_[place].members.push_back(values);
    if (parts_[place].members.size() > kMostInPart) split(place);
  }

 private:
  static constexpr std::size_t kMostInPart = 32;

  // A leaf has members; another part has two parts, by whether `entry` is below split.
  struct Part {
    Part() { low.fill(std::numeric_limits<double>::infinity()); }
    Values<kSize> low;  // no member is below it in any entry
    double split = 0.0;
    std::uint32_t below = 0;  // first of the two parts, 0 in a leaf
    std::uint32_t entry = 0;  // the one split by
    std::vector<Values<kSize>> members;
  };

  bool covers(std::uint32_t place, const Values<kSize>& values) {
    Part& part = parts_[place];
    if (!none_above(part.low, values)) return false;
    if (part.below != 0) return covers(part.below, values) || covers(part.below + 1, values);
    for (std::size_t i = 0; i < part.members.size(); ++i) {
      if (!none_above(part.members[i], values)) continue;
      std::swap(part.members[i], part.members[i / 2]);  // what has covered once will again
      return true;
    }
    return false;
  }

  void drop_covered(std::uint32_t place, const Values<kSize>& values) {
    Part& part = parts_[place];
    if (part.below == 0) {
      std::erase_if(part.members,
                    [&](const Values<kSize>& member) { return none_above(values, member); });
      return;
    }
    if (values[part.entry] < part.split) drop_covered(part.below, values);
    drop_covered(part.below + 1, values);
  }

  // Makes a full leaf two, at the median of its entry. With ties one side may stay empty.
  void split(std::uint32_t place) {
    std::vector<Values<kSize>> members = std::move(parts_[place].members);
    const std::uint32_t entry = parts_[place].entry;
    const auto middle = members.begin() + static_cast<std::ptrdiff_t>(members.size() / 2);
    std::nth_element(members.begin(), middle, members.end(),
                     [entry](const auto& a, const auto& b) { return a[entry] < b[entry]; });
    const auto below = static_cast<std::uint32_t>(parts_.size());
    parts_[place].split = (*middle)[entry];
    parts_[place].below = below;
    parts_.resize(parts_.size() + 2);
    for (std::uint32_t side = below; side < below + 2; ++side)
      parts_[side].entry = (entry + 1) % kSize;
    for (const Values<kSize>& member : members) {
      Part& part = parts_[member[entry] < parts_[place].split ? below : below + 1];
      part.members.push_back(member);
      for (std::size_t i = 0; i < kSize; ++i) part.low[i] = std::min(part.low[i], member[i]);
    }
  }

  std::vector<Part> parts_;
};

/// Of single numbers the least is all there is.
template <>
class Frontier<1> {
 public:
  [[nodiscard]] bool covers(const Values<1>& values) const { return least_ <= values[0]; }
  void add(const Values<1>& values) { least_ = values[0]; }

 private:
  double least_ = std::numeric_limits<double>::infinity();
};

}  // namespace corridor::routes
