// Counts what this test program takes from `new`, which it replaces.
#pragma once

#include <cstddef>

namespace corridor::des {

struct Taken {
  std::size_t allocations = 0;
  std::size_t bytes = 0;
};

/// Since the program began.
Taken taken();

}  // namespace corridor::des
