// Demand that days saved bring, as a table.
#pragma once

#include "corridor/results/table.hpp"
#include "corridor/studies/elastic_demand.hpp"

namespace corridor::results {

/// One row for each demand row whose boxes grew or shrank: days door to door in the base and now,
/// what its boxes are multiplied by, and the laden TEU that came or went.
[[nodiscard]] Table make_induced(const studies::ElasticResult& result);

}  // namespace corridor::results
