#include "corridor/outcome/queue_loop.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "corridor/network/waiting.hpp"
#include "corridor/outcome/flows.hpp"

namespace corridor::outcome {
namespace {

using simulation::Interval;
using simulation::Replications;
using simulation::SiteId;
using Waits = Column<FacilityId, Hours>;

constexpr double kLeastDifferenceH = 1.0;  ///< that counts
constexpr double kMostNoise = 0.5;         ///< of a wait that is known

// What boxes waited at each facility; a port's yard and gate make them wait on top of its quay.
Column<FacilityId, Interval> measure(const network::Network& network, const Replications& result) {
  const Column<SiteId, simulation::Site> sites = simulation::list_sites(network);
  Column<FacilityId, std::vector<double>> waits(network.facilities.size());
  const auto add = [&](FacilityId facility, SiteId site) {
    waits[facility].resize(result.runs.size(), 0.0);
    for (std::size_t i = 0; i < result.runs.size(); ++i)
      waits[facility][i] += result.runs[i].sites[site].extra_wait_h;
  };
  for (const SiteId site : sites.ids()) {
    if (!sites[site].facility.is_none()) {
      add(sites[site].facility, site);
      continue;
    }
    for (const SiteId quay : sites.ids()) {
      if (sites[quay].kind == simulation::SiteKind::kQuay && sites[quay].place == sites[site].place)
        add(sites[quay].facility, site);
    }
  }
  Column<FacilityId, Interval> measured(network.facilities.size());
  for (const FacilityId id : measured.ids())
    if (!waits[id].empty()) measured[id] = simulation::estimate(waits[id]);
  return measured;
}

// Units of a facility that a lot of so many TEU takes, about.
double units_of_lot(const network::Network& network, const network::Facility& facility, Teu lot) {
  switch (facility.unit) {
    case network::CapacityUnit::kTrain:
      return lot.value() / std::max(1.0, network.scenario->parameters.teu_per_train);
    case network::CapacityUnit::kTruck:
    case network::CapacityUnit::kBox:
      return lot.value() / 2.0;
    default:
      return lot.value();
  }
}

// What luck alone changes in the mean load of a facility that the simulation sees: half the width
// of its 95 % interval, lots arriving at random.
double flow_noise(double load, double lot, double hours, std::size_t replications) {
  return 1.96 * std::sqrt(load * lot /
                          (hours * static_cast<double>(std::max<std::size_t>(replications, 1))));
}

struct Loads {
  Column<FacilityId, double> units;  ///< an hour, mean over the period
  double hours = 0.0;
};

Loads mean_loads(const Outcome& outcome) {
  Loads loads{Column<FacilityId, double>(outcome.loads.size(), 0.0), 0.0};
  double days = 0.0;
  for (const network::MonthState& month : outcome.months) days += month.days;
  for (const FacilityId id : loads.units.ids()) {
    for (std::size_t month = 0; month < outcome.months.size(); ++month)
      loads.units[id] += outcome.loads[id][month].units * outcome.months[month].days / days;
  }
  loads.hours = days * kHoursPerDay;
  return loads;
}

void compare_flows(const network::Network& network, const Loads& before, const Loads& after,
                   const QueueLoopOptions& options, QueueLoopStep& step) {
  const auto replications = static_cast<std::size_t>(options.replicate.most);
  for (const FacilityId id : after.units.ids()) {
    const network::Facility& facility = network.facilities[id];
    const double capacity = facility.capacity.value();
    const double most = std::max(before.units[id], after.units[id]);
    if (capacity <= 0.0 || most <= 0.0) continue;
    ++step.loaded;
    const double moved = std::abs(after.units[id] - before.units[id]);
    const double lot = units_of_lot(network, facility, options.replicate.each.lot);
    const double noise = flow_noise(most, lot, after.hours, replications);
    if (moved > std::max(options.flow_tolerance * capacity, noise)) ++step.moved;
    if (moved / capacity <= step.flow_change) continue;
    step.flow_change = moved / capacity;
    step.most_changed = id;
  }
}

// Where the wait lies at which a facility's measured wait is the assumed one. What is measured
// falls as what is assumed rises, for boxes go another way: gently where others fill the facility,
// and from weeks to nothing where a price kept its load just at what it can do.
class Bracket {
 public:
  // What to assume after one more measurement. Waits elsewhere change, too: ends that it
  // contradicts, or that have met without an agreement, move apart again.
  double next_h(double assumed_h, double measured_h) {
    (measured_h > assumed_h ? low_h_ : high_h_) = assumed_h;
    if (low_h_ >= high_h_ || high_h_ - low_h_ < kLeastDifferenceH / 4.0) {
      low_h_ /= 2.0;
      high_h_ = 2.0 * high_h_ + kLeastDifferenceH;
    }
    const double gap_h = measured_h - assumed_h;
    const double slope = (gap_h - gap_h_) / (assumed_h - assumed_h_);  // -1: nobody minds the wait
    const double guess_h = assumed_h - gap_h / slope;
    assumed_h_ = assumed_h;
    gap_h_ = gap_h;
    if (!std::isfinite(high_h_)) return measured_h;
    const bool is_gentle = slope > -kSteep && slope < -1.0 / kSteep;
    return is_gentle && guess_h > low_h_ && guess_h < high_h_ ? guess_h : middle_h();
  }

 private:
  static constexpr double kSteep = 3.0;
  double low_h_ = 0.0;
  double high_h_ = std::numeric_limits<double>::infinity();
  double assumed_h_ = -1.0;  ///< the time before
  double gap_h_ = 0.0;       ///< measured less assumed

  // Of the square roots, as the wait is more often a small part of the longest one measured.
  [[nodiscard]] double middle_h() const {
    const double root = (std::sqrt(low_h_) + std::sqrt(high_h_)) / 2.0;
    return root * root;
  }
};

double tolerated_h(const Interval& measured, double tolerance) {
  return std::max(kLeastDifferenceH, tolerance * measured.mean);
}

double allowed_h(const Interval& measured, double tolerance) {
  const double noise = std::isfinite(measured.half_width) ? measured.half_width : 0.0;
  return std::max(noise, tolerated_h(measured, tolerance));
}

void compare_waits(const Waits& assumed, const Column<FacilityId, Interval>& measured,
                   const Column<FacilityId, double>& loads, double tolerance, QueueLoopStep& step) {
  double units = 0.0;
  double hours = 0.0;
  for (const FacilityId id : assumed.ids()) {
    if (loads[id] <= 0.0) continue;
    const double difference = std::abs(measured[id].mean - assumed[id].value());
    if (std::max(measured[id].mean, assumed[id].value()) > kLeastDifferenceH) ++step.waited;
    units += loads[id];
    hours += loads[id] * difference;
    if (difference > allowed_h(measured[id], tolerance)) {
      ++step.unsettled;
    } else if (difference > tolerated_h(measured[id], tolerance) &&
               measured[id].half_width > kMostNoise * measured[id].mean) {
      ++step.vague;
    }
    if (difference <= step.wait_change_h) continue;
    step.wait_change_h = difference;
    step.half_width_h = measured[id].half_width;
    step.most_waited = id;
  }
  step.mean_difference_h = units > 0.0 ? hours / units : 0.0;
}

// Of intervals that each hold the truth nineteen times in twenty, one in twenty misses it by luck.
bool is_luck(int outside, int all) {
  return 20 * outside <= all;
}

void set_waits(const Waits& waits, Outcome& outcome) {
  for (const FacilityId id : waits.ids())
    for (Load& load : outcome.loads[id]) load.wait_h = waits[id].value();
}

}  // namespace

QueueLoop solve_with_queues(const std::shared_ptr<const network::Network>& network,
                            const QueueLoopOptions& options) {
  QueueLoop loop;
  Waits waits(network->facilities.size());
  Column<FacilityId, Bracket> brackets(network->facilities.size());
  Loads before;
  for (int count = 1; count <= options.max_steps; ++count) {
    const auto slower =
        std::make_shared<const network::Network>(network::with_waits(*network, waits));
    loop.outcome = solve(slower, options.solve);
    set_waits(waits, loop.outcome);
    loop.simulated = simulation::replicate(*network, flows_of(loop.outcome), options.replicate);
    loop.is_stopped = loop.simulated.is_stopped;
    if (loop.is_stopped) return loop;

    QueueLoopStep& step = loop.steps.emplace_back();
    const Column<FacilityId, Interval> measured = measure(*network, loop.simulated);
    const Loads loads = mean_loads(loop.outcome);
    if (count > 1) compare_flows(*network, before, loads, options, step);
    compare_waits(waits, measured, loads.units, options.wait_tolerance, step);
    if (options.on_step) options.on_step(count, step);
    const bool flows_agree = count > 1 && is_luck(step.moved, step.loaded);
    loop.is_converged =
        is_luck(step.unsettled, step.waited) && (flows_agree || step.wait_change_h == 0.0);
    if (loop.is_converged) return loop;
    before = loads;
    for (const FacilityId id : waits.ids()) {
      const double assumed_h = waits[id].value();
      if (std::abs(measured[id].mean - assumed_h) <=
          allowed_h(measured[id], options.wait_tolerance))
        continue;
      waits[id] = Hours(brackets[id].next_h(assumed_h, measured[id].mean));
    }
  }
  return loop;
}

}  // namespace corridor::outcome
