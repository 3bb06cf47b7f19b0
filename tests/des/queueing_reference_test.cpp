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
  for (const Coverage& row : report.rows) {
    EXPECT_TRUE(row.is_exact || tail_probability(row) > 1e-4) << row.row << " " << row.covered;
    EXPECT_TRUE(!row.is_exact || row.covered == row.runs) << row.row;
  }
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

}  // namespace
}  // namespace corridor::des
