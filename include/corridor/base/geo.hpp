// Positions on the earth, as far as checks and maps need them.
#pragma once

#include "corridor/base/quantity.hpp"

namespace corridor {

struct GeoPoint {
  double lat_deg = 0.0;
  double lon_deg = 0.0;
  friend bool operator==(const GeoPoint&, const GeoPoint&) = default;
};

/// Great-circle distance on a sphere of the mean earth radius (6371.0088 km).
/// Source: haversine; mean radius IUGG 1980.
[[nodiscard]] Km great_circle(GeoPoint from, GeoPoint to);

}  // namespace corridor
