// What the machine allows: programs that do only the measured job, without an interface.
#pragma once

#include <coroutine>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "corridor/base/random.hpp"

namespace corridor::bench {

/// A bare heap of (time, sequence, payload) with four children a node.
class Heap {
 public:
  struct Event {
    double time;
    std::uint64_t sequence;
    void* payload;
  };

  [[nodiscard]] bool empty() const { return events_.empty(); }

  void push(Event event) {
    std::size_t at = events_.size();
    events_.push_back(event);
    while (at > 0) {
      const std::size_t parent = (at - 1) / 4;
      if (!earlier(event, events_[parent])) break;
      events_[at] = events_[parent];
      at = parent;
    }
    events_[at] = event;
  }

  Event pop() {
    const Event first = events_.front();
    const Event last = events_.back();
    events_.pop_back();
    if (!events_.empty()) sift_down(last);
    return first;
  }

 private:
  static bool earlier(const Event& a, const Event& b) {
    return a.time < b.time || (a.time == b.time && a.sequence < b.sequence);
  }

  void sift_down(Event event) {
    const std::size_t size = events_.size();
    std::size_t at = 0;
    for (;;) {
      const std::size_t child = 4 * at + 1;
      if (child >= size) break;
      const std::size_t end = child + 4 < size ? child + 4 : size;
      std::size_t best = child;
      for (std::size_t other = child + 1; other < end; ++other) {
        if (earlier(events_[other], events_[best])) best = other;
      }
      if (!earlier(events_[best], event)) break;
      events_[at] = events_[best];
      at = best;
    }
    events_[at] = event;
  }

  std::vector<Event> events_;
};

/// M/M/3 with one coroutine a customer, its frames pooled, and a count and a sum as statistics.
class BareQueue {
 public:
  /// Freed frames, all of one kind, each with the address of the next.
  static void*& pool() {
    static void* frames = nullptr;
    return frames;
  }

  struct Customer {
    struct promise_type {
      Customer get_return_object() { return {}; }
      std::suspend_never initial_suspend() noexcept { return {}; }
      std::suspend_never final_suspend() noexcept { return {}; }
      void return_void() {}
      void unhandled_exception() { throw; }
      static void* operator new(std::size_t size) {
        if (pool() == nullptr) return ::operator new(size);
        return std::exchange(pool(), *static_cast<void**>(pool()));
      }
      static void operator delete(void* frame) {
        *static_cast<void**>(frame) = std::exchange(pool(), frame);
      }
    };
  };

  explicit BareQueue(std::uint64_t seed) : arrivals_({seed, 0, 0, 0}), services_({seed, 0, 0, 1}) {}

  /// Mean wait of so many customers.
  double run(std::uint64_t customers, double rate) {
    left_ = customers;
    rate_ = rate;
    heap_.push({arrivals_.exponential() / rate_, sequence_++, nullptr});
    while (!heap_.empty()) {
      const Heap::Event event = heap_.pop();
      now_ = event.time;
      if (event.payload != nullptr) {
        std::coroutine_handle<>::from_address(event.payload).resume();
      } else if (left_-- > 0) {
        customer(*this);
        if (left_ > 0) heap_.push({now_ + arrivals_.exponential() / rate_, sequence_++, nullptr});
      }
    }
    return waits_ / static_cast<double>(customers);
  }

 private:
  struct Server {
    BareQueue& queue;
    [[nodiscard]] bool await_ready() const {
      if (queue.busy_ >= 3) return false;
      ++queue.busy_;
      return true;
    }
    void await_suspend(std::coroutine_handle<> handle) const { queue.enqueue(handle.address()); }
    void await_resume() const {}
  };
  struct Delay {
    BareQueue& queue;
    double duration;
    [[nodiscard]] bool await_ready() const { return false; }
    void await_suspend(std::coroutine_handle<> handle) const {
      queue.heap_.push({queue.now_ + duration, queue.sequence_++, handle.address()});
    }
    void await_resume() const {}
  };

  static Customer customer(BareQueue& queue) {
    const double arrived = queue.now_;
    co_await Server{queue};
    queue.waits_ += queue.now_ - arrived;
    co_await Delay{queue, queue.services_.exponential()};
    queue.release();
  }

  void enqueue(void* customer) {
    if (waiting_.size() - first_ == 0) {
      waiting_.clear();
      first_ = 0;
    }
    waiting_.push_back(customer);
  }

  void release() {
    if (first_ == waiting_.size()) {
      --busy_;
    } else {
      std::coroutine_handle<>::from_address(waiting_[first_++]).resume();
    }
  }

  Heap heap_;
  RandomStream arrivals_;
  RandomStream services_;
  std::vector<void*> waiting_;
  std::size_t first_ = 0;
  std::uint64_t sequence_ = 0;
  std::uint64_t left_ = 0;
  double rate_ = 1.0;
  double now_ = 0.0;
  double waits_ = 0.0;
  int busy_ = 0;
};

}  // namespace corridor::bench
