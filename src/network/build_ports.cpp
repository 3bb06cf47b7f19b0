// Seaports: quay and yard of each gateway with its charges, its dwell, and the rules of transit.

#include <algorithm>
#include <map>

#include "builder.hpp"

namespace corridor::network {
namespace {

using model::BoxCharge;
using model::BoxSize;
using model::ChargeKind;
using model::Mode;
using model::PlaceId;
using model::Regime;
using model::Trade;

Component component_of(ChargeKind kind) {
  switch (kind) {
    case ChargeKind::kThc:
      return Component::kHandling;
    case ChargeKind::kWharfage:
    case ChargeKind::kDocuments:
      return Component::kPortTariff;
    case ChargeKind::kScanning:
    case ChargeKind::kExamination:
    case ChargeKind::kWeighment:
      return Component::kInspection;
    case ChargeKind::kTracking:
      return Component::kSecurity;
    case ChargeKind::kStorage:
      return Component::kStorage;
  }
  return Component::kPortTariff;
}

// Days of a stay that fall into a storage step; the last step has no end.
double days_in_step(const BoxCharge& charge, double stay_days) {
  const double begin = std::max(0, charge.from_day - 1);
  const double end = charge.to_day > 0 ? charge.to_day : stay_days;
  return std::max(0.0, std::min(stay_days, end) - begin);
}

// All terminals of a port seen as one, weighted by what they handle.
struct Port {
  PlaceId place;
  Hours dwell_import;
  Hours dwell_export;
  TeuPerHour capacity;
  TeuPerHour throughput;
  bool has_siding = false;
  bool is_circular = false;
  model::Grade grade = model::Grade::kA;
  model::RowId row;
};

std::map<PlaceId, Port> ports_of(const model::Scenario& world) {
  std::map<PlaceId, Port> ports;
  for (const model::Terminal& terminal : world.terminals) {
    Port& port = ports[terminal.place];
    port.place = terminal.place;
    const double weight = std::max(terminal.throughput.value.value(), 1e-6);
    port.dwell_import += terminal.dwell_import * weight;
    port.dwell_export += terminal.dwell_export * weight;
    port.throughput += TeuPerHour(weight);
    port.capacity += terminal.capacity.value;
    port.has_siding = port.has_siding || terminal.has_rail_siding;
    port.is_circular = port.is_circular || terminal.capacity_is_circular;
    port.grade = std::max(port.grade, terminal.capacity_grade);
    port.row = terminal.row;
  }
  for (auto& [place, port] : ports) {
    port.dwell_import = port.dwell_import / port.throughput.value();
    port.dwell_export = port.dwell_export / port.throughput.value();
  }
  return ports;
}

// Whose charges a box pays: transit here is decided box by box, so its rows hang on both quays.
bool pays(ArcKind quay, Trade trade) {
  if (quay == ArcKind::kTranship) return trade == Trade::kTranshipment;
  if (trade == Trade::kTransit) return true;
  return trade == (quay == ArcKind::kDischarge ? Trade::kImport : Trade::kExport);
}

std::vector<Charge> port_charges(const model::Scenario& world, PlaceId place, ArcKind quay,
                                 Hours dwell) {
  std::vector<Charge> charges;
  const double stay_days = dwell.value() / kHoursPerDay;
  for (const BoxCharge& charge : world.box_charges) {
    if (charge.place != place || !pays(quay, charge.trade)) continue;
    const double days = charge.kind == ChargeKind::kStorage ? days_in_step(charge, stay_days) : 1.0;
    const Payer payer = quay == ArcKind::kTranship
                            ? Payer{}
                            : Payer{Payer::Kind::kTrade, charge.trade, world.places[place].country};
    charges.push_back({component_of(charge.kind),
                       charge.size == BoxSize::k20 ? Basis::kBox20 : Basis::kBox40,
                       charge.amount.value() * charge.applies_share * days, payer, charge.row});
  }
  for (const model::RiskPremium& risk : world.risk_premiums) {
    if (std::find(risk.places.begin(), risk.places.end(), place) == risk.places.end()) continue;
    charges.push_back(
        {Component::kSecurity, Basis::kTeu, risk.premium.value.value(), {}, risk.row});
  }
  return charges;
}

DraftArc quay_arc(Builder& builder, const Port& port, bool from_sea, FacilityId facility) {
  DraftArc arc;
  arc.facts.kind = from_sea ? ArcKind::kDischarge : ArcKind::kShip;
  arc.facts.mode = Mode::kSea;
  arc.facts.hours = from_sea ? port.dwell_import : port.dwell_export;
  arc.facts.row = port.row;
  arc.facts.direction = from_sea ? model::Direction::kForward : model::Direction::kBackward;
  arc.charges = port_charges(builder.world(), port.place, arc.facts.kind, arc.facts.hours);
  arc.facts.hours += builder.world().parameters.quay_time;  // after the stay is charged
  arc.uses.push_back({facility, 1.0, {}});
  add_regimes(builder, arc, port.place, {});
  arc.tail = builder.node(port.place, from_sea ? NodeKind::kLanding : NodeKind::kExportYard);
  arc.head = builder.node(port.place, from_sea ? NodeKind::kYard : NodeKind::kQuay);
  return arc;
}

// From ship to ship, where the port has a price for it: elsewhere a lane ends. The box is counted
// when it comes and when it goes, as throughput is.
void add_transhipment(Builder& builder, const Port& port, FacilityId facility) {
  const model::Scenario& world = builder.world();
  const bool has_price =
      std::any_of(world.box_charges.begin(), world.box_charges.end(), [&](const BoxCharge& charge) {
        return charge.place == port.place && charge.trade == Trade::kTranshipment;
      });
  if (!has_price) return;
  DraftArc arc;
  arc.facts.kind = ArcKind::kTranship;
  arc.facts.mode = Mode::kSea;
  arc.facts.hours = 2.0 * world.parameters.quay_time;
  arc.facts.row = port.row;
  arc.charges = port_charges(world, port.place, arc.facts.kind, arc.facts.hours);
  arc.uses.push_back({facility, 2.0, {}});
  arc.tail = builder.node(port.place, NodeKind::kLanding);
  arc.head = builder.node(port.place, NodeKind::kQuay);
  builder.add(std::move(arc));
}

// `leaves` stands where boxes go inland, `comes` where they come from.
void add_gate(Builder& builder, PlaceId place, NodeId leaves, NodeId comes, bool to_rail) {
  DraftArc out;
  out.facts.kind = to_rail ? ArcKind::kLift : ArcKind::kGate;
  if (to_rail) {
    out.facts.mode = Mode::kRail;
    out.facts.hours = builder.world().parameters.lift_time;
    out.charges.push_back(
        {Component::kHandling, Basis::kBox, builder.world().parameters.lift.value(), {}, {}});
  }
  out.tail = builder.node(place, NodeKind::kYard);
  out.head = leaves;
  DraftArc in = out;
  in.tail = comes;
  in.head = builder.node(place, NodeKind::kExportYard);
  builder.add_pair(std::move(out), std::move(in));
}

void add_port(Builder& builder, const Port& port) {
  Facility facility;
  facility.kind = FacilityKind::kPort;
  facility.slug = builder.world().places[port.place].slug;
  facility.name = builder.world().places[port.place].name + " container terminals";
  facility.from = facility.to = port.place;
  facility.capacity = PerHour(port.capacity.value());
  facility.capacity_grade = port.grade;
  facility.is_circular = port.is_circular;
  facility.row = port.row;
  const FacilityId id = builder.add_facility(std::move(facility));
  builder.add_pair(quay_arc(builder, port, true, id), quay_arc(builder, port, false, id));
  add_transhipment(builder, port, id);
  for (const NodeKind truck : {NodeKind::kTruck, NodeKind::kTirTruck}) {
    if (!builder.has_node(port.place, truck)) continue;
    const NodeId land = builder.node(port.place, truck);
    add_gate(builder, port.place, land, land, false);
  }
  for (const int gauge : {1000, 1435, 1520, 1676}) {
    if (port.has_siding && builder.has_node(port.place, NodeKind::kRailTerminal, gauge)) {
      add_gate(builder, port.place, builder.node(port.place, NodeKind::kRailTerminal, gauge),
               builder.node(port.place, NodeKind::kRailArrival, gauge), true);
    }
  }
}

}  // namespace

void add_ports(Builder& builder) {
  for (const auto& [place, port] : ports_of(builder.world())) {
    if (builder.world().places[place].is_gateway()) add_port(builder, port);
  }
}

}  // namespace corridor::network
