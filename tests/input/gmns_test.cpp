#include "corridor/input/gmns.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "complaints.hpp"

namespace corridor::input {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

const char* const kNodes =
    "node_id,name,x_coord,y_coord,node_type,zone_id\n"
    "10,\"Mill, upper\",0,0,,\n"
    "7,Town,1,0,,2\n"
    "5,Centre,0,1,centroid,1\n";
const char* const kLinks =
    "link_id,from_node_id,to_node_id,directed,length,free_speed,capacity,lanes,vdf_alpha,vdf_beta,"
    "toll\n"
    "1,5,10,true,3,30,900,2,0.2,5,1.5\n"
    "2,10,7,false,4,20,500,,,,\n";
const char* const kTrips = "o_zone_id,d_zone_id,volume\n1,2,40.5\n2,1,0\n";

TripWorld parse(const std::string& nodes, const std::string& links, const std::string& trips) {
  return parse_gmns({nodes, "node.csv"}, {links, "link.csv"}, {trips, "demand.csv"});
}

std::string complaints(const std::string& nodes, const std::string& links,
                       const std::string& trips) {
  return complaints_of([&] { (void)parse(nodes, links, trips); });
}

TEST(Gmns, PutsZonesFirstAndLetsNoTripPassACentroid) {
  const TripWorld world = parse(kNodes, kLinks, kTrips);
  EXPECT_THAT(world.network.node_numbers, ElementsAre(5u, 7u, 10u));
  EXPECT_EQ(world.network.zone_count, 2u);
  EXPECT_EQ(world.network.first_through, 1u);
  EXPECT_THAT(world.trips, ElementsAre(model::Trips{0, 1, 40.5}));
}

TEST(Gmns, ReadsCapacityByLanesTimeBySpeedAndBothWaysOfARow) {
  const TripWorld world = parse(kNodes, kLinks, kTrips);
  EXPECT_THAT(world.network.links, ElementsAre(model::TripLink{0, 2, 1800, 3, 0.1, 0.2, 5, 1.5},
                                               model::TripLink{2, 1, 500, 4, 0.2, 0.15, 4, 0},
                                               model::TripLink{1, 2, 500, 4, 0.2, 0.15, 4, 0}));
}

TEST(Gmns, TakesTheTimeItselfWhereItIsGiven) {
  const TripWorld world =
      parse(kNodes, "from_node_id,to_node_id,length,capacity,vdf_fftt\n5,7,3,100,6.5\n", kTrips);
  EXPECT_EQ(world.network.links[0].free_flow_time, 6.5);
}

TEST(Gmns, ALinkWithServersOrAHeadwayIsAQueue) {
  const std::string header =
      "from_node_id,to_node_id,length,vdf_fftt,capacity,servers,headway,variability\n";
  const TripWorld world =
      parse(kNodes, header + "5,7,3,1,20,4,,\n7,5,3,1,20,,6,\n5,10,3,1,20,,,\n", kTrips);
  EXPECT_EQ(world.network.links[0].queue, (model::TripQueue{4.0, 1.0, 24.0, 0.0}));
  EXPECT_EQ(world.network.links[1].queue, (model::TripQueue{120.0, 0.5, 24.0, 6.0}));
  EXPECT_EQ(world.network.links[2].queue, model::TripQueue{});
  EXPECT_THAT(complaints(kNodes, header + "5,7,3,1,20,0.5,,\n", kTrips),
              HasSubstr("a queue needs one server or slot at least, got 0.5\n  --> link.csv:2:12"));
}

TEST(Gmns, WithoutZonesEachNodeIsOne) {
  const TripWorld world =
      parse("node_id\n1\n2\n", "from_node_id,to_node_id,length,free_speed,capacity\n1,2,1,1,1\n",
            "\xEF\xBB\xBFo_zone_id,d_zone_id,volume\r\n1,2,3\r\n");
  EXPECT_EQ(world.network.zone_count, 2u);
  EXPECT_THAT(world.trips, ElementsAre(model::Trips{0, 1, 3.0}));
}

TEST(Gmns, TellsEveryFaultOfAllFilesAtItsRowAndColumn) {
  const std::string text =
      complaints(with(kNodes, "7,Town", "10,Town"), with(kLinks, "1,5,10", "1,5,99"),
                 with(with(kTrips, "40.5", "many"), "2,1,0", "3,1,0"));
  EXPECT_THAT(text, HasSubstr("node.csv:3:1"));
  EXPECT_THAT(text, HasSubstr("node 10 stands here again"));
  EXPECT_THAT(text, HasSubstr("link.csv:2:5"));
  EXPECT_THAT(text, HasSubstr("there is no node 99"));
  EXPECT_THAT(text, HasSubstr("demand.csv:2:5"));
  EXPECT_THAT(text, HasSubstr("`many`"));
  EXPECT_THAT(text, HasSubstr("demand.csv:3:1"));
  EXPECT_THAT(text, HasSubstr("there is no zone 3"));
}

TEST(Gmns, RefusesWhatNoNetworkHas) {
  for (const auto& [old, wrong, said] :
       std::vector<std::tuple<const char*, const char*, const char*>>{
           {",30,900", ",0,900", "needs a speed above zero"},
           {",30,900", ",30,-900", "`-900`"},
           {",30,900", ",30,inf", "`inf`"},
           {",30,900", ",30,", "got ``"},
           {"true", "maybe", "expected true or false"},
           {"2,10,7", "1,10,7", "link 1 stands here again"},
           {"2,10,7,false", "2,10,7", "10 cells where the header has 11"},
           {"capacity", "kapacity", "no column `capacity`"}}) {
    EXPECT_THAT(complaints(kNodes, with(kLinks, old, wrong), kTrips), HasSubstr(said)) << wrong;
  }
  EXPECT_THAT(
      complaints(with(kNodes, "10,\"Mill, upper\",0,0,,", "10,Mill,0,0,,2"), kLinks, kTrips),
      HasSubstr("zone 2 has a second node"));
  EXPECT_THAT(complaints("", kLinks, kTrips), HasSubstr("no column `node_id`"));
}

TEST(Gmns, FilesThatAreNotThereAreAllNamed) {
  try {
    (void)read_gmns("nowhere", "nothing.csv");
    FAIL() << "read what is not there";
  } catch (const ScenarioError& error) {
    EXPECT_EQ(error.findings().size(), 3u);
  }
}

}  // namespace
}  // namespace corridor::input
