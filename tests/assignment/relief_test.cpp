#include "corridor/assignment/relief.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "text_network.hpp"

namespace corridor::assignment {
namespace {

using testing::ElementsAre;

const char* const kTwoLinksInLine = R"(
A -> B  free 1
A -> C  free 1
C -> B  free 1
C -> D  free 1
A => B  load 100
C => D  load 5
limit 40 A>B
limit 45 A>C
limit 50 C>B
limit 10 C>D
)";

TEST(Relief, NamesTheSmallestSetOfLimitsThatCannotBeKept) {
  const auto network = read_network(kTwoLinksInLine);
  const Relief relief = find_relief(network.problem);
  EXPECT_TRUE(relief.is_needed);
  EXPECT_TRUE(relief.is_smallest);
  // A>C with A>B, or C>B with A>B: either pair is one that cannot be kept.
  ASSERT_EQ(relief.conflict.size(), 2u);
  EXPECT_EQ(relief.conflict[0], LimitId(0));
  EXPECT_NE(relief.conflict[1], LimitId(3));
}

TEST(Relief, ExtendsWhatIsCheapest) {
  const auto network = read_network(kTwoLinksInLine);
  ReliefOptions options;
  // One more on A>B costs 10, on A>C and C>B together 3: 15 more by C, of which C>B lacks 10.
  for (const double cost : {10.0, 1.0, 2.0, 1.0}) options.unit_cost.push_back(cost);
  const Relief relief = find_relief(network.problem, options);
  EXPECT_NEAR(relief.cost, 15.0 * 1.0 + 10.0 * 2.0, 1e-3);
  EXPECT_NEAR(relief.least_cost, relief.cost, 1e-3);
  EXPECT_NEAR(relief.more[LimitId(1)], 15.0, 1e-3);
  EXPECT_NEAR(relief.more[LimitId(2)], 10.0, 1e-3);
  EXPECT_EQ(relief.more[LimitId(0)], 0.0);
}

TEST(Relief, IsNotNeededWhereLimitsCarryTheDemand) {
  auto network = read_network(kTwoLinksInLine);
  network.problem.limits[LimitId(0)].limit_teu_per_h = 55.0;
  const Relief relief = find_relief(network.problem);
  EXPECT_FALSE(relief.is_needed);
  EXPECT_TRUE(relief.conflict.empty());
  EXPECT_EQ(relief.cost, 0.0);
}

TEST(Relief, AskedOfNoLimitsOrLimitsOfZeroItAnswers) {
  auto network = read_network("A -> B  free 1\nA => B  load 7\n");
  EXPECT_FALSE(find_relief(network.problem).is_needed);
  network.problem.limits.push_back({{network.arc("A>B")}, 0.0});
  const Relief relief = find_relief(network.problem);
  EXPECT_TRUE(relief.is_needed);
  EXPECT_NEAR(relief.more[LimitId(0)], 7.0, 1e-6);
  EXPECT_THAT(relief.conflict, ElementsAre(LimitId(0)));
}

TEST(Ranging, ALimitStopsToBindAtTheLoadItWouldCarryAlone) {
  auto network = read_network(R"(
A -> B  free 1 growth 1 capacity 10
A -> C  free 1 growth 1 capacity 10
C -> B  free 1
A => B  load 40
limit 15 A>B
)");
  Options options;
  options.gap = 1e-11;
  options.keep_routes = true;
  const auto flows = solve(network.problem, options);
  EXPECT_GT(flows.price_h[LimitId(0)], 0.0);
  // 1 + x/10 = 2 + (40 - x)/10 at x = 25.
  const auto size = stops_binding_at(network.problem, options, flows, LimitId(0));
  ASSERT_TRUE(size.has_value());
  EXPECT_NEAR(*size, 25.0, 1e-6);
  network.problem.limits[LimitId(0)].limit_teu_per_h = *size * 1.001;
  EXPECT_EQ(solve(network.problem, options).price_h[LimitId(0)], 0.0);
  network.problem.limits[LimitId(0)].limit_teu_per_h = *size * 0.999;
  EXPECT_GT(solve(network.problem, options).price_h[LimitId(0)], 0.0);
}

}  // namespace
}  // namespace corridor::assignment
