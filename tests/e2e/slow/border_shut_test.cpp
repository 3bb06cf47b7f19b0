// The whole corridor from outside: the shut border carries nothing, and the comparison says so.
#include "e2e/program.hpp"

namespace corridor::e2e {
namespace {

using testing::HasSubstr;

const std::string kScenarios = std::string(CORRIDOR_SOURCE_DIR) + "/scenarios/";
const std::vector<std::string> kShut = {"bx_torkham_road", "bx_chaman_road", "bx_ghulamkhan_road",
                                        "bx_kharlachi_road"};

std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells(1);
  bool quoted = false;
  for (const char c : line) {
    if (c == '"') quoted = !quoted;
    if (c == ',' && !quoted) {
      cells.emplace_back();
    } else if (c != '"' && c != '\r') {
      cells.back() += c;
    }
  }
  return cells;
}

TEST(BorderShut, CarriesNothingAllYear) {
  const Workspace workspace;
  const Ended run = corridor_in(
      workspace.path(), {"run", kScenarios + "base-2026.yaml", "--no-decisive", "--out", "runs"});
  ASSERT_EQ(run.code, 0) << run.err;
  const std::vector<fs::path> runs = runs_in(workspace.path() / "runs");
  ASSERT_EQ(runs.size(), 1U);
  std::istringstream table(read_text(runs[0] / "borders.csv"));
  std::string line;
  std::getline(table, line);
  const std::vector<std::string> header = cells_of(line);
  std::size_t rows = 0;
  double elsewhere = 0;
  while (std::getline(table, line)) {
    const std::vector<std::string> cells = cells_of(line);
    ASSERT_EQ(cells.size(), header.size()) << line;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (header[i].find("_teu") == std::string::npos || cells[i].empty()) continue;
      const bool is_shut = std::find(kShut.begin(), kShut.end(), cells[1]) != kShut.end();
      rows += is_shut ? 1U : 0U;
      if (is_shut) {
        EXPECT_EQ(std::stod(cells[i]), 0.0) << header[i] << ": " << line;
      } else {
        elsewhere += std::stod(cells[i]);
      }
    }
  }
  EXPECT_GE(rows, kShut.size());
  EXPECT_GT(elsewhere, 1000.0);
}

TEST(BorderShut, IsNamedInTheComparisonOfTheBases) {
  const Workspace workspace;
  const Ended compare = corridor_in(
      workspace.path(), {"compare", kScenarios + "base-2024.yaml", kScenarios + "base-2026.yaml"});
  EXPECT_EQ(compare.code, 0) << compare.err;
  for (const char* name : {"orkham", "haman", "hulam", "harlachi"}) {
    EXPECT_THAT(compare.out, HasSubstr(name));
  }
}

}  // namespace
}  // namespace corridor::e2e
