#include "relief_words.hpp"

#include <fmt/format.h>

namespace corridor::app {

std::string conflict_in_words(const std::string& names, std::size_t count, bool is_smallest) {
  if (count == 1) return lone_conflicts_in_words(names, count);
  return fmt::format("{} limits that together cannot be kept{}: {}", count,
                     is_smallest ? " (any one given up, the others can)" : "", names);
}

std::string lone_conflicts_in_words(const std::string& names, std::size_t count) {
  return (count == 1 ? std::string("a limit") : fmt::format("{} limits", count)) +
         " that alone cannot be kept: " + names;
}

std::string way_out_in_words(const std::string& cost, const std::string& least_cost,
                             const std::string& what) {
  return fmt::format("cheapest way out: {} more {} in all (no less than {})", cost, what,
                     least_cost);
}

}  // namespace corridor::app
