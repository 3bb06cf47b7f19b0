#include "plan.hpp"

#include <algorithm>
#include <cmath>

#include "corridor/base/error.hpp"
#include "trucks.hpp"

namespace corridor::simulation {
namespace {

using network::ArcFacts;
using network::ArcKind;
using network::FacilityKind;
using network::FacilityUse;
using network::NodeKind;

Cause cause_at(SiteKind kind) {
  switch (kind) {
    case SiteKind::kRoad:
      return Cause::kRoad;
    case SiteKind::kTrack:
      return Cause::kTrack;
    case SiteKind::kSea:
      return Cause::kClosure;
    case SiteKind::kBorder:
      return Cause::kBorderLanes;
    case SiteKind::kService:
      return Cause::kWagons;
    case SiteKind::kControl:
      return Cause::kControl;
    case SiteKind::kQuay:
      return Cause::kBerth;
    case SiteKind::kYard:
      return Cause::kYard;
    case SiteKind::kGate:
      return Cause::kGate;
    case SiteKind::kOffDock:
    case SiteKind::kDryPort:
      return Cause::kYard;
    case SiteKind::kFleet:
      return Cause::kTrucks;
  }
  return Cause::kRoad;
}

// What departs on an arc, so that all arcs on which it can be boarded share one timetable.
std::string departure_of(const network::Network& network, ArcId arc) {
  const model::Scenario& world = *network.scenario;
  const ArcFacts& facts = network.arcs[arc];
  if (!facts.service.is_none()) return "service " + world.services[facts.service].slug;
  const char* way = facts.direction == model::Direction::kForward ? " forward" : " backward";
  if (!facts.link.is_none()) return "lane " + world.links[facts.link].slug + way;
  const network::Node& tail = network.tail(arc);
  return "train " + world.places[tail.place].slug + " " + std::to_string(tail.gauge_mm);
}

}  // namespace

network::MonthState all_open(const network::Network& network) {
  const std::size_t count = network.facilities.size();
  return {Column<network::FacilityId, char>(count, 0),
          Column<network::FacilityId, double>(count, 1.0),
          Column<network::FacilityId, double>(count, 1.0), 30};
}

// Takes one route apart.
class PlanBook::Compiler {
 public:
  Compiler(const PlanBook& book, std::uint32_t cargo)
      : book_(&book), network_(book.network_), cargo_(cargo) {}

  Plan compile(std::span<const ArcId> arcs, bool backward) {
    plan_.arcs.assign(arcs.begin(), arcs.end());
    if (backward) std::reverse(plan_.arcs.begin(), plan_.arcs.end());
    push({.kind = StageKind::kCheck});
    // Empties ride back on the trucks that brought the boxes.
    if (!backward) hauls_ = list_hauls(*network_, plan_.arcs);
    while (at_ < plan_.arcs.size()) {
      return_trucks();
      if (!backward) call_at_dry_port();
      take_trucks();
      const ArcId arc = backward ? network_->reverse[plan_.arcs[at_]] : plan_.arcs[at_];
      if (arc.is_none()) {
        travel(plan_.arcs[at_], 0.0);  // nothing runs back there: it takes its time all the same
      } else {
        if (backward) plan_.arcs[at_] = arc;
        add(arc, backward);
      }
      ++at_;
    }
    return_trucks();
    for (const Stage& stage : plan_.stages) plan_.hours += stage.hours;
    return std::move(plan_);
  }

 private:
  const PlanBook* book_;
  const network::Network* network_;
  std::uint32_t cargo_;
  Plan plan_;
  std::size_t at_ = 0;
  std::vector<Haul> hauls_;
  std::size_t haul_ = 0;      ///< of those, the one that is next or under way
  model::PlaceId called_at_;  ///< with a dry port

  void push(Stage stage) {
    stage.arc = static_cast<std::uint32_t>(at_);
    plan_.stages.push_back(stage);
  }

  void return_trucks() {
    if (haul_ >= hauls_.size() || hauls_[haul_].end != at_) return;
    const Haul& haul = hauls_[haul_++];
    stage_of_trucks(haul, StageKind::kReturnTruck, haul.hours);
  }
  void take_trucks() {
    if (haul_ >= hauls_.size() || hauls_[haul_].begin != at_) return;
    stage_of_trucks(hauls_[haul_], StageKind::kTakeTruck, trucks_per_teu());
  }

  // Where the route comes to the place of a dry port; trucks may have been on their way for some
  // hours.
  void call_at_dry_port() {
    const model::PlaceId place = network_->tail(plan_.arcs[at_]).place;
    const SiteId dry_port = book_->book_->dry_ports[place];
    if (dry_port.is_none() || place == called_at_) return;
    called_at_ = place;
    const bool is_hauled = haul_ < hauls_.size() && hauls_[haul_].begin < at_;
    Stage rest{.kind = StageKind::kRest, .cause = Cause::kClosure};
    rest.site = dry_port;
    if (is_hauled) {
      const std::span<const ArcId> route(plan_.arcs);
      const std::size_t begin = hauls_[haul_].begin;
      rest.amount = hours_of_haul(*network_, route.subspan(begin, at_ - begin));
    }
    push(rest);
    if (is_hauled) stage_of_trucks(hauls_[haul_], StageKind::kRetakeTruck, trucks_per_teu());
  }

  [[nodiscard]] double trucks_per_teu() const {
    const network::CargoClass& cargo = book_->flows_->cargo_classes[cargo_];
    return cargo.trucks_per_box / teu_of(cargo.size).value();
  }
  void stage_of_trucks(const Haul& haul, StageKind kind, double amount) {
    Stage stage{.kind = kind, .cause = Cause::kTrucks, .amount = amount};
    stage.site = book_->book_->fleets[haul.country];
    if (!stage.site.is_none()) push(stage);
  }

  void add(ArcId arc, bool backward) {
    const ArcFacts& facts = network_->arcs[arc];
    switch (facts.kind) {
      case ArcKind::kBoard:
        board(arc, backward);
        return;
      case ArcKind::kSail:
        serve(arc);
        depart(arc);
        travel(arc, 0.0);
        return;
      case ArcKind::kDischarge:
        discharge(arc);
        return;
      case ArcKind::kShip:
        ship(arc);
        return;
      case ArcKind::kGate:
      case ArcKind::kLift:
        gate(arc);
        return;
      default:
        serve(arc);
        travel(arc, std::sqrt(facts.variance_h2), inspected_at(facts));
    }
  }

  [[nodiscard]] const PortSites* port_of(ArcId arc, bool of_tail) const {
    const network::Node& node = of_tail ? network_->tail(arc) : network_->head(arc);
    const std::uint32_t position = book_->book_->port_at[node.place];
    return position < book_->book_->ports.size() ? &book_->book_->ports[position] : nullptr;
  }

  // One stage for each facility that can make lots wait, but a service's own wagons.
  void serve(ArcId arc) {
    for (const FacilityUse& use : network_->uses[arc]) serve(use);
  }
  void serve(const FacilityUse& use) {
    const SiteId site = book_->book_->of_facility[use.facility];
    if (site.is_none() || book_->quiet_[site] != 0) return;
    if (!applies(use.payer, book_->flows_->cargo_classes[cargo_])) return;
    Stage stage{.kind = StageKind::kServe, .cause = cause_at(book_->book_->sites[site].kind)};
    stage.site = site;
    stage.amount = book_->units_per_teu(use.facility, cargo_) * use.share;
    push(stage);
  }

  [[nodiscard]] double inspected_at(const ArcFacts& facts) const {
    if (facts.kind != ArcKind::kBorder || facts.border.is_none()) return 0.0;
    return network_->scenario->borders[facts.border].inspection_share;
  }

  // Joins the stage before where nothing lies between the two.
  void travel(ArcId arc, double sd_h, double inspected = 0.0) {
    const ArcFacts& facts = network_->arcs[arc];
    const double hours =
        facts.hours.value() + (facts.kind == ArcKind::kSail ? 0.0 : facts.wait.value());
    const Cause cause =
        plan_.stages.back().kind == StageKind::kServe ? plan_.stages.back().cause : Cause::kRoad;
    const bool follows_service = plan_.stages.back().kind == StageKind::kServe;
    if (hours <= 0.0 && !follows_service) return;
    Stage& last = plan_.stages.back();
    if (last.kind == StageKind::kTravel && last.site.is_none() && sd_h == 0.0 &&
        last.amount == 0.0) {
      last.hours += hours;
      return;
    }
    Stage stage{.kind = StageKind::kTravel, .cause = cause, .hours = hours, .amount = sd_h};
    stage.share = inspected;
    push(stage);
  }

  void depart(ArcId arc) {
    const double wait_h = network_->arcs[arc].wait.value();
    if (wait_h <= 0.0) return;
    Stage stage{.kind = StageKind::kDepart, .cause = Cause::kDeparture, .hours = wait_h};
    stage.line = arc.value();
    stage.amount = 2.0 * wait_h;
    for (const FacilityUse& use : network_->uses[arc]) {
      if (stage.site.is_none()) stage.site = book_->book_->of_facility[use.facility];
    }
    push(stage);
  }

  void board(ArcId arc, bool backward) {
    const auto [line, stop] = book_->stop_at_[network_->graph.head(arc)];
    if (backward || line >= book_->lines_.size()) {
      depart(arc);
      return;
    }
    const LinePlan& plan = book_->lines_[line];
    std::size_t to = stop;
    Stage stage{.kind = StageKind::kBoard, .cause = Cause::kWagons};
    stage.site = plan.site;
    stage.line = line;
    stage.from = stop;
    stage.hours = network_->arcs[arc].wait.value();
    Stage ride = stage;
    ride.kind = StageKind::kRide;
    ride.hours = 0.0;
    std::size_t last = at_;
    while (to < plan.runs.size()) {
      const std::size_t next = after_through(last + 1);
      if (next >= plan_.arcs.size() || plan_.arcs[next] != plan.runs[to]) break;
      ride.hours += network_->arcs[plan.runs[to]].hours.value();
      last = next;
      ++to;
    }
    if (to == stop) return;  // on and off again
    stage.to = ride.to = static_cast<std::uint16_t>(to);
    push(stage);
    push(ride);
    at_ = last;
  }

  // The position behind the arc by which a train that has come goes on, where one stands there.
  [[nodiscard]] std::size_t after_through(std::size_t at) const {
    const bool is_through =
        at < plan_.arcs.size() && network_->arcs[plan_.arcs[at]].kind == ArcKind::kAccess;
    return is_through ? at + 1 : at;
  }

  void discharge(ArcId arc) {
    const PortSites* port = port_of(arc, true);
    plan_.passes_port = true;
    for (const FacilityUse& use : network_->uses[arc]) {
      serve(use);
      if (port != nullptr && book_->book_->of_facility[use.facility] == port->quay)
        enter_yard(*port);
    }
    travel(arc, 0.0);
  }

  void ship(ArcId arc) {
    const PortSites* port = port_of(arc, true);
    plan_.passes_port = true;
    for (const FacilityUse& use : network_->uses[arc]) {
      if (port == nullptr || book_->book_->of_facility[use.facility] != port->quay) serve(use);
    }
    Stage stay{.kind = StageKind::kTravel, .cause = Cause::kBerth};
    stay.hours = network_->arcs[arc].hours.value();
    for (const FacilityUse& use : network_->uses[arc]) {
      if (port == nullptr || book_->book_->of_facility[use.facility] != port->quay) continue;
      stay.site = port->quay;
      stay.amount = book_->units_per_teu(use.facility, cargo_) * use.share;
      push(stay);
      serve(use);
    }
    if (stay.site.is_none()) push(stay);
    if (port != nullptr && !port->yard.is_none()) leave_yard(*port);
  }

  void enter_yard(const PortSites& port) {
    if (port.yard.is_none()) return;
    Stage stage{.kind = StageKind::kEnterYard, .cause = Cause::kYard};
    stage.site = port.yard;
    push(stage);
  }

  void leave_yard(const PortSites& port) {
    Stage stage{.kind = StageKind::kLeaveYard, .cause = Cause::kYard};
    stage.site = port.yard;
    push(stage);
  }

  // Trucks pass the gate; boxes for the railway do not, but need the same room.
  void gate(ArcId arc) {
    const bool leaves = network_->tail(arc).kind == NodeKind::kYard;
    const bool enters = network_->head(arc).kind == NodeKind::kExportYard;
    const PortSites* port = leaves || enters ? port_of(arc, leaves) : nullptr;
    if (port == nullptr) {
      serve(arc);
      travel(arc, 0.0);
      return;
    }
    const bool by_truck = network_->arcs[arc].kind == ArcKind::kGate;
    if (leaves) {
      Stage check{.kind = StageKind::kCheck};
      check.site = port->yard;
      push(check);
    }
    if (leaves && by_truck && !port->gate.is_none()) pass_gate(*port, StageKind::kServe);
    if (leaves && !port->yard.is_none()) leave_yard(*port);
    travel(arc, 0.0);
    if (!enters || port->yard.is_none()) return;
    if (by_truck && book_->book_->sites[port->gate].capacity_per_hour > 0.0) {
      pass_gate(*port, StageKind::kEnterLane);
      pass_gate(*port, StageKind::kPassLane);
    }
    enter_yard(*port);
  }

  void pass_gate(const PortSites& port, StageKind kind) {
    const network::CargoClass& cargo = book_->flows_->cargo_classes[cargo_];
    Stage stage{.kind = kind, .cause = Cause::kGate};
    stage.site = port.gate;
    stage.amount = cargo.trucks_per_box / teu_of(cargo.size).value();
    push(stage);
  }
};

PlanBook::PlanBook(const network::Network& network, const Flows& flows, const SiteBook& book,
                   const Options& options)
    : network_(&network), flows_(&flows), book_(&book), open_(all_open(network)) {
  find_quiet();
  find_lines(options);
  find_phases(options);
}

namespace {

// Where a service that has come to a stop leaves it; the stop itself at the end of the line.
NodeId leaving(const network::Network& network, NodeId stop) {
  const std::uint32_t end = network.graph.first_out_array()[stop.value() + 1];
  for (ArcId arc(network.graph.first_out(stop)); arc.value() < end; ++arc) {
    const NodeId next = network.graph.head(arc);
    if (network.arcs[arc].kind == ArcKind::kAccess && network.nodes[next].kind == NodeKind::kStop)
      return next;
  }
  return stop;
}

}  // namespace

/// Roads and lines of which the flows of no month take more than a hundredth, empties included,
/// never make anyone wait, whatever surges; they would only cost time.
void PlanBook::find_quiet() {
  constexpr double kQuietShare = 0.01;
  constexpr double kHoursPerMonth = 672.0;
  // A truck or a TEU a TEU: more than any box takes.
  Column<SiteId, double> most(book_->sites.size(), 0.0);
  for (std::size_t month = 0; month < flows_->route_set.size(); ++month) {
    const Column<SiteId, double> hauled = hauled_in(month);
    for (const SiteId id : most.ids()) most[id] = std::max(most[id], hauled[id]);
  }
  quiet_ = Column<SiteId, char>(book_->sites.size(), 0);
  for (const SiteId id : quiet_.ids()) {
    const Site& site = book_->sites[id];
    if (site.kind != SiteKind::kRoad && site.kind != SiteKind::kTrack) continue;
    const double quiet_per_hour = kQuietShare * site.capacity_per_hour;
    quiet_[id] = site.capacity_per_hour > 0.0 && most[id] / kHoursPerMonth < quiet_per_hour ? 1 : 0;
  }
  for (const network::Interruption& gap : book_->interruptions) may_shut(gap.facility);
  for (const auto& struck : book_->struck) {
    for (const network::FacilityId facility : struck) may_shut(facility);
  }
}

/// TEU on roads and tracks in a month, empties included.
Column<SiteId, double> PlanBook::hauled_in(std::size_t month) const {
  Column<SiteId, double> hauled(book_->sites.size(), 0.0);
  for (const Movement& movement : flows_->movements) {
    const double teu = movement.laden[month].value() * (1.0 + movement.empties_per_laden);
    for (const RouteShare& route : movement.routes[flows_->route_set[month]]) {
      add_hauls(route.arcs, teu * route.share, hauled);
    }
  }
  return hauled;
}

void PlanBook::add_hauls(std::span<const ArcId> route, double teu,
                         Column<SiteId, double>& hauled) const {
  for (const ArcId arc : route) {
    const ArcKind kind = network_->arcs[arc].kind;
    if (kind != ArcKind::kRoadHaul && kind != ArcKind::kRailHaul) continue;
    for (const FacilityUse& use : network_->uses[arc]) {
      const SiteId site = book_->of_facility[use.facility];
      if (!site.is_none()) hauled[site] += teu;
    }
  }
}

void PlanBook::may_shut(network::FacilityId facility) {
  const SiteId site = book_->of_facility[facility];
  if (!site.is_none()) quiet_[site] = 0;
}

void PlanBook::find_lines(const Options& options) {
  std::map<std::pair<model::ServiceId, model::Direction>, std::vector<ArcId>> runs;
  for (const ArcId arc : network_->arcs.ids()) {
    const ArcFacts& facts = network_->arcs[arc];
    if (facts.kind == ArcKind::kServiceRun) runs[{facts.service, facts.direction}].push_back(arc);
  }
  for (const auto& [key, arcs] : runs) {
    const model::Service& service = network_->scenario->services[key.first];
    if (service.capacity.value() < 1.0 || service.capacity_is_circular) continue;
    LinePlan line = make_line(service, arcs, options);
    if (!line.stops.empty() && !line.site.is_none()) lines_.push_back(std::move(line));
  }
  stop_at_ = Column<NodeId, std::pair<std::uint32_t, std::uint16_t>>(
      network_->nodes.size(), {static_cast<std::uint32_t>(lines_.size()), std::uint16_t{0}});
  for (std::size_t line = 0; line < lines_.size(); ++line) {
    for (std::size_t stop = 0; stop < lines_[line].stops.size(); ++stop) {
      stop_at_[lines_[line].stops[stop]] = {static_cast<std::uint32_t>(line),
                                            static_cast<std::uint16_t>(stop)};
    }
  }
}

/// The line of a service in one direction; without stops where its runs have no beginning.
LinePlan PlanBook::make_line(const model::Service& service, std::span<const ArcId> runs,
                             const Options& options) const {
  LinePlan line;
  line.capacity_teu = static_cast<int>(service.capacity.value());
  line.headway_h = 1.0 / service.departures.value();
  line.phase_h =
      line.headway_h *
      stream_of(options, number_of("service " + service.slug), Purpose::kPhase).uniform();
  for (const FacilityUse& use : network_->uses[runs.front()]) {
    if (network_->facilities[use.facility].kind == FacilityKind::kService)
      line.facility = use.facility;
  }
  line.site = book_->of_facility[line.facility];
  chain_runs(runs, line);
  return line;
}

/// The first run begins where none ends.
void PlanBook::chain_runs(std::span<const ArcId> runs, LinePlan& line) const {
  std::map<NodeId, ArcId> by_tail;
  std::map<NodeId, ArcId> by_head;
  for (const ArcId arc : runs) {
    by_tail.emplace(network_->graph.tail(arc), arc);
    by_head.emplace(leaving(*network_, network_->graph.head(arc)), arc);
  }
  NodeId node;
  for (const auto& [tail, arc] : by_tail) {
    if (!by_head.contains(tail)) node = tail;
  }
  if (node.is_none()) return;
  line.stops.push_back(node);
  line.offset_h.push_back(0.0);
  for (auto run = by_tail.find(node); run != by_tail.end(); run = by_tail.find(node)) {
    node = leaving(*network_, network_->graph.head(run->second));
    line.runs.push_back(run->second);
    line.stops.push_back(node);
    line.offset_h.push_back(line.offset_h.back() + network_->arcs[run->second].hours.value());
  }
}

void PlanBook::find_phases(const Options& options) {
  phase_h_ = Column<ArcId, double>(network_->arcs.size(), 0.0);
  for (const ArcId arc : network_->arcs.ids()) {
    const double wait_h = network_->arcs[arc].wait.value();
    if (wait_h <= 0.0) continue;
    const std::uint64_t entity = number_of(departure_of(*network_, arc));
    phase_h_[arc] = 2.0 * wait_h * stream_of(options, entity, Purpose::kPhase).uniform();
  }
}

double PlanBook::units_per_teu(network::FacilityId facility, std::uint32_t cargo) const {
  return network::units_per_teu(network_->facilities[facility], flows_->cargo_classes[cargo]);
}

std::size_t PlanBook::KeyHash::operator()(const Key& key) const {
  std::size_t hash = key.cargo * 2 + (key.backward ? 1 : 0);
  for (const ArcId arc : key.arcs) hash = (hash ^ arc.value()) * 0x9e3779b97f4a7c15U;
  return hash;
}

const Plan& PlanBook::way_back(std::uint32_t cargo, const Plan& plan) {
  if (plan.back != nullptr) return *plan.back;
  const Plan& back = find(cargo, plan.arcs, true);
  find(cargo, plan.arcs, false).back = &back;
  return back;
}

Plan& PlanBook::find(std::uint32_t cargo, std::span<const ArcId> arcs, bool backward) {
  Key key{cargo, backward, {arcs.begin(), arcs.end()}};
  const auto found = plans_.find(key);
  if (found != plans_.end()) return found->second;
  Plan plan = Compiler(*this, cargo).compile(arcs, backward);
  if (!backward) {
    const network::Breakdown parts =
        network::break_down(*network_, flows_->cargo_classes[cargo], open_, arcs);
    for (std::size_t i = 0; i < parts.size(); ++i) {
      plan.cost += parts[i];
      if (i < static_cast<std::size_t>(network::kMoneyComponents)) plan.usd_per_teu += parts[i];
    }
  }
  return plans_.emplace(std::move(key), std::move(plan)).first->second;
}

}  // namespace corridor::simulation
