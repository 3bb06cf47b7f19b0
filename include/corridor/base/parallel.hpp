// Work shared by threads without a trace in the results: each index writes only its own slot.
#pragma once

#include <cstddef>
#include <functional>

namespace corridor {

/// Calls `work(index, worker)` once for each index in [0, count), on `jobs` threads (at least one);
/// `worker` in [0, jobs) tells threads apart so that each can own a workspace. Returns when all are
/// done. The first exception of the lowest index is rethrown. `work` must not write shared state
/// outside slot `index`, which makes the result independent of `jobs`. Within `work` it may be
/// called again: all calls under way share the threads, so that an inner call has those that the
/// outer ones have no more work for.
void for_each_index(std::size_t count, int jobs,
                    const std::function<void(std::size_t index, int worker)>& work);

/// Threads this machine offers, at least one.
[[nodiscard]] int available_jobs();

}  // namespace corridor
