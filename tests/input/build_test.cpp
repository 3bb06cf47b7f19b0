// From tables to the typed world: units, what is kept and left out, and the checks of the whole.
#include <gtest/gtest.h>

#include <algorithm>

#include "tiny_world.hpp"

namespace corridor::input {
namespace {

using namespace model;

Scenario build_well(const TinyWorld& world) {
  std::vector<Finding> findings;
  Scenario scenario = world.build(findings);
  for (const Finding& finding : findings) ADD_FAILURE() << format_finding(finding);
  return scenario;
}

PlaceId place_of(const Scenario& world, const std::string& slug) {
  for (const PlaceId id : world.places.ids()) {
    if (world.places[id].slug == slug) return id;
  }
  return {};
}

const Link& link_of(const Scenario& world, const std::string& slug) {
  return *std::find_if(world.links.begin(), world.links.end(),
                       [&](const Link& link) { return link.slug == slug; });
}

TEST(Build, EveryRecordKnowsItsRow) {
  const Scenario world = build_well(TinyWorld());
  const Row& row = (*world.rows)[link_of(world, "r3").row];
  EXPECT_EQ(row, (Row{.table = "road_links",
                      .id = "r3",
                      .grade = Grade::kD,
                      .source = "s",
                      .file = "road_links.csv",
                      .line = 4}));
  EXPECT_EQ((*world.rows)[world.demand[DemandId(1)].row].id, "d2");
  EXPECT_EQ((*world.rows)[world.risk_premiums[1].row].id, "risk.undated");
}

TEST(Build, PlacesKeepTheirRole) {
  const Scenario world = build_well(TinyWorld());
  const Place& alpha = world.places[place_of(world, "alpha")];
  EXPECT_EQ(alpha.kind, PlaceKind::kSeaport);
  EXPECT_TRUE(alpha.is_gateway());
  EXPECT_EQ(world.countries[alpha.country].slug, "PP");
  EXPECT_EQ(world.places[place_of(world, "omega")].port_role, PortRole::kOverseas);
  EXPECT_EQ(world.places[place_of(world, "beta")].port_role, PortRole::kNone);
}

TEST(Build, TerminalsAreInTeuPerHour) {
  const Terminal terminal = build_well(TinyWorld()).terminals[TerminalId(0)];
  EXPECT_DOUBLE_EQ(terminal.capacity.value.value(), 100.0);
  EXPECT_DOUBLE_EQ(terminal.capacity.low.value(), 50.0);
  EXPECT_DOUBLE_EQ(terminal.capacity.high.value(), 200.0);
  EXPECT_EQ(terminal.dwell_import, Hours(120.0));
  EXPECT_FALSE(terminal.yard.has_range());
  EXPECT_TRUE(terminal.yard_is_circular);
  EXPECT_FALSE(terminal.capacity_is_circular);
  EXPECT_EQ(terminal.capacity_grade, Grade::kB);
}

TEST(Build, BordersAreInUnitsPerHourOfAnOpenDay) {
  const Border border = build_well(TinyWorld()).borders[BorderId(0)];
  EXPECT_EQ(border.mode, Mode::kRoad);
  EXPECT_EQ(border.outbound.dwell, Hours(48.0));
  EXPECT_EQ(border.inbound.fee.value, Usd(400.0));
  EXPECT_EQ(border.outbound.capacity, (Ranged<PerHour>(PerHour(10), PerHour(5), PerHour(20))));
  EXPECT_EQ(border.inbound.capacity, Ranged<PerHour>(PerHour(5)));
  EXPECT_EQ(border.base_trucks, PerHour(3.0));
  EXPECT_EQ(border.open_hours, "") << "around the clock is always";
  EXPECT_EQ(border.open_on, (std::array<bool, 7>{true, true}));
  EXPECT_EQ(border.closed_season, (Season{12, 1, 3, 31}));
}

TEST(Build, BordersWithoutDaysAreAlwaysOpen) {
  const Border border =
      build_well(TinyWorld().change("borders", "Mon;Tue,12-01..03-31", ",")).borders[BorderId(0)];
  EXPECT_EQ(border.open_on, Border().open_on);
  EXPECT_EQ(border.closed_season, std::nullopt);
}

TEST(Build, RoadsAndRailwaysKeepTheirOwnFigures) {
  const Scenario world = build_well(TinyWorld());
  const Link& road = link_of(world, "r1");
  EXPECT_EQ(road.tags, (std::vector<std::string>{"n1", "n2"}));
  EXPECT_EQ(road.vehicle_capacity, PerHour(100.0));
  EXPECT_EQ(link_of(world, "r2").vehicle_capacity, std::nullopt);
  const Link& rail = link_of(world, "t1");
  EXPECT_EQ(rail.status, Status::kPlanned);
  EXPECT_EQ(rail.open_year, 2030);
  EXPECT_EQ(rail.box_capacity, (Ranged<TeuPerHour>(TeuPerHour(10), TeuPerHour(5), TeuPerHour(20))));
  EXPECT_EQ(rail.rail.project_speed,
            (Ranged<KmPerHour>(KmPerHour(60), KmPerHour(45), KmPerHour(80))));
}

TEST(Build, SeaLanesTakeTheYearInForce) {
  const Scenario early = build_well(TinyWorld());
  const Link& lane = link_of(early, "s1");
  EXPECT_DOUBLE_EQ(lane.length.value(), 650 * 1.852);
  EXPECT_EQ(lane.sea.sailing, Hours((2 + 5) * 24));
  EXPECT_DOUBLE_EQ(lane.sea.sailings.value(), 1.0 / 24);
  EXPECT_EQ(lane.passages, (std::vector<std::string>{"strait", "canal"}));
  TinyWorld later;
  later.header.settings.rates_year = 2026;
  const Scenario late = build_well(later);
  EXPECT_EQ(link_of(late, "s1").sea.sailing, Hours(48));
  EXPECT_DOUBLE_EQ(link_of(late, "s1").sea.sailings.value(), 0.5 / 24);
}

TEST(Build, ABlankOfTheYearInForceIsAsBefore) {
  TinyWorld later;
  later.header.settings.rates_year = 2026;
  later.change("sea_links", "7,3.5,1,0,5", "7,,1,,5");
  const Scenario late = build_well(later);
  EXPECT_DOUBLE_EQ(link_of(late, "s1").sea.sailings.value(), 1.0 / 24);
  EXPECT_EQ(link_of(late, "s1").sea.sailing, Hours((2 + 5) * 24));
}

TEST(Build, ServicesSayWhatIsOffered) {
  const Scenario world = build_well(TinyWorld());
  const Service& train = world.services[ServiceId(0)];
  EXPECT_TRUE(train.is_offered);
  EXPECT_EQ(train.stops.size(), 2U);
  EXPECT_EQ(train.duration, Hours(36.0));
  EXPECT_EQ(train.fare, UsdPerTeu(475.0));
  EXPECT_EQ(train.from, parse_date("2024-01-01"));
  const Service& convoy = world.services[ServiceId(1)];
  EXPECT_EQ(convoy.mode, ServiceMode::kTruckConvoy);
  EXPECT_TRUE(convoy.is_base_load);
  EXPECT_FALSE(convoy.is_offered);
  EXPECT_EQ(convoy.fare, std::nullopt);
}

TEST(Build, HaulRatesAreByBoxOfEachSize) {
  const Scenario world = build_well(TinyWorld());
  std::vector<std::string> read;
  for (const HaulRate& rate : world.haul_rates) {
    read.push_back((*world.rows)[rate.row].id + "/" + name_of(rate.size));
  }
  EXPECT_EQ(read, (std::vector<std::string>{"h1/20", "h1/40", "h2/20", "h2/40", "h3/20", "h3/40",
                                            "h4/20", "h5/40", "h6/20", "h6/40"}))
      << "prices of through loads are left out";
}

TEST(Build, HaulRatesArePerTruckOrPerBox) {
  const Scenario world = build_well(TinyWorld());
  EXPECT_EQ(world.haul_rates[1].price, world.haul_rates[0].price) << "a truck costs what it costs";
  EXPECT_EQ(world.haul_rates[7].price.value, UsdPerKm(0.6)) << "two TEU in a 40 ft box";
  EXPECT_EQ(world.haul_rates[8].price, world.haul_rates[9].price) << "per box is per box";
}

TEST(Build, HaulRatesSayWhereTheyHoldAndWhatTheyInclude) {
  const Scenario world = build_well(TinyWorld());
  EXPECT_TRUE(world.haul_rates[0].country.is_none());
  EXPECT_TRUE(world.haul_rates[2].includes_border_fee);
  EXPECT_FALSE(world.haul_rates[4].includes_border_fee) << "unknown is not included";
}

TEST(Build, PricesKeepTheirRange) {
  const Scenario world = build_well(TinyWorld());
  ASSERT_EQ(world.lane_rates.size(), 2U) << "of every year";
  EXPECT_EQ(world.lane_rates[0].price, (Ranged<Usd>(Usd(1000), Usd(800), Usd(1500))));
  EXPECT_EQ(world.lane_rates[1].size, BoxSize::k40);
  ASSERT_EQ(world.box_charges.size(), 3U);
  EXPECT_EQ(world.box_charges[0].applies_share, 1.0) << "blank is all boxes";
  EXPECT_EQ(world.box_charges[2].kind, ChargeKind::kStorage);
  EXPECT_EQ(world.box_charges[2].from_day, 8);
  EXPECT_EQ(world.entry_fees[0].fee, (Ranged<Usd>(Usd(250), Usd(130), Usd(250))));
  EXPECT_TRUE(world.entry_fees[1].from.is_none());
}

TEST(Build, DemandIsInTeuPerHour) {
  const Scenario world = build_well(TinyWorld());
  const Demand& demand = world.demand[DemandId(0)];
  EXPECT_EQ(demand.flow, (Ranged<TeuPerHour>(TeuPerHour(1), TeuPerHour(0.5), TeuPerHour(2))));
  EXPECT_EQ(demand.direction, TradeDirection::kImport);
  EXPECT_EQ(world.commodities[demand.commodity], "mixed");
  EXPECT_EQ(demand.tonnes_per_box[0], Tonnes(16.0));
  EXPECT_EQ(demand.tonnes_per_box[1], Tonnes(20.0)) << "by TEU where the box has no figure";
  EXPECT_DOUBLE_EQ(demand.growth_per_year, 0.076);
  EXPECT_TRUE(demand.empties_return);
  EXPECT_EQ(world.profiles[demand.profile].share[1], 0.05);
  EXPECT_EQ(world.demand[DemandId(1)].via.size(), 2U);
  EXPECT_FALSE(world.demand[DemandId(1)].empties_return);
  EXPECT_DOUBLE_EQ(world.region_places[1].share, 0.4);
  EXPECT_TRUE(world.region_places[1].for_country.is_none());
  EXPECT_EQ(world.regions[world.region_places[2].for_country].slug, "q");
  EXPECT_TRUE(world.regions[RegionId(0)].is_inland);
}

TEST(Build, AHolidayShutsItsPostsBeforeAnyClosureSpeaks) {
  TinyWorld tiny;
  tiny.header.period = {{2026, 1}, 12};
  const Scenario world = build_well(tiny);
  const Closure& holiday = world.closures.front();
  EXPECT_EQ(holiday.slug, "h1");
  EXPECT_EQ(holiday.target, ClosureTarget::kBorder);
  EXPECT_EQ(holiday.object, "b");
  EXPECT_EQ(holiday.effect, ClosureEffect::kClosed);
  EXPECT_EQ(holiday.to, parse_date("2026-01-02"));
  tiny.header.period = {{2025, 1}, 12};
  EXPECT_NE(build_well(tiny).closures.front().slug, "h1");
}

TEST(Build, RulesAndClosuresHoldByTheirDates) {
  TinyWorld now;
  now.header.period = {{2024, 7}, 12};
  const Scenario world = build_well(now);
  ASSERT_EQ(world.regimes.size(), 1U);
  EXPECT_EQ(world.regimes[0].gateways, std::vector<PlaceId>{place_of(world, "alpha")});
  EXPECT_EQ(world.regimes[0].borders, std::vector<BorderId>{BorderId(0)});
  EXPECT_EQ(world.regimes[0].direction, TradeDirection::kImport);
  EXPECT_EQ(world.regimes[0].scan_capacity, PerHour(10.0));
  ASSERT_EQ(world.closures.size(), 2U) << "touching the period, and without dates";
  EXPECT_EQ(world.closures[0].slug, "k1");
  EXPECT_EQ(world.closures[0].to, parse_date("2025-03-19"));
  EXPECT_EQ(world.closures[1].target, ClosureTarget::kLink);
  TinyWorld later;
  later.header.period = {{2026, 1}, 12};
  const Scenario late = build_well(later);
  EXPECT_EQ(late.regimes[1].slug, "g2");
  EXPECT_EQ(late.closures[1].target, ClosureTarget::kPassage);
  EXPECT_EQ(late.closures[1].factor, 0.5);
}

TEST(Build, ParametersAreInInsideUnits) {
  const Parameters parameters = build_well(TinyWorld()).parameters;
  EXPECT_EQ(parameters.theta, (Ranged<double>(0.004, 0.002, 0.02)));
  EXPECT_EQ(parameters.gauge_change, (Ranged<Usd>(Usd(100), Usd(60), Usd(329))));
  EXPECT_DOUBLE_EQ(parameters.default_train_departures.value(), 1.0 / 24);
  EXPECT_DOUBLE_EQ(parameters.road_kg_per_t_km, 0.066);
  EXPECT_EQ(parameters.truck_swap, Usd(300));
  EXPECT_EQ(parameters.stranded_penalty, UsdPerTeu(10000));
  EXPECT_EQ(parameters.carbon_usd_per_kg, 0.0);
}

TEST(Build, CarbonHasThePriceOfItsParameterWhereTheScenarioCountsIt) {
  TinyWorld world;
  world.add("parameters", "econ.carbon_price,95,63,127,USD/tCO2e,,,2024,C,s");
  EXPECT_EQ(build_well(world).parameters.carbon_usd_per_kg, 0.0);
  world.header.settings.price_carbon = true;
  EXPECT_DOUBLE_EQ(build_well(world).parameters.carbon_usd_per_kg, 0.095);
  TinyWorld without;
  without.header.settings.price_carbon = true;
  EXPECT_EQ(without.findings(),
            "error E130: parameter `econ.carbon_price` is missing\n"
            "  --> parameters.csv\n"
            "  help: add a row `econ.carbon_price` in USD/tCO2e to parameters.csv\n");
}

TEST(Build, ExactlyOneValueOfTimeIsInForce) {
  const Scenario world = build_well(TinyWorld());
  ASSERT_EQ(world.value_of_time_presets.size(), 4U);
  EXPECT_EQ(world.value_of_time.preset, "vot-central");
  EXPECT_EQ(world.value_of_time.by_commodity[CommodityId(0)], UsdPerTeuHour(1.0));
  EXPECT_EQ(world.value_of_time.flat, std::nullopt);
  TinyWorld other;
  other.header.settings.value_of_time = "vot-hummels";
  EXPECT_DOUBLE_EQ(build_well(other).value_of_time.share_of_value_per_hour.value(), 0.006 / 24);
}

TEST(Build, APresetMayBringItsOwnScaleOfChoice) {
  TinyWorld world;
  world.header.settings.value_of_time = "glins-myanmar";
  EXPECT_EQ(build_well(world).parameters.theta, Ranged<double>(0.01));
  EXPECT_EQ(build_well(world).value_of_time.flat, UsdPerTeuHour(0.5));
  world.header.settings.value_of_time = "vot-glins";
  EXPECT_EQ(build_well(world).parameters.theta.value, 0.004);
}

TEST(Build, RiskPremiumsInsideLaneRatesAreLeftOut) {
  const Scenario world = build_well(TinyWorld());
  ASSERT_EQ(world.risk_premiums.size(), 2U);
  EXPECT_EQ(world.risk_premiums[0].year, 2024);
  EXPECT_EQ(world.risk_premiums[0].premium.high, UsdPerTeu(500));
  EXPECT_EQ(world.risk_premiums[1].places.size(), 2U);
  EXPECT_EQ(world.risk_premiums[1].year, 2024) << "without a year it holds in the year in force";
}

TEST(Build, GroupsKnowWhetherTheyScale) {
  const std::vector<AssumptionGroup> groups = build_well(TinyWorld()).assumption_groups;
  ASSERT_EQ(groups.size(), 4U);
  EXPECT_EQ(groups[0].low, 0.0) << "rows move by their own range";
  EXPECT_EQ(groups[1].kind, GroupKind::kPortCharges);
  EXPECT_EQ(groups[1].high, 1.5);
  EXPECT_EQ(groups[2].high, 0.0) << "values of theta are no factors";
}

TEST(Build, TheSettingsOfTheHeaderStay) {
  TinyWorld world;
  world.header.slug = "base";
  world.header.period.months = 6;
  const Scenario built = build_well(world);
  EXPECT_EQ(built.slug, "base");
  EXPECT_EQ(built.period.months, 6);
}

TEST(Build, ChangedCellsAreFoundAtTheirChange) {
  std::vector<Finding> findings;
  Tables tables = TinyWorld().tables(findings);
  Origin origin;
  origin.where.file = "what-if.yaml";
  origin.where.line = 7;
  tables.origins.push_back(origin);
  Cell& cell = tables.find("road_links")->rows[0].cells[4];
  cell.text = "5";
  cell.origin = 1;
  static_cast<void>(build_scenario(tables, TinyWorld().header, findings));
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].where, origin.where);
}

}  // namespace
}  // namespace corridor::input
