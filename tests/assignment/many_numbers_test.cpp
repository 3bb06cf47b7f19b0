#include "../../src/assignment/many_numbers.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>
#include <vector>

namespace corridor::assignment {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

// Distance in units of the last place of `truth`, which is not zero.
double ulps_off(double value, double truth) {
  const double size = std::abs(truth);
  return std::abs(value - truth) / (std::nextafter(size, kInfinity) - size);
}

// Many of all magnitudes; their number is no multiple of any vector's width.
std::vector<double> draw(std::size_t count, double least, double most) {
  std::mt19937_64 dice(7);
  std::uniform_real_distribution<double> exponent(std::log(least), std::log(most));
  std::vector<double> numbers;
  for (std::size_t i = 0; i < count; ++i) numbers.push_back(std::exp(exponent(dice)));
  return numbers;
}

TEST(ManyNumbers, ExponentialsAgreeWithTheLibrary) {
  const std::vector<double> at = draw(200'003, 1e-20, 708.0);
  std::vector<double> power = at;
  exp_of_minus(power);
  for (std::size_t i = 0; i < at.size(); ++i)
    ASSERT_LE(ulps_off(power[i], std::exp(-at[i])), 2.0) << at[i];
}

TEST(ManyNumbers, ExponentialsAreExactAtTheEnds) {
  std::vector<double> power = {0.0,   -0.0,      708.5,
                               1e300, kInfinity, std::numeric_limits<double>::max()};
  exp_of_minus(power);
  EXPECT_EQ(power, (std::vector<double>{1.0, 1.0, 0.0, 0.0, 0.0, 0.0}));
}

TEST(ManyNumbers, LogarithmsAgreeWithTheLibrary) {
  std::vector<double> at = draw(100'003, 1e-307, 1e308);
  for (const double more : draw(100'000, 3e-16, 1.0)) at.push_back(1.0 + more);
  std::vector<double> log = at;
  log_of(log);
  for (std::size_t i = 0; i < at.size(); ++i)
    ASSERT_LE(ulps_off(log[i], std::log(at[i])), 2.0) << at[i];
}

TEST(ManyNumbers, TheLogarithmOfOneIsExactlyZero) {
  for (std::size_t count = 1; count < 10; ++count) {
    std::vector<double> log(count, 1.0);
    log_of(log);
    EXPECT_EQ(log, std::vector<double>(count, 0.0));
  }
}

}  // namespace
}  // namespace corridor::assignment
