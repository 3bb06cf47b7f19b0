// Input that is legal and unkind: each case ends, with finite numbers and an honest status.
#include <gtest/gtest.h>

#include <cmath>

#include "corridor/assignment/solve.hpp"
#include "text_network.hpp"

namespace corridor::assignment {
namespace {

struct Case {
  const char* name;
  const char* text;
};

class NastyInput : public testing::TestWithParam<Case> {};

void expect_finite(const Flows& flows) {
  EXPECT_TRUE(std::isfinite(flows.objective));
  EXPECT_TRUE(std::isfinite(flows.total_time));
  EXPECT_TRUE(std::isfinite(flows.certificate.relative_gap));
  for (const double load : flows.load_teu_per_h) EXPECT_TRUE(std::isfinite(load) && load >= 0.0);
}

TEST_P(NastyInput, EndsWithFiniteNumbersAndAnHonestStatus) {
  const auto network = read_network(GetParam().text);
  Options options;
  options.gap = 1e-9;
  options.keep_routes = true;
  const Flows flows = solve(network.problem, options);
  expect_finite(flows);
  EXPECT_LE(worst_imbalance(network.problem, flows), 1e-6 * (1.0 + flows.total_time));
  EXPECT_TRUE(flows.status != Status::kConverged || flows.certificate.relative_gap <= 1e-9);
}

INSTANTIATE_TEST_SUITE_P(
    All, NastyInput,
    testing::Values(
        Case{"CapacityZeroClosesALink", R"(
A -> B  free 1 growth 0.15 capacity 0 power 4
A -> B  free 9
A => B  load 10
)"},
        Case{"CapacityZeroOnTheOnlyLink", R"(
A -> B  free 1 growth 0.15 capacity 0 power 4
A => B  load 10
)"},
        Case{"CapacityNearZero", R"(
A -> B  free 1 growth 0.15 capacity 1e-9 power 4
A -> C  free 1 growth 0.15 capacity 1e-9 power 4
C -> B  free 1
A => B  load 10
)"},
        Case{"PowerSeventeen", R"(
A -> B  free 1 growth 0.15 capacity 1 power 17
A -> C  free 2 growth 0.15 capacity 2 power 17
C -> B  free 1 growth 0.15 capacity 3 power 17
A => B  load 100
A => C  load 50
)"},
        Case{"PowerSeventeenAtCapacityNearZeroWithAMillionfoldDemand", R"(
A -> B  free 1 growth 0.15 capacity 1e-9 power 17
A -> C  free 2 growth 0.15 capacity 1e-9 power 17
C -> B  free 1 growth 0.15 capacity 1e-9 power 17
A => B  load 1e8
)"},
        Case{"PowerBelowOne", R"(
A -> B  free 1 growth 0.5 capacity 10 power 0.5
A -> C  free 1 growth 0.5 capacity 20 power 0.5
C -> B  free 0.1
A => B  load 100
)"},
        Case{"PowerZero", "A -> B  free 1 growth 1 capacity 10 power 0\nA => B  load 5\n"},
        Case{"MillionfoldDemand", R"(
A -> B  free 1 growth 0.15 capacity 10 power 4
A -> C  free 1 growth 0.15 capacity 30 power 4
C -> B  free 1 growth 0.15 capacity 20 power 4
C -> D  free 2
D -> B  free 1 growth 0.15 capacity 5 power 4
A => B  load 1e8
)"},
        Case{"TinyDemand", "A -> B  free 1 growth 1 capacity 10\nA => B  load 1e-300\n"},
        Case{"OneZone", "A -> A  free 1\nA => A  load 5\n"},
        Case{"Disconnected", "A -> B  free 1\nC -> D  free 1\nA => D  load 5\nA => B  load 1\n"},
        Case{"EverythingFree", "A -> B  free 0\nB -> C  free 0\nC -> A  free 0\nA => C  load 3\n"},
        Case{"EqualRoutes", R"(
A -> B  free 1
A -> B  free 1
A -> B  free 1
A => B  load 9
)"},
        Case{"TwentyOrdersOfMagnitude", R"(
A -> B  free 1e-10 growth 1 capacity 1e-3 power 2
A -> C  free 1e10 growth 1 capacity 1e6 power 2
C -> B  free 1e-10
A => B  load 1e5
)"}),
    [](const testing::TestParamInfo<Case>& test) { return test.param.name; });

TEST(NastyInputs, ManyParallelLinksFillEvenly) {
  constexpr int kLinks = 300;
  std::string text;
  for (int i = 0; i < kLinks; ++i) text += "A -> B  free 1 growth 1 capacity 1 power 4\n";
  const auto network = read_network(text + "A => B  load 600\n");
  Options options;
  options.gap = 1e-8;
  options.max_iterations = 2000;
  const Flows flows = solve(network.problem, options);
  expect_finite(flows);
  EXPECT_EQ(flows.status, Status::kConverged);
  for (const double load : flows.load_teu_per_h) EXPECT_NEAR(load, 2.0, 1e-3);
}

TEST(NastyInputs, AMillionParallelLinksEndAtTheIterationLimitOrBefore) {
  constexpr std::size_t kLinks = 1'000'000;
  Problem problem;
  problem.graph = network::Graph(2, std::vector<network::ArcEnds>(kLinks, {NodeId(0), NodeId(1)}));
  problem.delay.assign(kLinks, {1.0, 1.0, 1.0, 4.0});
  problem.classes.push_back({});
  problem.demand.push_back({NodeId(0), NodeId(1), UserClassId(0), 1e6});
  Options options;
  options.max_iterations = 5;
  const Flows flows = solve(problem, options);
  EXPECT_EQ(flows.status, Status::kIterationLimit);
  EXPECT_EQ(flows.iterations, 5);
  EXPECT_TRUE(std::isfinite(flows.certificate.relative_gap));
}

}  // namespace
}  // namespace corridor::assignment
