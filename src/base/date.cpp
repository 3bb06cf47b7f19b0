#include "corridor/base/date.hpp"

#include <fmt/format.h>

#include <charconv>

namespace corridor {
namespace {

// The number made of exactly the digits of `text`, or -1.
int parse_digits(std::string_view text) {
  int number = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool all = error == std::errc() && end == text.data() + text.size();
  return all && text.front() != '-' ? number : -1;
}

}  // namespace

std::optional<Month> parse_month(std::string_view text) {
  if (text.size() != 7 || text[4] != '-') return std::nullopt;
  const Month month{parse_digits(text.substr(0, 4)), parse_digits(text.substr(5, 2))};
  if (month.year < 0 || month.month < 1 || month.month > 12) return std::nullopt;
  return month;
}

std::optional<Date> parse_date(std::string_view text) {
  if (text.size() != 10 || text[7] != '-') return std::nullopt;
  const auto month = parse_month(text.substr(0, 7));
  const int day = parse_digits(text.substr(8, 2));
  if (!month || day < 1 || day > days_in(*month)) return std::nullopt;
  return first_day(*month) + std::chrono::days(day - 1);
}

std::string format_month(Month month) {
  return fmt::format("{:04}-{:02}", month.year, month.month);
}

std::string format_date(Date date) {
  const std::chrono::year_month_day day(date);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()),
                     static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
}

Month add_months(Month month, int count) {
  const int index = month.year * 12 + month.month - 1 + count;
  return {index / 12, index % 12 + 1};
}

Date first_day(Month month) {
  return Date(std::chrono::year(month.year) /
              std::chrono::month(static_cast<unsigned>(month.month)) / 1);
}

int days_in(Month month) {
  return static_cast<int>((first_day(add_months(month, 1)) - first_day(month)).count());
}

}  // namespace corridor
