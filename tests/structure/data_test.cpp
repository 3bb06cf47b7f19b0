// The data pack that is shipped: it loads without a word, and every row says where it comes from.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "corridor/input/scenario_file.hpp"

namespace corridor::input {
namespace {

const std::string kData = std::string(CORRIDOR_SOURCE_DIR) + "/scenarios/data";

Tables read_pack() {
  std::vector<Finding> findings;
  Tables tables = read_tables(kData, findings);
  check_references(tables, findings);
  for (const Finding& finding : findings) ADD_FAILURE() << format_finding(finding);
  return tables;
}

TEST(DataPack, HoldsEveryTableWithoutFindings) {
  const Tables tables = read_pack();
  EXPECT_EQ(tables.tables.size(), table_specs().size());
}

TEST(DataPack, BuildsAWorldWithoutFindingsInBothBaseYears) {
  const Tables tables = read_pack();
  for (const int year : {2024, 2026}) {
    for (const char* preset : {"vot-central", "vot-glins", "vot-hummels", "glins-myanmar"}) {
      model::Scenario header;
      header.settings.rates_year = year;
      header.settings.value_of_time = preset;
      std::vector<Finding> findings;
      const model::Scenario world = build_scenario(tables, header, findings);
      for (const Finding& finding : findings) ADD_FAILURE() << year << format_finding(finding);
      EXPECT_FALSE(world.demand.empty());
    }
  }
}

TEST(DataPack, EveryRowIsGradedAndSourced) {
  const Tables tables = read_pack();
  std::size_t rows = 0;
  for (const GradeCount& count : count_rows_by_grade(tables)) {
    const auto& by_grade = count.by_grade;
    EXPECT_EQ(by_grade[0] + by_grade[1] + by_grade[2] + by_grade[3], count.rows) << count.table;
    const Table& table = *tables.find(count.table);
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
      EXPECT_NE(table.text(row, "source"), "") << count.table << " " << table.text(row, "id");
    }
    rows += count.rows;
  }
  EXPECT_GT(rows, 1000U);
}

TEST(DataPack, AssumedRowsSayWhy) {
  const Tables tables = read_pack();
  for (const auto& [name, table] : tables.tables) {
    if (!table.spec->find("grade") || name.starts_with("evidence/")) continue;
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
      if (table.text(row, "grade") != "D") continue;
      const bool is_explained = !table.text(row, "notes").empty() ||
                                table.text(row, "source").find("est-") != std::string::npos ||
                                (table.spec->find("method") && !table.text(row, "method").empty());
      EXPECT_TRUE(is_explained) << name << " " << table.text(row, "id");
    }
  }
}

TEST(DataPack, DescriptorIsThatOfTheSpecs) {
  std::ifstream file(kData + "/datapackage.json", std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  EXPECT_EQ(text.str(), describe_tables())
      << "write describe_tables() to scenarios/data/datapackage.json";
}

}  // namespace
}  // namespace corridor::input
