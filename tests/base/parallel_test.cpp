#include "corridor/base/parallel.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <stdexcept>
#include <thread>
#include <vector>

namespace corridor {
namespace {

TEST(Parallel, EveryIndexIsDoneOnceOnAnyNumberOfThreads) {
  for (const int jobs : {1, 2, 7}) {
    std::vector<int> done(1000);
    for_each_index(done.size(), jobs, [&](std::size_t i, int) { ++done[i]; });
    EXPECT_EQ(done, std::vector<int>(1000, 1)) << jobs;
  }
}

TEST(Parallel, CallsWithinACallShareItsThreads) {
  for (const int jobs : {1, 2, 3}) {
    std::atomic<int> now = 0;
    std::atomic<int> most = 0;
    std::vector<std::vector<int>> done(4, std::vector<int>(50));
    for_each_index(done.size(), jobs, [&](std::size_t i, int) {
      for_each_index(done[i].size(), jobs, [&](std::size_t j, int worker) {
        EXPECT_LT(worker, jobs);
        const int here = ++now;
        for (int seen = most; here > seen && !most.compare_exchange_weak(seen, here);) {
        }
        std::this_thread::sleep_for(std::chrono::microseconds(50));
        ++done[i][j];
        --now;
      });
    });
    EXPECT_EQ(done, std::vector<std::vector<int>>(4, std::vector<int>(50, 1)));
    // One more for a moment: a call takes up its own thread again when its helpers have ended.
    EXPECT_LE(most, jobs + 1) << jobs;
  }
}

TEST(Parallel, AnInnerCallHasTheThreadsThatOuterOnesLeave) {
  // The second index ends at once; the first then works on two threads: each of its halves waits
  // until the other has begun.
  std::atomic<bool> has_ended = false;
  std::atomic<int> begun = 0;
  for_each_index(2, 2, [&](std::size_t i, int) {
    if (i == 1) {
      has_ended = true;
      return;
    }
    while (!has_ended) std::this_thread::yield();
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    for_each_index(2, 2, [&](std::size_t, int) {
      ++begun;
      for (int tries = 0; begun < 2 && tries < 2000; ++tries)
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
      EXPECT_EQ(begun, 2);
    });
  });
}

TEST(Parallel, TheFailureOfTheLowestIndexIsTheOneReported) {
  for (const int jobs : {1, 3}) {
    try {
      for_each_index(100, jobs, [](std::size_t i, int) {
        if (i % 10 == 7) throw std::runtime_error(std::to_string(i));
      });
      FAIL();
    } catch (const std::runtime_error& error) {
      EXPECT_STREQ(error.what(), "7");
    }
  }
}

}  // namespace
}  // namespace corridor
