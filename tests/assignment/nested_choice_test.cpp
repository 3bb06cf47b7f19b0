#include "corridor/assignment/nested_choice.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <limits>
#include <numeric>

namespace corridor::assignment {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

// Corridor, gateway: Karachi and Port Qasim stand in one corridor, Poti alone in another.
constexpr std::array<std::uint32_t, 10> kLabels = {0, 0, 0, 0, 0, 1, 1, 0, 1, 0};
const std::array<double, 5> kCost = {10.0, 11.0, 10.5, 12.0, 11.5};
const std::array<double, 5> kSize = {0.6, 0.7, 1.0, 0.8, 0.9};

TEST(NestedChoice, WithOneScaleItIsPlainLogitWithPathSize) {
  const Nests nests(kLabels, 2);
  const auto chosen = choose_nested(nests, {0.7, 0.7, 0.7}, kCost, kSize);
  double sum = 0.0;
  for (std::size_t r = 0; r < 5; ++r) sum += kSize[r] * std::exp(-0.7 * kCost[r]);
  for (std::size_t r = 0; r < 5; ++r)
    EXPECT_NEAR(chosen.share[r], kSize[r] * std::exp(-0.7 * kCost[r]) / sum, 1e-14);
  EXPECT_NEAR(chosen.expected_cost, -std::log(sum) / 0.7, 1e-12);
}

TEST(NestedChoice, IsTheProductOfChoicesWrittenOut) {
  const Nests nests(kLabels, 2);
  const auto chosen = choose_nested(nests, {0.2, 0.5, 1.0}, kCost, kSize);
  const auto leaf = [](std::size_t r) { return kSize[r] * std::exp(-1.0 * kCost[r]); };
  const double gateway_0 = -std::log(leaf(0) + leaf(1));
  const double gateway_1 = -std::log(leaf(2));
  const double poti = -std::log(leaf(3) + leaf(4));
  const double corridor_0 =
      -std::log(std::exp(-0.5 * gateway_0) + std::exp(-0.5 * gateway_1)) / 0.5;
  const double in_0 = 1.0 / (1.0 + std::exp(-0.2 * (poti - corridor_0)));
  const double at_gateway_0 = 1.0 / (1.0 + std::exp(-0.5 * (gateway_1 - gateway_0)));
  EXPECT_NEAR(chosen.share[0], in_0 * at_gateway_0 * leaf(0) / (leaf(0) + leaf(1)), 1e-14);
  EXPECT_NEAR(chosen.share[2], in_0 * (1.0 - at_gateway_0), 1e-14);
  EXPECT_NEAR(chosen.share[4], (1.0 - in_0) * leaf(4) / (leaf(3) + leaf(4)), 1e-14);
  EXPECT_NEAR(std::accumulate(chosen.share.begin(), chosen.share.end(), 0.0), 1.0, 1e-14);
}

TEST(NestedChoice, TwinsInOneNestTakeLessThanTwinsApart) {
  // Two routes that are the same to their users, beside a third: nested, the third keeps half.
  const std::array<std::uint32_t, 3> labels = {0, 0, 1};
  const std::array<double, 3> cost = {5.0, 5.0, 5.0};
  const std::array<double, 3> size = {1.0, 1.0, 1.0};
  const auto apart = choose_nested(Nests(labels, 1), {1.0, 1.0}, cost, size);
  const auto nested = choose_nested(Nests(labels, 1), {1.0, 1e6}, cost, size);
  EXPECT_NEAR(apart.share[2], 1.0 / 3.0, 1e-12);
  EXPECT_NEAR(nested.share[2], 0.5, 1e-5);
}

TEST(NestedChoice, ResponseIsTheDerivativeOfShares) {
  const Nests nests(kLabels, 2);
  const NestScales scales = {0.2, 0.5, 1.0};
  const auto chosen = choose_nested(nests, scales, kCost, kSize);
  const auto response = nested_response(nests, scales, chosen);
  constexpr double kStep = 1e-6;
  for (std::size_t s = 0; s < 5; ++s) {
    auto above = kCost;
    auto below = kCost;
    above[s] += kStep;
    below[s] -= kStep;
    const auto up = choose_nested(nests, scales, above, kSize);
    const auto down = choose_nested(nests, scales, below, kSize);
    EXPECT_NEAR((up.expected_cost - down.expected_cost) / (2 * kStep), chosen.share[s], 1e-8);
    double row = 0.0;
    for (std::size_t r = 0; r < 5; ++r) {
      EXPECT_NEAR(-(up.share[r] - down.share[r]) / (2 * kStep), response[r * 5 + s], 1e-8);
      EXPECT_NEAR(response[r * 5 + s], response[s * 5 + r], 1e-14);
      row += response[s * 5 + r];
    }
    EXPECT_NEAR(row, 0.0, 1e-14);
  }
}

TEST(NestedChoice, ClosedAndFarRoutesLeaveFiniteShares) {
  const Nests nests(kLabels, 2);
  const std::array<double, 5> closed = {kInfinity, kInfinity, 1e9, kInfinity, -1e9};
  const auto chosen = choose_nested(nests, {1.0, 2.0, 3.0}, closed, kSize);
  EXPECT_EQ(chosen.share[0], 0.0);
  EXPECT_EQ(chosen.share[4], 1.0);
  for (const double value : nested_response(nests, {1.0, 2.0, 3.0}, chosen))
    EXPECT_TRUE(std::isfinite(value));
  const std::array<double, 5> none = {kInfinity, kInfinity, kInfinity, kInfinity, kInfinity};
  const auto nobody = choose_nested(nests, {1.0, 2.0, 3.0}, none, kSize);
  EXPECT_EQ(nobody.expected_cost, kInfinity);
  EXPECT_EQ(std::accumulate(nobody.share.begin(), nobody.share.end(), 0.0), 0.0);
}

TEST(NestedChoice, RelativeScaleSeesRelativeDifferences) {
  const Nests nests(kLabels, 2);
  const NestScales scales = {0.2, 0.5, 1.0};
  auto tenfold = kCost;
  for (double& cost : tenfold) cost *= 10.0;
  const auto near = choose_nested(nests, scale_to(scales, 10.0, 10.0), kCost, kSize);
  const auto far = choose_nested(nests, scale_to(scales, 10.0, 100.0), tenfold, kSize);
  for (std::size_t r = 0; r < 5; ++r) EXPECT_NEAR(near.share[r], far.share[r], 1e-12);
}

}  // namespace
}  // namespace corridor::assignment
