#include "corridor/routes/timing.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "random_timing.hpp"

namespace corridor::routes {
namespace {

using namespace std::chrono_literals;
using std::chrono::December;
using std::chrono::February;
using std::chrono::January;
using std::chrono::March;
using testing::ElementsAre;
using testing::IsEmpty;

// 2024-01-01 was a Monday.
const Calendar kMonday{Date(2024y / 1 / 1)};
const Calendar kThursday{Date(2024y / 1 / 4)};

std::optional<double> next(const ArcTiming& timing, double ready,
                           const Calendar& calendar = kMonday) {
  const std::optional<Hours> entry = Timing(timing, calendar).next_entry(Hours(ready));
  if (!entry) return std::nullopt;
  return entry->value();
}

HourSpan span(double begin, double end) {
  return {Hours(begin), Hours(end)};
}

TEST(Timing, OpensWhenTheWeekSaysSo) {
  const ArcTiming monday_and_friday{OpeningHours{{span(8, 16), span(104, 112)}}, {}};
  EXPECT_EQ(next(monday_and_friday, 3.5), 8.0);
  EXPECT_EQ(next(monday_and_friday, 15.99), 15.99);
  EXPECT_EQ(next(monday_and_friday, 16.0), 104.0);
  EXPECT_EQ(next(monday_and_friday, 112.0), 168.0 + 8.0);
  EXPECT_EQ(next(monday_and_friday, -1.0), 8.0);
  EXPECT_EQ(next(monday_and_friday, 0.0, kThursday), 104.0 - 72.0);
}

TEST(Timing, KeepsHoursThatRunOverTheEndOfTheWeek) {
  const ArcTiming sunday_night{OpeningHours{{span(164, 172)}}, {}};
  EXPECT_EQ(next(sunday_night, 2.0), 2.0);
  EXPECT_EQ(next(sunday_night, 4.0), 164.0);
}

TEST(Timing, IsAlwaysOpenWithoutOpeningHours) {
  EXPECT_EQ(next({}, 12.25), 12.25);
}

TEST(Timing, CancelsDeparturesWithinAClosure) {
  const ArcTiming ferry{Rotation{Hours(10), Hours(48)}, {span(58, 107)}};
  EXPECT_EQ(next(ferry, 10.0), 10.0);
  EXPECT_EQ(next(ferry, 10.5), 154.0);
}

TEST(Timing, EndsWithItsTimetableOrAClosureForGood) {
  EXPECT_EQ(next({Timetable{{Hours(30), Hours(5)}}, {}}, 6.0), 30.0);
  EXPECT_EQ(next({Timetable{{Hours(30), Hours(5)}}, {}}, 30.5), std::nullopt);
  EXPECT_EQ(next({WeeklyTimetable{}, {}}, 0.0), std::nullopt);
  EXPECT_EQ(next({OpeningHours{}, {span(10, kInfinity)}}, 9.0), 9.0);
  EXPECT_EQ(next({OpeningHours{}, {span(10, kInfinity)}}, 10.0), std::nullopt);
}

TEST(Timing, EqualsAskingHourByHourOnRandomTimings) {
  for (std::uint64_t seed = 1; seed <= 4000; ++seed) {
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    Dice dice(seed);
    const ArcTiming timing = random_timing(dice);
    const bool thursday = dice.chance(50);
    const Timing ready(timing, thursday ? kThursday : kMonday);
    std::optional<double> expected;
    for (int hour = 800; hour >= -30; --hour) {
      if (is_open(timing, hour, thursday ? 72 : 0)) expected = hour;
      const std::optional<Hours> found = ready.next_entry(Hours(hour));
      if (hour > 600) continue;  // the next opening may lie past the hours asked
      ASSERT_EQ(found ? found->value() : kInfinity, expected.value_or(kInfinity)) << "at " << hour;
    }
  }
}

TEST(Timing, LetsNobodyOvertakeAtAnyFractionOfAnHour) {
  for (std::uint64_t seed = 1; seed <= 1000; ++seed) {
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    Dice dice(seed);
    const Timing timing(random_timing(dice), kThursday);
    double last = -kInfinity;
    for (int step = 0; step < 1379; ++step) {
      const double time = -10.0 + 0.37 * step;  // up to hour 500
      const std::optional<Hours> entry = timing.next_entry(Hours(time));
      const double now = entry ? entry->value() : kInfinity;
      ASSERT_GE(now, time);
      ASSERT_GE(now, last);
      last = now;
    }
  }
}

TEST(Season, RunsOverTheNewYearAndReturnsEveryYear) {
  const Calendar mid_january{Date(2024y / 1 / 15)};
  EXPECT_THAT(season(mid_january, December / 1, January / 31, Hours(366 * 24)),
              ElementsAre(days(mid_january, Date(2023y / 12 / 1), Date(2024y / 1 / 31)),
                          days(mid_january, Date(2024y / 12 / 1), Date(2025y / 1 / 31))));
  EXPECT_THAT(season(kMonday, February / 29, March / 1, Hours(24)), IsEmpty());
  EXPECT_THAT(season({Date(2025y / 1 / 1)}, February / 29, February / 29, Hours(365 * 24)),
              ElementsAre(span(58 * 24, 59 * 24)));
}

}  // namespace
}  // namespace corridor::routes
