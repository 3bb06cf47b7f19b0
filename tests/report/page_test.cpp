#include "corridor/report/page.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "corridor/report/figures.hpp"

namespace corridor::report {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

results::Table table_of(const std::string& name, const std::string& csv) {
  return results::read_csv(csv, name, name + ".csv");
}

// A run of one port and one road, saved by hand.
results::SavedRun small_run(const std::string& title = "Small") {
  results::SavedRun run;
  run.name = "small-0123";
  run.title = title;
  run.manifest = json({{"run", "small-0123"},
                       {"title", title},
                       {"version", "0.1.0"},
                       {"period", {{"start", "2026-11"}, {"months", 2}}},
                       {"outputs", {{"a", "b"}}}})
                     .dump();
  run.changes = "border ford: shut\n";
  run.tables.summary =
      table_of("summary", "measure,object,part,value,unit,note\nco2e,all,,12.5,kg/TEU,\n");
  run.tables.flows = table_of(
      "flows",
      "kind,slug,from,to,direction,month,laden_teu,empty_teu,base_teu,load,base_load,capacity,"
      "unit,utilisation,open_share,shut,grade,circular\n"
      "road link,r1,a,b,forward,2026-11,1.25,0.00,0.00,1.25,0.00,,TEU/month,,1.0000,no,,no\n"
      "road link,r1,a,b,forward,2026-12,2.50,1.00,0.00,3.50,0.00,,TEU/month,,0.0000,yes,,no\n"
      "road link,r1,b,a,backward,2026-12,0.00,0.25,0.00,0.25,0.00,,TEU/month,,1.0000,no,,no\n");
  run.tables.class_flows =
      table_of("class_flows",
               "kind,slug,direction,goods,laden_teu,unit\nroad link,r1,forward,\"salt\",3.8,TEU\n");
  results::MapLayer places{
      table_of("places", "slug,name,country\na,Ostrov,XA\nb,Bei,XB\n"), "places", false, {}};
  places.lines = {{{{10.0, 20.0}}}, {{{11.5, 21.25}}}};
  results::MapLayer links{
      table_of("links", "slug,mode,from,to,length_km\nr1,road,Ostrov,Bei,100\n"),
      "links",
      true,
      {{{{10.0, 20.0}, {11.5, 21.25}}}}};
  run.layers = {places, links};
  return run;
}

json data_of(const results::SavedRun& run) {
  return json::parse(write_page_data({&run, 1}, {}));
}

TEST(PageData, HoldsTheNumbersOfTheTablesAsTheyArePrinted) {
  const json run = data_of(small_run())["runs"][0];
  EXPECT_EQ(run["tables"]["summary"]["rows"][0][3], 12.5);
  const json& road = run["facilities"][0];
  EXPECT_EQ(road["k"], "road link");
  EXPECT_EQ(road["n"], "Ostrov – Bei");
  EXPECT_EQ(road["p"], json({{20, 10}, {21.25, 11.5}}));
  EXPECT_EQ(road["ways"][0]["l"], 3.8);
  EXPECT_EQ(road["m"], json({1.3, 3.8}));
  EXPECT_EQ(road["ways"][0]["shut"], "01");
  EXPECT_EQ(road["cf"], json({{0, 3.8}}));
  EXPECT_EQ(run["goods"], json({"salt"}));
  EXPECT_EQ(run["changes"], json({"border ford: shut"}));
}

TEST(PageData, PutsPricesOfCapacitiesToTheirFacilities) {
  results::SavedRun run = small_run();
  run.extra = {table_of("capacity_prices",
                        "kind,slug,name,from,to,month,price,price_unit\n"
                        "road link,r1,Ostrov - Bei,a,b,2026-12,41.5,USD/TEU\n")};
  const json data = data_of(run)["runs"][0];
  EXPECT_EQ(data["facilities"][0]["ways"][0]["pr"], json::parse(R"([["2026-12", 41.5]])"));
  EXPECT_EQ(data["facilities"][0]["ways"][0]["pu"], "USD/TEU");
  EXPECT_EQ(data["tables"]["capacity_prices"]["total"], 1);
  EXPECT_TRUE(data["tables"]["capacity_prices"]["rows"].empty());
}

TEST(PageData, LeavesOutHashesThatNameThePageItself) {
  EXPECT_FALSE(data_of(small_run())["runs"][0]["manifest"].contains("outputs"));
}

TEST(PageData, NeverEndsTheScriptThatHoldsIt) {
  const std::string nasty = "</script><script>alert(1)</script><!-- \xE2\x80\xA8 \" ' \\ Чаман چمن";
  const results::SavedRun run = small_run(nasty);
  const std::string data = write_page_data({&run, 1}, {});
  EXPECT_THAT(data, Not(HasSubstr("<")));
  EXPECT_THAT(data, Not(HasSubstr("\xE2\x80\xA8")));
  EXPECT_EQ(json::parse(data)["runs"][0]["title"], nasty);
}

TEST(PageData, TellsComparisonsWithTheirInputs) {
  const std::vector<results::SavedRun> runs = {small_run("A"), small_run("B")};
  const Comparison comparison{
      1, {"title: A -> B"}, table_of("differences", "measure,before\nco2e,1\n")};
  const json data = json::parse(write_page_data(runs, {&comparison, 1}));
  EXPECT_EQ(data["comparisons"][0]["inputs"][0], "title: A -> B");
  EXPECT_EQ(data["comparisons"][0]["differences"]["rows"][0][1], 1);
}

TEST(Page, IsOneFileThatNamesNothingOutside) {
  const results::SavedRun run = small_run("Tom & <Jerry> @DATA@");
  const std::string page = write_page({&run, 1}, {});
  EXPECT_THAT(page, HasSubstr("<title>Tom &amp; &lt;Jerry&gt; @DATA@</title>"));
  EXPECT_THAT(page, HasSubstr("default-src 'none'"));
  EXPECT_THAT(page, Not(HasSubstr("src=\"http")));
  EXPECT_THAT(page, Not(HasSubstr("href=\"http")));
  EXPECT_EQ(page, write_page({&run, 1}, {}));
}

TEST(Figures, AreDrawnWithoutABrowserAndKeepTextAsText) {
  const results::SavedRun run = small_run("<script>Чаман & چمن");
  const std::vector<results::NamedText> files = draw_figures({&run, 1}, {});
  ASSERT_FALSE(files.empty());
  EXPECT_EQ(files[0].name, "map.svg");
  EXPECT_THAT(files[0].text, HasSubstr("&lt;script&gt;Чаман &amp; چمن"));
  EXPECT_THAT(files[0].text, Not(HasSubstr("<script")));
  EXPECT_THAT(files[0].text, Not(HasSubstr("var(--")));
  EXPECT_THAT(files[0].text, Not(HasSubstr("NaN")));
}

}  // namespace
}  // namespace corridor::report
