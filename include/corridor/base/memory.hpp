// Memory of the process as a whole.
#pragma once

namespace corridor {

/// Gives memory that was freed back to the system, where the C library can: for the end of a phase
/// that took much more than what follows.
void give_back_free_memory();

}  // namespace corridor
