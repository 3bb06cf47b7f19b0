#include "corridor/routes/pareto.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "boost_pareto.hpp"
#include "random_network.hpp"

namespace corridor::routes {
namespace {

using testing::IsEmpty;
using Values = std::array<double, kMostObjectives>;

struct Problem {
  Graph graph;
  std::vector<std::vector<double>> columns;
  std::vector<Costs> objectives;
  NodeId source{0};
  NodeId target;
};

Problem random_problem(std::uint64_t seed, std::size_t objectives) {
  Dice dice(seed);
  const int nodes = dice.roll(2, 8);
  Problem problem;
  problem.graph = random_graph(dice, nodes, dice.roll(1, 22));
  problem.target = NodeId(static_cast<std::size_t>(nodes - 1));
  for (std::size_t i = 0; i < objectives; ++i)
    problem.columns.push_back(random_costs(dice, problem.graph, 6));
  problem.objectives.assign(problem.columns.begin(), problem.columns.end());
  return problem;
}

Values values_of(const Problem& problem, const std::vector<ArcId>& arcs) {
  Values values{};
  for (std::size_t i = 0; i < problem.objectives.size(); ++i)
    values[i] = cost_of(arcs, problem.objectives[i]);
  return values;
}

bool none_above(const Values& a, const Values& b, double factor = 1.0) {
  for (std::size_t i = 0; i < a.size(); ++i)
    if (a[i] > factor * b[i]) return false;
  return true;
}

// The values of all routes that are open in every objective, by trying all.
std::set<Values> all_values(const Problem& problem) {
  std::set<Values> all;
  const Enumeration enumeration(problem.graph, problem.objectives[0], problem.source,
                                problem.target);
  for (const Route& route : enumeration.routes()) {
    const Values values = values_of(problem, route.arcs);
    if (*std::max_element(values.begin(), values.end()) < kInfinity) all.insert(values);
  }
  return all;
}

std::set<Values> brute_force(const Problem& problem, double detour = kInfinity) {
  const std::set<Values> all = all_values(problem);
  Values least;
  least.fill(kInfinity);
  for (const Values& values : all)
    for (std::size_t i = 0; i < least.size(); ++i) least[i] = std::min(least[i], values[i]);
  std::set<Values> kept;
  for (const Values& values : all) {
    const bool beaten = std::any_of(all.begin(), all.end(), [&](const Values& other) {
      return other != values && none_above(other, values);
    });
    const bool near = detour == kInfinity || none_above(values, least, 1.0 + detour);
    if (!beaten && near) kept.insert(values);
  }
  return kept;
}

std::set<Values> values_in(const Problem& problem, const ParetoSet& set) {
  std::set<Values> values;
  for (const ParetoRoute& route : set.routes) {
    EXPECT_TRUE(is_loopless(problem.graph, route.arcs, problem.source, problem.target));
    EXPECT_EQ(route.values, values_of(problem, route.arcs));
    EXPECT_TRUE(values.insert(route.values).second) << "the same values twice";
  }
  return values;
}

ParetoSet find(const Problem& problem, const ParetoOptions& options = {}) {
  return find_pareto_routes(problem.graph, problem.source, problem.target, problem.objectives,
                            options);
}

class ParetoOverObjectives : public testing::TestWithParam<std::size_t> {};

TEST_P(ParetoOverObjectives, EqualsBruteForceOnRandomNetworks) {
  for (std::uint64_t seed = 1; seed <= 2000; ++seed) {
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    const Problem problem = random_problem(seed, GetParam());
    const std::set<Values> expected = brute_force(problem);
    const ParetoSet found = find(problem);
    EXPECT_EQ(values_in(problem, found), expected);
    EXPECT_EQ(found.status,
              expected.empty() ? ParetoStatus::kUnreachable : ParetoStatus::kComplete);
    if (HasFailure()) break;
  }
}

TEST_P(ParetoOverObjectives, EqualsBruteForceWithinADetour) {
  for (std::uint64_t seed = 1; seed <= 1000; ++seed) {
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    const Problem problem = random_problem(seed, GetParam());
    for (const double detour : {0.0, 0.5, 2.0})
      EXPECT_EQ(values_in(problem, find(problem, {0.0, detour})), brute_force(problem, detour));
    if (HasFailure()) break;
  }
}

TEST_P(ParetoOverObjectives, CoversTheFullSetWithinEpsilon) {
  for (std::uint64_t seed = 1; seed <= 1000; ++seed) {
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    const Problem problem = random_problem(seed, GetParam());
    const std::set<Values> full = brute_force(problem);
    const std::set<Values> thinned = values_in(problem, find(problem, {0.25}));
    EXPECT_TRUE(std::includes(full.begin(), full.end(), thinned.begin(), thinned.end()));
    for (const Values& values : full) {
      EXPECT_TRUE(std::any_of(thinned.begin(), thinned.end(),
                              [&](const Values& kept) { return none_above(kept, values, 1.25); }));
    }
    if (HasFailure()) break;
  }
}

TEST_P(ParetoOverObjectives, AgreesWithBoost) {
  for (std::uint64_t seed = 1; seed <= 500; ++seed) {
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    const Problem problem = random_problem(seed, GetParam());
    EXPECT_EQ(values_in(problem, find(problem)),
              boost_pareto(problem.graph, problem.source, problem.target, problem.objectives));
    if (HasFailure()) break;
  }
}

// Sets of hundreds, past what a frontier keeps in one list.
TEST_P(ParetoOverObjectives, AgreesWithBoostOnLargeSets) {
  std::size_t largest = 0;
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    Dice dice(seed);
    Problem problem;
    std::vector<network::ArcEnds> arcs;  // eight nodes in a row, four arcs from each to the next
    for (std::size_t i = 0; i < 28; ++i) arcs.push_back({NodeId(i / 4), NodeId(i / 4 + 1)});
    problem.graph = Graph(8, arcs);
    problem.target = NodeId(7);
    for (std::size_t i = 0; i < GetParam(); ++i)
      problem.columns.push_back(random_costs(dice, problem.graph, 200));
    problem.objectives.assign(problem.columns.begin(), problem.columns.end());
    const std::set<Values> found = values_in(problem, find(problem));
    EXPECT_EQ(found,
              boost_pareto(problem.graph, problem.source, problem.target, problem.objectives));
    largest = std::max(largest, found.size());
    if (HasFailure()) break;
  }
  EXPECT_GT(largest, GetParam() == 4 ? 100U : 1U);
}

INSTANTIATE_TEST_SUITE_P(TwoToFour, ParetoOverObjectives, testing::Values(2U, 3U, 4U));

TEST(Pareto, ThinsAtLeastSomeSets) {
  std::size_t full = 0;
  std::size_t thinned = 0;
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    const Problem problem = random_problem(seed, 3);
    full += find(problem).routes.size();
    thinned += find(problem, {0.25}).routes.size();
  }
  EXPECT_LT(thinned, full);
}

TEST(Pareto, SaysWhenItStopsAtTheLabelLimit) {
  const std::vector<network::ArcEnds> arcs(2, {NodeId(0), NodeId(1)});
  const Graph graph(2, arcs);
  const std::vector money = {1.0, 2.0};
  const std::vector time = {2.0, 1.0};
  const std::vector<Costs> objectives = {money, time};
  ParetoOptions options;
  options.max_labels = 2;
  const ParetoSet cut = find_pareto_routes(graph, NodeId(0), NodeId(1), objectives, options);
  EXPECT_EQ(cut.status, ParetoStatus::kLabelLimit);
  EXPECT_EQ(cut.routes.size(), 1u);
  options.max_labels = 3;
  EXPECT_EQ(find_pareto_routes(graph, NodeId(0), NodeId(1), objectives, options).routes.size(), 2u);
}

TEST(Pareto, FromANodeToItselfIsOneEmptyRoute) {
  const std::vector<network::ArcEnds> arcs = {{NodeId(0), NodeId(1)}, {NodeId(1), NodeId(0)}};
  const Graph graph(2, arcs);
  const std::vector cost = {0.0, 0.0};
  const std::vector<Costs> objectives = {cost, cost};
  const ParetoSet set = find_pareto_routes(graph, NodeId(0), NodeId(0), objectives);
  ASSERT_EQ(set.routes.size(), 1u);
  EXPECT_THAT(set.routes[0].arcs, IsEmpty());
}

}  // namespace
}  // namespace corridor::routes
