// How limits in conflict, and the way out, are said: the same for roads and for boxes.
#pragma once

#include <cstddef>
#include <string>

namespace corridor::app {

/// "2 limits that together cannot be kept (any one given up, the others can): A, B".
/// `names` are the first of `count`.
[[nodiscard]] std::string conflict_in_words(const std::string& names, std::size_t count,
                                            bool is_smallest);

/// "3 limits that alone cannot be kept: A, B, C"; `names` are the first of `count`.
[[nodiscard]] std::string lone_conflicts_in_words(const std::string& names, std::size_t count);

/// "cheapest way out: 30 more capacity in all (no less than 29.9)"; `what` is "capacity".
[[nodiscard]] std::string way_out_in_words(const std::string& cost, const std::string& least_cost,
                                           const std::string& what);

}  // namespace corridor::app
