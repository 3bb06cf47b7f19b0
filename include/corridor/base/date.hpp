// Calendar days and months. No time of day, no zone: `input` turns zones into offsets.
#pragma once

#include <chrono>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace corridor {

using Date = std::chrono::sys_days;

/// A month of a year; months of a period are counted from its first.
struct Month {
  int year = 0;
  int month = 1;  ///< 1 to 12
  friend auto operator<=>(const Month&, const Month&) = default;
};

/// The date written as YYYY-MM-DD, or nothing when it is not one (2026-02-30 is not).
[[nodiscard]] std::optional<Date> parse_date(std::string_view text);

/// The month written as YYYY-MM, or nothing.
[[nodiscard]] std::optional<Month> parse_month(std::string_view text);

[[nodiscard]] std::string format_date(Date date);
[[nodiscard]] std::string format_month(Month month);

/// The month `count` months after `month`.
[[nodiscard]] Month add_months(Month month, int count);

[[nodiscard]] Date first_day(Month month);
[[nodiscard]] int days_in(Month month);

}  // namespace corridor
