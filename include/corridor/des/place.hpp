// What resources, gates and stores have in common: processes wait there.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "corridor/base/quantity.hpp"
#include "corridor/des/process.hpp"
#include "corridor/des/statistics.hpp"

namespace corridor::des {

/// Processes in order of rank, those of one rank in order of arrival. Constant time for a constant
/// number of ranks; takes memory only for a rank it has not seen before.
class WaitQueue {
 public:
  WaitQueue() = default;

  void push_back(Activity& activity) {
    ++size_;
    activity.insert_before(level(activity.rank).ring);
  }
  /// Before all of its rank.
  void push_front(Activity& activity) {
    ++size_;
    activity.insert_before(*level(activity.rank).ring.next);
  }
  void remove(Activity& activity) {
    --size_;
    activity.unlink();
  }
  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] std::size_t size() const { return size_; }
  /// The first, null if there is none.
  [[nodiscard]] Activity* front() const {
    if (size_ == 0) return nullptr;
    const Link& ring = levels_.front()->ring;
    return ring.alone() ? first_of_others() : static_cast<Activity*>(ring.next);
  }
  /// The last, if its rank comes after `rank`; else null.
  [[nodiscard]] Activity* last_after(Priority rank) const;

  template <class Function>
  void for_each(Function function) const {
    for (const auto& level : levels_) {
      for (Link* link = level->ring.next; link != &level->ring; link = link->next) {
        function(static_cast<Activity&>(*link));
      }
    }
  }

 private:
  struct Level {
    Priority rank;
    Link ring;
  };
  Level& level(Priority rank) {
    if (!levels_.empty() && levels_.front()->rank == rank) return *levels_.front();
    return other_level(rank);
  }
  Level& other_level(Priority rank);
  [[nodiscard]] Activity* first_of_others() const;

  std::vector<std::unique_ptr<Level>> levels_;  // by rank
  std::size_t size_ = 0;
};

/// A place outlives its processes: destroying one ends all processes of its simulation first.
class Place {
 public:
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;
  virtual ~Place() = default;

  [[nodiscard]] const std::string& name() const { return name_; }

  /// The timer of an activity at this place has rung.
  virtual void on_timer(Activity& activity) = 0;
  /// Takes an activity out of this place; its timer is gone already.
  virtual void withdraw(Activity& activity) = 0;
  /// Forgets what was measured, keeps who is here.
  virtual void reset_statistics() = 0;
  /// Appends what broke conservation or Little's law since the last reset.
  virtual void check(std::vector<Violation>& violations) const = 0;

 protected:
  Place(Simulation& simulation, std::string name);
  /// Each final class calls it first in its destructor.
  void close();

  [[nodiscard]] Simulation& simulation() const { return simulation_; }

 private:
  Simulation& simulation_;
  std::string name_;
};

}  // namespace corridor::des
