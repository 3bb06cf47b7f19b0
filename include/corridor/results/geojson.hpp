// Layers of the map as GeoJSON, for web maps and scripts.
#pragma once

#include <string>

#include "corridor/results/map_layers.hpp"

namespace corridor::results {

/// A FeatureCollection; attributes as in the GeoPackage. Ends with a newline.
/// Source: RFC 7946; lines are cut at the 180th meridian as its section 3.1.9 asks.
[[nodiscard]] std::string write_geojson(const MapLayer& layer);

}  // namespace corridor::results
