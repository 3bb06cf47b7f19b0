// Memory of the program as a whole.
#pragma once

namespace corridor::app {

/// Gives memory that was freed back to the system: for the end of a phase that leaves it in pieces
/// too small for what follows. Does nothing where jemalloc does not serve the memory.
void give_back_free_memory();

}  // namespace corridor::app
