// Is the data whole, does the world hang together, and how does it stand against what was seen?

#include <fmt/format.h>

#include "corridor/results/scorecard_table.hpp"
#include "corridor/results/text_table.hpp"
#include "corridor/studies/scorecard.hpp"
#include "corridor/studies/world_checks.hpp"
#include "story.hpp"

namespace corridor::app {
namespace {

results::Table grade_table(const input::Tables& tables) {
  results::Table table{"grades", {{"table"}, {"rows"}, {"A"}, {"B"}, {"C"}, {"D"}}, {}};
  std::array<double, 5> sum{};
  for (const input::GradeCount& count : input::count_rows_by_grade(tables)) {
    std::array<double, 5> cells{static_cast<double>(count.rows)};
    for (std::size_t g = 0; g < 4; ++g) cells[g + 1] = static_cast<double>(count.by_grade[g]);
    table.add_row(count.table, cells[0], cells[1], cells[2], cells[3], cells[4]);
    for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += cells[i];
  }
  table.add_row(std::string("all"), sum[0], sum[1], sum[2], sum[3], sum[4]);
  return table;
}

std::string names_of(const network::Network& network,
                     const std::vector<outcome::FacilityId>& facilities) {
  std::string text;
  for (const outcome::FacilityId id : facilities)
    text += (text.empty() ? "" : ", ") + network.facilities[id].name;
  return text;
}

results::Table reach_table(const network::Network& network) {
  const model::Scenario& world = *network.scenario;
  results::Table table{
      "reach", {{"region"}, {"gateway"}, {"by_land"}, {"overseas_regions"}, {"cut"}}, {}};
  for (const studies::Reach& reach : studies::check_reach(network)) {
    const std::string cut = reach.by_land       ? ""
                            : reach.cut.empty() ? "links are missing"
                                                : names_of(network, reach.cut);
    table.add_row(world.regions[reach.region].name, world.places[reach.gateway].name,
                  std::string(reach.by_land ? "yes" : "no"),
                  static_cast<double>(reach.overseas_regions), cut);
  }
  return table;
}

results::Table arbitrage_table(const network::Network& network) {
  const model::Scenario& world = *network.scenario;
  results::Table table{"lanes",
                       {{"from"},
                        {"to"},
                        {"direct_usd_per_teu", "USD/TEU", 0},
                        {"around_usd_per_teu", "USD/TEU", 0},
                        {"through"}},
                       {}};
  for (const studies::LaneArbitrage& found : studies::find_lane_arbitrage(network)) {
    const model::Link& link = world.links[found.lane];
    const bool forward = found.direction == model::Direction::kForward;
    std::string through;
    for (const model::PlaceId place : found.through)
      through += (through.empty() ? "" : ", ") + world.places[place].name;
    table.add_row(world.places[forward ? link.from : link.to].name,
                  world.places[forward ? link.to : link.from].name, found.direct_usd,
                  found.around_usd, through);
  }
  return table;
}

void print_section(Console& console, const std::string& title, const results::Table& table) {
  console.print(title + "\n" + results::write_text_table(table, {console.width(), 0}) + "\n");
}

}  // namespace

ExitCode validate(const ValidateOptions& options, Console& console) {
  console.step("reading");
  const input::Loaded loaded = input::load_scenario(options.scenarios, {console.flags().overrides});
  console.show(loaded.warnings);
  const auto network = lay_out(loaded);
  print_section(console, "Rows by table and grade", grade_table(loaded.tables));
  print_section(console,
                "Inland regions to the corridor's gateways by land, and on to regions overseas",
                reach_table(*network));
  const results::Table lanes = arbitrage_table(*network);
  if (lanes.row_count() == 0) {
    console.print("No way through a third port undercuts a direct lane by more than 10 %.\n\n");
  } else {
    print_section(console, "Direct lanes undercut by more than 10 % through a third port", lanes);
  }
  if (options.scorecard) {
    const auto scored = studies::score_reported_routes(*network);
    print_section(console, "Reported trips", results::make_scorecard(scored));
    print_section(console, "Median absolute error", results::summarize_scorecard(scored));
    outcome::Options solve_options;
    solve_options.jobs = jobs_of(console);
    print_section(
        console, "Backcast",
        results::make_backcast(studies::backcast(outcome::solve(network, solve_options))));
  }
  const bool fails = console.flags().fail_on_warning && console.warnings() > 0;
  return fails ? ExitCode::kWarning : ExitCode::kGood;
}

}  // namespace corridor::app
