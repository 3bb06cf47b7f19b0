#include "corridor/base/parallel.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace corridor {

int available_jobs() {
  return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

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
  {
    std::vector<std::jthread> threads;
    for (int worker = 1; worker < jobs && static_cast<std::size_t>(worker) < count; ++worker) {
      threads.emplace_back(run, worker);
    }
    run(0);
  }
  if (failure) std::rethrow_exception(failure);
}

}  // namespace corridor
