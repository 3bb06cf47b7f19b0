// Road networks that are legal and unkind, from outside: `assign` ends in time, says how, and
// writes numbers only.
#include "program.hpp"

namespace corridor::e2e {
namespace {

using testing::AnyOf;
using testing::HasSubstr;

struct Unkind {
  const char* name;
  int nodes;
  const char* links;  ///< each `from to capacity free power`
  const char* trips;  ///< from zone 1 to the last
  std::vector<std::string> options = {};
};

class NastyAssign : public testing::TestWithParam<Unkind> {
 protected:
  void write_network(const std::string& links, long count) const {
    std::string text = "<NUMBER OF ZONES> " + std::to_string(GetParam().nodes) +
                       "\n<NUMBER OF NODES> " + std::to_string(GetParam().nodes) +
                       "\n<FIRST THRU NODE> 1\n<NUMBER OF LINKS> " + std::to_string(count) +
                       "\n<END OF METADATA>\n";
    write_text(work_.path() / "net.tntp", text + links);
    write_text(work_.path() / "trips.tntp",
               "<NUMBER OF ZONES> " + std::to_string(GetParam().nodes) +
                   "\n<END OF METADATA>\nOrigin 1\n " + std::to_string(GetParam().nodes) + " : " +
                   GetParam().trips + ";\n");
  }
  [[nodiscard]] Ended assign() const {
    std::vector<std::string> words = {"assign",     "net.tntp", "--trips",
                                      "trips.tntp", "--flows",  "flows.csv"};
    words.insert(words.end(), GetParam().options.begin(), GetParam().options.end());
    return corridor_in(work_.path(), words);
  }
  Workspace work_;
};

TEST_P(NastyAssign, EndsInTimeWithNumbers) {
  std::string links;
  long count = 0;
  std::istringstream lines(GetParam().links);
  std::string from;
  std::string to;
  std::string capacity;
  std::string free;
  std::string power;
  while (lines >> from >> to >> capacity >> free >> power) {
    links += from + " " + to + " " + capacity + " 1 " + free + " 0.15 " + power + " 0 0 1 ;\n";
    ++count;
  }
  write_network(links, count);
  const auto begin = std::chrono::steady_clock::now();
  const Ended run = assign();
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
  EXPECT_LT(took.count(), 60.0);
  EXPECT_THAT(run.code, AnyOf(0, 4)) << run.err;
  EXPECT_THAT(run.out, AnyOf(HasSubstr("converged"), HasSubstr("stopped at the iteration limit"),
                             HasSubstr("stalled"), HasSubstr("infeasible")));
  const std::string flows = read_text(work_.path() / "flows.csv");
  EXPECT_EQ(flows.find("nan"), std::string::npos);
  EXPECT_EQ(run.out.find("nan"), std::string::npos) << run.out;
}

INSTANTIATE_TEST_SUITE_P(
    All, NastyAssign,
    testing::Values(
        Unkind{"CapacityZeroOnTheOnlyWay", 2, "1 2 0 5 4", "10"},
        Unkind{"CapacityNearZero", 3, "1 3 1e-9 5 4  1 2 1e-9 1 4  2 3 1e-9 1 4", "10"},
        Unkind{"PowerSeventeenAtAMillionfoldDemand", 3, "1 3 1 5 17  1 2 1 1 17  2 3 2 1 17",
               "1e6"},
        Unkind{"PowerZero", 2, "1 2 10 5 0", "10"}, Unkind{"OneZone", 1, "", "5"},
        Unkind{"Disconnected", 4, "1 2 10 5 4  3 4 10 5 4", "5"},
        Unkind{"HardLimitsNearZero",
               3,
               "1 3 1e-9 5 4  1 2 1e-9 1 4  2 3 1e-9 1 4",
               "10",
               {"--capacities", "1"}},
        Unkind{
            "HardLimitsOfZero", 3, "1 3 0 5 4  1 2 5 1 4  2 3 5 1 4", "10", {"--capacities", "1"}},
        Unkind{"ElasticOnCapacityNearZero",
               3,
               "1 3 1e-9 5 4  1 2 1e-9 1 4  2 3 1e-9 1 4",
               "1e6",
               {"--elasticity", "0.1"}},
        Unkind{"ElasticAtAPowerOfFifty", 2, "1 2 1 5 17", "1e6", {"--elasticity", "50"}},
        Unkind{"SystemOptimumAtPowerSeventeen",
               3,
               "1 3 1 5 17  1 2 1 1 17  2 3 2 1 17",
               "1e6",
               {"--system-optimum"}},
        Unkind{"LogitOnCapacityNearZero",
               3,
               "1 3 1e-9 5 4  1 2 1e-9 1 4  2 3 1e-9 1 4",
               "10",
               {"--theta", "1"}}),
    [](const testing::TestParamInfo<Unkind>& test) { return std::string(test.param.name); });

TEST(NastyAssigns, AMillionParallelLinksEndInTime) {
  constexpr int kLinks = 1'000'000;
  const Workspace work;
  std::string text =
      "<NUMBER OF ZONES> 2\n<NUMBER OF NODES> 2\n<FIRST THRU NODE> 1\n"
      "<NUMBER OF LINKS> 1000000\n<END OF METADATA>\n";
  for (int i = 0; i < kLinks; ++i) text += "1 2 1 1 1 0.15 4 0 0 1 ;\n";
  write_text(work.path() / "net.tntp", text);
  write_text(work.path() / "trips.tntp",
             "<NUMBER OF ZONES> 2\n<END OF METADATA>\nOrigin 1\n 2 : 2e6;\n");
  const auto begin = std::chrono::steady_clock::now();
  const Ended run = corridor_in(work.path(), {"assign", "net.tntp", "--trips", "trips.tntp"});
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
  EXPECT_LT(took.count(), 120.0);
  EXPECT_EQ(run.code, 4);
  EXPECT_THAT(run.out, HasSubstr("stopped at the iteration limit"));
}

}  // namespace
}  // namespace corridor::e2e
