#include <gtest/gtest.h>

#include <algorithm>

#include "scenario_folder.hpp"

namespace corridor::input {
namespace {

constexpr const char* kChanges =
    "  - adjust_border: {where: b, capacity: 720 trucks/day}\n"
    "  - close: {where: strait, from: 2024-08-01, for: 30 d, what: 'a \"quoted\" reason'}\n"
    "  - add_service: {id: feeder, mode: sea, every: 7 d, stops: [alpha, omega], name: \"é, b\"}\n";

TEST(Effective, ReadsBackToItself) {
  const ScenarioFolder folder;
  const Loaded first = folder.change(kChanges);
  folder.write("run/effective.yaml", first.effective_yaml);
  const Loaded second = folder.load({"run/effective.yaml"});
  EXPECT_EQ(second.effective_yaml, first.effective_yaml);
  EXPECT_EQ(second.scenario.slug, "test");
  EXPECT_EQ(words(second), words(first));
  EXPECT_EQ(*second.scenario.rows, *first.scenario.rows);
}

TEST(Effective, TablesReadBackCellByCellWithTheirOrigins) {
  const ScenarioFolder folder;
  const Loaded first = folder.change(kChanges);
  folder.write("effective.yaml", first.effective_yaml);
  const Loaded second = folder.load({"effective.yaml"});
  ASSERT_EQ(second.tables.tables.size(), first.tables.tables.size());
  const auto show = [](const Loaded& loaded) {
    std::string all;
    for (const EffectiveValue& value : effective_values(loaded, "borders.")) {
      all += value.path + "=" + value.value + " " + value.file + ":" + std::to_string(value.line) +
             " " + value.before + "\n";
    }
    return all;
  };
  EXPECT_EQ(show(second), show(first));
}

TEST(Effective, TakesNothingFromADataFolderBesideIt) {
  const ScenarioFolder folder;
  folder.write("run/effective.yaml", folder.change(kChanges).effective_yaml);
  folder.write("run/data/places.csv", "not a table of this world\n");
  EXPECT_EQ(folder.findings({"run/effective.yaml"}), "");
  EXPECT_EQ(folder.load({"run/effective.yaml"}).files.size(), 1U);
}

TEST(Effective, CanBeBuiltOn) {
  const ScenarioFolder folder;
  const Loaded first = folder.change(kChanges);
  folder.write("effective.yaml", first.effective_yaml);
  folder.write("more.yaml",
               "extends: effective\ntitle: More\nchanges:\n  - close: {where: canal}\n"
               "  - adjust_border: {where: b, dwell_out: 9 h}\n");
  const Loaded second = folder.load({"more.yaml"});
  EXPECT_EQ(second.scenario.slug, "more");
  EXPECT_EQ(words(second), words(first) +
                               "passage canal: closed always\n"
                               "border b: dwell_out 48 -> 9 h\n");
  EXPECT_EQ(effective_values(second, "borders.b.capacity_out_per_day")[0].before, "240 trucks/day");
}

TEST(Effective, AnEditedTableNeedsTheRecordGone) {
  const ScenarioFolder folder;
  std::string yaml = folder.change(kChanges).effective_yaml;
  const std::string row = "    r3,";
  yaml.insert(yaml.find(row), "    r4,alpha,beta,,112,,60,,,B,s,\n");
  folder.write("effective.yaml", yaml);
  EXPECT_NE(folder.findings({"effective.yaml"}).find("`record` does not fit the tables"),
            std::string::npos);
}

TEST(Show, SaysWhereAValueWasSetAndWhatStoodThere) {
  const ScenarioFolder folder;
  const Loaded loaded = folder.change(kChanges);
  const auto values = effective_values(loaded, "borders.b.capacity_out_per_day");
  ASSERT_EQ(values.size(), 3U);
  EXPECT_EQ(values[0].value, "480 trucks/day");
  EXPECT_EQ(values[0].before, "240 trucks/day");
  EXPECT_TRUE(values[0].file.ends_with("test.yaml"));
  EXPECT_EQ(values[0].line, 4);
}

TEST(Show, SaysWhereTheHeaderWasSet) {
  const ScenarioFolder folder;
  const auto values = effective_values(folder.change(kChanges), "period");
  ASSERT_EQ(values.size(), 2U);
  EXPECT_EQ(values[0].path, "period.start");
  EXPECT_EQ(values[0].value, "2024-07");
  EXPECT_TRUE(values[0].file.ends_with("base.yaml"));
  EXPECT_EQ(values[0].line, 2);
}

TEST(Show, UntouchedValuesPointAtTheirRow) {
  const ScenarioFolder folder;
  const auto values = effective_values(folder.change(kChanges), "road_links.r1.length_km");
  ASSERT_EQ(values.size(), 1U);
  EXPECT_EQ(values[0].value, "112 km");
  EXPECT_EQ(values[0].before, "");
  EXPECT_GT(values[0].line, 4);
}

}  // namespace
}  // namespace corridor::input
