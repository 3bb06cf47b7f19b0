#include "corridor/studies/ranging.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "corridor/base/text.hpp"
#include "corridor/outcome/month_again.hpp"

namespace corridor::studies {
namespace {

using network::Facility;
using network::FacilityId;
using outcome::MonthAgain;
using outcome::Outcome;

constexpr double kNoLimit = std::numeric_limits<double>::infinity();
// A step is at most this share of the capacity.
constexpr double kLargestStep = 0.2;
// Less than this share of price x step, or of the capacity, is nothing.
constexpr double kNothing = 0.01;

std::vector<FacilityId> find_dearest(const Outcome& outcome, int month, std::size_t most) {
  std::vector<FacilityId> dearest;
  for (const FacilityId id : outcome.loads.ids())
    if (outcome::worth_of_room(outcome, id, month) > 0.0) dearest.push_back(id);
  std::stable_sort(dearest.begin(), dearest.end(), [&](FacilityId a, FacilityId b) {
    return outcome::worth_of_room(outcome, a, month) > outcome::worth_of_room(outcome, b, month);
  });
  dearest.resize(std::min(most, dearest.size()));
  return dearest;
}

// The largest of 1, 2, 5, 10, 20, 50, ... units a day that is a small part of the capacity, and no
// more than what would be used.
PerHour step_for(PerHour capacity, PerHour missing) {
  const double used = missing.value() > kNothing * capacity.value() ? missing.value() : kNoLimit;
  const double most = std::min(kLargestStep * capacity.value(), used) * kHoursPerDay;
  double step = 1.0;
  double ten = 1.0;
  while (ten <= most) {
    for (const double one : {1.0, 2.0, 5.0})
      if (one * ten <= most) step = one * ten;
    ten *= 10.0;
  }
  return PerHour(step / kHoursPerDay);
}

// `now`: the month with the room that there is.
CapacityRange find_range(const Outcome& outcome, FacilityId id, int month,
                         const outcome::MonthAnswer& now, MonthAgain& again) {
  const PerHour room = again.room(id);
  CapacityRange range;
  range.facility = id;
  range.month = month;
  range.capacity = network::capacity_in(outcome.network->facilities[id], id,
                                        outcome.months[static_cast<std::size_t>(month)]);
  range.price = outcome.loads[id][static_cast<std::size_t>(month)].price;
  const outcome::MonthAnswer all = again.solve(id, PerHour(kNoLimit));
  range.step = step_for(range.capacity, all.use - room);
  const outcome::MonthAnswer more = again.solve(id, room + range.step);
  if (now.converged && more.converged)
    range.worth_of_step = UsdPerHour(std::max(0.0, (now.cost - more.cost).value()));
  if (all.converged) range.stops_binding_at = range.capacity - room + all.use;
  return range;
}

}  // namespace

std::vector<CapacityRange> find_ranges(const Outcome& outcome, const RangingOptions& options) {
  std::vector<CapacityRange> ranges;
  if (!outcome.headline.first_over) return ranges;
  const int month = outcome.headline.first_over->month;
  const std::vector<FacilityId> dearest = find_dearest(outcome, month, options.most_facilities);
  if (dearest.empty()) return ranges;
  MonthAgain again(outcome, month, options.jobs);
  const outcome::MonthAnswer now = again.solve(dearest.front(), again.room(dearest.front()));
  for (const FacilityId id : dearest) ranges.push_back(find_range(outcome, id, month, now, again));
  return ranges;
}

std::string describe(const Outcome& outcome, const CapacityRange& range) {
  const Facility& facility = outcome.network->facilities[range.facility];
  const std::string month =
      format_month(add_months(outcome.network->scenario->period.start, range.month));
  const double step = range.step.value() * kHoursPerDay;
  std::string text =
      fmt::format("{:g} more {} a day at {}", step,
                  step == 1.0 ? network::one_of(facility.unit) : network::name_of(facility.unit),
                  facility.name);
  if (!range.worth_of_step) {
    text += fmt::format(": what they are worth in {} was not found", month);
  } else if (range.worth_of_step->value() <= kNothing * range.price * range.step.value()) {
    text += fmt::format(" are worth nothing by themselves in {}: what they would pass next is full",
                        month);
  } else {
    text += fmt::format(" {} worth {} USD a day in {}", step == 1.0 ? "is" : "are",
                        with_commas(range.worth_of_step->value() * kHoursPerDay), month);
  }
  if (range.stops_binding_at) {
    text += fmt::format("; it stops binding at {}, now {}",
                        with_commas(range.stops_binding_at->value() * kHoursPerDay),
                        with_commas(range.capacity.value() * kHoursPerDay));
  }
  return text;
}

}  // namespace corridor::studies
