// What `run` says where boxes stay for want of room.
#pragma once

#include <string>
#include <vector>

#include "corridor/outcome/shortage.hpp"

namespace corridor::app {

/// How many stay in the worst month, the facilities in conflict, and the cheapest way out: a line
/// each; none where nothing is short.
[[nodiscard]] std::vector<std::string> shortages_in_words(
    const outcome::Outcome& outcome, const std::vector<outcome::Shortage>& shortages);

}  // namespace corridor::app
