// A store: things that one process puts down and another picks up, first in, first out.
//
//     co_await yard.put(box);                             // waits while the store is full
//     std::optional<Box> box = co_await yard.take();      // waits while it is empty
//
// Both sides wait in order of arrival. A thing is never lost: what a process could not put down
// stays with it.
#pragma once

#include <coroutine>
#include <cstddef>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "corridor/base/error.hpp"
#include "corridor/base/quantity.hpp"
#include "corridor/des/place.hpp"
#include "corridor/des/simulation.hpp"
#include "corridor/des/statistics.hpp"

namespace corridor::des {

/// First in, first out, in one array that grows by doubling and never shrinks.
template <class T>
class Ring {
 public:
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }
  void push(T item) {
    if (size_ == items_.size()) grow();
    items_[(first_ + size_++) & (items_.size() - 1)] = std::move(item);
  }
  [[nodiscard]] T pop() {
    T item = std::move(*items_[first_]);
    items_[first_].reset();
    first_ = (first_ + 1) & (items_.size() - 1);
    --size_;
    return item;
  }
  template <class Function>
  void for_each(Function function) const {
    for (std::size_t i = 0; i < size_; ++i) {
      function(*items_[(first_ + i) & (items_.size() - 1)]);
    }
  }

 private:
  void grow() {
    std::vector<std::optional<T>> larger(items_.empty() ? 8 : 2 * items_.size());
    for (std::size_t i = 0; i < size_; ++i) {
      larger[i] = std::move(items_[(first_ + i) & (items_.size() - 1)]);
    }
    items_ = std::move(larger);
    first_ = 0;
  }

  std::vector<std::optional<T>> items_;  // a power of two of them
  std::size_t first_ = 0;
  std::size_t size_ = 0;
};

struct StoreOptions {
  std::string name = {};
  std::size_t capacity = std::numeric_limits<std::size_t>::max();  ///< things; 0: hand to hand
};

/// Measured since the last reset.
struct StoreStatistics {
  TimeWeighted things;
  Sample stay_h;  ///< of each thing that was taken
};

template <class T>
class Store final : public Place {
 public:
  Store(Simulation& simulation, const StoreOptions& options)
      : Place(simulation, options.name), capacity_(options.capacity) {}
  ~Store() override { close(); }

  /// `co_await` it: puts a thing down when there is room. Returns kDone, kTimedOut or kInterrupted;
  /// only after kDone is the thing in the store.
  [[nodiscard]] auto put(T thing, Hours patience = kForever) {
    return Put{*this, std::move(thing), patience.value()};
  }
  /// `co_await` it: the oldest thing, when there is one. Nothing if patience ran out or the process
  /// was interrupted.
  [[nodiscard]] auto take(Hours patience = kForever) {
    return Take{*this, patience.value(), std::nullopt};
  }

  [[nodiscard]] std::size_t size() const { return things_.size(); }
  [[nodiscard]] StoreStatistics statistics() const {
    StoreStatistics copy = {flow_.inside(), stay_h_};
    copy.things.advance(simulation().now_h());
    return copy;
  }

  void on_timer(Activity& activity) override {
    withdraw(activity);
    simulation().resume(activity, Wake::kTimedOut);
  }
  void withdraw(Activity& activity) override {
    (activity.rank == kPutter ? putters_ : takers_).remove(activity);
  }
  void reset_statistics() override {
    flow_.reset(simulation().now_h());
    stay_h_.reset();
  }
  void check(std::vector<Violation>& violations) const override {
    const double now_h = simulation().now_h();
    double stays_h = 0.0;
    things_.for_each([&](const Thing& thing) { stays_h += flow_.stay(now_h, thing.entered_h); });
    flow_.check(name(), now_h, static_cast<double>(things_.size()), stays_h, violations);
  }

 private:
  struct Thing {
    T value;
    double entered_h;
  };
  struct Put {
    Store& store;
    T thing;
    double patience_h;
    [[nodiscard]] bool await_ready() {
      store.simulation().current().wake = Wake::kDone;
      if (store.things_.size() >= store.capacity_ && store.takers_.empty()) return false;
      store.add(std::move(thing));
      return true;
    }
    void await_suspend(std::coroutine_handle<Activity> handle) {
      handle.promise().cargo = &thing;
      store.wait(handle.promise(), kPutter, patience_h);
    }
    [[nodiscard]] Wake await_resume() const { return store.simulation().current().wake; }
  };
  struct Take {
    Store& store;
    double patience_h;
    std::optional<T> thing;
    [[nodiscard]] bool await_ready() {
      if (store.things_.empty() && store.putters_.empty()) return false;
      thing = store.remove();
      return true;
    }
    void await_suspend(std::coroutine_handle<Activity> handle) {
      handle.promise().cargo = &thing;
      store.wait(handle.promise(), kTaker, patience_h);
    }
    [[nodiscard]] std::optional<T> await_resume() { return std::move(thing); }
  };
  static constexpr Priority kPutter = {0};
  static constexpr Priority kTaker = {1};

  void wait(Activity& activity, Priority side, double patience_h) {
    activity.place = this;
    activity.doing = Doing::kWaiting;
    activity.rank = side;
    (side == kPutter ? putters_ : takers_).push_back(activity);
    simulation().set_timer(activity, simulation().now_h() + patience_h);
  }
  void wake(WaitQueue& queue, Activity& activity) {
    queue.remove(activity);
    simulation().clear_timer(activity);
    simulation().make_ready(activity, Wake::kDone);
  }
  /// Puts a thing down, into the hands of the first who waits for one.
  void add(T value) {
    flow_.enter(simulation().now_h());
    things_.push({std::move(value), simulation().now_h()});
    if (Activity* taker = takers_.front()) {
      *static_cast<std::optional<T>*>(taker->cargo) = remove();
      wake(takers_, *taker);
    }
  }
  /// Picks up the oldest thing; the first who waits for room then puts down his.
  T remove() {
    if (things_.empty()) let_put();  // a store without room only passes things on
    Thing oldest = things_.pop();
    stay_h_.add(flow_.leave(simulation().now_h(), oldest.entered_h));
    if (things_.size() < capacity_ && !putters_.empty()) let_put();
    return std::move(oldest.value);
  }
  void let_put() {
    Activity& putter = *putters_.front();
    flow_.enter(simulation().now_h());
    things_.push({std::move(*static_cast<T*>(putter.cargo)), simulation().now_h()});
    wake(putters_, putter);
  }

  std::size_t capacity_;
  Ring<Thing> things_;
  WaitQueue putters_;
  WaitQueue takers_;
  FlowMeter flow_;
  Sample stay_h_;
};

}  // namespace corridor::des
