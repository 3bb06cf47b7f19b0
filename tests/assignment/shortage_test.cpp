#include "corridor/assignment/shortage.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

namespace corridor::assignment {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

TEST(Shortage, OneFullFacilityLeavesWhatItHasNoRoomFor) {
  // 70 want through a room of 40 at a price of 9.
  const std::vector<double> demand = {50.0, 20.0};
  const std::vector<double> cheapest = {9.0, 9.0};
  EXPECT_NEAR(prove_shortage(demand, cheapest, 9.0 * 40.0).at_least, 30.0, 1e-12);
}

TEST(Shortage, MarketsWithAWayRoundDoNotCount) {
  // The second market has a route without a full facility: only the first can be shown to lack
  // room.
  const std::vector<double> demand = {50.0, 20.0};
  const std::vector<double> cheapest = {9.0, 0.0};
  EXPECT_NEAR(prove_shortage(demand, cheapest, 9.0 * 40.0).at_least, 10.0, 1e-12);
  EXPECT_EQ(prove_shortage(demand, std::vector<double>{0.0, 0.0}, 0.0).at_least, 0.0);
}

TEST(Shortage, OneMarketMayNeedTwoRoomsInLineOrOneWithUnitsOfTwo) {
  // A unit of the first market takes two units of a room of 40 at price 3, others one: 50 x 6 and
  // 20 x 3 against 120. At 3: 70 - 40 = 30 behind; at 6: 50 + (60 - 120) / 6 = 40 behind.
  const std::vector<double> demand = {50.0, 20.0};
  const std::vector<double> cheapest = {6.0, 3.0};
  const Shortage shortage = prove_shortage(demand, cheapest, 3.0 * 40.0);
  EXPECT_NEAR(shortage.at_least, 40.0, 1e-12);
  EXPECT_EQ(shortage.most_price, 6.0);
}

TEST(Shortage, NoRouteIsNoLackOfRoom) {
  const std::vector<double> demand = {50.0};
  const std::vector<double> cheapest = {kInfinity};
  EXPECT_EQ(prove_shortage(demand, cheapest, 0.0).at_least, 0.0);
}

}  // namespace
}  // namespace corridor::assignment
