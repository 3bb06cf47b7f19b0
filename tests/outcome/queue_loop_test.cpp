#include "corridor/outcome/queue_loop.hpp"

#include <gtest/gtest.h>

#include "support/world.hpp"

namespace corridor::outcome {
namespace {

using model::Access;
using model::Mode;
using model::PortRole;
using test::World;

// Two roads to one port, each over a post of its own; the shorter post passes `trucks` an hour.
struct TwoPosts : World {
  explicit TwoPosts(double trucks_per_hour) {
    const auto home = country("home");
    const auto shore = country("shore");
    const auto inland = place("inland", home);
    const auto near = place("near", home);
    const auto far = place("far", home);
    const auto town = port("port", shore, PortRole::kGateway, "R");
    const auto market = port("market", shore, PortRole::kOverseas, "M");
    road(inland, near, 300);
    road(inland, far, 330);
    for (const auto from : {near, far}) {
      const auto post = border(from, town, Mode::kRoad, 10, 20);
      edit().borders[post].outbound.capacity =
          model::Ranged<PerHour>(PerHour(from == near ? trucks_per_hour : 1e6));
    }
    road(near, town, 100);
    road(far, town, 100);
    sea(town, market, 1000, 48, 7);
    trucks(1.0, 2.0, 50);
    terminal(town, 1e9, 3);
    lane("port", "M", 300, 600);
    demand(region("home", inland, Access::kLand), region("overseas", market, Access::kSea),
           model::TradeDirection::kExport, 30000);
  }
  [[nodiscard]] std::shared_ptr<const network::Network> lay() const {
    return std::make_shared<const network::Network>(network::build_network(share()));
  }
};

QueueLoopOptions few(int steps) {
  QueueLoopOptions options;
  options.max_steps = steps;
  options.replicate.least = options.replicate.most = 4;
  return options;
}

double load_at(const Outcome& outcome, const char* slug) {
  double units = 0.0;
  for (const FacilityId id : outcome.loads.ids()) {
    if (outcome.network->facilities[id].slug != slug) continue;
    for (const Load& load : outcome.loads[id]) units += load.units;
  }
  return units;
}

double wait_at(const Outcome& outcome, const char* slug) {
  double wait_h = 0.0;
  for (const FacilityId id : outcome.loads.ids()) {
    if (outcome.network->facilities[id].slug == slug)
      wait_h = std::max(wait_h, outcome.loads[id].front().wait_h);
  }
  return wait_h;
}

TEST(QueueLoop, LeavesFlowsAloneWhereNobodyWaits) {
  const TwoPosts world(1e6);
  const QueueLoop loop = solve_with_queues(world.lay(), few(5));
  EXPECT_TRUE(loop.is_converged);
  EXPECT_LE(loop.steps.size(), 2U);
  const Outcome alone = solve(world.lay(), {});
  EXPECT_NEAR(load_at(loop.outcome, "bx_near_road"), load_at(alone, "bx_near_road"), 1e-3);
}

TEST(QueueLoop, WaitsAtAFullPostSendBoxesTheOtherWay) {
  const TwoPosts world(1.0);
  const QueueLoop loop = solve_with_queues(world.lay(), few(40));
  EXPECT_TRUE(loop.is_converged);
  EXPECT_GT(wait_at(loop.outcome, "bx_near_road"), 5.0);
  const Outcome alone = solve(world.lay(), {});
  EXPECT_LT(load_at(loop.outcome, "bx_near_road"), 0.99 * load_at(alone, "bx_near_road"));
  EXPECT_LT(loop.steps.back().mean_difference_h, loop.steps.front().mean_difference_h);
}

TEST(QueueLoop, SettlesInAFewStepsWhereAFullPostAnswersSteeply) {
  for (const double trucks_per_hour : {0.6, 1.0, 1.4}) {
    const TwoPosts world(trucks_per_hour);
    const QueueLoop loop = solve_with_queues(world.lay(), few(10));
    EXPECT_TRUE(loop.is_converged) << trucks_per_hour;
    EXPECT_EQ(loop.steps.back().unsettled, 0);
    EXPECT_EQ(loop.steps.back().moved, 0);
  }
}

TEST(QueueLoop, SaysWhenFlowsAndWaitsDoNotAgree) {
  const TwoPosts world(1.0);
  const QueueLoop loop = solve_with_queues(world.lay(), few(1));
  EXPECT_FALSE(loop.is_converged);
  EXPECT_GT(loop.steps.back().unsettled, 0);
}

TEST(QueueLoop, CountsAgreementThatRestsOnAWideIntervalAlone) {
  // At the very edge of what it can do, two runs can tell next to nothing about a post's wait.
  const TwoPosts world(1.0);
  QueueLoopOptions options = few(1);
  options.replicate.least = options.replicate.most = 2;
  options.replicate.each.seed = 3;
  const QueueLoop loop = solve_with_queues(world.lay(), options);
  const QueueLoopStep& step = loop.steps.back();
  EXPECT_GT(step.wait_change_h, 1.0);
  EXPECT_GT(step.half_width_h, step.wait_change_h);
  EXPECT_EQ(step.unsettled, 0);
  EXPECT_EQ(step.vague, 1);
}

TEST(QueueLoop, GivesTheSameOnAnyNumberOfThreads) {
  const TwoPosts world(1.0);
  QueueLoopOptions options = few(3);
  const QueueLoop one = solve_with_queues(world.lay(), options);
  options.solve.jobs = options.replicate.jobs = 3;
  const QueueLoop three = solve_with_queues(world.lay(), options);
  EXPECT_EQ(load_at(one.outcome, "bx_near_road"), load_at(three.outcome, "bx_near_road"));
  EXPECT_EQ(one.steps.back().wait_change_h, three.steps.back().wait_change_h);
}

}  // namespace
}  // namespace corridor::outcome
