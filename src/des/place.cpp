#include "corridor/des/place.hpp"

#include <algorithm>
#include <ranges>

#include "corridor/des/simulation.hpp"

namespace corridor::des {

Activity* WaitQueue::first_of_others() const {
  for (const auto& level : levels_) {
    if (!level->ring.alone()) return static_cast<Activity*>(level->ring.next);
  }
  return nullptr;
}

Activity* WaitQueue::last_after(Priority rank) const {
  for (auto level = levels_.rbegin(); level != levels_.rend() && (*level)->rank > rank; ++level) {
    if (!(*level)->ring.alone()) return static_cast<Activity*>((*level)->ring.previous);
  }
  return nullptr;
}

WaitQueue::Level& WaitQueue::other_level(Priority rank) {
  const auto at = std::find_if(levels_.begin(), levels_.end(),
                               [&](const auto& level) { return level->rank >= rank; });
  if (at != levels_.end() && (*at)->rank == rank) return **at;
  auto level = std::make_unique<Level>();
  level->rank = rank;
  return **levels_.insert(at, std::move(level));
}

Place::Place(Simulation& simulation, std::string name)
    : simulation_(simulation), name_(std::move(name)) {
  simulation.enroll(*this);
}

void Place::close() {
  simulation_.withdraw(*this);
}

}  // namespace corridor::des
