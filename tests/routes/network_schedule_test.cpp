#include "corridor/routes/network_schedule.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <cmath>

#include "random_world.hpp"
#include "time_expanded.hpp"

namespace corridor::routes {
namespace {

using namespace std::chrono_literals;
using network::ArcKind;
using network::FacilityKind;

const Date kFirst(2026y / 1 / 10);
constexpr int kDays = 30;
constexpr int kLastHour = 24 * (kDays + 1);

void make_hours_and_closures(Dice& dice, RandomWorld& world) {
  std::vector<std::pair<model::ClosureTarget, std::string>> targets = {
      {model::ClosureTarget::kPassage, "suez"},
      {model::ClosureTarget::kPlace, "north"},
      {model::ClosureTarget::kService, "train0"}};
  for (model::Border& border : world.edit().borders) {
    if (dice.chance(50)) border.open_hours = dice.chance(50) ? "08:00-17:00" : "00:00-06:00";
    for (std::size_t day = 1; day < border.open_on.size(); ++day)
      border.open_on.at(day) = dice.chance(70);
    if (dice.chance(20)) border.closed_season = model::Season{12, 20, 1, dice.roll(8, 25)};
    targets.emplace_back(model::ClosureTarget::kBorder, border.slug);
  }
  for (const model::Link& link : world.edit().links)
    targets.emplace_back(model::ClosureTarget::kLink, link.slug);
  for (int i = dice.roll(0, 9); i > 0; --i) {
    const auto& [target, object] =
        targets[static_cast<std::size_t>(dice.roll(0, static_cast<int>(targets.size()) - 1))];
    world.close(target, object, "2026-01-01", "2026-01-01");
    model::Closure& closure = world.edit().closures.back();
    if (dice.chance(30)) closure.effect = model::ClosureEffect::kOpen;
    closure.from = kFirst + std::chrono::days(dice.roll(-9, kDays));
    closure.to = *closure.from + std::chrono::days(dice.roll(0, 12));
    if (dice.chance(20)) closure.to.reset();
  }
}

// Rows as a clerk reads them, one day and one facility at a time.
class Clerk {
 public:
  explicit Clerk(const network::Network& network) : network_(network), world_(*network.scenario) {}

  /// Whether the arc lets boxes in at a full hour; days after the last are like the last.
  [[nodiscard]] bool is_open(ArcId arc, int hour) const {
    const Date today = kFirst + std::chrono::days(hour / 24);
    const Date known = std::min(today, kFirst + std::chrono::days(kDays));
    for (const network::FacilityUse& use : network_.uses[arc])
      if (is_closed(network_.facilities[use.facility], known)) return false;
    if (network_.arcs[arc].kind != ArcKind::kBorder) return true;
    const model::Border& border = world_.borders[network_.arcs[arc].border];
    const int from = border.open_hours == "08:00-17:00" ? 8 : 0;
    const int until = border.open_hours == "08:00-17:00"   ? 17
                      : border.open_hours == "00:00-06:00" ? 6
                                                           : 24;
    const auto weekday = std::chrono::weekday(today).iso_encoding() - 1;
    return border.open_on.at(weekday) && hour % 24 >= from && hour % 24 < until;
  }

 private:
  const network::Network& network_;
  const model::Scenario& world_;

  [[nodiscard]] bool is_closed(const network::Facility& facility, Date day) const {
    bool closed = false;
    for (const model::Border& border : world_.borders) {
      if (facility.kind != FacilityKind::kBorder || border.slug != facility.slug) continue;
      const auto season = border.closed_season;  // 20 December to some day of January
      const Date end = Date(2026y / 1 / (season ? season->to_day : 1));
      closed = season && day <= end;
    }
    for (const model::Closure& closure : world_.closures) {
      const bool holds = day >= *closure.from && (!closure.to || day <= *closure.to);
      if (holds && meets(closure, facility))
        closed = closure.effect == model::ClosureEffect::kClosed;
    }
    return closed;
  }

  [[nodiscard]] bool meets(const model::Closure& closure, const network::Facility& facility) const {
    const bool is_post = facility.kind == FacilityKind::kBorder;
    const bool is_train = facility.kind == FacilityKind::kService;
    const bool is_port = facility.kind == FacilityKind::kPort;
    const bool is_link = !is_post && !is_train && !is_port;
    const bool is_named = facility.slug == closure.object;
    switch (closure.target) {
      case model::ClosureTarget::kBorder:
        return is_post && is_named;
      case model::ClosureTarget::kService:
        return is_train && is_named;
      case model::ClosureTarget::kLink:
        return is_link && is_named;
      case model::ClosureTarget::kPlace:
        return (is_port && is_named) || world_.places[facility.from].slug == closure.object ||
               world_.places[facility.to].slug == closure.object;
      case model::ClosureTarget::kPassage:
        return is_link && passes(facility.slug, closure.object);
    }
    return false;
  }

  [[nodiscard]] bool passes(const std::string& link, const std::string& passage) const {
    for (const model::Link& lane : world_.links) {
      const auto& names = lane.passages;
      if (lane.slug == link && std::find(names.begin(), names.end(), passage) != names.end())
        return true;
    }
    return false;
  }
};

// Each full hour asked, from the last to the first.
void expect_like_the_clerk(const Clerk& clerk, const NetworkSchedule& schedule, ArcId arc) {
  double next = kInfinity;
  for (int hour = kLastHour + 168; hour >= 0; --hour) {
    if (clerk.is_open(arc, hour)) next = hour;
    if (hour > kLastHour) continue;  // the next opening may lie past the hours asked
    double found = hour;
    const TimingId timing = schedule.timing_of[arc.value()];
    if (schedule.costs[arc.value()] == kInfinity) {
      found = kInfinity;
    } else if (!timing.is_none()) {
      const auto entry = schedule.timings[timing.value()].next_entry(Hours(hour));
      found = entry ? entry->value() : kInfinity;
    }
    ASSERT_EQ(found, next) << "arc " << arc.value() << " at hour " << hour;
  }
}

TEST(NetworkSchedule, OpensAndShutsWithTheRowsOfRandomWorldsHourByHour) {
  std::size_t timed = 0;
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    Dice dice(seed);
    RandomWorld world(dice);
    make_hours_and_closures(dice, world);
    const network::Network network = world.build();
    network::MonthState state;
    const std::vector<double> costs = open_costs(network, &state);
    const NetworkSchedule schedule = make_schedule(network, plain_cargo(), state, kFirst, kDays);
    const Clerk clerk(network);
    for (const ArcId arc : network.arcs.ids()) {
      timed += schedule.timing_of[arc.value()].is_none() ? 0U : 1U;
      expect_like_the_clerk(clerk, schedule, arc);
      if (schedule.costs[arc.value()] == kInfinity) continue;
      ASSERT_NEAR(schedule.costs[arc.value()] + 0.5 * schedule.duration_h[arc.value()],
                  costs[arc.value()], 1e-9);
    }
    if (HasFatalFailure()) break;
  }
  EXPECT_GT(timed, 1000U);
}

// Durations in whole hours, so that the time-expanded network can count them, and money alone.
struct WholeHours {
  std::vector<double> money;
  std::vector<double> hours;

  WholeHours(const NetworkSchedule& schedule, std::vector<double> open)
      : money(std::move(open)), hours(schedule.duration_h) {
    for (std::size_t arc = 0; arc < hours.size(); ++arc) {
      money[arc] = std::max(0.0, money[arc] - schedule.usd_per_hour * hours[arc]);
      hours[arc] = std::ceil(hours[arc] - 1e-9);
    }
  }
};

TEST(NetworkSchedule, FindsTheRoutesOfATimeExpandedNetworkReadOffTheRows) {
  std::size_t found_count = 0;
  std::size_t waited = 0;
  std::size_t no_way = 0;
  std::size_t day_matters = 0;
  for (std::uint64_t seed = 1; seed <= 250; ++seed) {
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    Dice dice(seed);
    RandomWorld world(dice);
    make_hours_and_closures(dice, world);
    const network::Network network = world.build();
    const NodeId source = network.origin[world.inland.front()];
    const NodeId target = network.destination[world.market];
    if (source.is_none() || target.is_none()) continue;  // no link comes here
    network::MonthState state;
    const std::vector<double> costs = open_costs(network, &state);
    NetworkSchedule schedule = make_schedule(network, plain_cargo(), state, kFirst, kDays);
    const WholeHours whole(schedule, costs);
    schedule.duration_h = whole.hours;
    const Clerk clerk(network);
    const auto is_open = [&](ArcId arc, int hour) { return clerk.is_open(arc, hour); };
    const std::vector<Hours> departures = {Hours(dice.roll(0, 167)), Hours(dice.roll(168, 500))};
    const auto found = find_by_departure(network.graph, source, target, schedule.view(), departures,
                                         Hours(kLastHour));
    Schedule plain = schedule.view();
    plain.costs = whole.money;
    for (std::size_t i = 0; i < departures.size(); ++i) {
      const auto departure = static_cast<int>(departures[i].value());
      const double expected =
          TimeExpanded(network.graph, plain, is_open, source, departure, kLastHour).least(target);
      ASSERT_EQ(found[i].route.has_value(), expected < kInfinity) << "leaving at " << departure;
      if (!found[i].route) {
        ++no_way;
        continue;
      }
      ++found_count;
      waited += found[i].route->waiting > Hours(0) ? 1U : 0U;
      ASSERT_NEAR(found[i].route->cost, expected, 1e-6) << "leaving at " << departure;
    }
    if (found[0].route && found[1].route)
      day_matters += std::abs(found[0].route->cost - found[1].route->cost) > 1e-6 ? 1U : 0U;
  }
  EXPECT_GT(found_count, 200U);
  EXPECT_GT(waited, 50U);
  EXPECT_GT(no_way, 20U);
  EXPECT_GT(day_matters, 50U);
}

}  // namespace
}  // namespace corridor::routes
