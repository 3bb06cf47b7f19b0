#include "corridor/assignment/stochastic.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "corridor/assignment/nested_choice.hpp"
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

// Four routes: two by each of two gateways, and the gateways in one corridor beside a far one.
RouteChoice nested_routes(const Problem& problem) {
  RouteChoice routes = list_cheapest_routes(problem, free_times(problem), 5);
  routes.nest_levels = 1;
  for (std::size_t r = 0; r < routes.size.size(); ++r) {
    // Labels by the first arc: A>K, A>Q or the direct one.
    routes.nest_labels.push_back(routes.arcs[routes.first_arc[r]].value());
    routes.size[r] = 1.0;
  }
  return routes;
}

const char* const kGateways = R"(
A -> K  free 5 growth 0.3 capacity 20 power 2
A -> Q  free 6 growth 0.3 capacity 20 power 2
K -> B  free 4 growth 0.15 capacity 10 power 4
K -> B  free 5 growth 0.15 capacity 10 power 4
Q -> B  free 4 growth 0.15 capacity 10 power 4
A -> B  free 11 growth 0.15 capacity 15 power 4
A => B  load 60
)";

TEST(Stochastic, NestedChoiceWithDelaysIsThatOfALongRunOfAverages) {
  const TextNetwork network = read_network(kGateways);
  const RouteChoice routes = nested_routes(network.problem);
  ASSERT_EQ(routes.size.size(), 4u);
  StochasticOptions options;
  options.theta = 1.2;
  options.nest_thetas = {0.4};
  options.theta_factor = {0.8};
  const auto flows = solve_stochastic(network.problem, routes, options);
  EXPECT_EQ(flows.status, Status::kConverged);
  EXPECT_LE(flows.steps, 20);

  std::vector<double> load(6, 0.0);
  const Nests nests(routes.nest_labels, 1);
  for (int round = 1; round <= 20000; ++round) {
    std::vector<double> cost(4, 0.0);
    for (std::size_t r = 0; r < 4; ++r) {
      for (auto a = routes.first_arc[r]; a < routes.first_arc[r + 1]; ++a) {
        const auto& delay = network.problem.delay[routes.arcs[a]];
        const double ratio = load[routes.arcs[a].value()] / delay.capacity_teu_per_h;
        cost[r] += delay.free_flow_h * (1.0 + delay.growth * std::pow(ratio, delay.power));
      }
    }
    const auto chosen = choose_nested(nests, {0.32, 0.96}, cost, routes.size);
    std::vector<double> next(6, 0.0);
    for (std::size_t r = 0; r < 4; ++r) {
      for (auto a = routes.first_arc[r]; a < routes.first_arc[r + 1]; ++a)
        next[routes.arcs[a].value()] += 60.0 * chosen.share[r];
    }
    for (std::size_t a = 0; a < 6; ++a) load[a] += (next[a] - load[a]) / round;
  }
  for (std::size_t a = 0; a < 6; ++a)
    EXPECT_NEAR(flows.load_teu_per_h[ArcId(a)], load[a], 1e-3 * 60.0);
}

TEST(Stochastic, NestsOfOneScaleAreNoNests) {
  const TextNetwork network = read_network(kGateways);
  RouteChoice routes = nested_routes(network.problem);
  StochasticOptions options;
  options.theta = 0.7;
  options.nest_thetas = {0.7};
  const auto nested = solve_stochastic(network.problem, routes, options);
  routes.nest_levels = 0;
  options.nest_thetas = {};
  const auto plain = solve_stochastic(network.problem, routes, options);
  for (const ArcId arc : network.problem.graph.arcs())
    EXPECT_NEAR(nested.load_teu_per_h[arc], plain.load_teu_per_h[arc], 1e-7);
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
