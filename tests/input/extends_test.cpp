#include <gtest/gtest.h>

#include "scenario_folder.hpp"

namespace corridor::input {
namespace {

constexpr const char* kOne = "title: One\nchanges:\n  - adjust_border: {where: b, dwell: 6 h}\n";
constexpr const char* kTwo = "title: Two\nchanges:\n  - adjust_border: {where: b, dwell: 9 h}\n";

TEST(Extends, BasesComeFirstAndTheFileItselfLast) {
  const ScenarioFolder folder;
  folder.write("one.yaml", std::string("extends: base\n") + kOne);
  folder.write("test.yaml", std::string("extends: one\n") + kTwo);
  const Loaded loaded = folder.load({"test.yaml"});
  EXPECT_EQ(cell(loaded, "borders", "b", "hours_out"), "9");
  EXPECT_EQ(loaded.scenario.title, "Two");
  EXPECT_EQ(loaded.scenario.slug, "test");
  ASSERT_EQ(loaded.files.size(), 3U);
  EXPECT_TRUE(loaded.files[0].path.ends_with("base.yaml"));
}

TEST(Extends, TwoFilesThatSetOneFieldToDifferentValuesAreAnError) {
  const ScenarioFolder folder;
  folder.write("one.yaml", kOne);
  folder.write("two.yaml", kTwo);
  folder.write("test.yaml", "extends: [base, one, two]\ntitle: Both\n");
  const std::string all = folder.findings({"test.yaml"});
  EXPECT_NE(
      all.find("error E212: two files set `borders.b.hours_out`: `9` here, `6` in one.yaml:3\n"
               "  --> two.yaml:3:5\n"),
      std::string::npos)
      << all;
}

TEST(Extends, OnConflictLastLetsTheLaterWinWithAWarning) {
  const ScenarioFolder folder;
  folder.write("one.yaml", kOne);
  folder.write("two.yaml", kTwo);
  folder.write("test.yaml", "extends: [base, one, two]\non_conflict: last\ntitle: Both\n");
  const Loaded loaded = folder.load({"test.yaml"});
  EXPECT_EQ(cell(loaded, "borders", "b", "hours_out"), "9");
  ASSERT_FALSE(loaded.warnings.empty());
  EXPECT_EQ(loaded.warnings[0].code, "W201");
}

TEST(Extends, AMixInThatSaysOnConflictLastReplacesTheBaseBeforeItWithoutAWord) {
  const ScenarioFolder folder;
  folder.write("one.yaml", kOne);
  folder.write("mix.yaml", std::string("on_conflict: last\n") + kTwo);
  const Loaded loaded = folder.load({"base.yaml", "one.yaml", "mix.yaml"});
  EXPECT_EQ(cell(loaded, "borders", "b", "hours_out"), "9");
  EXPECT_TRUE(loaded.warnings.empty());
  EXPECT_NE(folder.findings({"base.yaml", "mix.yaml", "one.yaml"}).find("E212"), std::string::npos)
      << "it wins over what came before it, not over what follows";
}

TEST(Extends, TheFirstFileWithAPeriodIsTheBaseOfThoseAfterIt) {
  const ScenarioFolder folder;
  folder.write("test.yaml", std::string("extends: base\n") + kOne);
  EXPECT_TRUE(folder.load({"test.yaml"}).base.ends_with("base.yaml"));
  EXPECT_TRUE(folder.load({"base.yaml", "test.yaml"}).base.ends_with("base.yaml"));
  EXPECT_EQ(folder.load({"base.yaml"}).base, "");
}

TEST(Extends, TwoFilesThatAgreeAreNoConflictAndNoIdleChange) {
  const ScenarioFolder folder;
  folder.write("one.yaml", kOne);
  folder.write("two.yaml", kOne);
  folder.write("test.yaml", "extends: [base, one, two]\ntitle: Both\n");
  EXPECT_EQ(folder.findings({"test.yaml"}), "");
}

TEST(Extends, HeadersConflictLikeFields) {
  const ScenarioFolder folder;
  folder.write("one.yaml", "title: One\nperiod: {start: 2025-01}\n");
  folder.write("test.yaml", "extends: [base, one]\ntitle: Both\n");
  EXPECT_NE(folder.findings({"test.yaml"}).find("E212: two files set `period.start`"),
            std::string::npos);
}

TEST(Extends, AFileReachedTwiceAppliesOnce) {
  const ScenarioFolder folder;
  folder.write("one.yaml",
               "extends: base\ntitle: One\nchanges:\n"
               "  - adjust_border: {where: b, dwell: {scale: 0.5}}\n");
  folder.write("two.yaml", "extends: one\ntitle: Two\n");
  folder.write("test.yaml", "extends: [one, two]\ntitle: Test\n");
  EXPECT_EQ(cell(folder.load({"test.yaml"}), "borders", "b", "hours_out"), "24");
}

TEST(Extends, ACycleIsShown) {
  const ScenarioFolder folder;
  folder.write("one.yaml", "extends: two\ntitle: One\n");
  folder.write("two.yaml", "extends: one\ntitle: Two\n");
  EXPECT_EQ(folder.findings({"one.yaml"}),
            "error E213: the files extend each other in a circle\n"
            "  --> two.yaml:1:10\n"
            "    1 | extends: one\n"
            "      |          ^^^\n"
            "  help: one.yaml -> two.yaml -> one.yaml\n");
}

TEST(Extends, APathRelativeToTheFileIsFound) {
  const ScenarioFolder folder;
  folder.write("deep/test.yaml", "extends: ../base.yaml\ntitle: Test\n");
  EXPECT_EQ(folder.findings({"deep/test.yaml"}), "");
}

TEST(Extends, FilesNamedTogetherAreJoined) {
  const ScenarioFolder folder;
  folder.write("one.yaml", kOne);
  const Loaded loaded = folder.load({"base.yaml", "one.yaml"});
  EXPECT_EQ(loaded.scenario.slug, "base+one");
  EXPECT_EQ(loaded.scenario.title, "The tiny world + One");
  EXPECT_EQ(cell(loaded, "borders", "b", "hours_out"), "6");
}

TEST(Extends, DataBesideTheBaseIsReadAndHashed) {
  const ScenarioFolder folder;
  std::vector<Finding> findings;
  const Tables tables = TinyWorld().tables(findings);
  for (const auto& [name, table] : tables.tables) {
    folder.write("world/data/" + name + ".csv", write_csv(table));
  }
  folder.write("world/base.yaml",
               "title: Base\nperiod: {start: 2024-07}\nsettings: {value_of_time: vot-central}\n");
  folder.write("test.yaml", "extends: world/base\ntitle: Test\n");
  const Loaded loaded = folder.load({"test.yaml"});
  EXPECT_EQ(loaded.scenario.settings.rates_year, 2024);
  EXPECT_EQ(loaded.files.size(), 2 + tables.tables.size());
  EXPECT_EQ(loaded.files[0].hash.size(), 32U);
}

}  // namespace
}  // namespace corridor::input
