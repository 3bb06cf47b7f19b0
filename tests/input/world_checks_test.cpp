// What is told of a world in which one thing is wrong, word for word.
#include <gtest/gtest.h>

#include <functional>

#include "tiny_world.hpp"

namespace corridor::input {
namespace {

struct Fault {
  const char* name;
  std::function<void(TinyWorld&)> make;
  std::string expected;
};
std::ostream& operator<<(std::ostream& out, const Fault& fault) {
  return out << fault.name;
}

class FaultyWorld : public testing::TestWithParam<Fault> {};

TEST_P(FaultyWorld, IsToldInTheseWords) {
  TinyWorld world;
  GetParam().make(world);
  EXPECT_EQ(world.findings(), GetParam().expected);
}

const Fault kFaults[] = {
    {"UnknownPlace", [](TinyWorld& w) { w.change("road_links", "r1,alpha,", "r1,alhpa,"); },
     R"(error E113: `from` of `r1`: no row `alhpa` in table places
  --> road_links.csv:2:4
  hint: did you mean `alpha`?
  help: write an id of places.csv, or add the row there
)"},
    {"WeekdaysThatRecur",
     [](TinyWorld& w) { w.change("closures", "2025-03-19,,closed", "2025-03-19,Sat;Sun,closed"); },
     R"(error E116: `recurs` of `k1`: season expected, got `Sat;Sun`
  --> closures.csv:2:47
  help: MM-DD..MM-DD, first to last day of every year; weekdays are open_days of a border
)"},
    {"NarrowedByNothing", [](TinyWorld& w) { w.change("closures", "capacity,0.5", "capacity,"); },
     R"(error E110: `factor` of `k2`: a closure of capacity needs one
  --> closures.csv:3:57
  help: what is left of the capacity, as 0.5
)"},
    {"UnknownGoodsOfARegime",
     [](TinyWorld& w) { w.change("regimes", "0.1,mixed,yes", "0.1,mixd,yes"); },
     R"(error E113: `fee_commodities` of `g1`: there is no commodity `mixd`
  --> regimes.csv:2:32
  hint: did you mean `mixed`?
  help: write a commodity of demand.csv
)"},
    {"UnknownCircularColumn",
     [](TinyWorld& w) { w.change("terminals", "yard_teu;gate_lanes", "yard_teu;gates"); },
     R"(error E115: `circular_fields` of `t`: unknown word `gates`
  --> terminals.csv:2:56
    2 | t,alpha,Quay,2,4,25,876000,438000,1752000,9000,6,5,yes,yard_teu;gates,B,C,s
      |                                                        ^^^^^^^^^^^^^^
  help: words: capacity_teu_per_year, yard_teu, gate_lanes, sts_cranes
)"},
    {"UnknownCountry", [](TinyWorld& w) { w.change("haul_rates", "road,PP", "road,PX"); },
     R"(error E113: `country` of `h2`: no row `PX` in table countries
  --> haul_rates.csv:3:9
  hint: did you mean `PP`?
  help: write an id of countries.csv, or add the row there
)"},
    {"UnknownStop", [](TinyWorld& w) { w.change("services", "alpha;gamma", "alpha;nowhere"); },
     R"(error E113: `stops` of `w`: no row `nowhere` in table places
  --> services.csv:3:26
  help: write an id of places.csv, or add the row there
)"},
    {"UnknownSource", [](TinyWorld& w) { w.change("road_links", "60,2400,B,s", "60,2400,B,s;t"); },
     R"(error E114: `source` of `r1`: no row `t` in table sources
  --> road_links.csv:2:35
  help: add the source to sources.csv, or name an evidence row
)"},
    {"MissingTable", [](TinyWorld& w) { w.remove("month_profiles"); },
     R"(error E113: column `month_profile` of table `demand` refers to table month_profiles, which is missing
  --> demand.csv:2:59
  help: add month_profiles.csv to the data folder
)"},
    {"StruckNothing",
     [](TinyWorld& w) {
       w.change("closures", "k3,Not a thing,rule,,", "k3,Not a thing,process,bb,");
     },
     R"(error E113: `object` of `k3`: there is no border post or land link `bb`
  --> closures.csv:4:24
  hint: did you mean `b`?
  help: write the id of the post or link that the process shuts
)"},
    {"UnknownObject", [](TinyWorld& w) { w.change("closures", "border,b,", "border,bb,"); },
     R"(error E113: `object` of `k1`: there is no border `bb`
  --> closures.csv:2:23
  hint: did you mean `b`?
  help: write the id of what is shut, or object_kind none
)"},
    {"UnknownPassage", [](TinyWorld& w) { w.change("closures", "border,b,", "passage,stait,"); },
     R"(error E113: `object` of `k1`: there is no passage `stait`
  --> closures.csv:2:24
  hint: did you mean `strait`?
  help: write the id of what is shut, or object_kind none
)"},
    {"RiskSomewhere", [](TinyWorld& w) { w.change("parameters", "alpha;omega", "alpha;sea"); },
     R"(error E113: `scope` of `risk.undated`: no row `sea` in table places
  --> parameters.csv:26:27
  help: a risk premium names the places that pay it, joined by `;`
)"},
    {"BadSeason", [](TinyWorld& w) { w.change("borders", "12-01..03-31", "Dec-Mar"); },
     R"(error E116: `seasonal_closure` of `b`: season expected, got `Dec-Mar`
  --> borders.csv:2:54
  help: MM-DD..MM-DD, first to last closed day of every year
)"},
    {"BadHours", [](TinyWorld& w) { w.change("borders", "00:00-24:00", "8-17"); },
     R"(error E116: `open_hours` of `b`: hours expected, got `8-17`
  --> borders.csv:2:34
  help: HH:MM-HH:MM in local time, within one day; leave it blank when it is always open
)"},
    {"MissingParameter",
     [](TinyWorld& w) { w.change("parameters", "truck_swap.hours", "truck_swap.minutes"); },
     R"(error E130: parameter `truck_swap.hours` is missing
  --> parameters.csv
  help: add a row `truck_swap.hours` in h to parameters.csv
)"},
    {"BlankParameter",
     [](TinyWorld& w) { w.change("parameters", "truck_swap.hours,12", "truck_swap.hours,"); },
     R"(error E130: parameter `truck_swap.hours` is missing
  --> parameters.csv
  help: add a row `truck_swap.hours` in h to parameters.csv
)"},
    {"ParameterInAnotherUnit", [](TinyWorld& w) { w.change("parameters", "12,,,h", "12,,,days"); },
     R"(error E130: `unit` of `truck_swap.hours`: h expected, got `days`
  --> parameters.csv:10:23
  help: write the value in that unit
)"},
    {"CommodityWithoutValueOfTime",
     [](TinyWorld& w) {
       w.change("demand", "import,mixed", "import,bulky");
       w.change("regimes", "0.1,mixed,yes,mixed,", "0.1,,yes,,");
     },
     R"(error E130: parameter `vot.bulky` is missing
  --> parameters.csv
  help: add a row `vot.bulky` in USD/TEU-day, preset vot-central, to parameters.csv
)"},
    {"ShortRoad", [](TinyWorld& w) { w.change("road_links", "n1;n2,112", "n1;n2,100"); },
     R"(error E131: `length_km` of `r1`: 100.0 km is below the great circle of 111.2 km between Alpha and Beta
  --> road_links.csv:2:21
  help: correct the length, or the position of one of the places
)"},
    {"ShortLane", [](TinyWorld& w) { w.change("sea_links", "650", "590"); },
     R"(error E131: `distance_nm` of `s1`: 590.0 nm is below the great circle of 600.4 nm between Alpha and Omega
  --> sea_links.csv:2:29
  help: correct the length, or the position of one of the places
)"},
    {"LinkToItself", [](TinyWorld& w) { w.change("road_links", "gamma,delta", "delta,delta"); },
     R"(error E146: `to` of `r3`: a link needs two different ends
  --> road_links.csv:4:10
  help: name the place at its other end
)"},
    {"BorderWithoutLink", [](TinyWorld& w) { w.change("borders", "gamma,road", "gamma,rail"); },
     R"(error E132: border `b` stands on no rail link between `beta` and `gamma`
  --> borders.csv:2:10
  help: add the link to rail_links.csv, or correct from, to or mode
)"},
    {"SharesOfARegion", [](TinyWorld& w) { w.change("region_places", "gamma,40", "gamma,39"); },
     R"(error E133: shares of region `q` sum to 99.00 %
  --> region_places.csv:3:18
  help: they must sum to 100 %; this is the last of its rows
)"},
    {"SharesForACountry", [](TinyWorld& w) { w.change("region_places", "omega,100", "omega,90"); },
     R"(error E133: shares of region `far` for `q` sum to 90.00 %
  --> region_places.csv:4:20
  help: they must sum to 100 %; this is the last of its rows
)"},
    {"MonthsOfAProfile", [](TinyWorld& w) { w.change("month_profiles", "shape,0.1", "shape,0.2"); },
     R"(error E134: months of profile `shape` sum to 1.1000
  --> month_profiles.csv:2:7
  help: the twelve shares must sum to 1
)"},
    {"LaneFromNowhere", [](TinyWorld& w) { w.change("lane_rates", "l1,FAR", "l1,FARR"); },
     R"(error E135: `from` of `l1`: no place and no rate region `FARR`
  --> lane_rates.csv:2:4
  hint: did you mean `FAR`?
  help: write a place, or a rate_region of places.csv
)"},
    {"RepeatedStop",
     [](TinyWorld& w) { w.change("services", "service,alpha;beta", "service,alpha;beta;alpha"); },
     R"(error E136: `stops` of `v`: `alpha` stands twice
  --> services.csv:2:42
  help: list each stop once, in the order of one direction
)"},
    {"OneStop", [](TinyWorld& w) { w.change("services", "service,alpha;beta", "service,alpha"); },
     R"(error E136: `stops` of `v`: a service needs two stops
  --> services.csv:2:42
  help: list the way points in order, joined by `;`
)"},
    {"RegionWithoutPlaces",
     [](TinyWorld& w) { w.change("region_places", "p3,far,q", "p3,far,far"); },
     R"(error E137: `partner` of `d1`: region `far` has no places
  --> demand.csv:2:6
  help: add rows for it to region_places.csv
)"},
    {"TerminalInland", [](TinyWorld& w) { w.change("terminals", "t,alpha", "t,delta"); },
     R"(error E138: terminal `t` is at `delta`, which is no port
  --> terminals.csv:2:3
  help: give the place a port_role in places.csv, or correct the terminal's place
warning E139: gateway `alpha` has no terminal: it never fills
  --> places.csv:2:42
  help: add a row to terminals.csv
)"},
    {"GatewayWithoutTerminal", [](TinyWorld& w) { w.remove("terminals"); },
     R"(warning E139: gateway `alpha` has no terminal: it never fills
  --> places.csv:2:42
  help: add a row to terminals.csv
)"},
    {"GatewayWithoutCharges", [](TinyWorld& w) { w.remove("box_charges"); },
     R"(warning E139: gateway `alpha` has no charges: boxes pass for nothing
  --> places.csv:2:42
  help: add its rows to box_charges.csv
)"},
    {"DemandOfNothing", [](TinyWorld& w) { w.change("demand", "8760,4380,17520", "0,,"); },
     R"(warning E140: `teu_per_year` of `d1`: no boxes to choose a route for
  --> demand.csv:2:23
  help: remove the row, or set in_base to no
)"},
    {"UnknownValueOfTime", [](TinyWorld& w) { w.header.settings.value_of_time = "vot-glin"; },
     R"(error E141: no value of time is called `vot-glin`
  hint: did you mean `vot-glins`?
  help: settings.value_of_time: glins-myanmar, vot-central, vot-glins, vot-hummels
)"},
    {"YearWithoutOceanPrices", [](TinyWorld& w) { w.header.settings.rates_year = 2025; },
     R"(error E142: no lane rate is of settings.rates_year 2025
  help: years of lane_rates: 2024, 2026
)"},
    {"LoadWithoutProfile", [](TinyWorld& w) { w.change("demand", "0.1,shape", "0.1,"); },
     R"(error E143: `month_profile` of `d1`: a load needs a month profile
  --> demand.csv:2:59
  help: name a row of month_profiles.csv
)"},
    {"UnknownGroup",
     [](TinyWorld& w) { w.change("assumption_groups", "rail_price", "rail_prize"); },
     R"(error E144: no group of assumptions is called `rail_prize`
  --> assumption_groups.csv:2:1
  hint: did you mean `rail_price`?
  help: groups: rail_price, truck_price, rail_speed, sea_price, port_charges, border_time, border_capacity, terminal_room, value_of_time, choice_scale, fees_and_guarantee, demand, risk_premium
)"},
    {"CountryWithoutHaulRate",
     [](TinyWorld& w) { w.change("haul_rates", "h3,road,*", "h3,road,PP"); },
     R"(error E147: no haul rate for truck_tir of 20 ft boxes in country `QQ`
  --> road_links.csv:3:1
  help: add a row for the country, or for `*`, to haul_rates.csv
error E147: no haul rate for truck_tir of 40 ft boxes in country `QQ`
  --> road_links.csv:3:1
  help: add a row for the country, or for `*`, to haul_rates.csv
)"},
};

INSTANTIATE_TEST_SUITE_P(Input, FaultyWorld, testing::ValuesIn(kFaults),
                         [](const auto& fault) { return std::string(fault.param.name); });

}  // namespace
}  // namespace corridor::input
