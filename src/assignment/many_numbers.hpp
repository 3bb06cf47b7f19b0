// Exponentials and logarithms of many numbers at once, as vectors of the processor. The same on
// every processor, and within 2 units in the last place of the true value.
#pragma once

#include <span>

namespace corridor::assignment {

/// Replaces each x by e to the power of -x. Each x >= 0, +infinity included; beyond 708 the result
/// is 0.
void exp_of_minus(std::span<double> numbers);

/// Replaces each number by its natural logarithm. Each is positive and finite, and not below the
/// least normal number.
void log_of(std::span<double> numbers);

}  // namespace corridor::assignment
