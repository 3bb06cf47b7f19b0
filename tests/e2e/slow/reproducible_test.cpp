// The whole corridor gives the same bytes on one thread and on two, and a killed run leaves
// nothing.
#include "e2e/program.hpp"

namespace corridor::e2e {
namespace {

const std::string kBase = std::string(CORRIDOR_SOURCE_DIR) + "/scenarios/base-2026.yaml";

TEST(WholeCorridor, HasTheSameBytesOnOneThreadAndOnTwo) {
  const Workspace workspace;
  for (const std::string jobs : {"1", "2"}) {
    const Ended run = corridor_in(workspace.path(),
                                  {"run", kBase, "--no-decisive", "--jobs", jobs, "--out", jobs});
    ASSERT_EQ(run.code, 0) << run.err;
  }
  const auto one = runs_in(workspace.path() / "1");
  const auto two = runs_in(workspace.path() / "2");
  ASSERT_EQ(one.size(), 1U);
  ASSERT_EQ(two.size(), 1U);
  EXPECT_EQ(one[0].filename(), two[0].filename());
  const auto first = files_of(one[0]);
  const auto second = files_of(two[0]);
  EXPECT_GE(first.size(), 10U);
  ASSERT_EQ(first.size(), second.size());
  for (const auto& [name, text] : first) {
    ASSERT_EQ(second.count(name), 1U) << name;
    EXPECT_TRUE(second.at(name) == text) << name << " differs";
  }
}

TEST(WholeCorridor, LeavesNothingThatLooksFinishedWhenKilled) {
  const Workspace workspace;
  for (int attempt = 0; attempt < 8; ++attempt) {
    const pid_t child = start(workspace.path(), {"run", kBase, "--no-decisive", "--out", "runs"});
    std::this_thread::sleep_for(std::chrono::milliseconds(150 + 250 * attempt));
    kill(child, SIGKILL);
    int status = 0;
    waitpid(child, &status, 0);
    for (const fs::path& run : runs_in(workspace.path() / "runs")) {
      EXPECT_TRUE(fs::exists(run / "manifest.json")) << run;
      EXPECT_TRUE(fs::exists(run / "network.gpkg")) << run;
    }
  }
}

}  // namespace
}  // namespace corridor::e2e
