#include "corridor/routes/departure.hpp"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <limits>
#include <queue>
#include <tuple>

#include "corridor/base/error.hpp"
#include "frontier.hpp"

namespace corridor::routes {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr std::uint32_t kNone = 0xFFFFFFFFU;

// When `arc` can be entered by who is ready at its tail; +infinity = never again.
double entry(const Schedule& schedule, ArcId arc, double ready) {
  const TimingId timing = schedule.timing_of[arc.value()];
  if (timing.is_none()) return ready;
  const std::optional<Hours> next = schedule.timings[timing.value()].next_entry(Hours(ready));
  return next ? next->value() : kInfinity;
}

// What the arc costs when all time on the way is priced as waiting: what moving adds to that.
double cost_beyond_waiting(const Schedule& schedule, std::size_t arc) {
  const double extra = schedule.moving_cost_per_hour - schedule.waiting_cost_per_hour;
  return schedule.costs[arc] + extra * schedule.duration_h[arc];
}

void require_sound(const Graph& graph, const Schedule& schedule) {
  const std::size_t arcs = graph.arc_count();
  CORRIDOR_ASSERT(schedule.costs.size() == arcs && schedule.duration_h.size() == arcs &&
                      schedule.timing_of.size() == arcs,
                  "one cost, duration and timing per arc");
  CORRIDOR_ASSERT(schedule.waiting_cost_per_hour >= 0.0 &&
                      schedule.moving_cost_per_hour >= schedule.waiting_cost_per_hour,
                  "an hour of moving costs at least an hour of waiting");
}

class DepartureSearch {
 public:
  DepartureSearch(const Graph& graph, NodeId source, NodeId target, const Schedule& schedule,
                  double latest_arrival)
      : graph_(graph),
        schedule_(schedule),
        source_(source),
        target_(target),
        latest_(latest_arrival),
        frontiers_(graph.node_count()) {
    std::vector<double> costs(graph.arc_count());
    for (std::size_t arc = 0; arc < costs.size(); ++arc) {
      costs[arc] = schedule.costs[arc] + schedule.moving_cost_per_hour * schedule.duration_h[arc];
      beyond_waiting_.push_back(cost_beyond_waiting(schedule, arc));
    }
    ShortestPaths(graph).tree_to(target, costs, rest_);
  }

  TimedResult find(double departure) {
    if (rest(source_) == kInfinity) return {};
    start(departure);
    while (!queue_.empty()) {
      const Step step = queue_.top();
      queue_.pop();
      if (frontiers_[step.node.value()].covers({step.time, step.cost})) continue;
      keep(step);
      if (step.node == target_) return {DepartureStatus::kFound, unpack(departure)};
      expand(step);
    }
    return {DepartureStatus::kTooLate, std::nullopt};
  }

 private:
  // A partial route that reaches `node` at `time`; `cost` without what all the time costs as
  // waiting; `bound` is the least a whole route can cost, with it.
  struct Step {
    double bound;
    double time;
    double cost;
    NodeId node;
    std::uint32_t previous;  // label it extends
    ArcId arc;
    friend bool operator>(const Step& a, const Step& b) {
      return std::tie(a.bound, a.time, a.node, a.previous, a.arc) >
             std::tie(b.bound, b.time, b.node, b.previous, b.arc);
    }
  };
  struct Label {
    std::uint32_t previous;
    ArcId arc;
  };

  [[nodiscard]] double rest(NodeId node) const { return rest_.distance[node.value()]; }

  void start(double departure) {
    for (const NodeId node : touched_) frontiers_[node.value()] = {};
    touched_.clear();
    labels_.clear();
    queue_ = {};
    departure_ = departure;
    if (departure <= latest_)
      queue_.push(Step{rest(source_), departure, 0.0, source_, kNone, ArcId()});
  }

  void keep(const Step& step) {
    frontiers_[step.node.value()].add({step.time, step.cost});
    touched_.push_back(step.node);
    labels_.push_back(Label{step.previous, step.arc});
  }

  void expand(const Step& step) {
    const auto previous = static_cast<std::uint32_t>(labels_.size() - 1);
    const std::uint32_t end = graph_.first_out_array()[step.node.value() + 1];
    for (ArcId arc(graph_.first_out(step.node)); arc.value() < end; ++arc) {
      const NodeId head = graph_.head(arc);
      const double cost = step.cost + beyond_waiting_[arc.value()];
      if (rest(head) == kInfinity || cost == kInfinity) continue;
      const double time = entry(schedule_, arc, step.time) + schedule_.duration_h[arc.value()];
      if (time > latest_ || frontiers_[head.value()].covers({time, cost})) continue;
      const double bound =
          cost + schedule_.waiting_cost_per_hour * (time - departure_) + rest(head);
      queue_.push(Step{bound, time, cost, head, previous, arc});
    }
  }

  // The route of the label kept last.
  [[nodiscard]] std::optional<TimedRoute> unpack(double departure) const {
    std::vector<ArcId> arcs;
    for (auto label = static_cast<std::uint32_t>(labels_.size() - 1);
         labels_[label].previous != kNone; label = labels_[label].previous)
      arcs.push_back(labels_[label].arc);
    std::reverse(arcs.begin(), arcs.end());
    return time_route(arcs, schedule_, Hours(departure)).route;
  }

  const Graph& graph_;
  const Schedule& schedule_;
  NodeId source_;
  NodeId target_;
  double latest_;
  double departure_ = 0.0;
  std::vector<double> beyond_waiting_;  // [arc]
  Tree rest_;                           // to the target, without waits
  std::vector<Frontier<2>> frontiers_;  // [node] (time, cost)
  std::vector<NodeId> touched_;
  std::vector<Label> labels_;
  std::priority_queue<Step, std::vector<Step>, std::greater<>> queue_;
};

}  // namespace

TimedResult time_route(std::span<const ArcId> route, const Schedule& schedule, Hours departure) {
  TimedRoute timed;
  timed.departure = departure;
  double time = departure.value();
  double moving = 0.0;
  for (const ArcId arc : route) {
    if (schedule.costs[arc.value()] == kInfinity) return {};
    const double enters = entry(schedule, arc, time);
    if (enters == kInfinity) return {DepartureStatus::kTooLate, std::nullopt};
    const double duration = schedule.duration_h[arc.value()];
    const double leaves = enters + duration;
    timed.steps.push_back(TimedStep{arc, Hours(time), Hours(enters), Hours(leaves)});
    timed.waiting += Hours(enters - time);
    timed.cost += schedule.costs[arc.value()];
    moving += duration;
    time = leaves;
  }
  timed.arrival = Hours(time);
  timed.cost += schedule.moving_cost_per_hour * moving +
                schedule.waiting_cost_per_hour * timed.waiting.value();
  return {DepartureStatus::kFound, std::move(timed)};
}

std::vector<TimedResult> find_by_departure(const Graph& graph, NodeId source, NodeId target,
                                           const Schedule& schedule,
                                           std::span<const Hours> departures,
                                           Hours latest_arrival) {
  require_sound(graph, schedule);
  CORRIDOR_ASSERT(graph.holds(source) && graph.holds(target), "both ends are nodes of the graph");
  DepartureSearch search(graph, source, target, schedule, latest_arrival.value());
  std::vector<TimedResult> results;
  for (const Hours departure : departures) results.push_back(search.find(departure.value()));
  return results;
}

std::optional<std::size_t> cheapest_of(std::span<const TimedResult> results) {
  std::optional<std::size_t> cheapest;
  for (std::size_t i = 0; i < results.size(); ++i) {
    if (!results[i].route) continue;
    if (!cheapest || results[i].route->cost < results[*cheapest].route->cost) cheapest = i;
  }
  return cheapest;
}

}  // namespace corridor::routes
