#include "corridor/des/statistics.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "corridor/base/random.hpp"

namespace corridor::des {
namespace {

TEST(TimeWeighted, MomentsWeighEachValueByHowLongItHeld) {
  TimeWeighted number;
  number.set(1.0, 2.0);  // 0 for an hour, 2 for two, 5 for one
  number.set(3.0, 5.0);
  number.advance(4.0);
  EXPECT_DOUBLE_EQ(number.mean(), (0.0 + 4.0 + 5.0) / 4.0);
  EXPECT_DOUBLE_EQ(number.variance(), (8.0 + 25.0) / 4.0 - 2.25 * 2.25);
  EXPECT_EQ(number.most(), 5.0);
}

TEST(TimeWeighted, AResetForgetsThePastAndKeepsTheValue) {
  TimeWeighted number;
  number.set(0.0, 7.0);
  number.reset(10.0);
  number.set(12.0, 1.0);
  number.advance(14.0);
  EXPECT_DOUBLE_EQ(number.mean(), 4.0);
  EXPECT_DOUBLE_EQ(number.hours(), 4.0);
}

TEST(Sample, JoiningTwoIsAsIfAllHadBeenOne) {
  RandomStream random({1, 0, 0, 0});
  Sample all;
  Sample left;
  Sample right;
  for (int i = 0; i < 1000; ++i) {
    const double x = 700.0 + random.exponential();
    all.add(x);
    (i % 3 == 0 ? left : right).add(x);
  }
  left.join(right);
  EXPECT_EQ(left.count(), all.count());
  EXPECT_NEAR(left.mean(), all.mean(), 1e-12 * all.mean());
  EXPECT_NEAR(left.variance(), all.variance(), 1e-9 * all.variance());
  EXPECT_EQ(left.quantile(0.3), all.quantile(0.3));
  EXPECT_EQ(left.most(), all.most());
}

TEST(QuantileSketch, QuantilesAreNearThoseOfTheSortedNumbers) {
  RandomStream random({2, 0, 0, 0});
  QuantileSketch sketch;
  std::vector<double> numbers;
  for (int i = 0; i < 50'000; ++i) {
    numbers.push_back(random.chance(0.2) ? 0.0 : std::exp(3.0 * random.normal()));
    sketch.add(numbers.back());
  }
  std::sort(numbers.begin(), numbers.end());
  for (const double share : {0.01, 0.1, 0.25, 0.5, 0.9, 0.99, 0.999}) {
    const double exact = numbers[static_cast<std::size_t>(share * 50'000.0)];
    EXPECT_NEAR(sketch.quantile(share), exact, exact / 64.0) << share;
  }
  EXPECT_EQ(sketch.quantile(0.1), 0.0);
}

TEST(QuantileSketch, TheShareAboveAPowerOfTwoIsExact) {
  QuantileSketch sketch;
  EXPECT_EQ(sketch.share_above(1.0), 0.0);
  for (const double x : {0.0, 0.999, 1.0, 1.001, 5.0e9}) sketch.add(x);
  EXPECT_DOUBLE_EQ(sketch.share_above(1.0), 0.6);
  EXPECT_DOUBLE_EQ(sketch.share_above(0.0), 0.8);
}

TEST(FlowMeter, AGuestWhoNeverLeavesOnPaperIsFound) {
  FlowMeter flow;
  flow.enter(1.0);
  flow.enter(2.0);
  flow.leave(4.0, 1.0);
  std::vector<Violation> violations;
  flow.check("yard", 9.0, 1.0, flow.stay(9.0, 2.0), violations);
  EXPECT_TRUE(violations.empty());
  flow.check("yard", 9.0, 0.0, 0.0, violations);
  ASSERT_FALSE(violations.empty());
  EXPECT_EQ(violations[0].law, "conservation");
}

TEST(FlowMeter, AWrongStayBreaksLittlesLaw) {
  FlowMeter flow;
  flow.enter(1.0);
  flow.enter(2.0);
  flow.leave(4.0, 1.5);  // it came at 1.0
  flow.leave(5.0, 2.0);
  std::vector<Violation> violations;
  flow.check("yard", 9.0, 0.0, 0.0, violations);
  ASSERT_EQ(violations.size(), 1u);
  EXPECT_EQ(violations[0].law, "Little's law");
}

TEST(FlowMeter, AResetCountsThoseInsideFromThenOn) {
  FlowMeter flow;
  flow.enter(1.0);
  flow.reset(10.0);
  EXPECT_EQ(flow.leave(12.0, 1.0), 11.0);
  std::vector<Violation> violations;
  flow.check("yard", 15.0, 0.0, 0.0, violations);
  EXPECT_TRUE(violations.empty());
  EXPECT_DOUBLE_EQ(flow.inside().area(), 2.0);
}

}  // namespace
}  // namespace corridor::des
