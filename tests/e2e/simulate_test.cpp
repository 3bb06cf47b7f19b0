// `simulate` from outside: what it writes, the same on any number of threads, nothing when stopped.
#include "program.hpp"

namespace corridor::e2e {
namespace {

using testing::HasSubstr;

class Simulate : public ToyWorld {};

TEST_F(Simulate, WritesItsTablesTheSameOnAnyNumberOfThreads) {
  const Ended one =
      corridor({"simulate", "tiny.yaml", "--replications", "3", "--out", "one", "--jobs", "1"});
  ASSERT_EQ(one.code, 0) << one.err;
  ASSERT_EQ(
      corridor({"simulate", "tiny.yaml", "--replications", "3", "--out", "two", "--jobs", "2"})
          .code,
      0);
  const auto files = files_of(only_run("one"));
  EXPECT_EQ(files, files_of(only_run("two")));
  for (const char* name : {"simulated_summary.csv", "replications.csv", "queues.csv", "sites.csv",
                           "door_to_door.csv", "delays.csv", "recovery.csv", "manifest.json"}) {
    EXPECT_TRUE(files.contains(name)) << name;
  }
  EXPECT_THAT(one.out, HasSubstr("door to door"));
}

TEST_F(Simulate, SeedChangesTheAnswer) {
  ASSERT_EQ(corridor({"simulate", "tiny.yaml", "--replications", "2", "--out", "a"}).code, 0);
  ASSERT_EQ(
      corridor({"simulate", "tiny.yaml", "--replications", "2", "--out", "b", "--seed", "2"}).code,
      0);
  EXPECT_NE(files_of(only_run("a"))["replications.csv"],
            files_of(only_run("b"))["replications.csv"]);
}

TEST_F(Simulate, RunsOfTwoScenariosAreComparedPairByPair) {
  ASSERT_EQ(corridor({"simulate", "tiny.yaml", "--replications", "3", "--out", "a"}).code, 0);
  ASSERT_EQ(corridor({"simulate", "ford-shut.yaml", "--replications", "3", "--out", "b"}).code, 0);
  const Ended compare = corridor({"compare", only_run("a").string(), only_run("b").string()});
  EXPECT_EQ(compare.code, 0) << compare.err;
  EXPECT_THAT(compare.out, HasSubstr("pairs of replications"));
  EXPECT_THAT(compare.out, HasSubstr("not told apart"));
}

TEST_F(Simulate, TellsTheStepsOfALot) {
  const Ended trace = corridor({"simulate", "tiny.yaml", "--replications", "1", "--trace", "200"});
  EXPECT_EQ(trace.code, 0) << trace.err;
  EXPECT_THAT(trace.out, HasSubstr("lot 200"));
  EXPECT_THAT(trace.out, HasSubstr("delay"));
}

TEST_F(Simulate, TellsDateAndTimeLeftAndInterruptedLeavesNothingBehind) {
  const pid_t child =
      start(folder(), {"simulate", "tiny.yaml", "--replications", "10000", "--out", "runs", "-v"});
  for (int i = 0; i < 200 && read_text(folder() / "err.txt").find(" s left") == std::string::npos;
       ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  kill(child, SIGINT);
  int status = 0;
  waitpid(child, &status, 0);
  EXPECT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 130) << read_text(folder() / "err.txt");
  EXPECT_THAT(read_text(folder() / "err.txt"),
              testing::ContainsRegex("simulating 202[56]-[01][0-9]-[0-3][0-9], [0-9]+ % done, "
                                     "[0-9]+ s left"));
  EXPECT_FALSE(fs::exists(folder() / "runs") && !fs::is_empty(folder() / "runs"));  // dots, too
}

}  // namespace
}  // namespace corridor::e2e
