// The world that is shipped hangs together: who reaches which port, and which lanes are undercut.
// The lists are exact, so that a row that cuts or joins something shows here.
#include <gmock/gmock.h>

#include <set>

#include "corridor/input/scenario_file.hpp"
#include "corridor/studies/world_checks.hpp"

namespace corridor {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAreArray;

network::Network base(const std::string& name) {
  input::Loaded loaded =
      input::load_scenario({std::string(CORRIDOR_SOURCE_DIR) + "/scenarios/" + name + ".yaml"}, {});
  return network::build_network(std::make_shared<const model::Scenario>(loaded.scenario));
}

// "region > gateway: by land, overseas regions" or "...: cut at ...".
std::vector<std::string> reach_of(const network::Network& network) {
  const model::Scenario& world = *network.scenario;
  std::vector<std::string> lines;
  for (const studies::Reach& reach : studies::check_reach(network)) {
    std::string line =
        world.regions[reach.region].slug + " > " + world.places[reach.gateway].slug + ": ";
    if (reach.by_land) line += "by land";
    if (!reach.by_land && reach.cut.empty()) line += "links are missing";
    for (const auto facility : reach.cut) line += "cut at " + network.facilities[facility].slug;
    line += ", overseas regions " + std::to_string(reach.overseas_regions);
    if (reach.overseas_regions == 0 && reach.sea_cut.empty()) line += ": no ship calls";
    for (const auto facility : reach.sea_cut)
      line += " cut at " + network.facilities[facility].slug;
    lines.push_back(line);
  }
  return lines;
}

// Lanes undercut, as rate regions of both ends, with the id of the reason's row.
std::set<std::string> undercut_in(const network::Network& network) {
  const model::Scenario& world = *network.scenario;
  std::set<std::string> lines;
  for (const studies::LaneArbitrage& found : studies::find_lane_arbitrage(network)) {
    const model::Link& link = world.links[found.lane];
    const bool forward = found.direction == model::Direction::kForward;
    std::string line = world.places[forward ? link.from : link.to].slug + " > " +
                       world.places[forward ? link.to : link.from].slug + " by";
    for (const model::PlaceId port : found.through) line += " " + world.places[port].slug;
    lines.insert(line + (found.reason.empty() ? ": NO REASON" : ""));
  }
  return lines;
}

TEST(World, EveryDemandRegionReachesEachPakistaniPortAndTheSeaOrTheCutIsNamed) {
  std::vector<std::string> expected;
  for (const char* region : {"uz", "kz", "kg", "tj", "tm", "af", "xuar", "ru_siberia"}) {
    const std::string name = region;
    expected.push_back(name + " > gwadar: by land, overseas regions 0: no ship calls");
    expected.push_back(name + " > karachi: by land, overseas regions 8");
    expected.push_back(name + " > port_qasim: by land, overseas regions 8");
  }
  for (const char* name : {"base-2024", "base-2026"})
    EXPECT_THAT(reach_of(base(name)), UnorderedElementsAreArray(expected)) << name;
}

TEST(World, NoWayThroughAThirdPortIsCheaperThanTheDirectLaneWithoutANamedReason) {
  EXPECT_THAT(
      undercut_in(base("base-2024")),
      ElementsAre("lianyungang > los_angeles by qingdao karachi",
                  "lianyungang > new_york_new_jersey by qingdao karachi",
                  "lianyungang > savannah by qingdao karachi", "qingdao > genoa by karachi",
                  "qingdao > los_angeles by karachi", "qingdao > new_york_new_jersey by karachi",
                  "qingdao > piraeus by karachi", "qingdao > port_said by karachi",
                  "qingdao > savannah by karachi", "qingdao > valencia by karachi",
                  "tianjin > los_angeles by qingdao karachi",
                  "tianjin > new_york_new_jersey by qingdao karachi",
                  "tianjin > savannah by qingdao karachi",
                  "vladivostok > los_angeles by qingdao karachi",
                  "vladivostok > new_york_new_jersey by qingdao karachi",
                  "vladivostok > savannah by qingdao karachi"));
  EXPECT_THAT(undercut_in(base("base-2026")), IsEmpty());
}

}  // namespace
}  // namespace corridor
