#include <gtest/gtest.h>

#include <iostream>

#include "des/coverage.hpp"

namespace corridor::des {
namespace {

TEST(QueueingReferenceLong, IntervalsCoverEveryKnownResultAsOftenAsTheyPromise) {
  const auto table = find_queueing_table();
  if (!table)
    GTEST_SKIP() << "SKIPPED: no queueing.csv; set CORRIDOR_REFERENCE_DIR to judge the kernel";
  const CoverageReport report = measure_coverage(read_queueing_table(*table), {}, 200);
  std::cout << describe(report);
  EXPECT_TRUE(report.violations.empty()) << report.violations[0].where << report.violations[0].law;
  EXPECT_TRUE(report.not_expressed.empty());
  EXPECT_GE(pooled_coverage(report), 0.94);
  EXPECT_LE(pooled_coverage(report), 0.96);
  for (const Coverage& row : report.rows) EXPECT_FALSE(is_rejected(row)) << row.row << row.covered;
}

}  // namespace
}  // namespace corridor::des
