// Marks a function that works on vectors of numbers.
#pragma once

// A second copy of the function for processors with 256-bit vectors, chosen when the program
// starts. Both give the same numbers: neither fuses a multiplication with an addition.
#if defined(__x86_64__)
#define CORRIDOR_WIDE_VECTORS [[gnu::target_clones("avx2", "default")]]
#else
#define CORRIDOR_WIDE_VECTORS
#endif
