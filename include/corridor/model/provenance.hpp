// Where a value comes from. Every record of the world points at the data row that it was read from,
// so that any number of an answer can be followed to a file, a line and a source.
#pragma once

#include <string>

#include "corridor/base/id.hpp"

namespace corridor::model {

/// How far a value can be trusted.
enum class Grade : unsigned char {
  kA,  ///< officially measured
  kB,  ///< reported
  kC,  ///< derived
  kD,  ///< assumed
};

[[nodiscard]] constexpr char letter(Grade grade) {
  return static_cast<char>('A' + static_cast<int>(grade));
}

struct RowTag;
using RowId = Id<RowTag>;

/// One row of the data pack, or one record added by a scenario.
struct Row {
  std::string table;
  std::string id;
  Grade grade = Grade::kD;
  std::string source;  ///< keys of sources.csv, joined by `;`
  std::string file;
  int line = 0;
  friend bool operator==(const Row&, const Row&) = default;
};

/// A value and the range it is believed to lie in; `low == value == high` when no range is known.
/// Invariant: low <= value <= high.
template <class T>
struct Ranged {
  T value{};
  T low{};
  T high{};

  Ranged() = default;
  explicit Ranged(T known) : value(known), low(known), high(known) {}
  Ranged(T central, T least, T most) : value(central), low(least), high(most) {}
  [[nodiscard]] bool has_range() const { return low != high; }
  friend bool operator==(const Ranged&, const Ranged&) = default;
};

}  // namespace corridor::model
