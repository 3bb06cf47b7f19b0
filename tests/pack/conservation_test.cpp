// Nothing is lost in the base year 2026: boxes at every node, loads of every facility, boxes that
// come and go over a year.
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "corridor/base/parallel.hpp"
#include "corridor/input/scenario_file.hpp"
#include "corridor/outcome/empty_returns.hpp"
#include "corridor/outcome/movement_boxes.hpp"
#include "corridor/outcome/outcome.hpp"

namespace corridor::outcome {
namespace {

constexpr double kHoursPerDay = 24.0;

class Base2026 : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    const std::string file = std::string(CORRIDOR_SOURCE_DIR) + "/scenarios/base-2026.yaml";
    auto world = std::make_shared<const model::Scenario>(input::load_scenario({file}, {}).scenario);
    Options options;
    options.jobs = available_jobs();
    outcome_ = std::make_unique<Outcome>(
        solve(std::make_shared<const network::Network>(network::build_network(world)), options));
  }
  static void TearDownTestSuite() { outcome_.reset(); }

  static double hours_in(int month) {
    return kHoursPerDay * outcome_->months[static_cast<std::size_t>(month)].days;
  }

  // Calls `take(movement, alternative, TEU per hour)` for every route that boxes take in a month.
  template <class Take>
  static void for_each_flow(const MonthChoice& choice, std::size_t month, Take take) {
    for (const MovementId id : outcome_->movements.ids()) {
      const Movement& movement = outcome_->movements[id];
      const double flow = laden_flow(*outcome_, movement, choice.months[month]).value();
      for (const Alternative& one : choice.alternatives(id))
        take(movement, one, flow * choice.month_share[month][one.route]);
    }
  }

  static std::unique_ptr<Outcome> outcome_;
};
std::unique_ptr<Outcome> Base2026::outcome_;

TEST_F(Base2026, BoxesThatReachANodeLeaveItForEveryClassAndMonth) {
  const network::Network& network = *outcome_->network;
  const std::size_t nodes = network.nodes.size();
  int months = 0;
  for (const MonthChoice& choice : outcome_->choices) {
    for (std::size_t month = 0; month < choice.months.size(); ++month, ++months) {
      // [class][node] TEU a month that arrive less those that leave, ends of movements included.
      std::vector<double> left(outcome_->cargo_classes.size() * nodes, 0.0);
      const double hours = hours_in(choice.months[month]);
      for_each_flow(choice, month, [&](const Movement& movement, const Alternative& way, double f) {
        double* own = &left[movement.cargo * nodes];
        const double teu = f * hours;
        own[network.origin[movement.origin].value()] += teu;
        own[network.destination[movement.destination].value()] -= teu;
        for (const ArcId arc : way.arcs) {
          own[network.graph.tail(arc).value()] -= teu;
          own[network.graph.head(arc).value()] += teu;
        }
      });
      for (std::size_t i = 0; i < left.size(); ++i) {
        ASSERT_NEAR(left[i], 0.0, 1e-9)
            << "class " << i / nodes << ", node " << i % nodes << ", month " << month;
      }
    }
  }
  EXPECT_EQ(months, 12);
}

TEST_F(Base2026, WhatMovesAndWhatStaysIsWhatWantedToMove) {
  double wanted = 0.0;
  double went = 0.0;
  for (const MonthChoice& choice : outcome_->choices) {
    for (std::size_t month = 0; month < choice.months.size(); ++month) {
      const double hours = hours_in(choice.months[month]);
      for (const MovementId id : outcome_->movements.ids()) {
        const Movement& movement = outcome_->movements[id];
        wanted += hours * laden_flow(*outcome_, movement, choice.months[month]).value();
      }
      for_each_flow(choice, month,
                    [&](const Movement&, const Alternative&, double f) { went += f * hours; });
    }
  }
  EXPECT_NEAR(went + outcome_->stranded_teu, wanted, 1e-6 * wanted);
  EXPECT_GT(outcome_->stranded_teu, 0.0);
}

// The loads of the outcome are summed class by class; here they are route by route.
TEST_F(Base2026, LoadsOfFacilitiesAreThoseOfTheRoutesOverThem) {
  const network::Network& network = *outcome_->network;
  const MonthChoice& choice = outcome_->choices.front();
  std::vector<double> laden(network.facilities.size(), 0.0);
  for_each_flow(choice, 0, [&](const Movement& movement, const Alternative& way, double f) {
    for (const ArcId arc : way.arcs) {
      for (const network::FacilityUse& use : network.uses[arc]) {
        if (network::applies(use.payer, outcome_->cargo_classes[movement.cargo]))
          laden[use.facility.value()] += f;
      }
    }
  });
  const auto month = static_cast<std::size_t>(choice.months.front());
  double most = 0.0;
  for (const FacilityId id : network.facilities.ids()) {
    most = std::max(most, laden[id.value()]);
    EXPECT_NEAR(outcome_->loads[id][month].laden_teu, laden[id.value()], 1e-9 * (1.0 + most))
        << network.facilities[id].name;
  }
  EXPECT_GT(most, 1.0);
}

// Two of them would count twice in the choice, and leave less room for a third.
TEST_F(Base2026, NoTwoRoutesOfAMovementDifferInNothingThatCounts) {
  const network::Network& network = *outcome_->network;
  using Leg = std::tuple<network::ArcKind, model::LinkId, model::BorderId, model::ServiceId,
                         model::Direction>;
  std::size_t routes = 0;
  for (const MonthChoice& choice : outcome_->choices) {
    for (const MovementId id : outcome_->movements.ids()) {
      std::set<std::pair<double, std::vector<Leg>>> seen;
      for (const Alternative& one : choice.alternatives(id)) {
        std::vector<Leg> legs;
        for (const ArcId arc : one.arcs) {
          const network::ArcFacts& facts = network.arcs[arc];
          if (!facts.link.is_none() || !facts.border.is_none() || !facts.service.is_none())
            legs.emplace_back(facts.kind, facts.link, facts.border, facts.service, facts.direction);
        }
        ++routes;
        EXPECT_TRUE(seen.emplace(std::round(one.cost * 1e6), std::move(legs)).second)
            << "movement " << id.value() << ", " << one.cost << " USD/TEU twice";
      }
      if (HasFailure()) return;
    }
  }
  EXPECT_GT(routes, 100'000u);
}

// Also where a group of months took routes over from another.
TEST_F(Base2026, RoutesCostWhatTheirPartsComeToInTheirMonths) {
  for (const MonthChoice& choice : outcome_->choices) {
    const network::MonthState& state =
        outcome_->months[static_cast<std::size_t>(choice.months.front())];
    for (const MovementId id : outcome_->movements.ids()) {
      const network::CargoClass& cargo = outcome_->cargo_classes[outcome_->movements[id].cargo];
      for (const Alternative& one : choice.alternatives(id)) {
        if (!std::isfinite(one.cost)) continue;
        double sum = 0.0;
        for (const double part : network::break_down(*outcome_->network, cargo, state, one.arcs))
          sum += part;
        ASSERT_NEAR(sum, one.cost, 1e-6) << "movement " << id.value();
        ASSERT_GT(one.path_size, 0.0);
        ASSERT_LE(one.path_size, 1.0);
      }
    }
  }
}

TEST_F(Base2026, TheAnswerMeetsItsConditions) {
  const Certificate& worst = outcome_->certificate;
  EXPECT_TRUE(worst.converged);
  EXPECT_LE(worst.overload, 1e-8);
  EXPECT_LE(worst.complementarity, 1e-8);
  EXPECT_LE(worst.route_gap, 1e-6);
  EXPECT_LE(worst.unbalanced, 1e-12);
}

// Boxes that come laden leave, and the other way round. Afghanistan keeps some: the rule of transit
// takes nine in ten to come back (empty.return_factor.att).
TEST_F(Base2026, LadenAndEmptyBoxesOfACountryBalanceOverTheYear) {
  const model::Scenario& world = *outcome_->network->scenario;
  std::map<std::string, std::pair<double, double>> of_region;  // net and gross TEU a year
  for (const model::Demand& row : world.demand) {
    if (row.load_kind != model::LoadKind::kChoice || !row.in_base) continue;
    const double sign = row.direction == model::TradeDirection::kImport ? 1.0 : -1.0;
    auto& [net, gross] = of_region[world.regions[row.country].slug];
    const double hours = 8760.0;
    net += sign * hours *
           (row.flow.value.value() + (row.empties_return ? -1.0 : 1.0) * row.empty_flow.value());
    gross += hours * row.flow.value.value();
  }
  ASSERT_GE(of_region.size(), 8U);
  for (const auto& [region, balance] : of_region) {
    const double share = balance.first / balance.second;
    if (region == "af") {
      EXPECT_GT(share, 0.0);
      EXPECT_LT(share, 0.1);
    } else {
      EXPECT_NEAR(share, 0.0, 1e-4) << region;
    }
  }
}

TEST_F(Base2026, EmptiesAtLeastCostDoTheSameForLess) {
  const EmptyReturns returns = find_empty_returns(*outcome_, available_jobs());
  EXPECT_GT(returns.as_sent.teu, 1e6);
  EXPECT_LE(returns.same_at_least_cost.teu, returns.as_sent.teu);
  EXPECT_LT(returns.same_at_least_cost.usd, returns.as_sent.usd);
  EXPECT_EQ(returns.same_at_least_cost.without_a_way_teu, 0.0);
  EXPECT_EQ(returns.left_over_at_least_cost.without_a_way_teu, 0.0);
  // The empties of the demand rows are what laden boxes leave over, but for what stays at home.
  for (const RegionBoxes& region : returns.regions) {
    const double left_over = region.laden_in - region.laden_out;
    const double all = region.laden_in + region.laden_out;
    const bool keeps_some = outcome_->network->scenario->regions[region.region].slug == "af";
    EXPECT_NEAR(left_over, region.empties_out, (keeps_some ? 0.1 : 0.002) * all);
  }
}

}  // namespace
}  // namespace corridor::outcome
