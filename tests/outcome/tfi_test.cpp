#include "corridor/outcome/tfi.hpp"

#include <gtest/gtest.h>

namespace corridor::outcome {
namespace {

TEST(Indicators, AreMeansInTheUnitsOfCarec) {
  LandSums sums;
  sums.crossings = 4.0;
  sums.border_hours = 34.0;
  sums.border_usd = 800.0;
  sums.usd = 5000.0;
  sums.km = 2500.0;
  sums.motion_hours = 50.0;
  sums.hours = 100.0;
  const TradeIndicators found = indicators(sums);
  EXPECT_DOUBLE_EQ(found.border_hours.value(), 8.5);
  EXPECT_DOUBLE_EQ(found.border_usd.value(), 200.0);
  EXPECT_DOUBLE_EQ(found.section_usd.value(), 1000.0);
  EXPECT_DOUBLE_EQ(found.speed_without_delay.value(), 50.0);
  EXPECT_DOUBLE_EQ(found.speed_with_delay.value(), 25.0);
}

TEST(Indicators, AreNotKnownWhereNothingCrossedMovedOrPaid) {
  const TradeIndicators found = indicators(LandSums{});
  EXPECT_FALSE(found.border_hours);
  EXPECT_FALSE(found.border_usd);
  EXPECT_FALSE(found.section_usd);
  EXPECT_FALSE(found.speed_without_delay);
  EXPECT_FALSE(found.speed_with_delay);
}

TEST(Indicators, OneCargoIsTwentyTonnes) {
  EXPECT_DOUBLE_EQ(teu_per_indicator_cargo(TonnesPerTeu(10.0)), 2.0);
  EXPECT_EQ(teu_per_indicator_cargo(TonnesPerTeu(0.0)), 0.0);
}

}  // namespace
}  // namespace corridor::outcome
