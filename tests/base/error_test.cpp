#include "corridor/base/error.hpp"

#include <gtest/gtest.h>

namespace corridor {
namespace {

Finding finding_at(int line, Severity severity = Severity::kError) {
  Finding finding;
  finding.severity = severity;
  finding.code = "E203";
  finding.message = "unknown key `dwel`";
  finding.where = {"a.yaml", line, 5, 4, "    dwel: 6 h"};
  finding.hint = "did you mean `dwell`?";
  finding.help = "keys: dwell, fee";
  return finding;
}

TEST(Error, AFindingShowsPlaceTextMarkAndRemedy) {
  EXPECT_EQ(format_finding(finding_at(6)),
            "error E203: unknown key `dwel`\n"
            "  --> a.yaml:6:5\n"
            "    6 |     dwel: 6 h\n"
            "      |     ^^^^ did you mean `dwell`?\n"
            "  help: keys: dwell, fee\n");
}

TEST(Error, ErrorsComeBeforeWarningsAndThenByLine) {
  const ScenarioError error(
      {finding_at(9, Severity::kWarning), finding_at(7), finding_at(3), finding_at(7)});
  ASSERT_EQ(error.findings().size(), 3u);
  EXPECT_EQ(error.findings()[0].where.line, 3);
  EXPECT_EQ(error.findings()[2].severity, Severity::kWarning);
}

TEST(Error, ABrokenPromiseNamesItsReason) {
  try {
    CORRIDOR_ASSERT(1 + 1 == 3, "sums are exact");
    FAIL();
  } catch (const InternalError& error) {
    EXPECT_NE(std::string(error.what()).find("sums are exact"), std::string::npos);
  }
}

}  // namespace
}  // namespace corridor
