// Trucks of a country: how many there are, who waits for them, and what it costs when they are few.
#include "trucks.hpp"

#include <algorithm>
#include <cmath>

#include "engine.hpp"

namespace corridor::simulation {

using network::ArcFacts;
using network::ArcId;
using network::ArcKind;

namespace {

bool is_hauled(const ArcFacts& facts) {
  return facts.kind == ArcKind::kRoadHaul ||
         (facts.kind == ArcKind::kBorder && facts.mode == model::Mode::kRoad);
}

using BusyTrucks = Column<model::CountryId, std::vector<double>>;  // [month]

// Trucks that a movement keeps busy, there and back.
void add_busy(const network::Network& network, const Flows& flows, const Movement& movement,
              BusyTrucks& busy) {
  const model::Scenario& world = *network.scenario;
  const network::CargoClass& cargo = flows.cargo_classes[movement.cargo];
  const double trucks_per_teu = cargo.trucks_per_box / teu_of(cargo.size).value();
  // Months with one route set share the trucks that a TEU an hour keeps busy.
  for (std::size_t set = 0; set < movement.routes.size(); ++set) {
    for (const RouteShare& route : movement.routes[set]) {
      for (const Haul& haul : list_hauls(network, route.arcs)) {
        const double hours = haul.hours + hours_back(world.parameters, haul.hours);
        for (std::size_t month = 0; month < flows.route_set.size(); ++month) {
          if (flows.route_set[month] != set) continue;
          const double month_h =
              model::days_in_month(world.period, static_cast<int>(month)) * kHoursPerDay;
          busy[haul.country][month] +=
              movement.laden[month].value() / month_h * route.share * trucks_per_teu * hours;
        }
      }
    }
  }
}

}  // namespace

std::vector<Haul> list_hauls(const network::Network& network, std::span<const ArcId> arcs) {
  std::vector<Haul> hauls;
  for (std::size_t at = 0; at < arcs.size(); ++at) {
    const ArcFacts& facts = network.arcs[arcs[at]];
    if (!is_hauled(facts)) continue;
    if (hauls.empty() || hauls.back().end != at) {
      const model::PlaceId start = network.tail(arcs[at]).place;
      hauls.push_back({at, at, network.scenario->places[start].country, 0.0});
    }
    hauls.back().end = at + 1;
    hauls.back().hours += facts.hours.value() + facts.wait.value();
  }
  return hauls;
}

double hours_of_haul(const network::Network& network, std::span<const ArcId> arcs) {
  double hours = 0.0;
  for (const ArcId arc : arcs)
    hours += network.arcs[arc].hours.value() + network.arcs[arc].wait.value();
  return hours;
}

double hours_back(const model::Parameters& parameters, double haul_h) {
  return parameters.drive_h_per_day > 0.0 ? haul_h * kHoursPerDay / parameters.drive_h_per_day
                                          : haul_h;
}

Column<model::CountryId, int> size_fleets(const network::Network& network, const Flows& flows,
                                          Teu lot) {
  const model::Scenario& world = *network.scenario;
  BusyTrucks busy(world.countries.size(), std::vector<double>(flows.route_set.size(), 0.0));
  for (const Movement& movement : flows.movements) add_busy(network, flows, movement, busy);
  Column<model::CountryId, int> fleets(world.countries.size(), 0);
  for (const model::CountryId id : fleets.ids()) {
    const double need = *std::max_element(busy[id].begin(), busy[id].end());
    if (need <= 0.0) continue;
    const double chance = 3.0 * std::sqrt(need * lot.value());
    const double all = (need + chance) * (1.0 + world.parameters.fleet_spare_share);
    fleets[id] = static_cast<int>(std::ceil(std::max(all, lot.value())));
  }
  return fleets;
}

void Engine::build_fleets() {
  const Column<model::CountryId, int> fleets = size_fleets(*network_, *flows_, options_.lot);
  for (const model::CountryId id : book_.fleets.ids())
    if (!book_.fleets[id].is_none()) plans_[book_.fleets[id]].servers = fleets[id];
}

/// Not for empties, which ride back on the trucks that brought the boxes, nor for a backlog, which
/// stands on trucks.
bool Engine::needs_trucks(const Walk& walk, const Stage& stage) const {
  return !walk.trucks && !walk.lot.is_empty && !walk.lot.is_backlog && at(stage.site).resource;
}

Wait Engine::begin_hire(Walk& walk, const Stage& stage) {
  if (!needs_trucks(walk, stage)) return {};
  walk.lot.trucks = trucks_of(walk.lot, stage);
  at(stage.site).queue.come(walk.began_h, walk.lot.teu, 0.0);
  return at(stage.site)
      .resource->acquire({.units = walk.lot.trucks, .patience = world_->parameters.hire_patience});
}

void Engine::end_hire(Walk& walk, const Stage& stage, des::Holding trucks) {
  const double now_h = simulation_.now_h();
  if (needs_trucks(walk, stage)) {
    Station& fleet = at(stage.site);
    fleet.queue.leave(now_h, walk.lot.teu);
    fleet.served_teu += walk.lot.teu;
    walk.lot.late(stage.cause, now_h - walk.began_h);
    walk.trucks = std::move(trucks);
    if (!walk.trucks) pay_shortage(walk.lot, stage);
  }
  walk.lot.hauled_since_h = now_h;
}

/// At the end of a haul, or at a rest in the midst of it.
void Engine::send_trucks_back(Walk& walk, const Stage& stage) {
  const double haul_h = stage.amount - walk.hauled_h;
  walk.hauled_h = stage.kind == StageKind::kRest ? stage.amount : 0.0;
  if (walk.lot.trucks > 0) pay_truck_wait(walk.lot, haul_h);
  walk.lot.trucks = 0;
  if (!walk.trucks) return;
  const Hours back(hours_back(world_->parameters, haul_h));
  simulation_.start(drive_back(simulation_, std::move(walk.trucks), back));
}

/// The lot's trucks, whole ones.
int Engine::trucks_of(const Lot& lot, const Stage& stage) {
  return std::max(1, static_cast<int>(std::ceil(lot.teu * stage.amount - 1e-9)));
}

/// What a haul costs more from here on with trucks hired from other trades.
void Engine::pay_shortage(Lot& lot, const Stage& stage) const {
  const std::span<const ArcId> arcs(lot.plan->arcs);
  const std::vector<Haul> hauls = list_hauls(*network_, arcs);
  const auto haul = std::find_if(hauls.begin(), hauls.end(), [&](const Haul& one) {
    return one.begin <= stage.arc && stage.arc < one.end;
  });
  if (haul == hauls.end()) return;
  const network::Breakdown parts =
      network::break_down(*network_, flows_->cargo_classes[lot.cargo], all_open(*network_),
                          arcs.subspan(stage.arc, haul->end - stage.arc));
  lot.shortage_usd += lot.teu * (world_->parameters.shortage_price - 1.0) *
                      parts[static_cast<std::size_t>(network::Component::kHaulage)];
}

/// What its trucks ask for the time that they were held up on a haul, beyond what is free.
void Engine::pay_truck_wait(Lot& lot, double haul_h) const {
  const double held_h = simulation_.now().value() - lot.hauled_since_h - haul_h -
                        world_->parameters.truck_free_wait.value();
  lot.truck_wait_usd += std::max(0.0, held_h) / kHoursPerDay * lot.trucks *
                        world_->parameters.truck_wait_per_day.value();
}

des::Process Engine::drive_back(des::Simulation& simulation, des::Holding trucks, Hours hours) {
  co_await simulation.delay(hours);
  trucks.release();
}

}  // namespace corridor::simulation
