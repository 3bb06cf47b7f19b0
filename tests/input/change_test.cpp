#include <gtest/gtest.h>

#include "scenario_folder.hpp"

namespace corridor::input {
namespace {

class Changes : public testing::Test {
 protected:
  // Applies the changes and keeps the world.
  std::string apply(const std::string& changes) {
    loaded_ = folder_.change(changes);
    return words(loaded_);
  }
  std::string at(const std::string& table, const std::string& id, const std::string& column) {
    return cell(loaded_, table, id, column);
  }

  ScenarioFolder folder_;
  Loaded loaded_;
};

TEST_F(Changes, BorderCapacityIsSplitAsBeforeAndItsRangeFollows) {
  EXPECT_EQ(apply("  - adjust_border: {where: beta, capacity: 720 trucks/day,\n"
                  "                    expect: {capacity: 360 trucks/day}}\n"),
            "border b: capacity 360 -> 720 trucks/day\n");
  EXPECT_EQ(at("borders", "b", "capacity_out_per_day"), "480");
  EXPECT_EQ(at("borders", "b", "capacity_out_per_day_low"), "240");
  EXPECT_EQ(at("borders", "b", "capacity_out_per_day_high"), "960");
  EXPECT_EQ(at("borders", "b", "capacity_in_per_day"), "240");
}

TEST_F(Changes, BorderCapacityTakesOtherTimesAndAdditions) {
  apply("  - adjust_border: {where: b, capacity: {add: 10 trucks/h}}\n");
  EXPECT_EQ(at("borders", "b", "capacity_out_per_day"), "400");
}

TEST_F(Changes, HoursHoldBothWaysAndLeaveBlanksBlank) {
  EXPECT_EQ(apply("  - adjust_border: {where: b, hours: {scale: 0.5}, fee: 100 USD2024/truck}\n"),
            "border b: hours 48/24 -> 24/12 h; border b: fee 507/400 -> 100 USD\n");
  EXPECT_EQ(at("borders", "b", "hours_in"), "12");
  EXPECT_EQ(at("borders", "b", "hours_block_train"), "");
  EXPECT_EQ(at("borders", "b", "fee_in_usd"), "100");
}

TEST_F(Changes, TextsAndDaysOfABorder) {
  apply(
      "  - adjust_border: {where: b, open_days: [Mon, Fri], open_hours: 08:00-20:00,\n"
      "                    inspection_share: 30 %}\n");
  EXPECT_EQ(at("borders", "b", "open_days"), "Mon;Fri");
  EXPECT_EQ(at("borders", "b", "open_hours"), "08:00-20:00");
  EXPECT_EQ(at("borders", "b", "inspection_share"), "0.3");
}

TEST_F(Changes, OwnSpeedIsSetAndScaledFromTheSlowestInForce) {
  EXPECT_EQ(apply("  - adjust_link: {where: n1, speed: 50 km/h}\n"
                  "  - adjust_link: {where: r3, speed: {scale: 0.5}}\n"),
            "road r1: speed unknown -> 50 km/h\n"
            "road r3: speed 60 -> 30 km/h\n");
  EXPECT_EQ(loaded_.scenario.links[model::LinkId(0)].own_speed, KmPerHour(50));
}

TEST_F(Changes, SpeedOfACountryLimitsWhatIsScaled) {
  EXPECT_EQ(apply("  - adjust_link: {where: r2, speed: {scale: 0.5}}\n"),
            "road r2: speed 30 -> 15 km/h\n");
}

TEST_F(Changes, RailCapacityInTeuOrTrains) {
  apply("  - adjust_link: {where: m1, capacity: 480 TEU/day, status: operating}\n");
  EXPECT_EQ(at("rail_links", "t1", "capacity_teu_per_day"), "480");
  EXPECT_EQ(at("rail_links", "t1", "capacity_teu_per_day_high"), "960");
  EXPECT_NE(folder_.findings_of_change("  - adjust_link: {where: m1, capacity: 9 trains/day}\n")
                .find("error E224: t1 has no known number of trains"),
            std::string::npos);
  apply("  - adjust_link: {where: m1, capacity: 480 TEU/day}\n");
}

TEST_F(Changes, ServicesRunByIntervalOrDepartures) {
  EXPECT_EQ(apply("  - adjust_service: {where: v, every: 3.5 d, fare: {scale: 2}}\n"),
            "service v: every 1 -> 3.5 d; service v: fare 475 -> 950 USD/TEU\n");
  EXPECT_EQ(at("services", "v", "departures_per_week"), "2");
}

TEST_F(Changes, ItemsOfATariff) {
  EXPECT_EQ(apply("  - adjust_tariff: {where: alpha, item: thc, scale: 0.5}\n"),
            "charge alpha thc import 20 ft: scale 114 -> 57 USD\n");
}

TEST_F(Changes, RatesByTheirColumns) {
  apply(
      "  - adjust_rate: {where: {mode: rail, product: block_train, container: 20},\n"
      "                  price: 0.5 USD/TEU/km}\n"
      "  - adjust_rate: {where: {from: FAR, to: alpha, year: 2024}, price: {add: 150 USD/box}}\n");
  EXPECT_EQ(at("haul_rates", "h4", "usd_per_km"), "0.5");
  EXPECT_EQ(at("haul_rates", "h4", "usd_per_km_high"), "0.75");
  EXPECT_EQ(at("lane_rates", "l1", "usd_per_box"), "1150");
  EXPECT_EQ(at("lane_rates", "l2", "usd_per_box"), "1400");
}

TEST_F(Changes, StatedRoomIsNoLongerCircular) {
  apply("  - adjust_terminal: {where: PPALP, yard: 12000 TEU}\n");
  EXPECT_EQ(at("terminals", "t", "circular_fields"), "gate_lanes");
  apply("  - adjust_terminal: {where: alpha, yard: {scale: 2}}\n");
  EXPECT_EQ(at("terminals", "t", "circular_fields"), "yard_teu;gate_lanes");
  apply("  - adjust_terminal: {where: alpha, yard: 9000 TEU}\n");
  EXPECT_EQ(at("terminals", "t", "circular_fields"), "gate_lanes");
}

TEST_F(Changes, CapacityReadFromTrafficIsMadeALimitAndBack) {
  EXPECT_EQ(apply("  - adjust_terminal: {where: alpha, circular: none}\n"),
            "terminal t: circular -> none\n");
  EXPECT_EQ(at("terminals", "t", "circular_fields"), "");
  apply("  - adjust_border: {where: b, circular: [capacity_in_per_day]}\n");
  EXPECT_EQ(at("borders", "b", "circular_fields"), "capacity_in_per_day");
  EXPECT_FALSE(loaded_.scenario.borders[model::BorderId(0)].outbound.capacity_is_circular);
  EXPECT_TRUE(loaded_.scenario.borders[model::BorderId(0)].inbound.capacity_is_circular);
}

TEST_F(Changes, RulesOfTransitByTheirNameAndColumns) {
  EXPECT_EQ(
      apply("  - adjust_regime: {where: {regime: ATT, direction: import}, fee: 5 %,\n"
            "                    expect: {fee: 10 %, negative_list: yes}, negative_list: no,\n"
            "                    fee_goods: [through], guarantee: {add: 40 USD2024/TEU}}\n"),
      "regime g1: fee 0.1 -> 0.05; regime g1: negative_list -> no; "
      "regime g1: fee_goods -> through; regime g1: guarantee 60 -> 100 USD/TEU\n");
  EXPECT_EQ(at("regimes", "g1", "fee_share_of_value"), "0.05");
  EXPECT_EQ(at("regimes", "g1", "fee_commodities"), "through");
  apply("  - adjust_regime: {where: g1, scan_capacity: 10 boxes/h, to: 2026-03-31}\n");
  EXPECT_EQ(at("regimes", "g1", "scan_capacity_per_day"), "240");
  EXPECT_EQ(at("regimes", "g1", "to"), "2026-03-31");
}

TEST_F(Changes, PassagesMoveEveryLaneThroughThem) {
  EXPECT_EQ(
      apply("  - adjust_passage: {where: strait, sailings: {scale: 0.5}, days: {add: 10 d}}\n"),
      "sea lane s1: sailings 7/3.5 -> 3.5/1.75 sailings/week; sea lane s1: days 2 -> 12 days\n");
}

TEST_F(Changes, DemandByWhereTheBoxesGo) {
  EXPECT_EQ(apply("  - adjust_demand: {where: {from: far, to: q}, volume: {scale: 2}}\n"),
            "demand d1: volume 8760 -> 17520 TEU/year\n");
  EXPECT_EQ(at("demand", "d1", "empty_teu_per_year"), "8760");
}

TEST_F(Changes, ClassesKeepTheirBoxWeightsInProportion) {
  apply("  - adjust_class: {where: mixed, t_per_teu: 5 t/TEU, share_40: 80 %}\n");
  EXPECT_EQ(at("demand", "d1", "t_per_box_20"), "8");
  EXPECT_EQ(at("demand", "d1", "share_40"), "0.8");
}

TEST_F(Changes, GrowthMultipliesUpToTheYear) {
  EXPECT_EQ(apply("  - grow_demand: {where: {to: q}, by: 10 %/year, until: 2026}\n"),
            "demand d1: volume x 1.21 (10 %/year from 2024 to 2026)\n");
  EXPECT_EQ(at("demand", "d1", "teu_per_year"), "10599.6");
}

TEST_F(Changes, ClosuresGetDaysAndAName) {
  EXPECT_EQ(apply("  - close: {where: b, from: 2024-08-01, for: 30 d, what: Flood}\n"
                  "  - close: {where: canal, factor: 40 %}\n"),
            "border b: closed 2024-08-01 to 2024-08-30\n"
            "passage canal: narrowed to 0.4 always\n");
  EXPECT_EQ(at("closures", "close_b", "to"), "2024-08-30");
  EXPECT_EQ(at("closures", "close_b", "source"), "scenario-test");
  EXPECT_EQ(at("closures", "close_canal", "effect"), "capacity");
  EXPECT_EQ(at("sources", "scenario-test", "title"), "Test");
}

TEST_F(Changes, AClosureInForceIsAlreadySo) {
  const std::string change = "  - close: {where: b, from: 2025-02-25, to: 2025-03-01";
  EXPECT_NE(folder_.findings_of_change(change + "}\n").find("E210: change `close` alters nothing"),
            std::string::npos);
  EXPECT_EQ(apply(change + ", already: ok}\n"), "close: already so\n");
}

TEST_F(Changes, OpeningEndsClosuresTheDayBefore) {
  EXPECT_EQ(apply("  - open: {where: b, from: 2025-03-01}\n"),
            "border b: opened from 2025-03-01, 1 closure(s) ended\n");
  EXPECT_EQ(at("closures", "k1", "to"), "2025-02-28");
  apply("  - open: {where: b}\n");
  EXPECT_EQ(at("closures", "k1", "effect"), "none");
}

TEST_F(Changes, OpeningARailwayOpensItsBoxServiceAndEndsItsClosures) {
  EXPECT_EQ(apply("  - open: {where: m1}\n"), "railway t1: opened, 1 closure(s) ended\n");
  EXPECT_EQ(at("rail_links", "t1", "status"), "operating");
  EXPECT_EQ(at("rail_links", "t1", "open_year"), "");
}

TEST_F(Changes, RowsAreAdded) {
  apply(
      "  - add_place: {id: eta, name: Eta, country: QQ, lat: 0.5, lon: 2, time_zone: Etc/UTC}\n"
      "  - add_link: {id: r9, mode: road, from: delta, to: eta, length: 90 km, speed: 40 km/h}\n"
      "  - add_service: {id: feeder, mode: sea, every: 7 d, capacity: 500 TEU, stops: [alpha, "
      "omega]}\n"
      "  - add_backlog: {id: stuck, place: beta, boxes: 700}\n"
      "  - add_surcharge: {where: strait, amount: 150 USD2024/TEU, what: war risk}\n");
  EXPECT_EQ(at("road_links", "r9", "own_kmh"), "40");
  EXPECT_EQ(at("services", "feeder", "mode"), "sea_feeder");
  EXPECT_EQ(at("services", "feeder", "departures_per_week"), "1");
  EXPECT_EQ(at("initial_stock", "stuck", "date"), "2024-07-01");
  EXPECT_EQ(at("surcharges", "surcharge_strait", "per"), "teu");
  EXPECT_EQ(at("surcharges", "surcharge_strait", "object_kind"), "passage");
}

TEST_F(Changes, AFixedLoadHangsOnARegionOfItsOwn) {
  apply("  - add_load: {id: extra, at: alpha, volume: 20 TEU/day, month_profile: shape}\n");
  EXPECT_EQ(at("demand", "extra", "teu_per_year"), "7300");
  EXPECT_EQ(at("regions", "load-extra", "kind"), "port_load");
  EXPECT_EQ(at("region_places", "rp-extra", "place"), "alpha");
}

TEST_F(Changes, ServicesAreTakenOffAndLoadsRerouted) {
  EXPECT_EQ(apply("  - remove_service: {where: v}\n  - reroute: {where: d2, via: [alpha, beta, "
                  "gamma]}\n"),
            "service v: taken off\ndemand d2: via alpha - beta - gamma\n");
  EXPECT_EQ(at("services", "v", "status"), "suspended");
  EXPECT_EQ(at("demand", "d2", "via"), "alpha;beta;gamma");
}

TEST_F(Changes, ParametersTakeNumbersAndQuantities) {
  folder_.write("test.yaml",
                "extends: base\ntitle: Test\nparameters: {road_rail.lift_hours: 2 d, vot.glins: "
                "0.6}\n");
  loaded_ = folder_.load({"test.yaml"}, {"parameters.vot.glins=0.7", "period.start=2025-01",
                                         "borders.b.hours_out=2 d", "title=Other"});
  EXPECT_EQ(at("parameters", "road_rail.lift_hours", "value"), "48");
  EXPECT_EQ(at("parameters", "vot.glins", "value"), "0.7");
  EXPECT_EQ(at("borders", "b", "hours_out"), "48");
  EXPECT_EQ(loaded_.scenario.period.start, (Month{2025, 1}));
  EXPECT_EQ(loaded_.scenario.title, "Other");
}

TEST_F(Changes, WhatIsOnlyPlannedGivesWayToWhatIsInUse) {
  TinyWorld world;
  world.add("rail_links", "t2,beta,gamma,,2,1435,planned,2030,40,no,,,,,,,C,s");
  world.add("borders", "b_rail,Bridge,beta,gamma,rail,no,planned,,,,10,10,,,,trains,4,,,4,,C,C,s");
  folder_.write("base.yaml",
                "title: Base\nperiod: {start: 2024-07}\n"
                "settings: {rates_year: 2024, value_of_time: vot-central}\n" +
                    tables_yaml(world));
  EXPECT_EQ(apply("  - adjust_border: {where: gamma, dwell_out: 6 h}\n"),
            "border b: dwell_out 48 -> 6 h\n");
  EXPECT_EQ(apply("  - adjust_border: {where: b_rail, dwell_out: 6 h}\n"),
            "border b (rail): dwell_out 10 -> 6 h\n");
  EXPECT_EQ(apply("  - open: {where: t2}\n"), "railway t2: opened, with 1 crossing(s)\n");
  EXPECT_EQ(at("borders", "b_rail", "status"), "open");
}

TEST_F(Changes, GlobsAndMapsSelect) {
  EXPECT_EQ(apply("  - adjust_link: {where: \"r*\", length: {scale: 2}}\n"
                  "  - adjust_link: {where: {mode: road, country: QQ, from: gamma, to: delta},\n"
                  "                  length: 300 km}\n"),
            "road r1: length 112 -> 224 km; road r2: length 2 -> 4 km; road r3: length 111 -> 222 "
            "km\nroad r3: length 222 -> 300 km\n");
}

}  // namespace
}  // namespace corridor::input
