#include "corridor/results/map_layers.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include "facility_sums.hpp"
#include "geometry.hpp"
#include "period.hpp"

namespace corridor::results {
namespace {

using model::Mode;
using model::Place;
using network::Facility;
using network::FacilityId;
using network::FacilityKind;
using outcome::Outcome;

constexpr int kSeaSegments = 8;

void add_point(MapLayer& layer, GeoPoint point) {
  layer.lines.push_back({{point}});
}

Cell grade_of(const model::Scenario& world, model::RowId row) {
  if (row.is_none() || !world.rows) return {};
  return std::string(1, model::letter((*world.rows)[row].grade));
}

Cell source_of(const model::Scenario& world, model::RowId row) {
  return row.is_none() || !world.rows ? Cell() : Cell((*world.rows)[row].source);
}

// The facilities of a link, border or port by direction; none where it is not in the network.
struct Pair {
  std::array<FacilityId, 2> way;
};

class FacilitiesBySlug {
 public:
  explicit FacilitiesBySlug(const Outcome& outcome) : outcome_(outcome) {
    for (const FacilityId id : outcome.loads.ids()) {
      const Facility& facility = outcome.network->facilities[id];
      pairs_[{facility.kind, facility.slug}].way[static_cast<std::size_t>(facility.direction)] = id;
    }
  }

  [[nodiscard]] const Pair* find(FacilityKind kind, const std::string& slug) const {
    const auto found = pairs_.find({kind, slug});
    return found == pairs_.end() ? nullptr : &found->second;
  }

  [[nodiscard]] bool is_loaded(const Pair& pair) const {
    return (!pair.way[0].is_none() && has_load(outcome_, pair.way[0])) ||
           (!pair.way[1].is_none() && has_load(outcome_, pair.way[1]));
  }

 private:
  const Outcome& outcome_;
  std::map<std::pair<FacilityKind, std::string>, Pair> pairs_;
};

std::vector<TableColumn> load_columns() {
  return {{"forward_teu", "TEU", 1},
          {"backward_teu", "TEU", 1},
          {"teu", "TEU", 1},
          {"forward_load", "", 1},
          {"backward_load", "", 1},
          {"forward_capacity", "", 1},
          {"backward_capacity", "", 1},
          {"unit", ""},
          {"peak_utilisation", "", 4},
          {"peak_month", ""},
          {"grade", ""},
          {"circular", ""},
          {"source", ""}};
}

// The cells of load_columns for the facilities of one object.
void add_load_cells(const Outcome& outcome, const Pair& pair, Table& table) {
  std::array<Amounts, 2> sums;
  Peak peak;
  const Facility* facility = nullptr;
  for (std::size_t way = 0; way < 2; ++way) {
    const FacilityId id = pair.way[way];
    if (id.is_none()) continue;
    facility = &outcome.network->facilities[id];
    sums[way] = amounts_of_period(outcome, id);
    const Peak own = find_peak(outcome, id);
    if (own.utilisation && (!peak.utilisation || *own.utilisation > *peak.utilisation)) peak = own;
  }
  CORRIDOR_ASSERT(facility != nullptr, "a pair of facilities holds at least one");
  const auto amount = [&](double value) { table.add_cell(round_to(value, 1)); };
  const auto capacity = [&](double value) {
    table.add_cell(value > 0.0 ? Cell(round_to(value, 1)) : Cell());
  };
  amount(sums[0].teu());
  amount(sums[1].teu());
  amount(sums[0].teu() + sums[1].teu());
  amount(sums[0].load + sums[0].base_load);
  amount(sums[1].load + sums[1].base_load);
  capacity(sums[0].capacity);
  capacity(sums[1].capacity);
  table.add_cell(per_period(outcome, network::name_of(facility->unit)));
  table.add_cell(peak.utilisation ? Cell(round_to(*peak.utilisation, 4)) : Cell());
  table.add_cell(peak.utilisation ? Cell(name_of_month(outcome, peak.month)) : Cell());
  table.add_cell(std::string(1, model::letter(facility->capacity_grade)));
  table.add_cell(std::string(facility->is_circular ? "yes" : "no"));
  const model::Scenario& world = *outcome.network->scenario;
  table.add_cell(source_of(world, facility->row));
}

MapLayer make_layer(const std::string& name, const std::string& title,
                    std::vector<TableColumn> columns, bool has_loads) {
  MapLayer layer;
  layer.table = {name, std::move(columns), {}};
  layer.title = title;
  if (has_loads) {
    for (const TableColumn& column : load_columns()) layer.table.columns.push_back(column);
  }
  return layer;
}

MapLayer make_places(const Outcome& outcome) {
  const model::Scenario& world = *outcome.network->scenario;
  MapLayer layer = make_layer("places", "Places of the network",
                              {{"slug", ""},
                               {"name", ""},
                               {"country", ""},
                               {"unlocode", ""},
                               {"grade", ""},
                               {"source", ""}},
                              false);
  for (const Place& place : world.places) {
    layer.table.add_row(place.slug, place.name, world.countries[place.country].slug,
                        place.unlocode.empty() ? Cell() : Cell(place.unlocode),
                        grade_of(world, place.row), source_of(world, place.row));
    add_point(layer, place.position);
  }
  return layer;
}

FacilityKind kind_of(Mode mode) {
  return mode == Mode::kRoad   ? FacilityKind::kRoadLink
         : mode == Mode::kRail ? FacilityKind::kRailLink
                               : FacilityKind::kSeaLink;
}

MapLayer make_links(const Outcome& outcome, const FacilitiesBySlug& facilities) {
  const model::Scenario& world = *outcome.network->scenario;
  MapLayer layer = make_layer(
      "links", "Roads, railways and sea lanes with their loads",
      {{"slug", ""}, {"mode", ""}, {"from", ""}, {"to", ""}, {"length_km", "km", 1}}, true);
  layer.has_lines = true;
  for (const model::Link& link : world.links) {
    const Pair* pair = facilities.find(kind_of(link.mode), link.slug);
    const bool is_sea = link.mode == Mode::kSea;
    if (pair == nullptr || (is_sea && !facilities.is_loaded(*pair))) continue;
    const Place& from = world.places[link.from];
    const Place& to = world.places[link.to];
    Table& table = layer.table;
    table.add_cell(link.slug);
    table.add_cell(std::string(model::name_of(link.mode)));
    table.add_cell(from.name);
    table.add_cell(to.name);
    table.add_cell(link.length.value());
    add_load_cells(outcome, *pair, table);
    layer.lines.push_back(is_sea ? great_circle_lines(from.position, to.position, kSeaSegments)
                                 : straight_lines(from.position, to.position));
  }
  return layer;
}

MapLayer make_borders_layer(const Outcome& outcome, const FacilitiesBySlug& facilities) {
  const model::Scenario& world = *outcome.network->scenario;
  MapLayer layer = make_layer("borders", "Border posts with their loads",
                              {{"slug", ""}, {"name", ""}, {"mode", ""}}, true);
  for (const model::Border& border : world.borders) {
    const Pair* pair = facilities.find(FacilityKind::kBorder, border.slug);
    if (pair == nullptr) continue;
    Table& table = layer.table;
    table.add_cell(border.slug);
    table.add_cell(border.name);
    table.add_cell(std::string(model::name_of(border.mode)));
    add_load_cells(outcome, *pair, table);
    const GeoPoint from = world.places[border.from].position;
    const GeoPoint to = world.places[border.to].position;
    add_point(layer, {(from.lat_deg + to.lat_deg) / 2, (from.lon_deg + to.lon_deg) / 2});
  }
  return layer;
}

MapLayer make_gateways(const Outcome& outcome, const FacilitiesBySlug& facilities) {
  const model::Scenario& world = *outcome.network->scenario;
  MapLayer layer = make_layer("gateways", "Ports where boxes change between sea and land",
                              {{"slug", ""}, {"name", ""}, {"role", ""}}, true);
  for (const Place& place : world.places) {
    const Pair* pair = facilities.find(FacilityKind::kPort, place.slug);
    if (pair == nullptr) continue;
    const bool is_own = place.port_role == model::PortRole::kGateway;
    Table& table = layer.table;
    table.add_cell(place.slug);
    table.add_cell(place.name);
    table.add_cell(std::string(is_own ? "gateway" : "rival"));
    add_load_cells(outcome, *pair, table);
    add_point(layer, place.position);
  }
  return layer;
}

// Legs of services by slug and ends in either order, in order of their first facility.
std::vector<Pair> legs_of_services(const Outcome& outcome) {
  std::vector<Pair> legs;
  std::map<std::tuple<std::string, model::PlaceId, model::PlaceId>, std::size_t> position;
  for (const FacilityId id : outcome.loads.ids()) {
    const Facility& facility = outcome.network->facilities[id];
    if (facility.kind != FacilityKind::kService) continue;
    const auto& [first, second] = std::minmax(facility.from, facility.to);
    const auto [found, is_new] = position.try_emplace({facility.slug, first, second}, legs.size());
    if (is_new) legs.emplace_back();
    legs[found->second].way[static_cast<std::size_t>(facility.direction)] = id;
  }
  return legs;
}

MapLayer make_services_layer(const Outcome& outcome, const FacilitiesBySlug& facilities) {
  const model::Scenario& world = *outcome.network->scenario;
  MapLayer layer = make_layer("services", "Scheduled trains and ships with boxes, leg by leg",
                              {{"slug", ""}, {"name", ""}, {"from", ""}, {"to", ""}}, true);
  layer.has_lines = true;
  std::map<std::string, std::string> names;
  for (const model::Service& service : world.services) names[service.slug] = service.name;
  for (const Pair& leg : legs_of_services(outcome)) {
    if (!facilities.is_loaded(leg)) continue;
    const Facility& facility =
        outcome.network->facilities[leg.way[0].is_none() ? leg.way[1] : leg.way[0]];
    const Place& from = world.places[facility.from];
    const Place& to = world.places[facility.to];
    Table& table = layer.table;
    for (const std::string& text : {facility.slug, names[facility.slug], from.name, to.name})
      table.add_cell(text);
    add_load_cells(outcome, leg, table);
    layer.lines.push_back(straight_lines(from.position, to.position));
  }
  return layer;
}

}  // namespace

std::vector<MapLayer> make_map_layers(const Outcome& outcome) {
  const FacilitiesBySlug facilities(outcome);
  std::vector<MapLayer> layers = {make_places(outcome), make_links(outcome, facilities)};
  MapLayer services = make_services_layer(outcome, facilities);
  if (services.table.row_count() > 0) layers.push_back(std::move(services));
  layers.push_back(make_borders_layer(outcome, facilities));
  layers.push_back(make_gateways(outcome, facilities));
  return layers;
}

}  // namespace corridor::results
