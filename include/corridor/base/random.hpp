// Random numbers that are the same on every run: streams opened from a key, and our own sampling
// from their raw bits (the standard distributions differ between libraries).
// A stream is a value; copying it repeats its numbers. Streams of different keys are independent
// for every practical purpose; nothing here is global. Sampled numbers have no unit: multiply the
// quantity by them, `dwell * stream.lognormal(0.5)`.
#pragma once

#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace corridor {

/// What a stream is for. Two studies that change only `entity` keep all other streams, so that
/// their runs differ by what was changed and not by luck (common random numbers).
struct StreamKey {
  std::uint64_t seed = 0;         ///< of the run
  std::uint64_t replication = 0;  ///< which repetition
  std::uint64_t entity = 0;       ///< which place, link or box
  std::uint64_t purpose = 0;      ///< which of the entity's decisions
  friend bool operator==(const StreamKey&, const StreamKey&) = default;
};

/// A sequence of 64-bit numbers with period 2^256 - 1. Opening one costs a few nanoseconds.
/// Source: Blackman & Vigna 2021, ACM TOMS 47 (xoshiro256++); its state is filled by a counter
/// hash of the key. Source: Steele, Lea & Flood 2014, OOPSLA (SplitMix64), constants of D.
/// Stafford.
class RandomStream {
 public:
  explicit RandomStream(const StreamKey& key) {
    std::uint64_t hash = mix(key.seed + kGolden);
    hash = mix((hash ^ key.replication) + kGolden);
    hash = mix((hash ^ key.entity) + kGolden);
    hash = mix((hash ^ key.purpose) + kGolden);
    for (std::uint64_t& word : state_) word = mix(hash += kGolden);
  }

  /// 64 random bits.
  [[nodiscard]] std::uint64_t bits() {
    const std::uint64_t result = std::rotl(state_[0] + state_[3], 23) + state_[0];
    const std::uint64_t shifted = state_[1] << 17;
    state_[2] ^= state_[0];
    state_[3] ^= state_[1];
    state_[1] ^= state_[2];
    state_[0] ^= state_[3];
    state_[2] ^= shifted;
    state_[3] = std::rotl(state_[3], 45);
    return result;
  }

  /// Uniform in the open interval (0, 1): neither end ever comes, so its logarithm is finite.
  [[nodiscard]] double uniform() { return (static_cast<double>(bits() >> 12) + 0.5) * 0x1p-52; }

  /// Uniform between two numbers or two quantities of one kind.
  template <class Number>
  [[nodiscard]] Number between(Number low, Number high) {
    return low + (high - low) * uniform();
  }

  /// True with this probability.
  [[nodiscard]] bool chance(double probability) { return uniform() < probability; }

  /// A whole number in [0, count), each equally likely. Requires count > 0.
  /// Source: Lemire 2019, ACM TOMACS 29.
  [[nodiscard]] std::uint64_t below(std::uint64_t count);

  /// Exponential with mean 1.
  [[nodiscard]] double exponential() { return -std::log(uniform()); }

  /// Normal with mean 0 and standard deviation 1, monotone in one uniform number.
  /// Source: Wichura 1988, Applied Statistics 37, algorithm AS 241 (PPND16).
  [[nodiscard]] double normal();

  /// Lognormal with mean 1 and this coefficient of variation (standard deviation / mean).
  [[nodiscard]] double lognormal(double variation);

  /// Gamma with this shape and mean 1. Requires shape > 0.
  /// Source: Marsaglia & Tsang 2000, ACM TOMS 26.
  [[nodiscard]] double gamma(double shape);

  /// Erlang with this many phases and mean 1. Requires phases > 0.
  [[nodiscard]] double erlang(int phases);

 private:
  static constexpr std::uint64_t kGolden = 0x9e3779b97f4a7c15;
  static constexpr std::uint64_t mix(std::uint64_t z) {
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }

  std::array<std::uint64_t, 4> state_;
};

/// Draws positions with given weights, each in constant time.
/// Source: Vose 1991, IEEE Trans. Software Eng. 17 (alias method).
class DiscreteTable {
 public:
  /// Requires: weights finite, none negative, their sum positive.
  explicit DiscreteTable(std::span<const double> weights);

  /// A position in [0, weights), with probability in proportion to its weight.
  [[nodiscard]] std::size_t draw(RandomStream& stream) const {
    const double scaled = stream.uniform() * static_cast<double>(cells_.size());
    const auto cell = static_cast<std::size_t>(scaled);
    return scaled - static_cast<double>(cell) < cells_[cell].own ? cell : cells_[cell].alias;
  }

 private:
  struct Cell {
    double own = 1.0;  ///< share of this cell that is its own position
    std::size_t alias = 0;
  };
  std::vector<Cell> cells_;
};

}  // namespace corridor
