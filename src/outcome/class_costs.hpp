// What each class of boxes pays on each arc, in months that cost alike.
#pragma once

#include <memory>
#include <vector>

#include "search_graph.hpp"

namespace corridor::outcome {

/// Costs without the prices of full facilities; +infinity = closed.
struct ClassCosts {
  std::vector<double> whole;       ///< [arc of the network]
  std::vector<double> contracted;  ///< [arc of the contraction]
};

/// [cargo class] in `month`. Classes that pay the same on every arc share their costs.
[[nodiscard]] std::vector<std::shared_ptr<const ClassCosts>> costs_of_classes(
    const Outcome& outcome, const SearchGraph& graph, int month, int jobs);

}  // namespace corridor::outcome
