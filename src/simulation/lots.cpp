// A lot on its way, from its departure to its arrival, and the books that it is entered in.

#include <algorithm>

#include "engine.hpp"

namespace corridor::simulation {

des::Process Engine::travel(des::Simulation&, Walk walk) {
  depart(walk.lot);
  if (walk.lot.starts_in_yard) {
    const SiteId site = yard_at(network_->tail(walk.lot.plan->arcs.front()).place);
    walk.yard = co_await at(site).resource->acquire({.units = walk.lot.teu});
    enter_yard(walk.lot, site, simulation_.now_h());
  }
  while (!walk.is_over()) {
    Wait wait = begin_stage(walk);
    if (end_stage(walk, co_await wait)) ++walk.position;
  }
  arrive(walk.lot);
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
    simulation_.start(come_back(simulation_, lot, world_->parameters.truck_return_time));
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
      (simulation_.now_h() - lot.out_since_h - parameters.detention_free.value()) / kHoursPerDay;
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
  const double boxes = boxes_of(lot);
  for (int box = 0; box + 0.5 < boxes; ++box) group.door_h.add(hours);
}

}  // namespace corridor::simulation
