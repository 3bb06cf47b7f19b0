#include "corridor/assignment/route_relief.hpp"

#include <glpk.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <limits>

#include "dice.hpp"
#include "owned_problem.hpp"

namespace corridor::assignment {
namespace {

using testing::ElementsAre;

constexpr double kInfinity = std::numeric_limits<double>::infinity();

using Uses = std::vector<RouteUse>;

struct Question {
  OwnedProblem problem;
  LogitMonth month;

  explicit Question(std::vector<double> room) {
    problem.facility_count = room.size();
    month.room = std::move(room);
  }
  void market(double demand, const std::vector<Uses>& routes) {
    for (const Uses& uses : routes) problem.add_route(100.0, 1.0, uses);
    problem.end_market(0.01, 10000.0);
    month.demand.push_back(demand);
  }
  [[nodiscard]] RouteRelief solve(const RouteReliefOptions& options = {}) const {
    return find_route_relief(problem, month, options);
  }
};

std::vector<std::vector<std::uint32_t>> sets_of(const RouteRelief& relief) {
  std::vector<std::vector<std::uint32_t>> sets;
  for (const RouteConflict& conflict : relief.conflicts) sets.push_back(conflict.facilities);
  return sets;
}

// Two posts in a row, A of 40 and B of 30, or C of 20 in parallel; 70 want through. B and C are the
// conflict: 20 stay, and 20 more at either of them let all through, as long as A holds.
Question two_in_a_row_and_one_beside() {
  Question question({40.0, 30.0, 20.0});
  question.market(70.0, {{{0, 1.0}, {1, 1.0}}, {{2, 1.0}}});
  return question;
}

TEST(RouteRelief, TwoPostsInARowAndOneBesideLeaveWhatTheNarrowestHaveNoRoomFor) {
  const RouteRelief relief = two_in_a_row_and_one_beside().solve();
  EXPECT_TRUE(relief.is_needed);
  EXPECT_NEAR(relief.stays, 20.0, 0.002);
  EXPECT_NEAR(relief.at_least, 20.0, 0.002);
  EXPECT_LE(relief.at_least, 20.0 + 1e-9);
  EXPECT_THAT(sets_of(relief), ElementsAre(ElementsAre(1U, 2U)));
  EXPECT_TRUE(relief.conflicts.front().is_smallest);
  EXPECT_NEAR(relief.cost, 20.0, 0.002);
  EXPECT_NEAR(relief.least_cost, 20.0, 0.022);
  EXPECT_NEAR(relief.more[0], 0.0, 1e-6);
}

TEST(RouteRelief, OfWaysOutThatCostTheSameTheOneAtTheLargestFacilityIsTold) {
  Question question({25.0, 30.0, 20.0});
  question.market(90.0, {{{0, 1.0}}, {{1, 1.0}}, {{2, 1.0}}});
  const RouteRelief relief = question.solve();
  EXPECT_NEAR(relief.cost, 15.0, 0.015);
  EXPECT_NEAR(relief.more[1], 15.0, 0.015);
  EXPECT_NEAR(relief.more[0], 0.0, 1e-6);
  EXPECT_NEAR(relief.more[2], 0.0, 1e-6);
}

TEST(RouteRelief, MoreRoomGoesWhereItCostsLess) {
  // 10 more at B would still pass A, 10 further would not: the row costs 1 up to 40, then 2.
  RouteReliefOptions options;
  options.unit_cost = {1.0, 1.0, 1.5};
  const RouteRelief relief = two_in_a_row_and_one_beside().solve(options);
  EXPECT_NEAR(relief.more[0], 0.0, 0.02);
  EXPECT_NEAR(relief.more[1], 10.0, 0.005);
  EXPECT_NEAR(relief.more[2], 10.0, 0.005);
  EXPECT_NEAR(relief.cost, 25.0, 0.003);
  EXPECT_NEAR(relief.least_cost, 25.0, 0.03);
}

TEST(RouteRelief, WhatHasAWayPastAllLimitsAsksForNoRoom) {
  Question question({40.0});
  question.market(50.0, {{{0, 1.0}}, {}});
  question.market(60.0, {{{0, 0.5}}});
  EXPECT_FALSE(question.solve().is_needed);
  question.market(30.0, {{{0, 1.0}}});
  const RouteRelief relief = question.solve();
  EXPECT_TRUE(relief.is_needed);
  // 60 x 0.5 + 30 against 40. It is fewest if those stay that take a whole unit each.
  EXPECT_NEAR(relief.stays, 20.0, 0.002);
  EXPECT_NEAR(relief.cost, 20.0, 0.002);
  EXPECT_THAT(sets_of(relief), ElementsAre(ElementsAre(0U)));
}

TEST(RouteRelief, ARouteThatCostsMoreThanStayingIsNone) {
  Question question({40.0});
  question.market(50.0, {{{0, 1.0}}, {}});
  question.problem.cost[1] = 20000.0;
  EXPECT_NEAR(question.solve().stays, 10.0, 0.001);
  question.problem.cost[0] = kInfinity;
  EXPECT_FALSE(question.solve().is_needed);
}

TEST(RouteRelief, NoRoomAtAllIsTheConflictItself) {
  Question question({0.0, 5.0});
  question.market(3.0, {{{0, 2.0}}, {{0, 1.0}, {1, 1.0}}});
  const RouteRelief relief = question.solve();
  EXPECT_TRUE(relief.is_needed);
  EXPECT_NEAR(relief.stays, 3.0, 1e-9);
  EXPECT_NEAR(relief.at_least, 3.0, 1e-9);
  EXPECT_THAT(sets_of(relief), ElementsAre(ElementsAre(0U)));
  EXPECT_NEAR(relief.more[0], 3.0, 1e-3);
}

TEST(RouteRelief, NoMarketAndNoLimitAreAnswers) {
  EXPECT_FALSE(Question({}).solve().is_needed);
  Question free({kInfinity});
  free.market(5.0, {{{0, 1.0}}});
  free.market(5.0, {});
  EXPECT_FALSE(free.solve().is_needed);
}

Question draw_question(unsigned seed) {
  Dice dice(seed);
  const std::uint32_t facilities = 3 + dice.below(8);
  std::vector<double> room;
  for (std::uint32_t f = 0; f < facilities; ++f)
    room.push_back(dice.below(12) == 0 ? 0.0 : dice.real(2.0, 40.0));
  Question question(std::move(room));
  const std::uint32_t markets = 2 + dice.below(12);
  for (std::uint32_t m = 0; m < markets; ++m) {
    std::vector<Uses> routes(1 + dice.below(4));
    for (Uses& uses : routes) {
      for (std::uint32_t f = 0; f < facilities; ++f)
        if (dice.below(3) == 0) uses.push_back({f, dice.real(0.3, 2.0)});
      if (uses.empty()) uses.push_back({dice.below(facilities), 1.0});
    }
    question.market(dice.real(1.0, 20.0), routes);
  }
  return question;
}

// Least cost of staying (`stay_cost` a unit) and of more room [facility], +infinity = none.
double least_by_glpk(const Question& question, double stay_cost,
                     const std::vector<double>& unit_cost) {
  const LogitProblem& problem = question.problem;
  const int markets = static_cast<int>(problem.market_count());
  const int facilities = static_cast<int>(problem.facility_count);
  glp_term_out(GLP_OFF);
  glp_prob* lp = glp_create_prob();
  glp_add_rows(lp, markets + facilities);
  const auto add = [&](double cost, std::vector<int> rows, std::vector<double> values) {
    const int column = glp_add_cols(lp, 1);
    glp_set_col_bnds(lp, column, GLP_LO, 0.0, 0.0);
    glp_set_obj_coef(lp, column, cost);
    rows.insert(rows.begin(), 0);
    values.insert(values.begin(), 0.0);
    glp_set_mat_col(lp, column, static_cast<int>(rows.size()) - 1, rows.data(), values.data());
  };
  for (int f = 0; f < facilities; ++f) {
    const auto facility = static_cast<std::size_t>(f);
    glp_set_row_bnds(lp, markets + f + 1, GLP_UP, 0.0, question.month.room[facility]);
    if (unit_cost[facility] < kInfinity) add(unit_cost[facility], {markets + f + 1}, {-1.0});
  }
  for (int m = 0; m < markets; ++m) {
    const auto market = static_cast<std::size_t>(m);
    glp_set_row_bnds(lp, m + 1, GLP_FX, question.month.demand[market],
                     question.month.demand[market]);
    if (stay_cost < kInfinity) add(stay_cost, {m + 1}, {1.0});
    for (std::uint32_t r = problem.first_route[market]; r < problem.first_route[market + 1]; ++r) {
      std::vector<int> rows = {m + 1};
      std::vector<double> values = {1.0};
      for (const RouteUse& use : problem.uses_of(r)) {
        rows.push_back(markets + static_cast<int>(use.facility) + 1);
        values.push_back(use.units);
      }
      add(0.0, rows, values);
    }
  }
  const bool is_solved = glp_simplex(lp, nullptr) == 0 && glp_get_status(lp) == GLP_OPT;
  const double least = is_solved ? glp_get_obj_val(lp) : kInfinity;
  glp_delete_prob(lp);
  return least;
}

// Staying at least, with the limits of all facilities but these given up.
double least_stay(const Question& question, const std::vector<std::uint32_t>& kept) {
  std::vector<double> unit_cost(question.month.room.size(), 0.0);
  for (const std::uint32_t f : kept) unit_cost[f] = kInfinity;
  return least_by_glpk(question, 1.0, unit_cost);
}

void expect_smallest(const Question& question, const RouteConflict& conflict) {
  EXPECT_TRUE(conflict.is_smallest);
  EXPECT_GT(least_stay(question, conflict.facilities), 1e-6);
  for (const std::uint32_t given_up : conflict.facilities) {
    std::vector<std::uint32_t> rest = conflict.facilities;
    rest.erase(std::find(rest.begin(), rest.end(), given_up));
    EXPECT_LT(least_stay(question, rest), 1e-4) << "without " << given_up;
  }
}

void expect_all_conflicts(const Question& question, const RouteRelief& relief) {
  ASSERT_FALSE(relief.conflicts.empty());
  std::vector<char> is_kept(question.month.room.size(), 1);
  for (const RouteConflict& conflict : relief.conflicts) {
    expect_smallest(question, conflict);
    for (const std::uint32_t f : conflict.facilities) {
      EXPECT_EQ(is_kept[f], 1) << f << " is in two sets";
      is_kept[f] = 0;
    }
  }
  std::vector<std::uint32_t> rest;
  for (std::uint32_t f = 0; f < is_kept.size(); ++f)
    if (is_kept[f] != 0) rest.push_back(f);
  EXPECT_LT(least_stay(question, rest), 1e-4);
}

TEST(RouteReliefOracle, BothProgramsCostWhatTheLinearProgramsSay) {
  constexpr double kTolerance = 1e-4;
  int needed = 0;
  for (unsigned seed = 1; seed <= 300; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const Question question = draw_question(seed);
    Dice dice(seed + 1000);
    RouteReliefOptions options;
    options.tolerance = kTolerance;
    for (std::size_t f = 0; f < question.month.room.size(); ++f)
      options.unit_cost.push_back(seed % 2 == 0 ? 1.0 : dice.real(0.5, 2.0));
    const std::vector<double> never(question.month.room.size(), kInfinity);
    const double stays = least_by_glpk(question, 1.0, never);
    const double least = least_by_glpk(question, kInfinity, options.unit_cost);
    const RouteRelief relief = question.solve(options);
    EXPECT_EQ(relief.is_needed, stays > 1e-6);
    EXPECT_NEAR(relief.stays, stays, kTolerance * stays + 1e-6);
    EXPECT_LE(relief.at_least, stays + 1e-7);
    EXPECT_GE(relief.at_least, (1.0 - 1.1 * kTolerance) * stays - 1e-6);
    if (!relief.is_needed) {
      EXPECT_TRUE(has_room_for_all(question.problem, question.month));
      continue;
    }
    ++needed;
    EXPECT_LE(relief.least_cost, least + 1e-7);
    EXPECT_GE(relief.cost, least - 1e-7);
    EXPECT_LE(relief.cost - relief.least_cost, (kTolerance + 1e-3) * relief.cost);
    EXPECT_FALSE(has_room_for_all(question.problem, question.month));
    expect_all_conflicts(question, relief);
  }
  EXPECT_GT(needed, 100) << "questions in which nothing is short would prove little";
  EXPECT_LT(needed, 290);
}

}  // namespace
}  // namespace corridor::assignment
