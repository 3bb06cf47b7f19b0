// How QGIS draws the layers of a map when it opens the file for the first time.
#pragma once

#include <span>
#include <string>

#include "corridor/results/map_layers.hpp"
#include "sqlite.hpp"

namespace corridor::results {

/// Adds table layer_styles with a default style of each of `layers`; `updated` is its time stamp.
/// Source: QGIS 3, qgsogrprovider.cpp (table layer_styles); symbols as QGIS 3.22 saves them.
void add_layer_styles(MemoryDatabase& database, std::span<const MapLayer> layers,
                      const std::string& updated);

}  // namespace corridor::results
