// The folder of a run: the same bytes each time, whole or not there.
#include "program.hpp"

namespace corridor::e2e {
namespace {

using testing::Contains;

class RunFolder : public ToyWorld {
 protected:
  void run(const std::string& scenario, const std::string& runs, const std::string& jobs) const {
    const Ended ended = corridor({"run", scenario, "--out", runs, "--jobs", jobs});
    EXPECT_EQ(ended.code, 0) << ended.err;
  }
};

TEST_F(RunFolder, HasTheSameBytesForAnyNumberOfThreadsAndEachTime) {
  run("ford-shut.yaml", "one", "1");
  run("ford-shut.yaml", "two", "2");
  run("ford-shut.yaml", "again", "2");
  const auto first = files_of(only_run("one"));
  EXPECT_GT(first.size(), 8U);
  EXPECT_EQ(only_run("one").filename(), only_run("two").filename());
  EXPECT_EQ(first, files_of(only_run("two")));
  EXPECT_EQ(first, files_of(only_run("again")));
}

TEST_F(RunFolder, IsReplacedByTheSameRun) {
  run("tiny.yaml", "runs", "1");
  const auto first = files_of(only_run());
  run("tiny.yaml", "runs", "1");
  EXPECT_EQ(first, files_of(only_run()));
}

TEST_F(RunFolder, IsReplacedEvenIfAnEarlierReplacementWasKilled) {
  run("tiny.yaml", "runs", "1");
  const std::string name = only_run().filename().string();
  fs::create_directory(folder() / "runs" / (".tmp-" + name + "-0-old"));
  write("runs/.tmp-" + name + "-0-old/manifest.json", "{}");
  run("tiny.yaml", "runs", "1");
  EXPECT_TRUE(fs::exists(only_run() / "manifest.json"));
}

TEST_F(RunFolder, HoldsAWorldThatGivesTheSameTables) {
  run("ford-shut.yaml", "runs", "2");
  const auto first = files_of(only_run());
  fs::create_directory(folder() / "copy");
  write("copy/effective.yaml", first.at("effective.yaml"));
  run("copy/effective.yaml", "second", "2");
  const auto second = files_of(only_run("second"));
  for (const auto& [name, text] : first) {
    if (fs::path(name).extension() != ".csv") continue;
    ASSERT_THAT(second, Contains(testing::Key(name)));
    EXPECT_EQ(text, second.at(name)) << name;
  }
}

TEST_F(RunFolder, IsNeverHalfWrittenWhenTheRunIsKilled) {
  for (int attempt = 0; attempt < 20; ++attempt) {
    const pid_t child = start(folder(), {"run", "tiny.yaml", "--out", "runs"});
    std::this_thread::sleep_for(std::chrono::milliseconds(1 + 3 * attempt));
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    for (const fs::path& run : runs_in(folder() / "runs")) {
      EXPECT_TRUE(fs::exists(run / "manifest.json")) << run << " after " << attempt;
    }
  }
  run("tiny.yaml", "runs", "1");
  EXPECT_TRUE(fs::exists(only_run() / "manifest.json"));
}

}  // namespace
}  // namespace corridor::e2e
