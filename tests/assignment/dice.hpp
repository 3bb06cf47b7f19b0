// Random numbers for problems that tests draw.
#pragma once

#include <concepts>
#include <cstdint>
#include <random>

namespace corridor::assignment {

/// Raw bits of the engine only, so that every library draws the same.
class Dice {
 public:
  explicit Dice(unsigned seed) : engine_(seed) {}
  double real(double low, double high) {
    return low + (high - low) * (static_cast<double>(engine_()) / 4294967296.0);
  }
  template <std::integral Count>
  std::uint32_t below(Count count) {
    return static_cast<std::uint32_t>(engine_() % static_cast<std::uint32_t>(count));
  }

 private:
  std::mt19937 engine_;
};

}  // namespace corridor::assignment
