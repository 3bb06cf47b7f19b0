// Trains of named services: they leave on time, take what fits, and wait on the line together.

#include <algorithm>
#include <cmath>

#include "engine.hpp"

namespace corridor::simulation {

using network::ArcId;

des::Process Engine::keep_timetable(des::Simulation& simulation, Line& line) {
  for (double count = 0.0;; count += 1.0) {
    co_await simulation.delay_until(Hours(line.plan->phase_h + count * line.plan->headway_h));
    simulation.start(run_train(simulation, line));
  }
}

des::Process Engine::run_train(des::Simulation& simulation, Line& line) {
  Train train;
  int on_board = 0;
  for (std::size_t stop = 0; stop < line.plan->stops.size(); ++stop) {
    let_off(train, stop);
    on_board = teu_beyond(train, stop);
    if (stop + 1 == line.plan->stops.size()) break;
    while (at(line.plan->site).is_shut) co_await at(line.plan->site).reopening->pass();
    line.boarding = &train;
    const int boarded = let_on(line, stop, line.plan->capacity_teu - on_board);
    co_await simulation.delay(Hours(0.0));  // so that those let on are seated
    on_board += boarded;
    const ArcId run = line.plan->runs[stop];
    double worked_h = 0.0;
    for (const network::FacilityUse& use : network_->uses[run]) {
      const SiteId site = book_.of_facility[use.facility];
      if (site.is_none() || site == line.plan->site || on_board == 0) continue;
      const double began_h = simulation.now_h();
      while (at(site).is_shut) co_await at(site).reopening->pass();
      const double shut_h = simulation.now_h() - began_h;
      if (!at(site).resource) continue;
      const double units = on_board * train_units_per_teu(use.facility) * use.share;
      const double work_h = units * at(site).hours_per_unit / at(site).factor;
      at(site).queue.come(simulation.now_h(), on_board, work_h);
      co_await at(site).resource->serve(Hours(work_h));
      at(site).queue.leave(simulation.now_h(), on_board);
      at(site).served_teu += on_board;
      const double wait_h = simulation.now_h() - began_h - shut_h - work_h;
      worked_h += work_h;
      train.delay_h[static_cast<std::size_t>(Cause::kTrack)] += wait_h;
      train.delay_h[static_cast<std::size_t>(Cause::kClosure)] += shut_h;
    }
    const double hours = network_->arcs[run].hours.value();
    if (is_measured()) {
      line.used_teu_h += on_board * hours;
      line.run_teu_h += line.plan->capacity_teu * hours;
    }
    co_await simulation.delay(Hours(std::max(0.0, hours - worked_h)));
    train.delay_h[static_cast<std::size_t>(Cause::kTrack)] += std::max(0.0, worked_h - hours);
  }
  co_await simulation.delay(Hours(0.0));  // so that the last riders have read its delays
}

void Engine::let_off(const Train& train, std::size_t stop) {
  for (const Train::Rider& rider : train.riders) {
    if (rider.to == stop) simulation_.interrupt(rider.process);
  }
}

/// TEU of those that go aboard: of the room on the train, and of what the last one left over.
int Engine::let_on(Line& line, std::size_t stop, int free_teu) {
  const int room = free_teu + line.carried[stop];
  const int boarded = line.platforms[stop]->open(room);
  line.carried[stop] = line.platforms[stop]->waiting() > 0 ? room - boarded : 0;
  return boarded;
}

int Engine::teu_beyond(const Train& train, std::size_t stop) {
  int teu = 0;
  for (const Train::Rider& rider : train.riders) teu += rider.to > stop ? rider.teu : 0;
  return teu;
}

/// What a train's load takes of a facility. A lot's class does not matter on the railway.
double Engine::train_units_per_teu(network::FacilityId facility) const {
  const network::Facility& record = network_->facilities[facility];
  return record.unit == network::CapacityUnit::kTrain ? 1.0 / record.teu_per_train : 1.0;
}

Wait Engine::begin_boarding(Walk& walk, const Stage& stage) {
  at(stage.site).queue.come(walk.began_h, walk.lot.teu, stage.hours);
  return lines_[stage.line].platforms[stage.from]->pass({.units = walk.lot.teu});
}

/// Waiting up to the first departure is luck with the timetable, beyond it want of wagons.
void Engine::end_boarding(Walk& walk, const Stage& stage) {
  Lot& lot = walk.lot;
  const double now_h = simulation_.now_h();
  at(stage.site).queue.leave(now_h, lot.teu);
  at(stage.site).served_teu += lot.teu;
  Train& train = *lines_[stage.line].boarding;
  train.riders.push_back({simulation_.running(), stage.to, lot.teu});
  walk.train = &train;
  walk.train_delay_h = train.delay_h;
  const LinePlan& plan = *lines_[stage.line].plan;
  const double at_stop_h = plan.phase_h + plan.offset_h[stage.from];
  const double count = std::ceil((walk.began_h - at_stop_h) / plan.headway_h);
  const double first_h = std::clamp(at_stop_h + count * plan.headway_h, walk.began_h, now_h);
  lot.late(Cause::kDeparture, first_h - walk.began_h - stage.hours);
  lot.late(Cause::kWagons, now_h - first_h);
  lot.walked_h += stage.hours;
}

/// The rest is what was worked off before the ride began.
void Engine::end_ride(Walk& walk, const Stage& stage) {
  double late_h = 0.0;
  for (std::size_t i = 0; i < kCauses; ++i) {
    const double hours = walk.train->delay_h[i] - walk.train_delay_h[i];
    walk.lot.delay_h[i] += static_cast<float>(hours);
    late_h += hours;
  }
  walk.lot.walked_h += stage.hours;
  walk.lot.late(Cause::kTrack, simulation_.now_h() - walk.began_h - late_h - stage.hours);
}

}  // namespace corridor::simulation
