// Railways: the ground beside the track, and the default container train that runs wherever boxes
// may.

#include <algorithm>

#include "builder.hpp"

namespace corridor::network {
namespace {

using model::BoxSize;
using model::Direction;
using model::HaulDirection;
using model::HaulProduct;
using model::HaulRate;
using model::Link;
using model::LinkId;
using model::Mode;
using model::PlaceId;

KmPerHour speed_on(const Link& link, const HaulRate& rate) {
  if (link.own_speed) return *link.own_speed;
  if (link.rail.project_speed) return link.rail.project_speed->value;
  const KmPerHour country = rate.speed.value;
  return link.line_speed.value() > 0 ? std::min(country, link.line_speed) : country;
}

DraftArc train_arc(const Builder& builder, LinkId id, Direction way, const RailHaul& haul) {
  const Link& link = builder.world().links[id];
  DraftArc arc;
  arc.facts.kind = ArcKind::kRailHaul;
  arc.facts.mode = Mode::kRail;
  arc.facts.length = link.length;
  arc.facts.hours = haul.hours;
  arc.facts.link = id;
  arc.facts.direction = way;
  arc.facts.row = link.row;
  arc.charges = haul.charges;
  arc.uses.push_back({builder.facility_of(id, way), 1.0, {}});
  return arc;
}

DraftArc rail_border_arc(const Builder& builder, Builder::Crossing crossing) {
  BorderPassage passage = pass_border(builder, crossing, HaulProduct::kBlockTrain);
  DraftArc arc;
  arc.facts.kind = ArcKind::kBorder;
  arc.facts.mode = Mode::kRail;
  arc.facts.hours = passage.hours;
  arc.facts.variance_h2 = passage.variance_h2;
  arc.facts.border = crossing.border;
  arc.facts.direction = crossing.direction;
  arc.facts.row = builder.world().borders[crossing.border].row;
  arc.charges = std::move(passage.charges);
  arc.uses.push_back({builder.facility_of(crossing.border, crossing.direction), 1.0, {}});
  return arc;
}

void add_train_link(Builder& builder, LinkId id, const Link& link) {
  const RailHaul haul = haul_by_rail(builder, link, HaulProduct::kBlockTrain);
  if (haul.charges.empty()) return;
  DraftArc there = train_arc(builder, id, Direction::kForward, haul);
  DraftArc back = train_arc(builder, id, Direction::kBackward, haul);
  const int gauge = link.rail.gauge_mm;
  there.tail = builder.node(link.from, NodeKind::kTrain, gauge);
  there.head = builder.node(link.to, NodeKind::kTrainArrival, gauge);
  back.tail = builder.node(link.to, NodeKind::kTrain, gauge);
  back.head = builder.node(link.from, NodeKind::kTrainArrival, gauge);
  if (const auto crossing = builder.crossing(link.from, link.to, Mode::kRail)) {
    DraftArc out = rail_border_arc(builder, *crossing);
    DraftArc in = rail_border_arc(builder, {crossing->border, opposite(crossing->direction)});
    out.tail = there.tail;
    out.head = there.tail = builder.new_node({link.from, NodeKind::kBorderPost, gauge, {}});
    in.head = back.head;
    in.tail = back.head = builder.new_node({link.from, NodeKind::kBorderPost, gauge, {}});
    builder.add_pair(std::move(out), std::move(in));
  }
  builder.add_pair(std::move(there), std::move(back));
}

// A train that has come goes on. Boxes board what leaves and alight from what has come, so that a
// terminal cannot be passed from truck to truck.
void add_through(Builder& builder, PlaceId place, int gauge_mm) {
  DraftArc through;
  through.facts.mode = Mode::kRail;
  through.tail = builder.node(place, NodeKind::kTrainArrival, gauge_mm);
  through.head = builder.node(place, NodeKind::kTrain, gauge_mm);
  builder.add(std::move(through));
}

// Boards and leaves the default train; waits half a headway for it.
void add_boarding(Builder& builder, PlaceId place, int gauge_mm) {
  const PerHour departures = builder.world().parameters.default_train_departures;
  DraftArc board;
  board.facts.kind = ArcKind::kBoard;
  board.facts.mode = Mode::kRail;
  if (departures.value() > 0) {
    const double headway = 1.0 / departures.value();
    board.facts.wait = Hours(headway / 2);
    board.facts.variance_h2 = headway * headway / 12;  // uniform over a headway
  }
  board.tail = builder.node(place, NodeKind::kRailTerminal, gauge_mm);
  board.head = builder.node(place, NodeKind::kTrain, gauge_mm);
  DraftArc alight;
  alight.facts.kind = ArcKind::kAlight;
  alight.facts.mode = Mode::kRail;
  alight.tail = builder.node(place, NodeKind::kTrainArrival, gauge_mm);
  alight.head = builder.node(place, NodeKind::kRailArrival, gauge_mm);
  DraftArc change;  // from one train to another: unloaded, then loaded
  change.facts.kind = ArcKind::kLift;
  change.facts.mode = Mode::kRail;
  change.facts.hours = 2.0 * builder.world().parameters.train_lift_time;
  change.charges.push_back(
      {Component::kHandling, Basis::kBox, builder.world().parameters.lift.value(), {}, {}});
  change.tail = alight.head;
  change.head = board.tail;
  builder.add_pair(std::move(board), std::move(alight));
  builder.add(std::move(change));
}

// Between truck and track: a lift each way, where trucks come to the terminal. What a truck brings
// leaves by train: a terminal is no place to change trucks. A truck that only takes the box over
// the line pays the fee of the post here.
void add_lifts(Builder& builder, PlaceId place, int gauge_mm) {
  const model::Parameters& parameters = builder.world().parameters;
  for (const NodeKind truck : {NodeKind::kTruck, NodeKind::kTirTruck}) {
    if (!builder.has_node(place, truck)) continue;
    DraftArc up;
    up.facts.kind = ArcKind::kLift;
    up.facts.mode = Mode::kRail;
    up.facts.hours = parameters.lift_time;
    up.charges.push_back({Component::kHandling, Basis::kBox, parameters.lift.value(), {}, {}});
    up.tail = builder.node(place, truck);
    up.head = builder.node(place, NodeKind::kRailTerminal, gauge_mm);
    DraftArc down = up;
    down.tail = builder.node(place, NodeKind::kRailArrival, gauge_mm);
    down.head = builder.node(place, truck);
    if (truck == NodeKind::kTirTruck) {
      if (const auto fee = fee_held_by_haul(builder, place, false)) up.charges.push_back(*fee);
      if (const auto fee = fee_held_by_haul(builder, place, true)) down.charges.push_back(*fee);
    }
    builder.add_pair(std::move(up), std::move(down));
  }
}

// A border row at the place that changes gauge holds the time and money of the change.
bool border_changes_gauge_at(const model::Scenario& world, PlaceId place) {
  return std::any_of(world.borders.begin(), world.borders.end(), [&](const model::Border& border) {
    return border.changes_gauge && border.mode == Mode::kRail &&
           (border.from == place || border.to == place);
  });
}

void add_gauge_change(Builder& builder, PlaceId place, int gauge, int other) {
  const model::Parameters& parameters = builder.world().parameters;
  DraftArc change;
  change.facts.kind = ArcKind::kGaugeChange;
  change.facts.mode = Mode::kRail;
  if (!border_changes_gauge_at(builder.world(), place)) {
    change.facts.hours = parameters.gauge_change_time.value;
    change.charges.push_back(
        {Component::kHandling, Basis::kBox, parameters.gauge_change.value.value(), {}, {}});
  }
  change.tail = builder.node(place, NodeKind::kTrainArrival, gauge);
  change.head = builder.node(place, NodeKind::kTrain, other);
  DraftArc back = change;
  back.tail = builder.node(place, NodeKind::kTrainArrival, other);
  back.head = builder.node(place, NodeKind::kTrain, gauge);
  builder.add_pair(std::move(change), std::move(back));
}

// Between trains of one gauge and of each wider one.
void add_gauge_changes(Builder& builder, PlaceId place, int gauge, const std::set<int>& gauges) {
  for (const int other : gauges) {
    if (other > gauge && builder.has_node(place, NodeKind::kTrain, other)) {
      add_gauge_change(builder, place, gauge, other);
    }
  }
}

// Gauges of the box railways at each place, ascending.
Column<PlaceId, std::set<int>> gauges_at_places(const Builder& builder) {
  Column<PlaceId, std::set<int>> gauges(builder.world().places.size());
  for (const Link& link : builder.world().links) {
    if (link.mode != Mode::kRail || !builder.is_usable(link)) continue;
    gauges[link.from].insert(link.rail.gauge_mm);
    gauges[link.to].insert(link.rail.gauge_mm);
  }
  return gauges;
}

}  // namespace

RailHaul haul_by_rail(const Builder& builder, const Link& link, HaulProduct product) {
  RailHaul haul;
  for (const PlaceId end : {link.from, link.to}) {
    const model::CountryId country = builder.world().places[end].country;
    const Km half = link.length / 2.0;
    for (const BoxSize size : {BoxSize::k20, BoxSize::k40}) {
      const HaulRate* rate = builder.prices().find(country, product, HaulDirection::kBoth, size);
      if (rate == nullptr) return {};
      if (size == BoxSize::k20) haul.hours += half / speed_on(link, *rate);
      haul.charges.push_back({Component::kHaulage,
                              size == BoxSize::k20 ? Basis::kBox20 : Basis::kBox40,
                              (half * rate->price.value).value(),
                              {},
                              rate->row});
    }
  }
  return haul;
}

void add_railways(Builder& builder) {
  const model::Scenario& world = builder.world();
  for (const LinkId id : world.links.ids()) {
    const Link& link = world.links[id];
    if (link.mode == Mode::kRail && builder.is_usable(link)) add_train_link(builder, id, link);
  }
  const auto gauges = gauges_at_places(builder);
  for (const PlaceId place : gauges.ids()) {
    for (const int gauge : gauges[place]) {
      if (!builder.has_node(place, NodeKind::kTrain, gauge)) continue;
      add_gauge_changes(builder, place, gauge, gauges[place]);
      add_through(builder, place, gauge);
      if (world.places[place].kind == model::PlaceKind::kJunction) continue;
      add_boarding(builder, place, gauge);
      add_lifts(builder, place, gauge);
    }
  }
}

}  // namespace corridor::network
