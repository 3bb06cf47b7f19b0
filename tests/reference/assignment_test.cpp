// Public networks against their published optima, scored by a checker that shares no code with
// the solver. The files may not be shipped; where they are absent the tests say so and skip.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>

#include "corridor/assignment/trip_problem.hpp"
#include "corridor/input/tntp.hpp"
#include "flow_checker.hpp"

namespace corridor {
namespace {

struct Published {
  const char* folder;
  const char* stem;
  double toll_weight;
  double length_weight;
  double objective;
};

std::string tntp_folder() {
  const char* set = std::getenv("CORRIDOR_TNTP_DIR");
  return set != nullptr ? set : std::string(CORRIDOR_SOURCE_DIR) + "/../shared/tntp";
}

class PublicNetwork : public testing::TestWithParam<Published> {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(file("_net.tntp")))
      GTEST_SKIP() << "SKIPPED, NOT CHECKED: no " << file("_net.tntp")
                   << "; set CORRIDOR_TNTP_DIR to the folder of the TNTP networks";
  }
  [[nodiscard]] std::string file(const std::string& end) const {
    return tntp_folder() + "/" + GetParam().folder + "/" + GetParam().stem + end;
  }
  [[nodiscard]] flow_checker::Weights weights() const {
    return {GetParam().toll_weight, GetParam().length_weight};
  }
};

TEST_P(PublicNetwork, CheckerAgreesWithThePublishedFlows) {
  const auto score = flow_checker::score_published(file("_net.tntp"), file("_trips.tntp"),
                                                   file("_flow.tntp"), weights());
  ASSERT_TRUE(score.is_readable);
  EXPECT_NEAR(score.objective, GetParam().objective, 1e-12 * GetParam().objective);
  EXPECT_LE(std::abs(score.relative_gap), 1e-13);
}

TEST_P(PublicNetwork, ReachesThePublishedOptimumAtATrueGapOf1e12) {
  const auto network = input::read_tntp_network(file("_net.tntp"));
  const auto trips = input::read_tntp_trips(file("_trips.tntp"));
  const auto trip_problem = assignment::make_trip_problem(
      network, trips, {GetParam().toll_weight, GetParam().length_weight});
  assignment::Options options;
  options.gap = 1e-12;
  const auto flows = assignment::solve(trip_problem.problem, options);
  EXPECT_EQ(flows.status, assignment::Status::kConverged);

  const auto table =
      flow_checker::read_flow_table(assignment::format_flows(network, trip_problem, flows));
  const auto score = flow_checker::score(file("_net.tntp"), file("_trips.tntp"), table, weights());
  ASSERT_TRUE(score.is_readable);
  EXPECT_LE(score.relative_gap, 1e-12);
  EXPECT_NEAR(score.objective, GetParam().objective, 1e-10 * GetParam().objective);
  EXPECT_LE(score.imbalance, 1e-8);
  EXPECT_LE(score.cost_error, 1e-12);
  EXPECT_NEAR(flows.objective, GetParam().objective, 1e-10 * GetParam().objective);
}

TEST_P(PublicNetwork, HoldsHardLimitsAndProvesItsPrices) {
  const auto network = input::read_tntp_network(file("_net.tntp"));
  auto trip_problem =
      assignment::make_trip_problem(network, input::read_tntp_trips(file("_trips.tntp")),
                                    {GetParam().toll_weight, GetParam().length_weight});
  assignment::Problem& problem = trip_problem.problem;
  assignment::Options options;
  options.gap = 1e-9;
  options.principle = assignment::Principle::kSystemOptimum;
  const auto optimum = assignment::solve(problem, options);
  // Crowded links may carry 5 % more than at the system optimum: feasible, and binding.
  for (const auto arc : problem.graph.arcs()) {
    const double load = optimum.load_teu_per_h[arc];
    if (problem.delay[arc].growth > 0.0 && load > problem.delay[arc].capacity_teu_per_h)
      problem.limits.push_back({{arc}, 1.05 * load});
  }
  options.principle = assignment::Principle::kUserEquilibrium;
  const auto flows = assignment::solve(problem, options);
  EXPECT_EQ(flows.status, assignment::Status::kConverged);
  EXPECT_LE(flows.certificate.largest_excess, 1e-6);
  EXPECT_LE(flows.certificate.complementarity, 1e-9);
  EXPECT_LE(std::abs(flows.certificate.duality_gap), 1e-8);
  double highest = 0.0;
  for (const double price : flows.price_h) highest = std::max(highest, price);
  EXPECT_GT(highest, 0.0);
}

// Source: ../shared/tntp/SOURCE.md, objectives recomputed from the published flows.
INSTANTIATE_TEST_SUITE_P(
    Tntp, PublicNetwork,
    testing::Values(Published{"SiouxFalls", "SiouxFalls", 0.0, 0.0, 4231335.28710744},
                    Published{"Anaheim", "Anaheim", 0.0, 0.0, 1286032.17109603},
                    Published{"Chicago-Sketch", "ChicagoSketch", 0.02, 0.04, 17313018.73874779}),
    [](const testing::TestParamInfo<Published>& test) { return std::string(test.param.stem); });

}  // namespace
}  // namespace corridor
