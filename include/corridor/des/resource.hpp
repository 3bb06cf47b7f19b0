// A resource: servers, berths or slots that processes use one after another.
//
//     const Wake wake = co_await border.serve(Hours(2.0), {.patience = Hours(48.0)});  // work
//     there Holding berth = co_await port.acquire({.units = 2});                             // or
//     hold it
//
// `serve` waits, works and leaves in one. Its work stops when the resource closes or when a more
// urgent process takes its place, and goes on later where it stopped. A holding lasts until it is
// released or destroyed, opening hours or not. Whoever is first in the queue is served first, even
// if a later one needs fewer units: nobody starves.
#pragma once

#include <coroutine>
#include <limits>
#include <optional>
#include <string>
#include <utility>

#include "corridor/base/quantity.hpp"
#include "corridor/des/opening_hours.hpp"
#include "corridor/des/place.hpp"
#include "corridor/des/process.hpp"
#include "corridor/des/simulation.hpp"
#include "corridor/des/statistics.hpp"

namespace corridor::des {

enum class Preemption {
  kNone,
  kResume,  ///< a more urgent process stops the work of less urgent ones, the last begun first
};

enum class AtClosing {
  kPause,   ///< work stops and goes on at opening
  kFinish,  ///< work begun is finished; none begins
};

struct ResourceOptions {
  std::string name = {};
  int capacity = 1;                                   ///< units
  int queue_limit = std::numeric_limits<int>::max();  ///< who comes to a longer queue is refused
  Preemption preemption = Preemption::kNone;
  std::optional<OpeningHours> hours = {};  ///< none: always open
  AtClosing at_closing = AtClosing::kPause;
};

struct Request {
  Priority rank = {};  ///< the smaller goes first
  int units = 1;
  Hours patience = kForever;  ///< it leaves if nothing has begun by then
};

/// Measured since the last reset.
struct ResourceStatistics {
  TimeWeighted queue;   ///< processes that wait to begin or to go on
  TimeWeighted inside;  ///< and those that work or hold
  TimeWeighted busy;    ///< units in use
  Sample wait_h;        ///< of each process, until it first began
  Sample stay_h;        ///< of each that left in any way, from coming to leaving
  double arrived = 0.0;
  double waited = 0.0;   ///< of these, had to queue
  double refused = 0.0;  ///< of these, found the queue full
  double timed_out = 0.0;
  double interrupted = 0.0;  ///< or cancelled

  void join(const ResourceStatistics& other);
};

class Resource;

/// Units in the hands of a process; given back when released or destroyed.
class Holding {
 public:
  Holding() = default;
  Holding(Holding&& other) noexcept
      : resource_(std::exchange(other.resource_, nullptr)),
        entered_h_(other.entered_h_),
        units_(other.units_),
        wake_(other.wake_) {}
  Holding& operator=(Holding&& other) noexcept;
  ~Holding() {
    if (resource_ != nullptr) release();
  }

  /// How the wait for it ended; only after kDone are there units.
  [[nodiscard]] Wake wake() const { return wake_; }
  [[nodiscard]] explicit operator bool() const { return resource_ != nullptr; }
  /// Gives the units back early. Does nothing if there are none.
  void release();

 private:
  friend class Resource;
  Resource* resource_ = nullptr;
  double entered_h_ = 0.0;
  int units_ = 0;
  Wake wake_ = Wake::kInterrupted;
};

class Resource final : public Place {
 public:
  Resource(Simulation& simulation, const ResourceOptions& options);
  ~Resource() override { close(); }

  /// `co_await` it: waits for units, works for `work` of open time, gives them back. Returns kDone,
  /// or kRefused, kTimedOut, kInterrupted. Requires: units within the capacity as built.
  [[nodiscard]] auto serve(Hours work, const Request& request = {}) {
    return Serve{*this, request, work.value()};
  }
  /// `co_await` it: waits for units. Returns a Holding.
  [[nodiscard]] auto acquire(const Request& request = {}) { return Acquire{*this, request, {}}; }

  [[nodiscard]] bool is_open() const { return open_; }
  [[nodiscard]] int capacity() const { return capacity_; }
  [[nodiscard]] int in_use() const { return in_use_; }
  [[nodiscard]] std::size_t queue_length() const { return queue_.size(); }
  [[nodiscard]] std::size_t inside() const { return queue_.size() + working_.size() + holders_; }

  /// Changes the capacity now; work begun goes on, even above it.
  void set_capacity(int capacity);

  /// What was measured since the last reset, up to now.
  [[nodiscard]] ResourceStatistics statistics() const;

  void on_timer(Activity& activity) override;
  void withdraw(Activity& activity) override;
  void reset_statistics() override;
  void check(std::vector<Violation>& violations) const override;

 private:
  friend class Holding;

  struct Serve {
    Resource& resource;
    Request request;
    double work_h;
    [[nodiscard]] bool await_ready() const { return false; }
    bool await_suspend(std::coroutine_handle<Activity> handle) const {
      return resource.come(handle.promise(), request, work_h);
    }
    Wake await_resume() const { return resource.simulation().current().wake; }
  };
  struct Acquire {
    Resource& resource;
    Request request;
    Holding holding = {};  ///< here from the grant on, so that it is given back whatever happens
    [[nodiscard]] bool await_ready() const { return false; }
    bool await_suspend(std::coroutine_handle<Activity> handle) {
      handle.promise().cargo = &holding;
      return resource.come(handle.promise(), request, kHolds);
    }
    [[nodiscard]] Holding await_resume() {
      holding.wake_ = resource.simulation().current().wake;
      return std::move(holding);
    }
  };
  static constexpr double kHolds = -1.0;  ///< work of who holds instead

  bool come(Activity& activity, const Request& request, double work_h);
  void enqueue(Activity& activity, const Request& request);
  [[nodiscard]] bool is_next(const Activity& activity) const;
  [[nodiscard]] bool has_room(const Activity& activity) const;
  bool make_room(const Activity& activity);
  void begin(Activity& activity);
  void work(Activity& activity);
  void begin_waiting();
  void stop_working(Activity& activity);
  void put_back(Activity& activity);
  void leave(double entered_h);
  void take_units(int units);
  void leave_queue(Activity& activity);
  void note_queue();
  [[nodiscard]] double since(double entered_h) const;
  void hand_over(Activity& activity);
  static Process keep_hours(Simulation& simulation, Resource& resource, OpeningHours hours);
  void set_open(bool open);
  void pause_work();

  int capacity_;
  int greatest_capacity_;
  int queue_limit_;
  bool open_ = true;
  Preemption preemption_;
  AtClosing at_closing_;
  int in_use_ = 0;
  std::size_t holders_ = 0;
  double held_since_sum_h_ = 0.0;  ///< over holders, their entries or the last reset
  WaitQueue queue_;
  WaitQueue working_;
  FlowMeter flow_;
  ResourceStatistics statistics_;
};

}  // namespace corridor::des
