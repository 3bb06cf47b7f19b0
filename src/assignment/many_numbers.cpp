#include "many_numbers.hpp"

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

#include "corridor/base/wide_vectors.hpp"

namespace corridor::assignment {
namespace {

// The natural logarithm of 2, in a part whose small multiples are exact and the rest.
constexpr double kLn2High = 0x1.62e42fefa0000p-1;
constexpr double kLn2Low = 0x1.cf79abc9e3b3ap-40;
constexpr int kMantissaBits = 52;

// No branches, so that compilers make vectors of the loops below.

// factors[0] + factors[1] x + factors[2] x^2 and so on.
template <std::size_t Count>
inline double polynomial(const std::array<double, Count>& factors, double x) {
  double sum = factors.back();
  for (std::size_t i = Count - 1; i-- > 0;) sum = sum * x + factors[i];
  return sum;
}

// With k whole and |r| <= ln(2) / 2, e^-x = 2^k e^r; e^r is its Taylor series.
inline double exp_of_minus(double x) {
  constexpr double kPerLn2 = 0x1.71547652b82fep+0;
  // Added to a small number it leaves the nearest whole one in the lowest bits.
  constexpr double kRound = 0x1.8p52;
  constexpr auto kMost = std::bit_cast<std::int64_t>(708.0);
  const double rounded = kRound - x * kPerLn2;
  const double k = rounded - kRound;
  const double r = (-x - k * kLn2High) - k * kLn2Low;
  constexpr std::array kFactors = {1.0 / 2,       1.0 / 6,        1.0 / 24,       1.0 / 120,
                                   1.0 / 720,     1.0 / 5040,     1.0 / 40320,    1.0 / 362880,
                                   1.0 / 3628800, 1.0 / 39916800, 1.0 / 479001600};
  const double power = 1.0 + (r + r * r * polynomial(kFactors, r));
  const std::uint64_t scaled = std::bit_cast<std::uint64_t>(power) +
                               (std::bit_cast<std::uint64_t>(rounded) << kMantissaBits);
  // A zero loses its sign, so that all that are near are less as whole numbers too.
  const auto bits = std::bit_cast<std::int64_t>(x + 0.0);
  const std::int64_t all_if_near = (bits - kMost) >> 63;
  return std::bit_cast<double>(scaled & std::bit_cast<std::uint64_t>(all_if_near));
}

// With m in [sqrt(1/2), sqrt(2)) and s = (m - 1) / (m + 1), ln(2^k m) = k ln(2) + 2 artanh(s).
inline double log_of(double x) {
  constexpr auto kSqrtHalf = std::bit_cast<std::uint64_t>(0x1.6a09e667f3bcdp-1);
  constexpr std::uint64_t kExponent = ~((std::uint64_t{1} << kMantissaBits) - 1);
  constexpr std::uint64_t kBias = 2048;
  const auto bits = std::bit_cast<std::uint64_t>(x);
  const std::uint64_t above = bits - kSqrtHalf;
  const double m = std::bit_cast<double>(bits - (above & kExponent));
  // The bits of a double from 2^52 on are whole numbers.
  const std::uint64_t biased = (above + (kBias << kMantissaBits)) >> kMantissaBits;
  const double k = std::bit_cast<double>(biased | std::bit_cast<std::uint64_t>(0x1p52)) -
                   (0x1p52 + static_cast<double>(kBias));
  const double s = (m - 1.0) / (m + 1.0);
  const double z = s * s;
  constexpr std::array kFactors = {2.0 / 3,  2.0 / 5,  2.0 / 7,  2.0 / 9,  2.0 / 11,
                                   2.0 / 13, 2.0 / 15, 2.0 / 17, 2.0 / 19, 2.0 / 21};
  return k * kLn2High + (2.0 * s + (s * z * polynomial(kFactors, z) + k * kLn2Low));
}

}  // namespace

CORRIDOR_WIDE_VECTORS
void exp_of_minus(std::span<double> numbers) {
  for (double& x : numbers) x = exp_of_minus(x);
}

CORRIDOR_WIDE_VECTORS
void log_of(std::span<double> numbers) {
  for (double& x : numbers) x = log_of(x);
}

}  // namespace corridor::assignment
