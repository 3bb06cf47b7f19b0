#include "corridor/assignment/solve.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "text_network.hpp"

namespace corridor::assignment {
namespace {

Options precise() {
  Options options;
  options.gap = 1e-12;
  options.keep_routes = true;
  return options;
}

// Braess 1968 in the numbers of every textbook: x/100 on two arcs, 45 on the other two.
const char* const kBraess = R"(
A -> C  free 1e-9 growth 1e7 capacity 1
C -> B  free 45
A -> D  free 45
D -> B  free 1e-9 growth 1e7 capacity 1
A => B  load 4000
)";

TEST(Assignment, BraessLinkRaisesTotalTime) {
  const auto without = solve(read_network(kBraess).problem, precise());
  EXPECT_NEAR(without.total_time / 4000.0, 65.0, 1e-6);
  const auto with =
      solve(read_network(std::string(kBraess) + "C -> D  free 0\n").problem, precise());
  EXPECT_EQ(with.status, Status::kConverged);
  EXPECT_NEAR(with.total_time / 4000.0, 80.0, 1e-6);
}

TEST(Assignment, SystemOptimumIsNoWorseForTheBraessLink) {
  Options options = precise();
  options.principle = Principle::kSystemOptimum;
  const auto network = read_network(std::string(kBraess) + "C -> D  free 0\n");
  const auto flows = solve(network.problem, options);
  EXPECT_NEAR(flows.total_time, flows.objective, 1e-6);
  // Least of 2 x * x/100 + 2 (4000 - x) * 45 - with the shortcut's users: x = 2250 on the
  // congested arcs, 1750 on the constant ones.
  EXPECT_NEAR(flows.load_teu_per_h[network.arc("A>C")], 2250.0, 1e-3);
  EXPECT_NEAR(flows.total_time, 2 * 2250.0 * 22.5 + 2 * 1750.0 * 45.0, 1e-3);
}

TEST(Assignment, TwoRoutesEndAtEqualTime) {
  const auto network = read_network(R"(
A -> M  free 10 growth 0.15 capacity 50 power 4
M -> B  free 0
A -> B  free 12 growth 0.15 capacity 80 power 4
A => B  load 200
)");
  const auto flows = solve(network.problem, precise());
  EXPECT_NEAR(flows.time_h[network.arc("A>M")], flows.time_h[network.arc("A>B")], 1e-9);
  EXPECT_NEAR(flows.load_teu_per_h[network.arc("A>M")] + flows.load_teu_per_h[network.arc("A>B")],
              200.0, 1e-9);
  EXPECT_LE(worst_regret(network.problem, flows), 1e-9);
}

TEST(Assignment, NoPathPassesThroughAClosedZone) {
  auto network = read_network(R"(
A -> Z  free 1
Z -> B  free 1
A -> B  free 10
Z -> A  free 1
A => B  load 5
A => Z  load 3
Z => B  load 2
)");
  network.problem.is_through.assign(network.nodes.size(), 1);
  network.problem.is_through[network.nodes.at("Z")] = 0;
  const auto flows = solve(network.problem, precise());
  EXPECT_DOUBLE_EQ(flows.load_teu_per_h[network.arc("A>B")], 5.0);
  EXPECT_DOUBLE_EQ(flows.load_teu_per_h[network.arc("A>Z")], 3.0);
  EXPECT_DOUBLE_EQ(flows.load_teu_per_h[network.arc("Z>B")], 2.0);
}

TEST(Assignment, FreeLinksInACycleCarryNothingRound) {
  const auto network = read_network(R"(
A -> M  free 0
M -> A  free 0
M -> N  free 0
N -> M  free 0
N -> B  free 3 growth 1 capacity 10 power 2
M -> B  free 3 growth 1 capacity 10 power 2
A => B  load 40
)");
  const auto flows = solve(network.problem, precise());
  EXPECT_EQ(flows.status, Status::kConverged);
  EXPECT_DOUBLE_EQ(flows.load_teu_per_h[network.arc("M>A")], 0.0);
  EXPECT_NEAR(flows.load_teu_per_h[network.arc("N>B")], 20.0, 1e-9);
  EXPECT_NEAR(flows.load_teu_per_h[network.arc("M>N")], 20.0, 1e-9);
}

TEST(Assignment, DemandWithinAZoneUsesNoArc) {
  const auto network = read_network("A -> B  free 1\nA => A  load 7\nA => B  load 2\n");
  const auto flows = solve(network.problem, precise());
  EXPECT_DOUBLE_EQ(flows.load_teu_per_h[network.arc("A>B")], 2.0);
  EXPECT_TRUE(flows.stranded.empty());
}

TEST(Assignment, DuplicateLinksShareTheLoad) {
  const auto network = read_network(R"(
A -> B  free 1 growth 1 capacity 10
A -> B  free 1 growth 1 capacity 10
A -> B  free 1 growth 1 capacity 20
A => B  load 40
)");
  const auto flows = solve(network.problem, precise());
  EXPECT_NEAR(flows.load_teu_per_h[network.arc("A>B", 0)], 10.0, 1e-9);
  EXPECT_NEAR(flows.load_teu_per_h[network.arc("A>B", 1)], 10.0, 1e-9);
  EXPECT_NEAR(flows.load_teu_per_h[network.arc("A>B", 2)], 20.0, 1e-9);
}

TEST(Assignment, DemandWithoutAWayIsStrandedAndTheRestIsCarried) {
  const auto network = read_network("A -> B  free 1\nA => B  load 2\nB => A  load 5\n");
  const auto flows = solve(network.problem, precise());
  EXPECT_EQ(flows.status, Status::kConverged);
  ASSERT_EQ(flows.stranded.size(), 1u);
  EXPECT_EQ(flows.stranded[0].demand, DemandId(1));
  EXPECT_DOUBLE_EQ(flows.stranded[0].load_teu_per_h, 5.0);
  EXPECT_FALSE(flows.stranded[0].has_way);
  EXPECT_DOUBLE_EQ(flows.load_teu_per_h[network.arc("A>B")], 2.0);
}

TEST(Assignment, ClassesSplitByTheirValueOfTime) {
  // The poor (value 1) avoid the toll of 6, the rich (value 10) pay it.
  const auto network = read_network(R"(
A -> M  free 4 growth 1 capacity 100 toll 6
M -> B  free 0
A -> B  free 8 growth 1 capacity 100
A => B  load 50 class 0
A => B  load 50 class 1
)",
                                    {1.0, 10.0});
  const auto flows = solve(network.problem, precise());
  const ArcId tolled = network.arc("A>M");
  EXPECT_DOUBLE_EQ(flows.class_load_teu_per_h[UserClassId(0)][tolled], 0.0);
  EXPECT_DOUBLE_EQ(flows.class_load_teu_per_h[UserClassId(1)][tolled], 50.0);
  EXPECT_DOUBLE_EQ(flows.load_teu_per_h[tolled], 50.0);
  EXPECT_NEAR(flows.total_time, 50 * 6.0 + 50 * 0.6 + 50 * 12.0, 1e-9);
}

TEST(Assignment, PairsThatShareTwoStretchesSplitAlike) {
  // Both origins meet at M and choose between the same two stretches to N.
  const auto network = read_network(R"(
A -> M  free 1
C -> M  free 2
M -> N  free 5 growth 1 capacity 30 power 2
M -> P  free 3 growth 1 capacity 20 power 2
P -> N  free 3
N -> B  free 1
A => B  load 60
C => B  load 20
)");
  const auto route = [&](std::size_t demand, double load, const std::vector<std::string>& arcs) {
    Route result = {DemandId(demand), load, {}};
    for (const std::string& ends : arcs) result.arcs.push_back(network.arc(ends));
    return result;
  };
  const std::vector<Route> start = {
      route(0, 59.0, {"A>M", "M>N", "N>B"}), route(0, 1.0, {"A>M", "M>P", "P>N", "N>B"}),
      route(1, 1.0, {"C>M", "M>N", "N>B"}), route(1, 19.0, {"C>M", "M>P", "P>N", "N>B"})};
  const auto flows = solve(network.problem, precise(), &start);
  EXPECT_EQ(flows.status, Status::kConverged);
  const ArcId direct = network.arc("M>N");
  const double share = flows.load_teu_per_h[direct] / 80.0;
  ASSERT_EQ(flows.routes.size(), 4u);
  for (const Route& used : flows.routes) {
    const double demand = used.demand == DemandId(0) ? 60.0 : 20.0;
    const bool is_direct = used.arcs[1] == direct;
    EXPECT_NEAR(used.load_teu_per_h / demand, is_direct ? share : 1.0 - share, 1e-9);
  }
}

TEST(Assignment, StartingFromItsOwnRoutesItIsDoneAtOnce) {
  const auto network = read_network(kBraess);
  const auto first = solve(network.problem, precise());
  const auto again = solve(network.problem, precise(), &first.routes);
  EXPECT_EQ(again.status, Status::kConverged);
  EXPECT_LE(again.iterations, 2);
  EXPECT_NEAR(again.total_time, first.total_time, 1e-6);
}

TEST(Assignment, StartingRoutesAreScaledToNewDemandAndSkipClosedArcs) {
  auto network = read_network(kBraess);
  const auto first = solve(network.problem, precise());
  network.problem.demand[DemandId(0)].load_teu_per_h = 1000.0;
  network.problem.delay[network.arc("A>D")] = {45.0, 1.0, 0.0, 1.0};
  const auto closed = solve(network.problem, precise(), &first.routes);
  EXPECT_EQ(closed.status, Status::kConverged);
  EXPECT_NEAR(closed.load_teu_per_h[network.arc("A>C")], 1000.0, 1e-9);
  EXPECT_DOUBLE_EQ(closed.load_teu_per_h[network.arc("A>D")], 0.0);
}

TEST(Assignment, NoDemandIsConverged) {
  const auto flows = solve(read_network("A -> B  free 1\n").problem, precise());
  EXPECT_EQ(flows.status, Status::kConverged);
  EXPECT_DOUBLE_EQ(flows.objective, 0.0);
}

}  // namespace
}  // namespace corridor::assignment
