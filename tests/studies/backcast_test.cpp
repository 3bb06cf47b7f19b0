#include <gmock/gmock.h>

#include "corridor/studies/scorecard.hpp"
#include "support/world.hpp"

namespace corridor::studies {
namespace {

using model::Access;
using model::Mode;
using model::PortRole;
using model::TradeDirection;
using test::World;

// 8,760 TEU a year leave by one border and one port, whose trade of its own is not modelled.
struct Trade : World {
  Trade() {
    const auto here = country("here");
    const auto there = country("there");
    const auto town = place("town", here);
    const auto post = place("post", here);
    const auto gate = port("gate", there, PortRole::kGateway, "G");
    const auto market = port("market", there, PortRole::kOverseas, "M");
    road(town, post, 100);
    road(post, gate, 500);
    sea(gate, market, 1000, 48, 7);
    border(post, gate, Mode::kRoad, 12, 80);
    trucks(1.0, 2.0, 50);
    terminal(gate, 100000, 3);
    lane("gate", "M", 300, 500);
    demand(region("home", town, Access::kLand), region("sea", market, Access::kSea),
           TradeDirection::kExport, 8760);
  }
  void see(const char* what, const char* object, const char* from, const char* to, double value) {
    model::Observation seen;
    seen.slug = what;
    seen.what = what;
    seen.object = object;
    seen.from = parse_date(from);
    seen.to = parse_date(to);
    seen.value = model::Ranged<Scalar>(Scalar(value));
    seen.miss = "for a reason";
    edit().observations.push_back(seen);
  }
  std::vector<BackcastRow> cast() {
    return backcast(
        outcome::solve(std::make_shared<network::Network>(network::build_network(share())), {}));
  }
};

TEST(Backcast, CountsAreComparedInTheMonthsTheyShareAndScaledToTheirLength) {
  Trade trade;
  trade.see("port_teu", "gate", "2026-01-01", "2026-12-31", 8760);
  trade.see("port_teu", "gate", "2025-07-01", "2026-06-30", 8760);
  trade.see("border_trucks_per_day", "bx_post_road", "2026-03-01", "2026-03-31", 12);
  trade.see("corridor_export_teu", "home", "2026-01-01", "2026-12-31", 8760);
  const auto rows = trade.cast();
  ASSERT_EQ(rows.size(), 4U);
  EXPECT_NEAR(rows[0].modelled, 8760, 1);
  EXPECT_NEAR(rows[1].modelled, 8760, 1) << "181 of 365 days, all alike";
  EXPECT_NEAR(rows[2].modelled, 12, 1e-6) << "24 TEU a day in 40 ft boxes, one a truck";
  EXPECT_NEAR(rows[3].modelled, 8760, 1);
  for (const BackcastRow& row : rows) EXPECT_EQ(row.reason, "");
}

TEST(Backcast, AShortCountIsTakenWholeAndALongOneThatHardlyTouchesIsNot) {
  Trade trade;
  trade.see("port_teu", "gate", "2026-03-01", "2026-03-10", 240);
  trade.see("port_teu", "gate", "2025-01-01", "2026-01-20", 9000);
  const auto rows = trade.cast();
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_NEAR(rows[0].modelled, 240, 1);
}

TEST(Backcast, AMissNamesItsReason) {
  Trade trade;
  trade.see("port_teu", "gate", "2026-01-01", "2026-12-31", 20000);
  EXPECT_EQ(trade.cast().at(0).reason, "for a reason");
  trade.edit().observations[0].miss.clear();
  EXPECT_EQ(trade.cast().at(0).reason, "no reason is known");
  trade.edit().observations[0].value.low = Scalar(5000);
  EXPECT_EQ(trade.cast().at(0).reason, "") << "inside what was observed";
}

}  // namespace
}  // namespace corridor::studies
