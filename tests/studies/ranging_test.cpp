#include "corridor/studies/ranging.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "two_ports.hpp"

namespace corridor::studies {
namespace {

using test::TwoPorts;
using testing::HasSubstr;
using testing::StartsWith;

constexpr double kPortTeu = 100000.0;  // a year
constexpr double kGap = 167.0;         // USD/TEU that the far port costs more
constexpr double kTheta = 0.004;
constexpr double kDays = 365.0;

TwoPorts world_with(double teu_per_year) {
  TwoPorts world;
  world.edit().demand[model::DemandId(0)].flow =
      model::Ranged<TeuPerHour>(TeuPerHour(teu_per_year / 8760));
  return world;
}

outcome::Outcome solve(const TwoPorts& world) {
  return outcome::solve(
      std::make_shared<const network::Network>(network::build_network(world.share())), {});
}

// Price of the near port at which this share of the boxes takes it.
double price_at(double share) {
  return kGap - std::log(share / (1.0 - share)) / kTheta;
}

// Its integral over the share.
double saving_up_to(double share) {
  return kGap * share - (share * std::log(share) + (1.0 - share) * std::log(1.0 - share)) / kTheta;
}

TEST(Ranging, AFullPortIsWorthWhatItsSurplusPaysForTheOther) {
  const double teu = 180000.0;
  const outcome::Outcome outcome = solve(world_with(teu));
  const std::vector<CapacityRange> ranges = find_ranges(outcome, {});
  ASSERT_EQ(ranges.size(), 1U);
  const CapacityRange& range = ranges.front();
  EXPECT_EQ(outcome.network->facilities[range.facility].kind, network::FacilityKind::kPort);
  EXPECT_EQ(range.month, 0);
  EXPECT_NEAR(range.capacity.value() * 24, kPortTeu / kDays, 1e-9);
  EXPECT_NEAR(range.price, price_at(kPortTeu / teu), 1e-3);
  // A fifth of 274 TEU a day is 55.
  EXPECT_NEAR(range.step.value() * 24, 50.0, 1e-12);
  ASSERT_TRUE(range.worth_of_step);
  const double share = kPortTeu / teu;
  const double more = share + 50.0 * kDays / teu;
  const double worth = (saving_up_to(more) - saving_up_to(share)) * teu / kDays;
  EXPECT_NEAR(range.worth_of_step->value() * 24, worth, 1e-3 * worth);
  EXPECT_LT(worth, 50.0 * range.price);
  ASSERT_TRUE(range.stops_binding_at);
  EXPECT_NEAR(range.stops_binding_at->value() * 24, teu / kDays / (1.0 + std::exp(-kTheta * kGap)),
              1e-3);
}

TEST(Ranging, IsToldInPlainWords) {
  const outcome::Outcome outcome = solve(world_with(180000.0));
  const std::vector<CapacityRange> ranges = find_ranges(outcome, {});
  ASSERT_EQ(ranges.size(), 1U);
  EXPECT_EQ(describe(outcome, ranges.front()),
            "50 more TEU a day at near container terminals are worth 2,935 USD a day in 2026-01; "
            "it stops binding at "
            "326, now 274");
}

TEST(Ranging, MoreRoomBeforeAFullDoorIsWorthNothingByItself) {
  TwoPorts world = world_with(180000.0);
  // As many boxes as the port can take, two TEU a truck.
  for (model::BorderSide* side : {&world.edit().borders[model::BorderId(0)].outbound,
                                  &world.edit().borders[model::BorderId(0)].inbound})
    side->capacity = model::Ranged<PerHour>(PerHour(kPortTeu / 8760 / 2));
  const outcome::Outcome outcome = solve(world);
  const std::vector<CapacityRange> ranges = find_ranges(outcome, {});
  ASSERT_EQ(ranges.size(), 2U);
  for (const CapacityRange& range : ranges) {
    EXPECT_GT(range.price, 1.0);
    EXPECT_NEAR(range.worth_of_step->value(), 0.0, 1e-3);
    EXPECT_NEAR(range.stops_binding_at->value(), range.capacity.value(), 1e-5);
    EXPECT_THAT(describe(outcome, range), HasSubstr("are worth nothing by themselves"));
  }
}

TEST(Ranging, WhereNothingIsFullNothingIsSaid) {
  EXPECT_TRUE(find_ranges(solve(world_with(12000.0)), {}).empty());
}

TEST(Ranging, ACircularCapacityHasNoPriceAndNoRange) {
  TwoPorts world = world_with(180000.0);
  for (const model::TerminalId id : world.edit().terminals.ids())
    world.edit().terminals[id].capacity_is_circular = true;
  const outcome::Outcome outcome = solve(world);
  EXPECT_TRUE(outcome.headline.rests_on_circular);
  EXPECT_TRUE(find_ranges(outcome, {}).empty());
}

TEST(Ranging, AnyNumberOfThreadsGivesTheSameBytes) {
  const outcome::Outcome outcome = solve(world_with(180000.0));
  const CapacityRange one = find_ranges(outcome, {1}).front();
  const CapacityRange three = find_ranges(outcome, {3}).front();
  EXPECT_EQ(one.worth_of_step, three.worth_of_step);
  EXPECT_EQ(one.stops_binding_at, three.stops_binding_at);
}

}  // namespace
}  // namespace corridor::studies
