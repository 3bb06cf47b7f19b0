#include "corridor/outcome/shortage.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/world.hpp"

namespace corridor::outcome {
namespace {

using model::Access;
using model::Mode;
using model::PortRole;
using test::World;
using testing::ElementsAre;
using testing::UnorderedElementsAre;

constexpr double kHoursPerDay = 24.0;

// By road from inland to one port over two posts in a row, to another over one. A box of 40 ft is a
// truck. Every day 70 boxes, 140 TEU, want out.
struct TwoRoads : World {
  model::CountryId a = country("a");
  model::CountryId b = country("b");
  model::CountryId c = country("c");
  model::CountryId d = country("d");
  model::PlaceId inland = place("inland", a);
  model::PlaceId middle = place("middle", b);
  model::PlaceId near = port("near", c, PortRole::kGateway, "R");
  model::PlaceId other = port("other", d, PortRole::kRival, "R");
  model::PlaceId market = port("market", c, PortRole::kOverseas, "M");

  TwoRoads(double first, double second, double beside) {
    trucks(1.0, 1.0, 50);
    add_post("first", inland, middle, first);
    add_post("second", middle, near, second);
    add_post("beside", inland, other, beside);
    for (const model::PlaceId place : {near, other}) {
      sea(place, market, 1000, 48, 7);
      terminal(place, 1000000, 0);
      lane(edit().places[place].slug, "M", 300, 600);
    }
    demand(region("home", inland, Access::kLand), region("overseas", market, Access::kSea),
           model::TradeDirection::kExport, 140.0 * 365.0);
  }

  void add_post(const char* name, model::PlaceId from, model::PlaceId to, double trucks_per_day,
                double km = 300) {
    road(from, to, km);
    model::Border& post = edit().borders[border(from, to, Mode::kRoad, 10, 0)];
    post.slug = post.name = name;
    for (model::BorderSide* side : {&post.outbound, &post.inbound})
      side->capacity = model::Ranged<PerHour>(PerHour(trucks_per_day / kHoursPerDay));
  }
};

Outcome solve(const World& world) {
  return outcome::solve(
      std::make_shared<const network::Network>(network::build_network(world.share())), {});
}

// Slugs of a conflict.
std::vector<std::string> names(const Outcome& outcome, const Conflict& conflict) {
  std::vector<std::string> slugs;
  for (const FacilityId id : conflict.facilities)
    slugs.push_back(outcome.network->facilities[id].slug);
  return slugs;
}

std::vector<std::vector<std::string>> names(const Outcome& outcome, const Shortage& shortage) {
  std::vector<std::vector<std::string>> sets;
  for (const Conflict& conflict : shortage.conflicts) sets.push_back(names(outcome, conflict));
  return sets;
}

// More trucks a day at a post.
double more_at(const Outcome& outcome, const Shortage& shortage, const std::string& slug) {
  for (const ShortFacility& one : shortage.facilities) {
    if (outcome.network->facilities[one.facility].slug == slug)
      return one.more.value() * kHoursPerDay;
  }
  return 0.0;
}

TEST(Shortage, TwoPostsInARowAndOneBesideKeepWhatTheyHaveNoRoomFor) {
  const Outcome outcome = solve(TwoRoads(40.0, 30.0, 20.0));
  const std::vector<Shortage> shortages = find_shortages(outcome, 1);
  ASSERT_EQ(shortages.size(), 12U);
  const Shortage& january = shortages.front();
  EXPECT_EQ(january.month, 0);
  // 70 trucks against 30 and 20: 20 trucks of 2 TEU on 31 days.
  EXPECT_NEAR(january.teu, 40.0 * 31, 0.2);
  EXPECT_NEAR(january.at_least, 40.0 * 31, 0.2);
  EXPECT_LE(january.at_least, 40.0 * 31 + 1e-6);
  EXPECT_NEAR(january.relief.value() * kHoursPerDay, 40.0, 0.01);
  EXPECT_LE(january.least_relief.value() * kHoursPerDay, 40.0 + 1e-9);
  EXPECT_NEAR(january.least_relief.value() * kHoursPerDay, 40.0, 0.05);
  EXPECT_THAT(names(outcome, january), ElementsAre(UnorderedElementsAre("second", "beside")));
  EXPECT_TRUE(january.conflicts.front().is_smallest);
  // Room at the second post, the larger, up to where more would ask for as much at the first.
  EXPECT_NEAR(more_at(outcome, january, "second"), 10.0, 0.01);
  EXPECT_NEAR(more_at(outcome, january, "beside"), 10.0, 0.01);
  EXPECT_EQ(more_at(outcome, january, "first"), 0.0);
  EXPECT_EQ(find_worst(shortages)->month, 0);
}

TEST(Shortage, WhereOneRoadIsShutEachPostOfTheOtherIsAConflictOfItsOwn) {
  TwoRoads world(40.0, 30.0, 70.0);
  world.close(model::ClosureTarget::kBorder, "beside", "2026-03-01", "2026-03-31");
  const Outcome outcome = solve(world);
  const std::vector<Shortage> shortages = find_shortages(outcome, 1);
  ASSERT_EQ(shortages.size(), 1U);
  const Shortage& march = shortages.front();
  EXPECT_EQ(march.month, 2);
  EXPECT_NEAR(march.teu, 80.0 * 31, 0.3);
  EXPECT_NEAR(march.at_least, 80.0 * 31, 0.3);
  EXPECT_THAT(names(outcome, march), ElementsAre(ElementsAre("second"), ElementsAre("first")));
  EXPECT_NEAR(more_at(outcome, march, "first"), 30.0, 0.02);
  EXPECT_NEAR(more_at(outcome, march, "second"), 40.0, 0.02);
  EXPECT_NEAR(march.relief.value() * kHoursPerDay, 140.0, 0.02);
}

TEST(Shortage, WhereADearerWayHasRoomNothingIsShort) {
  TwoRoads world(40.0, 30.0, 20.0);
  // A third port far away, dearer than the others but not than staying.
  const model::PlaceId far = world.port("far", world.d, PortRole::kRival, "R");
  world.add_post("distant", world.inland, far, 1000.0, 8000);
  world.sea(far, world.market, 1000, 48, 7);
  world.terminal(far, 1000000, 0);
  world.lane("far", "M", 300, 600);
  world.edit().parameters.stranded_penalty = UsdPerTeu(10000);
  EXPECT_TRUE(find_shortages(solve(world), 1).empty());
  // Dearer than staying: all that can be proven of such ways is that they have room.
  world.edit().parameters.stranded_penalty = UsdPerTeu(3000);
  const std::vector<Shortage> shortages = find_shortages(solve(world), 1);
  ASSERT_EQ(shortages.size(), 12U);
  EXPECT_NEAR(shortages.front().teu, 40.0 * 31, 1.0);
  EXPECT_EQ(shortages.front().at_least, 0.0);
  EXPECT_NEAR(shortages.front().relief.value() * kHoursPerDay, 40.0, 0.01);
  // Just dearer than staying: some take it all the same, but nobody has to.
  world.edit().parameters.stranded_penalty = UsdPerTeu(4000);
  const std::vector<Shortage> fewer = find_shortages(solve(world), 1);
  ASSERT_EQ(fewer.size(), 12U);
  EXPECT_LT(fewer.front().teu, 30.0 * 31);
  EXPECT_NEAR(fewer.front().relief.value() * kHoursPerDay, 40.0, 0.01);
}

TEST(Shortage, BoxesWithoutAnyWayLackNoRoom) {
  TwoRoads world(40.0, 30.0, 20.0);
  for (const char* post : {"first", "beside"})
    world.close(model::ClosureTarget::kBorder, post, "2026-01-01", "2026-12-31");
  const Outcome outcome = solve(world);
  EXPECT_GT(outcome.stranded_teu, 1.0);
  EXPECT_TRUE(find_shortages(outcome, 1).empty());
}

TEST(Shortage, AnyNumberOfThreadsGivesTheSameBytes) {
  TwoRoads world(40.0, 30.0, 20.0);
  world.close(model::ClosureTarget::kBorder, "beside", "2026-03-01", "2026-03-31");
  const Outcome outcome = solve(world);
  const std::vector<Shortage> one = find_shortages(outcome, 1);
  const std::vector<Shortage> three = find_shortages(outcome, 3);
  ASSERT_EQ(one.size(), three.size());
  for (std::size_t i = 0; i < one.size(); ++i) {
    EXPECT_EQ(one[i].teu, three[i].teu);
    EXPECT_EQ(one[i].at_least, three[i].at_least);
    EXPECT_EQ(one[i].relief, three[i].relief);
  }
}

}  // namespace
}  // namespace corridor::outcome
