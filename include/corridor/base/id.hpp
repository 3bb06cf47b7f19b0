// Typed indices and the columns they index. An Id<PlaceTag> cannot be used where an Id<LinkTag> is
// meant, and a Column<PlaceId, T> can only be read with a PlaceId. An Id holds a 32-bit position;
// the default Id is "none".
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

namespace corridor {

template <class Tag>
class Id {
 public:
  constexpr Id() = default;
  constexpr explicit Id(std::size_t position) : value_(static_cast<std::uint32_t>(position)) {}

  /// Position in a column, from zero.
  [[nodiscard]] constexpr std::uint32_t value() const { return value_; }
  [[nodiscard]] constexpr bool is_none() const { return value_ == kNone; }

  friend constexpr auto operator<=>(Id, Id) = default;
  constexpr Id& operator++() {
    ++value_;
    return *this;
  }

 private:
  static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();
  std::uint32_t value_ = kNone;
};

/// Ids, or other positions, that follow one another. All of a column of `size` entries:
/// `for (LinkId link : ids<LinkId>(count))`.
template <class I>
class IdRange {
 public:
  class Iterator {
   public:
    explicit Iterator(I id) : id_(id) {}
    I operator*() const { return id_; }
    Iterator& operator++() {
      ++id_;
      return *this;
    }
    friend bool operator==(Iterator, Iterator) = default;

   private:
    I id_;
  };
  explicit IdRange(std::size_t size) : IdRange(I(0), I(size)) {}
  /// `last` is one past the end.
  IdRange(I first, I last) : first_(first), last_(last) {}
  [[nodiscard]] Iterator begin() const { return Iterator(first_); }
  [[nodiscard]] Iterator end() const { return Iterator(last_); }

 private:
  I first_;
  I last_;
};

template <class I>
[[nodiscard]] IdRange<I> ids(std::size_t size) {
  return IdRange<I>(size);
}

/// One value of type T for every I: a vector that only its own id can index.
template <class I, class T>
class Column {
 public:
  Column() = default;
  explicit Column(std::size_t size, T value = T()) : values_(size, std::move(value)) {}

  [[nodiscard]] const T& operator[](I id) const { return values_[id.value()]; }
  [[nodiscard]] T& operator[](I id) { return values_[id.value()]; }
  [[nodiscard]] std::size_t size() const { return values_.size(); }
  [[nodiscard]] bool empty() const { return values_.empty(); }
  [[nodiscard]] IdRange<I> ids() const { return IdRange<I>(values_.size()); }

  /// Appends a value and returns its id.
  I push_back(T value) {
    values_.push_back(std::move(value));
    return I(values_.size() - 1);
  }
  void reserve(std::size_t size) { values_.reserve(size); }
  void assign(std::size_t size, const T& value) { values_.assign(size, value); }

  [[nodiscard]] auto begin() const { return values_.begin(); }
  [[nodiscard]] auto end() const { return values_.end(); }
  [[nodiscard]] auto begin() { return values_.begin(); }
  [[nodiscard]] auto end() { return values_.end(); }
  [[nodiscard]] const T* data() const { return values_.data(); }
  [[nodiscard]] T* data() { return values_.data(); }

  friend bool operator==(const Column&, const Column&) = default;

 private:
  std::vector<T> values_;
};

}  // namespace corridor
