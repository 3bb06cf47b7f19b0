// A list of lists in two arrays: the items of owner i are items[first[i] .. first[i + 1]).
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "corridor/base/id.hpp"

namespace corridor {

/// For every I a list of T, built once, owner by owner, then only read.
template <class I, class T>
class Csr {
 public:
  /// Closes the list of the next owner; items added since the last call belong to it.
  I close() {
    first_.push_back(static_cast<std::uint32_t>(items_.size()));
    return I(first_.size() - 2);
  }
  void add(T item) { items_.push_back(std::move(item)); }

  [[nodiscard]] std::span<const T> operator[](I owner) const {
    const auto begin = first_[owner.value()];
    return {items_.data() + begin, first_[owner.value() + 1] - begin};
  }
  [[nodiscard]] std::size_t size() const { return first_.size() - 1; }
  [[nodiscard]] std::span<const T> all() const { return items_; }

 private:
  std::vector<std::uint32_t> first_ = {0};
  std::vector<T> items_;
};

}  // namespace corridor
