#include <gtest/gtest.h>

#include <iostream>

#include "des/coverage.hpp"

namespace corridor::des {
namespace {

/// Light traffic needs no long runs: these models are judged in every build.
bool is_light(const KnownModel& known) {
  const auto number = [&](const char* key, double otherwise) {
    const auto& p = known.parameters;
    return p.contains(key) && p[key].is_number() ? p[key].get<double>() : otherwise;
  };
  return number("lambda", 0.5) < 0.75 * number("c", number("capacity", 1.0)) &&
         known.name.rfind("M[X]", 0) != 0 && !known.parameters.contains("open_h");
}

TEST(QueueingReference, IntervalsCoverKnownResultsInLightTraffic) {
  const auto table = find_queueing_table();
  if (!table)
    GTEST_SKIP() << "SKIPPED: no queueing.csv; set CORRIDOR_REFERENCE_DIR to judge the kernel";
  std::vector<KnownModel> models = read_queueing_table(*table);
  ASSERT_GT(models.size(), 150u);
  std::erase_if(models, [](const KnownModel& known) { return !is_light(known); });
  const CoverageReport report =
      measure_coverage(models, {.relaxations = 40.0, .customers = 600.0}, 6);
  EXPECT_TRUE(report.violations.empty()) << report.violations[0].where << report.violations[0].law;
  EXPECT_TRUE(report.not_expressed.empty());
  EXPECT_GT(report.rows.size(), 180u);
  EXPECT_NEAR(pooled_coverage(report), 0.95, 0.025) << describe(report);
  for (const Coverage& row : report.rows) EXPECT_FALSE(is_rejected(row)) << row.row << row.covered;
}

TEST(QueueingReference, AKernelThatIsTwoPercentWrongIsFound) {
  const auto table = find_queueing_table();
  if (!table)
    GTEST_SKIP() << "SKIPPED: no queueing.csv; set CORRIDOR_REFERENCE_DIR to judge the kernel";
  std::vector<KnownModel> models = read_queueing_table(*table);
  models.resize(1);
  for (KnownResult& result : models[0].results) result.value *= 1.02;
  const CoverageReport report = measure_coverage(models, {.relaxations = 2000.0}, 20);
  EXPECT_LT(pooled_coverage(report), 0.8);
}

TEST(QueueingReference, AtomsAreExactlyTheQuantilesThatAreZeroInTheTable) {
  const auto table = find_queueing_table();
  if (!table)
    GTEST_SKIP() << "SKIPPED: no queueing.csv; set CORRIDOR_REFERENCE_DIR to judge the kernel";
  int atoms = 0;
  for (const KnownModel& known : read_queueing_table(*table)) {
    for (const KnownResult& result : known.results) {
      EXPECT_EQ(is_at_atom(known, result), result.value == 0.0) << known.name << result.metric;
      atoms += is_at_atom(known, result) ? 1 : 0;
    }
  }
  EXPECT_EQ(atoms, 2);
}

/// Three servers, said to let all but 2.47 % in at once: true of 0.6 customers an hour, not of 1.5.
KnownModel three_servers(double lambda) {
  return {
      "M/M/c", {{"c", 3}, {"lambda", lambda}, {"mu", 1}}, {{"Pwait", 0.024658}, {"Wq_p95", 0.0}}};
}

TEST(QueueingReference, AnAtomIsJudgedByEqualityAndOutOfThePooledCoverage) {
  const Thoroughness short_runs = {.relaxations = 40.0, .customers = 600.0};
  const CoverageReport right = measure_coverage({three_servers(0.6)}, short_runs, 6);
  ASSERT_EQ(right.rows.size(), 2u);
  EXPECT_TRUE(right.rows[1].is_at_atom);
  EXPECT_FALSE(is_rejected(right.rows[1]));
  EXPECT_EQ(pooled_coverage(right), right.rows[0].covered / 6.0);
  EXPECT_NE(describe(right).find("1 rows at an atom"), std::string::npos);

  const CoverageReport wrong = measure_coverage({three_servers(1.5)}, short_runs, 6);
  EXPECT_EQ(wrong.rows[1].covered, 0);
  EXPECT_TRUE(is_rejected(wrong.rows[1]));
  Coverage one_run_differs = right.rows[1];
  --one_run_differs.covered;
  EXPECT_TRUE(is_rejected(one_run_differs));
}

}  // namespace
}  // namespace corridor::des
