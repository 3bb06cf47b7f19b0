// The data pack that is shipped: it loads without a word, and every row says where it comes from.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "corridor/input/scenario_file.hpp"

namespace corridor::input {
namespace {

const std::string kDataFolder = std::string(CORRIDOR_SOURCE_DIR) + "/scenarios/data";

Tables read_pack() {
  std::vector<Finding> findings;
  Tables tables = read_tables(kDataFolder, findings);
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

std::string text_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

// The sources that turn tables into a world.
std::string builders() {
  std::string all;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::string(CORRIDOR_SOURCE_DIR) + "/src/input")) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with("build") || name == "world_checks.cpp") all += text_of(entry.path());
  }
  return all;
}

// A column is read by its name, as the end of a range, by a name that is put together of a word and
// a number, or as the figure of a year.
bool is_read(const std::string& code, const std::string& column) {
  const auto names = [&](const std::string& text) { return code.find(text) != std::string::npos; };
  if (names('"' + column + '"')) return true;
  for (const char* end : {"_low", "_high"}) {
    if (!column.ends_with(end)) continue;
    const std::string base = column.substr(0, column.rfind('_'));
    if (std::regex_search(code, std::regex("ranged<[A-Za-z<>]*>\\(\"" + base + "\""))) return true;
  }
  if (column.ends_with("_2026")) return names("row, \"" + column.substr(0, column.size() - 5));
  const std::size_t word = column.find_last_not_of("0123456789") + 1;
  return word < column.size() && names('"' + column.substr(0, word) + '{');
}

std::set<std::string> unread_columns() {
  const std::string code = builders();
  std::set<std::string> unread;
  for (const TableSpec& table : table_specs()) {
    if (table.name.starts_with("evidence/")) continue;
    for (const ColumnSpec& column : table.columns) {
      const std::string name(column.name);
      if (name == "grade" || name == "source" || name == "notes" || is_read(code, name)) continue;
      unread.insert(fmt::format("{}.{}", table.name, name));
    }
  }
  return unread;
}

// Rows `| table | columns | reason |` of the page's chapter on what no run reads.
std::set<std::string> columns_left_out_on_purpose() {
  const std::string page = text_of(kDataFolder + "/README.md");
  const std::size_t begin = page.find("## Not read by a run");
  std::istringstream lines(page.substr(begin, page.find("\n## ", begin + 1) - begin));
  const std::regex row("\\| (\\w+) \\| ([^|]+) \\| [^|]+ \\|");
  std::set<std::string> columns;
  for (std::string line; std::getline(lines, line);) {
    std::smatch cells;
    if (!std::regex_match(line, cells, row) || cells[1] == "table") continue;
    std::istringstream names(cells[2].str());
    for (std::string name; std::getline(names >> std::ws, name, ',');)
      columns.insert(cells[1].str() + "." + name);
  }
  return columns;
}

TEST(DataPack, EachColumnIsReadByARunOrLeftOutWithItsReason) {
  EXPECT_EQ(unread_columns(), columns_left_out_on_purpose());
}

TEST(DataPack, DescriptorIsThatOfTheSpecs) {
  std::ifstream file(kDataFolder + "/datapackage.json", std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  EXPECT_EQ(text.str(), describe_tables())
      << "write describe_tables() to scenarios/data/datapackage.json";
}

}  // namespace
}  // namespace corridor::input
