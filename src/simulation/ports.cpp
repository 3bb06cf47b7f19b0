// Ports: the ships of their rotations, and the fixed loads these carry. A fixed import goes from a
// ship over the quay into the yard and out by the gate, an export the other way, a box that changes
// ships twice over the quay and never through the gate.

#include <algorithm>
#include <cmath>

#include "corridor/base/error.hpp"
#include "engine.hpp"

namespace corridor::simulation {
namespace {

using des::Holding;
using model::Demand;

constexpr double kWeek = 168.0;

// Least draught with which a ship can come, m: it loads for the shallowest port of its round, so
// only what it draws nearly empty shuts it out.
double least_draught_of(Teu vessel, const model::Parameters& parameters) {
  if (vessel.value() <= 1.0) return 0.0;
  const double doublings = std::log2(vessel.value() / 1000.0);
  const double laden_m =
      parameters.vessel_draught_m + parameters.vessel_draught_growth_m * doublings;
  return parameters.vessel_light_share * laden_m;
}

// Whole lots and a last smaller one.
int next_lot(int& left, int lot) {
  const int teu = std::min(left, lot);
  left -= teu;
  return teu;
}

// Draught at the deepest of a port's terminals, and their mean dwell by what they handle.
void set_terminals(const model::Scenario& world, Port& port) {
  constexpr double kLeastWeight = 1e-6;
  double weight = 0.0;
  for (const model::Terminal& terminal : world.terminals) {
    if (terminal.place != port.sites->place) continue;
    port.draught_m = std::max(port.draught_m, terminal.draught_m);
    const double own = std::max(terminal.throughput.value.value(), kLeastWeight);
    port.dwell_import_h += terminal.dwell_import.value() * own;
    port.dwell_export_h += terminal.dwell_export.value() * own;
    weight += own;
  }
  port.dwell_import_h /= std::max(weight, kLeastWeight);
  port.dwell_export_h /= std::max(weight, kLeastWeight);
}

std::vector<const Demand*>& loads_like(const Demand& demand, Port& port) {
  if (demand.is_transhipment) return port.transhipments;
  return demand.direction == model::TradeDirection::kImport ? port.imports : port.exports;
}

// Fixed loads that go over a port's quay and no further than its gate.
void add_fixed_loads(const model::Scenario& world, Port& port) {
  for (const model::RegionPlace& end : world.region_places) {
    if (end.place != port.sites->place || end.access != model::Access::kPort) continue;
    for (const Demand& demand : world.demand) {
      const bool is_fixed = demand.in_base && demand.load_kind == model::LoadKind::kFixedLoad;
      if (demand.partner != end.region || !is_fixed || !demand.via.empty()) continue;
      loads_like(demand, port).push_back(&demand);
    }
  }
}

// Calls of one rotation at a port.
struct Calls {
  std::string name;
  double per_week = 0.0;
  double exchange = 1.0;
  bool is_too_deep = false;
};

std::vector<Calls> calls_at(const model::Scenario& world, const Port& port) {
  std::vector<Calls> calls;
  for (const model::Rotation& rotation : world.rotations) {
    const auto stops = std::count(rotation.stops.begin(), rotation.stops.end(), port.sites->place);
    if (stops == 0 || rotation.calls.value() <= 0.0) continue;
    calls.push_back({rotation.slug, rotation.calls.value() * kWeek * static_cast<double>(stops),
                     std::max(1.0, rotation.per_call.value()),
                     port.draught_m > 0.0 &&
                         least_draught_of(rotation.vessel, world.parameters) > port.draught_m});
  }
  const double otherwise = world.parameters.default_ship_calls.value() * kWeek;
  if (calls.empty() && otherwise > 0.0) calls.push_back({"ships", otherwise, 1.0, false});
  return calls;
}

}  // namespace

void Engine::build_ports() {
  for (const PortSites& sites : book_.ports) {
    Port& port = ports_.emplace_back();
    port.sites = &sites;
    port.ships =
        std::make_unique<des::Gate>(simulation_, "ships at " + book_.sites[sites.quay].name);
    set_terminals(*world_, port);
    add_fixed_loads(*world_, port);
    for (const network::FacilityId id : network_->facilities.ids()) {
      const network::Facility& facility = network_->facilities[id];
      const SiteId site = book_.of_facility[id];
      if (facility.kind == network::FacilityKind::kRoadLink && facility.to == sites.place &&
          !site.is_none() && at(site).resource) {
        port.approach.push_back(site);
      }
    }
  }
}

/// One process a rotation and port; loads are shared out by what each exchanges in a week.
void Engine::start_ships() {
  for (Port& port : ports_) {
    if (port.imports.empty() && port.exports.empty() && port.transhipments.empty()) continue;
    const std::vector<Calls> calls = calls_at(*world_, port);
    if (calls.empty()) continue;
    double calls_per_week = 0.0;
    for (const Calls& call : calls) {
      port.exchange_per_week += call.per_week * call.exchange;
      calls_per_week += call.per_week;
    }
    port.mean_ship_wait_h = kWeek / calls_per_week / 2.0;
    const std::string& place = world_->places[port.sites->place].slug;
    for (const Calls& call : calls) {
      const double headway_h = kWeek / call.per_week;
      const double phase_h =
          headway_h *
          stream_of(options_, number_of(call.name + " at " + place), Purpose::kPhase).uniform();
      const double share = call.per_week * call.exchange / port.exchange_per_week;
      simulation_.start_in_background(
          keep_rotation(simulation_, port, headway_h, phase_h, share, call.is_too_deep));
    }
    if (!port.exports.empty()) simulation_.start_in_background(bring_exports(simulation_, port));
  }
}

/// TEU per hour of fixed loads, empties included.
double Engine::base_flow(const std::vector<const Demand*>& loads, double now_h) const {
  double flow = 0.0;
  for (const Demand* load : loads) {
    const double laden =
        model::flow_in_month(*world_, *load, static_cast<int>(month_at(now_h))).value();
    const double mean = load->flow.value.value();
    flow += laden + (mean > 0.0 ? laden * load->empty_flow.value() / mean : 0.0);
  }
  return flow;
}

/// Ships of one rotation call once a headway, each with what gathered since the last.
des::Process Engine::keep_rotation(des::Simulation& simulation, Port& port, double headway_h,
                                   double phase_h, double share, bool is_too_deep) {
  double imports = 0.0;
  double transhipments = 0.0;
  for (double count = 0.0;; count += 1.0) {
    co_await simulation.delay_until(Hours(phase_h + count * headway_h));
    const double now_h = simulation.now_h();
    imports += share * headway_h * base_flow(port.imports, now_h);
    transhipments += share * headway_h * base_flow(port.transhipments, now_h);
    const double exports =
        share * headway_h * (base_flow(port.exports, now_h) + base_flow(port.transhipments, now_h));
    const int in = static_cast<int>(imports);
    const int over = static_cast<int>(transhipments);
    imports -= in;
    transhipments -= over;
    if (is_too_deep) {
      if (is_measured()) result_.dwell[port.sites->quay].refused_teu += in + over;
      continue;
    }
    const int room = static_cast<int>(std::ceil(world_->parameters.ship_room_share * exports)) +
                     static_cast<int>(options_.lot.value());
    simulation.start(visit(simulation, port, in, over, room));
  }
}

/// A ship takes a berth, loads what waits for it, then discharges lot by lot. While the yard is
/// full it goes on loading, for that makes room; when it can take no more it leaves the berth to
/// the next ship: else exports would fill the yard for good while ships that are full keep the
/// berths.
des::Process Engine::visit(des::Simulation& simulation, Port& port, int imports, int transhipments,
                           int room) {
  constexpr Hours kLookAgain = Hours(3.0);
  constexpr int kLotsALook = 10;  // loaded before it is asked who else is at the quay
  Station& quay = at(port.sites->quay);
  Holding berth;
  if (quay.resource) berth = co_await quay.resource->acquire();
  const int step = kLotsALook * static_cast<int>(options_.lot.value());
  int loaded = port.ships->open(room);
  for (int left = loaded; left > 0;) {
    const int teu = next_lot(left, step);
    co_await simulation.delay(Hours(teu * hours_per_teu_of_ship(port.sites->quay)));
    note_moved(port.sites->quay, teu);
  }
  int left = imports + transhipments;
  while (left > 0) {
    const bool is_import = left > transhipments;
    int part = is_import ? left - transhipments : left;
    const int teu = next_lot(part, static_cast<int>(options_.lot.value()));
    left -= teu;
    co_await simulation.delay(Hours(teu * hours_per_teu_of_ship(port.sites->quay)));
    note_moved(port.sites->quay, teu);
    Holding space;
    if (is_import && goes_off_dock(port, teu)) {
      space = co_await at(port.sites->off_dock).resource->acquire({.units = teu});
      simulation.start(store_off_dock(simulation, port, teu, std::move(space)));
      continue;
    }
    if (!port.sites->yard.is_none()) {
      Station& yard = at(port.sites->yard);
      note_full(port.sites->yard, teu);
      yard.queue.come(simulation.now_h(), teu, 0.0);
      space = co_await yard.resource->acquire({.units = teu, .patience = kLookAgain});
      while (!space) {
        note_full(port.sites->yard, teu);
        const int more = port.ships->open(room - loaded);
        loaded += more;
        co_await simulation.delay(Hours(more * hours_per_teu_of_ship(port.sites->quay)));
        note_moved(port.sites->quay, more);
        if (more == 0 && berth && quay.resource->queue_length() > 0) {
          berth.release();
          berth = co_await quay.resource->acquire();
        }
        space = co_await yard.resource->acquire({.units = teu, .patience = kLookAgain});
      }
      yard.queue.leave(simulation.now_h(), teu);
      yard.served_teu += teu;
    }
    simulation.start(is_import ? store_import(simulation, port, teu, std::move(space))
                               : store_transhipment(simulation, port, teu, std::move(space)));
  }
}

/// Counts TEU of fixed loads that have passed a quay.
void Engine::note_moved(SiteId quay, int teu) {
  at(quay).served_teu += teu;
  if (is_measured()) result_.dwell[quay].base_teu += teu;
}

/// Imports for which there is no room go on to yards outside the gates, as long as these have some.
/// Assumed: only boxes of the port's own traffic, for transit stays under the customs of the port.
bool Engine::goes_off_dock(const Port& port, int teu) const {
  const PortSites& sites = *port.sites;
  return !sites.off_dock.is_none() && !sites.yard.is_none() && !has_room(sites.yard, teu) &&
         has_room(sites.off_dock, teu);
}

/// Remembers when a yard first had no room, whether or not there will ever be any.
void Engine::note_full(SiteId yard, int teu) {
  if (!is_measured() || at(yard).full_since_start_h >= 0.0 || has_room(yard, teu)) return;
  at(yard).full_since_start_h = simulation_.now_h();
}

// What a fixed load takes at the gate.
Hours Engine::gate_time(const Station& gate, int teu) const {
  const double teu_per_truck = world_->parameters.teu_per_gate_truck;
  return Hours(teu_per_truck > 0.0 ? teu / teu_per_truck * gate.hours_per_unit : 0.0);
}

des::Process Engine::store_import(des::Simulation& simulation, Port& port, int teu, Holding room) {
  const double began_h = simulation.now_h();
  co_await simulation.delay(Hours(port.dwell_import_h));
  if (!port.sites->gate.is_none() && at(port.sites->gate).resource) {
    Station& gate = at(port.sites->gate);
    co_await gate.resource->serve(gate_time(gate, teu));
  }
  room.release();
  if (is_measured()) {
    result_.dwell[port.sites->quay].import_h.add(simulation.now_h() - began_h);
  }
}

/// Out by the gate on a truck, into the yard at its pace, and on from there after the usual stay.
des::Process Engine::store_off_dock(des::Simulation& simulation, Port& port, int teu,
                                    Holding room) {
  const double began_h = simulation.now_h();
  Station& yard = at(port.sites->off_dock);
  if (!port.sites->gate.is_none() && at(port.sites->gate).resource) {
    Station& gate = at(port.sites->gate);
    co_await gate.resource->serve(gate_time(gate, teu));
  }
  co_await yard.inbound->serve(Hours(teu * yard.hours_per_unit));
  yard.served_teu += teu;
  const double gone_h = simulation.now_h() - began_h;
  co_await simulation.delay(Hours(std::max(0.0, port.dwell_import_h - gone_h)));
  room.release();
  if (is_measured()) {
    result_.dwell[port.sites->quay].import_h.add(simulation.now_h() - began_h);
  }
}

des::Process Engine::store_transhipment(des::Simulation& simulation, Port& port, int teu,
                                        Holding room) {
  co_await simulation.delay(Hours(std::max(0.0, port.dwell_export_h - port.mean_ship_wait_h)));
  co_await port.ships->pass({.units = teu});
  room.release();
}

des::Process Engine::store_export(des::Simulation& simulation, Port& port, int teu) {
  Holding room;
  Holding lane;
  if (!port.sites->gate.is_none() && at(port.sites->gate).inbound) {
    Station& gate = at(port.sites->gate);
    lane = co_await gate.inbound->acquire();
    co_await simulation.delay(gate_time(gate, teu));
  }
  if (!port.sites->yard.is_none()) {
    Station& yard = at(port.sites->yard);
    note_full(port.sites->yard, teu);
    const bool blocks = !has_room(port.sites->yard, teu);
    yard.queue.come(simulation.now_h(), teu, 0.0);
    if (blocks) block_road(port.sites->yard, 1);
    room = co_await yard.resource->acquire({.units = teu});
    if (blocks) block_road(port.sites->yard, -1);
    yard.queue.leave(simulation.now_h(), teu);
    yard.served_teu += teu;
  }
  lane.release();
  const double began_h = simulation.now_h();
  co_await simulation.delay(Hours(std::max(0.0, port.dwell_export_h - port.mean_ship_wait_h)));
  co_await port.ships->pass({.units = teu});
  room.release();
  if (is_measured()) {
    result_.dwell[port.sites->quay].export_h.add(simulation.now_h() - began_h);
  }
}

/// Exports of the fixed loads come to the gate at random, unless a thousand lots stand before it.
des::Process Engine::bring_exports(des::Simulation& simulation, Port& port) {
  constexpr std::size_t kLongestQueue = 1000;
  RandomStream random = stream_of(
      options_, number_of("exports " + world_->places[port.sites->place].slug), Purpose::kArrivals);
  const double lot = options_.lot.value();
  for (;;) {
    const double flow = base_flow(port.exports, simulation.now_h());
    if (flow <= 0.0) {
      co_await simulation.delay(Hours(kHoursPerDay));
      continue;
    }
    co_await simulation.delay(Hours(random.exponential() * lot / flow));
    const bool queues = !port.sites->gate.is_none() && at(port.sites->gate).inbound &&
                        at(port.sites->gate).inbound->queue_length() > kLongestQueue;
    if (queues) {
      if (is_measured()) result_.dwell[port.sites->quay].kept_away_teu += lot;
      continue;
    }
    simulation.start(store_export(simulation, port, static_cast<int>(lot)));
  }
}

/// What a TEU pays for a stay in the yard.
double Engine::storage_usd(model::PlaceId place, std::uint32_t cargo, double stay_h) const {
  const network::CargoClass& boxes = flows_->cargo_classes[cargo];
  double usd = 0.0;
  const double days = stay_h / kHoursPerDay;
  for (const model::BoxCharge& charge : world_->box_charges) {
    if (charge.place != place || charge.kind != model::ChargeKind::kStorage ||
        charge.size != boxes.size)
      continue;
    const network::Payer payer{network::Payer::Kind::kTrade, charge.trade,
                               world_->places[place].country};
    if (!network::applies(payer, boxes)) continue;
    const double begin = std::max(0, charge.from_day - 1);
    const double end = charge.to_day > 0 ? charge.to_day : days;
    usd += std::max(0.0, std::min(days, end) - begin) * charge.amount.value() *
           charge.applies_share / teu_of(boxes.size).value();
  }
  return usd;
}

}  // namespace corridor::simulation
