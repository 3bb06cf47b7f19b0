#include "memory.hpp"

#ifdef CORRIDOR_JEMALLOC
#include <jemalloc/jemalloc.h>

#include <string>

// Read by jemalloc when the program starts. Large pages, as each page costs a fault; the same rules
// for large tables as for small ones, as threads take and give them back many times a second; one
// arena, as what one thread frees the next one takes.
const char* malloc_conf = "thp:always,oversize_threshold:0,narenas:1";
#endif

namespace corridor::app {

void give_back_free_memory() {
#ifdef CORRIDOR_JEMALLOC
  const std::string purge = "arena." + std::to_string(MALLCTL_ARENAS_ALL) + ".purge";
  mallctl(purge.c_str(), nullptr, nullptr, nullptr, 0);
#endif
}

}  // namespace corridor::app
