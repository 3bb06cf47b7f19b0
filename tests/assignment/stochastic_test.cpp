#include "corridor/assignment/stochastic.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "text_network.hpp"

namespace corridor::assignment {
namespace {

Column<ArcId, double> free_times(const Problem& problem) {
  Column<ArcId, double> times;
  for (const network::Delay& delay : problem.delay) times.push_back(delay.free_flow_h);
  return times;
}

StochasticFlows solve_text(const std::string& text, double theta, std::size_t routes = 5) {
  const TextNetwork network = read_network(text);
  StochasticOptions options;
  options.theta = theta;
  return solve_stochastic(
      network.problem, list_cheapest_routes(network.problem, free_times(network.problem), routes),
      options);
}

TEST(Stochastic, ConstantTimesGiveTheClosedForm) {
  const auto flows = solve_text(R"(
A -> B  free 10
A -> B  free 12
A => B  load 8
)",
                                0.7);
  EXPECT_EQ(flows.status, Status::kConverged);
  EXPECT_NEAR(flows.load_teu_per_h[ArcId(0)], 8.0 / (1.0 + std::exp(-0.7 * 2.0)), 1e-12);
}

TEST(Stochastic, TwoCongestedRoutesAreAtTheRootOfTheirEquation) {
  const auto flows = solve_text(R"(
A -> B  free 10 growth 0.15 capacity 3 power 4
A -> B  free 12 growth 0.5 capacity 6 power 2
A => B  load 9
)",
                                0.7);
  const auto time = [](double free, double growth, double capacity, double power, double load) {
    return free * (1.0 + growth * std::pow(load / capacity, power));
  };
  double low = 0.0;
  double high = 9.0;
  for (int halving = 0; halving < 100; ++halving) {
    const double load = (low + high) / 2;
    const double gap = time(10, 0.15, 3, 4, load) - time(12, 0.5, 6, 2, 9 - load);
    (load < 9.0 / (1.0 + std::exp(0.7 * gap)) ? low : high) = load;
  }
  EXPECT_EQ(flows.status, Status::kConverged);
  EXPECT_NEAR(flows.load_teu_per_h[ArcId(0)], low, 1e-8);
}

TEST(Stochastic, SharedWaysCountByTheirPathSize) {
  const auto flows = solve_text(R"(
A -> M  free 8
M -> B  free 2
M -> B  free 2
A -> B  free 10
A => B  load 1
)",
                                1.0);
  // Two routes share four fifths of their way: each has a size of 0.6.
  EXPECT_NEAR(flows.share[0] + flows.share[1] + flows.share[2], 1.0, 1e-14);
  EXPECT_NEAR(flows.load_teu_per_h[ArcId(1)], 1.0 / 2.2, 1e-12);
}

struct Case {
  const char* name;
  const char* text;
  double stranded;
};

class NastyStochastic : public testing::TestWithParam<Case> {};

TEST_P(NastyStochastic, EndsWithFiniteNumbersAndAnHonestStatus) {
  for (const double theta : {1e-6, 1.0, 1e3}) {
    const auto flows = solve_text(GetParam().text, theta);
    EXPECT_TRUE(std::isfinite(flows.residual));
    EXPECT_TRUE(std::isfinite(flows.total_time));
    for (const double load : flows.load_teu_per_h) EXPECT_TRUE(std::isfinite(load) && load >= 0.0);
    for (const double share : flows.share) EXPECT_TRUE(std::isfinite(share));
    EXPECT_EQ(flows.stranded_teu_per_h, GetParam().stranded);
    EXPECT_TRUE(flows.status != Status::kConverged || flows.residual <= 1e-10);
  }
}

INSTANTIATE_TEST_SUITE_P(All, NastyStochastic,
                         testing::Values(Case{"CapacityZeroClosesALink", R"(
A -> B  free 1 growth 0.15 capacity 0 power 4
A -> B  free 9
A => B  load 10
)",
                                              0.0},
                                         Case{"NoOpenWay", R"(
A -> B  free 1 growth 0.15 capacity 0 power 4
A => B  load 10
)",
                                              10.0},
                                         Case{"NoWayAtAll", R"(
B -> A  free 1
A => B  load 10
)",
                                              10.0},
                                         Case{"CapacityNearZero", R"(
A -> B  free 1 growth 0.15 capacity 1e-9 power 4
A -> B  free 9 growth 0.15 capacity 1e-9 power 4
A => B  load 10
)",
                                              0.0},
                                         Case{"PowerSeventeenAndAMillionfoldDemand", R"(
A -> B  free 1 growth 0.15 capacity 1 power 17
A -> B  free 2 growth 0.15 capacity 2 power 17
A => B  load 1e6
)",
                                              0.0},
                                         Case{"ZeroTimes", R"(
A -> B  free 0
A -> B  free 0
A => B  load 10
)",
                                              0.0},
                                         Case{"WithinOneZone", R"(
A -> B  free 1
A => A  load 10
)",
                                              0.0}),
                         [](const testing::TestParamInfo<Case>& test) {
                           return std::string(test.param.name);
                         });

}  // namespace
}  // namespace corridor::assignment
