// The event kernel: a clock, and processes that take turns on it.
//
//     Simulation simulation;
//     Resource border(simulation, {.name = "Torkham", .capacity = 4});
//     simulation.start(truck(simulation, border, Hours(2.0)));
//     const RunResult result = simulation.run({.until = Hours(8760.0)});
//
// In: processes. Out: what they did, in the order of (time, priority, sequence), always the same.
// `run` always returns, if its limits are finite: it stops at a time, after a number of events, or
// when a function says so. A simulation belongs to one thread; replications are many simulations.
// It knows no randomness, no units but hours, and does no input or output.
#pragma once

#include <coroutine>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <vector>

#include "corridor/base/quantity.hpp"
#include "corridor/des/agenda.hpp"
#include "corridor/des/frame_pool.hpp"
#include "corridor/des/process.hpp"
#include "corridor/des/statistics.hpp"

namespace corridor::des {

inline constexpr Hours kForever = Hours(std::numeric_limits<double>::infinity());

/// When `Simulation::run` gives up.
struct RunLimits {
  Hours until = kForever;  ///< events at this very time still happen; then the clock shows it
  std::uint64_t max_events = std::numeric_limits<std::uint64_t>::max();
  std::function<bool()> interrupted = {};  ///< asked every few thousand events; none: never
};

enum class RunStatus {
  kFinished,  ///< every process but those in the background has ended
  kStuck,     ///< processes wait, and nothing is left that could wake them; time goes on to `until`
  kTimeLimit,    ///< `until` is reached
  kEventLimit,   ///< `max_events` have happened
  kInterrupted,  ///< `interrupted` said so
};

struct RunResult {
  RunStatus status = RunStatus::kFinished;
  Hours time;                ///< of the clock
  std::uint64_t events = 0;  ///< in this call
  std::size_t alive = 0;     ///< processes not ended, without those in the background
};

/// One turn of a process.
struct Turn {
  Hours time;
  ProcessId process;
  Wake wake = Wake::kDone;
  friend bool operator==(const Turn&, const Turn&) = default;
};

class Simulation {
 public:
  Simulation() = default;
  Simulation(const Simulation&) = delete;
  Simulation& operator=(const Simulation&) = delete;
  ~Simulation() { end_all(); }

  [[nodiscard]] Hours now() const { return Hours(now_h_); }

  /// Starts a process now, after what is already due now. `priority` settles ties of its events.
  ProcessId start(Process process, Priority priority = {}) {
    return enlist(process, priority, false);
  }
  /// As `start`, for one that never ends by itself, such as a clock: `run` does not wait for it.
  ProcessId start_in_background(Process process, Priority priority = {}) {
    return enlist(process, priority, true);
  }

  /// `co_await` it: the process goes on that much later, or exactly then. Returns how it woke:
  /// kDone or kInterrupted (which alone ends a delay of kForever). Requires: not into the past.
  [[nodiscard]] auto delay(Hours duration) { return Delay{*this, now_h_ + duration.value()}; }
  [[nodiscard]] auto delay_until(Hours time) { return Delay{*this, time.value()}; }

  /// `co_await` it: the process goes on when the other has ended, at once if it has already.
  /// Returns kDone, or kInterrupted if either was cut off.
  [[nodiscard]] auto join(ProcessId other) { return Join{*this, other}; }

  [[nodiscard]] bool is_alive(ProcessId process) const { return find(process) != nullptr; }
  /// The process whose turn it is. Requires: called by a process.
  [[nodiscard]] ProcessId running() const;

  /// Ends the present wait of a process: it goes on now, and is told kInterrupted. Work begun is
  /// lost. Returns false if there is nothing to end: it has ended, or it is about to go on anyway.
  bool interrupt(ProcessId process);
  /// Ends a process where it waits: its variables are destroyed, so that it gives back what it
  /// holds. Returns false if it has ended. Requires: a process does not cancel itself.
  bool cancel(ProcessId process);

  /// Lets time pass until a limit is met. May be called again to go on.
  RunResult run(const RunLimits& limits = {});

  /// Ends the warm-up: all places forget what they measured.
  void reset_statistics();
  /// What broke Little's law or conservation, in processes and in every place; empty if all is
  /// well. Call it at the end of each replication. Linear in the number of processes waiting.
  [[nodiscard]] std::vector<Violation> check() const;

  /// From now on `trace` is told of every turn; an empty function ends that.
  void set_trace(std::function<void(const Turn&)> trace) { trace_ = std::move(trace); }

  // For places only.

  [[nodiscard]] double now_h() const { return now_h_; }
  [[nodiscard]] FramePool& frames() { return frames_; }
  [[nodiscard]] Activity& current() { return *current_; }
  /// Sets the timer of an activity that has none. One that is never due is not set.
  void set_timer(Activity& activity, double time_h) {
    if (time_h == kForever.value()) return;
    activity.order = next_order(activity.priority);
    agenda_.add(time_h, activity);
  }
  void clear_timer(Activity& activity) {
    if (has_timer(activity)) agenda_.remove(activity);
  }
  /// When its timer is due. Requires: it has one.
  [[nodiscard]] double timer_h(const Activity& activity) const { return agenda_.time_of(activity); }
  [[nodiscard]] static bool has_timer(const Activity& activity) {
    return activity.timer != Agenda<Activity>::kNoTimer;
  }
  /// Lets an activity, which is in no queue and has no timer, go on at its turn.
  void make_ready(Activity& activity, Wake wake);
  /// Lets it go on at once. Requires: as above, and called from `Place::on_timer`.
  void resume(Activity& activity, Wake wake) {
    activity.wake = wake;
    activity.place = nullptr;
    turn(activity);
  }
  void finished(Activity& activity);
  void enroll(Place& place) { places_.push_back(&place); }
  void withdraw(Place& place);

 private:
  struct Delay {
    Simulation& simulation;
    double time_h;
    [[nodiscard]] bool await_ready() const { return false; }
    void await_suspend(std::coroutine_handle<Activity> handle) const {
      simulation.sleep(handle.promise(), time_h);
    }
    Wake await_resume() const { return simulation.current_->wake; }
  };
  struct Join {
    Simulation& simulation;
    ProcessId other;
    [[nodiscard]] bool await_ready() const;
    void await_suspend(std::coroutine_handle<Activity> handle) const;
    Wake await_resume() const { return simulation.current_->wake; }
  };
  struct Seat {
    Activity* activity = nullptr;
    std::uint32_t generation = 0;
    std::uint32_t next_free = 0;
  };

  [[nodiscard]] std::uint64_t next_order(Priority priority) {
    return (static_cast<std::uint64_t>(priority.value + 128) << 56) | sequence_++;
  }
  [[nodiscard]] Activity* find(ProcessId process) const;
  ProcessId enlist(Process& process, Priority priority, bool background);
  void sleep(Activity& activity, double time_h);
  bool step(double until_h);
  void turn(Activity& activity);
  void detach(Activity& activity);
  void leave_seat(Activity& activity);
  void release_joiners(Activity& activity, Wake wake);
  void destroy(Activity& activity);
  void end_all();
  RunResult result(RunStatus status, std::uint64_t events) const;

  double now_h_ = 0.0;
  std::uint64_t sequence_ = 0;
  Activity* current_ = nullptr;
  Link ready_;  ///< processes of priority 0 to go on now, in order
  Agenda<Activity> agenda_;
  FramePool frames_;
  std::vector<Seat> seats_;  // [ProcessId::position]
  std::uint32_t free_seat_ = std::numeric_limits<std::uint32_t>::max();
  std::size_t foreground_ = 0;
  std::size_t background_ = 0;
  double started_ = 0.0;
  double ended_ = 0.0;
  std::vector<Place*> places_;
  std::function<void(const Turn&)> trace_;
};

inline void* Activity::allocate(std::size_t size, Simulation& owner) {
  // The pool is noted behind the frame, for `operator delete` is told no more than the size.
  const std::size_t noted = noted_at(size);
  FramePool* pool = &owner.frames();
  void* frame = pool->allocate(noted + kNote);
  ::new (static_cast<std::byte*>(frame) + noted) FramePool*(pool);
  return frame;
}

inline void Activity::operator delete(void* frame, std::size_t size) {
  const std::size_t noted = noted_at(size);
  FramePool* pool =
      *std::launder(reinterpret_cast<FramePool**>(static_cast<std::byte*>(frame) + noted));
  pool->free(frame, noted + kNote);
}

inline std::suspend_never Activity::final_suspend() noexcept {
  simulation->finished(*this);
  return {};
}

inline void Simulation::turn(Activity& activity) {
  current_ = &activity;
  activity.doing = Doing::kNothing;
  if (trace_) [[unlikely]]
    trace_({now(), running(), activity.wake});
  activity.handle().resume();
}

}  // namespace corridor::des
