// What a lot waits for at one stage: one of the kernel's waits, or nothing.
#pragma once

#include <coroutine>
#include <utility>
#include <variant>

#include "corridor/des/gate.hpp"
#include "corridor/des/resource.hpp"
#include "corridor/des/simulation.hpp"

namespace corridor::simulation {

/// How a wait ended, and what it brought.
struct Woken {
  des::Wake wake = des::Wake::kDone;
  des::Holding held;  ///< of what was acquired
};

/// `co_await` it: returns a Woken; at once, and kDone, if there is nothing to wait for.
class Wait {
 public:
  Wait() = default;
  template <class Kind>
  Wait(Kind kind) : kind_(std::in_place_type<Kind>, std::move(kind)) {}

  [[nodiscard]] bool await_ready() const { return std::holds_alternative<std::monostate>(kind_); }
  bool await_suspend(std::coroutine_handle<des::Activity> handle) {
    if (auto* delay = std::get_if<Delay>(&kind_)) return delay->await_suspend(handle), true;
    if (auto* pass = std::get_if<Pass>(&kind_)) return pass->await_suspend(handle), true;
    if (auto* serve = std::get_if<Serve>(&kind_)) return serve->await_suspend(handle);
    return std::get<Acquire>(kind_).await_suspend(handle);
  }
  Woken await_resume() {
    if (auto* delay = std::get_if<Delay>(&kind_)) return {delay->await_resume(), {}};
    if (auto* pass = std::get_if<Pass>(&kind_)) return {pass->await_resume(), {}};
    if (auto* serve = std::get_if<Serve>(&kind_)) return {serve->await_resume(), {}};
    if (auto* acquire = std::get_if<Acquire>(&kind_)) {
      des::Holding held = acquire->await_resume();
      const des::Wake wake = held.wake();
      return {wake, std::move(held)};
    }
    return {};
  }

 private:
  using Delay = decltype(std::declval<des::Simulation&>().delay(Hours()));
  using Pass = decltype(std::declval<des::Gate&>().pass());
  using Serve = decltype(std::declval<des::Resource&>().serve(Hours()));
  using Acquire = decltype(std::declval<des::Resource&>().acquire());
  std::variant<std::monostate, Delay, Pass, Serve, Acquire> kind_;
};

}  // namespace corridor::simulation
