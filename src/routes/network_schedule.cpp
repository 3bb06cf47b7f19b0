#include "corridor/routes/network_schedule.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace corridor::routes {
namespace {

using network::DaySpan;
using network::FacilityId;

constexpr double kInfinity = std::numeric_limits<double>::infinity();

OpeningHours opening_hours(const model::Border& border) {
  OpeningHours hours;
  const model::DayHours day = model::hours_of_day(border);
  for (std::size_t weekday = 0; weekday < border.open_on.size(); ++weekday) {
    const Hours midnight(kHoursPerDay * static_cast<double>(weekday));
    if (border.open_on[weekday])
      hours.weekly.push_back({midnight + day.from, midnight + day.until});
  }
  const bool is_always =
      hours.weekly.size() == border.open_on.size() && day.until - day.from == Hours(kHoursPerDay);
  if (is_always) hours.weekly.clear();
  return hours;
}

// Timings of facilities, made once for each arc that meets the same ones.
class Timer {
 public:
  Timer(const network::Network& network, const Calendar& calendar, Date last)
      : network_(&network),
        calendar_(calendar),
        last_(last),
        closed_(network::closed_days(network, calendar.first_day, last)) {
    for (const model::Border& border : network.scenario->borders)
      borders_.emplace(border.slug, &border);
  }

  /// The timing of an arc, none when it is always open; nothing when it is never.
  std::optional<TimingId> of(ArcId arc, std::vector<Timing>& timings) {
    std::vector<FacilityId> limits;
    const OpeningHours* hours = nullptr;
    for (const network::FacilityUse& use : network_->uses[arc]) {
      const bool is_post =
          network_->facilities[use.facility].kind == network::FacilityKind::kBorder;
      const bool passes_gate = is_post && network_->arcs[arc].kind == network::ArcKind::kBorder;
      if (passes_gate) hours = &hours_of(use.facility);
      const bool has_hours = passes_gate && !hours->weekly.empty();
      if (has_hours || !closed_[use.facility].empty()) limits.push_back(use.facility);
    }
    if (limits.empty()) return TimingId();
    // A train that runs through a post meets its closures, not its hours.
    const auto [entry, is_new] = known_.try_emplace({limits, hours});
    if (is_new) entry->second = make(limits, hours, timings);
    return entry->second;
  }

 private:
  const network::Network* network_;
  Calendar calendar_;
  Date last_;
  Column<FacilityId, std::vector<DaySpan>> closed_;
  std::map<std::string, const model::Border*> borders_;
  std::map<FacilityId, OpeningHours> hours_;
  using Limits = std::pair<std::vector<FacilityId>, const OpeningHours*>;
  std::map<Limits, std::optional<TimingId>> known_;

  const OpeningHours& hours_of(FacilityId id) {
    const auto [entry, is_new] = hours_.try_emplace(id);
    if (is_new) entry->second = opening_hours(*borders_.at(network_->facilities[id].slug));
    return entry->second;
  }

  std::optional<TimingId> make(const std::vector<FacilityId>& limits, const OpeningHours* hours,
                               std::vector<Timing>& timings) const {
    ArcTiming timing;
    timing.plan = hours != nullptr ? *hours : OpeningHours{};
    for (const FacilityId id : limits) {
      for (const DaySpan& span : closed_[id]) {
        HourSpan shut = days(calendar_, span.first, span.last);
        // Shut on the last day that is looked at: nobody knows until when.
        if (span.last == last_) shut.end = Hours(kInfinity);
        if (shut.begin <= Hours(0) && shut.end == Hours(kInfinity)) return std::nullopt;
        timing.closures.push_back(shut);
      }
    }
    timings.emplace_back(timing, calendar_);
    return TimingId(timings.size() - 1);
  }
};

}  // namespace

NetworkSchedule make_schedule(const network::Network& network, const network::CargoClass& cargo,
                              const network::MonthState& state, Date first, int days) {
  NetworkSchedule schedule;
  schedule.calendar = {first};
  schedule.usd_per_hour = cargo.value_of_time.value();
  network::MonthState open = state;
  open.shut.assign(state.shut.size(), 0);
  network::fill_costs(network, cargo, open, schedule.costs);
  schedule.duration_h.resize(network.arcs.size());
  schedule.timing_of.resize(network.arcs.size());
  Timer timer(network, schedule.calendar, first + std::chrono::days(days));
  for (const ArcId arc : network.arcs.ids()) {
    const double hours = network::journey(network, open, {&arc, 1}).time.value();
    double& cost = schedule.costs[arc.value()];
    schedule.duration_h[arc.value()] = hours;
    cost = std::max(0.0, cost - schedule.usd_per_hour * hours);
    const std::optional<TimingId> timing = timer.of(arc, schedule.timings);
    if (!timing) {
      cost = kInfinity;
    } else {
      schedule.timing_of[arc.value()] = *timing;
    }
  }
  return schedule;
}

}  // namespace corridor::routes
