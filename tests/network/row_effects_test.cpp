#include "corridor/network/row_effects.hpp"

#include <gtest/gtest.h>

#include "support/world.hpp"

namespace corridor::network {
namespace {

using model::LinkId;
using test::World;

struct Roads : World {
  model::CountryId here = country("here");
  model::PlaceId a = place("a", here);
  model::PlaceId b = place("b", here);
  model::PlaceId c = place("c", here);
  LinkId near = road(a, b, 100);
  LinkId far = road(b, c, 200);

  Roads() { trucks(1.0, 2.0, 50); }
  std::uint64_t effect_of(LinkId link) {
    const Network network = build_network(share());
    return row_effects(network)[edit().links[link].row];
  }
};

TEST(RowEffects, ASpeedChangesTheRowOfItsLinkAndNoOther) {
  Roads roads;
  const auto near = roads.effect_of(roads.near);
  const auto far = roads.effect_of(roads.far);
  roads.edit().links[roads.near].own_speed = KmPerHour(80);
  EXPECT_NE(roads.effect_of(roads.near), near);
  EXPECT_EQ(roads.effect_of(roads.far), far);
}

TEST(RowEffects, ACapacityCountsAsATimeDoes) {
  Roads roads;
  const auto before = roads.effect_of(roads.near);
  roads.edit().links[roads.near].vehicle_capacity = PerHour(7);
  EXPECT_NE(roads.effect_of(roads.near), before);
}

TEST(RowEffects, ALinkThatNoBoxCanTakeDoesNothingWhateverItSays) {
  Roads roads;
  roads.edit().links[roads.far].status = model::Status::kPlanned;
  EXPECT_EQ(roads.effect_of(roads.far), 0U);
  roads.edit().links[roads.far].own_speed = KmPerHour(80);
  EXPECT_EQ(roads.effect_of(roads.far), 0U);
}

// 60 km/h on a road where the country's trucks do 50.
TEST(RowEffects, ALineSpeedAboveThatOfTheCountryDoesNothing) {
  Roads roads;
  roads.edit().links[roads.near].line_speed = KmPerHour(70);
  const auto before = roads.effect_of(roads.near);
  roads.edit().links[roads.near].line_speed = KmPerHour(60);
  EXPECT_EQ(roads.effect_of(roads.near), before);
}

}  // namespace
}  // namespace corridor::network
