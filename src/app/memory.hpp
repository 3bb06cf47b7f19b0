// Memory of the program as a whole.
#pragma once

#include <cstddef>

namespace corridor::app {

/// Gives memory that was freed back to the system, for the end of a phase that leaves it in pieces
/// too small for what follows; unless the program holds less than `megabytes` with it, as taking
/// memory anew costs time. Does nothing where jemalloc does not serve the memory.
void give_back_free_memory(std::size_t megabytes = 0);

}  // namespace corridor::app
