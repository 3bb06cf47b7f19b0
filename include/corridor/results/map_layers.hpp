// What a map of a run shows: tables with a geometry for each row.
#pragma once

#include <string>
#include <vector>

#include "corridor/base/geo.hpp"
#include "corridor/outcome/outcome.hpp"
#include "corridor/results/table.hpp"

namespace corridor::results {

using Line = std::vector<GeoPoint>;

/// Attributes, and for each row its lines; a place is one line of one point.
struct MapLayer {
  Table table;  ///< its name is the layer's; columns of numbers state their digits
  std::string title;
  bool has_lines = false;
  std::vector<std::vector<Line>> lines;  // [row]
};

/// places, links, borders, gateways.
[[nodiscard]] std::vector<MapLayer> make_map_layers(const outcome::Outcome& outcome);

}  // namespace corridor::results
