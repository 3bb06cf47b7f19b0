#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "corridor/assignment/solve.hpp"
#include "text_network.hpp"

namespace corridor::assignment {
namespace {

using testing::ElementsAre;

Options precise() {
  Options options;
  options.gap = 1e-10;
  options.keep_routes = true;
  return options;
}

const char* const kTwoRoads = R"(
A -> M  free 2
M -> B  free 0
A -> B  free 7
A => B  load 100
limit 60 A>M
)";

TEST(Limits, PriceIsWhatOneMoreUnitWouldSave) {
  const auto network = read_network(kTwoRoads);
  const auto flows = solve(network.problem, precise());
  EXPECT_EQ(flows.status, Status::kConverged);
  EXPECT_NEAR(flows.load_teu_per_h[network.arc("A>M")], 60.0, 1e-6);
  EXPECT_NEAR(flows.price_h[LimitId(0)], 5.0, 1e-6);
  EXPECT_LE(flows.certificate.largest_excess, 1e-6);
  EXPECT_LE(flows.certificate.duality_gap, 1e-9);
}

TEST(Limits, LooseLimitHasNoPrice) {
  auto network = read_network(kTwoRoads);
  network.problem.limits[LimitId(0)].limit_teu_per_h = 101.0;
  const auto flows = solve(network.problem, precise());
  EXPECT_DOUBLE_EQ(flows.price_h[LimitId(0)], 0.0);
  EXPECT_NEAR(flows.load_teu_per_h[network.arc("A>M")], 100.0, 1e-9);
}

TEST(Limits, OneLimitMayBindBothDirections) {
  const auto network = read_network(R"(
A -> B  free 1
B -> A  free 1
A -> C  free 4
C -> B  free 4
B -> D  free 3
D -> A  free 3
A => B  load 30
B => A  load 30
limit 50 A>B B>A
)");
  const auto flows = solve(network.problem, precise());
  EXPECT_EQ(flows.status, Status::kConverged);
  EXPECT_NEAR(flows.load_teu_per_h[network.arc("A>B")] + flows.load_teu_per_h[network.arc("B>A")],
              50.0, 1e-6);
  // The way round is dearer from A (8 against 1) than from B (6 against 1): B's load gives way.
  EXPECT_NEAR(flows.load_teu_per_h[network.arc("A>B")], 30.0, 1e-6);
  EXPECT_NEAR(flows.price_h[LimitId(0)], 5.0, 1e-6);
}

TEST(Limits, DemandTheyCannotCarryIsProvenSoAndTheConflictNamed) {
  const auto network = read_network(R"(
A -> B  free 1
A -> C  free 1
C -> B  free 1
C -> D  free 1
A => B  load 100
C => D  load 5
limit 40 A>B
limit 1000 A>C
limit 50 C>B
limit 10 C>D
)");
  const auto flows = solve(network.problem, precise());
  EXPECT_EQ(flows.status, Status::kInfeasible);
  EXPECT_THAT(flows.conflict, ElementsAre(LimitId(0), LimitId(2)));
}

TEST(Limits, LoadStaysWhereItsPriceSaysSo) {
  const auto network = read_network(R"(
A -> B  free 1
A => B  load 100
limit 40 A>B
)");
  Options options = precise();
  options.stranded_h = 50.0;
  const auto flows = solve(network.problem, options);
  EXPECT_EQ(flows.status, Status::kConverged);
  ASSERT_EQ(flows.stranded.size(), 1u);
  EXPECT_NEAR(flows.stranded[0].load_teu_per_h, 60.0, 1e-6);
  EXPECT_TRUE(flows.stranded[0].has_way);
  EXPECT_NEAR(flows.price_h[LimitId(0)], 49.0, 1e-6);
  EXPECT_NEAR(flows.objective, 40.0 + 60.0 * 50.0, 1e-3);
}

TEST(Limits, ALimitOfZeroClosesAnArc) {
  auto network = read_network(kTwoRoads);
  network.problem.limits[LimitId(0)].limit_teu_per_h = 0.0;
  const auto flows = solve(network.problem, precise());
  EXPECT_EQ(flows.status, Status::kConverged);
  EXPECT_LE(flows.load_teu_per_h[network.arc("A>M")], 1e-6);
}

}  // namespace
}  // namespace corridor::assignment
