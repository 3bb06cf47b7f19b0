// The changes of a scenario in words, as changes.txt tells them.
#pragma once

#include <string>

#include "corridor/model/scenario.hpp"

namespace corridor::results {

/// One line for each change, with what it matched and where it stands.
[[nodiscard]] std::string words_of_changes(const model::Scenario& world);

}  // namespace corridor::results
