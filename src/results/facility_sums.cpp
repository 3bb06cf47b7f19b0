#include "facility_sums.hpp"

#include <algorithm>

#include "period.hpp"

namespace corridor::results {

using network::FacilityId;
using outcome::Load;
using outcome::Outcome;

void Amounts::add(const Amounts& other) {
  laden_teu += other.laden_teu;
  empty_teu += other.empty_teu;
  base_teu += other.base_teu;
  load += other.load;
  base_load += other.base_load;
  capacity += other.capacity;
}

Amounts amounts_of_month(const Outcome& outcome, FacilityId facility, int month) {
  const auto at = static_cast<std::size_t>(month);
  const network::Facility& record = outcome.network->facilities[facility];
  const network::MonthState& state = outcome.months[at];
  const Load& load = outcome.loads[facility][at];
  const double hours = hours_of_month(outcome, month);
  // The base load of a facility passes on its open days, as its capacity does.
  const double base = record.base_load.value() * state.open_share[facility] + load.base_units;
  const double capacity = network::capacity_in(record, facility, state).value();
  return {load.laden_teu * hours, load.empty_teu * hours, load.base_teu * hours,
          load.units * hours,     base * hours,           capacity * hours};
}

Amounts amounts_of_period(const Outcome& outcome, FacilityId facility) {
  Amounts sum;
  for (int month = 0; month < static_cast<int>(outcome.months.size()); ++month) {
    sum.add(amounts_of_month(outcome, facility, month));
  }
  return sum;
}

Peak find_peak(const Outcome& outcome, FacilityId facility) {
  Peak peak;
  for (int month = 0; month < static_cast<int>(outcome.months.size()); ++month) {
    const auto now = outcome::utilisation(outcome, facility, month);
    if (now && (!peak.utilisation || *now > *peak.utilisation)) peak = {now, month};
  }
  return peak;
}

bool has_load(const Outcome& outcome, FacilityId facility) {
  const auto& loads = outcome.loads[facility];
  return std::any_of(loads.begin(), loads.end(), [](const Load& load) {
    return load.laden_teu + load.empty_teu + load.base_teu + load.units + load.base_units > 0.0;
  });
}

}  // namespace corridor::results
