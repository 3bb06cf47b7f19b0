#include "corridor/simulation/interval.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace corridor::simulation {
namespace {

TEST(Interval, StudentQuantilesAreThoseOfTheTables) {
  EXPECT_NEAR(student_t_975(1), 12.7062, 1e-3);
  EXPECT_NEAR(student_t_975(2), 4.30265, 1e-4);
  EXPECT_NEAR(student_t_975(3), 3.18245, 1e-3);
  EXPECT_NEAR(student_t_975(4), 2.77645, 1e-3);
  EXPECT_NEAR(student_t_975(9), 2.26216, 1e-4);
  EXPECT_NEAR(student_t_975(30), 2.04227, 1e-4);
  EXPECT_NEAR(student_t_975(1000), 1.96234, 1e-4);
}

TEST(Interval, MeanAndHalfWidthByHand) {
  const std::vector<double> numbers = {1.0, 2.0, 3.0, 4.0};
  const Interval interval = estimate(numbers);
  EXPECT_DOUBLE_EQ(interval.mean, 2.5);
  EXPECT_NEAR(interval.half_width, 3.18245 * std::sqrt(5.0 / 3.0 / 4.0), 1e-3);
  EXPECT_TRUE(std::isinf(estimate(std::vector<double>{1.0}).half_width));
}

TEST(Interval, PairsTellApartWhatTheRunsAloneCannot) {
  const std::vector<double> before = {10.0, 20.0, 30.0, 40.0};
  const std::vector<double> after = {11.0, 21.1, 30.9, 41.0};
  EXPECT_FALSE(difference(before, after).spans_zero());
  EXPECT_TRUE(difference(before, std::vector<double>{12.0, 18.0, 31.0, 39.0}).spans_zero());
}

TEST(Interval, Mser5CutsOffTheRampAndNothingElse) {
  std::vector<float> series;
  series.reserve(500);
  for (int day = 0; day < 100; ++day) series.push_back(static_cast<float>(day));
  for (int day = 0; day < 400; ++day) series.push_back(day % 2 == 0 ? 99.0F : 101.0F);
  const std::size_t cut = mser5_truncation(series);
  EXPECT_GE(cut, 85U);
  EXPECT_LE(cut, 105U);
  const std::vector<float> flat(200, 5.0F);
  EXPECT_EQ(mser5_truncation(flat), 0U);
}

TEST(Interval, QuantileLiesBetweenNeighbours) {
  const std::vector<double> numbers = {3.0, 1.0, 2.0};
  EXPECT_DOUBLE_EQ(quantile_of(numbers, 0.5), 2.0);
  EXPECT_DOUBLE_EQ(quantile_of(numbers, 0.75), 2.5);
  EXPECT_DOUBLE_EQ(quantile_of(numbers, 1.0), 3.0);
}

}  // namespace
}  // namespace corridor::simulation
