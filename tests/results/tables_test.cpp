#include "corridor/results/tables.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "tiny_world.hpp"

namespace corridor::results {
namespace {

using testing::DoubleNear;
using testing::Optional;

// The only row whose columns say this, or a failure.
std::size_t row_where(const Table& table,
                      const std::vector<std::pair<std::string, std::string>>& wanted) {
  std::vector<std::size_t> found;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    bool matches = true;
    for (const auto& [column, text] : wanted) matches = matches && table.text(row, column) == text;
    if (matches) found.push_back(row);
  }
  EXPECT_EQ(found.size(), 1u) << table.name << ": " << wanted.back().second;
  return found.empty() ? 0 : found.front();
}

double summary_value(const Table& summary, const std::string& measure, const std::string& object,
                     const std::string& part) {
  const auto row = row_where(summary, {{"measure", measure}, {"object", object}, {"part", part}});
  return summary.number(row, "value").value_or(NAN);
}

// By Karachi: 240 h at sea, 84 h for a weekly sailing, 96 h in port, 24 h at the border and 1210 km
// at 50 km/h; variance (168 h)^2 / 12 + (12 h)^2.
constexpr double kKarachiHours = 240 + 84 + 96 + 24 + 1210 / 50.0;
constexpr double kVariance = 168.0 * 168.0 / 12 + 144;
// By Bandar Abbas: 300 h at sea and 1500 km by road.
constexpr double kBandarHours = 300 + 84 + 96 + 24 + 1500 / 50.0;

TEST(Summary, TellsTheHeadlineAndWhatItRestsOn) {
  const Table summary = make_summary(tiny_outcome());
  EXPECT_EQ(summary_value(summary, "contestable_teu", "all", ""), 8760.0);
  EXPECT_EQ(summary_value(summary, "leading_gateway", "Karachi", ""), 0.75);
  EXPECT_EQ(summary_value(summary, "corridor_share", "all", ""), 0.75);
  EXPECT_EQ(summary_value(summary, "by_land_share", "all", ""), 0.0);
  EXPECT_EQ(summary_value(summary, "stranded_teu", "all", ""), 0.0);
  const auto first = row_where(summary, {{"measure", "first_over_capacity"}});
  EXPECT_EQ(summary.text(first, "object"), "Torkham (road), Torkham east to Torkham west");
  EXPECT_EQ(summary.number(first, "value"), 2.5);
  EXPECT_EQ(summary.text(first, "note"), "full in 2026-03; capacity of grade C");
}

TEST(Summary, SharesBoxesAmongGatewaysByCountry) {
  const Table summary = make_summary(tiny_outcome());
  for (const char* object : {"contestable", "Afghanistan"}) {
    EXPECT_EQ(summary_value(summary, "gateway_share", object, "Karachi"), 0.75);
    EXPECT_EQ(summary_value(summary, "gateway_share", object, "Bandar Abbas"), 0.25);
    EXPECT_EQ(summary_value(summary, "gateway_share", object, "by land"), 0.0);
  }
}

TEST(Summary, MeansAreWeightedByShares) {
  const Table summary = make_summary(tiny_outcome());
  for (const char* object : {"all", "Afghanistan"}) {
    const auto value = [&](const char* measure, const char* part) {
      return summary_value(summary, measure, object, part);
    };
    EXPECT_EQ(value("demand_teu", ""), 8760.0);
    EXPECT_NEAR(value("landed_cost", "fare"), 0.75 * 500 + 0.25 * 400, 0.005);
    EXPECT_NEAR(value("landed_cost", "haulage"), 0.75 * 605 + 0.25 * 750, 0.005);
    EXPECT_NEAR(value("landed_cost", "port_tariff"), 0.75 * 30, 0.005);
    EXPECT_NEAR(value("landed_cost", "money"), 0.75 * 1285 + 0.25 * 1220, 0.005);
    const double hours = 0.75 * kKarachiHours + 0.25 * kBandarHours;
    const double spread = 0.5 * (168 / std::sqrt(12.0) + 12);
    EXPECT_NEAR(value("landed_cost", "total"), 0.75 * 1285 + 0.25 * 1220 + hours + spread, 0.005);
    EXPECT_NEAR(value("door_to_door", "mean"), hours, 0.005);
    EXPECT_NEAR(value("door_to_door", "p95"), hours + 1.645 * std::sqrt(kVariance), 0.005);
    EXPECT_NEAR(value("distance", ""), 0.75 * 9210 + 0.25 * 10500, 0.005);
    EXPECT_NEAR(value("co2e", ""), 0.75 * 2010 + 0.25 * 2400, 0.005);
  }
}

TEST(Summary, RevenueOfAGatewayIsWhatItsQuayTakes) {
  const Table summary = make_summary(tiny_outcome());
  EXPECT_NEAR(summary_value(summary, "gateway_revenue", "Karachi", "handling"), 8760 * 0.75 * 100,
              0.01);
  EXPECT_NEAR(summary_value(summary, "gateway_revenue", "Karachi", "total"), 8760 * 0.75 * 130,
              0.01);
  EXPECT_NEAR(summary_value(summary, "gateway_revenue", "Bandar Abbas", "total"), 8760 * 0.25 * 50,
              0.01);
}

TEST(Summary, StrandedBoxesDoNotWeighInTheMeans) {
  outcome::Outcome outcome = tiny_outcome();
  outcome::DemandResult& row = outcome.demand[model::DemandId(0)];
  row.stranded_teu = 8760.0;
  row.by_gateway = {0.0, 0.0};
  outcome.stranded_teu = 8760.0;
  const Table summary = make_summary(outcome);
  EXPECT_EQ(summary_value(summary, "stranded_teu", "Afghanistan", ""), 8760.0);
  for (std::size_t i = 0; i < summary.row_count(); ++i) {
    EXPECT_NE(summary.text(i, "measure"), "landed_cost");
  }
}

TEST(Routes, TellCostTimeAndWayOfEachAlternativeWorthTelling) {
  const Table routes = make_routes(tiny_outcome());
  ASSERT_EQ(routes.row_count(), 2u);  // the share of 0.05 is not worth a row
  EXPECT_EQ(routes.text(0, "gateway"), "Karachi");
  EXPECT_EQ(routes.number(0, "rank"), 1.0);
  EXPECT_THAT(routes.number(0, "teu"), Optional(DoubleNear(0.75 * 8760, 1e-6)));
  EXPECT_EQ(routes.text(0, "unit"), "TEU/year");
  EXPECT_EQ(routes.number(0, "box_ft"), 40.0);
  EXPECT_EQ(routes.text(0, "direction"), "import");
  EXPECT_THAT(routes.number(0, "fare_usd_per_teu"), Optional(DoubleNear(500, 1e-9)));
  EXPECT_THAT(routes.number(0, "haulage_usd_per_teu"), Optional(DoubleNear(605, 1e-9)));
  EXPECT_THAT(routes.number(0, "border_fee_usd_per_teu"), Optional(DoubleNear(50, 1e-9)));
  EXPECT_THAT(routes.number(0, "time_usd_per_teu"), Optional(DoubleNear(kKarachiHours, 1e-9)));
  EXPECT_THAT(routes.number(0, "hours"), Optional(DoubleNear(kKarachiHours, 1e-9)));
  EXPECT_THAT(routes.number(0, "p95_hours"),
              Optional(DoubleNear(kKarachiHours + 1.645 * std::sqrt(kVariance), 1e-9)));
  EXPECT_EQ(routes.text(0, "borders"), "Torkham");
  EXPECT_EQ(routes.text(0, "modes"), "sea+road");
  EXPECT_EQ(routes.text(0, "itinerary"), "Shanghai -sea-> Karachi -road-> Torkham -road-> Kabul");
  EXPECT_EQ(routes.text(1, "itinerary"),
            "Shanghai -sea-> Bandar Abbas -road-> Islam Qala -road-> Kabul");
}

TEST(Routes, ComponentsSumToTheTotal) {
  const Table routes = make_routes(tiny_outcome());
  for (std::size_t row = 0; row < routes.row_count(); ++row) {
    double sum = 0.0;
    for (int i = 0; i < network::kComponents; ++i) {
      const std::string name = network::name_of(static_cast<network::Component>(i));
      sum += routes.number(row, name + "_usd_per_teu").value();
    }
    EXPECT_NEAR(sum, routes.number(row, "total_usd_per_teu").value(), 1e-9);
  }
}

TEST(Routes, CountOnlyTheMonthsOfTheirGroup) {
  outcome::Outcome outcome = tiny_outcome();
  outcome.choices[0].months = {0, 1, 2};
  const Table routes = make_routes(outcome);
  EXPECT_EQ(routes.text(0, "unit"), "TEU/3 months");
  EXPECT_THAT(routes.number(0, "teu"), Optional(DoubleNear(0.75 * 8760 / 4, 1e-6)));
}

TEST(Routes, KeepTheCheapestOfFewBoxesAlone) {
  auto scenario = tiny_scenario();
  const double teu_per_year = 90.0;  // a fifth of it is less than is worth a row
  scenario->demand[model::DemandId(0)].flow =
      model::Ranged<TeuPerHour>(TeuPerHour(teu_per_year / 8760));
  const Table routes = make_routes(solve_by_hand(scenario));
  ASSERT_EQ(routes.row_count(), 1u);
  EXPECT_EQ(routes.number(0, "rank"), 1.0);
}

TEST(Flows, TurnRatesIntoMonthsOfTheirOwnLength) {
  const Table flows = make_flows(tiny_outcome());
  const auto january =
      row_where(flows, {{"slug", "bx_torkham"}, {"direction", "forward"}, {"month", "2026-01"}});
  EXPECT_EQ(flows.text(january, "kind"), "border");
  EXPECT_EQ(flows.text(january, "unit"), "trucks/month");
  EXPECT_THAT(flows.number(january, "laden_teu"), Optional(DoubleNear(0.75 * 730, 1e-9)));
  EXPECT_THAT(flows.number(january, "load"), Optional(DoubleNear(0.75 * 365, 1e-9)));
  EXPECT_THAT(flows.number(january, "base_load"), Optional(DoubleNear(0.25 * 744, 1e-9)));
  EXPECT_THAT(flows.number(january, "capacity"), Optional(DoubleNear(0.25 * 744, 1e-9)));
  EXPECT_THAT(flows.number(january, "utilisation"),
              Optional(DoubleNear((0.75 * 365 + 186) / 186, 1e-9)));
  EXPECT_EQ(flows.text(january, "grade"), "C");
  const auto february =
      row_where(flows, {{"slug", "bx_torkham"}, {"direction", "forward"}, {"month", "2026-02"}});
  EXPECT_THAT(flows.number(february, "laden_teu"), Optional(DoubleNear(0.75 * 730, 1e-9)));
  EXPECT_THAT(flows.number(february, "capacity"), Optional(DoubleNear(0.25 * 672, 1e-9)));
}

TEST(Flows, LeaveOutLinksThatCarryNothing) {
  const Table flows = make_flows(tiny_outcome());
  std::size_t forward = 0;
  for (std::size_t row = 0; row < flows.row_count(); ++row) {
    if (flows.text(row, "slug") != "rd_karachi_torkham_pk") continue;
    EXPECT_EQ(flows.text(row, "direction"), "forward");
    ++forward;
  }
  EXPECT_EQ(forward, 12u);
}

TEST(Borders, SumThePeriodForEachDirection) {
  const Table borders = make_borders(tiny_outcome());
  ASSERT_EQ(borders.row_count(), 4u);
  const auto row = row_where(borders, {{"slug", "bx_torkham"}, {"from", "torkham_pk"}});
  EXPECT_EQ(borders.text(row, "unit"), "trucks/year");
  EXPECT_THAT(borders.number(row, "laden_teu"), Optional(DoubleNear(0.75 * 8760, 1e-6)));
  EXPECT_THAT(borders.number(row, "load"), Optional(DoubleNear(0.75 * 4380, 1e-6)));
  EXPECT_THAT(borders.number(row, "capacity"), Optional(DoubleNear(2190, 1e-6)));
  EXPECT_THAT(borders.number(row, "spare"), Optional(DoubleNear(-3285, 1e-6)));
  EXPECT_THAT(borders.number(row, "utilisation"), Optional(DoubleNear(2.5, 1e-9)));
  // February is the shortest month: the same boxes in fewer hours.
  EXPECT_EQ(borders.text(row, "peak_month"), "2026-02");
  EXPECT_THAT(borders.number(row, "peak_utilisation"),
              Optional(DoubleNear((0.75 * 365 + 168) / 168, 1e-9)));
}

// The tables sum amounts; outcome::utilisation divides rates: both must count the same base load.
TEST(Borders, UtilisationOfAMonthIsItsLoadsOverItsCapacity) {
  auto scenario = tiny_scenario();
  scenario->borders[model::BorderId(0)].open_on[6] = false;
  outcome::Outcome outcome = solve_by_hand(scenario);
  for (auto& loads : outcome.loads) {
    for (outcome::Load& load : loads) load.base_units = 0.125;
  }
  const Table flows = make_flows(outcome);
  std::size_t compared = 0;
  for (std::size_t row = 0; row < flows.row_count(); ++row) {
    const auto utilisation = flows.number(row, "utilisation");
    if (!utilisation) continue;
    const double load = *flows.number(row, "load") + *flows.number(row, "base_load");
    EXPECT_NEAR(load / *flows.number(row, "capacity"), *utilisation, 1e-9);
    ++compared;
  }
  EXPECT_EQ(compared, 12u * (4 + 2));
}

TEST(Ports, SayWhenTheirCapacityIsCircular) {
  const Table ports = make_ports(tiny_outcome());
  ASSERT_EQ(ports.row_count(), 2u);
  EXPECT_EQ(ports.text(0, "circular"), "yes");
  EXPECT_EQ(ports.text(1, "circular"), "no");
  EXPECT_THAT(ports.number(0, "capacity"), Optional(DoubleNear(4 * 8760, 1e-6)));
  EXPECT_THAT(ports.number(0, "utilisation"), Optional(DoubleNear(0.75 / 4, 1e-9)));
}

TEST(Services, AreNoneInAWorldWithoutServices) {
  EXPECT_EQ(make_services(tiny_outcome()).row_count(), 0u);
}

TEST(Tfi, IsComputedOnLandOnlyAndPerTwentyTonnes) {
  const Table tfi = make_tfi(tiny_outcome());
  const auto value = [&](const char* indicator) {
    return tfi
        .number(row_where(tfi, {{"country", "Afghanistan"}, {"indicator", indicator}}), "value")
        .value();
  };
  EXPECT_NEAR(value("border_hours"), 24.0, 1e-9);
  // 10 t/TEU: twice the 50 and 20 USD/TEU of the two posts.
  EXPECT_NEAR(value("border_usd"), 2 * (0.75 * 50 + 0.25 * 20), 1e-9);
  const double km = 0.75 * 1210 + 0.25 * 1500;
  EXPECT_NEAR(value("section_usd"), 2 * (0.75 * 655 + 0.25 * 770) / km * 500, 1e-9);
  EXPECT_NEAR(value("speed_without_delay"), 50.0, 1e-9);
  EXPECT_NEAR(value("speed_with_delay"), km / (km / 50 + 24), 1e-9);
}

TEST(Decisive, HasARowForEachGroupAndEnd) {
  auto scenario = tiny_scenario();
  model::AssumptionGroup group;
  group.slug = "rail_price";
  group.name = "haul price by rail";
  scenario->assumption_groups.push_back(group);
  const outcome::Outcome outcome = solve_by_hand(scenario);
  studies::DecisiveResult result;
  result.groups_tried = 1;
  result.share_range = {{0.1, 0.9}};
  result.flips.push_back({group, true, 0.25, outcome.headline, "Karachi leads"});
  const Table table = make_decisive(outcome, result);
  ASSERT_EQ(table.row_count(), 2u);
  EXPECT_EQ(table.text(0, "flips"), "no");
  EXPECT_EQ(table.number(0, "corridor_share"), 0.1);
  EXPECT_EQ(table.text(1, "flips"), "yes");
  EXPECT_EQ(table.number(1, "flips_at"), 0.25);
  EXPECT_EQ(table.text(1, "words"), "Karachi leads");
}

TEST(Tables, DoNotDependOnTheNumberOfThreads) {
  const outcome::Outcome outcome = tiny_outcome();
  const RunTables one = make_tables(outcome, 1);
  const RunTables four = make_tables(outcome, 4);
  for (std::size_t i = 0; i < one.all().size(); ++i) {
    EXPECT_EQ(write_csv(*one.all()[i]), write_csv(*four.all()[i]));
  }
}

}  // namespace
}  // namespace corridor::results
