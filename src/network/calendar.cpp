#include "corridor/network/calendar.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <string>

namespace corridor::network {
namespace {

using model::Border;
using model::Closure;
using model::ClosureEffect;
using model::ClosureTarget;
using model::Link;
using model::Season;

// Facilities by the name a closure calls them.
class Targets {
 public:
  explicit Targets(const Network& network) {
    const model::Scenario& world = *network.scenario;
    for (const FacilityId id : network.facilities.ids()) {
      const Facility& facility = network.facilities[id];
      by_slug_[{kind_of(facility.kind), facility.slug}].push_back(id);
      for (const model::PlaceId place : {facility.from, facility.to}) {
        by_slug_[{ClosureTarget::kPlace, world.places[place].slug}].push_back(id);
      }
    }
    for (const Link& link : world.links) {
      const auto found = by_slug_.find({ClosureTarget::kLink, link.slug});
      if (found == by_slug_.end()) continue;
      for (const std::string& passage : link.passages) {
        auto& lanes = by_slug_[{ClosureTarget::kPassage, passage}];
        lanes.insert(lanes.end(), found->second.begin(), found->second.end());
      }
    }
  }

  [[nodiscard]] std::vector<FacilityId> find(const Closure& closure) const {
    return find(closure.target, closure.object);
  }
  [[nodiscard]] std::vector<FacilityId> find(ClosureTarget target,
                                             const std::string& object) const {
    const auto found = by_slug_.find({target, object});
    return found == by_slug_.end() ? std::vector<FacilityId>() : found->second;
  }

 private:
  std::map<std::pair<ClosureTarget, std::string>, std::vector<FacilityId>> by_slug_;

  static ClosureTarget kind_of(FacilityKind kind) {
    switch (kind) {
      case FacilityKind::kBorder:
        return ClosureTarget::kBorder;
      case FacilityKind::kService:
        return ClosureTarget::kService;
      case FacilityKind::kPort:
      case FacilityKind::kTransitControl:
        return ClosureTarget::kPlace;
      default:
        return ClosureTarget::kLink;
    }
  }
};

bool is_in_season(const Season& season, Date day) {
  const std::chrono::year_month_day date(day);
  const auto at = std::pair(static_cast<int>(static_cast<unsigned>(date.month())),
                            static_cast<int>(static_cast<unsigned>(date.day())));
  const auto from = std::pair(season.from_month, season.from_day);
  const auto to = std::pair(season.to_month, season.to_day);
  return from <= to ? from <= at && at <= to : at >= from || at <= to;
}

bool covers(const Closure& closure, Date day) {
  return (!closure.from || *closure.from <= day) && (!closure.to || day <= *closure.to) &&
         (!closure.season || is_in_season(*closure.season, day));
}

// What holds on one day. Later rows win over earlier ones, so that an opening can end a closure.
struct DayState {
  Column<FacilityId, char> shut;  ///< by a closure or a season
  Column<FacilityId, double> factor;
};

DayState day_state(const Network& network, const Targets& targets, Date day) {
  const model::Scenario& world = *network.scenario;
  DayState state{Column<FacilityId, char>(network.facilities.size(), 0),
                 Column<FacilityId, double>(network.facilities.size(), 1.0)};
  std::map<std::string, const Border*> borders;
  for (const Border& border : world.borders) borders.emplace(border.slug, &border);
  for (const FacilityId id : network.facilities.ids()) {
    if (network.facilities[id].kind != FacilityKind::kBorder) continue;
    const Border& border = *borders.at(network.facilities[id].slug);
    if (border.closed_season && is_in_season(*border.closed_season, day)) state.shut[id] = 1;
  }
  for (const Closure& closure : world.closures) {
    if (!covers(closure, day)) continue;
    for (const FacilityId id : targets.find(closure)) {
      if (closure.effect == ClosureEffect::kCapacity) {
        state.factor[id] *= closure.factor;
      } else {
        state.shut[id] = closure.effect == ClosureEffect::kClosed ? 1 : 0;
      }
    }
  }
  return state;
}

// What is left of a facility's capacity.
double left_of(const DayState& state, FacilityId id) {
  return state.shut[id] != 0 ? 0.0 : state.factor[id];
}

using Weekdays = Column<FacilityId, std::array<bool, 7>>;

// Weekdays on which each facility works; all but borders work every day.
Weekdays working_days(const Network& network) {
  std::array<bool, 7> always{};
  always.fill(true);
  Weekdays days(network.facilities.size(), always);
  std::map<std::string, const Border*> borders;
  for (const Border& border : network.scenario->borders) borders.emplace(border.slug, &border);
  for (const FacilityId id : network.facilities.ids()) {
    if (network.facilities[id].kind == FacilityKind::kBorder) {
      days[id] = borders.at(network.facilities[id].slug)->open_on;
    }
  }
  return days;
}

// Days on which what is shut or narrowed may change: only they need a look of their own.
bool changes_on(const model::Scenario& world, Date day) {
  const Date before = day - std::chrono::days(1);
  for (const Closure& closure : world.closures) {
    if (covers(closure, day) != covers(closure, before)) return true;
  }
  for (const Border& border : world.borders) {
    if (border.closed_season &&
        is_in_season(*border.closed_season, day) != is_in_season(*border.closed_season, before)) {
      return true;
    }
  }
  return false;
}

// What holds on days that follow each other; looked up only where it may change.
class DayWalk {
 public:
  explicit DayWalk(const Network& network) : network_(&network), targets_(network) {}

  /// Steps to a day; false when what holds is that of the day before.
  bool step(Date day) {
    const bool is_first = today_.shut.empty();
    if (!is_first && !changes_on(*network_->scenario, day)) return false;
    today_ = day_state(*network_, targets_, day);
    return true;
  }
  [[nodiscard]] const DayState& today() const { return today_; }

 private:
  const Network* network_;
  Targets targets_;
  DayState today_;
};

MonthState month_state(const Network& network, const Weekdays& works_on, Month month,
                       DayWalk& walk) {
  const std::size_t count = network.facilities.size();
  MonthState state{Column<FacilityId, char>(count, 0), Column<FacilityId, double>(count, 0.0),
                   Column<FacilityId, double>(count, 0.0), days_in(month)};
  Column<FacilityId, int> shut_days(count, 0);
  for (int d = 0; d < state.days; ++d) {
    const Date day = first_day(month) + std::chrono::days(d);
    walk.step(day);
    const DayState& today = walk.today();
    const auto weekday = std::chrono::weekday(day).iso_encoding() - 1;
    for (const FacilityId id : network.facilities.ids()) {
      const bool is_open = today.shut[id] == 0;
      shut_days[id] += is_open ? 0 : 1;
      if (is_open && works_on[id][weekday]) state.open_share[id] += 1.0;
      state.factor[id] += today.factor[id];
    }
  }
  for (const FacilityId id : network.facilities.ids()) {
    state.open_share[id] /= state.days;
    state.factor[id] /= state.days;
    const bool is_shut = 2 * shut_days[id] > state.days || state.factor[id] <= 0.0;
    state.shut[id] = is_shut ? 1 : 0;
    if (is_shut) state.factor[id] = 1.0;  // months that differ only behind a shut door cost alike
  }
  return state;
}

}  // namespace

std::vector<MonthState> month_states(const Network& network) {
  const model::Scenario& world = *network.scenario;
  const Weekdays works_on = working_days(network);
  std::vector<MonthState> months;
  months.reserve(static_cast<std::size_t>(world.period.months));
  DayWalk walk(network);
  for (int index = 0; index < world.period.months; ++index) {
    months.push_back(month_state(network, works_on, add_months(world.period.start, index), walk));
  }
  return months;
}

Column<FacilityId, std::vector<DaySpan>> closed_days(const Network& network, Date first,
                                                     Date last) {
  Column<FacilityId, std::vector<DaySpan>> spans(network.facilities.size());
  DayWalk walk(network);
  for (Date day = first; day <= last; day += std::chrono::days(1)) {
    walk.step(day);
    for (const FacilityId id : network.facilities.ids()) {
      if (walk.today().shut[id] == 0 && walk.today().factor[id] > 0.0) continue;
      std::vector<DaySpan>& known = spans[id];
      if (!known.empty() && known.back().last + std::chrono::days(1) == day) {
        known.back().last = day;
      } else {
        known.push_back({day, day});
      }
    }
  }
  return spans;
}

const Closure* find_closure(const Network& network, FacilityId facility, Date day) {
  const Targets targets(network);
  const Closure* holding = nullptr;
  for (const Closure& closure : network.scenario->closures) {
    if (!covers(closure, day) || closure.effect == ClosureEffect::kCapacity) continue;
    const std::vector<FacilityId> met = targets.find(closure);
    if (std::find(met.begin(), met.end(), facility) == met.end()) continue;
    holding = closure.effect == ClosureEffect::kClosed ? &closure : nullptr;
  }
  return holding;
}

PerHour capacity_in(const Facility& facility, FacilityId id, const MonthState& state) {
  return facility.capacity * (state.open_share[id] * state.factor[id]);
}

std::vector<FacilityId> find_facilities(const Network& network, ClosureTarget target,
                                        const std::string& object) {
  return Targets(network).find(target, object);
}

std::vector<Interruption> interruptions(const Network& network) {
  const model::Scenario& world = *network.scenario;
  const Date first = first_day(world.period.start);
  const Date end = first_day(add_months(world.period.start, world.period.months));
  const int days = static_cast<int>((end - first).count());
  Column<FacilityId, std::vector<Interruption>> found(network.facilities.size());
  DayWalk walk(network);
  walk.step(first - std::chrono::days(1));
  const DayState before = walk.today();
  for (int day = 0; day < days; ++day) {
    if (!walk.step(first + std::chrono::days(day)) && day > 0) continue;
    const DayState& today = walk.today();
    for (const FacilityId id : network.facilities.ids()) {
      const double left = left_of(today, id);
      std::vector<Interruption>& own = found[id];
      const bool goes_on = !own.empty() && own.back().until == days;
      if (goes_on && own.back().factor == left) continue;
      if (goes_on) own.back().until = day;
      const bool began_before = day == 0 && left_of(before, id) == left;
      if (left != 1.0) own.push_back({id, day, days, left, began_before});
    }
  }
  std::vector<Interruption> all;
  for (const std::vector<Interruption>& own : found) all.insert(all.end(), own.begin(), own.end());
  return all;
}

}  // namespace corridor::network
