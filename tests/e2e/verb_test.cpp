// The other verbs, each from outside.
#include <nlohmann/json.hpp>
#include <regex>
#include <set>

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

// Codes as they stand in quotes in the sources.
std::set<std::string> codes_in_sources() {
  std::set<std::string> codes;
  const std::regex code("\"([EW][0-9]{3})\"");
  for (const auto& file : fs::recursive_directory_iterator(fs::path(CORRIDOR_SOURCE_DIR) / "src")) {
    if (file.path().extension() != ".cpp" && file.path().extension() != ".hpp") continue;
    const std::string text = read_text(file.path());
    for (std::sregex_iterator found(text.begin(), text.end(), code), end; found != end; ++found) {
      codes.insert((*found)[1]);
    }
  }
  return codes;
}

TEST_F(Verb, HelpExplainsEveryCodeThatIsEmitted) {
  const std::set<std::string> codes = codes_in_sources();
  EXPECT_GT(codes.size(), 60U);
  for (const std::string& code : codes) EXPECT_EQ(corridor({"help", code}).code, 0) << code;
}

TEST_F(Verb, QuietSaysNothingWhenAllIsWell) {
  for (const char* verb : {"run", "validate"}) {
    const Ended quiet = corridor({verb, "ford-shut.yaml", "-q"});
    EXPECT_EQ(quiet.code, 0) << verb;
    EXPECT_EQ(quiet.out + quiet.err, "") << verb;
  }
}

TEST_F(Verb, AWhatIfThatExtendsABaseIsComparedWithIt) {
  const Ended run = corridor({"run", "ford-shut.yaml", "--no-decisive"});
  EXPECT_THAT(run.out, HasSubstr("change    from tiny: "));
  EXPECT_THAT(corridor({"run", "tiny.yaml", "--no-decisive"}).out, HasSubstr("this is a base"));
}

TEST_F(Verb, TheBaseIsNotSolvedAgainWhereItsRunStandsWhole) {
  const auto told = [&] { return corridor({"run", "ford-shut.yaml", "--no-decisive", "-v"}); };
  const auto change_in = [](const std::string& out) {
    const std::size_t at = out.find("change    ");
    return out.substr(at, out.find('\n', at) - at);
  };
  const Ended alone = told();
  EXPECT_THAT(alone.err, HasSubstr("solving the base"));
  ASSERT_EQ(corridor({"run", "tiny.yaml", "--no-decisive"}).code, 0);
  const Ended beside = told();
  EXPECT_THAT(beside.err, HasSubstr("comparing with the base"));
  EXPECT_EQ(change_in(beside.out), change_in(alone.out));
  // A file that is not as the run wrote it does not count.
  for (const auto& entry : fs::directory_iterator(folder() / "runs")) {
    if (entry.path().filename().string().starts_with("tiny-"))
      write_text(entry.path() / "ports.csv", read_text(entry.path() / "ports.csv") + "\n");
  }
  const Ended damaged = told();
  EXPECT_THAT(damaged.err, HasSubstr("solving the base"));
  EXPECT_EQ(change_in(damaged.out), change_in(alone.out));
}

TEST_F(Verb, RunSaysWhatMoreRoomIsWorthWhereALimitBinds) {
  write("full.yaml",
        "extends: tiny\ntitle: Full\nchanges:\n"
        "  - adjust_demand: {where: {load_kind: choice}, volume: {scale: 8}}\n");
  const Ended full = corridor({"run", "full.yaml", "--no-decisive", "--jobs", "1"});
  EXPECT_THAT(full.out, testing::ContainsRegex(
                            "\nroom      [0-9]+ more TEU a day at Dune Harbour container terminals "
                            "are worth [0-9,]+ USD a day in 2026-01; it stops binding at [0-9.]+, "
                            "now [0-9.]+\n"));
  const auto saved = files_of(only_run());
  EXPECT_THAT(saved.at("ranging.csv"), HasSubstr("USD a day in 2026-01; it stops binding at "));
  ASSERT_EQ(corridor({"run", "full.yaml", "--no-decisive", "--jobs", "2", "--out", "two"}).code, 0);
  EXPECT_EQ(saved, files_of(only_run("two")));
  const auto json =
      nlohmann::json::parse(corridor({"run", "full.yaml", "--no-decisive", "--json"}).out);
  EXPECT_EQ(json["ranging"][0]["name"], "Dune Harbour container terminals");
  EXPECT_GT(json["ranging"][0]["worth_of_step"], 0.0);
  EXPECT_THAT(corridor({"run", "tiny.yaml", "--no-decisive"}).out,
              testing::Not(HasSubstr("room ")));
}

TEST_F(Verb, RunSaysWhatStaysForWantOfRoomAndWhatWouldLetItThrough) {
  const Ended run = corridor({"run", "narrow-gates.yaml", "--no-decisive", "--jobs", "1"});
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_THAT(run.out, HasSubstr("\nshort     108 TEU stay in 2026-02 for want of room, at least "
                                 "108 whatever ways are taken; 1,095 in 12 months\n"
                                 "short     2 limits that together cannot be kept (any one given "
                                 "up, the others can): "));
  EXPECT_THAT(run.out, HasSubstr("\nshort     cheapest way out: 3.86 more TEU a day of room in all "
                                 "(no less than 3.86), where room for a TEU costs the same "
                                 "everywhere: "));
  const auto saved = files_of(only_run());
  EXPECT_THAT(saved.at("shortage.csv"), HasSubstr("\n2026-01,87.2,87.2,2.81,2.81,border,bx_"));
  ASSERT_EQ(
      corridor({"run", "narrow-gates.yaml", "--no-decisive", "--jobs", "2", "--out", "two"}).code,
      0);
  EXPECT_EQ(saved, files_of(only_run("two")));
  const auto json =
      nlohmann::json::parse(corridor({"run", "narrow-gates.yaml", "--no-decisive", "--json"}).out);
  EXPECT_EQ(json["shortage"].size(), 24U);
  EXPECT_EQ(json["shortage"][0]["conflict"], 1);
}

TEST_F(Verb, WhereNothingIsShortOfRoomNothingIsSaid) {
  const Ended shut = corridor({"run", "ford-shut.yaml", "--no-decisive"});
  EXPECT_THAT(shut.out, testing::Not(HasSubstr("short ")));
  EXPECT_FALSE(files_of(only_run()).contains("shortage.csv"));
  const auto json =
      nlohmann::json::parse(corridor({"run", "ford-shut.yaml", "--no-decisive", "--json"}).out);
  EXPECT_TRUE(json["shortage"].empty());
}

TEST_F(Verb, ElasticDemandGrowsWithTheDaysSavedAgainstTheBase) {
  write("elastic.yaml",
        "extends: tiny\ntitle: Elastic\nsettings: {demand: elastic}\nchanges:\n"
        "  - adjust_border: {where: bx_ford_road, hours: 1 h}\n");
  const Ended elastic = corridor({"run", "elastic.yaml", "--no-decisive"});
  EXPECT_EQ(elastic.code, 0) << elastic.err;
  EXPECT_THAT(elastic.err, testing::ContainsRegex("demand answers to the days saved: [0-9.]+ TEU "
                                                  "more; settled in [0-9]+ steps"));
  const auto saved = files_of(only_run());
  EXPECT_THAT(saved.at("induced.csv"), HasSubstr("\nhills-m-isle-goods,Hills,Isle,"));
  fs::create_directory(folder() / "copy");
  write("copy/effective.yaml", saved.at("effective.yaml"));
  const Ended again =
      corridor({"run", "copy/effective.yaml", "--no-decisive", "--out", "second", "--jobs", "1"});
  EXPECT_EQ(again.code, 0) << again.err;
  EXPECT_EQ(saved.at("summary.csv"), files_of(only_run("second")).at("summary.csv"));
}

// The railway is planned: whatever its speed, no box can take it.
TEST_F(Verb, AChangeThatAltersNoWayIsAnErrorAtItsLine) {
  write("idle.yaml",
        "extends: tiny\ntitle: Idle\nchanges:\n"
        "  - adjust_border: {where: bx_ford_road, hours: {scale: 0.5}}\n"
        "  - adjust_link: {where: summit, speed: 90 km/h}\n");
  for (const char* verb : {"run", "validate"}) {
    const Ended idle = corridor({verb, "idle.yaml"});
    EXPECT_EQ(idle.code, 2);
    EXPECT_THAT(idle.err, HasSubstr("error E226: the change alters"));
    EXPECT_THAT(idle.err, HasSubstr("but no time, price or capacity of any way\n"
                                    "  --> idle.yaml:5:5\n"));
    EXPECT_THAT(idle.err, HasSubstr("1 error\n"));
  }
  EXPECT_FALSE(fs::exists(folder() / "runs"));
  write("real.yaml",
        "extends: summit-railway\ntitle: Real\nchanges:\n"
        "  - adjust_link: {where: summit, speed: 90 km/h}\n");
  EXPECT_EQ(corridor({"validate", "real.yaml"}).code, 0) << "open, it counts";
}

TEST_F(Verb, ValidateCountsRowsByTableAndGrade) {
  const Ended validate = corridor({"validate", "tiny.yaml"});
  EXPECT_EQ(validate.code, 0) << validate.err;
  EXPECT_THAT(validate.out, testing::ContainsRegex("road_links +[0-9]+ +0 +0 +0 +[0-9]+\n"));
  EXPECT_THAT(validate.out, HasSubstr("No way through a third port undercuts a direct lane"));
}

TEST_F(Verb, ValidateTellsProgramsTheSameAsPeople) {
  const Ended validate = corridor({"validate", "tiny.yaml", "--scorecard", "--json"});
  EXPECT_EQ(validate.code, 0) << validate.err;
  const auto json = nlohmann::json::parse(validate.out);
  const auto& last = json["grades"].back();
  EXPECT_EQ(last["table"], "all");
  EXPECT_EQ(last["rows"], last["A"].get<int>() + last["B"].get<int>() + last["C"].get<int>() +
                              last["D"].get<int>());
  EXPECT_FALSE(json["reach"].empty());
  for (const char* table : {"lanes", "scorecard", "scorecard_summary", "backcast"})
    EXPECT_TRUE(json[table].is_array()) << table;
}

TEST_F(Verb, ValidateWritesItsTablesWhereItIsTold) {
  ASSERT_EQ(corridor({"validate", "tiny.yaml", "--scorecard", "--out", "score"}).code, 0);
  std::vector<std::string> names;
  for (const auto& [name, text] : files_of(folder() / "score")) names.push_back(name);
  EXPECT_THAT(names, testing::ElementsAre("backcast.csv", "grades.csv", "lanes.csv", "reach.csv",
                                          "scorecard.csv", "scorecard_summary.csv"));
  ASSERT_EQ(corridor({"validate", "tiny.yaml"}).code, 0);
  EXPECT_FALSE(fs::exists(folder() / "runs")) << "nothing is written unasked";
  write("taken", "");
  const Ended refused = corridor({"validate", "tiny.yaml", "--out", "taken"});
  EXPECT_EQ(refused.code, 2);
  EXPECT_THAT(refused.err, HasSubstr("error E702: cannot write `taken/grades.csv`"));
}

// The backcast stands there too, but it changes with the engines and is not held.
TEST_F(Verb, TheScorecardInTheDocumentsIsThatOfTheProgram) {
  const fs::path source = CORRIDOR_SOURCE_DIR;
  ASSERT_EQ(corridor({"validate", (source / "scenarios/base-2024.yaml").string(), "--scorecard",
                      "--out", "score", "-q"})
                .code,
            0);
  for (const char* name : {"scorecard.csv", "scorecard_summary.csv"}) {
    EXPECT_EQ(read_text(folder() / "score" / name), read_text(source / "docs/scorecard" / name))
        << "corridor validate scenarios/base-2024.yaml --scorecard --out docs/scorecard";
  }
}

TEST_F(Verb, InitMakesAFolderThatRuns) {
  ASSERT_EQ(corridor({"init", "toy", "--template", "tiny"}).code, 0);
  const Ended run = corridor({"run", "toy/tiny.yaml", "--out", "runs"});
  EXPECT_EQ(run.code, 0) << run.err;
  const Ended again = corridor({"init", "toy", "--template", "tiny"});
  EXPECT_EQ(again.code, 2);
  EXPECT_THAT(again.err, HasSubstr("error E802: `toy` exists and is not empty"));
}

// Two roads from 1 to 2: 10 trips, a short way that holds 4 of them and a long one.
TEST_F(Verb, AssignReadsGmnsAndPricesFullLinks) {
  fs::create_directory(folder() / "town");
  write("town/node.csv", "node_id,zone_id\n1,1\n2,2\n3,\n");
  write("town/link.csv",
        "link_id,from_node_id,to_node_id,directed,length,free_speed,capacity,lanes\n"
        "1,1,2,true,10,10,4,1\n2,1,3,true,30,10,100,1\n3,3,2,true,0,10,100,1\n");
  write("town/demand.csv", "o_zone_id,d_zone_id,volume\n1,2,10\n");
  const std::vector<std::string> words = {"assign", "town", "--trips", "town/demand.csv"};
  const auto with = [&](std::vector<std::string> more) {
    more.insert(more.begin(), words.begin(), words.end());
    return corridor(more);
  };
  const Ended limited = with({"--capacities", "1", "--flows", "flows.csv"});
  EXPECT_EQ(limited.code, 0) << limited.err;
  EXPECT_THAT(limited.out, HasSubstr("1 of 3 limits bind"));
  EXPECT_THAT(limited.out, HasSubstr("1 to 2: full at 4; one more is worth 1.8500"));
  EXPECT_THAT(read_text(folder() / "flows.csv"), HasSubstr("1,2,4"));
  const Ended away = with({"--capacities", "0.05", "--stay-cost", "5"});
  EXPECT_EQ(away.code, 0) << away.err;
  EXPECT_THAT(away.out, HasSubstr("4.8 stay away"));
  const Ended spread = with({"--theta", "0.5", "--flows", "spread.csv"});
  EXPECT_EQ(spread.code, 0) << spread.err;
  EXPECT_THAT(spread.out, HasSubstr("converged; 2 routes, "));
  EXPECT_NE(read_text(folder() / "spread.csv"), read_text(folder() / "flows.csv"));
  const Ended proven = with({"--capacities", "0.05"});
  EXPECT_EQ(proven.code, 4);
  EXPECT_THAT(proven.out, HasSubstr("2 limits that together cannot be kept (any one given up, the "
                                    "others can): 1 to 2, 3 to 2"));
  EXPECT_THAT(proven.out, HasSubstr("cheapest way out: 4.8 more capacity in all"));
  write("town/link.csv", "link_id,from_node_id,to_node_id,length,capacity\n1,1,2,10,4\n");
  const Ended refused = with({});
  EXPECT_EQ(refused.code, 2);
  EXPECT_THAT(refused.err,
              HasSubstr("error E411: no column `free_speed`\n  --> town/link.csv:1:1"));
}

// One road that cars and trucks share: trucks count two and pay no toll.
TEST_F(Verb, AssignTakesSeveralClassesElasticTripsAndQueues) {
  fs::create_directory(folder() / "town");
  write("town/node.csv", "node_id,zone_id\n1,1\n2,2\n3,\n");
  write("town/link.csv",
        "from_node_id,to_node_id,length,free_speed,capacity,toll,servers\n"
        "1,2,10,10,10,4,\n1,3,30,10,100,0,\n3,2,0,10,100,0,1\n");
  write("town/cars.csv", "o_zone_id,d_zone_id,volume\n1,2,10\n");
  write("town/trucks.csv", "o_zone_id,d_zone_id,volume\n1,2,3\n");
  const auto with = [&](std::vector<std::string> more) {
    const std::vector<std::string> words = {"assign", "town",  "--flows", "flows.csv",
                                            "--gap",  "1e-10", "--trips"};
    more.insert(more.begin(), words.begin(), words.end());
    return corridor(more);
  };
  const Ended both =
      with({"town/cars.csv", "town/trucks.csv", "--pce", "1", "2", "--toll-weight", "1", "0"});
  EXPECT_EQ(both.code, 0) << both.err;
  EXPECT_THAT(both.out, HasSubstr("loads of one class need not be"));
  EXPECT_THAT(read_text(folder() / "flows.csv"),
              HasSubstr("from,to,volume_teu,cost,trips_1,cost_1,trips_2,cost_2\n1,2,6,"));
  const Ended uneven = with({"town/cars.csv", "--pce", "1", "2"});
  EXPECT_EQ(uneven.code, 2);
  EXPECT_THAT(uneven.err, HasSubstr("error E803: --pce: 2 values for 1 trip tables"));
  const Ended elastic = with({"town/cars.csv", "--elasticity", "2"});
  EXPECT_EQ(elastic.code, 0) << elastic.err;
  EXPECT_THAT(elastic.out, HasSubstr("stay away, of 10: "));
  const Ended ranged = with({"town/cars.csv", "--capacities", "0.5", "--ranging", "1"});
  EXPECT_THAT(ranged.out, HasSubstr("1 to 2: full at 5; one more is worth "));
  EXPECT_THAT(ranged.out, HasSubstr("; it stops to bind at 10"));
}

TEST_F(Verb, HelpEndsWithTwoExamples) {
  for (const std::string verb : {"run", "compare", "show", "validate", "init", "schema", "help",
                                 "routes", "explain", "ports", "select-link", "assign"}) {
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
