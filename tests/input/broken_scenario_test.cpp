// Every case of broken_scenarios.txt: a scenario that is wrong, and what people read.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "scenario_folder.hpp"

namespace corridor::input {
namespace {

struct BrokenCase {
  std::string name;
  std::string kind;  ///< change: of a scenario on the base; file: the whole file; set: an override
  std::string text;
  std::string expected;
};

void PrintTo(const BrokenCase& broken, std::ostream* out) {
  *out << broken.name;
}

// Blocks of `=== name: kind`, the text, `---`, the findings.
std::vector<BrokenCase> read_cases() {
  std::ifstream stream(std::string(CORRIDOR_SOURCE_DIR) + "/tests/input/broken_scenarios.txt");
  std::vector<BrokenCase> cases;
  bool in_text = true;
  for (std::string line; std::getline(stream, line);) {
    if (line.starts_with("=== ")) {
      const std::size_t colon = line.find(": ");
      cases.push_back({line.substr(4, colon - 4), line.substr(colon + 2), "", ""});
      in_text = true;
    } else if (line == "---") {
      in_text = false;
    } else if (!cases.empty()) {
      (in_text ? cases.back().text : cases.back().expected) += line + "\n";
    }
  }
  return cases;
}

class BrokenScenario : public testing::TestWithParam<BrokenCase> {};

TEST_P(BrokenScenario, SaysWhereWhatWhyAndHowToMendIt) {
  const BrokenCase& broken = GetParam();
  const ScenarioFolder folder;
  if (broken.kind == "change") {
    EXPECT_EQ(folder.findings_of_change(broken.text), broken.expected);
  } else if (broken.kind == "file") {
    folder.write("test.yaml", broken.text);
    EXPECT_EQ(folder.findings({"test.yaml"}), broken.expected);
  } else {
    ASSERT_EQ(broken.kind, "set");
    const std::string text = broken.text.substr(0, broken.text.find('\n'));
    EXPECT_EQ(folder.findings({"base.yaml"}, {text}), broken.expected);
  }
}

INSTANTIATE_TEST_SUITE_P(Input, BrokenScenario, testing::ValuesIn(read_cases()),
                         [](const auto& each) { return each.param.name; });

TEST(BrokenScenarios, AreMany) {
  EXPECT_GE(read_cases().size(), 80U);
}

TEST(BrokenScenarios, ByteOrderMarkAndOtherEncodingsAreRefused) {
  const ScenarioFolder folder;
  folder.write("test.yaml", "\xEF\xBB\xBFtitle: Test\n");
  EXPECT_EQ(folder.findings({"test.yaml"}),
            "error E218: `test.yaml` begins with a byte-order mark\n"
            "  --> test.yaml\n"
            "  help: save the file as UTF-8 without BOM\n");
  folder.write("test.yaml", "title: caf\xE9\n");
  EXPECT_EQ(folder.findings({"test.yaml"}),
            "error E217: `test.yaml` is not UTF-8: byte 0xE9 in line 1\n"
            "  --> test.yaml:1\n"
            "  help: save the file as UTF-8\n");
}

TEST(BrokenScenarios, HugeFilesFoldersAndMissingFilesAreRefused) {
  const ScenarioFolder folder;
  folder.write("test.yaml", std::string(std::size_t{9} * 1024 * 1024, '#'));
  EXPECT_NE(folder.findings({"test.yaml"}).find("E216: `test.yaml` is larger than 8 MB"),
            std::string::npos);
  EXPECT_NE(folder.findings({"."}).find("E215"), std::string::npos);
  EXPECT_NE(folder.findings({"nothing"}).find("error E214: no scenario file"), std::string::npos);
}

TEST(BrokenScenarios, AllProblemsOfAllFilesComeInOnePass) {
  const ScenarioFolder folder;
  folder.write("a.yaml", "titel: A\nchanges:\n  - close: {where: nowhere}\n");
  folder.write("test.yaml",
               "extends: [base, a]\ntitle: Test\nperiode: 3\nchanges:\n"
               "  - adjust_border: {where: b, dwell: 6}\n  - shut: {where: b}\n"
               "set: {borders.b.fee: 3}\n");
  const std::string all = folder.findings({"test.yaml"});
  for (const char* part : {"a.yaml:1:1", "a.yaml:3:20", "test.yaml:3:1", "test.yaml:5:38",
                           "test.yaml:6:5", "test.yaml:7:22"}) {
    EXPECT_NE(all.find(part), std::string::npos) << part << "\n" << all;
  }
}

TEST(BrokenScenarios, EveryCodeOfThemIsExplained) {
  for (const BrokenCase& broken : read_cases()) {
    const std::size_t at = broken.expected.find("error ");
    ASSERT_NE(at, std::string::npos) << broken.name;
    const std::string code = broken.expected.substr(at + 6, 4);
    EXPECT_NE(explain_code(code), nullptr) << code;
  }
  EXPECT_EQ(explain_code("E999"), nullptr);
  EXPECT_NE(explain_code("E113"), nullptr);
}

}  // namespace
}  // namespace corridor::input
