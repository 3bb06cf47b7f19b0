#include "corridor/des/simulation.hpp"

#include <algorithm>
#include <utility>

#include "corridor/base/error.hpp"
#include "corridor/des/place.hpp"

namespace corridor::des {

namespace {
constexpr std::uint32_t kNoSeat = std::numeric_limits<std::uint32_t>::max();
constexpr std::uint64_t kEventsBetweenQuestions = 4096;
}  // namespace

ProcessId Simulation::enlist(Process& process, Priority priority, bool background) {
  Activity& activity = *std::exchange(process.activity_, nullptr);
  CORRIDOR_ASSERT(activity.simulation == this, "a process is started where it was made");
  if (free_seat_ == kNoSeat) {
    seats_.push_back({nullptr, 0, kNoSeat});
    free_seat_ = static_cast<std::uint32_t>(seats_.size() - 1);
  }
  const std::uint32_t position = free_seat_;
  Seat& seat = seats_[position];
  free_seat_ = seat.next_free;
  seat.activity = &activity;
  activity.position = position;
  activity.priority = priority;
  activity.background = background;
  ++(background ? background_ : foreground_);
  started_ += 1.0;
  make_ready(activity, Wake::kDone);
  return {position, seat.generation};
}

Activity* Simulation::find(ProcessId process) const {
  if (process.position >= seats_.size()) return nullptr;
  const Seat& seat = seats_[process.position];
  return seat.generation == process.generation ? seat.activity : nullptr;
}

ProcessId Simulation::running() const {
  return {current_->position, seats_[current_->position].generation};
}

void Simulation::make_ready(Activity& activity, Wake wake) {
  activity.wake = wake;
  activity.place = nullptr;
  activity.doing = Doing::kReady;
  if (activity.priority == Priority{}) {
    activity.order = next_order(activity.priority);
    activity.insert_before(ready_);
  } else {
    set_timer(activity, now_h_);
  }
}

void Simulation::sleep(Activity& activity, double time_h) {
  CORRIDOR_ASSERT(time_h >= now_h_, "time does not run backwards");
  activity.wake = Wake::kDone;
  activity.doing = Doing::kDelayed;
  set_timer(activity, time_h);
}

/// One event, unless none is due by `until_h`.
bool Simulation::step(double until_h) {
  if (!ready_.alone()) {
    auto& first = static_cast<Activity&>(*ready_.next);
    if (agenda_.empty() || agenda_.first_time() > now_h_ || agenda_.first_order() > first.order) {
      first.unlink();
      turn(first);
      return true;
    }
  } else if (agenda_.empty() || agenda_.first_time() > until_h) {
    return false;
  }
  now_h_ = agenda_.first_time();
  Activity& activity = agenda_.pop();
  if (activity.place != nullptr) {
    activity.place->on_timer(activity);
  } else {
    turn(activity);
  }
  return true;
}

RunResult Simulation::result(RunStatus status, std::uint64_t events) const {
  return {status, now(), events, foreground_};
}

RunResult Simulation::run(const RunLimits& limits) {
  const double until_h = limits.until.value();
  CORRIDOR_ASSERT(until_h >= now_h_, "time does not run backwards");
  std::uint64_t events = 0;
  for (;;) {
    if (limits.interrupted && limits.interrupted()) return result(RunStatus::kInterrupted, events);
    const std::uint64_t pause = std::min(limits.max_events, events + kEventsBetweenQuestions);
    while (events < pause && foreground_ > 0 && step(until_h)) ++events;
    if (foreground_ == 0) return result(RunStatus::kFinished, events);
    if (events == limits.max_events) return result(RunStatus::kEventLimit, events);
    if (events < pause) break;
  }
  if (limits.until < kForever) now_h_ = until_h;
  return result(agenda_.empty() ? RunStatus::kStuck : RunStatus::kTimeLimit, events);
}

void Simulation::finished(Activity& activity) {
  release_joiners(activity, Wake::kDone);
  leave_seat(activity);
}

void Simulation::release_joiners(Activity& activity, Wake wake) {
  while (!activity.joiners.alone()) {
    auto& joiner = static_cast<Activity&>(*activity.joiners.next);
    joiner.unlink();
    make_ready(joiner, wake);
  }
}

void Simulation::leave_seat(Activity& activity) {
  Seat& seat = seats_[activity.position];
  seat.activity = nullptr;
  ++seat.generation;
  seat.next_free = std::exchange(free_seat_, activity.position);
  --(activity.background ? background_ : foreground_);
  ended_ += 1.0;
}

void Simulation::detach(Activity& activity) {
  clear_timer(activity);
  if (activity.place != nullptr) {
    activity.place->withdraw(activity);
    activity.place = nullptr;
  } else {
    activity.unlink();
  }
}

bool Simulation::interrupt(ProcessId process) {
  Activity* activity = find(process);
  if (activity == nullptr) return false;
  if (activity->doing == Doing::kReady || activity->doing == Doing::kNothing) return false;
  detach(*activity);
  make_ready(*activity, Wake::kInterrupted);
  return true;
}

void Simulation::destroy(Activity& activity) {
  detach(activity);
  release_joiners(activity, Wake::kInterrupted);
  leave_seat(activity);
  activity.handle().destroy();
}

bool Simulation::cancel(ProcessId process) {
  Activity* activity = find(process);
  if (activity == nullptr) return false;
  CORRIDOR_ASSERT(activity->doing != Doing::kNothing, "a process ends itself by co_return");
  destroy(*activity);
  return true;
}

void Simulation::end_all() {
  // What a process gives back may start another, which then takes a later seat or a free one.
  while (foreground_ + background_ > 0) {
    for (std::size_t position = 0; position < seats_.size(); ++position) {
      if (Activity* activity = seats_[position].activity) destroy(*activity);
    }
  }
}

void Simulation::withdraw(Place& place) {
  end_all();
  std::erase(places_, &place);
}

void Simulation::reset_statistics() {
  for (Place* place : places_) place->reset_statistics();
}

std::vector<Violation> Simulation::check() const {
  std::vector<Violation> violations;
  const auto alive = static_cast<double>(foreground_ + background_);
  if (started_ != ended_ + alive) {
    violations.push_back({"simulation", "conservation of processes", started_, ended_ + alive});
  }
  for (const Place* place : places_) place->check(violations);
  return violations;
}

bool Simulation::Join::await_ready() const {
  simulation.current_->wake = Wake::kDone;
  return !simulation.is_alive(other);
}

void Simulation::Join::await_suspend(std::coroutine_handle<Activity> handle) const {
  Activity& activity = handle.promise();
  CORRIDOR_ASSERT(!(simulation.running() == other), "a process does not wait for itself");
  activity.doing = Doing::kJoining;
  activity.insert_before(simulation.find(other)->joiners);
}

}  // namespace corridor::des
