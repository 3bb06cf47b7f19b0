#include "many_numbers.hpp"

#include <bit>
#include <cstdint>

#include "corridor/base/wide_vectors.hpp"

namespace corridor::assignment {
namespace {

// The natural logarithm of 2, in a part whose small multiples are exact and the rest.
constexpr double kLn2High = 0x1.62e42fefa0000p-1;
constexpr double kLn2Low = 0x1.cf79abc9e3b3ap-40;
constexpr int kMantissaBits = 52;

// No branches, so that compilers make vectors of the loops below.

// With k whole and |r| <= ln(2) / 2, e^-x = 2^k e^r; e^r is its Taylor series.
inline double exp_of_minus(double x) {
  constexpr double kPerLn2 = 0x1.71547652b82fep+0;
  // Added to a small number it leaves the nearest whole one in the lowest bits.
  constexpr double kRound = 0x1.8p52;
  constexpr auto kMost = std::bit_cast<std::int64_t>(708.0);
  const double rounded = kRound - x * kPerLn2;
  const double k = rounded - kRound;
  const double r = (-x - k * kLn2High) - k * kLn2Low;
  double series = 1.0 / 479001600;
  series = series * r + 1.0 / 39916800;
  series = series * r + 1.0 / 3628800;
  series = series * r + 1.0 / 362880;
  series = series * r + 1.0 / 40320;
  series = series * r + 1.0 / 5040;
  series = series * r + 1.0 / 720;
  series = series * r + 1.0 / 120;
  series = series * r + 1.0 / 24;
  series = series * r + 1.0 / 6;
  series = series * r + 1.0 / 2;
  const double power = 1.0 + (r + r * r * series);
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
  double series = 2.0 / 21;
  series = series * z + 2.0 / 19;
  series = series * z + 2.0 / 17;
  series = series * z + 2.0 / 15;
  series = series * z + 2.0 / 13;
  series = series * z + 2.0 / 11;
  series = series * z + 2.0 / 9;
  series = series * z + 2.0 / 7;
  series = series * z + 2.0 / 5;
  series = series * z + 2.0 / 3;
  return k * kLn2High + (2.0 * s + (s * z * series + k * kLn2Low));
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
