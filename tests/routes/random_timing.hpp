// Random timings in whole hours, and the slow certain way to ask whether one is open.
#pragma once

#include <algorithm>
#include <cmath>

#include "corridor/routes/timing.hpp"
#include "random_network.hpp"

namespace corridor::routes {

inline HourSpan random_span(Dice& dice, int latest_begin, int longest) {
  const int begin = dice.roll(0, latest_begin);
  return {Hours(begin), Hours(begin + dice.roll(1, longest))};
}

inline ArcTiming random_timing(Dice& dice) {
  ArcTiming timing;
  switch (dice.roll(0, 3)) {
    case 0: {
      OpeningHours hours;
      for (int i = dice.roll(0, 4); i > 0; --i)
        hours.weekly.push_back(random_span(dice, 167, dice.chance(10) ? 168 : 30));
      timing.plan = hours;
      break;
    }
    case 1: {
      WeeklyTimetable table;
      for (int i = dice.roll(0, 4); i > 0; --i)
        table.departures.push_back(Hours(dice.roll(0, 167)));
      timing.plan = table;
      break;
    }
    case 2: {
      Timetable table;
      for (int i = dice.roll(0, 8); i > 0; --i)
        table.departures.push_back(Hours(dice.roll(-20, 400)));
      timing.plan = table;
      break;
    }
    default:
      timing.plan = Rotation{Hours(dice.roll(0, 100)), Hours(dice.roll(1, 90))};
  }
  for (int i = dice.roll(0, 3); i > 0; --i) timing.closures.push_back(random_span(dice, 300, 80));
  return timing;
}

inline bool holds(const HourSpan& span, double hour) {
  return span.begin.value() <= hour && hour < span.end.value();
}

inline bool is_planned(const ArcTiming& timing, int hour, int hour_of_week_at_zero) {
  const int in_week = (((hour + hour_of_week_at_zero) % 168) + 168) % 168;
  const auto is_at = [](int at) { return [at](Hours hours) { return hours == Hours(at); }; };
  if (const auto* hours = std::get_if<OpeningHours>(&timing.plan)) {
    return hours->weekly.empty() ||
           std::any_of(hours->weekly.begin(), hours->weekly.end(), [&](const HourSpan& span) {
             return holds(span, in_week) || holds(span, in_week + 168);
           });
  }
  if (const auto* week = std::get_if<WeeklyTimetable>(&timing.plan))
    return std::any_of(week->departures.begin(), week->departures.end(), is_at(in_week));
  if (const auto* table = std::get_if<Timetable>(&timing.plan))
    return std::any_of(table->departures.begin(), table->departures.end(), is_at(hour));
  const auto& rotation = std::get<Rotation>(timing.plan);
  const double since = hour - rotation.first.value();
  return since >= 0 && std::fmod(since, rotation.every.value()) == 0.0;
}

/// Whether the arc can be entered at the full hour `hour`.
inline bool is_open(const ArcTiming& timing, int hour, int hour_of_week_at_zero) {
  return is_planned(timing, hour, hour_of_week_at_zero) &&
         std::none_of(timing.closures.begin(), timing.closures.end(),
                      [hour](const HourSpan& closure) { return holds(closure, hour); });
}

}  // namespace corridor::routes
