// When an arc can be entered: opening hours by day of week, timetables, rotations, and closures by
// season or date. Times are hours since the period starts (midnight of its first day).
// Once entered, an arc is passed to its end whatever closes meanwhile.
// First in, first out: `next_entry` never falls as its argument rises, because it is the least
// entry time at or after the argument; and passing takes the same time whenever one enters. So
// whoever is ready earlier leaves no later, and arrives no later.
// What is not here: zones and daylight saving (the input turns them into hours), capacity.
#pragma once

#include <optional>
#include <span>
#include <variant>
#include <vector>

#include "corridor/base/date.hpp"
#include "corridor/base/quantity.hpp"

namespace corridor::routes {

/// From `begin` on, up to but not including `end`.
struct HourSpan {
  Hours begin;
  Hours end;
  friend bool operator==(const HourSpan&, const HourSpan&) = default;
};

/// Which day hour 0 falls on.
struct Calendar {
  Date first_day;

  [[nodiscard]] Hours hour_of(Date day) const;
  /// From Monday, 00:00, to hour 0.
  [[nodiscard]] Hours hour_of_week() const;
};

/// The days from `first` to `last`, both included.
[[nodiscard]] HourSpan days(const Calendar& calendar, Date first, Date last);

/// The season from `first` to `last`, both included, of each year that has a part of it before
/// `horizon`. A season whose last day is before its first runs over the new year. The 29th of
/// February counts as the 28th in years that lack it.
[[nodiscard]] std::vector<HourSpan> season(const Calendar& calendar, std::chrono::month_day first,
                                           std::chrono::month_day last, Hours horizon);

/// Open in these spans of each week, counted from Monday, 00:00. Each begins within the week and
/// is at most a week long; it may run over the week's end. Without any: always open.
struct OpeningHours {
  std::vector<HourSpan> weekly;
};

/// Leaves at these hours of each week, counted from Monday, 00:00; within [0, 168).
struct WeeklyTimetable {
  std::vector<Hours> departures;
};

/// Leaves at these hours of the period and never after the last.
struct Timetable {
  std::vector<Hours> departures;
};

/// Leaves at `first` and then every `every` (> 0): a liner rotation or a headway.
struct Rotation {
  Hours first;
  Hours every;
};

/// When an arc can be entered. Within `closures` it cannot: opening hours pause, departures are
/// cancelled.
struct ArcTiming {
  std::variant<OpeningHours, WeeklyTimetable, Timetable, Rotation> plan;
  std::vector<HourSpan> closures;
};

/// An ArcTiming made ready for questions.
class Timing {
 public:
  /// Sorts and joins what `timing` lists. Requires what its types state.
  Timing(const ArcTiming& timing, const Calendar& calendar);

  /// The first time at or after `ready` at which the arc can be entered; nothing when it never
  /// can again. Cost: logarithmic in the plan, plus the closures met.
  [[nodiscard]] std::optional<Hours> next_entry(Hours ready) const;

 private:
  [[nodiscard]] double next_planned(double ready) const;
  [[nodiscard]] double next_in_week(double ready) const;

  double week_begin_ = 0.0;      // of the week of hour 0, <= 0
  bool weekly_ = false;          // spans_ repeat every week
  std::vector<HourSpan> spans_;  // ascending, apart; a departure is a span without length
  std::optional<Rotation> rotation_;
  std::vector<HourSpan> closures_;  // ascending, apart
};

}  // namespace corridor::routes
