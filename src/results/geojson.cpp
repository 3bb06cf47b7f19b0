#include "corridor/results/geojson.hpp"

#include <nlohmann/json.hpp>

namespace corridor::results {
namespace {

using Json = nlohmann::ordered_json;

Json position_of(GeoPoint point) {
  return Json::array({point.lon_deg, point.lat_deg});
}

Json geometry_of(const MapLayer& layer, std::size_t row) {
  const std::vector<Line>& lines = layer.lines[row];
  if (!layer.has_lines) {
    return {{"type", "Point"}, {"coordinates", position_of(lines.front().front())}};
  }
  Json coordinates = Json::array();
  for (const Line& line : lines) {
    Json points = Json::array();
    for (const GeoPoint& point : line) points.push_back(position_of(point));
    coordinates.push_back(std::move(points));
  }
  return {{"type", "MultiLineString"}, {"coordinates", std::move(coordinates)}};
}

Json properties_of(const Table& table, std::size_t row) {
  Json properties = Json::object();
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const Cell& cell = table.row(row)[i];
    Json& property = properties[table.columns[i].name];
    if (const auto* text = std::get_if<std::string>(&cell)) property = *text;
    if (const auto* number = std::get_if<double>(&cell)) property = *number;
  }
  return properties;
}

}  // namespace

std::string write_geojson(const MapLayer& layer) {
  std::string text = "{\"type\":\"FeatureCollection\",\"name\":" + Json(layer.table.name).dump() +
                     ",\"features\":[";
  for (std::size_t row = 0; row < layer.table.row_count(); ++row) {
    const Json feature = {{"type", "Feature"},
                          {"geometry", geometry_of(layer, row)},
                          {"properties", properties_of(layer.table, row)}};
    text += row == 0 ? "\n" : ",\n";
    text += feature.dump(-1, ' ', false, Json::error_handler_t::replace);
  }
  return text + "\n]}\n";
}

}  // namespace corridor::results
