// The CSV reader: what it accepts, and the exact words for each broken input.
#include <gtest/gtest.h>

#include <string>

#include "corridor/input/table.hpp"

namespace corridor::input {
namespace {

ColumnSpec column(std::string_view name, CellType type, std::string_view options = "") {
  ColumnSpec spec;
  spec.name = name;
  spec.type = type;
  spec.options = options;
  spec.what = "test column";
  return spec;
}

// Roads with one column of each type.
const TableSpec& roads() {
  static const std::vector<ColumnSpec> all = [] {
    std::vector<ColumnSpec> columns = {column("id", CellType::kKey),
                                       column("name", CellType::kText),
                                       column("km", CellType::kNumber),
                                       column("km_low", CellType::kNumber),
                                       column("km_high", CellType::kNumber),
                                       column("lanes", CellType::kInteger),
                                       column("kind", CellType::kChoice, "trunk mountain"),
                                       column("paved", CellType::kYesNo),
                                       column("since", CellType::kDate),
                                       column("days", CellType::kList, "Mon Tue"),
                                       column("grade", CellType::kGrade)};
    columns[0].required = true;
    columns[2].required = true;
    columns[2].what = "length";
    for (std::size_t i : {2U, 3U, 4U, 5U}) columns[i].least = 0.0;
    for (std::size_t i : {2U, 3U, 4U}) columns[i].unit = "km";
    columns[5].most = 12.0;
    return columns;
  }();
  static const TableSpec spec{"roads", "Roads of a test.", all, true};
  return spec;
}

const std::string kHeader = "id,name,km,km_low,km_high,lanes,kind,paved,since,days,grade\n";

std::string findings_of(const std::string& text) {
  std::vector<Finding> findings;
  static_cast<void>(read_csv(text, roads(), "roads.csv", findings));
  std::string all;
  for (const Finding& finding : findings) all += format_finding(finding);
  return all;
}

std::string findings_of_row(const std::string& row) {
  return findings_of(kHeader + row + "\n");
}

Table read_well(const std::string& text) {
  std::vector<Finding> findings;
  Table table = read_csv(text, roads(), "roads.csv", findings);
  for (const Finding& finding : findings) ADD_FAILURE() << format_finding(finding);
  return table;
}

TEST(Csv, ReadsCellsWithTheirPlaceInTheFile) {
  const Table table =
      read_well(kHeader + "a,\"Ost, West\",12.5,10,15,2,trunk,yes,2024-02-29,Mon;Tue,B\n");
  ASSERT_EQ(table.rows.size(), 1U);
  EXPECT_EQ(table.text(0, "name"), "Ost, West");
  EXPECT_EQ(table.number(0, "km"), 12.5);
  EXPECT_EQ(table.row_of.at("a"), 0U);
  EXPECT_EQ(table.rows[0].line, 2);
  EXPECT_EQ(table.rows[0].cells[2].column, 15U);
  EXPECT_EQ(table.rows[0].file, "roads.csv");
}

TEST(Csv, BlankIsUnknownNotZero) {
  const Table table = read_well(kHeader + "a,,1,,,,,,,,\n");
  EXPECT_EQ(table.number(0, "lanes"), std::nullopt);
}

TEST(Csv, AcceptsAnyOrderOfColumns) {
  const Table table =
      read_well("km,id,name,km_low,km_high,lanes,kind,paved,since,days,grade\n7,a,,,,,,,,,\n");
  EXPECT_EQ(table.text(0, "id"), "a");
  EXPECT_EQ(table.number(0, "km"), 7.0);
}

TEST(Csv, AcceptsCarriageReturnsBlankLinesAndAMissingLastLineEnd) {
  std::string text = kHeader + "\na,Kräuter,1,,,,,,,,\n\nb,,2,,,,,,,,B";
  for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += 2) {
    text.replace(at, 1, "\r\n");
  }
  const Table table = read_well(text);
  ASSERT_EQ(table.rows.size(), 2U);
  EXPECT_EQ(table.text(0, "name"), "Kräuter");
  EXPECT_EQ(table.rows[0].cells[2].column, 11U) << "characters count, not bytes";
  EXPECT_EQ(table.text(1, "grade"), "B");
  EXPECT_EQ(table.rows[1].line, 5);
}

TEST(Csv, QuotedTextsMayHoldQuotesAndLines) {
  const Table table = read_well(kHeader + "a,\"say \"\"no\"\"\nnow\",1,,,,,,,,\nb,,2,,,,,,,,\n");
  EXPECT_EQ(table.text(0, "name"), "say \"no\"\nnow");
  EXPECT_EQ(table.rows[1].line, 4);
  EXPECT_EQ(table.rows[0].cells[2].column, 0U) << "not on the line where the row begins";
}

std::vector<std::string> cells_of(const Table& table) {
  std::vector<std::string> texts;
  for (const TableRow& row : table.rows) {
    for (const Cell& cell : row.cells) texts.push_back(cell.text);
  }
  return texts;
}

TEST(Csv, WritesWhatItReadsBack) {
  const Table table = read_well(kHeader +
                                "a,\"say \"\"no\"\", twice\",1,,,,,,,,\nb,\"two\nlines\",2,,,,,,,"
                                "Mon,D\nc,\"\r\",3.25,0,4,12,trunk,no,2026-01-31,,A\n");
  const Table again = read_well(write_csv(table));
  EXPECT_EQ(cells_of(again), cells_of(table));
  EXPECT_EQ(write_csv(again), write_csv(table));
}

TEST(Csv, ByteOrderMarkIsAWarning) {
  std::vector<Finding> findings;
  const Table table =
      read_csv("\xEF\xBB\xBF" + kHeader + "a,,1,,,,,,,,\n", roads(), "roads.csv", findings);
  EXPECT_EQ(table.rows.size(), 1U);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(format_finding(findings[0]),
            R"(warning E101: the file begins with a byte-order mark, which is skipped
  --> roads.csv
  help: save it as UTF-8 without a byte-order mark
)");
}

TEST(Csv, RowsWithABrokenIdAreLeftOut) {
  std::vector<Finding> findings;
  const Table table =
      read_csv(kHeader + "a b,,1,,,,,,,,\n,,2,,,,,,,,\nc,,3,,,,,,,,\nc,,4,,,,,,,,\n", roads(),
               "roads.csv", findings);
  ASSERT_EQ(table.rows.size(), 1U);
  EXPECT_EQ(table.text(0, "km"), "3");
  EXPECT_EQ(findings.size(), 3U);
}

TEST(Csv, ARowOfTheWrongLengthKeepsOnlyItsId) {
  std::vector<Finding> findings;
  const Table table = read_csv(kHeader + "a,x,1\n", roads(), "roads.csv", findings);
  ASSERT_EQ(table.rows.size(), 1U);
  EXPECT_EQ(table.text(0, "id"), "a");
  EXPECT_EQ(table.text(0, "name"), "");
  EXPECT_EQ(findings.size(), 1U);
}

TEST(Csv, FindsEveryFaultInOnePass) {
  std::vector<Finding> findings;
  static_cast<void>(read_csv(kHeader + "a,,x,,,1.5,road,maybe,soon,Son,E\nb,,,,,,,,,,\n", roads(),
                             "roads.csv", findings));
  EXPECT_EQ(findings.size(), 8U);
}

TEST(Csv, LongLinesAreNotPrinted) {
  const std::string text = findings_of_row("a," + std::string(200, 'x') + ",no,,,,,,,,");
  EXPECT_NE(text.find("--> roads.csv:2:204\n  help"), std::string::npos) << text;
}

struct Broken {
  const char* name;
  std::string text;
  std::string expected;
};
std::ostream& operator<<(std::ostream& out, const Broken& broken) {
  return out << broken.name;
}

class BrokenCsv : public testing::TestWithParam<Broken> {};

TEST_P(BrokenCsv, IsToldInTheseWords) {
  EXPECT_EQ(findings_of(GetParam().text), GetParam().expected);
}

const Broken kBrokenTexts[] = {
    {"Encoding", kHeader + "a,\xE9t\xE9,1,,,,,,,,\n",
     R"(error E102: the file is not UTF-8: byte 0xe9
  --> roads.csv:2:3
  help: save it as UTF-8; nothing of it was read
)"},
    {"EncodingOfSixteenBits", std::string("\xFF\xFEi\0d\0", 6),
     R"(error E102: the file is not UTF-8: byte 0xff
  --> roads.csv:1:1
  help: save it as UTF-8; nothing of it was read
)"},
    {"Empty", "\n\n", R"(error E120: table `roads` is empty: it has no header
  --> roads.csv
  help: first line: id,name,km,km_low,km_high,lanes,kind,paved,since,days,grade
)"},
    {"Semicolons", "id;name;km\na;b;1\n", R"(error E122: columns are not separated by commas
  --> roads.csv:1:1
    1 | id;name;km
      | ^^^^^^^^^^
  help: save it as comma separated values
)"},
    {"MissingColumn", "id,name,km,km_low,km_high,lanes,kind,paved,since,days\na,,1,,,,,,,\n",
     R"(error E103: table `roads` has no column `grade`
  --> roads.csv:1:1
    1 | id,name,km,km_low,km_high,lanes,kind,paved,since,days
      | ^
  help: grade: test column; cells that are not known stay blank
)"},
    {"UnknownColumn", "id,name,km,km_low,km_high,lane,kind,paved,since,days,grade,lanes\n",
     R"(error E104: unknown column `lane` in table `roads`
  --> roads.csv:1:27
    1 | id,name,km,km_low,km_high,lane,kind,paved,since,days,grade,lanes
      |                           ^^^^ did you mean `lanes`?
  help: columns: id, name, km, km_low, km_high, lanes, kind, paved, since, days, grade
)"},
    {"RepeatedColumn", "id,name,km,km_low,km_high,lanes,kind,paved,since,days,grade,km\n",
     R"(error E105: column `km` stands twice in table `roads`
  --> roads.csv:1:61
    1 | id,name,km,km_low,km_high,lanes,kind,paved,since,days,grade,km
      |                                                             ^^
  help: keep one of them
)"},
    {"LongRow", kHeader + "a,Ost, West,1,,,,,,,,\n",
     R"(error E106: row `a` has 12 cells, the header has 11
  --> roads.csv:2:22
    2 | a,Ost, West,1,,,,,,,,
      |                      ^
  help: a text with a comma stands in quotes; the decimal sign is a point
)"},
    {"ShortRow", kHeader + "a,Ost,1\n", R"(error E106: row `a` has 3 cells, the header has 11
  --> roads.csv:2:8
    2 | a,Ost,1
      |        ^
  help: an unknown value is an empty cell between two commas
)"},
    {"OpenQuote", kHeader + "a,\"Ost,1,,,,,,,,\nb,,2,,,,,,,,\n",
     R"(error E107: row `a`: a quote is never closed
  --> roads.csv:2:3
    2 | a,"Ost,1,,,,,,,,
      |   ^
  help: a cell in quotes ends with one `"`; a quote inside it is written `""`
)"},
    {"TextAfterQuote", kHeader + "a,\"Ost\" West,1,,,,,,,,\n",
     R"(error E107: row `a`: text after the closing quote
  --> roads.csv:2:8
    2 | a,"Ost" West,1,,,,,,,,
      |        ^
  help: a cell in quotes ends with one `"`; a quote inside it is written `""`
)"},
    {"Word", kHeader + "a,,far,,,,,,,,\n", R"(error E108: `km` of `a`: number expected, got `far`
  --> roads.csv:2:4
    2 | a,,far,,,,,,,,
      |    ^^^
  help: write a plain decimal in km; leave it blank when it is not known
)"},
    {"DecimalComma", kHeader + "a,,\"12,5\",,,,,,,,\n",
     R"(error E108: `km` of `a`: number expected, got `12,5`
  --> roads.csv:2:4
    2 | a,,"12,5",,,,,,,,
      |    ^^^^^^ write 12.5: the decimal sign is a point
  help: write a plain decimal in km; leave it blank when it is not known
)"},
    {"ThousandsSeparator", kHeader + "a,,\"1,200\",,,,,,,,\n",
     R"(error E108: `km` of `a`: number expected, got `1,200`
  --> roads.csv:2:4
    2 | a,,"1,200",,,,,,,,
      |    ^^^^^^^ write 1.200 or 1200: the decimal sign is a point
  help: write a plain decimal in km; leave it blank when it is not known
)"},
    {"TwoThousandsSeparators", kHeader + "a,,\"1,200,000\",,,,,,,,\n",
     R"(error E108: `km` of `a`: number expected, got `1,200,000`
  --> roads.csv:2:4
    2 | a,,"1,200,000",,,,,,,,
      |    ^^^^^^^^^^^ write 1200000: no thousands separator
  help: write a plain decimal in km; leave it blank when it is not known
)"},
    {"TooLargeANumber", kHeader + "a,,1e400,,,,,,,,\n",
     R"(error E108: `km` of `a`: number expected, got `1e400`
  --> roads.csv:2:4
    2 | a,,1e400,,,,,,,,
      |    ^^^^^
  help: write a plain decimal in km; leave it blank when it is not known
)"},
    {"NotANumber", kHeader + "a,,NaN,,,,,,,,\n",
     R"(error E108: `km` of `a`: number expected, got `NaN`
  --> roads.csv:2:4
    2 | a,,NaN,,,,,,,,
      |    ^^^
  help: write a plain decimal in km; leave it blank when it is not known
)"},
    {"Infinity", kHeader + "a,,inf,,,,,,,,\n",
     R"(error E108: `km` of `a`: number expected, got `inf`
  --> roads.csv:2:4
    2 | a,,inf,,,,,,,,
      |    ^^^
  help: write a plain decimal in km; leave it blank when it is not known
)"},
    {"BlankBeforeNumber", kHeader + "a,, 5,,,,,,,,\n",
     R"(error E108: `km` of `a`: number expected, got ` 5`
  --> roads.csv:2:4
    2 | a,, 5,,,,,,,,
      |    ^^ remove the blanks around it
  help: write a plain decimal in km; leave it blank when it is not known
)"},
    {"UnitInCell", kHeader + "a,,5 km,,,,,,,,\n",
     R"(error E108: `km` of `a`: number expected, got `5 km`
  --> roads.csv:2:4
    2 | a,,5 km,,,,,,,,
      |    ^^^^
  help: write a plain decimal in km; leave it blank when it is not known
)"},
    {"FractionOfALane", kHeader + "a,,5,,,1.5,,,,,\n",
     R"(error E108: `lanes` of `a`: whole number expected, got `1.5`
  --> roads.csv:2:8
    2 | a,,5,,,1.5,,,,,
      |        ^^^
  help: write a plain decimal; leave it blank when it is not known
)"},
    {"Negative", kHeader + "a,,-5,,,,,,,,\n",
     R"(error E109: `km` of `a`: -5 is below the least value 0 km
  --> roads.csv:2:4
    2 | a,,-5,,,,,,,,
      |    ^^
  help: at least 0 km
)"},
    {"TooMany", kHeader + "a,,5,,,13,,,,,\n",
     R"(error E109: `lanes` of `a`: 13 is above the greatest value 12
  --> roads.csv:2:8
    2 | a,,5,,,13,,,,,
      |        ^^
  help: from 0 to 12
)"},
    {"RequiredBlank", kHeader + "a,Ost,,,,,,,,,\n", R"(error E110: `km` of `a` is blank
  --> roads.csv:2:7
    2 | a,Ost,,,,,,,,,
      |       ^
  help: it is required: length
)"},
    {"BlankId", kHeader + ",Ost,1,,,,,,,,\n", R"(error E110: `id` of a row of `roads` is blank
  --> roads.csv:2:1
    2 | ,Ost,1,,,,,,,,
      | ^
  help: it is required: test column
)"},
    {"BlankItem", kHeader + "a,,1,,,,,,,Mon;;Tue,\n",
     R"(error E110: `days` of `a`: an item of the list `Mon;;Tue` is blank
  --> roads.csv:2:12
    2 | a,,1,,,,,,,Mon;;Tue,
      |            ^^^^^^^^
  help: join the items by one `;` each
)"},
    {"RepeatedId", kHeader + "a,,1,,,,,,,,\nb,,1,,,,,,,,\na,,2,,,,,,,,\n",
     R"(error E111: id `a` stands twice in table `roads`
  --> roads.csv:4:1
    4 | a,,2,,,,,,,,
      | ^
  help: it stands first on line 2; give one of them another id
)"},
    {"BelowRange", kHeader + "a,,1,2,3,,,,,,\n",
     R"(error E112: `km_low` of `a`: 2 is above `km` of 1
  --> roads.csv:2:6
    2 | a,,1,2,3,,,,,,
      |      ^
  help: low <= value <= high
)"},
    {"AboveRange", kHeader + "a,,4,2,3,,,,,,\n",
     R"(error E112: `km` of `a`: 4 is above `km_high` of 3
  --> roads.csv:2:4
    2 | a,,4,2,3,,,,,,
      |    ^
  help: low <= value <= high
)"},
    {"RangeUpsideDown", kHeader + "a,,2,3,1,,,,,,\n",
     R"(error E112: `km_low` of `a`: 3 is above `km` of 2
  --> roads.csv:2:6
    2 | a,,2,3,1,,,,,,
      |      ^
  help: low <= value <= high
error E112: `km` of `a`: 2 is above `km_high` of 1
  --> roads.csv:2:4
    2 | a,,2,3,1,,,,,,
      |    ^
  help: low <= value <= high
)"},
    {"UnknownChoice", kHeader + "a,,1,,,,montain,,,,\n",
     R"(error E115: `kind` of `a`: unknown word `montain`
  --> roads.csv:2:9
    2 | a,,1,,,,montain,,,,
      |         ^^^^^^^ did you mean `mountain`?
  help: words: trunk, mountain
)"},
    {"UnknownItem", kHeader + "a,,1,,,,,,,Mon;Tua,\n",
     R"(error E115: `days` of `a`: unknown word `Tua`
  --> roads.csv:2:12
    2 | a,,1,,,,,,,Mon;Tua,
      |            ^^^^^^^ did you mean `Tue`?
  help: words: Mon, Tue
)"},
    {"NeitherYesNorNo", kHeader + "a,,1,,,,,y,,,\n", R"(error E115: `paved` of `a`: unknown word `y`
  --> roads.csv:2:10
    2 | a,,1,,,,,y,,,
      |          ^
  help: words: yes, no
)"},
    {"UnknownGrade", kHeader + "a,,1,,,,,,,,b\n", R"(error E115: `grade` of `a`: unknown word `b`
  --> roads.csv:2:13
    2 | a,,1,,,,,,,,b
      |             ^ did you mean `B`?
  help: words: A, B, C, D
)"},
    {"DayThatDoesNotExist", kHeader + "a,,1,,,,,,2026-02-30,,\n",
     R"(error E116: `since` of `a`: date expected, got `2026-02-30`
  --> roads.csv:2:11
    2 | a,,1,,,,,,2026-02-30,,
      |           ^^^^^^^^^^
  help: YYYY-MM-DD, a day that exists; leave it blank when it is open
)"},
    {"DateOfAnotherCountry", kHeader + "a,,1,,,,,,30.02.2026,,\n",
     R"(error E116: `since` of `a`: date expected, got `30.02.2026`
  --> roads.csv:2:11
    2 | a,,1,,,,,,30.02.2026,,
      |           ^^^^^^^^^^
  help: YYYY-MM-DD, a day that exists; leave it blank when it is open
)"},
    {"IdWithABlank", kHeader + "a b,,1,,,,,,,,\n",
     R"(error E117: `id` of a row of `roads`: `a b` is no id
  --> roads.csv:2:1
    2 | a b,,1,,,,,,,,
      | ^^^
  help: letters, digits, `_`, `-` and `.`, without blanks
)"},
    {"IdWithAnAccent", kHeader + "küste,,1,,,,,,,,\n",
     R"(error E117: `id` of a row of `roads`: `küste` is no id
  --> roads.csv:2:1
    2 | küste,,1,,,,,,,,
      | ^^^^^
  help: letters, digits, `_`, `-` and `.`, without blanks
)"},
    {"CharactersNotBytes", kHeader + "a,Kräuterstraße,far,,,,,,,,\n",
     R"(error E108: `km` of `a`: number expected, got `far`
  --> roads.csv:2:17
    2 | a,Kräuterstraße,far,,,,,,,,
      |                 ^^^
  help: write a plain decimal in km; leave it blank when it is not known
)"},
};

INSTANTIATE_TEST_SUITE_P(Input, BrokenCsv, testing::ValuesIn(kBrokenTexts),
                         [](const auto& broken) { return std::string(broken.param.name); });

}  // namespace
}  // namespace corridor::input
