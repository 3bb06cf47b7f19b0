#include "corridor/results/saved_run.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "tiny_world.hpp"

namespace corridor::results {
namespace {

namespace fs = std::filesystem;

class SavedRuns : public testing::Test {
 protected:
  void SetUp() override {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    root_ = fs::path(testing::TempDir()) / (std::string("corridor_saved_") + test->name());
    fs::remove_all(root_);
  }
  void TearDown() override { fs::remove_all(root_); }

  static RunInputs inputs() {
    RunInputs inputs;
    inputs.slug = "tiny";
    inputs.version = "0.1.0";
    inputs.effective_yaml = "title: Tiny world\n";
    return inputs;
  }

  fs::path root_;
};

TEST_F(SavedRuns, APreviewHoldsWhatTheFolderWillHold) {
  const outcome::Outcome outcome = tiny_outcome();
  const RunTables tables = make_tables(outcome);
  RunInputs run = inputs();
  studies::DecisiveResult decisive;
  decisive.share_range.assign(outcome.network->scenario->assumption_groups.size(), {0.1, 0.2});
  run.extra_tables = {Table{"scorecard", {{"id"}, {"error", "%", 0}}, {{std::string("RR1"), 4.4}}},
                      Table{"backcast", {{"id"}}, {{std::string("OB1")}}},
                      make_decisive(outcome, decisive)};
  const SavedRun preview = preview_run(run, outcome, tables);
  const SavedRun read = read_whole_run(write_run(root_, run, outcome, tables));
  ASSERT_NE(read.find("scorecard"), nullptr);
  EXPECT_EQ(read.find("scorecard")->number(0, "error"), 4.0);
  EXPECT_EQ(preview.name, read.name);
  EXPECT_EQ(preview.title, read.title);
  EXPECT_EQ(preview.changes, read.changes);
  ASSERT_EQ(preview.all_tables().size(), read.all_tables().size());
  for (std::size_t i = 0; i < read.all_tables().size(); ++i) {
    EXPECT_EQ(preview.all_tables()[i]->name, read.all_tables()[i]->name);
    EXPECT_EQ(preview.all_tables()[i]->rows, read.all_tables()[i]->rows)
        << read.all_tables()[i]->name;
  }
  ASSERT_EQ(preview.layers.size(), read.layers.size());
  for (std::size_t i = 0; i < read.layers.size(); ++i) {
    EXPECT_EQ(preview.layers[i].table.rows, read.layers[i].table.rows);
    EXPECT_EQ(preview.layers[i].lines, read.layers[i].lines);
    EXPECT_EQ(preview.layers[i].has_lines, read.layers[i].has_lines);
  }
}

TEST_F(SavedRuns, StagesOfARouteSumToItsRow) {
  const outcome::Outcome outcome = tiny_outcome();
  const Table routes = make_routes(outcome);
  const Table stages = make_stages(outcome);
  ASSERT_GT(stages.row_count(), 0U);
  for (std::size_t route = 0; route < routes.row_count(); ++route) {
    double haulage = 0.0;
    double km = 0.0;
    bool is_told = false;
    for (std::size_t row = 0; row < stages.row_count(); ++row) {
      if (stages.number(row, "rank") != routes.number(route, "rank")) continue;
      is_told = true;
      haulage += *stages.number(row, "haulage_usd_per_teu");
      km += *stages.number(row, "km");
    }
    if (!is_told) continue;
    EXPECT_NEAR(haulage, *routes.number(route, "haulage_usd_per_teu"), 1e-9);
    EXPECT_NEAR(km, *routes.number(route, "km"), 1e-9);
  }
}

TEST_F(SavedRuns, GradesShareOutEveryBox) {
  const Table grades = make_grades(tiny_outcome());
  double share = 0.0;
  for (std::size_t row = 0; row < grades.row_count(); ++row) {
    if (grades.text(row, "what") == "money") share += *grades.number(row, "share");
  }
  EXPECT_NEAR(share, 1.0, 1e-12);
}

TEST_F(SavedRuns, AnOlderRunWithoutTheNewTablesIsRead) {
  const outcome::Outcome outcome = tiny_outcome();
  const fs::path folder = write_run(root_, inputs(), outcome, make_tables(outcome));
  for (const char* name : {"stages.csv", "grades.csv", "class_flows.csv", "network.gpkg"}) {
    fs::remove(folder / name);
  }
  const SavedRun run = read_whole_run(folder);
  EXPECT_EQ(run.find("stages"), nullptr);
  EXPECT_TRUE(run.layers.empty());
  EXPECT_NE(run.find("summary"), nullptr);
}

TEST_F(SavedRuns, AFileThatIsNoMapIsToldByName) {
  const outcome::Outcome outcome = tiny_outcome();
  const fs::path folder = write_run(root_, inputs(), outcome, make_tables(outcome));
  std::ofstream(folder / "network.gpkg") << "not a database, but long enough to look at";
  try {
    (void)read_whole_run(folder);
    FAIL() << "no finding";
  } catch (const ScenarioError& error) {
    EXPECT_EQ(error.findings().front().code, "E705");
  }
}

}  // namespace
}  // namespace corridor::results
