#include "corridor/simulation/replicate.hpp"

#include <algorithm>
#include <atomic>

#include "corridor/base/parallel.hpp"

namespace corridor::simulation {
namespace {

// Days gone in all replications of a round together.
class Progress {
 public:
  explicit Progress(const ReplicateOptions& options) : options_(&options) {}

  bool day_over(int day, int days) {
    const long gone = ++gone_;
    if (options_->on_progress) {
      const double all = static_cast<double>(days) * std::max(options_->most, 1);
      if (!options_->on_progress(static_cast<double>(gone) / all, day)) is_stopped_ = true;
    }
    return !is_stopped_;
  }
  [[nodiscard]] bool is_stopped() const { return is_stopped_; }

 private:
  const ReplicateOptions* options_;
  std::atomic<long> gone_ = 0;
  std::atomic<bool> is_stopped_ = false;
};

}  // namespace

Replications replicate(const network::Network& network, const Flows& flows,
                       const ReplicateOptions& options) {
  Replications result;
  Progress progress(options);
  const int most = std::max(options.most, 1);
  while (static_cast<int>(result.runs.size()) < most) {
    const std::size_t first = result.runs.size();
    const auto count = static_cast<std::size_t>(
        std::min(std::max(options.least, 1), most - static_cast<int>(first)));
    result.runs.resize(first + count);
    for_each_index(count, options.jobs, [&](std::size_t index, int) {
      Options own = options.each;
      own.replication += first + index;
      if (own.replication != options.each.replication) own.trace_lot = 0;
      own.on_day = [&](int day, int days) { return progress.day_over(day, days); };
      if (!progress.is_stopped()) result.runs[first + index] = simulate(network, flows, own);
    });
    if (progress.is_stopped()) return {{}, true, {}, false};
    result.door_h = estimate(across(result.runs, mean_door_h));
    result.is_precise = options.precision <= 0.0 ||
                        result.door_h.half_width <= options.precision * result.door_h.mean;
    if (options.precision > 0.0 && result.is_precise) break;
  }
  return result;
}

std::vector<double> across(const std::vector<SimulatedRun>& runs,
                           const std::function<double(const SimulatedRun&)>& number) {
  std::vector<double> numbers;
  numbers.reserve(runs.size());
  for (const SimulatedRun& run : runs) numbers.push_back(number(run));
  return numbers;
}

double mean_door_h(const SimulatedRun& run) {
  double hours = 0.0;
  double teu = 0.0;
  for (const GroupRecord& group : run.groups) {
    hours += group.hours;
    teu += group.arrived_teu;
  }
  return teu > 0.0 ? hours / teu : 0.0;
}

int days_to_clear(std::span<const float> waiting, int reopened, double level) {
  for (std::size_t day = static_cast<std::size_t>(std::max(reopened, 0)); day < waiting.size();
       ++day) {
    if (static_cast<double>(waiting[day]) <= level) return static_cast<int>(day) - reopened;
  }
  return -1;
}

}  // namespace corridor::simulation
