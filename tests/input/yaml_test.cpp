#include <gtest/gtest.h>

#include "../../src/input/yaml_document.hpp"
#include "corridor/base/error.hpp"

namespace corridor::input {
namespace {

std::string errors_of(const std::string& text) {
  std::vector<Finding> findings;
  static_cast<void>(parse_yaml({"f.yaml", text}, findings));
  std::string all;
  for (const Finding& finding : findings) all += format_finding(finding);
  return all;
}

YamlNode parse(const std::string& text) {
  std::vector<Finding> findings;
  const auto root = parse_yaml({"f.yaml", text}, findings);
  EXPECT_TRUE(findings.empty()) << findings.front().message;
  return root.value_or(YamlNode());
}

TEST(Yaml, TimesAndWordsStayText) {
  const YamlNode root = parse("a: 08:00\nb: on\nc: NO\nd: 0777\ne: yes\nf: 1_000\n");
  const std::vector<std::string> texts = {"08:00", "on", "NO", "0777", "yes", "1_000"};
  for (std::size_t i = 0; i < texts.size(); ++i) {
    EXPECT_EQ(root.entries[i].value.text, texts[i]);
    EXPECT_FALSE(parse_bool(root.entries[i].value)) << texts[i];
  }
}

TEST(Yaml, OnlyTrueAndFalseAreTruth) {
  const YamlNode root = parse("a: true\nb: 'true'\nc: False\n");
  EXPECT_EQ(parse_bool(root.entries[0].value), true);
  EXPECT_EQ(parse_bool(root.entries[1].value), std::nullopt);
  EXPECT_EQ(parse_bool(root.entries[2].value), false);
}

TEST(Yaml, PositionsCountFromOne) {
  const YamlNode root = parse("a: 1\nb: {c: [x, yy]}\n");
  const YamlNode& list = root.entries[1].value.entries[0].value;
  EXPECT_EQ(list.items[1].mark, (TextMark{2, 12, 2}));
  EXPECT_EQ(root.entries[1].mark, (TextMark{2, 1, 1}));
}

TEST(Yaml, BlockTextKeepsItsLines) {
  const YamlNode root = parse("a: |\n  x,y\n  1,2\nb: \"x\\ny\"\n");
  EXPECT_EQ(root.entries[0].value.text, "x,y\n1,2\n");
  EXPECT_TRUE(root.entries[0].value.is_block);
  EXPECT_FALSE(root.entries[1].value.is_block);
}

TEST(Yaml, AliasesAreWrittenOut) {
  const YamlNode root = parse("a: &x [1, 2]\nb: *x\n");
  EXPECT_EQ(root.entries[1].value.items.size(), 2U);
}

TEST(Yaml, EmptyFileAndBareKeysAreNothing) {
  EXPECT_EQ(parse("# only a remark\n").kind, YamlNode::Kind::kNull);
  EXPECT_EQ(parse("a:\nb: ~\n").entries[1].value.kind, YamlNode::Kind::kNull);
}

TEST(Yaml, RepeatedKeyIsAnErrorAtItsSecondPlace) {
  EXPECT_EQ(errors_of("a: 1\nb: {c: 1, c: 2}\n"),
            "error E202: key `c` stands twice in one map\n"
            "  --> f.yaml:2:11\n"
            "    2 | b: {c: 1, c: 2}\n"
            "      |           ^ first in line 2\n"
            "  help: keep one of them\n");
}

TEST(Yaml, ColumnsCountCharactersNotBytes) {
  EXPECT_EQ(errors_of("{é: 1, é: 2}\n"),
            "error E202: key `é` stands twice in one map\n"
            "  --> f.yaml:1:8\n"
            "    1 | {é: 1, é: 2}\n"
            "      |        ^ first in line 1\n"
            "  help: keep one of them\n");
}

TEST(Yaml, TabInTheIndentationIsNamed) {
  EXPECT_EQ(errors_of("a:\n\tb: 1\n"),
            "error E201: a tab in the indentation\n"
            "  --> f.yaml:2:1\n"
            "    2 | \tb: 1\n"
            "      | ^\n"
            "  help: indent with spaces\n");
}

TEST(Yaml, SyntaxErrorHasLineAndColumn) {
  EXPECT_EQ(errors_of("a: b: c\n"),
            "error E201: this is not YAML: illegal map value\n"
            "  --> f.yaml:1:5\n"
            "    1 | a: b: c\n"
            "      |     ^\n"
            "  help: check colons, brackets, quotes and indentation here and in the line before\n");
}

TEST(Yaml, OpenQuoteIsFoundThoughTheParserAcceptsIt) {
  EXPECT_EQ(errors_of("a: 'it''s\nb: 2\n"),
            "error E201: a quote is not closed\n"
            "  --> f.yaml:1:4\n"
            "    1 | a: 'it''s\n"
            "      |    ^\n"
            "  help: add the quote at its end\n");
}

TEST(Yaml, SecondDocumentIsAnError) {
  EXPECT_EQ(errors_of("a: 1\n---\nb: 2\n"),
            "error E201: a second document in one file\n"
            "  --> f.yaml:3:1\n"
            "    3 | b: 2\n"
            "      | ^\n"
            "  help: remove the `---` and what follows\n");
}

TEST(Yaml, TagsAndControlCharactersAreErrors) {
  EXPECT_NE(errors_of("a: !!int 3\n").find("YAML tags have no meaning here"), std::string::npos);
  EXPECT_EQ(errors_of(std::string("a: 1\nb: x\0y\n", 12)),
            "error E201: a control character in line 2\n"
            "  --> f.yaml:2\n"
            "  help: remove it\n");
}

TEST(Yaml, ExpansionBombIsRefused) {
  std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 9; ++i) {
    const std::string last = "*a" + std::to_string(i - 1);
    bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [";
    for (int j = 0; j < 9; ++j) bomb += last + ", ";
    bomb += last + "]\n";
  }
  EXPECT_NE(errors_of(bomb).find("error E216: the file grows without measure"), std::string::npos);
}

TEST(Yaml, DeepNestingIsRefused) {
  const std::string deep = std::string(100, '[') + std::string(100, ']');
  EXPECT_NE(errors_of("a: " + deep).find("error E216: lists and maps are nested deeper than 40"),
            std::string::npos);
  const std::string deeper = std::string(100'000, '[');
  EXPECT_NE(errors_of("a: " + deeper).find("error E216"), std::string::npos);
}

}  // namespace
}  // namespace corridor::input
