#include "corridor/base/geo.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace corridor {

Km great_circle(GeoPoint from, GeoPoint to) {
  constexpr double kMeanRadiusKm = 6371.0088;
  constexpr double kRadian = std::numbers::pi / 180.0;
  const double sin_lat = std::sin((to.lat_deg - from.lat_deg) * kRadian / 2);
  const double sin_lon = std::sin((to.lon_deg - from.lon_deg) * kRadian / 2);
  const double h = sin_lat * sin_lat + std::cos(from.lat_deg * kRadian) *
                                           std::cos(to.lat_deg * kRadian) * sin_lon * sin_lon;
  return Km(2 * kMeanRadiusKm * std::asin(std::sqrt(std::min(1.0, h))));
}

}  // namespace corridor
