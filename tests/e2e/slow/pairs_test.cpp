// Each run of pairs.csv changes some way that a box could take.
#include "e2e/program.hpp"

namespace corridor::e2e {
namespace {

const std::string kScenarios = std::string(CORRIDOR_SOURCE_DIR) + "/scenarios/";

std::vector<std::string> split_at(const std::string& text, char mark) {
  std::vector<std::string> parts(1);
  for (const char c : text) {
    if (c == mark) {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

TEST(ShippedPairs, EachChangesSomeWayThatABoxCouldTake) {
  const Workspace workspace;
  std::ifstream pairs(kScenarios + "pairs.csv");
  std::string line;
  std::getline(pairs, line);
  int count = 0;
  while (std::getline(pairs, line)) {
    const std::vector<std::string> fields = split_at(line, ',');
    std::vector<std::string> words = {"validate", "-q"};
    for (const std::string& name : split_at(fields.at(1), ';'))
      words.push_back(kScenarios + name + ".yaml");
    if (!fields.at(2).empty()) {
      words.emplace_back("--set");
      words.push_back("period.start=" + fields.at(2));
    }
    const Ended ended = corridor_in(workspace.path(), words);
    EXPECT_EQ(ended.code, 0) << fields.at(0) << "\n" << ended.err;
    ++count;
  }
  EXPECT_GT(count, 100);
}

}  // namespace
}  // namespace corridor::e2e
