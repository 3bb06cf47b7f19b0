// The verbs about routes: routes, explain, ports, each from outside.
#include <nlohmann/json.hpp>

#include "program.hpp"

namespace corridor::e2e {
namespace {

using testing::HasSubstr;
using testing::Not;

class RouteVerb : public ToyWorld {
 protected:
  [[nodiscard]] Ended routes(std::vector<std::string> words) const {
    words.insert(words.begin(), "routes");
    words.insert(words.end(), {"--scenario", "tiny.yaml"});
    return corridor(words);
  }
};

TEST_F(RouteVerb, RoutesListsAWayThroughEachHarbour) {
  const Ended ended = routes({"hill-city", "isle_port"});
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_THAT(ended.out, HasSubstr("Hill City to Isle Port"));
  EXPECT_THAT(ended.out, HasSubstr("Shore Harbour"));
  EXPECT_THAT(ended.out, HasSubstr("Dune Harbour"));
}

TEST_F(RouteVerb, RoutesTakesNamesAndRegions) {
  EXPECT_EQ(routes({"Hill City", "isle"}).code, 0);
  EXPECT_THAT(routes({"hills", "Isle Port"}).out, HasSubstr("(Hill City)"));
}

TEST_F(RouteVerb, RoutesTellsLegsStaircaseAndIndicators) {
  const Ended ended =
      routes({"hill_city", "isle_port", "-k", "1", "--legs", "--staircase", "--tfi"});
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_THAT(ended.out, HasSubstr("border: Ford"));
  EXPECT_THAT(ended.out, HasSubstr("haulage"));
  EXPECT_THAT(ended.out, HasSubstr("borders.bx_ford_road D"));
  EXPECT_THAT(ended.out, HasSubstr("UNESCAP"));
  EXPECT_THAT(ended.out, HasSubstr("border_hours"));
}

TEST_F(RouteVerb, RoutesAreJsonAndGeoJsonForPrograms) {
  const auto json = nlohmann::json::parse(routes({"hill_city", "isle_port", "--json"}).out);
  ASSERT_GE(json["routes"].size(), 2U);
  EXPECT_FALSE(json["routes"][0]["legs"].empty());
  EXPECT_EQ(json["from"], "hill_city");
  const auto map = nlohmann::json::parse(routes({"hill_city", "isle_port", "--geojson"}).out);
  EXPECT_EQ(map["type"], "FeatureCollection");
  EXPECT_EQ(map["features"][0]["geometry"]["type"], "MultiLineString");
}

TEST_F(RouteVerb, RoutesAvoidsAndPasses) {
  const Ended around = routes({"hill_city", "isle_port", "--avoid", "ford"});
  EXPECT_EQ(around.code, 0) << around.err;
  EXPECT_THAT(around.out, Not(HasSubstr("Shore Harbour")));
  const Ended through = routes({"hill_city", "isle_port", "--via", "sand_gate", "-k", "1"});
  EXPECT_EQ(through.code, 0) << through.err;
  EXPECT_THAT(through.out, HasSubstr("Pine"));
}

TEST_F(RouteVerb, RoutesByDateAndByPareto) {
  const Ended dated = routes({"hill_city", "isle_port", "--date", "2026-03-04"});
  EXPECT_EQ(dated.code, 0) << dated.err;
  EXPECT_THAT(dated.out, HasSubstr("arrives"));
  EXPECT_THAT(dated.out, HasSubstr("leaving on"));
  const Ended pareto = routes({"hill_city", "isle_port", "--pareto"});
  EXPECT_EQ(pareto.code, 0) << pareto.err;
  EXPECT_THAT(pareto.out, HasSubstr("not beaten in money"));
}

TEST_F(RouteVerb, RoutesSaysWhatCutsAPairOff) {
  write(
      "shut.yaml",
      "extends: tiny\ntitle: Shut\nchanges:\n  - close: {where: ford}\n  - close: {where: pine}\n");
  const Ended ended = corridor({"routes", "hill_city", "isle_port", "--scenario", "shut.yaml"});
  EXPECT_EQ(ended.code, 3) << ended.err;
  EXPECT_THAT(ended.err, HasSubstr("no way from Hill City to Isle Port"));
  EXPECT_THAT(ended.err, HasSubstr("Ford"));
  EXPECT_THAT(ended.err, HasSubstr("Pine"));
}

TEST_F(RouteVerb, WrongWordsNameTheNearest) {
  const Ended place = routes({"hill_cty", "isle_port"});
  EXPECT_EQ(place.code, 2);
  EXPECT_THAT(place.err, HasSubstr("error E301: no place or region is called `hill_cty`"));
  EXPECT_THAT(place.err, HasSubstr("hill_city"));
  const Ended same = routes({"hill_city", "Hill City"});
  EXPECT_EQ(same.code, 2);
  EXPECT_THAT(same.err, HasSubstr("E302"));
  const Ended goods = routes({"hill_city", "isle_port", "--class", "gold"});
  EXPECT_EQ(goods.code, 2);
  EXPECT_THAT(goods.err, HasSubstr("E303"));
  for (const char* day : {"2026-02-30", "soon", "2031-01-01"}) {
    const Ended date = routes({"hill_city", "isle_port", "--date", day});
    EXPECT_EQ(date.code, 2) << day;
    EXPECT_THAT(date.err, HasSubstr("E304"));
  }
  for (const char* flag : {"--via", "--avoid"}) {
    const Ended thing = routes({"hill_city", "isle_port", flag, "frod"});
    EXPECT_EQ(thing.code, 2) << flag;
    EXPECT_THAT(thing.err, HasSubstr("E305"));
    EXPECT_THAT(thing.err, HasSubstr("ford"));
  }
  EXPECT_EQ(routes({"hill_city", "isle_port", "-k", "0"}).code, 2);
}

TEST_F(RouteVerb, WrongWordsAreJsonToo) {
  const Ended ended = routes({"nowhere", "isle_port", "--json"});
  EXPECT_EQ(ended.code, 2);
  EXPECT_EQ(nlohmann::json::parse(ended.out)[0]["code"], "E301");
}

TEST_F(RouteVerb, ExplainComparesGatewaysScenariosAndRoutes) {
  const Ended ports = corridor({"explain", "hill_city", "isle_port", "--scenario", "tiny.yaml",
                                "--between", "shore-harbour,dune-harbour"});
  EXPECT_EQ(ports.code, 0) << ports.err;
  EXPECT_THAT(ports.out, HasSubstr("By component"));
  EXPECT_THAT(ports.out, HasSubstr("wins when"));
  const Ended worlds = corridor(
      {"explain", "hill_city", "isle_port", "--scenarios", "tiny.yaml,ford-shut.yaml", "--json"});
  EXPECT_EQ(worlds.code, 0) << worlds.err;
  const auto json = nlohmann::json::parse(worlds.out);
  double sum = 0.0;
  for (const auto& step : json["waterfall"]) sum += step["change_usd"].get<double>();
  EXPECT_NEAR(sum, json["gap_usd_per_teu"].get<double>(), 1e-9);
  EXPECT_EQ(corridor({"explain", "hill_city", "isle_port", "--scenario", "tiny.yaml"}).code, 0);
}

TEST_F(RouteVerb, ExplainRefusesWhatItCannotCompare) {
  const Ended port = corridor({"explain", "hill_city", "isle_port", "--scenario", "tiny.yaml",
                               "--between", "shore_harbour,lake_town"});
  EXPECT_EQ(port.code, 2);
  EXPECT_THAT(port.err, HasSubstr("E306"));
  const Ended number = corridor(
      {"explain", "hill_city", "isle_port", "--scenario", "tiny.yaml", "--routes", "1,99"});
  EXPECT_EQ(number.code, 2);
  EXPECT_THAT(number.err, HasSubstr("E307"));
  const Ended twice = corridor({"explain", "hill_city", "isle_port", "--scenario", "tiny.yaml",
                                "--between", "shore_harbour,shore_harbour"});
  EXPECT_EQ(twice.code, 2);
  EXPECT_THAT(twice.err, HasSubstr("E302"));
}

TEST_F(RouteVerb, PortsStandSideBySide) {
  const Ended ended = corridor(
      {"ports", "--scenario", "tiny.yaml", "--from", "hill_city,lake_town", "--to", "isle"});
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_THAT(ended.out, HasSubstr("Shore Harbour"));
  EXPECT_THAT(ended.out, HasSubstr("Catchment"));
  const Ended json = corridor({"ports", "--scenario", "tiny.yaml", "--from", "hill_city", "--to",
                               "isle", "--imports", "--json"});
  EXPECT_EQ(json.code, 0) << json.err;
  const auto parsed = nlohmann::json::parse(json.out);
  EXPECT_EQ(parsed["landed"].size(), 2U);
  EXPECT_EQ(corridor({"ports", "--scenario", "tiny.yaml", "--to", "isle"}).code, 2);
}

TEST_F(RouteVerb, PortsShowsTheLoadsOfASavedRun) {
  const std::vector<std::string> words = {"ports",     "--scenario", "tiny.yaml", "--from",
                                          "hill_city", "--to",       "isle",      "--json"};
  const auto plain = nlohmann::json::parse(corridor(words).out);
  EXPECT_FALSE(plain["gateways"][0].contains("run_teu"));
  ASSERT_EQ(corridor({"run", "tiny.yaml", "--no-decisive"}).code, 0);
  std::vector<std::string> with_run = words;
  with_run.insert(with_run.end(), {"--run", only_run().string()});
  const Ended ended = corridor(with_run);
  EXPECT_EQ(ended.code, 0) << ended.err;
  const auto ports = nlohmann::json::parse(ended.out)["gateways"];
  double loaded = 0.0;
  for (const auto& port : ports) loaded += port["run_teu"].get<double>();
  EXPECT_GT(loaded, 0.0);
  with_run.back() = "no-such-run";
  EXPECT_THAT(corridor(with_run).err, HasSubstr("E704"));
}

TEST_F(RouteVerb, PortsRefusesEndsThatNoGatewayLiesBetween) {
  for (const auto& [from, to] : {std::pair("isle_port", "isle"), std::pair("shore_harbour", "isle"),
                                 std::pair("hill_city", "lake_town")}) {
    const Ended ended = corridor({"ports", "--scenario", "tiny.yaml", "--from", from, "--to", to});
    EXPECT_EQ(ended.code, 2) << from << " to " << to;
    EXPECT_THAT(ended.err, HasSubstr("E308"));
  }
}

TEST_F(RouteVerb, RoutesSaysWhichOfTheThingsAvoidedCutsAPairOff) {
  const Ended ended = routes({"hill_city", "isle_port", "--avoid", "sea"});
  EXPECT_EQ(ended.code, 3);
  EXPECT_THAT(ended.err, HasSubstr("none that avoids"));
  EXPECT_THAT(ended.err, HasSubstr("Isle Port by sea"));
}

TEST_F(RouteVerb, ExamplesOfHelpRun) {
  EXPECT_THAT(corridor({"select-link", "shore_harbur", "--scenario", "tiny.yaml"}).err,
              HasSubstr("did you mean `shore_harbour`"));
  for (const std::string verb : {"routes", "explain", "ports"}) {
    const std::string help = corridor({verb, "--help"}).out;
    const std::size_t examples = help.rfind("Examples:\n");
    ASSERT_NE(examples, std::string::npos) << verb;
    std::istringstream lines(help.substr(examples + 10));
    int run = 0;
    for (std::string line; std::getline(lines, line);) {
      std::istringstream parts(line);
      std::vector<std::string> words;
      for (std::string word; parts >> word;) words.push_back(word);
      if (words.empty() || words.front() != "corridor") continue;
      words.erase(words.begin());
      const Ended ended = corridor(words);
      EXPECT_EQ(ended.code, 0) << line << "\n" << ended.err;
      ++run;
    }
    EXPECT_EQ(run, 2) << verb;
  }
}

double sum_of(const nlohmann::json& rows, const char* column) {
  double sum = 0.0;
  for (const auto& row : rows) sum += row[column].get<double>();
  return sum;
}

TEST_F(RouteVerb, SelectLinkTellsWhoseCargoPassesAHarbour) {
  const Ended ended = corridor({"select-link", "shore-harbour", "--scenario", "tiny.yaml"});
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_THAT(ended.out, HasSubstr("Whose cargo"));
  EXPECT_THAT(ended.out, testing::ContainsRegex("Hills +import +Isle "));
  EXPECT_THAT(ended.out, HasSubstr("Shore Harbour container terminals"));
}

TEST_F(RouteVerb, SelectLinkBeforeAndAfterSumsAlikeInEveryTable) {
  const Ended ended = corridor({"select-link", "ford", "--scenarios", "tiny.yaml,ford-shut.yaml",
                                "--json", "--csv", "ford.csv"});
  EXPECT_EQ(ended.code, 0) << ended.err;
  const auto json = nlohmann::json::parse(ended.out);
  double before = 0.0;
  for (const auto& facility : json["facilities"]) {
    if (facility["scenario"] == "tiny" && facility["kind"] == "border")
      before += facility["laden_teu"].get<double>();
  }
  EXPECT_GT(before, 100.0);
  for (const char* table : {"owners", "pairs", "goods", "months"}) {
    EXPECT_NEAR(sum_of(json[table], "laden_before"), before, 1.0) << table;
    EXPECT_NEAR(sum_of(json[table], "laden_after"), before * 9 / 12, 1.0) << table;
  }
  EXPECT_EQ(json["months"][4]["month"], "2026-05");
  EXPECT_EQ(json["months"][4]["laden_after"], 0.0) << "the ford is shut in May";
  EXPECT_THAT(read_text(folder() / "ford.csv"), HasSubstr("tiny,Hills,Isle,import,"));
}

}  // namespace
}  // namespace corridor::e2e
