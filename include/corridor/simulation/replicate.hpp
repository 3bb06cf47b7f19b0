// Many replications of one scenario, on all threads, the same on any number of them.
#pragma once

#include <functional>
#include <vector>

#include "corridor/simulation/interval.hpp"
#include "corridor/simulation/simulate.hpp"

namespace corridor::simulation {

struct ReplicateOptions {
  Options each;  ///< its replication is the first of all
  int least = 5;
  int most = 5;
  /// Stops when the half width of the mean time door to door is at most this share of it; 0 = runs
  /// `most`. Looked at after each round of `least`, so that threads do not matter.
  double precision = 0.0;
  int jobs = 1;
  /// Told the share done and the day reached, from any thread; false ends all early.
  std::function<bool(double share, int day)> on_progress = {};
};

struct Replications {
  std::vector<SimulatedRun> runs;  ///< in order; empty if ended early
  bool is_stopped = false;
  Interval door_h;         ///< mean time door to door of all laden boxes
  bool is_precise = true;  ///< `precision` was reached, or not asked for
};

/// Source: Law 2015, 9.4.1 (sequential procedure).
[[nodiscard]] Replications replicate(const network::Network& network, const Flows& flows,
                                     const ReplicateOptions& options);

/// One number of each run.
[[nodiscard]] std::vector<double> across(const std::vector<SimulatedRun>& runs,
                                         const std::function<double(const SimulatedRun&)>& number);

/// Mean hours door to door of all laden boxes that arrived in the period; 0 if none did.
[[nodiscard]] double mean_door_h(const SimulatedRun& run);

/// Days from a site's reopening until what waits there is back at `level` TEU; -1 = not in the
/// series. `reopened` and the series count days of the period.
[[nodiscard]] int days_to_clear(std::span<const float> waiting, int reopened, double level);

}  // namespace corridor::simulation
