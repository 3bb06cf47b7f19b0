#include "corridor/results/table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace corridor::results {
namespace {

Table awkward_table() {
  Table table{"awkward", {{"name", ""}, {"value", "h"}, {"fixed", "USD", 2}}, {}};
  table.add_row(std::string("Карачи, порт \"А\""), 0.1 + 0.2, 12.0);
  table.add_row(std::string("کراچی"), 1e-7, -0.004);
  table.add_row(std::string("<script>alert('x')</script>"), 1e15, 1234567.125);
  table.add_row(std::string("two\nlines"), -0.0, Cell());
  table.add_row(std::string("17"), Cell(), Cell());
  table.add_row(std::string(), Cell(), 3.0);
  return table;
}

TEST(Csv, QuotesWhatWouldBeReadOtherwiseAndNothingElse) {
  EXPECT_EQ(write_csv(awkward_table()),
            "name,value,fixed\n"
            "\"Карачи, порт \"\"А\"\"\",0.30000000000000004,12.00\n"
            "کراچی,0.0000001,0.00\n"
            "<script>alert('x')</script>,1000000000000000,1234567.13\n"
            "\"two\nlines\",0,\n"
            "\"17\",,\n"
            "\"\",,3.00\n");
}

TEST(Csv, ReadsBackTheSameCells) {
  const Table written = awkward_table();
  const std::string text = write_csv(written);
  const Table read = read_csv(text, "awkward", "awkward.csv");
  ASSERT_EQ(read.row_count(), written.row_count());
  for (std::size_t row = 0; row < read.row_count(); ++row) {
    EXPECT_EQ(read.row(row)[0], written.row(row)[0]);
    EXPECT_EQ(read.row(row)[1], written.row(row)[1]);
  }
  EXPECT_EQ(write_csv(read_csv(write_csv(read), "awkward", "")), write_csv(read));
}

TEST(Csv, AcceptsCarriageReturnsAndAMissingLastNewline) {
  const Table table = read_csv("a,b\r\n1,x\r\n,\"y\"", "t", "t.csv");
  EXPECT_THAT(table.rows,
              testing::ElementsAre(testing::ElementsAre(Cell(1.0), Cell(std::string("x"))),
                                   testing::ElementsAre(Cell(), Cell(std::string("y")))));
}

struct Broken {
  const char* text;
  const char* message;
  int line;
  int column;
};

class CsvBroken : public testing::TestWithParam<Broken> {};

TEST_P(CsvBroken, IsTurnedDownWithThePlace) {
  try {
    static_cast<void>(read_csv(GetParam().text, "t", "runs/x/t.csv"));
    FAIL() << "read without complaint";
  } catch (const ScenarioError& error) {
    const Finding& finding = error.findings().at(0);
    EXPECT_EQ(finding.code, "E701");
    EXPECT_THAT(finding.message, testing::HasSubstr(GetParam().message));
    EXPECT_EQ(finding.where.file, "runs/x/t.csv");
    EXPECT_EQ(finding.where.line, GetParam().line);
    EXPECT_EQ(finding.where.column, GetParam().column);
  }
}

INSTANTIATE_TEST_SUITE_P(Tables, CsvBroken,
                         testing::Values(Broken{"", "empty", 1, 1},
                                         Broken{"a,,b\n", "without a name", 1, 4},
                                         Broken{"a,b\n1\n", "1 cells under 2 columns", 2, 1},
                                         Broken{"a\n\"x", "not closed", 2, 3},
                                         Broken{"a\n\"x\"y\n", "behind a closing", 2, 4},
                                         Broken{"a\nx\"y\n", "inside a cell", 2, 2}));

TEST(Numbers, ArePlainDecimals) {
  EXPECT_EQ(format_number(1e21), "1000000000000000000000");
  EXPECT_EQ(format_number(0.5, 0), "1");
  EXPECT_EQ(format_number(-0.001, 2), "0.00");
  EXPECT_EQ(format_number(-1.5, 2), "-1.50");
  EXPECT_EQ(format_number(0.07, 3), "0.070");
  EXPECT_EQ(format_number(1e300, 2).size(), 301u);
  EXPECT_EQ(round_to(1.23456, 2), 1.23);
}

}  // namespace
}  // namespace corridor::results
