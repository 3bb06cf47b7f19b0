// The slow certain way to search in time: one node per place and hour.
#pragma once

#include <algorithm>
#include <functional>
#include <vector>

#include "corridor/routes/departure.hpp"
#include "random_network.hpp"

namespace corridor::routes {

/// The least cost to be anywhere by `latest`, by relaxing all arcs hour after hour. Moves take
/// place only at full hours, when `is_open` says so; durations are whole hours. Of the schedule
/// only costs, durations and prices of an hour count, not its timings.
class TimeExpanded {
 public:
  using IsOpen = std::function<bool(ArcId, int hour)>;

  TimeExpanded(const Graph& graph, const Schedule& schedule, IsOpen is_open, NodeId source,
               int departure, int latest)
      : graph_(graph),
        schedule_(schedule),
        is_open_(std::move(is_open)),
        latest_(latest),
        cost_(static_cast<std::size_t>(latest + 1),
              std::vector<double>(graph.node_count(), kInfinity)) {
    if (departure > latest) return;
    at(departure, source) = 0.0;
    for (int hour = departure; hour <= latest; ++hour) {
      while (move(hour)) {
      }
      for (const NodeId node : ids<NodeId>(graph.node_count()))
        if (hour < latest)
          lower(at(hour + 1, node), at(hour, node) + schedule.waiting_cost_per_hour);
    }
  }

  [[nodiscard]] double least(NodeId target) const {
    double best = kInfinity;
    for (const auto& costs : cost_) best = std::min(best, costs[target.value()]);
    return best;
  }

 private:
  double& at(int hour, NodeId node) { return cost_[static_cast<std::size_t>(hour)][node.value()]; }
  static bool lower(double& value, double other) {
    const bool is_lower = other < value;
    if (is_lower) value = other;
    return is_lower;
  }

  // Lets all move that can; whether anyone gained, as some may then move on within the hour.
  bool move(int hour) {
    bool gained = false;
    for (const ArcId arc : graph_.arcs()) {
      const double before = at(hour, graph_.tail(arc));
      const double duration = schedule_.duration_h[arc.value()];
      if (before == kInfinity || hour + duration > latest_ || !is_open_(arc, hour)) continue;
      double& after = at(hour + static_cast<int>(duration), graph_.head(arc));
      gained |= lower(
          after, before + schedule_.costs[arc.value()] + schedule_.moving_cost_per_hour * duration);
    }
    return gained;
  }

  const Graph& graph_;
  const Schedule schedule_;
  IsOpen is_open_;
  int latest_;
  std::vector<std::vector<double>> cost_;
};

}  // namespace corridor::routes
