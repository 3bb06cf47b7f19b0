#include "corridor/model/place.hpp"

#include <charconv>

namespace corridor::model {

DayHours hours_of_day(const Border& border) {
  const std::string& text = border.open_hours;  // "08:00-17:00"
  const auto number = [&](std::size_t at) {
    int value = -1;
    if (at + 2 <= text.size()) std::from_chars(text.data() + at, text.data() + at + 2, value);
    return value;
  };
  const double from = number(0) + number(3) / 60.0;
  const double until = number(6) + number(9) / 60.0;
  const bool is_read = text.size() == 11 && from >= 0 && until > from && until <= kHoursPerDay;
  return is_read ? DayHours{Hours(from), Hours(until)} : DayHours{Hours(0), Hours(kHoursPerDay)};
}

}  // namespace corridor::model
