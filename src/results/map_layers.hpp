// What a map of a run shows: tables with a geometry for each row.
#pragma once

#include <string>
#include <vector>

#include "corridor/outcome/outcome.hpp"
#include "corridor/results/table.hpp"
#include "geometry.hpp"

namespace corridor::results {

struct MapLayer {
  Table table;  ///< attributes; its name is the layer's; columns of numbers state their digits
  std::string title;
  bool has_lines = false;
  std::vector<std::string> geometries;  // [row], as GeoPackage blobs
  Bounds bounds;
};

/// places, links, borders, gateways.
[[nodiscard]] std::vector<MapLayer> make_map_layers(const outcome::Outcome& outcome);

}  // namespace corridor::results
