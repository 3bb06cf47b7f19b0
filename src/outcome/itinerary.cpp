#include "corridor/outcome/itinerary.hpp"

#include <algorithm>
#include <map>
#include <numeric>

namespace corridor::outcome {
namespace {

using network::ArcFacts;
using network::ArcKind;
using network::Network;

LegKind kind_of(const ArcFacts& facts) {
  switch (facts.kind) {
    case ArcKind::kRoadHaul:
      return LegKind::kTruck;
    case ArcKind::kRailHaul:
      return LegKind::kTrain;
    case ArcKind::kServiceRun:
      return LegKind::kService;
    case ArcKind::kSail:
      return LegKind::kSail;
    case ArcKind::kBorder:
      return LegKind::kBorder;
    case ArcKind::kDischarge:
    case ArcKind::kShip:
    case ArcKind::kTranship:
    case ArcKind::kGate:
      return LegKind::kPort;
    case ArcKind::kGaugeChange:
      return LegKind::kGaugeChange;
    case ArcKind::kAccess:
    case ArcKind::kLift:
    case ArcKind::kBoard:
    case ArcKind::kAlight:
    case ArcKind::kTruckSwap:
      return LegKind::kTerminal;
  }
  return LegKind::kTerminal;
}

std::string name_on(const Network& network, ArcId arc) {
  const ArcFacts& facts = network.arcs[arc];
  const model::Scenario& world = *network.scenario;
  if (facts.kind == ArcKind::kBorder) return world.borders[facts.border].name;
  if (facts.kind == ArcKind::kServiceRun) return world.services[facts.service].name;
  return world.places[network.tail(arc).place].name;
}

bool continues(const Network& network, const Leg& leg, ArcId arc) {
  const ArcFacts& facts = network.arcs[arc];
  if (kind_of(facts) != leg.kind) return false;
  switch (leg.kind) {
    case LegKind::kTruck:
    case LegKind::kTrain:
      return network.tail(arc).kind == network.head(leg.arcs.back()).kind;
    case LegKind::kService:
      return facts.service == network.arcs[leg.arcs.back()].service;
    case LegKind::kPort:
    case LegKind::kTerminal:
      return network.tail(arc).place == leg.to;
    case LegKind::kSail:
    case LegKind::kBorder:
    case LegKind::kGaugeChange:
      return false;
  }
  return false;
}

void add_row(std::vector<model::RowId>& rows, model::RowId row) {
  if (!row.is_none() && std::find(rows.begin(), rows.end(), row) == rows.end()) rows.push_back(row);
}

bool is_nothing(const Leg& leg) {
  const auto is_zero = [](double usd) { return usd == 0.0; };
  return leg.trip.length == Km(0) && leg.trip.time == Hours(0) &&
         std::all_of(leg.cost.begin(), leg.cost.end(), is_zero);
}

}  // namespace

const char* name_of(LegKind kind) {
  constexpr const char* kNames[] = {"truck",  "train", "service",  "sea",
                                    "border", "port",  "terminal", "gauge change"};
  return kNames[static_cast<std::size_t>(kind)];
}

double Leg::usd() const {
  return std::accumulate(cost.begin(), cost.begin() + network::kMoneyComponents, 0.0);
}

std::vector<Leg> list_legs(const Network& network, const network::CargoClass& cargo,
                           const network::MonthState& state, std::span<const ArcId> arcs) {
  std::vector<Leg> legs;
  for (const ArcId arc : arcs) {
    if (legs.empty() || !continues(network, legs.back(), arc)) {
      Leg leg;
      leg.kind = kind_of(network.arcs[arc]);
      leg.name = name_on(network, arc);
      leg.from = network.tail(arc).place;
      legs.push_back(std::move(leg));
    }
    legs.back().to = network.head(arc).place;
    legs.back().arcs.push_back(arc);
  }
  for (Leg& leg : legs) {
    leg.trip = network::journey(network, state, leg.arcs);
    leg.cost = network::break_down(network, cargo, state, leg.arcs);
    for (const ArcId arc : leg.arcs) add_row(leg.rows, network.arcs[arc].row);
    for (const network::CostItem& item : network::itemize(network, cargo, state, leg.arcs))
      add_row(leg.rows, item.row);
  }
  legs.erase(std::remove_if(legs.begin(), legs.end(), is_nothing), legs.end());
  return legs;
}

std::vector<model::PlaceId> gateways_of(const Network& network, std::span<const ArcId> arcs) {
  std::vector<model::PlaceId> ports;
  for (const ArcId arc : arcs) {
    const model::PlaceId port = network.tail(arc).place;
    const bool is_same = !ports.empty() && ports.back() == port;  // ashore and aboard again
    if (network::is_quay(network.arcs[arc].kind) && !is_same) ports.push_back(port);
  }
  return ports;
}

std::vector<model::BorderId> borders_of(const Network& network, std::span<const ArcId> arcs) {
  const model::Scenario& world = *network.scenario;
  std::vector<model::BorderId> posts;
  for (const ArcId arc : arcs) {
    for (const network::FacilityUse& use : network.uses[arc]) {
      const network::Facility& facility = network.facilities[use.facility];
      if (facility.kind != network::FacilityKind::kBorder) continue;
      const auto post =
          std::find_if(world.borders.begin(), world.borders.end(),
                       [&](const model::Border& border) { return border.slug == facility.slug; });
      posts.push_back(model::BorderId(static_cast<std::size_t>(post - world.borders.begin())));
    }
  }
  return posts;
}

int gauge_changes_on(const Network& network, std::span<const ArcId> arcs) {
  int changes = 0;
  for (const model::BorderId post : borders_of(network, arcs)) {
    const model::Border& border = network.scenario->borders[post];
    if (border.mode == model::Mode::kRail && border.changes_gauge) ++changes;
  }
  for (const ArcId arc : arcs) {
    if (network.arcs[arc].kind != ArcKind::kGaugeChange) continue;
    const bool held_by_post = network.charges[arc].empty() && network.arcs[arc].hours == Hours(0);
    if (!held_by_post) ++changes;
  }
  return changes;
}

std::vector<StairPoint> staircase(std::span<const Leg> legs) {
  std::vector<StairPoint> points;
  if (legs.empty()) return points;
  points.push_back({legs.front().from, {}, {}, 0.0});
  for (const Leg& leg : legs) {
    StairPoint next = points.back();
    next.place = leg.to;
    next.length += leg.trip.length;
    next.time += leg.trip.time;
    next.usd += leg.usd();
    points.push_back(next);
  }
  return points;
}

}  // namespace corridor::outcome
