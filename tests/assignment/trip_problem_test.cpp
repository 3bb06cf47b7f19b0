#include "corridor/assignment/trip_problem.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace corridor::assignment {
namespace {

using testing::HasSubstr;

// Two ways from 1 to 2, the first of them tolled.
model::TripNetwork two_ways() {
  model::TripNetwork network;
  network.zone_count = 2;
  network.node_numbers = {1, 2, 3};
  network.links = {{0, 1, 10.0, 1.0, 5.0, 1.0, 1.0, 4.0},
                   {0, 2, 10.0, 1.0, 7.0, 1.0, 1.0, 0.0},
                   {2, 1, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0}};
  return network;
}

Options precise() {
  Options options;
  options.gap = 1e-12;
  return options;
}

TEST(TripProblem, ClassesThatWeighAlikeLoadLinksLikeOneClassOfTheirSum) {
  const auto network = two_ways();
  const TripClass classes[] = {{{{0, 1, 6.0}}, {0.5, 0.0}, 1.0}, {{{0, 1, 4.0}}, {0.5, 0.0}, 2.5}};
  const auto both = make_trip_problem(network, classes);
  const auto one = make_trip_problem(network, {{0, 1, 16.0}}, {0.5, 0.0});
  // Each class knows both ways from the start; a pair that knows one only is not offered the other.
  const ArcId tolled = both.arc_of_link[0];
  const std::vector<ArcId> round = {both.arc_of_link[1], both.arc_of_link[2]};
  const std::vector<Route> start = {{DemandId(0), 1.0, {tolled}},
                                    {DemandId(0), 5.0, round},
                                    {DemandId(1), 9.0, {tolled}},
                                    {DemandId(1), 1.0, round}};
  const auto flows = solve(both.problem, precise(), &start);
  const auto expected = solve(one.problem, precise());
  for (const ArcId arc : one.problem.graph.arcs())
    EXPECT_NEAR(flows.load_teu_per_h[arc], expected.load_teu_per_h[arc], 1e-9);
  EXPECT_NEAR(flows.objective, expected.objective, 1e-9);
  // In proportion: each class uses the tolled way by the same share.
  EXPECT_NEAR(flows.class_load_teu_per_h[UserClassId(0)][tolled] / 6.0,
              flows.class_load_teu_per_h[UserClassId(1)][tolled] / 10.0, 1e-9);
}

TEST(TripProblem, FlowsOfSeveralClassesAreWrittenAsTheirTrips) {
  const auto network = two_ways();
  const TripClass classes[] = {{{{0, 1, 6.0}}, {100.0, 0.0}, 1.0}, {{{0, 1, 2.0}}, {}, 2.5}};
  const auto problem = make_trip_problem(network, classes);
  const auto text = format_flows(network, problem, solve(problem.problem, precise()));
  EXPECT_THAT(text, HasSubstr("from,to,volume_teu,cost,trips_1,cost_1,trips_2,cost_2\n"));
  // The first class shuns the toll of 400; 2 trips count 5 and take the way at 5 (1 + 5/10).
  EXPECT_THAT(text, HasSubstr("\n1,2,5,407.5,0,407.5,2,7.5\n"));
}

TEST(TripProblem, ElasticTripsAreThoseOfTheTableWhereNothingIsFull) {
  auto network = two_ways();
  for (model::TripLink& link : network.links) link.b = 0.0;
  auto problem = make_trip_problem(network, {{0, 1, 16.0}}, {0.5, 0.0});
  make_elastic(problem.problem, 0.8);
  EXPECT_EQ(problem.problem.demand[DemandId(0)].curve,
            (DemandCurve{DemandShape::kPower, 7.0, 0.8}));
  const auto flows = solve(problem.problem, precise());
  EXPECT_TRUE(flows.stranded.empty());
}

TEST(TripProblem, AQueueOnALinkDelaysByItsLoad) {
  auto network = two_ways();
  network.links[0].queue = {1.0, 0.5, 24.0, 0.0};
  network.links[0].b = 0.0;
  const auto problem = make_trip_problem(network, {{0, 1, 9.5}});
  const auto flows = solve(problem.problem, precise());
  const ArcId queue = problem.arc_of_link[0];
  EXPECT_EQ(flows.status, Status::kConverged);
  EXPECT_NEAR(flows.time_h[queue],
              5.0 + network::wait_at({10.0, 1.0, 0.5, 24.0}, flows.load_teu_per_h[queue]).wait_h,
              1e-12);
}

}  // namespace
}  // namespace corridor::assignment
