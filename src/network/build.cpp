#include <algorithm>

#include "builder.hpp"
#include "corridor/base/error.hpp"

namespace corridor::network {

using model::Border;
using model::BorderId;
using model::Direction;
using model::Link;
using model::LinkId;
using model::Mode;
using model::PlaceId;
using model::Status;

namespace {

FacilityKind kind_of_link(Mode mode) {
  if (mode == Mode::kRoad) return FacilityKind::kRoadLink;
  return mode == Mode::kRail ? FacilityKind::kRailLink : FacilityKind::kSeaLink;
}

Facility make_facility(const model::Scenario& world, const Link& link, Direction direction) {
  Facility facility;
  facility.kind = kind_of_link(link.mode);
  facility.slug = link.slug;
  facility.direction = direction;
  facility.from = direction == Direction::kForward ? link.from : link.to;
  facility.to = direction == Direction::kForward ? link.to : link.from;
  facility.name = world.places[facility.from].name + " to " + world.places[facility.to].name +
                  " by " + name_of(link.mode);
  facility.row = link.row;
  if (link.box_capacity) {
    facility.capacity = PerHour(link.box_capacity->value.value());
    facility.capacity_grade = link.capacity_grade;
    facility.is_circular = link.capacity_is_circular;
  }
  if (link.vehicle_capacity) {
    facility.unit = CapacityUnit::kTruck;
    facility.capacity = *link.vehicle_capacity / 2.0;
    facility.capacity_grade = (*world.rows)[link.row].grade;
  }
  return facility;
}

Facility make_facility(const model::Scenario& world, const Border& border, Direction direction) {
  Facility facility;
  facility.kind = FacilityKind::kBorder;
  facility.slug = border.slug;
  facility.direction = direction;
  facility.from = direction == Direction::kForward ? border.from : border.to;
  facility.to = direction == Direction::kForward ? border.to : border.from;
  facility.name = border.name + " (" + name_of(border.mode) + "), " +
                  world.places[facility.from].name + " to " + world.places[facility.to].name;
  facility.unit = border.mode == Mode::kRoad ? CapacityUnit::kTruck : CapacityUnit::kTrain;
  facility.teu_per_train =
      border.teu_per_train > 0.0 ? border.teu_per_train : world.parameters.teu_per_train;
  facility.capacity = border.side(direction).capacity.value;
  facility.is_circular = border.side(direction).capacity_is_circular;
  facility.capacity_grade = border.capacity_grade;
  if (border.mode == Mode::kRoad) facility.base_load = border.base_trucks / 2.0;
  facility.row = border.row;
  return facility;
}

// Arcs that tell corridors apart.
bool is_marker(ArcKind kind) {
  return kind == ArcKind::kBorder || kind == ArcKind::kDischarge || kind == ArcKind::kShip ||
         kind == ArcKind::kServiceRun;
}

}  // namespace

Builder::Builder(std::shared_ptr<const model::Scenario> scenario)
    : scenario_(std::move(scenario)), prices_(*scenario_) {
  for (const BorderId border : world().borders.ids()) {
    const Border& post = world().borders[border];
    if (post.status != Status::kOpen) continue;
    crossings_[{post.from, post.to, post.mode}] = {border, Direction::kForward};
    crossings_[{post.to, post.from, post.mode}] = {border, Direction::kBackward};
  }
  add_link_facilities();
  add_border_facilities();
}

NodeId Builder::node(PlaceId place, NodeKind kind, int gauge_mm) {
  const auto [entry, is_new] = node_of_.try_emplace({place, kind, gauge_mm});
  if (is_new) entry->second = nodes_.push_back({place, kind, gauge_mm, {}});
  return entry->second;
}

bool Builder::has_node(PlaceId place, NodeKind kind, int gauge_mm) const {
  return node_of_.contains({place, kind, gauge_mm});
}

NodeId Builder::new_node(Node node) {
  return nodes_.push_back(node);
}

std::size_t Builder::add(DraftArc arc) {
  arcs_.push_back(std::move(arc));
  reverse_.push_back(arcs_.size() - 1);
  return arcs_.size() - 1;
}

void Builder::add_pair(DraftArc there, DraftArc back) {
  const std::size_t first = add(std::move(there));
  const std::size_t second = add(std::move(back));
  pair(first, second);
}

void Builder::pair(std::size_t there, std::size_t back) {
  reverse_[there] = back;
  reverse_[back] = there;
}

FacilityId Builder::add_facility(Facility facility) {
  return facilities_.push_back(std::move(facility));
}

FacilityId Builder::facility_of(LinkId link, Direction direction) const {
  return link_facility_.at({link, direction});
}

FacilityId Builder::facility_of(BorderId border, Direction direction) const {
  return border_facility_.at({border, direction});
}

std::optional<Builder::Crossing> Builder::crossing(PlaceId from, PlaceId to, Mode mode) const {
  const auto found = crossings_.find({from, to, mode});
  if (found == crossings_.end()) return std::nullopt;
  return found->second;
}

bool Builder::is_usable(const Link& link) const {
  if (link.status != Status::kOpen || link.open_year > world().period.start.year) return false;
  if (link.mode == Mode::kRail && !link.rail.carries_boxes) return false;
  const model::Country& from = world().countries[world().places[link.from].country];
  const model::Country& to = world().countries[world().places[link.to].country];
  const bool same = from.slug == to.slug ||
                    (!from.customs_union.empty() && from.customs_union == to.customs_union);
  return link.mode == Mode::kSea || same || crossing(link.from, link.to, link.mode).has_value();
}

void Builder::add_link_facilities() {
  for (const LinkId id : world().links.ids()) {
    const Link& link = world().links[id];
    if (!is_usable(link)) continue;
    for (const Direction direction : {Direction::kForward, Direction::kBackward}) {
      link_facility_[{id, direction}] = add_facility(make_facility(world(), link, direction));
    }
  }
}

void Builder::add_border_facilities() {
  for (const BorderId id : world().borders.ids()) {
    const Border& border = world().borders[id];
    if (border.status != Status::kOpen) continue;
    for (const Direction direction : {Direction::kForward, Direction::kBackward}) {
      border_facility_[{id, direction}] = add_facility(make_facility(world(), border, direction));
    }
  }
}

Network Builder::finish() {
  add_surcharges(world(), arcs_, nodes_);
  Network network;
  network.scenario = scenario_;
  std::vector<ArcEnds> ends;
  ends.reserve(arcs_.size());
  for (const DraftArc& arc : arcs_) ends.push_back({arc.tail, arc.head});
  std::vector<std::uint32_t> order;
  network.graph = Graph(nodes_.size(), ends, &order);

  std::vector<std::size_t> position(arcs_.size());
  for (std::size_t arc = 0; arc < order.size(); ++arc) position[order[arc]] = arc;
  network.reverse = Column<ArcId, ArcId>(arcs_.size());
  for (std::size_t arc = 0; arc < order.size(); ++arc) {
    const DraftArc& draft = arcs_[order[arc]];
    const std::size_t back = reverse_[order[arc]];
    if (back != order[arc]) network.reverse[ArcId(arc)] = ArcId(position[back]);
    for (const Charge& charge : draft.charges) {
      if (charge.amount != 0.0) network.charges.add(charge);
    }
    network.charges.close();
    for (const FacilityUse& use : draft.uses) network.uses.add(use);
    network.uses.close();
    if (is_marker(draft.facts.kind)) network.markers.push_back(ArcId(arc));
    network.arcs.push_back(draft.facts);
  }
  network.origin = Column<PlaceId, NodeId>(world().places.size());
  network.destination = Column<PlaceId, NodeId>(world().places.size());
  for (const NodeId node : nodes_.ids()) {
    if (nodes_[node].kind == NodeKind::kOrigin) network.origin[nodes_[node].place] = node;
    if (nodes_[node].kind == NodeKind::kDestination) network.destination[nodes_[node].place] = node;
  }
  network.nodes = std::move(nodes_);
  network.facilities = std::move(facilities_);
  return network;
}

Network build_network(std::shared_ptr<const model::Scenario> scenario,
                      std::span<const PlaceId> more_ends) {
  Builder builder(std::move(scenario));
  add_roads(builder);
  add_railways(builder);
  add_services(builder);
  add_ports(builder);
  add_sea_lanes(builder);
  add_zones(builder, more_ends);
  return builder.finish();
}

const char* name_of(Component component) {
  constexpr const char* kNames[] = {
      "haulage",   "fare",     "handling", "port_tariff", "border_fee",    "inspection", "storage",
      "guarantee", "security", "toll",     "time",        "unreliability", "carbon"};
  return kNames[static_cast<std::size_t>(component)];
}

const char* name_of(FacilityKind kind) {
  constexpr const char* kNames[] = {"road link", "rail link", "sea link",       "border",
                                    "service",   "port",      "transit control"};
  return kNames[static_cast<std::size_t>(kind)];
}

const char* name_of(CapacityUnit unit) {
  constexpr const char* kNames[] = {"TEU", "trucks", "trains", "boxes"};
  return kNames[static_cast<std::size_t>(unit)];
}

const char* one_of(CapacityUnit unit) {
  constexpr const char* kNames[] = {"TEU", "truck", "train", "box"};
  return kNames[static_cast<std::size_t>(unit)];
}

}  // namespace corridor::network
