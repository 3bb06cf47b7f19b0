#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "corridor/outcome/arc_flows.hpp"
#include "support/world.hpp"

namespace corridor::outcome {
namespace {

using model::Access;
using model::Mode;
using model::PortRole;
using model::TradeDirection;
using test::World;

// One inland region, two gateways in two countries at two distances, one market overseas.
struct TwoPorts : World {
  model::CountryId a = country("a");
  model::CountryId b = country("b");
  model::CountryId c = country("c");
  model::PlaceId inland = place("inland", a);
  model::PlaceId near = port("near", b, PortRole::kGateway, "R");
  model::PlaceId far = port("far", c, PortRole::kRival, "R");
  model::PlaceId market = port("market", b, PortRole::kOverseas, "M");
  model::DemandId exports;

  explicit TwoPorts(double teu_per_year = 12000) {
    road(inland, near, 500);
    road(inland, far, 700);
    border(inland, near, Mode::kRoad, 10, 0);
    edit().borders.push_back(edit().borders[model::BorderId(0)]);
    auto& second = edit().borders[model::BorderId(1)];
    second.slug = second.name = "bx_far";
    second.to = far;
    sea(near, market, 1000, 48, 7);
    sea(far, market, 1000, 48, 7);
    trucks(1.0, 2.0, 50);
    terminal(near, 100000, 0);
    terminal(far, 100000, 0);
    lane("R", "M", 300, 600);
    lane("near", "M", 300, 600);
    lane("far", "M", 300, 600);
    const auto home = region("home", inland, Access::kLand);
    const auto overseas = region("overseas", market, Access::kSea);
    exports = demand(home, overseas, TradeDirection::kExport, teu_per_year);
  }
};

Outcome solve_world(const World& world, int jobs = 1) {
  Options options;
  options.jobs = jobs;
  return solve(std::make_shared<const network::Network>(network::build_network(world.share())),
               options);
}

TEST(Outcome, SplitsOverTwoGatewaysByLogit) {
  const Outcome outcome = solve_world(TwoPorts());
  // 200 km more at 2 USD per truck, two TEU a truck, and 4 h at 0.5 USD: 202 USD/TEU; no shared arc
  // but access.
  const double gap = 200.0 * 2.0 / 2 + 200.0 / 50 * 0.5;
  const double share = 1.0 / (1.0 + std::exp(-0.004 * gap));
  EXPECT_NEAR(outcome.headline.corridor_share, share, 1e-9);
  EXPECT_NEAR(outcome.headline.contestable_teu, 12000, 1e-6);
  EXPECT_EQ(outcome.headline.gateway, model::PlaceId(1));
}

// The months without the far port have as few posts shut as the others, so they are solved first
// and know only one port.
TEST(Outcome, WhereAPostOpensBoxesChooseAsIfItHadNeverBeenShut) {
  TwoPorts world;
  const model::PlaceId village = world.place("village", world.c);
  world.road(world.inland, village, 100);
  world.edit().borders.push_back(world.edit().borders[model::BorderId(0)]);
  auto& spare = world.edit().borders[model::BorderId(2)];
  spare.slug = spare.name = "bx_spare";
  spare.to = village;
  world.close(model::ClosureTarget::kBorder, "bx_far", "2025-01-01", "2026-08-01");
  world.close(model::ClosureTarget::kBorder, "bx_spare", "2026-08-01", "2027-01-01");
  const Outcome closed = solve_world(world);
  const Outcome open = solve_world(TwoPorts());
  ASSERT_EQ(closed.choices.size(), 2U);
  EXPECT_EQ(closed.choices.front().months.front(), 0);
  EXPECT_EQ(closed.choices.front().alternatives(MovementId(0)).size(), 1U);
  const auto expected = open.choices.front().alternatives(MovementId(0));
  const auto found = closed.choices.back().alternatives(MovementId(0));
  ASSERT_EQ(found.size(), 2U);
  ASSERT_EQ(expected.size(), 2U);
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_EQ(found[i].gateway, expected[i].gateway);
    EXPECT_NEAR(found[i].share, expected[i].share, 1e-12);
  }
}

TEST(Outcome, SharesOfEachMovementSumToOne) {
  const Outcome outcome = solve_world(TwoPorts());
  for (const MonthChoice& choice : outcome.choices) {
    for (const MovementId id : outcome.movements.ids()) {
      double sum = 0;
      for (const Alternative& alternative : choice.alternatives(id)) sum += alternative.share;
      EXPECT_NEAR(sum, 1.0, 1e-12);
    }
  }
}

TEST(Outcome, LoadsOfPortsAreTheBoxesThatPassThem) {
  const Outcome outcome = solve_world(TwoPorts());
  double teu = 0;
  for (const FacilityId id : outcome.network->facilities.ids()) {
    if (outcome.network->facilities[id].kind != network::FacilityKind::kPort) continue;
    for (std::size_t m = 0; m < outcome.months.size(); ++m) {
      teu += outcome.loads[id][m].laden_teu * 24 * outcome.months[m].days;
    }
  }
  EXPECT_NEAR(teu, 12000, 1e-6);
}

TEST(Outcome, BoxesAddedUpOnArcsAreThoseOfTheLoadsAndEachKeyComesOnceAnArc) {
  TwoPorts world;
  world.edit().demand.push_back(world.edit().demand[world.exports]);  // over the same arcs
  world.close(model::ClosureTarget::kBorder, "bx_far", "2026-02-01", "2026-05-01");
  const Outcome outcome = solve_world(world);
  ASSERT_GT(outcome.choices.size(), 1U);
  const network::Network& network = *outcome.network;
  using Key = std::pair<model::DemandId, std::uint32_t>;
  const auto row_and_class = [&](MovementId id) {
    return Key(outcome.movements[id].demand, outcome.movements[id].cargo);
  };
  Column<FacilityId, double> teu(network.facilities.size(), 0.0);
  std::map<std::pair<Key, ArcId>, std::vector<double>> on_arc;
  for_each_arc_flow(outcome, outcome.choices, row_and_class,
                    [&](const Key& key, ArcId arc, std::span<const double> flow) {
                      const auto [own, is_new] = on_arc.try_emplace(
                          {key, arc}, std::vector<double>(flow.begin(), flow.end()));
                      EXPECT_TRUE(is_new);
                      for (const network::FacilityUse& use : network.uses[arc]) {
                        if (network::applies(use.payer, outcome.cargo_classes[key.second]))
                          teu[use.facility] += std::accumulate(flow.begin(), flow.end(), 0.0);
                      }
                    });
  EXPECT_GT(on_arc.size(), 8U);
  // Choices that are asked for together have what each has alone.
  for (std::size_t c = 0; c < outcome.choices.size(); ++c) {
    std::size_t alone = 0;
    for_each_arc_flow(outcome, {&outcome.choices[c], 1}, row_and_class,
                      [&](const Key& key, ArcId arc, std::span<const double> flow) {
                        ++alone;
                        EXPECT_DOUBLE_EQ(flow.front(), on_arc.at({key, arc}).at(c));
                      });
    EXPECT_EQ(std::ranges::count_if(on_arc, [&](const auto& one) { return one.second[c] > 0.0; }),
              static_cast<std::ptrdiff_t>(alone));
  }
  for (const FacilityId id : network.facilities.ids()) {
    double of_loads = 0.0;
    for (std::size_t m = 0; m < outcome.months.size(); ++m)
      of_loads += outcome.loads[id][m].laden_teu * kHoursPerDay * outcome.months[m].days;
    EXPECT_NEAR(teu[id], of_loads, 1e-9 * std::max(1.0, of_loads)) << network.facilities[id].slug;
  }
}

TEST(Outcome, AClosedBorderCarriesNotOneBoxAndTheOtherTakesAll) {
  TwoPorts world;
  world.close(model::ClosureTarget::kBorder, "bx_inland_road", "2025-01-01", "2027-01-01");
  const Outcome outcome = solve_world(world);
  EXPECT_EQ(outcome.headline.corridor_share, 0.0);
  for (const FacilityId id : outcome.network->facilities.ids()) {
    if (outcome.network->facilities[id].slug != "bx_inland_road") continue;
    for (const Load& load : outcome.loads[id]) EXPECT_EQ(load.units, 0.0);
  }
  EXPECT_EQ(outcome.stranded_teu, 0.0);
}

TEST(Outcome, BoxesWithoutAWayAreStrandedAndTheCutIsNamed) {
  TwoPorts world;
  for (const char* slug : {"bx_inland_road", "bx_far"}) {
    world.close(model::ClosureTarget::kBorder, slug, "2025-01-01", "2027-01-01");
  }
  const Outcome outcome = solve_world(world);
  EXPECT_NEAR(outcome.stranded_teu, 12000, 1e-6);
  ASSERT_FALSE(outcome.stranded.empty());
  ASSERT_EQ(outcome.stranded.front().cut.size(), 1u);
  EXPECT_EQ(outcome.network->facilities[outcome.stranded.front().cut.front()].slug,
            "bx_inland_road");
}

TEST(Outcome, EmptiesComeBackAlongTheSameWay) {
  TwoPorts world;
  world.edit().demand[world.exports].empty_flow =
      TeuPerHour(world.edit().demand[world.exports].flow.value.value() / 2);
  const Outcome outcome = solve_world(world);
  double laden_out = 0;
  double empty_in = 0;
  for (const FacilityId id : outcome.network->facilities.ids()) {
    const auto& facility = outcome.network->facilities[id];
    if (facility.kind != network::FacilityKind::kBorder) continue;
    laden_out += outcome.loads[id][0].laden_teu;
    empty_in += outcome.loads[id][0].empty_teu;
    EXPECT_TRUE(outcome.loads[id][0].laden_teu == 0 || outcome.loads[id][0].empty_teu == 0);
  }
  EXPECT_NEAR(empty_in, laden_out / 2, 1e-9);
}

TEST(Outcome, CapacityThatWasReadFromTrafficLimitsNothingAndIsNotTheFirstToFill) {
  TwoPorts world(180000);
  for (model::Border& border : world.edit().borders) {
    for (model::BorderSide* side : {&border.outbound, &border.inbound}) {
      side->capacity = model::Ranged<PerHour>(PerHour(1));
      side->capacity_is_circular = true;
    }
  }
  const Outcome outcome = solve_world(world);
  double fullest = 0.0;
  for (const FacilityId id : outcome.network->facilities.ids()) {
    if (outcome.network->facilities[id].kind != network::FacilityKind::kBorder) continue;
    fullest = std::max(fullest, utilisation(outcome, id, 0).value_or(0.0));
    EXPECT_EQ(outcome.loads[id][0].price, 0.0);
  }
  EXPECT_GT(fullest, 1.0);
  ASSERT_TRUE(outcome.headline.first_over);
  const FacilityId first = outcome.headline.first_over->facility;
  EXPECT_EQ(outcome.network->facilities[first].kind, network::FacilityKind::kPort);
  EXPECT_FALSE(outcome.headline.rests_on_circular);
}

TEST(Outcome, TheFirstFacilityToFillIsNamedWithItsMonthAndPrice) {
  const Outcome outcome = solve_world(TwoPorts(180000));
  ASSERT_TRUE(outcome.headline.first_over);
  EXPECT_EQ(outcome.headline.first_over->month, 0);
  EXPECT_NEAR(outcome.headline.first_over->utilisation, 1.0, 1e-8);
  EXPECT_GT(outcome.headline.first_over->price, 0.0);
  EXPECT_TRUE(outcome.certificate.converged);
}

TEST(Outcome, AFullPortCostsWhatMakesItsSurplusChooseTheOther) {
  const Outcome outcome = solve_world(TwoPorts(180000));
  // 100,000 of 180,000 TEU fit through the near port; the logit of the two costs must say so.
  const double gap = 200.0 * 2.0 / 2 + 200.0 / 50 * 0.5;
  double most = 0.0;
  for (const auto& months : outcome.loads) {
    for (const Load& load : months) most = std::max(most, load.price);
  }
  const double share = outcome.months[0].days / 365.0;
  const double near_share = 100000.0 * share / (180000.0 * 31 / 365);
  EXPECT_NEAR(most, gap - std::log(near_share / (1 - near_share)) / 0.004, 0.01);
}

TEST(Outcome, BoxesThatNoFacilityCanCarryStayAndTheFullOnesAreNamed) {
  const Outcome outcome = solve_world(TwoPorts(400000));
  EXPECT_NEAR(outcome.stranded_teu, 200000, 10);
  ASSERT_FALSE(outcome.stranded.empty());
  EXPECT_TRUE(outcome.stranded.front().is_crowded);
  ASSERT_FALSE(outcome.stranded.front().cut.empty());
  EXPECT_EQ(outcome.network->facilities[outcome.stranded.front().cut.front()].kind,
            network::FacilityKind::kPort);
}

TEST(Outcome, AnyNumberOfThreadsGivesTheSameBytes) {
  const Outcome one = solve_world(TwoPorts(), 1);
  const Outcome three = solve_world(TwoPorts(), 3);
  EXPECT_EQ(one.headline.corridor_share, three.headline.corridor_share);
  for (const FacilityId id : one.loads.ids()) {
    for (std::size_t m = 0; m < one.months.size(); ++m)
      EXPECT_EQ(one.loads[id][m].units, three.loads[id][m].units);
  }
}

TEST(Outcome, DemandGrowsFromItsYear) {
  TwoPorts world;
  world.edit().demand[world.exports].growth_per_year = 0.10;
  world.edit().demand[world.exports].data_year = 2024;
  EXPECT_NEAR(solve_world(world).headline.contestable_teu, 12000 * 1.21, 1e-6);
}

}  // namespace
}  // namespace corridor::outcome
