#include "corridor/network/cost.hpp"

#include <gtest/gtest.h>

#include <numeric>

#include "corridor/routes/shortest.hpp"
#include "support/world.hpp"

namespace corridor::network {
namespace {

using model::Access;
using model::BoxSize;
using model::ChargeKind;
using model::Mode;
using model::PortRole;
using model::Trade;
using model::TradeDirection;
using test::World;

// inland (country a) -- road, border -- port (country b) -- sea -- market
struct Corridor : World {
  model::CountryId a = country("a");
  model::CountryId b = country("b");
  model::PlaceId inland = place("inland", a);
  model::PlaceId post = place("post", a);
  model::PlaceId beyond = place("beyond", b);
  model::PlaceId gate = port("gate", b, PortRole::kGateway, "R");
  model::PlaceId market = port("market", b, PortRole::kOverseas, "M");
  model::BorderId crossing;
  model::DemandId exports;

  Corridor() {
    road(inland, post, 100);
    road(post, beyond, 10);
    road(beyond, gate, 500);
    sea(gate, market, 1000, 48, 1);
    crossing = border(post, beyond, Mode::kRoad, 12, 80);
    trucks(1.0, 2.0, 50);
    terminal(gate, 100000, 3);
    lane("gate", "M", 300, 500);
    for (const Trade trade : {Trade::kImport, Trade::kExport, Trade::kTransit}) {
      charge(gate, trade, ChargeKind::kThc, 100, trade == Trade::kTransit ? 160 : 150);
    }
    const auto home = region("home", inland, Access::kLand);
    const auto overseas = region("overseas", market, Access::kSea);
    exports = demand(home, overseas, TradeDirection::kExport, 8760);
  }
};

struct Solved {
  Network network;
  MonthState state;
  CargoClass cargo;
  std::vector<double> costs;
  std::optional<routes::Route> route;
  Breakdown parts{};

  double part(Component component) const { return parts[static_cast<std::size_t>(component)]; }
};

Solved solve(const Corridor& world, BoxSize size = BoxSize::k40, int month = 0,
             model::GoodsRule goods = model::GoodsRule::kFree) {
  Solved solved;
  solved.network = build_network(world.share());
  const auto& scenario = *solved.network.scenario;
  solved.state = month_states(solved.network)[static_cast<std::size_t>(month)];
  solved.cargo = cargo_class(scenario, scenario.demand[world.exports], size, world.a, goods);
  fill_costs(solved.network, solved.cargo, solved.state, solved.costs);
  routes::ShortestPaths paths(solved.network.graph);
  solved.route = paths.find_route(solved.network.origin[world.inland],
                                  solved.network.destination[world.market], solved.costs);
  if (solved.route)
    solved.parts = break_down(solved.network, solved.cargo, solved.state, solved.route->arcs);
  return solved;
}

TEST(NetworkCost, A40FtBoxPaysHaulPortBorderAndSeaAndWaits) {
  const Solved solved = solve(Corridor());
  ASSERT_TRUE(solved.route);
  // TIR over 610 km at 2 USD per truck-km, one truck per 40 ft box, two TEU in it.
  EXPECT_DOUBLE_EQ(solved.part(Component::kHaulage), 610 * 2.0 / 2);
  EXPECT_DOUBLE_EQ(solved.part(Component::kBorderFee), 80.0 / 2);
  EXPECT_DOUBLE_EQ(solved.part(Component::kHandling), 160.0 / 2)
      << "transit: the port is not in the box's country";
  EXPECT_DOUBLE_EQ(solved.part(Component::kFare), 500.0 / 2);
  // 610 km at 50 km/h, 12 h border, 3 days of dwell, 20 h of loading, half a week of waiting, 48 h
  // at sea.
  const double hours = 610.0 / 50 + 12 + 72 + 20 + 84 + 48;
  EXPECT_NEAR(solved.part(Component::kTime), 0.5 * hours, 1e-9);
}

TEST(NetworkCost, ComponentsSumToTheCostOfTheRoute) {
  for (const BoxSize size : {BoxSize::k20, BoxSize::k40}) {
    const Solved solved = solve(Corridor(), size);
    EXPECT_NEAR(std::accumulate(solved.parts.begin(), solved.parts.end(), 0.0), solved.route->cost,
                1e-9);
  }
}

TEST(NetworkCost, A20FtBoxSharesATruckByWeight) {
  EXPECT_DOUBLE_EQ(trucks_per_box(BoxSize::k20, Tonnes(13), Tonnes(26)), 0.5);
  EXPECT_NEAR(trucks_per_box(BoxSize::k20, Tonnes(21), Tonnes(26)), 0.8077, 1e-4);
  EXPECT_DOUBLE_EQ(trucks_per_box(BoxSize::k20, Tonnes(28), Tonnes(26)), 1.0);
  EXPECT_DOUBLE_EQ(trucks_per_box(BoxSize::k40, Tonnes(10), Tonnes(26)), 1.0);
}

TEST(NetworkCost, APriceThatHoldsTheBorderFeeIsNotPaidTwice) {
  Corridor world;
  world.edit().haul_rates.clear();
  world.rate(model::HaulProduct::kTruckTir, BoxSize::k40, 2.0, 50, {}, model::HaulDirection::kBoth,
             true);
  EXPECT_DOUBLE_EQ(solve(world).part(Component::kBorderFee), 0.0);
  world.edit().settings.add_fee_on_tfi_rates = true;
  EXPECT_DOUBLE_EQ(solve(world).part(Component::kBorderFee), 40.0);
  world.edit().settings.add_fee_on_tfi_rates = false;
  world.rate(model::HaulProduct::kTruckTir, BoxSize::k40, 2.0, 50, world.a);
  EXPECT_DOUBLE_EQ(solve(world).part(Component::kBorderFee), 20.0)
      << "one side holds it, the other does not";
}

TEST(NetworkCost, StorageIsPaidOnlyForDaysPastTheFreeOnes) {
  Corridor world;
  world.charge(world.gate, Trade::kTransit, ChargeKind::kStorage, 0, 0, 1, 1);
  world.charge(world.gate, Trade::kTransit, ChargeKind::kStorage, 10, 20, 2, 2);
  world.charge(world.gate, Trade::kTransit, ChargeKind::kStorage, 30, 50, 3, 0);
  EXPECT_DOUBLE_EQ(solve(world).part(Component::kStorage), (20.0 + 50.0) / 2);
}

TEST(NetworkCost, AClosedBorderLeavesNoWay) {
  Corridor world;
  world.close(model::ClosureTarget::kBorder, "bx_post_road", "2026-01-01", "2026-01-20");
  EXPECT_FALSE(solve(world, BoxSize::k40, 0).route);
  EXPECT_TRUE(solve(world, BoxSize::k40, 1).route);
}

TEST(NetworkCost, AShortClosureCostsCapacityAndNotTheRoute) {
  Corridor world;
  world.close(model::ClosureTarget::kBorder, "bx_post_road", "2026-01-01", "2026-01-10");
  const Solved solved = solve(world);
  ASSERT_TRUE(solved.route);
  for (const FacilityId id : solved.network.facilities.ids()) {
    if (solved.network.facilities[id].kind != FacilityKind::kBorder) continue;
    EXPECT_NEAR(capacity_in(solved.network.facilities[id], id, solved.state).value(),
                10.0 * 21 / 31, 1e-12);
  }
}

TEST(NetworkCost, WeekendsCloseABorderWithoutClosingTheMonth) {
  Corridor world;
  world.edit().borders[world.crossing].open_on = {true, true, true, true, true, false, false};
  const Solved solved = solve(world, BoxSize::k40, 1);  // February 2026: 28 days, four weekends
  ASSERT_TRUE(solved.route);
  for (const FacilityId id : solved.network.facilities.ids()) {
    if (solved.network.facilities[id].kind == FacilityKind::kBorder) {
      EXPECT_DOUBLE_EQ(solved.state.open_share[id], 20.0 / 28);
    }
  }
}

TEST(NetworkCost, ANarrowedPassageDoublesTheWaitForAShip) {
  Corridor world;
  for (auto& link : world.edit().links) {
    if (link.mode == Mode::kSea) link.passages = {"strait"};
  }
  world.close(model::ClosureTarget::kPassage, "strait", "2026-01-01", "2026-12-31");
  world.edit().closures.back().effect = model::ClosureEffect::kCapacity;
  world.edit().closures.back().factor = 0.5;
  const double before = solve(Corridor()).part(Component::kTime);
  EXPECT_NEAR(solve(world).part(Component::kTime) - before, 0.5 * 84, 1e-9);
}

TEST(NetworkCost, APassageWithoutAnyCapacityIsClosedOnItsDays) {
  Corridor world;
  for (auto& link : world.edit().links) {
    if (link.mode == Mode::kSea) link.passages = {"strait"};
  }
  world.close(model::ClosureTarget::kPassage, "strait", "2026-01-10", "2026-01-20");
  world.edit().closures.back().effect = model::ClosureEffect::kCapacity;
  world.edit().closures.back().factor = 0.0;
  const network::Network network = build_network(world.share());
  int closed = 0;
  for (const auto& spans :
       closed_days(network, *parse_date("2026-01-01"), *parse_date("2026-01-31"))) {
    if (spans.empty()) continue;
    ++closed;
    EXPECT_EQ(spans,
              (std::vector<DaySpan>{{*parse_date("2026-01-10"), *parse_date("2026-01-20")}}));
  }
  EXPECT_GT(closed, 0);
}

// A regime with a guarantee of 1 % and a fee of 10 % of value, and a negative list.
model::Regime regime_at(Corridor& world) {
  model::Regime regime;
  regime.slug = "att";
  regime.countries = {model::RegionId(0)};
  regime.gateways = {world.gate};
  regime.guarantee_share_of_value = 0.01;
  regime.fee_share_of_value = 0.10;
  regime.fee_commodities = {model::CommodityId(0)};
  regime.has_negative_list = true;
  regime.barred_commodities = {model::CommodityId(0)};
  regime.row = world.edit().demand[world.exports].row;
  return regime;
}

TEST(NetworkCost, ARegimeChargesOnlyTheBoxesItCovers) {
  Corridor world;
  world.edit().regimes.push_back(regime_at(world));
  EXPECT_DOUBLE_EQ(solve(world).part(Component::kGuarantee), 300.0);
  world.edit().regimes.front().countries = {model::RegionId(1)};
  EXPECT_DOUBLE_EQ(solve(world).part(Component::kGuarantee), 0.0);
}

TEST(NetworkCost, TheFeeOfARegimeFallsOnGoodsOfItsListAndOnNoOthers) {
  Corridor world;
  world.edit().regimes.push_back(regime_at(world));
  const Solved free = solve(world);
  const Solved listed = solve(world, BoxSize::k40, 0, model::GoodsRule::kUnderFee);
  EXPECT_DOUBLE_EQ(free.part(Component::kToll), 0.0);
  EXPECT_DOUBLE_EQ(listed.part(Component::kToll), 0.10 * 30000);
  EXPECT_DOUBLE_EQ(listed.part(Component::kGuarantee), free.part(Component::kGuarantee));
}

TEST(NetworkCost, ListedGoodsLieInTheCommoditiesThatTheirListNames) {
  Corridor world;
  auto& scenario = world.edit();
  const model::CommodityId other = scenario.commodities.push_back("other goods");
  model::Demand more = scenario.demand[world.exports];
  more.commodity = other;
  more.flow = model::Ranged<TeuPerHour>(3.0 * more.flow.value);
  more.value = 2.0 * more.value;
  const model::DemandId others = scenario.demand.push_back(more);
  scenario.regimes.push_back(regime_at(world));
  scenario.parameters.negative_list_share = 0.2;
  scenario.parameters.fee_listed_share = 0.1;
  // A quarter of the boxes and a seventh of their value is of the commodity that both lists name.
  const model::GoodsShares of_named = goods_shares(scenario, scenario.demand[world.exports]);
  EXPECT_DOUBLE_EQ(of_named[2], 0.8);
  EXPECT_DOUBLE_EQ(of_named[1], 0.2 * 0.7);
  EXPECT_DOUBLE_EQ(of_named[0], 0.2 * 0.3);
  EXPECT_EQ(goods_shares(scenario, scenario.demand[others]), (model::GoodsShares{1.0, 0.0, 0.0}));
  EXPECT_EQ(usual_rule(scenario, scenario.demand[world.exports]), model::GoodsRule::kUnderFee);
  scenario.regimes.front().has_negative_list = false;
  EXPECT_DOUBLE_EQ(goods_shares(scenario, scenario.demand[world.exports])[2], 0.0);
}

TEST(NetworkCost, AListWeighsOnlyGoodsThatComeByTheSea) {
  Corridor world;
  auto& scenario = world.edit();
  scenario.regimes.push_back(regime_at(world));
  scenario.parameters.negative_list_share = 0.2;
  for (model::RegionPlace& end : scenario.region_places) end.access = Access::kLand;
  EXPECT_EQ(goods_shares(scenario, scenario.demand[world.exports]),
            (model::GoodsShares{1.0, 0.0, 0.0}));
}

TEST(NetworkCost, CapacityThatWasReadFromTrafficIsMarkedOnTheFacility) {
  Corridor world;
  auto& scenario = world.edit();
  scenario.borders[world.crossing].inbound.capacity_is_circular = true;
  const model::LinkId line = world.rail(world.inland, world.gate, 600, 1520);
  scenario.borders.push_back(scenario.borders[world.crossing]);
  auto& post = scenario.borders[model::BorderId(1)];
  post.slug = "bx_line";
  post.mode = Mode::kRail;
  post.from = world.inland;
  post.to = world.gate;
  scenario.links[line].box_capacity = model::Ranged<TeuPerHour>(TeuPerHour(10));
  scenario.links[line].capacity_is_circular = true;
  scenario.links[line].capacity_grade = model::Grade::kC;
  model::Regime regime = regime_at(world);
  regime.scan_capacity = regime.tracker_capacity = PerHour(4);
  regime.trackers_are_circular = true;
  scenario.regimes.push_back(regime);
  const Network network = build_network(world.share());
  std::set<std::string> circular;
  for (const Facility& facility : network.facilities) {
    if (facility.is_circular) {
      const bool is_out = facility.direction == model::Direction::kForward;
      circular.insert(facility.slug + (is_out ? " out" : " in"));
    }
    if (facility.slug == scenario.links[line].slug) {
      EXPECT_EQ(facility.capacity_grade, model::Grade::kC);
    }
  }
  const std::string rail = scenario.links[line].slug;
  EXPECT_EQ(circular,
            (std::set<std::string>{scenario.borders[world.crossing].slug + " in", "bx_line in",
                                   rail + " out", rail + " in", "trackers.gate out"}));
}

TEST(NetworkCost, ListedGoodsMayNotPassWhereTheirRegimeHasANegativeList) {
  Corridor world;
  world.edit().regimes.push_back(regime_at(world));
  const Network network = build_network(world.share());
  const auto state = month_states(network).front();
  const auto& scenario = *network.scenario;
  std::vector<double> costs;
  fill_costs(network,
             cargo_class(scenario, scenario.demand[world.exports], BoxSize::k40, world.a,
                         model::GoodsRule::kBarred),
             state, costs);
  routes::ShortestPaths paths(network.graph);
  EXPECT_FALSE(
      paths.find_route(network.origin[world.inland], network.destination[world.market], costs));
}

TEST(NetworkCost, ComeFromThoseOfAnotherMonthByTheArcsThatDiffer) {
  Corridor world;
  const std::string post = world.edit().borders[world.crossing].slug;
  world.close(model::ClosureTarget::kBorder, post, "2026-03-01", "2026-03-31");
  const Network network = build_network(world.share());
  const auto states = month_states(network);
  const auto& scenario = *network.scenario;
  const CargoClass cargo = cargo_class(scenario, scenario.demand[world.exports], BoxSize::k40,
                                       world.a, model::GoodsRule::kFree);
  const CostFiller open(network, states[1]);
  const CostFiller shut(network, states[2]);
  ASSERT_NE(states[1].shut, states[2].shut);
  for (const auto& [from, to] : {std::pair(&open, &shut), std::pair(&shut, &open)}) {
    std::vector<double> costs;
    std::vector<double> expected;
    from->fill(cargo, costs);
    to->fill(cargo, expected);
    EXPECT_NE(costs, expected);
    const std::vector<ArcId> unlike = to->arcs_unlike(*from);
    EXPECT_LT(unlike.size(), network.arcs.size() / 2);
    to->refill(cargo, unlike, costs);
    EXPECT_EQ(costs, expected);
  }
}

TEST(NetworkCost, DomesticTrucksPayByTheDirectionOfTheSea) {
  Corridor world;
  const auto town = world.place("town", world.b);
  world.road(world.gate, town, 200);
  world.rate(model::HaulProduct::kTruckDomestic, BoxSize::k40, 3.0, 50, world.b,
             model::HaulDirection::kFromSea);
  world.rate(model::HaulProduct::kTruckDomestic, BoxSize::k40, 0.5, 50, world.b,
             model::HaulDirection::kToSea);
  const Network network = build_network(world.share());
  for (const ArcId arc : network.arcs.ids()) {
    if (network.arcs[arc].kind != ArcKind::kRoadHaul || network.tail(arc).kind != NodeKind::kTruck)
      continue;
    const double usd = network.charges[arc].front().amount;
    if (network.tail(arc).place == world.gate && network.head(arc).place == town) {
      EXPECT_DOUBLE_EQ(usd, 600.0);
    }
    if (network.tail(arc).place == town && network.head(arc).place == world.gate) {
      EXPECT_DOUBLE_EQ(usd, 100.0);
    }
  }
}

NodeId node_at(const Network& network, model::PlaceId place, NodeKind kind) {
  for (const NodeId node : network.nodes.ids()) {
    if (network.nodes[node].place == place && network.nodes[node].kind == kind) return node;
  }
  return {};
}

// Ways from a domestic truck to one under TIR at a place, by any arcs, whatever they cost.
bool can_change_trucks(const Corridor& world, model::PlaceId place) {
  const Network network = build_network(world.share());
  const std::vector<double> costs(network.arcs.size(), 1.0);
  routes::ShortestPaths paths(network.graph);
  const auto way = paths.find_route(node_at(network, place, NodeKind::kTruck),
                                    node_at(network, place, NodeKind::kTirTruck), costs);
  return way.has_value() && std::all_of(way->arcs.begin(), way->arcs.end(), [&](ArcId arc) {
           return network.head(arc).place == place;
         });
}

TEST(NetworkStructure, APortAndARailTerminalAreNoPlacesToChangeTrucks) {
  Corridor world;
  EXPECT_FALSE(can_change_trucks(world, world.gate)) << "in by the gate and out again";
  world.trains(0.4, 30);
  world.rail(world.beyond, world.gate, 500, 1520);
  EXPECT_FALSE(can_change_trucks(world, world.gate)) << "up to the track and down again";
  world.edit().places[world.beyond].kind = model::PlaceKind::kCity;
  EXPECT_TRUE(can_change_trucks(world, world.beyond)) << "at the border post, for money";
}

TEST(NetworkStructure, AServiceIsNotBoardedOnlyToAlight) {
  Corridor world;
  world.trains(0.4, 30);
  world.rail(world.beyond, world.gate, 500, 1520);
  model::Service service;
  service.slug = "train";
  service.stops = {world.gate, world.beyond};
  service.departures = PerHour(1.0 / 24);
  service.is_offered = true;
  service.row = world.edit().demand[world.exports].row;
  world.edit().services.push_back(service);
  EXPECT_FALSE(can_change_trucks(world, world.gate));
}

TEST(NetworkCost, AChangeOfTrucksAtThePostPaysTheFeeThatTheTirPriceWouldHaveHeld) {
  Corridor world;
  world.edit().haul_rates.clear();
  world.rate(model::HaulProduct::kTruckDomestic, BoxSize::k40, 0.1, 50);
  world.rate(model::HaulProduct::kTruckTir, BoxSize::k40, 20.0, 50, {}, model::HaulDirection::kBoth,
             true);
  world.edit().parameters.truck_swap = Usd(10);
  const Solved solved = solve(world);
  ASSERT_TRUE(solved.route);
  EXPECT_DOUBLE_EQ(solved.part(Component::kHandling), (10 + 10 + 160) / 2.0) << "both sides, port";
  EXPECT_DOUBLE_EQ(solved.part(Component::kBorderFee), 80.0 / 2) << "half at each change";
}

TEST(NetworkCost, ATruckThatOnlyTakesABoxFromATrainOverTheLinePaysTheFeeOfThePost) {
  Corridor world;
  world.edit().haul_rates.clear();
  world.rate(model::HaulProduct::kTruckTir, BoxSize::k40, 20.0, 50, {}, model::HaulDirection::kBoth,
             true);
  for (const BoxSize size : {BoxSize::k20, BoxSize::k40})
    world.rate(model::HaulProduct::kBlockTrain, size, 0.1, 50);
  EXPECT_DOUBLE_EQ(solve(world).part(Component::kBorderFee), 0.0);
  world.rail(world.inland, world.post, 100, 1520);
  EXPECT_DOUBLE_EQ(solve(world).part(Component::kBorderFee), 80.0 / 2 / 2)
      << "half of the post where the box leaves the train; two TEU";
}

TEST(NetworkStructure, AMarketIsTheEndOfALane) {
  Corridor world;
  const auto other = world.port("other", world.b, PortRole::kGateway, "O");
  world.terminal(other, 100000, 3);
  world.sea(world.market, other, 500, 24, 1);
  world.lane("M", "other", 100, 200);
  const Network network = build_network(world.share());
  const std::vector<double> costs(network.arcs.size(), 1.0);
  routes::ShortestPaths paths(network.graph);
  const NodeId from = node_at(network, world.gate, NodeKind::kQuay);
  EXPECT_TRUE(paths.find_route(from, node_at(network, world.market, NodeKind::kLanding), costs));
  EXPECT_FALSE(paths.find_route(from, node_at(network, other, NodeKind::kLanding), costs));
}

TEST(NetworkCost, EveryWayBackJoinsTheSamePlacesTheOtherWay) {
  const Network network = build_network(Corridor().share());
  for (const ArcId arc : network.arcs.ids()) {
    const ArcId back = network.reverse[arc];
    if (back.is_none()) continue;
    EXPECT_EQ(network.reverse[back], arc);
    EXPECT_EQ(network.tail(back).place, network.head(arc).place);
  }
}

}  // namespace
}  // namespace corridor::network
