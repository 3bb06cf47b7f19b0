#include <gtest/gtest.h>

#include <limits>

#include "dice.hpp"
#include "owned_problem.hpp"

namespace corridor::assignment {
namespace {

constexpr std::uint32_t kMarkets = 700;
constexpr std::uint32_t kFacilities = 12;

// Markets of none to six routes in nests of two levels, some of which take the same and some of
// which are shut. Markets that are `more` [market] have two routes more than they would have.
OwnedProblem draw_problem(unsigned seed, const std::vector<char>& more) {
  OwnedProblem problem;
  problem.facility_count = kFacilities;
  problem.levels.resize(2);
  for (std::uint32_t facility = 0; facility < kFacilities; ++facility) {
    const RouteUse use{facility, 1.0};
    problem.own->push_back({&use, 1});
  }
  problem.own->push_back({});
  for (std::uint32_t market = 0; market < kMarkets; ++market) {
    Dice dice(seed + market);
    const std::uint32_t routes = dice.below(7U) + (more[market] != 0 ? 2 : 0);
    for (std::uint32_t r = 0; r < routes; ++r) {
      const bool is_shut = dice.below(10U) == 0;
      problem.cost.push_back(is_shut ? std::numeric_limits<double>::infinity()
                                     : dice.real(50.0, 90.0));
      problem.size.push_back(dice.real(0.2, 1.0));
      problem.footprint.push_back(dice.below(kFacilities + 1));
      problem.levels[0].nest.push_back(r / 3);
      problem.levels[1].nest.push_back(r / 2);
    }
    problem.end_market(0.3, dice.real(80.0, 200.0));
    problem.levels[0].theta.push_back(0.1);
    problem.levels[1].theta.push_back(0.2);
  }
  return problem;
}

TEST(LogitLayout, MarketsThatStayAreCopiedAsIfAllWereLaidOutAnew) {
  for (const unsigned seed : {1U, 5000U, 90000U}) {
    const OwnedProblem few = draw_problem(seed, std::vector<char>(kMarkets, 0));
    Dice dice(seed);
    std::vector<char> is_new(kMarkets);
    for (char& one : is_new) one = dice.below(4U) == 0 ? 1 : 0;
    is_new.back() = 1;
    const OwnedProblem many = draw_problem(seed, is_new);
    ASSERT_GT(many.route_count(), few.route_count());
    LogitMonth month;
    for (std::uint32_t market = 0; market < kMarkets; ++market)
      month.demand.push_back(market % 5 == 0 ? 0.0 : dice.real(0.1, 2.0));
    month.room.assign(kFacilities, 15.0);
    const LogitLayout before(few);
    const LogitResult copied = solve_logit(LogitLayout(many, before, is_new), month, {});
    const LogitResult anew = solve_logit(LogitLayout(many), month, {});
    EXPECT_TRUE(anew.certificate.converged);
    EXPECT_EQ(copied.price, anew.price);
    EXPECT_EQ(copied.share, anew.share);
    EXPECT_EQ(copied.give_up, anew.give_up);
    // Nothing new at all.
    const LogitLayout same(few, before, std::vector<char>(kMarkets, 0));
    EXPECT_EQ(solve_logit(same, month, {}).share, solve_logit(before, month, {}).share);
  }
}

}  // namespace
}  // namespace corridor::assignment
