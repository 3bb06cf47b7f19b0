// Numbers with a dimension: length, time, money, boxes (TEU) and mass, and their products.
// The inside units are km, h, USD of the scenario's price year, TEU and t; only `input` converts
// into them, only `results` and `report` convert out of them.
#pragma once

#include <compare>

namespace corridor {

/// A number whose dimension is km^L h^T USD^M TEU^B t^W.
template <int L, int T, int M, int B, int W>
class Quantity {
 public:
  constexpr Quantity() = default;
  constexpr explicit Quantity(double value) : value_(value) {}

  /// The number in inside units.
  [[nodiscard]] constexpr double value() const { return value_; }

  friend constexpr auto operator<=>(Quantity, Quantity) = default;
  constexpr Quantity& operator+=(Quantity other) {
    value_ += other.value_;
    return *this;
  }
  friend constexpr Quantity operator+(Quantity a, Quantity b) {
    return Quantity(a.value_ + b.value_);
  }
  friend constexpr Quantity operator-(Quantity a, Quantity b) {
    return Quantity(a.value_ - b.value_);
  }
  friend constexpr Quantity operator*(Quantity a, double factor) {
    return Quantity(a.value_ * factor);
  }
  friend constexpr Quantity operator*(double factor, Quantity a) {
    return Quantity(a.value_ * factor);
  }
  friend constexpr Quantity operator/(Quantity a, double divisor) {
    return Quantity(a.value_ / divisor);
  }

 private:
  double value_ = 0.0;
};

template <int L1, int T1, int M1, int B1, int W1, int L2, int T2, int M2, int B2, int W2>
[[nodiscard]] constexpr auto operator*(Quantity<L1, T1, M1, B1, W1> a,
                                       Quantity<L2, T2, M2, B2, W2> b) {
  return Quantity<L1 + L2, T1 + T2, M1 + M2, B1 + B2, W1 + W2>(a.value() * b.value());
}
template <int L1, int T1, int M1, int B1, int W1, int L2, int T2, int M2, int B2, int W2>
[[nodiscard]] constexpr auto operator/(Quantity<L1, T1, M1, B1, W1> a,
                                       Quantity<L2, T2, M2, B2, W2> b) {
  return Quantity<L1 - L2, T1 - T2, M1 - M2, B1 - B2, W1 - W2>(a.value() / b.value());
}

inline constexpr double kHoursPerDay = 24.0;

using Scalar = Quantity<0, 0, 0, 0, 0>;
using Km = Quantity<1, 0, 0, 0, 0>;
using Hours = Quantity<0, 1, 0, 0, 0>;
using Usd = Quantity<0, 0, 1, 0, 0>;
using Teu = Quantity<0, 0, 0, 1, 0>;
using Tonnes = Quantity<0, 0, 0, 0, 1>;

using KmPerHour = Quantity<1, -1, 0, 0, 0>;
using PerHour = Quantity<0, -1, 0, 0, 0>;  ///< trucks, trains or calls per hour
using TeuPerHour = Quantity<0, -1, 0, 1, 0>;
using UsdPerKm = Quantity<-1, 0, 1, 0, 0>;
using UsdPerHour = Quantity<0, -1, 1, 0, 0>;
using UsdPerTeu = Quantity<0, 0, 1, -1, 0>;
using TonnesPerTeu = Quantity<0, 0, 0, -1, 1>;
using UsdPerTeuHour = Quantity<0, -1, 1, -1, 0>;

}  // namespace corridor
