#include "corridor/outcome/queue_loop.hpp"

#include <algorithm>
#include <cmath>

#include "corridor/network/waiting.hpp"
#include "corridor/outcome/flows.hpp"

namespace corridor::outcome {
namespace {

using simulation::Interval;
using simulation::Replications;
using simulation::SiteId;
using Waits = Column<FacilityId, Hours>;

constexpr double kLeastDifferenceH = 1.0;  ///< that counts

// What boxes waited at each facility; a port's yard and gate make them wait on top of its quay.
Column<FacilityId, Interval> measure(const network::Network& network, const Replications& result) {
  const Column<SiteId, simulation::Site> sites = simulation::list_sites(network);
  Column<FacilityId, std::vector<double>> waits(network.facilities.size());
  const auto add = [&](FacilityId facility, SiteId site) {
    waits[facility].resize(result.runs.size(), 0.0);
    for (std::size_t i = 0; i < result.runs.size(); ++i)
      waits[facility][i] += result.runs[i].sites[site].mean_wait_h;
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

// Units per hour, mean over the period.
Column<FacilityId, double> mean_loads(const Outcome& outcome) {
  Column<FacilityId, double> loads(outcome.loads.size(), 0.0);
  double days = 0.0;
  for (const network::MonthState& month : outcome.months) days += month.days;
  for (const FacilityId id : loads.ids()) {
    for (std::size_t month = 0; month < outcome.months.size(); ++month)
      loads[id] += outcome.loads[id][month].units * outcome.months[month].days / days;
  }
  return loads;
}

void compare_flows(const network::Network& network, const Column<FacilityId, double>& before,
                   const Column<FacilityId, double>& after, QueueLoopStep& step) {
  for (const FacilityId id : after.ids()) {
    const double capacity = network.facilities[id].capacity.value();
    if (capacity <= 0.0) continue;
    const double change = std::abs(after[id] - before[id]) / capacity;
    if (change <= step.flow_change) continue;
    step.flow_change = change;
    step.most_changed = id;
  }
}

void compare_waits(const Waits& assumed, const Column<FacilityId, Interval>& measured,
                   const Column<FacilityId, double>& loads, double tolerance, QueueLoopStep& step) {
  double units = 0.0;
  double hours = 0.0;
  for (const FacilityId id : assumed.ids()) {
    if (loads[id] <= 0.0) continue;
    const double difference = std::abs(measured[id].mean - assumed[id].value());
    units += loads[id];
    hours += loads[id] * difference;
    const double noise = std::isfinite(measured[id].half_width) ? measured[id].half_width : 0.0;
    const double allowed = std::max({noise, kLeastDifferenceH, tolerance * measured[id].mean});
    if (difference > allowed) ++step.unsettled;
    if (difference <= step.wait_change_h) continue;
    step.wait_change_h = difference;
    step.half_width_h = measured[id].half_width;
    step.most_waited = id;
  }
  step.mean_difference_h = units > 0.0 ? hours / units : 0.0;
}

void set_waits(const Waits& waits, Outcome& outcome) {
  for (const FacilityId id : waits.ids())
    for (Load& load : outcome.loads[id]) load.wait_h = waits[id].value();
}

}  // namespace

QueueLoop solve_with_queues(std::shared_ptr<const network::Network> network,
                            const QueueLoopOptions& options) {
  QueueLoop loop;
  Waits waits(network->facilities.size());
  Column<FacilityId, double> before;
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
    const Column<FacilityId, double> loads = mean_loads(loop.outcome);
    if (count > 1) compare_flows(*network, before, loads, step);
    compare_waits(waits, measured, loads, options.wait_tolerance, step);
    if (options.on_step) options.on_step(count, step);
    const bool flows_agree = count > 1 ? step.flow_change <= options.flow_tolerance : false;
    loop.is_converged = step.unsettled == 0 && (flows_agree || step.wait_change_h == 0.0);
    if (loop.is_converged) return loop;
    before = loads;
    for (const FacilityId id : waits.ids())
      waits[id] += (Hours(measured[id].mean) - waits[id]) / static_cast<double>(count + 1);
  }
  return loop;
}

}  // namespace corridor::outcome
