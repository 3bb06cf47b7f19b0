// A lot on its way: each stage of its plan, and what it cost in time.

#include <algorithm>
#include <cmath>

#include "corridor/base/error.hpp"
#include "engine.hpp"
#include "trucks.hpp"

namespace corridor::simulation {

using des::Holding;
using des::Wake;

des::Process Engine::travel(des::Simulation& simulation, Lot lot) {
  depart(lot);
  Holding yard;
  Holding trucks;
  if (lot.starts_in_yard) {
    const SiteId site =
        book_.ports[book_.port_at[network_->tail(lot.plan->arcs.front()).place]].yard;
    yard = co_await at(site).resource->acquire({.units = lot.teu});
    enter_yard(lot, site, simulation.now_h());
  }
  std::size_t position = 0;
  while (position < lot.plan->stages.size()) {
    const Stage& stage = lot.plan->stages[position];
    const double began_h = simulation.now_h();
    const double walked_h = lot.walked_h;
    if (stage.kind == StageKind::kTravel) {
      const double hours = hours_left(lot, stage);
      if (hours > 0.0) co_await simulation.delay(Hours(hours));
      end_travel(lot, stage, began_h);
    } else if (stage.kind == StageKind::kBoard) {
      Line& line = lines_[stage.line];
      at(stage.site).queue.come(began_h, lot.teu, line.plan->headway_h / 2.0);
      co_await line.platforms[stage.from]->pass({.units = lot.teu});
      at(stage.site).queue.leave(simulation.now_h(), lot.teu);
      at(stage.site).served_teu += lot.teu;
      Train& train = *line.boarding;
      const double boarded_h = simulation.now_h();
      const std::array<double, kCauses> delay = train.delay_h;
      train.riders.push_back({simulation.running(), stage.to, lot.teu});
      co_await simulation.delay(des::kForever);  // the train wakes its riders
      end_ride(lot, stage, began_h, boarded_h, delay, train.delay_h);
    } else if (const SiteId shut = shut_ahead(lot, position); !shut.is_none()) {
      const double wait_h = lot.waits_for_ever ? des::kForever.value() : patience(lot, position);
      at(shut).held_teu += lot.teu;
      const Wake wake = co_await at(shut).reopening->pass({.patience = Hours(wait_h)});
      at(shut).held_teu -= lot.teu;
      lot.late(Cause::kClosure, simulation.now_h() - began_h);
      if (wake == Wake::kTimedOut && choose_again(lot, position)) position = 0;
      trace(lot, stage, began_h, walked_h);
      continue;  // and look again
    } else if (stage.kind == StageKind::kDepart) {
      co_await simulation.delay_until(Hours(next_departure(stage)));
      lot.late(stage.cause, simulation.now_h() - began_h - stage.hours);
      lot.walked_h += stage.hours;
    } else if (stage.kind == StageKind::kServe && at(stage.site).resource) {
      Station& station = at(stage.site);
      const double work_h = work_of(lot, stage);
      Waiter waiter{simulation.running()};
      join_queue(station, waiter);
      station.queue.come(began_h, lot.teu, work_h);
      station.waiting_work_h += work_h;
      const Wake wake = co_await station.resource->serve(Hours(draw_service(lot, work_h)));
      if (wake == Wake::kDone) {
        station.queue.leave(simulation.now_h(), lot.teu);
      } else {
        station.queue.give_up(simulation.now_h(), lot.teu, work_h);
      }
      station.waiting_work_h -= work_h;
      leave_queue(station, waiter);
      end_serve(lot, stage, began_h, wake == Wake::kDone ? work_h : 0.0);
      trace(lot, stage, began_h, walked_h);
      if (wake != Wake::kDone) continue;  // it was shut meanwhile
    } else if (stage.kind == StageKind::kEnterYard) {
      note_full(stage.site, lot.teu);
      at(stage.site).queue.come(began_h, lot.teu, 0.0);
      yard = co_await at(stage.site).resource->acquire({.units = lot.teu});
      at(stage.site).queue.leave(simulation.now_h(), lot.teu);
      enter_yard(lot, stage.site, began_h);
    } else if (stage.kind == StageKind::kEnterByGate) {
      Station& gate = at(stage.site);
      const SiteId room = book_.ports[book_.port_at[book_.sites[stage.site].place]].yard;
      const double work_h = work_of(lot, stage);
      gate.queue.come(began_h, lot.teu, work_h);
      Holding lane = co_await gate.inbound->acquire();
      co_await simulation.delay(Hours(work_h));
      gate.queue.leave(simulation.now_h(), lot.teu);
      end_serve(lot, stage, began_h, work_h);
      const double asked_h = simulation.now_h();
      at(room).queue.come(asked_h, lot.teu, 0.0);
      note_full(room, lot.teu);
      const bool blocks = !has_room(room, lot.teu);
      if (blocks) block_road(room, 1);
      yard = co_await at(room).resource->acquire({.units = lot.teu});
      if (blocks) block_road(room, -1);
      at(room).queue.leave(simulation.now_h(), lot.teu);
      enter_yard(lot, room, asked_h);
    } else if (stage.kind == StageKind::kTakeTruck) {
      const bool needs = !trucks && !lot.is_empty && !lot.is_backlog;  // those stand on trucks
      if (needs && at(stage.site).resource) {
        Station& fleet = at(stage.site);
        lot.trucks = trucks_of(lot, stage);
        fleet.queue.come(began_h, lot.teu, 0.0);
        trucks = co_await fleet.resource->acquire(
            {.units = lot.trucks, .patience = world_->parameters.hire_patience});
        fleet.queue.leave(simulation.now_h(), lot.teu);
        lot.late(stage.cause, simulation.now_h() - began_h);
        if (!trucks) hire(lot, stage);
        fleet.served_teu += lot.teu;
      }
      lot.hauled_since_h = simulation.now_h();
    } else if (stage.kind == StageKind::kReturnTruck) {
      if (lot.trucks > 0) pay_truck_wait(lot, stage.amount);
      lot.trucks = 0;
      const Hours back(hours_back(world_->parameters, stage.amount));
      if (trucks) simulation.start(drive_back(simulation, std::move(trucks), back));
    } else if (stage.kind == StageKind::kLeaveYard) {
      yard.release();
      leave_yard(lot, stage.site);
    }
    if (stage.kind != StageKind::kServe) trace(lot, stage, began_h, walked_h);
    ++position;
  }
  arrive(lot);
}

void Engine::depart(Lot& lot) {
  lot.born_h = simulation_.now_h();
  ++alive_;
  entered_teu_ += lot.teu;
  present_teu_ += lot.teu;
  entries_teu_h_ += lot.teu * lot.born_h;
  content_.set(lot.born_h, present_teu_);
  if (lot.is_backlog) backlog_teu_ += lot.teu;
  if (lot.is_empty || lot.is_backlog) return;
  laden_teu_ += lot.teu;
  if (!is_measured()) return;
  result_.departed_teu += lot.teu;
  if (lot.group < groups_.size()) result_.groups[lot.group].departed_teu += lot.teu;
}

void Engine::arrive(Lot& lot) {
  const double now_h = simulation_.now_h();
  lot.late(lot.last_cause, lot.done_h);
  --alive_;
  left_teu_ += lot.teu;
  present_teu_ -= lot.teu;
  entries_teu_h_ -= lot.teu * lot.born_h;
  stays_teu_h_ += lot.teu * (now_h - lot.born_h);
  content_.set(now_h, present_teu_);
  if (lot.is_backlog) backlog_teu_ -= lot.teu;
  if (lot.is_empty) charge_detention(lot, boxes_of(lot));
  if (lot.is_empty || lot.is_backlog) return;
  laden_teu_ -= lot.teu;
  const Movement& movement = flows_->movements[lot.movement];
  if (movement.empties_return && movement.empties_per_laden > 0.0) {
    Lot empty = lot;
    simulation_.start(
        come_back(simulation_, std::move(empty), world_->parameters.truck_return_time));
  } else {
    charge_detention(lot, boxes_of(lot));
  }
  if (!is_measured()) return;
  const double hours = now_h - lot.born_h;
  result_.arrived_teu += lot.teu;
  if (hours > slowest_h_) {
    slowest_h_ = hours;
    result_.slowest_lot = lot.number;
  }
  if (lot.group < groups_.size()) add_to_group(lot);
}

double Engine::boxes_of(const Lot& lot) const {
  return lot.teu / teu_of(flows_->cargo_classes[lot.cargo].size).value();
}

/// Of a carrier's boxes that it has back now.
void Engine::charge_detention(Lot& lot, double boxes) {
  if (lot.out_since_h < 0.0 || !is_measured() || lot.group >= groups_.size()) return;
  const model::Parameters& parameters = world_->parameters;
  const double days =
      (simulation_.now_h() - lot.out_since_h - parameters.detention_free.value()) / 24.0;
  result_.groups[lot.group].detention_usd +=
      std::max(0.0, days) * boxes * parameters.detention_per_box_day.value();
}

void Engine::add_to_group(const Lot& lot) {
  const double hours = simulation_.now_h() - lot.born_h;
  GroupRecord& group = result_.groups[lot.group];
  group.arrived_teu += lot.teu;
  group.hours += lot.teu * hours;
  group.static_hours += lot.teu * lot.static_h;
  group.static_usd += lot.teu * lot.static_usd;
  group.money_usd +=
      lot.teu * lot.money_usd + lot.storage_usd + lot.truck_wait_usd + lot.shortage_usd;
  group.storage_usd += lot.storage_usd;
  group.truck_wait_usd += lot.truck_wait_usd;
  group.shortage_usd += lot.shortage_usd;
  if (simulation_.now_h() > lot.due_h) {
    group.late_teu += lot.teu;
    group.lateness_h += lot.teu * (simulation_.now_h() - lot.due_h);
  }
  for (std::size_t i = 0; i < kCauses; ++i)
    group.delay_h[i] += lot.teu * static_cast<double>(lot.delay_h[i]);
  for (double box = 0.5; box < boxes_of(lot); box += 1.0) group.door_h.add(hours);
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
  return lot.teu * stage.amount * station.hours_per_unit / station.factor;
}

double Engine::draw_service(Lot& lot, double work_h) const {
  return options_.service == Service::kSteady ? work_h : work_h * lot.random.exponential();
}

void Engine::end_serve(Lot& lot, const Stage& stage, double began_h, double work_h) {
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
  lot.late(stage.cause, wait_h - by_closure - by_hours);
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

/// The site that keeps the lot here: the one it stands before, or, where a lot can stay, the first
/// of its way that is shut.
SiteId Engine::shut_ahead(const Lot& lot, std::size_t position) const {
  const std::vector<Stage>& stages = lot.plan->stages;
  const auto is_shut = [&](const Stage& stage) {
    return !stage.site.is_none() && at(stage.site).is_shut;
  };
  if (stages[position].kind != StageKind::kCheck) {
    return is_shut(stages[position]) ? stages[position].site : SiteId();
  }
  const auto found =
      std::find_if(stages.begin() + static_cast<std::ptrdiff_t>(position), stages.end(), is_shut);
  return found == stages.end() ? SiteId() : found->site;
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

void Engine::trace(const Lot& lot, const Stage& stage, double began_h, double walked_before_h) {
  if (options_.trace_lot == 0 || lot.number != options_.trace_lot) return;
  const double now_h = simulation_.now_h();
  if (now_h <= began_h) return;
  const network::ArcId arc =
      lot.plan->arcs.empty()
          ? network::ArcId()
          : lot.plan->arcs[std::min<std::size_t>(stage.arc, lot.plan->arcs.size() - 1)];
  std::string what = stage.site.is_none() ? "on the way" : book_.sites[stage.site].name;
  if (!arc.is_none()) what += " (to " + world_->places[network_->head(arc).place].name + ")";
  result_.trace.push_back({Hours(now_h - clock_.start_h), std::move(what),
                           Hours(now_h - began_h - (lot.walked_h - walked_before_h))});
}

}  // namespace corridor::simulation
