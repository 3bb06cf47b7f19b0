#include "corridor/results/run_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <csignal>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

#include "tiny_world.hpp"

namespace corridor::results {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

class RunFolder : public testing::Test {
 protected:
  void SetUp() override {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    root_ = fs::path(testing::TempDir()) / (std::string("corridor_runs_") + test->name());
    fs::remove_all(root_);
  }
  void TearDown() override { fs::remove_all(root_); }

  [[nodiscard]] fs::path runs() const { return root_ / "runs"; }

  static RunInputs inputs() {
    RunInputs inputs;
    inputs.slug = "tiny";
    inputs.version = "0.1.0";
    inputs.seed = 7;
    inputs.files = {{"scenarios/tiny.yaml", "0123"}, {"/somewhere/else/places.csv", "4567"}};
    inputs.effective_yaml = "title: Tiny world\n";
    inputs.extra_files = {{"report.html", "<!doctype html>\n"}};
    return inputs;
  }

  fs::path write(const outcome::Outcome& outcome, const RunInputs& run) const {
    return write_run(runs(), run, outcome, make_tables(outcome));
  }

  static std::string bytes_of(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  }

  static std::map<std::string, std::string> all_bytes(const fs::path& folder) {
    std::map<std::string, std::string> files;
    for (const auto& entry : fs::directory_iterator(folder)) {
      files[entry.path().filename().string()] = bytes_of(entry.path());
    }
    return files;
  }

  static std::vector<std::string> names_in(const fs::path& folder) {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder)) {
      names.push_back(entry.path().filename().string());
    }
    std::sort(names.begin(), names.end());
    return names;
  }

 private:
  fs::path root_;
};

TEST_F(RunFolder, HoldsEveryFileOfTheRun) {
  const fs::path folder = write(tiny_outcome(), inputs());
  EXPECT_THAT(folder.filename().string(), testing::MatchesRegex("tiny-[0-9a-f]{8}"));
  EXPECT_THAT(names_in(folder),
              ElementsAre("borders.csv", "capacity_prices.csv", "changes.txt", "class_flows.csv",
                          "effective.yaml", "flows.csv", "grades.csv", "manifest.json",
                          "network.gpkg", "ports.csv", "report.html", "routes.csv", "services.csv",
                          "stages.csv", "summary.csv", "tfi.csv"));
  EXPECT_THAT(names_in(runs()), ElementsAre("index.csv", folder.filename().string()));
}

TEST_F(RunFolder, TwoWritesOfTheSameRunGiveTheSameBytes) {
  const fs::path folder = write(tiny_outcome(), inputs());
  const auto first = all_bytes(folder);
  const std::string first_index = bytes_of(runs() / "index.csv");
  EXPECT_EQ(write(tiny_outcome(), inputs()), folder);
  EXPECT_EQ(all_bytes(folder), first);
  EXPECT_EQ(bytes_of(runs() / "index.csv"), first_index);
  EXPECT_EQ(names_in(runs()).size(), 2u);
}

TEST_F(RunFolder, AnyInputChangesTheName) {
  const std::string name = name_of_run(inputs());
  RunInputs other = inputs();
  other.seed = 8;
  EXPECT_NE(name_of_run(other), name);
  other = inputs();
  other.effective_yaml += "set: {}\n";
  EXPECT_NE(name_of_run(other), name);
  other = inputs();
  other.files[0].text = "0124";
  EXPECT_NE(name_of_run(other), name);
}

TEST_F(RunFolder, ManifestTellsWhatWentInAndWhatCameOut) {
  RunInputs run = inputs();
  run.exit_code = 1;
  run.warnings = {
      {Severity::kWarning, "E301", "a link is short", {"links.csv", 3, 1, 1, ""}, "", ""}};
  const fs::path folder = write(tiny_outcome(), run);
  const std::string text = bytes_of(folder / "manifest.json");
  const auto manifest = nlohmann::json::parse(text);
  EXPECT_EQ(manifest["seed"], 7);
  EXPECT_EQ(manifest["status"]["words"], "warnings");
  EXPECT_EQ(manifest["settings"]["value_of_time"], "flat");
  EXPECT_EQ(manifest["inputs"][0]["path"], "scenarios/tiny.yaml");
  EXPECT_EQ(manifest["inputs"][0]["hash"], "0123");
  EXPECT_EQ(manifest["inputs"][1]["path"], "places.csv");
  EXPECT_EQ(manifest["headline"]["gateway"], "Karachi");
  EXPECT_EQ(manifest["headline"]["first_over_capacity"]["month"], "2026-03");
  EXPECT_EQ(manifest["circular"]["facilities"][0], "Karachi container terminals");
  EXPECT_EQ(manifest["warnings"][0]["line"], 3);
  EXPECT_EQ(manifest["counts"]["borders"], 2);
  EXPECT_EQ(manifest["months_of_routes"].size(), 12u);
  EXPECT_TRUE(manifest["outputs"].contains("routes.csv"));
  EXPECT_THAT(text, Not(HasSubstr("somewhere")));
}

TEST_F(RunFolder, ChangesAreToldInWordsWithWhatTheyMatched) {
  auto scenario = tiny_scenario();
  scenario->changes = {{"border torkham: capacity 6 -> 12 trucks/day", "scenarios/a.yaml", 4, 1}};
  const fs::path folder = write(solve_by_hand(scenario), inputs());
  EXPECT_EQ(bytes_of(folder / "changes.txt"),
            "border torkham: capacity 6 -> 12 trucks/day [matched 1; a.yaml:4]\n");
}

TEST_F(RunFolder, IndexHasASortedRowForEachRunThatIsThere) {
  RunInputs second = inputs();
  second.slug = "another";
  const fs::path tiny = write(tiny_outcome(), inputs());
  const fs::path another = write(tiny_outcome(), second);
  Table index = list_runs(runs());
  ASSERT_EQ(index.row_count(), 2u);
  EXPECT_EQ(index.text(0, "run"), another.filename().string());
  EXPECT_EQ(index.text(1, "run"), tiny.filename().string());
  EXPECT_EQ(index.text(1, "gateway"), "Karachi");
  EXPECT_EQ(index.number(1, "corridor_share"), 0.75);
  EXPECT_EQ(write_csv(index), bytes_of(runs() / "index.csv"));
  fs::remove_all(another);
  write(tiny_outcome(), inputs());
  EXPECT_EQ(list_runs(runs()).row_count(), 1u);
}

TEST_F(RunFolder, IndexTellsTheLatestStatusOfARun) {
  write(tiny_outcome(), inputs());
  RunInputs again = inputs();
  again.exit_code = 4;
  write(tiny_outcome(), again);
  EXPECT_EQ(list_runs(runs()).text(0, "status"), "not converged");
}

TEST_F(RunFolder, AWholeFolderThatWasNotRenamedIsNoRun) {
  const fs::path folder = write(tiny_outcome(), inputs());
  fs::rename(folder, runs() / ".tmp-tiny-0");
  EXPECT_EQ(list_runs(runs()).row_count(), 0u);
}

TEST_F(RunFolder, IndexIsMadeAgainFromTheManifestsWhenItIsBroken) {
  write(tiny_outcome(), inputs());
  std::ofstream(runs() / "index.csv") << "run,\"tit";
  fs::create_directory(runs() / "notes");
  RunInputs second = inputs();
  second.slug = "another";
  write(tiny_outcome(), second);
  EXPECT_EQ(list_runs(runs()).row_count(), 2u);
}

TEST_F(RunFolder, AWriteThatFailsInTheMiddleLeavesNothing) {
  RunInputs run = inputs();
  run.extra_files = {{"no/such/folder/report.html", "x"}};
  try {
    write(tiny_outcome(), run);
    FAIL() << "wrote into a folder that is not there";
  } catch (const ScenarioError& error) {
    EXPECT_EQ(error.findings().at(0).code, "E702");
  }
  EXPECT_THAT(names_in(runs()), ElementsAre());
}

TEST_F(RunFolder, AFailedReplacementKeepsTheOldRun) {
  const fs::path folder = write(tiny_outcome(), inputs());
  const auto before = all_bytes(folder);
  RunInputs run = inputs();
  run.extra_files = {{"no/such/folder/report.html", "x"}};
  EXPECT_THROW(write(tiny_outcome(), run), ScenarioError);
  EXPECT_EQ(all_bytes(folder), before);
}

TEST_F(RunFolder, AKilledWriteLeavesNothingThatLooksFinished) {
  const outcome::Outcome outcome = tiny_outcome();
  const auto write_with_little_room = [&] {
    const rlimit little{1000, 1000};  // bytes of a file; beyond them the process is killed
    setrlimit(RLIMIT_FSIZE, &little);
    write(outcome, inputs());
  };
  EXPECT_EXIT(write_with_little_room(), testing::KilledBySignal(SIGXFSZ), "");
  ASSERT_EQ(names_in(runs()).size(), 1u);
  EXPECT_THAT(names_in(runs())[0], testing::StartsWith(".tmp-tiny-"));
  EXPECT_EQ(list_runs(runs()).row_count(), 0u);
  write(outcome, inputs());
  EXPECT_EQ(list_runs(runs()).row_count(), 1u);
}

TEST_F(RunFolder, AFolderThatIsNotThisRunIsNeverReplaced) {
  const fs::path taken = runs() / name_of_run(inputs());
  fs::create_directories(taken);
  std::ofstream(taken / "thesis.txt") << "years of work";
  try {
    write(tiny_outcome(), inputs());
    FAIL() << "replaced a folder of somebody else";
  } catch (const ScenarioError& error) {
    EXPECT_EQ(error.findings().at(0).code, "E703");
  }
  EXPECT_THAT(names_in(taken), ElementsAre("thesis.txt"));
}

TEST_F(RunFolder, KeepsNamesInAnyScript) {
  const std::string karachi = "Карачи, \"порт\"";
  const std::string kabul = "کابل";
  const std::string region = "<script>alert(1)</script>";
  auto scenario = tiny_scenario();
  scenario->places[model::PlaceId(1)].name = karachi;
  scenario->places[model::PlaceId(5)].name = kabul;
  scenario->regions[model::RegionId(0)].name = region;
  const fs::path folder = write(solve_by_hand(scenario), inputs());
  const Table routes = read_csv(bytes_of(folder / "routes.csv"), "routes", "routes.csv");
  EXPECT_EQ(routes.text(0, "gateway"), karachi);
  EXPECT_EQ(routes.text(0, "destination"), kabul);
  EXPECT_EQ(routes.text(0, "country"), region);
  const auto manifest = nlohmann::json::parse(bytes_of(folder / "manifest.json"));
  EXPECT_EQ(manifest["headline"]["gateway"], karachi);
  EXPECT_EQ(list_runs(runs()).text(0, "gateway"), karachi);
}

}  // namespace
}  // namespace corridor::results
