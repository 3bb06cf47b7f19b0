#include "corridor/results/text_table.hpp"

#include <gtest/gtest.h>

namespace corridor::results {
namespace {

Table ports() {
  Table table{"ports", {{"name", ""}, {"teu", "TEU", 1}, {"note", ""}}, {}};
  table.add_row(std::string("Карачи"), 6570.0, std::string("full"));
  table.add_row(std::string("گوادر"), 12.25, Cell());
  table.add_row(std::string("青岛"), Cell(), std::string("a\x1b[31mb"));
  return table;
}

TEST(TextTable, AlignsTextLeftAndNumbersRightInAnyScript) {
  EXPECT_EQ(write_text_table(ports()),
            "name       teu  note\n"
            "------  ------  -------\n"
            "Карачи  6570.0  full\n"
            "گوادر     12.3\n"
            "青岛            a [31mb\n");
}

TEST(TextTable, CutsTheWidestTextsToFit) {
  Table table{"t", {{"name", ""}, {"value", "", 2}}, {}};
  table.add_row(std::string("Торкхам, южная сторона"), 1.0);
  EXPECT_EQ(write_text_table(table, {20, 0}),
            "name           value\n"
            "-------------  -----\n"
            "Торкхам, южн…   1.00\n");
  // Numbers are never cut, and names keep a few letters.
  EXPECT_EQ(write_text_table(table, {5, 0}),
            "name      value\n"
            "--------  -----\n"
            "Торкхам…   1.00\n");
}

TEST(TextTable, CountsTheRowsItLeavesOut) {
  const std::string text = write_text_table(ports(), {0, 1});
  EXPECT_NE(text.find("Карачи"), std::string::npos);
  EXPECT_EQ(text.find("12.3"), std::string::npos);
  EXPECT_EQ(text.substr(text.rfind('\n', text.size() - 2) + 1), "and 2 more\n");
}

TEST(TextTable, KnowsHowWideTextIs) {
  EXPECT_EQ(display_width("Kabul"), 5u);
  EXPECT_EQ(display_width("Ка\u0301бул"), 5u);  // with an accent of its own
  EXPECT_EQ(display_width("کَابُل"), 4u);         // with vowel marks
  EXPECT_EQ(display_width("青岛"), 4u);
  EXPECT_EQ(display_width("\xff\xfe"), 2u);  // not UTF-8
  EXPECT_EQ(display_width("\xe4\xb8"), 2u);  // a character that breaks off
  EXPECT_EQ(cut_to_width("青岛港", 4), "青…");
  EXPECT_EQ(cut_to_width("Kabul", 5), "Kabul");
  EXPECT_EQ(cut_to_width("Kabul", 0), "");
}

TEST(TextTable, WithoutRowsShowsItsColumns) {
  const Table table{"t", {{"name", ""}}, {}};
  EXPECT_EQ(write_text_table(table), "name\n----\n");
  EXPECT_EQ(write_text_table(Table{}), "\n");
}

}  // namespace
}  // namespace corridor::results
