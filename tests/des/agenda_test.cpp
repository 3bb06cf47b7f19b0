#include "corridor/des/agenda.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <set>
#include <utility>
#include <vector>

#include "corridor/base/random.hpp"

namespace corridor::des {
namespace {

struct Clock {
  std::uint64_t order = 0;
  std::uint32_t timer = Agenda<Clock>::kNoTimer;
  double time = 0.0;
};

TEST(Agenda, TimersComeInOrderOfTimeAndThenOfTheirOrder) {
  std::vector<Clock> clocks(6);
  Agenda<Clock> agenda;
  const std::vector<double> times = {3.0, 1.0, 2.0, 1.0, 0.0, 1.0};
  for (std::size_t i = 0; i < clocks.size(); ++i) {
    clocks[i].order = 100 - i;
    agenda.add(times[i], clocks[i]);
  }
  std::vector<std::size_t> came;
  while (!agenda.empty()) came.push_back(static_cast<std::size_t>(&agenda.pop() - clocks.data()));
  EXPECT_EQ(came, (std::vector<std::size_t>{4, 5, 3, 1, 2, 0}));
}

TEST(Agenda, AnyMixOfSettingAndRemovingAgreesWithASortedSet) {
  RandomStream random({1, 0, 0, 0});
  std::vector<Clock> clocks(3000);
  Agenda<Clock> agenda;
  std::set<std::pair<double, std::uint64_t>> expected;
  std::uint64_t order = 0;
  for (int turn = 0; turn < 200'000; ++turn) {
    // Phases of growth and of decline; few distinct times, so that ties are common.
    const bool growing = (turn / 20'000) % 2 == 0;
    Clock& clock = clocks[random.below(clocks.size())];
    if (clock.timer == Agenda<Clock>::kNoTimer) {
      if (!growing && random.chance(0.5)) continue;
      clock.order = order++;
      clock.time = static_cast<double>(random.below(500));
      agenda.add(clock.time, clock);
      expected.insert({clock.time, clock.order});
    } else if (random.chance(0.5)) {
      ASSERT_EQ(agenda.time_of(clock), clock.time);
      agenda.remove(clock);
      expected.erase({clock.time, clock.order});
    } else {
      ASSERT_EQ(agenda.first_time(), expected.begin()->first);
      ASSERT_EQ(agenda.first_order(), expected.begin()->second);
      const Clock& first = agenda.pop();
      ASSERT_EQ(std::pair(first.time, first.order), *expected.begin());
      ASSERT_EQ(first.timer, Agenda<Clock>::kNoTimer);
      expected.erase(expected.begin());
    }
    ASSERT_EQ(agenda.size(), expected.size());
  }
}

TEST(Agenda, ATimerAtInfinityStillComesBeforeNothing) {
  Agenda<Clock> agenda;
  Clock last = {1, Agenda<Clock>::kNoTimer, 0.0};
  agenda.add(std::numeric_limits<double>::infinity(), last);
  EXPECT_EQ(&agenda.pop(), &last);
  EXPECT_TRUE(agenda.empty());
}

}  // namespace
}  // namespace corridor::des
