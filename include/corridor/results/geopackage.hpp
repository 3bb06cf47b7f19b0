// The network and its loads as a map for GIS programs.
#pragma once

#include <string>

#include "corridor/outcome/outcome.hpp"

namespace corridor::results {

/// The bytes of a GeoPackage 1.3 file with the layers places, borders, gateways (points) and links
/// (lines), with loads over the period. Links: all roads and railways of the network, straight
/// between their ends, and the sea lanes that carry boxes, along the great circle; lines are cut at
/// the 180th meridian. The same outcome gives the same bytes: `last_change` is the start of the
/// period.
/// Source: OGC 12-128r17, GeoPackage 1.3.
[[nodiscard]] std::string write_geopackage(const outcome::Outcome& outcome);

}  // namespace corridor::results
