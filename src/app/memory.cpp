#include "memory.hpp"

#ifdef CORRIDOR_JEMALLOC
#include <jemalloc/jemalloc.h>

#include <cstdint>
#include <string>

// Read by jemalloc when the program starts. Large pages, as each page costs a fault; the same rules
// for large tables as for small ones, as threads take and give them back many times a second; one
// arena, as what one thread frees the next one takes.
const char* malloc_conf = "thp:always,oversize_threshold:0,narenas:1";
#endif

namespace corridor::app {

#ifdef CORRIDOR_JEMALLOC
namespace {

// Bytes of memory that the program holds, with what was freed.
std::size_t held_bytes() {
  std::uint64_t now = 1;
  mallctl("epoch", nullptr, nullptr, &now, sizeof now);  // counts are brought up to date
  std::size_t bytes = 0;
  std::size_t size = sizeof bytes;
  mallctl("stats.resident", &bytes, &size, nullptr, 0);
  return bytes;
}

}  // namespace

void give_back_free_memory(std::size_t megabytes) {
  if (held_bytes() < megabytes * 1000000) return;
  const std::string purge = "arena." + std::to_string(MALLCTL_ARENAS_ALL) + ".purge";
  mallctl(purge.c_str(), nullptr, nullptr, nullptr, 0);
}
#else
void give_back_free_memory(std::size_t /*megabytes*/) {}
#endif

}  // namespace corridor::app
