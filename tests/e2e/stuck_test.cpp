// Years in which little or nothing moves, from outside: `simulate` ends soon and small, and says
// what is stuck and why.
#include "program.hpp"

namespace corridor::e2e {
namespace {

using testing::ContainsRegex;
using testing::HasSubstr;

constexpr long kMostKilobytes = 300'000;  // 16,000 in release; sanitizers take more

class Stuck : public ToyWorld {
 protected:
  [[nodiscard]] Ended simulate_with(const std::string& rest) const {
    write("stuck.yaml", "title: Stuck\nextends: tiny\n" + rest);
    Ended run = corridor({"simulate", "stuck.yaml", "--replications", "2", "--out", "runs"});
    EXPECT_EQ(run.code, 0) << run.err;
    EXPECT_LT(run.peak_kilobytes, kMostKilobytes);
    return run;
  }
  /// The line of `sites.csv` that begins so.
  [[nodiscard]] std::string site(const std::string& begin) const {
    const std::string table = "\n" + read_text(only_run() / "sites.csv");
    const std::size_t at = table.find("\n" + begin);
    return at == std::string::npos ? "" : table.substr(at + 1, table.find('\n', at + 1) - at - 1);
  }
};

TEST_F(Stuck, AYearWithEveryBorderShutSaysWhatIsShut) {
  const Ended run = simulate_with(
      "changes:\n  - close: {where: [bx_ford_road, bx_pine_road], from: 2026-01-01, for: 365 d}\n");
  EXPECT_THAT(run.out, HasSubstr("no box arrived"));
  EXPECT_THAT(run.out, ContainsRegex("58[0-9]0 without a way"));
  EXPECT_THAT(run.err, HasSubstr("5475 TEU find no way"));
  EXPECT_THAT(run.err, HasSubstr("shut on the cheapest way: Ford (road)"));
}

TEST_F(Stuck, YardsWithoutRoomAreNamedWithTheGatesAndQuaysTheyBlock) {
  const Ended run =
      simulate_with("changes:\n  - adjust_terminal: {where: [T_SHORE, T_DUNE], yard: 0 TEU}\n");
  EXPECT_THAT(run.out, HasSubstr("Shore Harbour yards full on 2026-01-01"));
  EXPECT_THAT(run.out, HasSubstr("TEU (no room at all)"));
  EXPECT_THAT(site("yard,dune_harbour"), HasSubstr("no room at all"));
  EXPECT_THAT(site("gate,dune_harbour"), HasSubstr("more comes than it can serve"));
}

TEST_F(Stuck, TenTimesTheDemandIsTurnedAwayWhereItDoesNotFit) {
  const Ended run =
      simulate_with("changes:\n  - adjust_demand: {where: \"*\", volume: {scale: 10}}\n");
  EXPECT_THAT(run.err, HasSubstr("full on the way: Dune Harbour container terminals"));
  EXPECT_THAT(run.out, ContainsRegex("held by .*TEU .turned away from a full gate."));
}

TEST_F(Stuck, AnEmptyTimetableLeavesBoxesWithoutAWay) {
  const Ended run = simulate_with(
      "changes:\n"
      "  - adjust_service: {where: sv_coast_train, departures: 0 departures/week}\n"
      "  - adjust_link: {where: {mode: sea}, sailings: 0 sailings/week}\n");
  EXPECT_THAT(run.out, HasSubstr("no box arrived"));
  EXPECT_THAT(run.err, HasSubstr("no link or service joins them"));
}

TEST_F(Stuck, ShipsTooDeepForThePortAreSaidToBe) {
  const Ended run = simulate_with(
      "parameters: {vessel.draught_1000_teu_m: 12 m, vessel.draught_per_doubling_m: 3 m,\n"
      "             vessel.light_draught_share: 0.7}\n"
      "tables:\n"
      "  liner_services: |\n"
      "    id,name,stops,calls_per_week,calls_per_week_2026,vessel_teu,teu_per_call,round_days,"
      "grade,source,notes\n"
      "    ls_giant,Giant,shore_harbour;dune_harbour,1,1,24000,2000,7,D,toy,\n");
  EXPECT_THAT(run.out, ContainsRegex("Shore Harbour container terminals [0-9]+ TEU .ships too"));
  EXPECT_THAT(site("quay,shore_harbour"), HasSubstr("ships too deep for the port"));
  EXPECT_THAT(site("quay,dune_harbour"), testing::Not(HasSubstr("too deep")));  // it has no load
}

}  // namespace
}  // namespace corridor::e2e
