#include "corridor/network/queue_delay.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace corridor::network {
namespace {

constexpr double kForever = 1e9;

TEST(QueueDelay, OneServerInTheLongRunIsExact) {
  // Source: Kleinrock 1975, ch. 3 (M/M/1); Pollaczek 1930 (M/D/1). Capacity 4 an hour.
  for (const double use : {0.1, 0.5, 0.9, 0.99}) {
    const double exponential = use / (4.0 * (1.0 - use));
    EXPECT_NEAR(wait_at({4.0, 1.0, 1.0, kForever}, 4.0 * use).wait_h, exponential,
                1e-5 * exponential);
    EXPECT_NEAR(wait_at({4.0, 1.0, 0.5, kForever}, 4.0 * use).wait_h, exponential / 2,
                1e-5 * exponential);
  }
}

// Rows of the queueing table that tests of the event kernel use: Erlang's C with mean service 1.
TEST(QueueDelay, SeveralServersAreNearErlangAtHighUse) {
  const auto erlang = [](double servers, double load) {
    double blocking = 1.0;
    for (int k = 1; k <= servers; ++k) blocking = load * blocking / (k + load * blocking);
    const double waits = servers * blocking / (servers - load * (1.0 - blocking));
    return waits / (servers - load);
  };
  EXPECT_NEAR(erlang(2.0, 1.8), 4.26315789473684, 1e-12);
  for (const double servers : {2.0, 5.0, 20.0}) {
    for (const double use : {0.8, 0.9, 0.95, 0.99}) {
      const double exact = erlang(servers, servers * use);
      const double ours = wait_at({servers, servers, 1.0, kForever}, servers * use).wait_h;
      EXPECT_NEAR(ours, exact, (use < 0.9 ? 0.15 : 0.08) * exact)
          << servers << " servers at " << use;
    }
  }
}

// Source: Bailey 1954, rows 613 to 619 of the queueing table (capacity, arrivals and headway
// there).
TEST(QueueDelay, AScheduledServiceIsNearBaileysBulkQueue) {
  struct Row {
    double headway;
    double slots;
    double load;
    double wait;
  };
  for (const Row& row :
       {Row{1.0, 10.0, 8.0, 0.609827789712605}, Row{1.0, 40.0, 36.0, 0.555284842595896},
        Row{1.0, 40.0, 38.0, 0.671216585610626}, Row{24.0, 80.0, 3.0, 12.4410983551835}}) {
    const auto queue = scheduled_service(row.headway, row.slots, kForever);
    const double half = row.headway / 2;
    EXPECT_NEAR(wait_at(queue, row.load).wait_h - half, row.wait - half, 0.04 * (row.wait - half));
    EXPECT_DOUBLE_EQ(wait_at(queue, 0.0).wait_h, half);
  }
}

TEST(QueueDelay, AboveCapacityTheQueueGrowsForAsLongAsTheLoadLasts) {
  // 20 % too much for 24 h: the last waits 0.2 x 24 h, the mean half of it, and a little for
  // chance.
  const double wait = wait_at({10.0, 1.0, 1.0, 24.0}, 12.0).wait_h;
  EXPECT_GT(wait, 2.4);
  EXPECT_LT(wait, 2.4 + 0.6);
  EXPECT_TRUE(std::isfinite(wait_at({1e-9, 1.0, 1.0, 24.0}, 1e12).wait_h));
  EXPECT_EQ(wait_at({}, 5.0).wait_h, 0.0);
}

TEST(QueueDelay, SlopeBendAndAreaAreThoseOfTheWait) {
  for (const QueueDelay& queue :
       {QueueDelay{10.0, 1.0, 1.0, 24.0}, QueueDelay{10.0, 6.0, 0.5, 200.0},
        scheduled_service(24.0, 80.0)}) {
    for (const double use : {0.2, 0.7, 0.95, 1.0, 1.3, 6.0}) {
      const double load = use * queue.capacity_teu_per_h;
      const double step = 1e-5 * load;
      const WaitPoint below = wait_at(queue, load - step);
      const WaitPoint above = wait_at(queue, load + step);
      const WaitPoint here = wait_at(queue, load);
      EXPECT_NEAR((above.wait_h - below.wait_h) / (2 * step), here.slope, 1e-4 * here.slope + 1e-9);
      EXPECT_NEAR((above.slope - below.slope) / (2 * step), here.bend,
                  1e-4 * std::abs(here.bend) + 1e-6);
      const double area = wait_area(queue, load + step) - wait_area(queue, load - step);
      EXPECT_NEAR(area / (2 * step), here.wait_h, 1e-6 * here.wait_h);
    }
  }
}

}  // namespace
}  // namespace corridor::network
