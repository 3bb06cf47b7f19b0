// The network and its loads as a map for GIS programs.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "corridor/results/map_layers.hpp"

namespace corridor::results {

/// The bytes of a GeoPackage 1.3 file with the layers places, borders, gateways (points) and links
/// (lines), with loads over the period. Links: all roads and railways of the network, straight
/// between their ends, and the sea lanes that carry boxes, along the great circle; lines are cut at
/// the 180th meridian. The same outcome gives the same bytes: `last_change` is the start of the
/// period. Table layer_styles holds a default style of each layer for QGIS: width by TEU, colour by
/// peak utilisation.
/// Source: OGC 12-128r17, GeoPackage 1.3; QGIS 3 "save style in database".
[[nodiscard]] std::string write_geopackage(const outcome::Outcome& outcome);

/// The layers of a file that `write_geopackage` wrote. Throws ScenarioError E705 when it is not
/// one.
[[nodiscard]] std::vector<MapLayer> read_geopackage(const std::filesystem::path& path);

}  // namespace corridor::results
