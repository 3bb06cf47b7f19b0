#include "corridor/base/random.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <vector>

#include "corridor/base/quantity.hpp"

namespace corridor {
namespace {

constexpr int kDraws = 200'000;

struct Moments {
  double mean = 0.0;
  double variance = 0.0;
};

template <class Draw>
Moments moments_of(Draw draw) {
  double sum = 0.0;
  double squares = 0.0;
  for (int i = 0; i < kDraws; ++i) {
    const double x = draw();
    sum += x;
    squares += x * x;
  }
  const double mean = sum / kDraws;
  return {mean, squares / kDraws - mean * mean};
}

TEST(Random, AKeyAlwaysOpensTheSameStream) {
  // Frozen: these numbers may never change, or no old run could be repeated.
  RandomStream stream({1, 2, 3, 4});
  EXPECT_EQ(stream.bits(), 4521299757645133901u);
  RandomStream copy = stream;
  EXPECT_EQ(copy.bits(), stream.bits());
}

TEST(Random, EveryPartOfTheKeyMattersAndNoneCanStandForAnother) {
  std::set<std::uint64_t> seen;
  for (std::uint64_t a = 0; a < 6; ++a) {
    for (std::uint64_t b = 0; b < 6; ++b) {
      for (std::uint64_t c = 0; c < 6; ++c) {
        for (std::uint64_t d = 0; d < 6; ++d) seen.insert(RandomStream({a, b, c, d}).bits());
      }
    }
  }
  EXPECT_EQ(seen.size(), 6u * 6u * 6u * 6u);
}

TEST(Random, StreamsOfNeighbouringKeysAreUncorrelated) {
  double sum = 0.0;
  for (std::uint64_t i = 0; i < kDraws; ++i) {
    sum += (RandomStream({i, 0, 0, 0}).uniform() - 0.5) *
           (RandomStream({i + 1, 0, 0, 0}).uniform() - 0.5);
  }
  EXPECT_LT(std::abs(sum / kDraws * 12.0), 4.0 / std::sqrt(kDraws));
}

TEST(Random, UniformNumbersFillTheirIntervalEvenlyWithoutItsEnds) {
  RandomStream stream({7, 0, 0, 0});
  std::vector<int> counts(64);
  for (int i = 0; i < kDraws; ++i) {
    const double u = stream.uniform();
    ASSERT_GT(u, 0.0);
    ASSERT_LT(u, 1.0);
    ++counts[static_cast<std::size_t>(u * 64.0)];
  }
  double chi = 0.0;
  for (const int count : counts) chi += std::pow(count - kDraws / 64.0, 2) / (kDraws / 64.0);
  EXPECT_LT(chi, 63.0 + 4.0 * std::sqrt(2.0 * 63.0));
}

TEST(Random, VariatesHaveTheMomentsTheyPromise) {
  RandomStream s({11, 0, 0, 0});
  const auto expect = [](Moments found, double mean, double variance) {
    EXPECT_NEAR(found.mean, mean, 5.0 * std::sqrt(variance / kDraws));
    EXPECT_NEAR(found.variance, variance, 0.05 * variance);
  };
  expect(moments_of([&] { return s.exponential(); }), 1.0, 1.0);
  expect(moments_of([&] { return s.normal(); }), 0.0, 1.0);
  expect(moments_of([&] { return s.lognormal(0.5); }), 1.0, 0.25);
  expect(moments_of([&] { return s.gamma(0.5); }), 1.0, 2.0);
  expect(moments_of([&] { return s.gamma(7.3); }), 1.0, 1.0 / 7.3);
  expect(moments_of([&] { return s.erlang(3); }), 1.0, 1.0 / 3.0);
  expect(moments_of([&] { return s.erlang(100); }), 1.0, 0.01);
  expect(moments_of([&] { return s.between(2.0, 8.0); }), 5.0, 3.0);
  expect(moments_of([&] { return s.between(Hours(2.0), Hours(8.0)).value(); }), 5.0, 3.0);
  expect(moments_of([&] { return s.chance(0.3) ? 1.0 : 0.0; }), 0.3, 0.21);
  expect(moments_of([&] { return static_cast<double>(s.below(6)); }), 2.5, 35.0 / 12.0);
}

TEST(Random, TheNormalQuantileInvertsTheErrorFunction) {
  // The k-th of the sorted normals of one stream is the quantile of the k-th sorted uniform.
  RandomStream uniforms({5, 0, 0, 0});
  RandomStream normals({5, 0, 0, 0});
  for (int i = 0; i < 20'000; ++i) {
    const double u = uniforms.uniform();
    const double z = normals.normal();
    const double tail = 0.5 * std::erfc(std::abs(z) / std::sqrt(2.0));
    EXPECT_NEAR(tail / std::min(u, 1.0 - u), 1.0, 1e-11);
  }
}

TEST(Random, BelowIsEvenForCountsThatDoNotDivideThePowerOfTwo) {
  RandomStream stream({3, 0, 0, 0});
  const std::uint64_t third = std::uint64_t{3} << 62;  // three quarters of all: half are redrawn
  int high = 0;
  for (int i = 0; i < kDraws; ++i) high += stream.below(third) >= third / 2 ? 1 : 0;
  EXPECT_NEAR(high, kDraws / 2.0, 4.0 * std::sqrt(kDraws / 4.0));
}

TEST(Random, ATableDrawsPositionsInProportionToTheirWeights) {
  const std::vector<double> weights = {0.0, 3.0, 1.0, 0.0, 6.0};
  const DiscreteTable table(weights);
  RandomStream stream({9, 0, 0, 0});
  std::vector<int> counts(weights.size());
  for (int i = 0; i < kDraws; ++i) ++counts[table.draw(stream)];
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const double share = weights[i] / 10.0;
    EXPECT_NEAR(counts[i], share * kDraws, 5.0 * std::sqrt(kDraws * share * (1.0 - share))) << i;
  }
}

}  // namespace
}  // namespace corridor
