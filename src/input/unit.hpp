// Units of measure as people write them: `km/h`, `trucks/day`, `USD2024/TEU`, `%/year`.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace corridor::input {

/// A product of powers of the inside units (km, h, t, TEU, USD) and of counted things.
struct Unit {
  enum Base : unsigned char { kLength, kTime, kMass, kTeu, kMoney, kTruck, kTrain, kBox, kBases };

  double factor = 1.0;  ///< of one such unit in inside units; money stays in its currency
  std::array<signed char, kBases> powers{};
  std::string currency;  ///< USD, PKR, ...; empty without money
  int year = 0;          ///< of the money; 0 = not said

  /// Without dimension: a count, a share, a percentage.
  [[nodiscard]] bool is_number() const;
  /// The same, or so many trucks, trains or boxes.
  [[nodiscard]] bool is_count() const;
};

/// The unit written as `a/b/c`, or nothing when a part of it is not known. "" is the number one.
[[nodiscard]] std::optional<Unit> parse_unit(std::string_view text);

/// A value in `from` may be written into a field in `to`: the same dimensions, except that a field
/// which does not name the thing counted takes any (`trucks/day` into `/day`).
[[nodiscard]] bool fits(const Unit& from, const Unit& to);

/// What a value in `from` is multiplied by to be in `to`; money has to be converted before.
[[nodiscard]] double conversion(const Unit& from, const Unit& to);

}  // namespace corridor::input
