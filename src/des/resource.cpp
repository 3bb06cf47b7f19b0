#include "corridor/des/resource.hpp"

#include <utility>

#include "corridor/base/error.hpp"

namespace corridor::des {

namespace {
constexpr Priority kBeforeAll = {-128};
}  // namespace

void ResourceStatistics::join(const ResourceStatistics& other) {
  queue.join(other.queue);
  inside.join(other.inside);
  busy.join(other.busy);
  wait_h.join(other.wait_h);
  stay_h.join(other.stay_h);
  arrived += other.arrived;
  waited += other.waited;
  refused += other.refused;
  timed_out += other.timed_out;
  interrupted += other.interrupted;
}

Resource::Resource(Simulation& simulation, const ResourceOptions& options)
    : Place(simulation, options.name),
      capacity_(options.capacity),
      greatest_capacity_(options.capacity),
      queue_limit_(options.queue_limit),
      preemption_(options.preemption),
      at_closing_(options.at_closing) {
  CORRIDOR_ASSERT(capacity_ >= 0 && queue_limit_ >= 0, "capacity and queue are not negative");
  if (options.hours) {
    simulation.start_in_background(keep_hours(simulation, *this, *options.hours), kBeforeAll);
  }
}

/// Takes in an activity; false if it need not be suspended, being refused.
bool Resource::come(Activity& activity, const Request& request, double work_h) {
  CORRIDOR_ASSERT(request.units > 0 && request.units <= greatest_capacity_, "it can fit in");
  CORRIDOR_ASSERT(work_h >= 0.0 || work_h == kHolds, "work is not negative");
  statistics_.arrived += 1.0;
  activity.rank = request.rank;
  activity.units = request.units;
  activity.work_h = work_h;
  activity.has_begun = false;
  const bool room = is_next(activity) && (has_room(activity) || make_room(activity));
  if (!room && queue_.size() >= static_cast<std::size_t>(queue_limit_)) {
    statistics_.refused += 1.0;
    activity.wake = Wake::kRefused;
    return false;
  }
  activity.place = this;
  activity.entered_h = simulation().now_h();
  flow_.enter(activity.entered_h);
  if (room) {
    statistics_.wait_h.add(0.0);
    begin(activity);
  } else {
    enqueue(activity, request);
  }
  return true;
}

void Resource::enqueue(Activity& activity, const Request& request) {
  statistics_.waited += 1.0;
  activity.doing = Doing::kWaiting;
  queue_.push_back(activity);
  note_queue();
  simulation().set_timer(activity, simulation().now_h() + request.patience.value());
}

/// Whether nobody in the queue has a better claim.
bool Resource::is_next(const Activity& activity) const {
  const Activity* first = queue_.front();
  return first == nullptr || activity.rank < first->rank;
}

bool Resource::has_room(const Activity& activity) const {
  return open_ && in_use_ + activity.units <= capacity_;
}

/// Stops less urgent work if that makes enough room for the activity.
bool Resource::make_room(const Activity& activity) {
  if (preemption_ == Preemption::kNone || !open_) return false;
  int room = capacity_ - in_use_;
  working_.for_each([&](const Activity& other) {
    if (other.rank > activity.rank) room += other.units;
  });
  if (room < activity.units) return false;
  while (capacity_ - in_use_ < activity.units) put_back(*working_.last_after(activity.rank));
  return true;
}

/// Sends one that works back to the head of its queue.
void Resource::put_back(Activity& activity) {
  if (Simulation::has_timer(activity)) {
    activity.work_h = simulation().timer_h(activity) - simulation().now_h();
  }
  simulation().clear_timer(activity);
  stop_working(activity);
  activity.doing = Doing::kWaiting;
  activity.has_begun = true;  // its wait is not counted again
  queue_.push_front(activity);
  note_queue();
}

void Resource::leave_queue(Activity& activity) {
  queue_.remove(activity);
  note_queue();
}

void Resource::note_queue() {
  statistics_.queue.set(simulation().now_h(), static_cast<double>(queue_.size()));
}

void Resource::take_units(int units) {
  in_use_ += units;
  statistics_.busy.set(simulation().now_h(), in_use_);
}

void Resource::begin(Activity& activity) {
  take_units(activity.units);
  if (activity.work_h == kHolds) {
    hand_over(activity);
    return;
  }
  working_.push_back(activity);
  work(activity);
}

void Resource::work(Activity& activity) {
  activity.doing = Doing::kWorking;
  simulation().set_timer(activity, simulation().now_h() + activity.work_h);
}

/// Lets in from the queue whoever can begin.
void Resource::begin_waiting() {
  for (Activity* first = queue_.front(); first != nullptr; first = queue_.front()) {
    if (!has_room(*first) && !make_room(*first)) return;
    leave_queue(*first);
    simulation().clear_timer(*first);
    if (!first->has_begun) statistics_.wait_h.add(simulation().now_h() - first->entered_h);
    begin(*first);
  }
}

void Resource::stop_working(Activity& activity) {
  take_units(-activity.units);
  working_.remove(activity);
}

void Resource::leave(double entered_h) {
  statistics_.stay_h.add(flow_.leave(simulation().now_h(), entered_h));
}

void Resource::on_timer(Activity& activity) {
  leave(activity.entered_h);
  if (activity.doing == Doing::kWorking) {
    stop_working(activity);
    begin_waiting();
    simulation().resume(activity, Wake::kDone);
  } else {
    statistics_.timed_out += 1.0;
    leave_queue(activity);
    begin_waiting();  // one that needs fewer units may now be first
    simulation().resume(activity, Wake::kTimedOut);
  }
}

void Resource::withdraw(Activity& activity) {
  statistics_.interrupted += 1.0;
  leave(activity.entered_h);
  if (activity.doing == Doing::kWorking) {
    stop_working(activity);
  } else {
    leave_queue(activity);
  }
  begin_waiting();
}

void Resource::set_capacity(int capacity) {
  CORRIDOR_ASSERT(capacity >= 0, "a capacity is not negative");
  capacity_ = capacity;
  greatest_capacity_ = std::max(greatest_capacity_, capacity);
  begin_waiting();
}

void Resource::hand_over(Activity& activity) {
  ++holders_;
  held_since_sum_h_ += since(activity.entered_h);
  Holding& holding = *static_cast<Holding*>(activity.cargo);
  holding.resource_ = this;
  holding.entered_h_ = activity.entered_h;
  holding.units_ = activity.units;
  simulation().make_ready(activity, Wake::kDone);
}

Holding& Holding::operator=(Holding&& other) noexcept {
  if (this == &other) return *this;
  release();
  resource_ = std::exchange(other.resource_, nullptr);
  entered_h_ = other.entered_h_;
  units_ = other.units_;
  wake_ = other.wake_;
  return *this;
}

void Holding::release() {
  if (resource_ == nullptr) return;
  Resource& resource = *std::exchange(resource_, nullptr);
  resource.leave(entered_h_);
  --resource.holders_;
  resource.held_since_sum_h_ -= resource.since(entered_h_);
  resource.take_units(-units_);
  resource.begin_waiting();
}

Process Resource::keep_hours(Simulation& simulation, Resource& resource, OpeningHours hours) {
  OpeningWalk walk(std::move(hours));
  resource.set_open(walk.is_open());
  while (walk.next_change() < kForever) {
    co_await simulation.delay_until(walk.next_change());
    walk.advance();
    resource.set_open(walk.is_open());
  }
}

void Resource::set_open(bool open) {
  if (open == open_) return;
  open_ = open;
  if (open) {
    if (at_closing_ == AtClosing::kPause) {
      working_.for_each([&](Activity& activity) {
        if (!Simulation::has_timer(activity)) work(activity);
      });
    }
    begin_waiting();
  } else if (at_closing_ == AtClosing::kPause) {
    pause_work();
  }
}

void Resource::pause_work() {
  const double now_h = simulation().now_h();
  working_.for_each([&](Activity& activity) {
    const double left_h = simulation().timer_h(activity) - now_h;
    if (left_h <= 0.0) return;  // it ends just now
    activity.work_h = left_h;
    simulation().clear_timer(activity);
  });
}

ResourceStatistics Resource::statistics() const {
  ResourceStatistics copy = statistics_;
  copy.inside = flow_.inside();
  const double now_h = simulation().now_h();
  copy.queue.advance(now_h);
  copy.inside.advance(now_h);
  copy.busy.advance(now_h);
  return copy;
}

void Resource::reset_statistics() {
  const double now_h = simulation().now_h();
  ResourceStatistics& s = statistics_;
  s.queue.reset(now_h);
  s.busy.reset(now_h);
  s.wait_h.reset();
  s.stay_h.reset();
  s.arrived = s.waited = s.refused = s.timed_out = s.interrupted = 0.0;
  flow_.reset(now_h);
  held_since_sum_h_ = now_h * static_cast<double>(holders_);
}

double Resource::since(double entered_h) const {
  const double now_h = simulation().now_h();
  return now_h - flow_.stay(now_h, entered_h);
}

void Resource::check(std::vector<Violation>& violations) const {
  const double now_h = simulation().now_h();
  double stays_h = static_cast<double>(holders_) * now_h - held_since_sum_h_;
  int units = 0;
  queue_.for_each([&](const Activity& a) { stays_h += flow_.stay(now_h, a.entered_h); });
  working_.for_each([&](const Activity& a) {
    stays_h += flow_.stay(now_h, a.entered_h);
    units += a.units;
  });
  flow_.check(name(), now_h, static_cast<double>(inside()), stays_h, violations);
  if (in_use_ < units || (holders_ == 0 && in_use_ != units)) {
    violations.push_back({name(), "conservation of units", 1.0 * units, 1.0 * in_use_});
  }
}

}  // namespace corridor::des
