// Trucks: one layer for trucks that stay in their country, one for trucks under TIR that cross
// borders.

#include <algorithm>
#include <optional>

#include "builder.hpp"
#include "corridor/base/error.hpp"

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

struct TruckHaul {
  Hours hours;
  std::vector<Charge> charges;
};

KmPerHour speed_on(const Link& link, const HaulRate& rate) {
  if (link.own_speed) return *link.own_speed;
  const KmPerHour country = rate.speed.value;
  return link.line_speed.value() > 0 ? std::min(country, link.line_speed) : country;
}

// Half of the link at the rate of each end's country: a link inside one country pays one rate
// twice.
TruckHaul haul_by_truck(const Builder& builder, const Link& link, HaulProduct product,
                        Direction way) {
  const HaulDirection direction = product == HaulProduct::kTruckDomestic
                                      ? builder.prices().direction_of(link, way)
                                      : HaulDirection::kBoth;
  TruckHaul haul;
  for (const PlaceId end : {link.from, link.to}) {
    const model::CountryId country = builder.world().places[end].country;
    const HaulRate* rate = builder.prices().find(country, product, direction, BoxSize::k40);
    if (rate == nullptr) return {};
    const Km half = link.length / 2.0;
    haul.hours += half / speed_on(link, *rate);
    haul.charges.push_back(
        {Component::kHaulage, Basis::kTruck, (half * rate->price.value).value(), {}, rate->row});
  }
  if (haul.charges[0].row == haul.charges[1].row) {
    haul.charges[0].amount *= 2.0;
    haul.charges.pop_back();
  }
  return haul;
}

DraftArc road_arc(const Builder& builder, LinkId id, Direction way, TruckHaul haul) {
  DraftArc arc;
  arc.facts.kind = ArcKind::kRoadHaul;
  arc.facts.mode = Mode::kRoad;
  arc.facts.length = builder.world().links[id].length;
  arc.facts.hours = haul.hours;
  arc.facts.link = id;
  arc.facts.direction = way;
  arc.facts.row = builder.world().links[id].row;
  arc.charges = std::move(haul.charges);
  arc.uses.push_back({builder.facility_of(id, way), 1.0, {}});
  return arc;
}

// The arc of a border post, with the toll of the country entered.
DraftArc border_arc(Builder& builder, Builder::Crossing crossing, PlaceId from, PlaceId to) {
  BorderPassage passage = pass_border(builder, crossing, HaulProduct::kTruckTir);
  DraftArc arc;
  arc.facts.kind = ArcKind::kBorder;
  arc.facts.mode = Mode::kRoad;
  arc.facts.hours = passage.hours;
  arc.facts.variance_h2 = passage.variance_h2;
  arc.facts.border = crossing.border;
  arc.facts.direction = crossing.direction;
  arc.facts.row = builder.world().borders[crossing.border].row;
  arc.charges = std::move(passage.charges);
  const auto country = [&](PlaceId place) { return builder.world().places[place].country; };
  if (const model::EntryFee* fee = builder.prices().entry_fee(country(to), country(from))) {
    arc.charges.push_back({Component::kToll, Basis::kTruck, fee->fee.value.value(), {}, fee->row});
  }
  arc.uses.push_back({builder.facility_of(crossing.border, crossing.direction), 1.0, {}});
  add_regimes(builder, arc, {}, crossing.border);
  return arc;
}

void add_domestic(Builder& builder, LinkId id, const Link& link) {
  DraftArc both[2];
  for (const Direction way : {Direction::kForward, Direction::kBackward}) {
    TruckHaul haul = haul_by_truck(builder, link, HaulProduct::kTruckDomestic, way);
    if (haul.charges.empty()) return;
    both[static_cast<int>(way)] = road_arc(builder, id, way, std::move(haul));
  }
  both[0].tail = both[1].head = builder.node(link.from, NodeKind::kTruck);
  both[0].head = both[1].tail = builder.node(link.to, NodeKind::kTruck);
  builder.add_pair(std::move(both[0]), std::move(both[1]));
}

void add_tir(Builder& builder, LinkId id, const Link& link) {
  TruckHaul haul = haul_by_truck(builder, link, HaulProduct::kTruckTir, Direction::kForward);
  if (haul.charges.empty()) return;
  DraftArc there = road_arc(builder, id, Direction::kForward, haul);
  DraftArc back = road_arc(builder, id, Direction::kBackward, std::move(haul));
  const NodeId from = builder.node(link.from, NodeKind::kTirTruck);
  const NodeId to = builder.node(link.to, NodeKind::kTirTruck);
  there.tail = from;
  there.head = to;
  back.tail = to;
  back.head = from;
  const auto crossing = builder.crossing(link.from, link.to, Mode::kRoad);
  if (crossing) {
    // from -> post -> middle -> haul -> to; the same middle node serves the way back.
    const NodeId middle = builder.new_node({link.from, NodeKind::kBorderPost, 0, {}});
    DraftArc out = border_arc(builder, *crossing, link.from, link.to);
    DraftArc in =
        border_arc(builder, {crossing->border, opposite(crossing->direction)}, link.to, link.from);
    out.tail = in.head = from;
    out.head = in.tail = middle;
    there.tail = back.head = middle;
    builder.add_pair(std::move(out), std::move(in));
  }
  builder.add_pair(std::move(there), std::move(back));
}

DraftArc truck_swap(Builder& builder, PlaceId place, bool outward) {
  const model::Parameters& parameters = builder.world().parameters;
  DraftArc swap;
  swap.facts.kind = ArcKind::kTruckSwap;
  swap.facts.hours = parameters.truck_swap_time;
  swap.charges.push_back(
      {Component::kHandling, Basis::kTruck, parameters.truck_swap.value(), {}, {}});
  if (const auto fee = fee_held_by_haul(builder, place, outward)) swap.charges.push_back(*fee);
  swap.tail = builder.node(place, outward ? NodeKind::kTruck : NodeKind::kTirTruck);
  swap.head = builder.node(place, outward ? NodeKind::kTirTruck : NodeKind::kTruck);
  return swap;
}

// At a road border boxes may be moved between a domestic truck and one under TIR.
void add_truck_swaps(Builder& builder) {
  for (const PlaceId place : builder.world().places.ids()) {
    if (!builder.has_node(place, NodeKind::kTruck) || !builder.has_node(place, NodeKind::kTirTruck))
      continue;
    const bool at_border = std::any_of(
        builder.world().borders.begin(), builder.world().borders.end(),
        [&](const model::Border& border) {
          return border.mode == Mode::kRoad && (border.from == place || border.to == place);
        });
    if (!at_border) continue;
    builder.add_pair(truck_swap(builder, place, true), truck_swap(builder, place, false));
  }
}

}  // namespace

std::optional<Charge> fee_held_by_haul(const Builder& builder, PlaceId place, bool outward) {
  const model::Scenario& world = builder.world();
  const HaulRate* rate = builder.prices().find(world.places[place].country, HaulProduct::kTruckTir,
                                               HaulDirection::kBoth, BoxSize::k40);
  if (rate == nullptr || !rate->includes_border_fee || world.settings.add_fee_on_tfi_rates)
    return std::nullopt;
  std::optional<Charge> held;
  for (const model::Border& border : world.borders) {
    if (border.mode != Mode::kRoad || (border.from != place && border.to != place)) continue;
    const bool is_forward = (border.from == place) == outward;
    const model::BorderSide& side =
        border.side(is_forward ? Direction::kForward : Direction::kBackward);
    const double half = side.fee.value.value() / 2;
    if (held && held->amount >= half) continue;
    held = Charge{Component::kBorderFee, Basis::kTruck, half, {}, border.row};
  }
  return held;
}

BorderPassage pass_border(const Builder& builder, Builder::Crossing crossing, HaulProduct product) {
  const model::Scenario& world = builder.world();
  const model::Border& border = world.borders[crossing.border];
  const model::BorderSide& side = border.side(crossing.direction);
  BorderPassage passage;
  const bool by_block_train =
      product == HaulProduct::kBlockTrain && border.dwell_block_train.value() > 0;
  passage.hours = by_block_train ? border.dwell_block_train : side.dwell;
  // The spread belongs to the wagon-load or truck hours; a shorter stay spreads in proportion.
  const double shrink = side.dwell.value() > 0 ? passage.hours.value() / side.dwell.value() : 1.0;
  const double sd = border.dwell_sd.value() * std::min(1.0, shrink);
  passage.variance_h2 = sd * sd;

  // One payment, one row: a haul price that holds the border fee pays for its half of the post.
  double share = 1.0;
  if (border.mode == Mode::kRoad && !world.settings.add_fee_on_tfi_rates) {
    share = 0.0;
    for (const PlaceId end : {border.from, border.to}) {
      const HaulRate* rate = builder.prices().find(world.places[end].country, product,
                                                   HaulDirection::kBoth, BoxSize::k40);
      if (rate == nullptr || !rate->includes_border_fee) share += 0.5;
    }
  }
  const Basis basis = border.mode == Mode::kRoad ? Basis::kTruck : Basis::kBox;
  passage.charges.push_back(
      {Component::kBorderFee, basis, side.fee.value.value() * share, {}, border.row});
  return passage;
}

void add_roads(Builder& builder) {
  const model::Scenario& world = builder.world();
  for (const LinkId id : world.links.ids()) {
    const Link& link = world.links[id];
    if (link.mode != Mode::kRoad || !builder.is_usable(link)) continue;
    if (world.places[link.from].country == world.places[link.to].country)
      add_domestic(builder, id, link);
    add_tir(builder, id, link);
  }
  add_truck_swaps(builder);
}

}  // namespace corridor::network
