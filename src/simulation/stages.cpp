// The stages of a lot's plan: each is one wait, with what happens before and after it.

#include <algorithm>
#include <cmath>

#include "engine.hpp"

namespace corridor::simulation {

using des::Holding;
using des::Wake;

/// What the lot waits for at its present stage. On the road, at a platform and on a train it does
/// not ask whether something is shut.
Wait Engine::begin_stage(Walk& walk) {
  const Stage& stage = walk.stage();
  walk.began_h = simulation_.now_h();
  walk.walked_before_h = walk.lot.walked_h;
  walk.held_at = SiteId();
  if (stage.kind == StageKind::kTravel) return begin_travel(walk, stage);
  if (stage.kind == StageKind::kBoard) return begin_boarding(walk, stage);
  if (stage.kind == StageKind::kRide) return simulation_.delay(des::kForever);
  if (const std::size_t shut = shut_stage(walk); shut != Walk::kNowhere)
    return begin_hold(walk, shut);
  switch (stage.kind) {
    case StageKind::kDepart:
      return simulation_.delay_until(Hours(next_departure(stage)));
    case StageKind::kServe:
      return begin_service(walk, stage);
    case StageKind::kEnterLane:
      at(stage.site).queue.come(walk.began_h, walk.lot.teu, work_of(walk.lot, stage));
      return at(stage.site).inbound->acquire();
    case StageKind::kPassLane:
      return simulation_.delay(Hours(work_of(walk.lot, stage)));
    case StageKind::kEnterYard:
      return begin_entry(walk, stage);
    case StageKind::kRetakeTruck:
      if (!walk.has_rested) return {};
      [[fallthrough]];
    case StageKind::kTakeTruck:
      return begin_hire(walk, stage);
    default:
      return {};
  }
}

/// Books what a wait has cost and what comes of it. False when the stage is to be tried again.
bool Engine::end_stage(Walk& walk, Woken woken) {
  const Stage& stage = walk.stage();
  if (!walk.held_at.is_none()) return end_hold(walk, std::move(woken));
  switch (stage.kind) {
    case StageKind::kTravel:
      end_travel(walk.lot, stage, walk.began_h);
      break;
    case StageKind::kBoard:
      end_boarding(walk, stage);
      break;
    case StageKind::kRide:
      end_ride(walk, stage);
      break;
    case StageKind::kDepart:
      walk.lot.late(stage.cause, simulation_.now_h() - walk.began_h - stage.hours);
      walk.lot.walked_h += stage.hours;
      break;
    case StageKind::kServe:
      return end_service(walk, stage, woken.wake);
    case StageKind::kEnterLane:
      walk.lane = std::move(woken.held);
      walk.lane_since_h = walk.began_h;
      break;
    case StageKind::kPassLane:
      at(stage.site).queue.leave(simulation_.now_h(), walk.lot.teu);
      book_service(walk.lot, stage, walk.lane_since_h, work_of(walk.lot, stage), 0.0);
      break;
    case StageKind::kEnterYard:
      end_entry(walk, stage, std::move(woken.held));
      break;
    case StageKind::kLeaveYard:
      walk.yard.release();
      leave_yard(walk.lot, stage.site);
      break;
    case StageKind::kRest:
      if (walk.rests_at == walk.position) leave_dry_port(walk);
      break;
    case StageKind::kRetakeTruck:
      if (!walk.has_rested) break;
      [[fallthrough]];
    case StageKind::kTakeTruck:
      end_hire(walk, stage, std::move(woken.held));
      walk.has_rested = false;
      break;
    case StageKind::kReturnTruck:
      send_trucks_back(walk, stage);
      break;
    case StageKind::kCheck:
      break;
  }
  trace(walk, stage);
  return true;
}

/// What a stage of travel still takes: its hours, spread where the data know a spread, less what
/// was worked off before and what a quay will work off at its end.
double Engine::hours_left(Lot& lot, const Stage& stage) const {
  double hours = stage.hours;
  if (!stage.site.is_none()) {
    hours -= work_of(lot, stage);
  } else if (options_.hours_vary && stage.amount > 0.0 && stage.hours > 0.0) {
    hours = draw_spread(stage, lot.random);
  }
  return std::max(0.0, hours - lot.done_h);
}

/// Hours of a stay with the mean and spread of the data: of two lengths where a share of boxes is
/// opened, the long one theirs; else lognormal.
/// Source: the two points that share a mean and a variance, cut so that the short stay is not below
/// zero.
double Engine::draw_spread(const Stage& stage, RandomStream& random) {
  const double share = stage.share;
  if (share <= 0.0 || share >= 1.0)
    return stage.hours * random.lognormal(stage.amount / stage.hours);
  const double cut = std::min(stage.amount * std::sqrt(share / (1.0 - share)), stage.hours);
  return random.uniform() < share ? stage.hours + cut * (1.0 - share) / share : stage.hours - cut;
}

Wait Engine::begin_travel(Walk& walk, const Stage& stage) {
  const double hours = hours_left(walk.lot, stage);
  if (hours <= 0.0) return {};
  return simulation_.delay(Hours(hours));
}

void Engine::end_travel(Lot& lot, const Stage& stage, double began_h) const {
  const double elapsed_h = simulation_.now().value() - began_h;
  const double ahead_h = stage.site.is_none() ? 0.0 : work_of(lot, stage);
  const bool spreads = stage.site.is_none() && stage.amount > 0.0;
  const Cause spread = stage.share > 0.0 ? Cause::kInspection : Cause::kSpread;
  lot.late(spreads ? spread : stage.cause, elapsed_h + lot.done_h + ahead_h - stage.hours);
  lot.walked_h += stage.hours;
  lot.done_h = -ahead_h;
}

/// Hours that the lot keeps one server of the site busy.
double Engine::work_of(const Lot& lot, const Stage& stage) const {
  const Station& station = at(stage.site);
  return lot.teu * stage.amount * station.hours_per_unit / station.pace();
}

double Engine::draw_service(Lot& lot, double work_h) const {
  return options_.service == Service::kSteady ? work_h : work_h * lot.random.exponential();
}

Wait Engine::begin_service(Walk& walk, const Stage& stage) {
  Station& station = at(stage.site);
  if (!station.resource) return {};
  walk.work_h = work_of(walk.lot, stage);
  walk.waiter = {simulation_.running()};
  join_queue(station, walk.waiter);
  station.queue.come(walk.began_h, walk.lot.teu, walk.work_h);
  station.waiting_work_h += walk.work_h;
  walk.cranes_out_h = station.cranes_out.area_at(walk.began_h);
  return station.resource->serve(Hours(draw_service(walk.lot, walk.work_h)));
}

/// False when the site was shut meanwhile.
bool Engine::end_service(Walk& walk, const Stage& stage, Wake wake) {
  Station& station = at(stage.site);
  if (!station.resource) return true;
  const bool is_served = wake == Wake::kDone;
  if (is_served) {
    station.queue.leave(simulation_.now_h(), walk.lot.teu);
  } else {
    station.queue.give_up(simulation_.now_h(), walk.lot.teu, walk.work_h);
  }
  station.waiting_work_h -= walk.work_h;
  leave_queue(station, walk.waiter);
  book_service(walk.lot, stage, walk.began_h, is_served ? walk.work_h : 0.0,
               station.cranes_out.area_at(simulation_.now_h()) - walk.cranes_out_h);
  trace(walk, stage);
  return is_served;
}

void Engine::book_service(Lot& lot, const Stage& stage, double began_h, double work_h,
                          double cranes_out_h) {
  const double wait_h = simulation_.now_h() - began_h - work_h;
  lot.done_h += work_h;
  lot.last_cause = stage.cause;
  if (work_h > 0.0) at(stage.site).served_teu += lot.teu;
  if (book_.sites[stage.site].kind == SiteKind::kQuay && work_h > 0.0) {
    result_.dwell[stage.site].corridor_teu += is_measured() ? lot.teu : 0.0;
    lot.is_over_quay = true;
  }
  if (std::abs(wait_h) < 1e-9) return;
  const auto [closed_h, night_h] = shut_hours(stage.site, began_h, simulation_.now_h());
  const double by_closure = std::min(closed_h, wait_h);
  const double by_hours = std::min(night_h, wait_h - by_closure);
  const bool is_gate = book_.sites[stage.site].kind == SiteKind::kGate;
  lot.late(Cause::kClosure, by_closure);
  lot.late(is_gate ? Cause::kGateHours : Cause::kBorderHours, by_hours);
  const double by_cranes = std::clamp(cranes_out_h, 0.0, wait_h - by_closure - by_hours);
  lot.late(Cause::kCrane, by_cranes);
  lot.late(stage.cause, wait_h - by_closure - by_hours - by_cranes);
}

void Engine::join_queue(Station& station, Waiter& waiter) {
  if (!station.reopening) return;
  waiter.position = station.waiters.size();
  station.waiters.push_back(&waiter);
}

void Engine::leave_queue(Station& station, Waiter& waiter) {
  if (!station.reopening) return;
  station.waiters.back()->position = waiter.position;
  station.waiters[waiter.position] = station.waiters.back();
  station.waiters.pop_back();
}

/// Books a dry port on the way that has room, else waits for the reopening.
Wait Engine::begin_hold(Walk& walk, std::size_t shut) {
  const std::vector<Stage>& stages = walk.lot.plan->stages;
  walk.held_at = stages[shut].site;
  if (const std::size_t rest = dry_port_before(walk, shut); rest != Walk::kNowhere) {
    walk.rests_at = rest;
    return at(stages[rest].site).resource->acquire({.units = walk.lot.teu});
  }
  if (walk.rests_at == walk.position && !walk.has_rested) rest(walk);
  const Hours patience_h(walk.lot.waits_for_ever ? des::kForever.value()
                                                 : patience(walk.lot, walk.position));
  at(walk.held_at).held_teu += walk.lot.teu;
  return at(walk.held_at).reopening->pass({.patience = patience_h});
}

/// Never the end of a stage: the lot looks again, or begins another way.
bool Engine::end_hold(Walk& walk, Woken woken) {
  if (woken.held) {
    walk.dry_port = std::move(woken.held);
    return false;
  }
  at(walk.held_at).held_teu -= walk.lot.teu;
  walk.lot.late(Cause::kClosure, simulation_.now_h() - walk.began_h);
  trace(walk, walk.stage());
  if (woken.wake != Wake::kTimedOut) return false;
  if (!choose_again(walk.lot, walk.position)) return false;
  leave_dry_port(walk);
  walk.has_rested = false;
  walk.hauled_h = 0.0;
  walk.position = 0;
  return false;
}

/// The stage that keeps the lot here: its own, or, where a lot can stay, the first on its way that
/// is shut; with a dry port booked, on its way there.
std::size_t Engine::shut_stage(const Walk& walk) const {
  const std::vector<Stage>& stages = walk.lot.plan->stages;
  const auto is_shut = [&](const Stage& stage) {
    return !stage.site.is_none() && at(stage.site).is_shut;
  };
  const bool is_resting = walk.rests_at == walk.position;
  if (walk.stage().kind != StageKind::kCheck && !is_resting)
    return is_shut(walk.stage()) ? walk.position : Walk::kNowhere;
  const std::size_t end = walk.dry_port && !is_resting ? walk.rests_at : stages.size();
  for (std::size_t i = walk.position; i < end; ++i)
    if (is_shut(stages[i])) return i;
  return Walk::kNowhere;
}

/// The last stage before what is shut at which a lot, which else stays in a port's yard, finds room
/// in a dry port.
/// Assumed: room is booked before the lot sets out, and boxes are put down and taken up again while
/// they wait.
std::size_t Engine::dry_port_before(const Walk& walk, std::size_t shut) {
  const bool is_in_port = walk.stage().kind == StageKind::kCheck && !walk.stage().site.is_none();
  if (!is_in_port || walk.dry_port) return Walk::kNowhere;
  for (std::size_t i = shut; i-- > walk.position;) {
    const Stage& stage = walk.lot.plan->stages[i];
    if (stage.kind != StageKind::kRest) continue;
    if (has_room(stage.site, walk.lot.teu)) return i;
    note_full(stage.site, walk.lot.teu);
  }
  return Walk::kNowhere;
}

void Engine::leave_dry_port(Walk& walk) {
  walk.dry_port.release();
  walk.rests_at = Walk::kNowhere;
}

void Engine::rest(Walk& walk) {
  walk.has_rested = true;
  at(walk.stage().site).served_teu += walk.lot.teu;
  send_trucks_back(walk, walk.stage());
}

/// Departures come once a headway from a phase on; half the sailings, twice the headway.
double Engine::next_departure(const Stage& stage) const {
  const double factor = stage.site.is_none() ? 1.0 : at(stage.site).factor;
  const double headway_h = stage.amount / factor;
  const double phase_h = routes_.phase_h(network::ArcId(stage.line)) / factor;
  const double now_h = simulation_.now_h();
  const double count = std::ceil((now_h - phase_h) / headway_h);
  return std::max(now_h, phase_h + count * headway_h);
}

/// Who waits for room in the lane of a gate blocks the road behind it.
Wait Engine::begin_entry(Walk& walk, const Stage& stage) {
  Station& yard = at(stage.site);
  note_full(stage.site, walk.lot.teu);
  yard.queue.come(walk.began_h, walk.lot.teu, 0.0);
  walk.is_blocking = walk.lane && !has_room(stage.site, walk.lot.teu);
  if (walk.is_blocking) block_road(stage.site, 1);
  return yard.resource->acquire({.units = walk.lot.teu});
}

void Engine::end_entry(Walk& walk, const Stage& stage, Holding room) {
  walk.yard = std::move(room);
  if (walk.is_blocking) block_road(stage.site, -1);
  at(stage.site).queue.leave(simulation_.now_h(), walk.lot.teu);
  enter_yard(walk.lot, stage.site, walk.began_h);
  walk.lane.release();
}

void Engine::enter_yard(Lot& lot, SiteId yard, double began_h) {
  const double now_h = simulation_.now_h();
  lot.in_yard_h = now_h;
  lot.discharged_h = lot.is_over_quay ? now_h : -1.0;
  if (lot.is_over_quay && lot.is_carriers && !lot.is_empty) lot.out_since_h = now_h;
  if (lot.is_empty) {
    charge_detention(lot, boxes_of(lot));  // the port is the depot that empties return to
    lot.out_since_h = -1.0;
  }
  lot.is_over_quay = false;
  at(yard).served_teu += lot.teu;
  if (now_h <= began_h) return;
  lot.late(Cause::kYard, now_h - began_h);
}

void Engine::leave_yard(Lot& lot, SiteId yard) {
  const Site& site = book_.sites[yard];
  const PortSites& port = book_.ports[book_.port_at[site.place]];
  const double stay_h = simulation_.now_h() - lot.in_yard_h;
  const bool is_import = lot.discharged_h == lot.in_yard_h;
  lot.is_over_quay = false;
  const Port& open = ports_[book_.port_at[site.place]];
  if (is_measured()) {
    (is_import ? result_.dwell[port.quay].import_h : result_.dwell[port.quay].export_h).add(stay_h);
  }
  const double usual_h = is_import ? open.dwell_import_h : open.dwell_export_h;
  if (!lot.is_empty && stay_h > usual_h + 1.0) {
    lot.storage_usd += lot.teu * (storage_usd(site.place, lot.cargo, stay_h) -
                                  storage_usd(site.place, lot.cargo, usual_h));
  }
}

bool Engine::has_room(SiteId yard, int teu) const {
  const des::Resource& room = *at(yard).resource;
  return room.queue_length() == 0 && room.in_use() + teu <= room.capacity();
}

/// While the gate waits for room in the yard, the roads that end at it stand still.
void Engine::block_road(SiteId yard, int change) {
  Port& port = ports_[book_.port_at[book_.sites[yard].place]];
  port.blocked += change;
  for (const SiteId road : port.approach) at(road).resource->set_capacity(port.blocked > 0 ? 0 : 1);
}

void Engine::trace(const Walk& walk, const Stage& stage) {
  const Lot& lot = walk.lot;
  if (options_.trace_lot == 0 || lot.number != options_.trace_lot) return;
  const double now_h = simulation_.now_h();
  if (now_h <= walk.began_h) return;
  const network::ArcId arc =
      lot.plan->arcs.empty()
          ? network::ArcId()
          : lot.plan->arcs[std::min<std::size_t>(stage.arc, lot.plan->arcs.size() - 1)];
  std::string what = stage.site.is_none() ? "on the way" : book_.sites[stage.site].name;
  if (!arc.is_none()) what += " (to " + world_->places[network_->head(arc).place].name + ")";
  result_.trace.push_back({Hours(now_h - clock_.start_h), std::move(what),
                           Hours(now_h - walk.began_h - (lot.walked_h - walk.walked_before_h))});
}

}  // namespace corridor::simulation
