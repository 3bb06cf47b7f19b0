// The data pack that is shipped: it loads without a word, and every row says where it comes from.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <fstream>
#include <sstream>

#include "corridor/input/scenario_file.hpp"

namespace corridor::input {
namespace {

const std::string data_folder = std::string(CORRIDOR_SOURCE_DIR) + "/scenarios/data";

Tables read_pack() {
  std::vector<Finding> findings;
  Tables tables = read_tables(data_folder, findings);
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

// Names of the rows of graded tables for which `is_wrong(table, row)`.
template <class F>
std::vector<std::string> rows_where(const Tables& tables, F is_wrong) {
  std::vector<std::string> names;
  for (const auto& [name, table] : tables.tables) {
    if (!table.spec->find("grade")) continue;
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
      if (is_wrong(table, row)) names.push_back(fmt::format("{}.{}", name, table.text(row, "id")));
    }
  }
  return names;
}

TEST(DataPack, EveryRowIsGradedAndSourced) {
  const Tables tables = read_pack();
  EXPECT_THAT(rows_where(tables,
                         [](const Table& table, std::size_t row) {
                           const std::string& grade = table.text(row, "grade");
                           return grade.size() != 1 || grade < "A" || grade > "D" ||
                                  table.text(row, "source").empty();
                         }),
              testing::IsEmpty());
  EXPECT_GT(tables.find("places")->rows.size(), 100U);
}

// An estimate is a source of its own kind; notes or a method may say it too.
bool says_why(const Table& table, std::size_t row) {
  return !table.text(row, "notes").empty() ||
         table.text(row, "source").find("est-") != std::string::npos ||
         (table.spec->find("method") && !table.text(row, "method").empty());
}

TEST(DataPack, AssumedRowsSayWhy) {
  const Tables tables = read_pack();
  EXPECT_THAT(rows_where(tables,
                         [](const Table& table, std::size_t row) {
                           return table.text(row, "grade") == "D" && !says_why(table, row) &&
                                  !table.spec->name.starts_with("evidence/");
                         }),
              testing::IsEmpty());
}

TEST(DataPack, DescriptorIsThatOfTheSpecs) {
  std::ifstream file(data_folder + "/datapackage.json", std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  EXPECT_EQ(text.str(), describe_tables())
      << "write describe_tables() to scenarios/data/datapackage.json";
}

}  // namespace
}  // namespace corridor::input
