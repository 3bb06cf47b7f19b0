#include "period.hpp"

namespace corridor::results {

double hours_of_month(const outcome::Outcome& outcome, int month) {
  return kHoursPerDay * model::days_in_month(outcome.network->scenario->period, month);
}

std::string name_of_month(const outcome::Outcome& outcome, int month) {
  return format_month(add_months(outcome.network->scenario->period.start, month));
}

std::string per_months(const std::string& unit, std::size_t months) {
  if (months == 12) return unit + "/year";
  if (months == 1) return unit + "/month";
  return unit + "/" + std::to_string(months) + " months";
}

std::string per_period(const outcome::Outcome& outcome, const std::string& unit) {
  return per_months(unit, static_cast<std::size_t>(outcome.network->scenario->period.months));
}

}  // namespace corridor::results
