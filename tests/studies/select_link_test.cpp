#include "corridor/studies/select_link.hpp"

#include <gtest/gtest.h>

#include "two_ports.hpp"

namespace corridor::studies {
namespace {

using network::FacilityId;
using network::FacilityKind;

// Twelve months in which the near port is full in some, so that they split apart.
struct NarrowPort : test::TwoPorts {
  NarrowPort() {
    edit().terminals[model::TerminalId(0)].capacity =
        model::Ranged<TeuPerHour>(TeuPerHour(8000.0 / 8760));
    auto& demand = edit().demand[model::DemandId(0)];
    demand.empty_flow = TeuPerHour(demand.flow.value.value() / 4);
    auto& share = edit().profiles[model::ProfileId(0)].share;
    share[0] += 0.05;
    share[6] -= 0.05;
  }
};

outcome::Outcome solve_world(const test::World& world) {
  return outcome::solve(
      std::make_shared<const network::Network>(network::build_network(world.share())), {});
}

double hours_of(const outcome::Outcome& outcome, std::size_t month) {
  return 24.0 * outcome.months[month].days;
}

TEST(SelectLink, BoxesOfEachFacilityAndMonthSumToItsLoad) {
  const outcome::Outcome outcome = solve_world(NarrowPort());
  double all = 0.0;
  bool months_differ = false;
  for (const FacilityId id : outcome.network->facilities.ids()) {
    const SelectedLink selected = select_link(outcome, arcs_using(*outcome.network, id));
    std::vector<double> laden(outcome.months.size(), 0.0);
    std::vector<double> empty(outcome.months.size(), 0.0);
    for (const SelectedBoxes& boxes : selected.boxes) {
      laden[static_cast<std::size_t>(boxes.month)] += boxes.laden_passes_teu;
      empty[static_cast<std::size_t>(boxes.month)] += boxes.empty_passes_teu;
      EXPECT_LE(boxes.laden_teu, boxes.laden_passes_teu + 1e-9);
    }
    for (std::size_t month = 0; month < laden.size(); ++month) {
      const outcome::Load& load = outcome.loads[id][month];
      EXPECT_NEAR(laden[month], load.laden_teu * hours_of(outcome, month), 1e-6);
      EXPECT_NEAR(empty[month], load.empty_teu * hours_of(outcome, month), 1e-6);
      months_differ = months_differ || load.price > 1.0;
      all += laden[month] + empty[month];
    }
  }
  EXPECT_TRUE(months_differ) << "a world without prices would not tell months apart";
  EXPECT_GT(all, 0.0);
}

TEST(SelectLink, ABoxThatPassesTwiceCountsOnce) {
  const outcome::Outcome outcome = solve_world(NarrowPort());
  std::vector<network::ArcId> all;
  for (const network::ArcId arc : outcome.network->arcs.ids()) all.push_back(arc);
  const SelectedLink selected = select_link(outcome, all);
  double laden = 0.0;
  double passes = 0.0;
  for (const SelectedBoxes& boxes : selected.boxes) {
    laden += boxes.laden_teu;
    passes += boxes.laden_passes_teu;
  }
  EXPECT_NEAR(laden, 12000.0, 1e-6);
  EXPECT_NEAR(selected.moved_teu, 12000.0, 1e-6);
  EXPECT_GT(passes, 2 * laden);
}

TEST(SelectLink, NothingSelectedPassesNobody) {
  const outcome::Outcome outcome = solve_world(NarrowPort());
  EXPECT_TRUE(select_link(outcome, {}).boxes.empty());
}

}  // namespace
}  // namespace corridor::studies
