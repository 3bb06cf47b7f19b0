// The scenarios that are shipped: each one and each pair of pairs.csv loads without a word.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <memory>
#include <set>

#include "corridor/base/parallel.hpp"
#include "corridor/base/text.hpp"
#include "corridor/input/scenario_file.hpp"
#include "corridor/outcome/outcome.hpp"

namespace corridor::input {
namespace {

namespace fs = std::filesystem;

const std::string kFolder = std::string(CORRIDOR_SOURCE_DIR) + "/scenarios/";

struct Pair {
  std::string id;
  std::vector<std::string> files;
  std::string period_start;
};

// `what` may hold commas and stands last, so the first three fields can be cut off.
std::vector<Pair> read_pairs() {
  std::ifstream file(kFolder + "pairs.csv");
  std::vector<Pair> pairs;
  std::string line;
  std::getline(file, line);
  EXPECT_EQ(line, "id,extends,period_start,what");
  while (std::getline(file, line)) {
    const std::vector<std::string> fields = split(line, ',');
    pairs.push_back({fields.at(0), split(fields.at(1), ';'), fields.at(2)});
  }
  return pairs;
}

std::vector<std::string> what_ifs() {
  std::vector<std::string> stems;
  for (const auto& file : fs::directory_iterator(kFolder)) {
    const std::string stem = file.path().stem().string();
    if (file.path().extension() == ".yaml" && stem.front() == 's') stems.push_back(stem);
  }
  std::sort(stems.begin(), stems.end());
  return stems;
}

std::string all_findings(const std::vector<Finding>& findings) {
  std::string text;
  for (const Finding& finding : findings) text += format_finding(finding);
  return text;
}

Loaded load_quietly(const std::vector<std::string>& stems, const LoadOptions& options = {}) {
  std::vector<std::string> paths;
  paths.reserve(stems.size());
  for (const std::string& stem : stems) paths.push_back(kFolder + stem + ".yaml");
  try {
    Loaded loaded = load_scenario(paths, options);
    EXPECT_TRUE(loaded.warnings.empty()) << join(stems, " ") << all_findings(loaded.warnings);
    return loaded;
  } catch (const ScenarioError& error) {
    ADD_FAILURE() << join(stems, " ") << "\n" << all_findings(error.findings());
    return {};
  }
}

// Of joined files the last one's sources count; each what-if is last in some pair.
void check_sources(const Loaded& loaded, const std::string& id) {
  const Table* known = loaded.tables.find("sources");
  for (const EffectiveValue& value : loaded.header) {
    if (value.path != "sources" || known == nullptr) continue;
    for (const std::string& source : split(value.value, '\n')) {
      EXPECT_TRUE(known->row_of.contains(source)) << id << " names the source " << source;
    }
  }
}

void load_all(const std::vector<Pair>& pairs) {
  for_each_index(pairs.size(), available_jobs(), [&](std::size_t i, int) {
    LoadOptions options;
    if (!pairs[i].period_start.empty()) {
      options.overrides = {"period.start=" + pairs[i].period_start};
    }
    check_sources(load_quietly(pairs[i].files, options), pairs[i].id);
  });
}

TEST(ShippedScenarios, EveryPairLoadsWithoutFindingsAndNamesKnownSources) {
  const std::vector<Pair> pairs = read_pairs();
  ASSERT_GT(pairs.size(), 100U);
  load_all(pairs);
}

TEST(ShippedScenarios, PairsHaveNamesOfTheirOwn) {
  std::set<std::string> ids;
  for (const Pair& pair : read_pairs()) EXPECT_TRUE(ids.insert(pair.id).second) << pair.id;
}

TEST(ShippedScenarios, EveryWhatIfStandsInAPair) {
  std::set<std::string> used;
  for (const Pair& pair : read_pairs()) used.insert(pair.files.begin(), pair.files.end());
  for (const std::string& stem : what_ifs()) EXPECT_TRUE(used.contains(stem)) << stem;
}

// Of dated closures: they must lie in the period, so that the file says which base it is for.
bool is_for_another_base(const std::string& stem, const std::string& year) {
  std::ifstream file(kFolder + stem + ".yaml");
  std::string first_line;
  std::getline(file, first_line);
  return first_line.starts_with("# For base-") && !first_line.starts_with("# For base-" + year);
}

TEST(ShippedScenarios, EveryWhatIfLoadsOnBothBases) {
  std::set<std::vector<std::string>> in_pairs;
  for (const Pair& pair : read_pairs()) in_pairs.insert(pair.files);
  std::vector<Pair> others;
  for (const std::string& stem : what_ifs()) {
    for (const std::string year : {"2024", "2026"}) {
      if (is_for_another_base(stem, year)) continue;
      const Pair pair = {stem, {"base-" + year, stem}, ""};
      if (!in_pairs.contains(pair.files)) others.push_back(pair);
    }
  }
  load_all(others);
}

TEST(ShippedScenarios, EveryWhatIfSaysWhatItAsksAndAssumes) {
  for (const std::string& stem : what_ifs()) {
    std::ifstream file(kFolder + stem + ".yaml");
    std::set<std::string> keys;
    for (std::string line; std::getline(file, line);) {
      const std::size_t colon = line.find(':');
      if (!line.empty() && line.front() >= 'a' && colon != std::string::npos) {
        keys.insert(line.substr(0, colon));
      }
    }
    for (const char* key : {"title", "question", "sources", "assumes", "changes"}) {
      EXPECT_TRUE(keys.contains(key)) << stem << " has no " << key;
    }
  }
}

// A name without prefix means the road as well as the railway between two places.
TEST(ShippedScenarios, Ml1ChangesNoRoad) {
  const Loaded loaded = load_quietly({"base-2024", "s08b-ml1-karachi-rohri"});
  for (const model::Link& link : loaded.scenario.links) {
    EXPECT_FALSE(link.mode == model::Mode::kRoad && link.own_speed.has_value()) << link.slug;
  }
}

TEST(ShippedScenarios, TheBaseOf2026ShutsTheAfghanBorderAndHormuz) {
  const Loaded loaded = load_quietly({"base-2026"});
  std::set<std::string> shut;
  for (const model::Closure& closure : loaded.scenario.closures) {
    const bool lasts = closure.effect == model::ClosureEffect::kClosed && !closure.to;
    if (lasts) shut.insert(closure.object);
    if (closure.object == "hormuz" && closure.effect == model::ClosureEffect::kClosed) {
      EXPECT_EQ(closure.to, parse_date("2026-06-21"));
    }
  }
  for (const char* border :
       {"bx_torkham_road", "bx_chaman_road", "bx_kharlachi_road", "bx_ghulamkhan_road"}) {
    EXPECT_TRUE(shut.contains(border)) << border;
  }
  EXPECT_FALSE(shut.contains("bx_khunjerab_road"));
}

TEST(ToyWorld, LoadsWithItsWhatIfs) {
  for (const char* stem :
       {"tiny/tiny", "tiny/summit-railway", "tiny/ford-shut", "tiny/narrow-gates"}) {
    const Loaded loaded = load_quietly({stem});
    EXPECT_EQ(loaded.scenario.places.size(), 10U);
  }
}

outcome::Outcome solve_toy(const std::string& stem) {
  auto world = std::make_shared<const model::Scenario>(load_quietly({stem}).scenario);
  return outcome::solve(
      std::make_shared<const network::Network>(network::build_network(std::move(world))), {});
}

// The sums of scenarios/tiny/README.md.
TEST(ToyWorld, CostsWhatItsReadmeAddsUp) {
  const outcome::Outcome toy = solve_toy("tiny/tiny");
  EXPECT_EQ(toy.stranded_teu, 0.0);
  std::set<int> tenths;
  for (const outcome::Alternative& way : toy.choices.front().alternatives(outcome::MovementId(0))) {
    tenths.insert(static_cast<int>(std::lround(way.cost * 10.0)));
  }
  EXPECT_TRUE(tenths.contains(6958));
  EXPECT_TRUE(tenths.contains(8167));
}

TEST(ToyWorld, LosesItsFirstHarbourWhenTheFordIsShut) {
  const auto leader = [](const outcome::Outcome& toy) {
    return toy.network->scenario->places[toy.headline.gateway.value()].slug;
  };
  EXPECT_EQ(leader(solve_toy("tiny/tiny")), "shore_harbour");
  EXPECT_EQ(leader(solve_toy("tiny/ford-shut")), "dune_harbour");
}

}  // namespace
}  // namespace corridor::input
