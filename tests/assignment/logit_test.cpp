#include "corridor/assignment/logit.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

#include "owned_problem.hpp"

namespace corridor::assignment {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

struct RouteSpec {
  double cost = 0.0;
  std::vector<RouteUse> uses;
};

void add_market(OwnedProblem& problem, double theta, double give_up,
                const std::vector<RouteSpec>& routes) {
  for (const RouteSpec& route : routes) problem.add_route(route.cost, 1.0, route.uses);
  problem.end_market(theta, give_up);
}

// One market, two routes that cost 100 and 120, one facility on the first.
OwnedProblem two_routes(double theta, double give_up = kInfinity) {
  OwnedProblem problem;
  problem.facility_count = 1;
  add_market(problem, theta, give_up, {{100.0, {{0, 1.0}}}, {120.0, {}}});
  return problem;
}

LogitMonth month_of(std::vector<double> demand, std::vector<double> room) {
  LogitMonth month;
  month.demand = std::move(demand);
  month.room = std::move(room);
  return month;
}

TEST(Logit, TwoRoutesSplitByTheClosedForm) {
  const LogitResult result = solve_logit(two_routes(0.05), month_of({10.0}, {kInfinity}), {});
  EXPECT_NEAR(result.share[0], 1.0 / (1.0 + std::exp(-0.05 * 20.0)), 1e-14);
  EXPECT_EQ(result.price[0], 0.0);
  EXPECT_TRUE(result.certificate.converged);
}

TEST(Logit, AFullFacilityHasThePriceThatSendsTheRestAway) {
  const LogitResult result = solve_logit(two_routes(0.05), month_of({10.0}, {3.0}), {});
  EXPECT_NEAR(result.share[0], 0.3, 1e-10);
  EXPECT_NEAR(result.price[0], 20.0 + std::log(7.0 / 3.0) / 0.05, 1e-6);
  EXPECT_TRUE(result.certificate.converged);
}

TEST(Logit, WhoWantsPricesOnlyGetsTheSame) {
  LogitOptions options;
  const LogitMonth month = month_of({10.0}, {3.0});
  const LogitResult whole = solve_logit(two_routes(0.05), month, options);
  options.only_prices = true;
  const LogitResult prices = solve_logit(two_routes(0.05), month, options);
  EXPECT_EQ(prices.price, whole.price);
  EXPECT_EQ(prices.use, whole.use);
  EXPECT_EQ(prices.expected_cost, whole.expected_cost);
  EXPECT_TRUE(prices.share.empty() && prices.give_up.empty());
  EXPECT_FALSE(whole.share.empty() || whole.give_up.empty());
}

// Prices move routes that take the same together: however full their facility is, they share what
// it carries by their own costs and path sizes, and one that is closed has nothing.
TEST(Logit, RoutesThatTakeTheSameShareItByTheirOwnCosts) {
  constexpr double kTheta = 0.05;
  const auto solve_with_room = [](double room) {
    OwnedProblem problem;
    problem.facility_count = 1;
    problem.add_route(100.0, 0.5, std::vector<RouteUse>{{0, 1.0}});
    problem.add_route(120.0, 1.0, {});
    problem.add_route(130.0, 1.0, {});
    problem.add_route(kInfinity, 1.0, {});
    problem.add_route(110.0, 0.8, {});
    problem.footprint = {0, 1, 1, 1, 0};
    problem.end_market(kTheta, kInfinity);
    return solve_logit(problem, month_of({10.0}, {room}), {});
  };
  for (const double room : {kInfinity, 3.0, 1e-6}) {
    const LogitResult result = solve_with_room(room);
    EXPECT_NEAR(result.share[4] / result.share[0], 0.8 / 0.5 * std::exp(-kTheta * 10.0), 1e-12);
    EXPECT_NEAR(result.share[2] / result.share[1], std::exp(-kTheta * 10.0), 1e-12);
    EXPECT_EQ(result.share[3], 0.0);
    const double weight = std::exp(-kTheta * 100.0) * 0.5 + std::exp(-kTheta * 110.0) * 0.8;
    const double others = std::exp(-kTheta * 120.0) + std::exp(-kTheta * 130.0);
    const double carried = room < kInfinity ? room / 10.0 : weight / (weight + others);
    EXPECT_NEAR(result.share[0] + result.share[4], carried, 1e-10);
  }
}

TEST(Logit, WithoutRoomAFacilityIsClosed) {
  const LogitResult result = solve_logit(two_routes(0.05), month_of({10.0}, {0.0}), {});
  EXPECT_EQ(result.share[0], 0.0);
  EXPECT_EQ(result.share[1], 1.0);
}

TEST(Logit, HardlyAnyRoomHasAFinitePrice) {
  const LogitResult result = solve_logit(two_routes(0.05), month_of({10.0}, {1e-9}), {});
  EXPECT_NEAR(result.price[0], 20.0 + std::log(1e10) / 0.05, 1e-3);
  EXPECT_TRUE(result.certificate.converged);
}

TEST(Logit, WhatCannotBeCarriedStaysWhenStayingHasACost) {
  OwnedProblem problem;
  problem.facility_count = 1;
  add_market(problem, 0.05, 1000.0, {{100.0, {{0, 1.0}}}});
  const LogitResult result = solve_logit(problem, month_of({10.0}, {4.0}), {});
  EXPECT_NEAR(result.give_up[0], 0.6, 1e-9);
  // The expected cost at which 60 % stay: ln(0.6 / 0.4) / scale above the cost of staying.
  EXPECT_NEAR(result.price[0], 900.0 + std::log(0.6 / 0.4) / 0.02, 1e-5);
}

TEST(Logit, AMillionTimesTheDemandEndsWithAnAnswer) {
  OwnedProblem problem = two_routes(0.05, 1000.0);
  const LogitResult result = solve_logit(problem, month_of({1e7}, {3.0}), {});
  EXPECT_TRUE(result.certificate.converged);
  EXPECT_NEAR(result.share[0] * 1e7, 3.0, 1e-6);
}

TEST(Logit, DemandThatNothingCarriesAndNothingReplacesEndsUnconverged) {
  OwnedProblem problem;
  problem.facility_count = 1;
  add_market(problem, 0.05, kInfinity, {{100.0, {{0, 1.0}}}});
  const LogitResult result = solve_logit(problem, month_of({10.0}, {4.0}), {});
  EXPECT_FALSE(result.certificate.converged);
  EXPECT_TRUE(std::isfinite(result.price[0]));
}

TEST(Logit, TwoFullFacilitiesInARowShareOnePrice) {
  OwnedProblem problem;
  problem.facility_count = 2;
  add_market(problem, 0.05, kInfinity, {{100.0, {{0, 1.0}, {1, 1.0}}}, {120.0, {}}});
  const LogitResult result = solve_logit(problem, month_of({10.0}, {3.0, 3.0}), {});
  EXPECT_NEAR(result.price[0], result.price[1], 1e-6);
  EXPECT_NEAR(result.price[0] + result.price[1], 20.0 + std::log(7.0 / 3.0) / 0.05, 1e-6);
}

// Random markets over random facilities, with enough ways around.
OwnedProblem random_problem(std::mt19937& random, std::size_t facilities, std::size_t markets) {
  OwnedProblem problem;
  problem.facility_count = facilities;
  const auto draw = [&](std::size_t below) { return random() % below; };
  for (std::size_t m = 0; m < markets; ++m) {
    std::vector<RouteSpec> routes;
    for (std::size_t r = 0; r < 2 + draw(4); ++r) {
      RouteSpec route;
      route.cost = 500.0 + static_cast<double>(draw(1000));
      std::vector<std::uint32_t> chosen;
      for (std::size_t u = 0; u < draw(4); ++u) {
        const auto facility = static_cast<std::uint32_t>(draw(facilities));
        if (std::find(chosen.begin(), chosen.end(), facility) != chosen.end()) continue;
        chosen.push_back(facility);
        route.uses.push_back({facility, 0.5 + 0.1 * static_cast<double>(draw(10))});
      }
      routes.push_back(route);
    }
    const double theta = m % 2 == 0 ? 0.004 : 0.02;
    add_market(problem, theta, 5000.0, routes);
  }
  return problem;
}

// What the conditions say, worked out apart from the solver.
void expect_equilibrium(const LogitProblem& problem, const LogitMonth& month,
                        const LogitResult& result) {
  std::vector<double> use(problem.facility_count, 0.0);
  for (std::size_t m = 0; m < problem.market_count(); ++m) {
    double sum = result.give_up[m];
    double first_log = 0.0;
    double first_cost = 0.0;
    for (std::uint32_t r = problem.first_route[m]; r < problem.first_route[m + 1]; ++r) {
      double cost = problem.cost[r];
      for (const RouteUse& one : problem.uses_of(r)) {
        cost += one.units * result.price[one.facility];
        use[one.facility] += month.demand[m] * result.share[r] * one.units;
      }
      sum += result.share[r];
      if (r == problem.first_route[m]) {
        first_log = std::log(result.share[r]);
        first_cost = cost;
      }
      EXPECT_NEAR(std::log(result.share[r]) - first_log, -problem.theta[m] * (cost - first_cost),
                  1e-8);
    }
    EXPECT_NEAR(sum, 1.0, 1e-12);
  }
  for (std::size_t f = 0; f < use.size(); ++f) {
    EXPECT_GE(result.price[f], 0.0);
    EXPECT_LE(use[f], month.room[f] * (1.0 + 1e-8));
    if (result.price[f] > 1e-9) {
      EXPECT_NEAR(use[f], month.room[f], 1e-7 * month.room[f]);
    }
  }
}

TEST(Logit, RandomMarketsMeetTheirConditions) {
  for (unsigned seed = 1; seed <= 30; ++seed) {
    std::mt19937 random(seed);
    const OwnedProblem problem = random_problem(random, 12, 40);
    LogitMonth month = month_of(std::vector<double>(40, 10.0), std::vector<double>(12, 0.0));
    for (double& room : month.room) room = 5.0 + static_cast<double>(random() % 60);
    const LogitResult result = solve_logit(problem, month, {});
    ASSERT_TRUE(result.certificate.converged) << "seed " << seed;
    expect_equilibrium(problem, month, result);
  }
}

TEST(Logit, AWarmStartFindsTheSamePricesInFewerSteps) {
  std::mt19937 random(7);
  const OwnedProblem problem = random_problem(random, 12, 40);
  const LogitMonth month = month_of(std::vector<double>(40, 10.0), std::vector<double>(12, 20.0));
  const LogitResult cold = solve_logit(problem, month, {});
  const LogitResult warm = solve_logit(problem, month, {}, {cold.price, cold.use});
  EXPECT_LT(warm.certificate.iterations, cold.certificate.iterations);
  for (std::size_t f = 0; f < cold.price.size(); ++f)
    EXPECT_NEAR(warm.price[f], cold.price[f], 1e-5);
}

TEST(Logit, RoutesThatShareAFootprintGetWhatRoutesWithTheirOwnGet) {
  std::mt19937 random(11);
  const OwnedProblem apart = random_problem(random, 12, 40);
  OwnedProblem shared;
  shared.facility_count = apart.facility_count;
  for (std::uint32_t m = 0; m < apart.market_count(); ++m) {
    for (std::uint32_t r = apart.first_route[m]; r < apart.first_route[m + 1]; ++r) {
      std::uint32_t same = 0;
      const auto is_like = [&](std::uint32_t f) {
        const auto own = apart.uses_of(r);
        const auto other = (*shared.footprints)[f];
        return std::equal(own.begin(), own.end(), other.begin(), other.end());
      };
      while (same < shared.own->size() && !is_like(same)) ++same;
      if (same == shared.own->size()) shared.own->push_back(apart.uses_of(r));
      shared.cost.push_back(apart.cost[r]);
      shared.size.push_back(apart.size[r]);
      shared.footprint.push_back(same);
    }
    shared.end_market(apart.theta[m], apart.give_up[m]);
  }
  ASSERT_LT(shared.own->size(), apart.own->size()) << "some must share";
  const LogitMonth month = month_of(std::vector<double>(40, 10.0), std::vector<double>(12, 20.0));
  const LogitResult a = solve_logit(apart, month, {});
  const LogitResult b = solve_logit(shared, month, {});
  for (std::size_t r = 0; r < a.share.size(); ++r) EXPECT_NEAR(a.share[r], b.share[r], 1e-8);
}

TEST(Logit, AFacilityThatOnlyFillsOnTheWayIsStillHeldToItsRoom) {
  // At no price the first takes nearly all; its price sends them to the second, which is half full
  // by then and overfull without a price of its own.
  OwnedProblem problem;
  problem.facility_count = 2;
  add_market(problem, 0.5, kInfinity, {{100.0, {{0, 1.0}}}, {150.0, {{1, 1.0}}}, {300.0, {}}});
  const LogitResult result = solve_logit(problem, month_of({10.0}, {1.0, 2.0}), {});
  ASSERT_TRUE(result.certificate.converged);
  EXPECT_NEAR(result.use[0], 1.0, 1e-8);
  EXPECT_NEAR(result.use[1], 2.0, 1e-8);
  EXPECT_NEAR(result.share[2], 0.7, 1e-8);
}

// One market: two gateways of one corridor, with two routes by the first, and a corridor of its
// own.
OwnedProblem two_corridors(double corridors, double gateways, double routes) {
  OwnedProblem problem;
  problem.facility_count = 1;
  add_market(problem, routes, kInfinity,
             {{100.0, {{0, 1.0}}}, {110.0, {{0, 1.0}}}, {105.0, {}}, {102.0, {}}});
  problem.levels = {{{7, 7, 7, 9}, {corridors}}, {{1, 1, 2, 1}, {gateways}}};
  return problem;
}

TEST(NestedLogit, SplitsByTheClosedFormLevelByLevel) {
  const LogitResult result =
      solve_logit(two_corridors(0.01, 0.02, 0.05), month_of({10.0}, {kInfinity}), {});
  const auto logsum = [](double theta, double a, double b) {
    return -std::log(std::exp(-theta * a) + std::exp(-theta * b)) / theta;
  };
  const auto first = [](double theta, double a, double b) {
    return 1.0 / (1.0 + std::exp(-theta * (b - a)));
  };
  const double gateway = logsum(0.05, 100.0, 110.0);
  const double corridor = logsum(0.02, gateway, 105.0);
  const double of_corridor = first(0.01, corridor, 102.0);
  const double of_gateway = first(0.02, gateway, 105.0);
  EXPECT_NEAR(result.share[0], of_corridor * of_gateway * first(0.05, 100.0, 110.0), 1e-14);
  EXPECT_NEAR(result.share[1], of_corridor * of_gateway * first(0.05, 110.0, 100.0), 1e-14);
  EXPECT_NEAR(result.share[2], of_corridor * (1.0 - of_gateway), 1e-14);
  EXPECT_NEAR(result.share[3], 1.0 - of_corridor, 1e-14);
}

TEST(NestedLogit, WithOneScaleIsPlainLogit) {
  OwnedProblem plain = two_corridors(0.05, 0.05, 0.05);
  plain.levels.clear();
  const LogitMonth month = month_of({10.0}, {3.0});
  const LogitResult a = solve_logit(two_corridors(0.05, 0.05, 0.05), month, {});
  const LogitResult b = solve_logit(plain, month, {});
  for (std::size_t r = 0; r < 4; ++r) EXPECT_NEAR(a.share[r], b.share[r], 1e-9);
  EXPECT_NEAR(a.price[0], b.price[0], 1e-6);
}

TEST(NestedLogit, APathSizeCountsInsideItsNest) {
  OwnedProblem problem = two_corridors(0.01, 0.02, 0.05);
  problem.size = {0.5, 0.5, 1.0, 1.0};
  problem.cost[1] = problem.cost[0];
  OwnedProblem one_route = two_corridors(0.01, 0.02, 0.05);
  one_route.cost[1] = kInfinity;
  const LogitMonth month = month_of({10.0}, {kInfinity});
  const LogitResult twice = solve_logit(problem, month, {});
  const LogitResult once = solve_logit(one_route, month, {});
  EXPECT_NEAR(twice.share[0] + twice.share[1], once.share[0], 1e-14);
}

TEST(NestedLogit, AFullGatewaySendsItsBoxesToTheNextOneFirst) {
  const OwnedProblem problem = two_corridors(0.002, 0.01, 0.05);
  const LogitResult free = solve_logit(problem, month_of({10.0}, {kInfinity}), {});
  const LogitResult full = solve_logit(problem, month_of({10.0}, {2.0}), {});
  ASSERT_TRUE(full.certificate.converged);
  EXPECT_NEAR(full.use[0], 2.0, 1e-8);
  EXPECT_GT(full.share[2] - free.share[2], full.share[3] - free.share[3]);
}

// A random problem whose routes stand in random nests of two levels.
OwnedProblem nested_problem(std::mt19937& random) {
  OwnedProblem problem = random_problem(random, 12, 40);
  problem.levels.resize(2);
  for (NestLevel& level : problem.levels) level.nest.resize(problem.route_count());
  for (std::size_t m = 0; m < problem.market_count(); ++m) {
    problem.levels[0].theta.push_back(problem.theta[m] * 0.4);
    problem.levels[1].theta.push_back(problem.theta[m] * 0.7);
    for (std::uint32_t r = problem.first_route[m]; r < problem.first_route[m + 1]; ++r) {
      problem.levels[0].nest[r] = (r - problem.first_route[m]) / 2;
      problem.levels[1].nest[r] = random() % 2 == 0 ? r : (r - problem.first_route[m]) / 2;
    }
  }
  return problem;
}

TEST(NestedLogit, RandomMarketsFillNoFacilityBeyondItsRoomAndPayOnlyWhereItIsFull) {
  for (unsigned seed = 1; seed <= 30; ++seed) {
    std::mt19937 random(seed);
    const OwnedProblem problem = nested_problem(random);
    LogitMonth month = month_of(std::vector<double>(40, 10.0), std::vector<double>(12, 0.0));
    for (double& room : month.room) room = 5.0 + static_cast<double>(random() % 60);
    const LogitResult result = solve_logit(problem, month, {});
    ASSERT_TRUE(result.certificate.converged) << "seed " << seed;
    EXPECT_LT(result.certificate.iterations, 60) << "seed " << seed;
    // Shares are those of the same market without limits, at costs that hold the prices.
    std::mt19937 again(seed);
    OwnedProblem priced = nested_problem(again);
    for (std::uint32_t r = 0; r < priced.route_count(); ++r) {
      for (const RouteUse& use : priced.uses_of(r))
        priced.cost[r] += use.units * result.price[use.facility];
    }
    const LogitResult free =
        solve_logit(priced, month_of(month.demand, std::vector<double>(12, kInfinity)), {});
    for (std::size_t r = 0; r < free.share.size(); ++r)
      EXPECT_NEAR(result.share[r], free.share[r], 1e-9) << "seed " << seed;
    for (std::size_t f = 0; f < 12; ++f) {
      EXPECT_LE(result.use[f], month.room[f] * (1.0 + 1e-8)) << "seed " << seed;
      if (result.price[f] > 1e-9) {
        EXPECT_NEAR(result.use[f], month.room[f], 1e-7 * month.room[f]) << "seed " << seed;
      }
    }
  }
}

TEST(Logit, WhatIsRememberedOfTheCurvatureChangesOnlyTheWay) {
  std::mt19937 random(5);
  const OwnedProblem problem = random_problem(random, 12, 40);
  LogitMemory memory;
  for (const double room : {20.0, 18.0, 30.0, 12.0}) {
    const LogitMonth month = month_of(std::vector<double>(40, 10.0), std::vector<double>(12, room));
    const LogitResult fresh = solve_logit(problem, month, {});
    const LogitResult remembering = solve_logit(problem, month, {}, {{}, {}, &memory});
    ASSERT_TRUE(remembering.certificate.converged);
    for (std::size_t f = 0; f < fresh.price.size(); ++f)
      EXPECT_NEAR(remembering.price[f], fresh.price[f], 1e-5);
  }
}

TEST(Logit, ThreadsDoNotChangeABit) {
  std::mt19937 random(3);
  const OwnedProblem problem = random_problem(random, 12, 40);
  const LogitMonth month = month_of(std::vector<double>(40, 10.0), std::vector<double>(12, 20.0));
  LogitOptions three;
  three.jobs = 3;
  const LogitResult one = solve_logit(problem, month, {});
  const LogitResult many = solve_logit(problem, month, three);
  EXPECT_EQ(one.price, many.price);
  EXPECT_EQ(one.share, many.share);
}

}  // namespace
}  // namespace corridor::assignment
