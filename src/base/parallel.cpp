#include "corridor/base/parallel.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <limits>
#include <mutex>
#include <thread>
#include <vector>

namespace corridor {

int available_jobs() {
  return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

namespace {

// Threads with work, in all calls under way.
std::atomic<int> busy = 1;

// Takes up to `wanted` threads more, as long as no more than `jobs` are busy. Returns how many.
int take_threads(int wanted, int jobs) {
  int now = busy.load();
  int taken = 0;
  do {
    taken = std::clamp(jobs - now, 0, wanted);
  } while (!busy.compare_exchange_weak(now, now + taken));
  return taken;
}

}  // namespace

void for_each_index(std::size_t count, int jobs,
                    const std::function<void(std::size_t index, int worker)>& work) {
  std::atomic<std::size_t> next = 0;
  std::mutex mutex;
  std::exception_ptr failure;
  std::size_t failed_at = count;
  const auto run = [&](int worker) {
    for (std::size_t index = next++; index < count; index = next++) {
      try {
        work(index, worker);
      } catch (...) {
        const std::lock_guard lock(mutex);
        if (index < failed_at) {
          failed_at = index;
          failure = std::current_exception();
        }
      }
    }
  };
  const auto most = static_cast<int>(std::min<std::size_t>(count, std::numeric_limits<int>::max()));
  const int helpers = take_threads(std::max(0, std::min(jobs, most) - 1), jobs);
  {
    std::vector<std::jthread> threads;
    for (int worker = 1; worker <= helpers; ++worker) {
      threads.emplace_back([&run, worker] {
        run(worker);
        --busy;
      });
    }
    run(0);
    --busy;  // while it waits for the others
  }
  ++busy;
  if (failure) std::rethrow_exception(failure);
}

}  // namespace corridor
