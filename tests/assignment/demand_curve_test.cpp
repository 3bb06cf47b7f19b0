#include "corridor/assignment/demand_curve.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "corridor/assignment/solve.hpp"
#include "text_network.hpp"

namespace corridor::assignment {
namespace {

const DemandCurve kCurves[] = {
    {DemandShape::kExponential, 0.0, 0.2}, {DemandShape::kExponential, 3.0, 0.7},
    {DemandShape::kPower, 4.0, 0.8},       {DemandShape::kPower, 4.0, 1.0},
    {DemandShape::kPower, 4.0, 2.5},       {DemandShape::kLinear, 2.0, 0.05}};

TEST(DemandCurve, StayingCostsWhatLetsAsManyStay) {
  for (const DemandCurve& curve : kCurves) {
    for (const double staying : {0.01, 0.3, 0.7, 0.99}) {
      const double cost = cost_of_staying(curve, staying).value;
      EXPECT_NEAR(share_going(curve, cost).value, 1.0 - staying, 1e-12);
    }
    EXPECT_DOUBLE_EQ(cost_of_staying(curve, 0.0).value, curve.from);
    EXPECT_TRUE(std::isfinite(cost_of_staying(curve, 1.0).value));
  }
}

TEST(DemandCurve, SlopesAndAreasAreThoseOfTheValues) {
  constexpr double kStep = 1e-5;
  for (const DemandCurve& curve : kCurves) {
    for (const double staying : {0.1, 0.5, 0.9}) {
      const auto below = cost_of_staying(curve, staying - kStep);
      const auto above = cost_of_staying(curve, staying + kStep);
      const auto here = cost_of_staying(curve, staying);
      EXPECT_NEAR((above.value - below.value) / (2 * kStep), here.slope, 1e-5 * here.slope);
      const double area =
          staying_area(curve, staying + kStep) - staying_area(curve, staying - kStep);
      EXPECT_NEAR(area / (2 * kStep), here.value, 1e-5 * here.value);
      const double cost = here.value;
      const auto going = share_going(curve, cost);
      EXPECT_NEAR((share_area(curve, cost + kStep) - share_area(curve, cost - kStep)) / (2 * kStep),
                  going.value, 1e-5);
      EXPECT_NEAR(
          (share_going(curve, cost + kStep).value - share_going(curve, cost - kStep).value) /
              (2 * kStep),
          going.slope, 1e-6);
    }
  }
}

Options precise() {
  Options options;
  options.gap = 1e-12;
  options.keep_routes = true;
  return options;
}

TEST(ElasticDemand, StopsWhereTheWayCostsWhatDemandWouldPay) {
  auto network = read_network(R"(
A -> B  free 2 growth 1 capacity 10
A => B  load 100
)");
  for (const DemandCurve& curve : kCurves) {
    network.problem.demand[DemandId(0)].curve = curve;
    const auto flows = solve(network.problem, precise());
    EXPECT_EQ(flows.status, Status::kConverged);
    double low = 0.0;
    double high = 100.0;
    for (int halving = 0; halving < 100; ++halving) {
      const double load = (low + high) / 2;
      (load < 100.0 * share_going(curve, 2.0 + load / 5.0).value ? low : high) = load;
    }
    EXPECT_NEAR(flows.load_teu_per_h[ArcId(0)], low, 1e-8);
    ASSERT_EQ(flows.stranded.size(), 1u);
    EXPECT_NEAR(flows.stranded[0].load_teu_per_h, 100.0 - low, 1e-8);
    EXPECT_TRUE(flows.stranded[0].has_way);
  }
}

TEST(ElasticDemand, NobodyStaysWhereTheWayIsCheapEnough) {
  auto network = read_network("A -> B  free 2\nA => B  load 9\n");
  network.problem.demand[DemandId(0)].curve = {DemandShape::kLinear, 2.5, 0.1};
  const auto flows = solve(network.problem, precise());
  EXPECT_TRUE(flows.stranded.empty());
  EXPECT_DOUBLE_EQ(flows.load_teu_per_h[ArcId(0)], 9.0);
}

TEST(ElasticDemand, EndsUnderHardLimitsAtThePriceThatClearsThem) {
  auto network = read_network("A -> B  free 2\nA => B  load 100\nlimit 30 A>B\n");
  network.problem.demand[DemandId(0)].curve = {DemandShape::kExponential, 0.0, 0.1};
  const auto flows = solve(network.problem, precise());
  EXPECT_EQ(flows.status, Status::kConverged);
  EXPECT_NEAR(flows.load_teu_per_h[ArcId(0)], 30.0, 1e-6);
  EXPECT_NEAR(flows.price_h[LimitId(0)], std::log(100.0 / 30.0) / 0.1 - 2.0, 1e-5);
}

// Sheffi 1985, ch. 6: with demand as load on one more arc, the problem is one of fixed demand.
TEST(ElasticDemand, IsFixedDemandOnANetworkWithAnArcForThoseWhoStay) {
  auto network = read_network(R"(
A -> M  free 1 growth 1 capacity 20 power 2
A -> B  free 4 growth 1 capacity 30
M -> B  free 1 growth 1 capacity 10 toll 1
M -> B  free 3
C -> M  free 1
A => B  load 60 class 0
C => B  load 25 class 1
)",
                              {1.0, 4.0});
  auto twin = read_network(R"(
A -> M  free 1 growth 1 capacity 20 power 2
A -> B  free 4 growth 1 capacity 30
M -> B  free 1 growth 1 capacity 10 toll 1
M -> B  free 3
C -> M  free 1
A -> S  free 3 growth 2 capacity 60
S -> B  free 0
C -> T  free 2 growth 3 capacity 25
T -> B  free 0
A => B  load 60 class 0
C => B  load 25 class 1
)",
                           {1.0, 4.0});
  network.problem.demand[DemandId(0)].curve = {DemandShape::kLinear, 3.0, 1.0 / 6.0};
  network.problem.demand[DemandId(1)].curve = {DemandShape::kLinear, 2.0, 1.0 / 6.0};
  const auto flows = solve(network.problem, precise());
  const auto expected = solve(twin.problem, precise());
  EXPECT_EQ(flows.status, Status::kConverged);
  EXPECT_NEAR(flows.objective, expected.objective, 1e-9 * expected.objective);
  for (const char* const arc : {"A>M", "A>B", "C>M"})
    EXPECT_NEAR(flows.load_teu_per_h[network.arc(arc)], expected.load_teu_per_h[twin.arc(arc)],
                1e-7);
  EXPECT_LE(flows.certificate.relative_gap, 1e-12);
}

}  // namespace
}  // namespace corridor::assignment
