// Tables of hauls and of the services that run on them.
#include "column_specs.hpp"

namespace corridor::input {
namespace {

constexpr ColumnSpec kRoadLinks[] = {
    key("road between two places"),
    needed(ref("from", "places", "one end")),
    needed(ref("to", "places", "the other end")),
    list("tags", "", "names of the road, for selectors"),
    needed(amount("length_km", "km", "length")),
    text("class", "motorway, trunk, primary, mountain"),
    needed(amount("free_flow_kmh", "km/h", "speed of an empty road")),
    by_scenario(amount("own_kmh", "km/h", "set by a scenario: overrides the country's speed")),
    amount("capacity_vehicles_per_day", "vehicles/day", "all vehicles, both ways"),
    kGrade,
    kSource,
    kNotes,
};

constexpr ColumnSpec kRailLinks[] = {
    key("railway between two places"),
    needed(ref("from", "places", "one end")),
    needed(ref("to", "places", "the other end")),
    list("tags", "", "names of the line, for selectors"),
    needed(amount("length_km", "km", "length")),
    needed(integer("gauge_mm", "mm", 500, 2000, "track gauge")),
    needed(choice("status", "operating planned under_construction closed", "state today")),
    year("open_year", "usable from this year on; blank = always"),
    needed(amount("line_kmh", "km/h", "mean speed the line allows")),
    by_scenario(amount("own_kmh", "km/h", "set by a scenario: overrides the country's speed")),
    needed(yes_no("container_service", "boxes run here")),
    amount("capacity_teu_per_day", "TEU/day", "container trains, per direction"),
    amount("capacity_teu_per_day_low", "TEU/day", kLow),
    amount("capacity_teu_per_day_high", "TEU/day", kHigh),
    amount("capacity_trains_per_day", "trains/day", "all trains, both directions"),
    amount("project_kmh", "km/h", "speed of a planned line; overrides the country's speed"),
    amount("project_kmh_low", "km/h", kLow),
    amount("project_kmh_high", "km/h", kHigh),
    amount("project_trains_per_day", "trains/day", "trains of a planned line, both directions"),
    amount("project_trains_per_day_low", "trains/day", kLow),
    amount("project_trains_per_day_high", "trains/day", kHigh),
    circular("capacity_teu_per_day"),
    grade("capacity_grade", "grade of capacity alone"),
    grade("project_grade", "grade of the project's speed and trains"),
    text("path_method", "how capacity_teu_per_day follows from trains"),
    kGrade,
    kSource,
    kNotes,
};

constexpr ColumnSpec kSeaLinks[] = {
    key("sea lane between two ports, usable both ways"),
    needed(ref("from", "places", "one end")),
    needed(ref("to", "places", "the other end")),
    list("passages", "", "straits and canals passed; a closed passage closes the lane"),
    needed(amount("distance_nm", "nm", "distance")),
    needed(amount("transit_days", "days", "at sea, without port stays and waiting")),
    needed(amount("sailings_per_week", "/week", "one way; 0 = no service")),
    amount("sailings_per_week_2026", "/week",
           "the same in 2026, closures of passages apart; blank = as before"),
    amount("transhipments", "", "hubs on the way"),
    amount("transhipments_2026", "", "the same in 2026; blank = as before"),
    amount("hub_days", "days", "stay at each hub, not in transit_days"),
    amount("transit_days_reported", "days", "as published by a service"),
    refs("liner_services", "liner_services", "rotations that make the sailings"),
    amount("great_circle_nm", "nm", "great circle between the ends"),
    grade("frequency_grade", "grade of sailings"),
    kGrade,
    kSource,
    kNotes,
};

constexpr ColumnSpec kServices[] = {
    key("scheduled service"),
    needed(text("name", "name")),
    needed(choice("mode",
                  "block_train wagon_load multimodal truck sea_feeder truck_ferry rail_ferry",
                  "what carries the boxes")),
    needed(choice("role", "service base_load", "base_load = carries fixed loads, never a choice")),
    needed(refs("stops", "places", "way points in order")),
    amount("departures_per_week", "/week", "one way"),
    amount("capacity_teu", "TEU", "per departure"),
    amount("capacity_trucks", "trucks", "per departure"),
    amount("fare_usd_per_teu", "USD/TEU", "in 20 ft boxes; blank = length x haul rate"),
    amount("fare_usd_per_40", "USD/box", "for a 40 ft box"),
    amount("fare_usd_per_truck", "USD/truck", "for a truck"),
    amount("days", "days", "first to last stop, borders inside, waiting outside"),
    amount("distance_km", "km", "first to last stop"),
    needed(choice("status", "operating irregular not_verified suspended planned pilot",
                  "the first two are offered")),
    date("from_date", "first day"),
    date("to_date", "last day"),
    circular("capacity_teu"),
    kGrade,
    kSource,
    kNotes,
};

constexpr ColumnSpec kLinerServices[] = {
    key("liner rotation"),
    needed(text("name", "name")),
    needed(refs("stops", "places", "ports in order")),
    amount("calls_per_week", "/week", "calls at each port"),
    amount("calls_per_week_2026", "/week", "the same in 2026"),
    amount("vessel_teu", "TEU", "size of ship"),
    amount("teu_per_call", "TEU", "boxes on and off at one gateway call"),
    amount("round_days", "days", "whole round"),
    kGrade,
    kSource,
    kNotes,
};

constexpr TableSpec kTables[] = {
    {"road_links", "Roads between places.", kRoadLinks},
    {"rail_links", "Railways between places.", kRailLinks},
    {"sea_links", "Sea lanes between ports.", kSeaLinks},
    {"services", "Container trains, feeders, ferries and convoys.", kServices},
    {"liner_services", "Liner rotations behind the sailings of sea lanes.", kLinerServices},
};

}  // namespace

std::span<const TableSpec> link_tables() {
  return kTables;
}

}  // namespace corridor::input
