// What each broken scenario is told. A refused run leaves nothing behind.
#include "program.hpp"

namespace corridor::e2e {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

class Message : public ToyWorld {
 protected:
  void expect_refused(const std::vector<std::string>& words, const std::string& message) const {
    std::vector<std::string> all = {"run", "--out", "runs"};
    all.insert(all.end(), words.begin(), words.end());
    const Ended run = corridor(all);
    EXPECT_EQ(run.code, 2);
    EXPECT_THAT(run.out, IsEmpty());
    EXPECT_THAT(run.err, HasSubstr(message));
    EXPECT_THAT(runs_in(folder() / "runs"), IsEmpty());
  }
  void expect_told(const std::string& text, const std::string& message) const {
    write("broken.yaml", text);
    expect_refused({"broken.yaml"}, message);
  }
  void expect_change_told(const std::string& change, const std::string& message) const {
    expect_told("title: Broken\nextends: tiny\nchanges:\n  - " + change + "\n", message);
  }
};

TEST_F(Message, FlagsSayWhatNumbersTheyTake) {
  expect_refused({"tiny.yaml", "--jobs", "-3"}, "--jobs: Value -3 not in range 0 to 1024");
  expect_refused({"tiny.yaml", "--seed", "abc"},
                 "--seed: a whole number from 0 to 18446744073709551615 expected, got `abc`");
  expect_refused({"tiny.yaml", "--seed", "-1"}, "expected, got `-1`");
  expect_refused({"tiny.yaml", "--replications", "0"},
                 "--replications: Value 0 not in range 1 to 10000");
}

TEST_F(Message, AFolderThatCannotBeMadeIsToldBeforeTheWork) {
  write("file", "not a folder");
  const Ended run = corridor({"run", "tiny.yaml", "--out", "file/runs"});
  EXPECT_EQ(run.code, 2);
  EXPECT_THAT(run.err, testing::StartsWith("error E702: cannot write `file/runs`: "));
}

TEST_F(Message, NamesTheVerbsWhenTheFirstWordIsNone) {
  const Ended ended = corridor({"rnu", "tiny.yaml"});
  EXPECT_EQ(ended.code, 2);
  EXPECT_THAT(ended.err, testing::StartsWith("there is no verb `rnu`; did you mean `run`?\n"
                                             "verbs: run, simulate, compare, "));
}

TEST_F(Message, NamesAnUnknownKeyAndTheOneMeant) {
  expect_told("title: Broken\nextends: tiny\nchnges: []\n",
              "error E203: unknown key `chnges`\n"
              "  --> broken.yaml:3:1\n"
              "    3 | chnges: []\n"
              "      | ^^^^^^ did you mean `changes`?\n"
              "  help: keys of a scenario: ");
}

TEST_F(Message, AsksForTheUnitOfABareNumber) {
  expect_change_told("adjust_border: {where: bx_ford_road, hours: 6}",
                     "error E205: `6` has no unit in `hours`\n"
                     "  --> broken.yaml:4:49\n"
                     "    4 |   - adjust_border: {where: bx_ford_road, hours: 6}\n"
                     "      |                                                 ^ write `6 h`\n");
}

TEST_F(Message, NamesTheUnitsThatFit) {
  expect_change_told(
      "adjust_border: {where: bx_ford_road, hours: 6 km}",
      "error E206: unit `km` does not fit in `hours`\n"
      "  --> broken.yaml:4:49\n"
      "    4 |   - adjust_border: {where: bx_ford_road, hours: 6 km}\n"
      "      |                                                 ^^^^ expected h or d\n");
}

TEST_F(Message, RefusesASelectorWithoutMatch) {
  expect_change_told(
      "close: {where: bx_frod_road}",
      "error E209: no border, link, passage, service or place is called `bx_frod_road`\n"
      "  --> broken.yaml:4:20\n");
}

TEST_F(Message, RefusesAChangeWithoutEffect) {
  expect_change_told("adjust_border: {where: bx_ford_road, hours: 12 h}",
                     "error E210: change `adjust_border` alters nothing\n"
                     "  --> broken.yaml:4:5\n"
                     "    4 |   - adjust_border: {where: bx_ford_road, hours: 12 h}\n"
                     "      |     ^^^^^^^^^^^^^ border ford: hours is 12 h already\n"
                     "  help: the world is already so: remove the change, or add `already: ok`\n"
                     "1 error\n");
}

TEST_F(Message, SaysWhereAnUnexpectedValueWasSet) {
  expect_change_told("adjust_border: {where: bx_ford_road, hours: 6 h, expect: {hours: 13 h}}",
                     "error E211: hours of border ford was expected to be 13 h, but is 12 h\n"
                     "  --> broken.yaml:4:70\n");
  expect_change_told("adjust_border: {where: bx_ford_road, hours: 6 h, expect: {hours: 13 h}}",
                     "  help: it was set in data/borders.csv:2\n");
}

TEST_F(Message, ShowsTheCircleOfFiles) {
  write("other.yaml", "title: Other\nextends: broken\n");
  expect_told("title: Broken\nextends: other\n",
              "error E213: the files extend each other in a circle\n");
  expect_told("title: Broken\nextends: other\n",
              "  help: broken.yaml -> other.yaml -> broken.yaml\n");
}

TEST_F(Message, NamesAMissingFile) {
  expect_refused({"absent.yaml"}, "error E214: no scenario file `absent.yaml`\n");
  expect_told("title: Broken\nextends: nowhere\n",
              "error E214: no scenario file `nowhere`\n"
              "  --> broken.yaml:2:10\n"
              "    2 | extends: nowhere\n"
              "      |          ^^^^^^^\n"
              "  help: looked for nowhere.yaml beside broken.yaml\n");
}

TEST_F(Message, NamesAFileThatCannotBeRead) {
  write("locked.yaml", "title: Locked\nextends: tiny\n");
  fs::permissions(folder() / "locked.yaml", fs::perms::none);
  if (access((folder() / "locked.yaml").c_str(), R_OK) == 0) {
    GTEST_SKIP() << "this user may read every file, so none can be locked";
  }
  expect_refused({"locked.yaml"}, "error E215: ");
}

TEST_F(Message, SaysWhereADoubledKeyStoodFirst) {
  expect_told("title: Broken\nextends: tiny\ntitle: Again\n",
              "error E202: key `title` stands twice in one map\n"
              "  --> broken.yaml:3:1\n"
              "    3 | title: Again\n"
              "      | ^^^^^ first in line 1\n"
              "  help: keep one of them\n");
}

TEST_F(Message, SaysWhatIsNoYaml) {
  expect_told("title: [Broken\n",
              "error E201: this is not YAML: end of sequence flow not found\n"
              "  --> broken.yaml:2:1\n");
}

TEST_F(Message, RefusesANumberThatNoMachineHolds) {
  expect_change_told("adjust_border: {where: bx_ford_road, hours: 1e400 h}",
                     "error E207: `1e400` is not a number in `hours`\n"
                     "  --> broken.yaml:4:49\n");
}

TEST_F(Message, RefusesADayThatDoesNotExist) {
  expect_change_told("close: {where: bx_ford_road, from: 2026-02-30}",
                     "error E208: `2026-02-30` is not a date in `from`\n"
                     "  --> broken.yaml:4:40\n"
                     "    4 |   - close: {where: bx_ford_road, from: 2026-02-30}\n"
                     "      |                                        ^^^^^^^^^^ write YYYY-MM-DD, "
                     "as 2026-10-11\n");
}

TEST_F(Message, RefusesAnOverrideOfNoColumn) {
  expect_refused({"tiny.yaml", "--set", "borders.bx_ford_road.hors=3"},
                 "error E221: `borders.bx_ford_road.hors`: table borders has no column `hors` to "
                 "set\n  --> --set borders.bx_ford_road.hors=3\n");
}

TEST_F(Message, NamesTheWrongColumnOfATable) {
  const fs::path table = folder() / "data/road_links.csv";
  std::string text = read_text(table);
  text.replace(text.find("length_km"), 9, "lenght_km");
  write_text(table, text);
  expect_refused({"tiny.yaml"},
                 "error E103: table `road_links` has no column `length_km`\n"
                 "  --> data/road_links.csv:1:1\n");
  expect_refused({"tiny.yaml"},
                 "error E104: unknown column `lenght_km` in table `road_links`\n"
                 "  --> data/road_links.csv:1:17\n");
}

TEST_F(Message, NamesTheByteThatIsNotUtf8) {
  expect_told("title: Caf\xE9\nextends: tiny\n",
              "error E217: `broken.yaml` is not UTF-8: byte 0xE9 in line 1\n"
              "  --> broken.yaml:1\n"
              "  help: save the file as UTF-8\n");
}

TEST_F(Message, RefusesAByteOrderMark) {
  expect_told("\xEF\xBB\xBFtitle: Broken\nextends: tiny\n",
              "error E218: `broken.yaml` begins with a byte-order mark\n"
              "  --> broken.yaml\n"
              "  help: save the file as UTF-8 without BOM\n");
}

TEST_F(Message, IsNotNeededForLinesThatEndAsOnWindows) {
  write("windows.yaml", "title: Windows\r\nextends: tiny\r\n");
  const Ended run = corridor({"run", "windows.yaml", "--out", "runs"});
  EXPECT_EQ(run.code, 0) << run.err;
}

}  // namespace
}  // namespace corridor::e2e
