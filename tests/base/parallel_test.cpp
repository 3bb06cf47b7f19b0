#include "corridor/base/parallel.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
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
