// From rates per hour to amounts of a month and of the period: the only place that converts.
#pragma once

#include <string>
#include <vector>

#include "corridor/outcome/outcome.hpp"

namespace corridor::results {

/// Hours of a month of the period.
[[nodiscard]] double hours_of_month(const outcome::Outcome& outcome, int month);

/// "2026-03", month of the period by its position.
[[nodiscard]] std::string name_of_month(const outcome::Outcome& outcome, int month);

/// What amounts of `months` months are counted on: "TEU/year", "trucks/month", "TEU/5 months".
[[nodiscard]] std::string per_months(const std::string& unit, std::size_t months);
[[nodiscard]] std::string per_period(const outcome::Outcome& outcome, const std::string& unit);

/// 95th percentile of a standard normal variable. Source: any table of the normal distribution.
inline constexpr double kNormal95 = 1.645;

}  // namespace corridor::results
