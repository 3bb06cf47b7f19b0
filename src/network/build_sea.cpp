// Sea lanes between quays, and the zones where boxes begin and end.

#include <map>
#include <string>

#include "builder.hpp"

namespace corridor::network {
namespace {

using model::Access;
using model::BoxSize;
using model::Direction;
using model::LaneRate;
using model::Link;
using model::LinkId;
using model::Mode;
using model::Place;
using model::PlaceId;

// Ocean prices of the year in force, by the names of both ends and the size.
class LanePrices {
 public:
  explicit LanePrices(const model::Scenario& world) {
    for (const LaneRate& rate : world.lane_rates) {
      if (rate.year == world.settings.rates_year) by_ends_[{rate.from, rate.to, rate.size}] = &rate;
    }
  }

  /// Port to port before region to port: the more exact name wins.
  [[nodiscard]] const LaneRate* find(const Place& from, const Place& to, BoxSize size) const {
    for (const std::string& start : {from.slug, from.rate_region}) {
      for (const std::string& end : {to.slug, to.rate_region}) {
        const auto found = by_ends_.find({start, end, size});
        if (found != by_ends_.end()) return found->second;
      }
    }
    return nullptr;
  }

 private:
  std::map<std::tuple<std::string, std::string, BoxSize>, const LaneRate*> by_ends_;
};

void add_lane(Builder& builder, const LanePrices& prices, LinkId id, Direction way) {
  const model::Scenario& world = builder.world();
  const Link& link = world.links[id];
  const PlaceId from = way == Direction::kForward ? link.from : link.to;
  const PlaceId to = way == Direction::kForward ? link.to : link.from;
  DraftArc sail;
  for (const BoxSize size : {BoxSize::k20, BoxSize::k40}) {
    const LaneRate* rate = prices.find(world.places[from], world.places[to], size);
    if (rate == nullptr) return;
    sail.charges.push_back({Component::kFare,
                            size == BoxSize::k20 ? Basis::kBox20 : Basis::kBox40,
                            rate->price.value.value(),
                            {},
                            rate->row});
  }
  sail.facts.kind = ArcKind::kSail;
  sail.facts.mode = Mode::kSea;
  sail.facts.length = link.length;
  sail.facts.hours = link.sea.sailing;
  const double headway = 1.0 / link.sea.sailings.value();
  sail.facts.wait = Hours(headway / 2);
  sail.facts.variance_h2 = headway * headway / 12;
  sail.facts.link = id;
  sail.facts.direction = way;
  sail.facts.row = link.row;
  sail.uses.push_back({builder.facility_of(id, way), 1.0, {}});
  sail.tail = builder.node(from, NodeKind::kQuay);
  sail.head = builder.node(to, NodeKind::kLanding);
  builder.add(std::move(sail));
}

void connect(Builder& builder, PlaceId place, NodeId begins, NodeId ends) {
  DraftArc out;
  out.tail = builder.node(place, NodeKind::kOrigin);
  out.head = begins;
  DraftArc in;
  in.tail = ends;
  in.head = builder.node(place, NodeKind::kDestination);
  builder.add_pair(std::move(out), std::move(in));
}

// Only a place without roads is reached by rail directly: elsewhere a truck brings the box to the
// lift.
void connect_rail(Builder& builder, PlaceId place) {
  for (const int gauge : {1000, 1435, 1520, 1676}) {
    if (!builder.has_node(place, NodeKind::kRailTerminal, gauge)) continue;
    DraftArc out;
    out.facts.kind = ArcKind::kLift;
    out.facts.mode = Mode::kRail;
    out.facts.hours = builder.world().parameters.lift_time;
    out.charges.push_back(
        {Component::kHandling, Basis::kBox, builder.world().parameters.lift.value(), {}, {}});
    DraftArc in = out;
    out.tail = builder.node(place, NodeKind::kOrigin);
    out.head = builder.node(place, NodeKind::kRailTerminal, gauge);
    in.tail = builder.node(place, NodeKind::kRailArrival, gauge);
    in.head = builder.node(place, NodeKind::kDestination);
    builder.add_pair(std::move(out), std::move(in));
  }
}

// Adds the money of a surcharge to one arc when the arc meets its object.
bool meets(const model::Scenario& world, const model::Surcharge& surcharge, const DraftArc& arc,
           const Column<NodeId, Node>& nodes) {
  const auto slug_of = [&](PlaceId place) { return world.places[place].slug; };
  switch (surcharge.target) {
    case model::ClosureTarget::kBorder:
      return arc.facts.kind == ArcKind::kBorder &&
             world.borders[arc.facts.border].slug == surcharge.object;
    case model::ClosureTarget::kLink:
      return !arc.facts.link.is_none() && world.links[arc.facts.link].slug == surcharge.object;
    case model::ClosureTarget::kService:
      return arc.facts.kind == ArcKind::kBoard && !arc.facts.service.is_none() &&
             world.services[arc.facts.service].slug == surcharge.object;
    case model::ClosureTarget::kPlace:
      return is_quay(arc.facts.kind) && slug_of(nodes[arc.tail].place) == surcharge.object;
    case model::ClosureTarget::kPassage:
      if (arc.facts.kind != ArcKind::kSail) return false;
      for (const std::string& passage : world.links[arc.facts.link].passages) {
        if (passage == surcharge.object) return true;
      }
      return false;
  }
  return false;
}

Basis basis_of(model::Per per) {
  return per == model::Per::kTeu   ? Basis::kTeu
         : per == model::Per::kBox ? Basis::kBox
                                   : Basis::kTruck;
}

}  // namespace

void add_sea_lanes(Builder& builder) {
  const model::Scenario& world = builder.world();
  const LanePrices prices(world);
  for (const LinkId id : world.links.ids()) {
    const Link& link = world.links[id];
    if (link.mode != Mode::kSea || !builder.is_usable(link) || link.sea.sailings.value() <= 0)
      continue;
    add_lane(builder, prices, id, Direction::kForward);
    add_lane(builder, prices, id, Direction::kBackward);
  }
}

void add_zones(Builder& builder, std::span<const PlaceId> more_ends) {
  const model::Scenario& world = builder.world();
  Column<PlaceId, char> is_end(world.places.size(), 0);
  Column<PlaceId, char> by_sea(world.places.size(), 0);
  for (const model::RegionPlace& end : world.region_places) {
    if (end.access == Access::kPort) continue;
    is_end[end.place] = 1;
    if (end.access == Access::kSea) by_sea[end.place] = 1;
  }
  for (const PlaceId place : more_ends) is_end[place] = 1;
  for (const PlaceId place : world.places.ids()) {
    if (is_end[place] == 0) continue;
    const bool has_road =
        builder.has_node(place, NodeKind::kTruck) || builder.has_node(place, NodeKind::kTirTruck);
    for (const NodeKind truck : {NodeKind::kTruck, NodeKind::kTirTruck}) {
      if (!builder.has_node(place, truck)) continue;
      const NodeId node = builder.node(place, truck);
      connect(builder, place, node, node);
    }
    if (!has_road) connect_rail(builder, place);
    if (by_sea[place] != 0 && builder.has_node(place, NodeKind::kQuay)) {
      connect(builder, place, builder.node(place, NodeKind::kQuay),
              builder.node(place, NodeKind::kLanding));
    }
  }
}

void add_surcharges(const model::Scenario& world, std::vector<DraftArc>& arcs,
                    const Column<NodeId, Node>& nodes) {
  for (const model::Surcharge& surcharge : world.surcharges) {
    for (DraftArc& arc : arcs) {
      if (!meets(world, surcharge, arc, nodes)) continue;
      arc.charges.push_back({Component::kSecurity,
                             basis_of(surcharge.per),
                             surcharge.amount.value(),
                             {},
                             surcharge.row});
    }
  }
}

}  // namespace corridor::network
