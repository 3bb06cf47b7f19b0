#include "corridor/base/date.hpp"

#include <gtest/gtest.h>

namespace corridor {
namespace {

TEST(Date, ReadsADayAndWritesTheSameText) {
  const auto day = parse_date("2024-02-29");
  ASSERT_TRUE(day);
  EXPECT_EQ(format_date(*day), "2024-02-29");
}

TEST(Date, RefusesDaysThatDoNotExist) {
  for (const char* text : {"2026-02-29", "2026-13-01", "2026-00-10", "2026-1-01", "2026-01-32",
                           "26-01-01", "2026/01/01", "", "2026-01-0a", "-026-01-01"}) {
    EXPECT_FALSE(parse_date(text)) << text;
  }
}

TEST(Date, AddsMonthsAcrossYears) {
  EXPECT_EQ(add_months({2024, 11}, 3), (Month{2025, 2}));
  EXPECT_EQ(add_months({2024, 7}, 12), (Month{2025, 7}));
}

TEST(Date, KnowsTheLengthOfMonths) {
  EXPECT_EQ(days_in({2024, 2}), 29);
  EXPECT_EQ(days_in({2026, 2}), 28);
  EXPECT_EQ(days_in({2026, 12}), 31);
}

}  // namespace
}  // namespace corridor
