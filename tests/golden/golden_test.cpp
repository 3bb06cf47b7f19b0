// Whole tables of the toy world, as they were when somebody last looked at them. A difference is a
// change in prediction: read it, then bless it with `cmake --build --preset release --target
// bless_golden` and say why in the commit.
#include "e2e/program.hpp"

namespace corridor::e2e {
namespace {

const fs::path kGolden = fs::path(CORRIDOR_SOURCE_DIR) / "tests/golden";

class Golden : public ToyWorld, public testing::WithParamInterface<std::string> {};

std::map<std::string, std::string> tables_in(const fs::path& run) {
  std::map<std::string, std::string> tables;
  for (const auto& [name, text] : files_of(run)) {
    const std::string ending = fs::path(name).extension().string();
    if (ending == ".csv" || ending == ".txt") tables[name] = text;
  }
  return tables;
}

TEST_P(Golden, TablesAreAsTheyWereBlessed) {
  const Ended run = corridor({"run", GetParam() + ".yaml", "--out", "runs"});
  ASSERT_EQ(run.code, 0) << run.err;
  const auto tables = tables_in(only_run());
  if (std::getenv("CORRIDOR_BLESS") != nullptr) {
    fs::remove_all(kGolden / GetParam());
    fs::create_directories(kGolden / GetParam());
    for (const auto& [name, text] : tables) write_text(kGolden / GetParam() / name, text);
  }
  const auto blessed = tables_in(kGolden / GetParam());
  EXPECT_GT(blessed.size(), 5U);
  for (const auto& [name, text] : tables) {
    ASSERT_EQ(blessed.count(name), 1U) << name << " is new";
    EXPECT_EQ(blessed.at(name), text) << name;
  }
  for (const auto& [name, text] : blessed) EXPECT_EQ(tables.count(name), 1U) << name << " is gone";
}

INSTANTIATE_TEST_SUITE_P(TinyWorld, Golden, testing::Values("tiny", "ford-shut"),
                         [](const auto& scenario) {
                           std::string name = scenario.param;
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

// Months that are full alike have no month of most load, so the other tables of this world would
// tell of rounding.
TEST_F(ToyWorld, WhatIsShortOfRoomIsAsItWasBlessed) {
  const Ended run = corridor({"run", "narrow-gates.yaml", "--no-decisive", "--out", "runs"});
  ASSERT_EQ(run.code, 0) << run.err;
  const fs::path blessed = kGolden / "narrow-gates" / "shortage.csv";
  const std::string table = read_text(only_run() / "shortage.csv");
  if (std::getenv("CORRIDOR_BLESS") != nullptr) {
    fs::create_directories(blessed.parent_path());
    write_text(blessed, table);
  }
  EXPECT_EQ(read_text(blessed), table);
  EXPECT_FALSE(table.empty());
}

}  // namespace
}  // namespace corridor::e2e
