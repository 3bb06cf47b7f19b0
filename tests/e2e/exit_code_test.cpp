// How a run ends, as scripts see it.
#include "program.hpp"

namespace corridor::e2e {
namespace {

using testing::HasSubstr;

class ExitCode : public ToyWorld {
 protected:
  // A what-if in which nothing crosses into Hills.
  void shut_all_borders(const std::string& policy) const {
    write("shut.yaml", "title: All shut\nextends: tiny\nsettings: {stranded: " + policy +
                           "}\nchanges:\n  - close: {where: [bx_ford_road, bx_pine_road]}\n");
  }
};

TEST_F(ExitCode, IsZeroAfterAGoodRun) {
  const Ended run = corridor({"run", "tiny.yaml", "--out", "runs"});
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_THAT(run.out, HasSubstr("headline  "));
  EXPECT_TRUE(fs::exists(only_run() / "manifest.json"));
}

TEST_F(ExitCode, IsTwoAfterBadInput) {
  write("bad.yaml", "title: Bad\nextends: tiny\nchnges: []\n");
  EXPECT_EQ(corridor({"run", "bad.yaml"}).code, 2);
  EXPECT_EQ(corridor({"run"}).code, 2);
  EXPECT_EQ(corridor({"rnu", "tiny.yaml"}).code, 2);
  EXPECT_EQ(corridor({"run", "tiny.yaml", "--jobs", "many"}).code, 2);
}

TEST_F(ExitCode, IsThreeWhenBoxesStrandUndeclared) {
  shut_all_borders("error");
  const Ended run = corridor({"run", "shut.yaml", "--out", "runs"});
  EXPECT_EQ(run.code, 3);
  EXPECT_THAT(run.err, HasSubstr("5475 TEU find no way:"));
  EXPECT_THAT(run.err, HasSubstr("help: `settings: {stranded: penalty}`"));
}

TEST_F(ExitCode, IsOneWhenDeclaredStrandingMayNotPass) {
  shut_all_borders("penalty");
  EXPECT_EQ(corridor({"run", "shut.yaml", "--out", "runs"}).code, 0);
  EXPECT_EQ(corridor({"run", "shut.yaml", "--out", "runs", "--fail-on-warning"}).code, 1);
}

TEST_F(ExitCode, IsOneWhenAWarningMayNotPass) {
  const fs::path table = folder() / "data/places.csv";
  write_text(table, "\xEF\xBB\xBF" + read_text(table));
  const Ended run = corridor({"validate", "tiny.yaml", "--fail-on-warning"});
  EXPECT_EQ(run.code, 1);
  EXPECT_THAT(run.err, HasSubstr("warning E101"));
  EXPECT_EQ(corridor({"validate", "tiny.yaml"}).code, 0);
}

}  // namespace
}  // namespace corridor::e2e
