// Facilities and places of a run as the map and the tables of the page need them.
#pragma once

#include <nlohmann/json.hpp>

#include "corridor/results/saved_run.hpp"

namespace corridor::report {

using Json = nlohmann::ordered_json;

/// A number as short as it goes: whole numbers without a point.
[[nodiscard]] Json number_of(double value);
[[nodiscard]] Json json_of(const results::Cell& cell);

/// [slug, name, country, lon, lat, grade, source] of each place.
[[nodiscard]] Json places_of(const results::SavedRun& run);

/// One object for each link, border, port, service and transit control; directions under `ways`.
/// Short keys keep the page small: src/web/data.ts names them.
[[nodiscard]] Json facilities_of(const results::SavedRun& run,
                                 const std::vector<std::string>& goods);

}  // namespace corridor::report
