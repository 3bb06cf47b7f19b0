#include "corridor/model/scenario.hpp"

#include <cmath>

#include "corridor/base/error.hpp"

namespace corridor::model {

UsdPerTeuHour value_of_time(const Scenario& scenario, const Demand& demand) {
  const ValueOfTime& school = scenario.value_of_time;
  if (school.flat) return *school.flat;
  if (school.share_of_value_per_hour) {
    return UsdPerTeuHour(demand.value.value() * *school.share_of_value_per_hour);
  }
  return school.by_commodity[demand.commodity];
}

TeuPerHour flow_in_month(const Scenario& scenario, const Demand& demand, int index) {
  const Month month = add_months(scenario.period.start, index);
  const double growth = std::pow(1.0 + demand.growth_per_year, month.year - demand.data_year);
  const double share =
      scenario.profiles[demand.profile].share[static_cast<std::size_t>(month.month - 1)];
  // A profile gives shares of the year's boxes; a month of d days holds d / 365 of its hours.
  constexpr double kDaysPerYear = 365.0;
  return demand.flow.value * (growth * share * kDaysPerYear / days_in(month));
}

bool is_in_force(const Scenario& scenario, const Regime& regime) {
  const Date middle = first_day(add_months(scenario.period.start, scenario.period.months / 2));
  return (!regime.from || *regime.from <= middle) && (!regime.to || *regime.to >= middle);
}

int days_in_month(const Period& period, int index) {
  return days_in(add_months(period.start, index));
}

}  // namespace corridor::model
