// A process: a coroutine that lives in simulated time, such as a truck, a train or a clock.
//
//     Process truck(Simulation& simulation, Resource& border, Hours papers) {
//       co_await simulation.delay(Hours(3.0));
//       co_await border.serve(papers);
//     }
//
// Its first parameter is the simulation (the second, if it is a member function or a lambda); the
// frame is taken from the pool of that simulation. It runs when `Simulation::start` is given it.
// Parameters by reference must outlive it. An exception that leaves it leaves `Simulation::run`.
#pragma once

#include <compare>
#include <coroutine>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>

namespace corridor::des {

class FramePool;
class Place;
class Simulation;

/// Who goes first among equals: the smaller number. For events at one time and in queues alike.
struct Priority {
  std::int8_t value = 0;
  friend auto operator<=>(Priority, Priority) = default;
};

/// How a wait ended.
enum class Wake : std::uint8_t {
  kDone,         ///< with what was waited for
  kTimedOut,     ///< patience ran out
  kInterrupted,  ///< by `Simulation::interrupt`, or what was waited for can never come
  kRefused,      ///< at once: no room to wait
};

/// Names a process for good: an id of a process that has ended is never mistaken for another.
struct ProcessId {
  std::uint32_t position = std::numeric_limits<std::uint32_t>::max();
  std::uint32_t generation = 0;
  friend bool operator==(ProcessId, ProcessId) = default;
};

/// A member of a doubly linked ring; alone, it is a ring of one. A ring with a head is a queue.
struct Link {
  Link* previous = this;
  Link* next = this;

  Link() = default;
  Link(const Link&) = delete;
  Link& operator=(const Link&) = delete;

  [[nodiscard]] bool alone() const { return next == this; }
  void insert_before(Link& other) {
    previous = other.previous;
    next = &other;
    previous->next = this;
    other.previous = this;
  }
  void unlink() {
    previous->next = next;
    next->previous = previous;
    previous = next = this;
  }
};

/// What a process is doing.
enum class Doing : std::uint8_t { kNothing, kReady, kDelayed, kWaiting, kWorking, kJoining };

class Process;

/// The kernel's side of a process. Places read and write its fields; models never see it.
class Activity : public Link {
 public:
  template <class... Arguments>
  explicit Activity(Simulation& owner, Arguments&...) : simulation(&owner) {}
  template <class Self, class... Arguments>
  Activity(Self&, Simulation& owner, Arguments&...) : simulation(&owner) {}

  [[nodiscard]] std::coroutine_handle<Activity> handle() {
    return std::coroutine_handle<Activity>::from_promise(*this);
  }

  Process get_return_object();
  [[nodiscard]] std::suspend_always initial_suspend() const noexcept { return {}; }
  std::suspend_never final_suspend() noexcept;
  void return_void() const {}
  [[noreturn]] void unhandled_exception() const { throw; }

  template <class... Arguments>
  static void* operator new(std::size_t size, Simulation& owner, Arguments&...) {
    return allocate(size, owner);
  }
  template <class Self, class... Arguments>
  static void* operator new(std::size_t size, Self&, Simulation& owner, Arguments&...) {
    return allocate(size, owner);
  }
  static void operator delete(void* frame, std::size_t size);

  Simulation* simulation;
  Place* place = nullptr;   ///< where it waits or works; none if it only waits for time
  Link joiners;             ///< processes that wait for its end
  std::uint64_t order = 0;  ///< of its event: priority, then sequence
  double entered_h = 0.0;   ///< when it came to the place
  double work_h = 0.0;      ///< work still to be done there
  void* cargo = nullptr;    ///< where the place puts what it waits for
  std::uint32_t position = std::numeric_limits<std::uint32_t>::max();
  std::uint32_t timer = std::numeric_limits<std::uint32_t>::max();
  std::int32_t units = 0;
  Priority priority;  ///< among events of one time
  Priority rank;      ///< in the queue of the place
  Doing doing = Doing::kNothing;
  Wake wake = Wake::kDone;
  bool background = false;
  bool has_begun = false;  ///< its work, which was then put back

 private:
  static constexpr std::size_t kNote = sizeof(void*);

  static void* allocate(std::size_t size, Simulation& owner);
  /// Where the pool of a frame is noted: behind it, at the next place for a pointer.
  [[nodiscard]] static constexpr std::size_t noted_at(std::size_t size) {
    return (size + kNote - 1) / kNote * kNote;
  }
};

/// A process that has not been started. Destroyed unstarted, it leaves no trace.
class Process {
 public:
  using promise_type = Activity;

  Process(Process&& other) noexcept : activity_(std::exchange(other.activity_, nullptr)) {}
  Process& operator=(Process&&) = delete;
  ~Process() {
    if (activity_ != nullptr) activity_->handle().destroy();
  }

 private:
  friend class Activity;
  friend class Simulation;
  explicit Process(Activity& activity) : activity_(&activity) {}
  Activity* activity_;
};

inline Process Activity::get_return_object() {
  return Process(*this);
}

}  // namespace corridor::des
