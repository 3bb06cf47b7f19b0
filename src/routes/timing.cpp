#include "corridor/routes/timing.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "corridor/base/error.hpp"

namespace corridor::routes {
namespace {

constexpr double kWeek = 7 * kHoursPerDay;
constexpr double kInfinity = std::numeric_limits<double>::infinity();

// Ascending; spans that touch become one.
void sort_and_join(std::vector<HourSpan>& spans) {
  std::sort(spans.begin(), spans.end(), [](const HourSpan& a, const HourSpan& b) {
    return a.begin != b.begin ? a.begin < b.begin : a.end < b.end;
  });
  std::size_t kept = 0;
  for (const HourSpan& span : spans) {
    if (kept > 0 && span.begin <= spans[kept - 1].end)
      spans[kept - 1].end = std::max(spans[kept - 1].end, span.end);
    else
      spans[kept++] = span;
  }
  spans.resize(kept);
}

std::vector<HourSpan> spans_in_week(const OpeningHours& hours) {
  std::vector<HourSpan> spans;
  for (const HourSpan& span : hours.weekly) {
    const bool fits = Hours(0.0) <= span.begin && span.begin < Hours(kWeek) &&
                      span.begin < span.end && span.end - span.begin <= Hours(kWeek);
    CORRIDOR_ASSERT(fits, "opening hours begin within the week and last at most one");
    spans.push_back({span.begin, std::min(span.end, Hours(kWeek))});
    if (span.end > Hours(kWeek)) spans.push_back({Hours(0.0), span.end - Hours(kWeek)});
  }
  sort_and_join(spans);
  return spans;
}

std::vector<HourSpan> moments(std::vector<Hours> departures) {
  std::sort(departures.begin(), departures.end());
  std::vector<HourSpan> spans;
  spans.reserve(departures.size());
  for (const Hours departure : departures) spans.push_back({departure, departure});
  return spans;
}

// The first of `spans` that is not over at `time`: open after it, or a departure at or after it.
const HourSpan* first_not_over(const std::vector<HourSpan>& spans, double time) {
  const auto found = std::partition_point(spans.begin(), spans.end(), [time](const HourSpan& span) {
    const bool is_moment = span.begin == span.end;
    return is_moment ? span.end.value() < time : span.end.value() <= time;
  });
  return found == spans.end() ? nullptr : &*found;
}

double next_of(const Rotation& rotation, double ready) {
  const double first = rotation.first.value();
  const double every = rotation.every.value();
  if (ready <= first) return first;
  double count = std::ceil((ready - first) / every);
  while (first + count * every < ready) ++count;  // the quotient may be rounded
  while (first + (count - 1.0) * every >= ready) --count;
  return first + count * every;
}

Date day_in(std::chrono::year year, std::chrono::month_day day) {
  const std::chrono::year_month_day date(year, day.month(), day.day());
  if (date.ok()) return date;
  return std::chrono::year_month_day_last(year, std::chrono::month_day_last(day.month()));
}

}  // namespace

Hours Calendar::hour_of(Date day) const {
  return Hours(kHoursPerDay * static_cast<double>((day - first_day).count()));
}

Hours Calendar::hour_of_week() const {
  const unsigned days_since_monday = std::chrono::weekday(first_day).iso_encoding() - 1;
  return Hours(kHoursPerDay * days_since_monday);
}

HourSpan days(const Calendar& calendar, Date first, Date last) {
  return {calendar.hour_of(first), calendar.hour_of(last) + Hours(kHoursPerDay)};
}

std::vector<HourSpan> season(const Calendar& calendar, std::chrono::month_day first,
                             std::chrono::month_day last, Hours horizon) {
  std::vector<HourSpan> spans;
  const std::chrono::years past_new_year(last < first ? 1 : 0);
  // The season that began the year before may still last.
  auto year = std::chrono::year_month_day(calendar.first_day).year() - std::chrono::years(1);
  for (;; ++year) {
    const HourSpan span = days(calendar, day_in(year, first), day_in(year + past_new_year, last));
    if (span.begin >= horizon) return spans;
    if (span.end > Hours(0.0)) spans.push_back(span);
  }
}

Timing::Timing(const ArcTiming& timing, const Calendar& calendar)
    : week_begin_(-calendar.hour_of_week().value()), closures_(timing.closures) {
  if (const auto* hours = std::get_if<OpeningHours>(&timing.plan)) {
    spans_ = spans_in_week(*hours);
    if (spans_.empty()) spans_ = {{Hours(0.0), Hours(kWeek)}};
    weekly_ = true;
  } else if (const auto* week = std::get_if<WeeklyTimetable>(&timing.plan)) {
    spans_ = moments(week->departures);
    const bool fits = spans_.empty() ||
                      (spans_.front().begin >= Hours(0.0) && spans_.back().begin < Hours(kWeek));
    CORRIDOR_ASSERT(fits, "departures of a week lie within it");
    weekly_ = true;
  } else if (const auto* table = std::get_if<Timetable>(&timing.plan)) {
    spans_ = moments(table->departures);
  } else {
    rotation_ = std::get<Rotation>(timing.plan);
    CORRIDOR_ASSERT(rotation_->every > Hours(0.0), "a rotation comes round after some time");
  }
  for (const HourSpan& closure : closures_)
    CORRIDOR_ASSERT(closure.begin <= closure.end, "a closure ends after it begins");
  std::erase_if(closures_, [](const HourSpan& closure) { return closure.begin == closure.end; });
  sort_and_join(closures_);
}

std::optional<Hours> Timing::next_entry(Hours ready) const {
  double time = next_planned(ready.value());
  for (const HourSpan* closure = first_not_over(closures_, time);
       closure != nullptr && closure->begin.value() <= time;
       closure = first_not_over(closures_, time))
    time = next_planned(closure->end.value());
  if (time == kInfinity) return std::nullopt;
  return Hours(time);
}

// +infinity when the plan has no more.
double Timing::next_planned(double ready) const {
  if (ready == kInfinity) return kInfinity;
  if (rotation_) return next_of(*rotation_, ready);
  if (weekly_) return next_in_week(ready);
  const HourSpan* span = first_not_over(spans_, ready);
  if (span == nullptr) return kInfinity;
  return std::max(ready, span->begin.value());
}

double Timing::next_in_week(double ready) const {
  if (spans_.empty()) return kInfinity;
  const double week = week_begin_ + kWeek * std::floor((ready - week_begin_) / kWeek);
  const HourSpan* span = first_not_over(spans_, ready - week);
  if (span == nullptr) return std::max(ready, week + kWeek + spans_.front().begin.value());
  return std::max(ready, week + span->begin.value());
}

}  // namespace corridor::routes
