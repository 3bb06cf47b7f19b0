// A gate: processes wait until somebody lets them through in a batch, as passengers of a train or
// a ferry do. Who opens it, when and for how many is another process:
//
//     Process ferry(Simulation& simulation, Gate& quay, Hours headway) {
//       for (;;) {
//         co_await simulation.delay(headway);
//         quay.open(40);
//       }
//     }
//
// With `until_waiting` a train can leave when it is full instead, or when it must.
#pragma once

#include <coroutine>
#include <string>

#include "corridor/base/quantity.hpp"
#include "corridor/des/place.hpp"
#include "corridor/des/resource.hpp"
#include "corridor/des/simulation.hpp"
#include "corridor/des/statistics.hpp"

namespace corridor::des {

/// Measured since the last reset.
struct GateStatistics {
  TimeWeighted waiting;  ///< processes
  Sample wait_h;         ///< of those let through
  double timed_out = 0.0;
  double interrupted = 0.0;  ///< or cancelled
};

class Gate final : public Place {
 public:
  Gate(Simulation& simulation, std::string name) : Place(simulation, std::move(name)) {}
  ~Gate() override { close(); }

  /// `co_await` it: waits to be let through. Returns kDone, kTimedOut or kInterrupted.
  [[nodiscard]] auto pass(const Request& request = {}) { return Pass{*this, request}; }

  /// Lets through those in front, as long as their units fit into `room`. Returns the units used.
  int open(int room);

  /// `co_await` it: goes on when at least `units` wait, at once if they do. Returns kDone,
  /// kTimedOut or kInterrupted. One process at a time.
  [[nodiscard]] auto until_waiting(int units, Hours patience = kForever) {
    return UntilWaiting{*this, units, patience.value()};
  }

  [[nodiscard]] std::size_t waiting() const { return queue_.size(); }
  [[nodiscard]] int units_waiting() const { return units_waiting_; }
  [[nodiscard]] GateStatistics statistics() const;

  void on_timer(Activity& activity) override;
  void withdraw(Activity& activity) override;
  void reset_statistics() override;
  void check(std::vector<Violation>& violations) const override;

 private:
  struct Pass {
    Gate& gate;
    Request request;
    [[nodiscard]] bool await_ready() const { return false; }
    void await_suspend(std::coroutine_handle<Activity> handle) const {
      gate.come(handle.promise(), request);
    }
    Wake await_resume() const { return gate.simulation().current().wake; }
  };
  struct UntilWaiting {
    Gate& gate;
    int units;
    double patience_h;
    [[nodiscard]] bool await_ready() const;
    void await_suspend(std::coroutine_handle<Activity> handle) const;
    Wake await_resume() const { return gate.simulation().current().wake; }
  };

  void come(Activity& activity, const Request& request);
  void remove(Activity& activity);
  void wake_watcher();

  WaitQueue queue_;
  int units_waiting_ = 0;
  Activity* watcher_ = nullptr;  ///< waits for `watcher_->units` to wait
  FlowMeter flow_;
  Sample wait_h_;
  double timed_out_ = 0.0;
  double interrupted_ = 0.0;
};

}  // namespace corridor::des
