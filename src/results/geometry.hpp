// Lines on a flat map of longitudes and latitudes, and their bytes in a GeoPackage.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corridor/results/map_layers.hpp"

namespace corridor::results {

/// Smallest box around what was added; min > max while nothing was.
struct Bounds {
  double min_lon = 180.0;
  double min_lat = 90.0;
  double max_lon = -180.0;
  double max_lat = -90.0;

  [[nodiscard]] bool is_empty() const { return min_lon > max_lon; }
  void add(GeoPoint point);
};

/// The great circle between two points as `segments` straight pieces, cut in two where it crosses
/// the 180th meridian. Source: slerp on the unit sphere, Shoemake 1985.
[[nodiscard]] std::vector<Line> great_circle_lines(GeoPoint from, GeoPoint to, int segments);

/// A straight line on the map, cut where the shorter way crosses the 180th meridian.
[[nodiscard]] std::vector<Line> straight_lines(GeoPoint from, GeoPoint to);

/// GeoPackage geometry in WGS 84: header, envelope for lines, little-endian WKB.
/// Source: OGC 12-128r17 clause 2.1.3.
[[nodiscard]] std::string point_blob(GeoPoint point);
[[nodiscard]] std::string lines_blob(const std::vector<Line>& lines);

/// The lines of such a blob; nothing when it is neither.
[[nodiscard]] std::optional<std::vector<Line>> read_blob(std::string_view blob);

}  // namespace corridor::results
