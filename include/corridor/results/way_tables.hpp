// Ways through for one shipment as tables, JSON and a map. In: what `studies` found. Out: tables in
// units people use, texts for programs.
// What is not here: the search, files, the terminal.
#pragma once

#include <string>
#include <vector>

#include "corridor/results/table.hpp"
#include "corridor/studies/ways.hpp"

namespace corridor::results {

/// What was asked and what was found.
struct WayAnswer {
  const network::Network& network;
  const network::MonthState& state;  ///< of the month that holds
  const studies::Shipment& shipment;
  const studies::Ways& found;
  std::optional<Date> date;  ///< of departure
};

/// One row a route: USD/TEU to pay, days on average and p95 (mean + 1.645 sd, results/tables.hpp),
/// CO2e, modes, gateway, number of border posts and of changes of gauge, and the way by name of
/// post, port and change of mode. `with_time` adds valued time and its
/// spread: what the routes are ordered by. With a date also the wait for what is shut, and arrival.
[[nodiscard]] Table make_way_table(const WayAnswer& answer);

/// One row a leg of route `way`: way, hours, money by component, the data rows behind it and the
/// worst grade of them. Rows that `studies` cannot trace (parameters of the model) show as such.
[[nodiscard]] Table make_leg_table(const WayAnswer& answer, std::size_t way);

/// Points of the UNESCAP staircase of each route: cumulative km, hours and USD/TEU at each stop.
[[nodiscard]] Table make_staircase(const WayAnswer& answer);

/// CAREC's indicators of the routes together, each counted as one box: routes, mode, indicator,
/// value, unit.
[[nodiscard]] Table make_way_indicators(const WayAnswer& answer, const std::string& of);

/// Everything above as one JSON text; each leg with its rows, grades and sources.
[[nodiscard]] std::string write_ways_json(const WayAnswer& answer);

/// The routes as a GeoJSON FeatureCollection of MultiLineStrings, with their figures as properties.
/// Sea legs follow the great circle. Source: RFC 7946.
[[nodiscard]] std::string write_ways_geojson(const WayAnswer& answer);

/// A table as a JSON array of objects, one a row; blank cells are null.
[[nodiscard]] std::string write_table_json(const Table& table);

}  // namespace corridor::results
