// Boxes that a shut post would keep in a port's yard, and the dry port on their way.
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "corridor/simulation/replicate.hpp"
#include "small_world.hpp"

namespace corridor::simulation {
namespace {

using model::TradeDirection;
using test::Laid;

// Imports come by sea and go by truck over upland to a post that is shut in March.
struct Upland : test::World {
  model::CountryId home = country("home");
  model::CountryId shore = country("shore");
  model::PlaceId inland = place("inland", home);
  model::PlaceId frontier = place("frontier", home);
  model::PlaceId gate_town = place("gate", shore);
  model::PlaceId upland = place("upland", shore);
  model::PlaceId port_town = port("port", shore, model::PortRole::kGateway, "R");
  model::PlaceId market = port("market", shore, model::PortRole::kOverseas, "M");

  explicit Upland(double dry_port_teu, bool is_shut = true) {
    road(inland, frontier, 500);
    road(frontier, gate_town, 100);
    road(gate_town, upland, 100);
    road(upland, port_town, 1000);
    const auto post = border(frontier, gate_town, model::Mode::kRoad, 10, 20);
    edit().borders[post].outbound.capacity = model::Ranged<PerHour>(PerHour(1e6));
    edit().borders[post].inbound.capacity = model::Ranged<PerHour>(PerHour(10));
    sea(port_town, market, 1000, 240, 7);
    trucks(1.0, 2.0, 50);
    const auto quay = terminal(port_town, 1e9, 3);
    edit().terminals[quay].berths = 10;
    edit().terminals[quay].yard = model::Ranged<Teu>(Teu(1e5));
    edit().terminals[quay].gate_lanes = model::Ranged<double>(1000);
    lane("R", "M", 300, 600);
    lane("M", "R", 300, 600);
    const auto home_region = region("home", inland, model::Access::kLand);
    const auto overseas = region("overseas", market, model::Access::kSea);
    demand(home_region, overseas, TradeDirection::kImport, 20000);
    model::Parameters& parameters = edit().parameters;
    parameters.fleet_spare_share = 0.5;
    parameters.drive_h_per_day = 12.0;
    parameters.hire_patience = Hours(48);
    parameters.shortage_price = 2.0;
    if (is_shut)
      close(model::ClosureTarget::kBorder, "bx_frontier_road", "2026-03-01", "2026-03-31");
    if (dry_port_teu > 0.0)
      edit().off_dock_yards.push_back({"dry",
                                       "dry",
                                       upland,
                                       model::Ranged<TeuPerHour>(TeuPerHour(100)),
                                       model::Ranged<Teu>(Teu(dry_port_teu)),
                                       {}});
  }
};

double most_in(const SimulatedRun& run, SiteId site) {
  const std::vector<float>& teu = run.sites[site].occupied;
  return static_cast<double>(*std::max_element(teu.begin() + 59, teu.begin() + 90));
}

TEST(DryPort, TakesTheBoxesThatAShutPostWouldKeepInThePort) {
  const Laid without{Upland(0)};
  const Laid with{Upland(5000)};
  const SimulatedRun before = without.run();
  const SimulatedRun after = with.run();
  const auto last_day_shut = [](const SimulatedRun& run, SiteId site) {
    return static_cast<double>(run.sites[site].occupied[88]);
  };
  const SiteId dry_port = with.site(SiteKind::kDryPort, "upland");
  // Ten days' boxes are at sea when the post shuts; the others wait where they are made.
  const double kept = last_day_shut(before, without.site(SiteKind::kYard, "port"));
  EXPECT_GT(kept, 500);
  EXPECT_NEAR(last_day_shut(after, dry_port), kept, 20);
  EXPECT_EQ(last_day_shut(after, with.site(SiteKind::kYard, "port")), 0.0);
  EXPECT_NEAR(after.sites[dry_port].served_teu, kept, 20);
  EXPECT_EQ(after.sites[dry_port].first_full_day, -1);
  EXPECT_EQ(after.sites[dry_port].occupied.back(), 0.0F);
  EXPECT_LT(mean_door_h(after), mean_door_h(before));
  EXPECT_TRUE(after.violations.empty());
}

TEST(DryPort, HoldsNoMoreThanItsRoomAndTheRestStaysInThePort) {
  const Laid laid{Upland(200)};
  const SimulatedRun run = laid.run();
  const SiteId dry_port = laid.site(SiteKind::kDryPort, "upland");
  EXPECT_NEAR(most_in(run, dry_port), 190, 11);
  EXPECT_GE(run.sites[dry_port].first_full_day, 59);
  EXPECT_GT(most_in(run, laid.site(SiteKind::kYard, "port")), 500);
}

TEST(DryPort, SendsTrucksHomeWhileBoxesRestAndTakesOthersLater) {
  const Laid laid{Upland(5000)};
  const SimulatedRun run = laid.run();
  const std::vector<float>& fleet = run.sites[laid.site(SiteKind::kFleet, "shore")].occupied;
  const auto usual = std::accumulate(fleet.begin(), fleet.begin() + 59, 0.0) / 59.0;
  EXPECT_LT(fleet[88], usual) << "those that stood before the post when it shut";
  EXPECT_GT(*std::max_element(fleet.begin() + 90, fleet.begin() + 100), usual);
  const GroupRecord& group = run.groups[0];
  const double delay = group.hours - group.static_hours;
  EXPECT_NEAR(std::accumulate(group.delay_h.begin(), group.delay_h.end(), 0.0), delay,
              1e-3 * delay);
}

TEST(DryPort, ChangesNothingWhereNothingIsShut) {
  const SimulatedRun without = Laid(Upland(0, false)).run();
  const SimulatedRun with = Laid(Upland(5000, false)).run();
  EXPECT_EQ(without.groups[0].hours, with.groups[0].hours);
  EXPECT_EQ(without.groups[0].money_usd, with.groups[0].money_usd);
  EXPECT_EQ(without.arrived_teu, with.arrived_teu);
}

}  // namespace
}  // namespace corridor::simulation
