// Ways as JSON and GeoJSON.

#include <cmath>

#include "corridor/results/way_tables.hpp"
#include "geometry.hpp"
#include "json_table.hpp"
#include "way_rows.hpp"

namespace corridor::results {
namespace {

using nlohmann::ordered_json;

constexpr int kSeaSegments = 24;

ordered_json components_json(const outcome::Breakdown& cost) {
  ordered_json parts = ordered_json::object();
  for (int i = 0; i < network::kComponents; ++i)
    parts[network::name_of(static_cast<network::Component>(i))] = cost[static_cast<std::size_t>(i)];
  return parts;
}

ordered_json legs_json(const WayAnswer& answer, const studies::Way& way) {
  const model::Scenario& world = *answer.network.scenario;
  ordered_json list = ordered_json::array();
  for (const outcome::Leg& leg :
       outcome::list_legs(answer.network, answer.shipment.cargo, answer.state, way.arcs)) {
    ordered_json rows = ordered_json::array();
    for (const model::RowId id : leg.rows) {
      const model::Row& row = (*world.rows)[id];
      rows.push_back({{"table", row.table},
                      {"id", row.id},
                      {"grade", std::string(1, letter(row.grade))},
                      {"source", row.source}});
    }
    list.push_back({{"by", name_of(leg.kind)},
                    {"name", leg.name},
                    {"from", world.places[leg.from].slug},
                    {"to", world.places[leg.to].slug},
                    {"km", leg.trip.length.value()},
                    {"hours", leg.trip.time.value()},
                    {"usd_per_teu", leg.usd()},
                    {"cost_usd_per_teu", components_json(leg.cost)},
                    {"rows", std::move(rows)}});
  }
  return list;
}

// Lines of the arcs that move, as [longitude, latitude].
ordered_json geometry_json(const network::Network& network, const studies::Way& way) {
  ordered_json lines = ordered_json::array();
  for (const network::ArcId arc : way.arcs) {
    const network::ArcFacts& facts = network.arcs[arc];
    if (facts.length.value() <= 0.0) continue;
    const GeoPoint from = network.scenario->places[network.tail(arc).place].position;
    const GeoPoint to = network.scenario->places[network.head(arc).place].position;
    const bool is_sea = facts.mode == model::Mode::kSea;
    for (const Line& line :
         is_sea ? great_circle_lines(from, to, kSeaSegments) : straight_lines(from, to)) {
      ordered_json points = ordered_json::array();
      for (const GeoPoint& point : line)
        points.push_back({round_to(point.lon_deg, 4), round_to(point.lat_deg, 4)});
      lines.push_back(std::move(points));
    }
  }
  return {{"type", "MultiLineString"}, {"coordinates", std::move(lines)}};
}

}  // namespace

std::string write_ways_json(const WayAnswer& answer) {
  const model::Scenario& world = *answer.network.scenario;
  ordered_json json;
  json["scenario"] = world.slug;
  json["month"] =
      format_month(add_months(world.period.start, static_cast<int>(answer.found.month)));
  json["from"] = world.places[answer.shipment.from].slug;
  json["to"] = world.places[answer.shipment.to].slug;
  ordered_json ways = to_json(make_way_table(answer));
  for (std::size_t i = 0; i < ways.size(); ++i) {
    const studies::Way& way = answer.found.ways[i];
    ways[i]["cost_usd_per_teu"] = components_json(way.cost);
    ways[i]["legs"] = legs_json(answer, way);
  }
  json["routes"] = std::move(ways);
  json["staircase"] = to_json(make_staircase(answer));
  json["tfi"] = to_json(make_way_indicators(answer, "all"));
  return print_json(json);
}

std::string write_ways_geojson(const WayAnswer& answer) {
  const Table table = make_way_table(answer);
  ordered_json properties = to_json(table);
  ordered_json features = ordered_json::array();
  for (std::size_t i = 0; i < answer.found.ways.size(); ++i) {
    features.push_back({{"type", "Feature"},
                        {"geometry", geometry_json(answer.network, answer.found.ways[i])},
                        {"properties", std::move(properties[i])}});
  }
  return print_json({{"type", "FeatureCollection"}, {"features", std::move(features)}});
}

}  // namespace corridor::results
