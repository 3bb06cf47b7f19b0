// The other verbs, each from outside.
#include <nlohmann/json.hpp>

#include "program.hpp"

namespace corridor::e2e {
namespace {

using testing::HasSubstr;

class Verb : public ToyWorld {};

TEST_F(Verb, CompareTellsInputsAndResultsApart) {
  const Ended compare = corridor({"compare", "tiny.yaml", "ford-shut.yaml"});
  EXPECT_EQ(compare.code, 0) << compare.err;
  EXPECT_THAT(compare.out, HasSubstr("input"));
  EXPECT_THAT(compare.out, HasSubstr("ford"));
  EXPECT_THAT(compare.out, HasSubstr("result"));
}

TEST_F(Verb, CompareTakesRunFolders) {
  ASSERT_EQ(corridor({"run", "tiny.yaml", "--out", "a"}).code, 0);
  ASSERT_EQ(corridor({"run", "ford-shut.yaml", "--out", "b"}).code, 0);
  const Ended compare = corridor({"compare", only_run("a").string(), only_run("b").string()});
  EXPECT_EQ(compare.code, 0) << compare.err;
  EXPECT_THAT(compare.out, HasSubstr("ford"));
}

TEST_F(Verb, ShowSaysFileAndLineOfAValue) {
  const Ended show = corridor({"show", "tiny.yaml", "--origin", "--path", "borders.bx_ford_road"});
  EXPECT_EQ(show.code, 0) << show.err;
  EXPECT_THAT(show.out,
              HasSubstr("borders.bx_ford_road.hours_out = 12 h  <- data/borders.csv:2\n"));
}

TEST_F(Verb, ShowSaysWhatAChangeReplaced) {
  const Ended show = corridor(
      {"show", "summit-railway.yaml", "--origin", "--path", "borders.bx_ford_road.hours_out"});
  EXPECT_THAT(show.out,
              HasSubstr("borders.bx_ford_road.hours_out = 6 h  <- summit-railway.yaml:9"));
  EXPECT_THAT(show.out, HasSubstr(", was 12 h"));
}

TEST_F(Verb, SchemaIsJson) {
  for (const char* what : {"scenario", "data"}) {
    const Ended schema = corridor({"schema", what});
    EXPECT_EQ(schema.code, 0);
    EXPECT_TRUE(nlohmann::json::accept(schema.out)) << what;
  }
}

TEST_F(Verb, HelpExplainsACode) {
  const Ended help = corridor({"help", "E203"});
  EXPECT_EQ(help.code, 0);
  EXPECT_THAT(help.out, HasSubstr("E203: A key or condition that nobody reads"));
  EXPECT_NE(corridor({"help", "E999"}).code, 0);
}

TEST_F(Verb, InitMakesAFolderThatRuns) {
  ASSERT_EQ(corridor({"init", "toy", "--template", "tiny"}).code, 0);
  const Ended run = corridor({"run", "toy/tiny.yaml", "--out", "runs"});
  EXPECT_EQ(run.code, 0) << run.err;
  const Ended again = corridor({"init", "toy", "--template", "tiny"});
  EXPECT_EQ(again.code, 2);
  EXPECT_THAT(again.err, HasSubstr("error E802: `toy` exists and is not empty"));
}

TEST_F(Verb, HelpEndsWithTwoExamples) {
  for (const std::string verb : {"run", "compare", "show", "validate", "init", "schema", "help",
                                 "routes", "explain", "ports"}) {
    const Ended help = corridor({verb, "--help"});
    EXPECT_EQ(help.code, 0) << verb;
    const std::size_t examples = help.out.rfind("Examples:\n");
    ASSERT_NE(examples, std::string::npos) << verb;
    const std::string tail = help.out.substr(examples + 10);
    EXPECT_THAT(tail, testing::MatchesRegex("  corridor " + verb + " [^\n]*\n  corridor " + verb +
                                            " [^\n]*\n+"));
  }
}

}  // namespace
}  // namespace corridor::e2e
