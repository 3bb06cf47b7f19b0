// Hauls and services.
#include <fmt/format.h>

#include "world_build.hpp"

namespace corridor::input {
namespace {

using namespace model;

constexpr Word<Status> kRailStatuses[] = {{"operating", Status::kOpen},
                                          {"planned", Status::kPlanned},
                                          {"under_construction", Status::kPlanned},
                                          {"closed", Status::kClosed}};
constexpr Word<ServiceMode> kServiceModes[] = {
    {"block_train", ServiceMode::kBlockTrain}, {"wagon_load", ServiceMode::kWagonLoad},
    {"multimodal", ServiceMode::kMultimodal},  {"truck", ServiceMode::kTruckConvoy},
    {"sea_feeder", ServiceMode::kFeeder},      {"truck_ferry", ServiceMode::kTruckFerry},
    {"rail_ferry", ServiceMode::kRailFerry}};
constexpr double kPerDay = 1.0 / kHoursPerDay;
constexpr double kPerWeek = 1.0 / kHoursPerWeek;

Link start_link(const WorldBuild& build, const RowReader& row, Mode mode) {
  Link link;
  link.slug = row.id();
  link.mode = mode;
  link.from = id_of(build.places, row.text("from"));
  link.to = id_of(build.places, row.text("to"));
  link.row = row.row();
  return link;
}

Link read_road(const WorldBuild& build, const RowReader& row) {
  Link link = start_link(build, row, Mode::kRoad);
  link.tags = row.list("tags");
  link.length = row.value<Km>("length_km");
  link.line_speed = row.value<KmPerHour>("free_flow_kmh");
  if (row.maybe("own_kmh")) link.own_speed = row.value<KmPerHour>("own_kmh");
  link.vehicle_capacity = row.optional<PerHour>("capacity_vehicles_per_day", kPerDay);
  return link;
}

Link read_rail(const WorldBuild& build, const RowReader& row) {
  Link link = start_link(build, row, Mode::kRail);
  link.tags = row.list("tags");
  link.length = row.value<Km>("length_km");
  link.line_speed = row.value<KmPerHour>("line_kmh");
  if (row.maybe("own_kmh")) link.own_speed = row.value<KmPerHour>("own_kmh");
  link.status = meaning_of(row.text("status"), kRailStatuses).value_or(Status::kOpen);
  link.open_year = row.integer("open_year");
  if (row.maybe("capacity_teu_per_day")) {
    link.box_capacity = row.ranged<TeuPerHour>("capacity_teu_per_day", kPerDay);
    link.capacity_grade = row.grade("capacity_grade");
    link.capacity_is_circular = row.is_circular("capacity_teu_per_day");
  }
  link.rail.gauge_mm = row.integer("gauge_mm");
  link.rail.carries_boxes = row.yes("container_service");
  if (row.maybe("project_kmh")) link.rail.project_speed = row.ranged<KmPerHour>("project_kmh");
  return link;
}

// The name of `column` for the year in force: where the table tells years apart and this one is
// known.
std::string of_year(const WorldBuild& build, const RowReader& row, const std::string& column) {
  const std::string dated = fmt::format("{}_{}", column, build.world.settings.rates_year);
  return row.has_column(dated) && row.maybe(dated) ? dated : column;
}

Link read_sea(const WorldBuild& build, const RowReader& row) {
  Link link = start_link(build, row, Mode::kSea);
  link.passages = row.list("passages");
  link.length = row.value<Km>("distance_nm", kKmPerNauticalMile);
  link.sea.transhipments = row.number(of_year(build, row, "transhipments"));
  const double days = row.number("transit_days") + row.number("hub_days") * link.sea.transhipments;
  link.sea.sailing = Hours(days * kHoursPerDay);
  link.sea.sailings = row.value<PerHour>(of_year(build, row, "sailings_per_week"), kPerWeek);
  return link;
}

}  // namespace

void build_links(WorldBuild& build) {
  build.for_each_row("road_links", [&](const RowReader& row) {
    build.world.links.push_back(read_road(build, row));
  });
  build.for_each_row("rail_links", [&](const RowReader& row) {
    build.world.links.push_back(read_rail(build, row));
  });
  build.for_each_row("sea_links", [&](const RowReader& row) {
    build.world.links.push_back(read_sea(build, row));
  });
}

void build_services(WorldBuild& build) {
  build.for_each_row("services", [&](const RowReader& row) {
    const std::string& status = row.text("status");
    Service service;
    service.slug = row.id();
    service.name = row.text("name");
    service.mode = meaning_of(row.text("mode"), kServiceModes).value_or(ServiceMode::kBlockTrain);
    service.is_base_load = row.text("role") == "base_load";
    service.is_offered = status == "operating" || status == "irregular";
    for (const std::string& stop : row.list("stops")) {
      service.stops.push_back(id_of(build.places, stop));
    }
    service.departures = row.value<PerHour>("departures_per_week", kPerWeek);
    service.capacity = row.value<Teu>("capacity_teu");
    service.capacity_is_circular = row.is_circular("capacity_teu");
    service.fare = row.optional<UsdPerTeu>("fare_usd_per_teu");
    service.fare_per_40 = row.optional<Usd>("fare_usd_per_40");
    service.fare_per_truck = row.optional<Usd>("fare_usd_per_truck");
    service.duration = row.optional<Hours>("days", kHoursPerDay);
    service.from = row.date("from_date");
    service.to = row.date("to_date");
    service.row = row.row();
    build.world.services.push_back(std::move(service));
  });
}

void build_rotations(WorldBuild& build) {
  build.for_each_row("liner_services", [&](const RowReader& row) {
    Rotation rotation;
    rotation.slug = row.id();
    rotation.name = row.text("name");
    for (const std::string& stop : row.list("stops")) {
      rotation.stops.push_back(id_of(build.places, stop));
    }
    rotation.calls = row.value<PerHour>(of_year(build, row, "calls_per_week"), kPerWeek);
    rotation.vessel = row.value<Teu>("vessel_teu");
    rotation.per_call = row.value<Teu>("teu_per_call");
    rotation.row = row.row();
    build.world.rotations.push_back(std::move(rotation));
  });
}

}  // namespace corridor::input
