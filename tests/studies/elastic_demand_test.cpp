#include "corridor/studies/elastic_demand.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "two_ports.hpp"

namespace corridor::studies {
namespace {

using test::TwoPorts;

constexpr double kPerDay = 0.052;  // trade a day saved

// The same world with other hours at both borders.
TwoPorts world_with(double border_hours, double teu_per_year = 12000.0) {
  TwoPorts world;
  world.edit().parameters.time_elasticity = kPerDay;
  model::Demand& demand = world.edit().demand[model::DemandId(0)];
  demand.flow = model::Ranged<TeuPerHour>(TeuPerHour(teu_per_year / 8760));
  demand.empty_flow = demand.flow.value / 2.0;
  for (model::Border& border : world.edit().borders) {
    for (model::BorderSide* side : {&border.outbound, &border.inbound})
      side->dwell = Hours(border_hours);
  }
  return world;
}

outcome::Outcome solve(const TwoPorts& world) {
  return outcome::solve(
      std::make_shared<const network::Network>(network::build_network(world.share())), {});
}

TEST(ElasticDemand, GrowsByItsElasticityForEachDaySaved) {
  const outcome::Outcome base = solve(world_with(72));
  const ElasticResult result = solve_elastic(world_with(24).share(), base, {});
  ASSERT_EQ(result.rows.size(), 1U);
  EXPECT_NEAR(result.rows[0].base_days - result.rows[0].days, 2.0, 1e-9);
  EXPECT_NEAR(result.rows[0].factor, std::pow(1.0 + kPerDay, 2.0), 1e-9);
  EXPECT_NEAR(result.outcome.demand[model::DemandId(0)].teu, 12000.0 * std::pow(1.0 + kPerDay, 2.0),
              1e-5);
  EXPECT_NEAR(result.induced_teu(), 12000.0 * (std::pow(1.0 + kPerDay, 2.0) - 1.0), 1e-5);
  EXPECT_TRUE(result.is_settled);
  const model::Demand& demand = result.outcome.network->scenario->demand[model::DemandId(0)];
  EXPECT_NEAR(demand.empty_flow.value() / demand.flow.value.value(), 0.5, 1e-12);
}

TEST(ElasticDemand, ShrinksWhereDaysAreLost) {
  const outcome::Outcome base = solve(world_with(24));
  const ElasticResult result = solve_elastic(world_with(48).share(), base, {});
  ASSERT_EQ(result.rows.size(), 1U);
  EXPECT_NEAR(result.rows[0].factor, 1.0 / (1.0 + kPerDay), 1e-9);
}

TEST(ElasticDemand, StaysWhereNoDayIsSaved) {
  const TwoPorts world = world_with(24);
  const ElasticResult result = solve_elastic(world.share(), solve(world), {});
  EXPECT_TRUE(result.rows.empty());
  EXPECT_TRUE(result.is_settled);
  EXPECT_EQ(result.steps.size(), 1U);
}

// The near port is full, so that those who are drawn by the days saved go the longer way.
TEST(ElasticDemand, MeetsTheDaysThatItLeadsTo) {
  const outcome::Outcome base = solve(world_with(240, 110000.0));
  const ElasticResult result = solve_elastic(world_with(24, 110000.0).share(), base, {});
  ASSERT_TRUE(result.is_settled);
  ASSERT_EQ(result.rows.size(), 1U);
  const InducedDemand& row = result.rows[0];
  EXPECT_NEAR(row.factor, std::pow(1.0 + kPerDay, row.base_days - row.days), 1e-3);
  const outcome::Outcome fixed = solve(world_with(24, 110000.0));
  EXPECT_GT(result.outcome.demand[row.demand].hours, fixed.demand[row.demand].hours + 0.01);
}

TEST(ElasticDemand, OfARowThatTheBaseDoesNotKnowStays) {
  const outcome::Outcome base = solve(world_with(72));
  TwoPorts world = world_with(24);
  world.edit().demand[model::DemandId(0)].slug = "another";
  EXPECT_TRUE(solve_elastic(world.share(), base, {}).rows.empty());
}

}  // namespace
}  // namespace corridor::studies
