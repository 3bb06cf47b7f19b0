#include "corridor/des/gate.hpp"

#include <utility>

#include "corridor/base/error.hpp"

namespace corridor::des {

void Gate::come(Activity& activity, const Request& request) {
  CORRIDOR_ASSERT(request.units > 0, "who waits takes up room");
  const double now_h = simulation().now_h();
  activity.place = this;
  activity.doing = Doing::kWaiting;
  activity.rank = request.rank;
  activity.units = request.units;
  activity.entered_h = now_h;
  queue_.push_back(activity);
  units_waiting_ += activity.units;
  flow_.enter(now_h);
  simulation().set_timer(activity, now_h + request.patience.value());
  wake_watcher();
}

void Gate::wake_watcher() {
  if (watcher_ == nullptr || units_waiting_ < watcher_->units) return;
  Activity& watcher = *std::exchange(watcher_, nullptr);
  simulation().clear_timer(watcher);
  simulation().make_ready(watcher, Wake::kDone);
}

int Gate::open(int room) {
  int used = 0;
  for (Activity* first = queue_.front(); first != nullptr && used + first->units <= room;
       first = queue_.front()) {
    used += first->units;
    wait_h_.add(simulation().now_h() - first->entered_h);
    simulation().clear_timer(*first);
    remove(*first);
    simulation().make_ready(*first, Wake::kDone);
  }
  return used;
}

void Gate::remove(Activity& activity) {
  queue_.remove(activity);
  units_waiting_ -= activity.units;
  flow_.leave(simulation().now_h(), activity.entered_h);
}

void Gate::on_timer(Activity& activity) {
  if (&activity == watcher_) {
    watcher_ = nullptr;
  } else {
    timed_out_ += 1.0;
    remove(activity);
  }
  simulation().resume(activity, Wake::kTimedOut);
}

void Gate::withdraw(Activity& activity) {
  if (&activity == watcher_) {
    watcher_ = nullptr;
  } else {
    interrupted_ += 1.0;
    remove(activity);
  }
}

bool Gate::UntilWaiting::await_ready() const {
  gate.simulation().current().wake = Wake::kDone;
  return gate.units_waiting_ >= units;
}

void Gate::UntilWaiting::await_suspend(std::coroutine_handle<Activity> handle) const {
  CORRIDOR_ASSERT(gate.watcher_ == nullptr, "one process at a time watches a gate");
  Activity& activity = handle.promise();
  gate.watcher_ = &activity;
  activity.place = &gate;
  activity.doing = Doing::kWaiting;
  activity.units = units;
  gate.simulation().set_timer(activity, gate.simulation().now_h() + patience_h);
}

GateStatistics Gate::statistics() const {
  GateStatistics copy = {flow_.inside(), wait_h_, timed_out_, interrupted_};
  copy.waiting.advance(simulation().now_h());
  return copy;
}

void Gate::reset_statistics() {
  flow_.reset(simulation().now_h());
  wait_h_.reset();
  timed_out_ = interrupted_ = 0.0;
}

void Gate::check(std::vector<Violation>& violations) const {
  const double now_h = simulation().now_h();
  double stays_h = 0.0;
  queue_.for_each([&](const Activity& a) { stays_h += flow_.stay(now_h, a.entered_h); });
  flow_.check(name(), now_h, static_cast<double>(queue_.size()), stays_h, violations);
}

}  // namespace corridor::des
