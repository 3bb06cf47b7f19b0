// Is the data whole, does the world hang together, and how does it stand against what was seen?

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "corridor/results/scorecard_table.hpp"
#include "corridor/studies/scorecard.hpp"
#include "corridor/studies/world_checks.hpp"
#include "story.hpp"

namespace corridor::app {
namespace {

constexpr const char* kNoReason = "none is named";

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
    std::string cut = reach.by_land       ? ""
                      : reach.cut.empty() ? "links are missing"
                                          : names_of(network, reach.cut);
    if (reach.overseas_regions == 0) {
      const std::string at_sea =
          reach.sea_cut.empty() ? "no ship calls" : names_of(network, reach.sea_cut);
      cut += (cut.empty() ? "" : "; ") + at_sea;
    }
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
                        {"through"},
                        {"reason"}},
                       {}};
  for (const studies::LaneArbitrage& found : studies::find_lane_arbitrage(network)) {
    const model::Link& link = world.links[found.lane];
    const bool forward = found.direction == model::Direction::kForward;
    std::string through;
    for (const model::PlaceId place : found.through)
      through += (through.empty() ? "" : ", ") + world.places[place].name;
    table.add_row(world.places[forward ? link.from : link.to].name,
                  world.places[forward ? link.to : link.from].name, found.direct_usd,
                  found.around_usd, through,
                  found.reason.empty() ? std::string(kNoReason) : found.reason);
  }
  return table;
}

// A table with the words that stand above it, or instead of it when it has no rows.
struct Section {
  std::string title;
  std::string when_empty;
  results::Table table;
};

nlohmann::ordered_json as_json(const results::Cell& cell) {
  if (const auto* text = std::get_if<std::string>(&cell)) return *text;
  if (const auto* number = std::get_if<double>(&cell)) return *number;
  return nullptr;
}

// Each table as a list of rows by column name.
std::string as_json(const std::vector<Section>& sections, const input::Loaded& loaded) {
  nlohmann::ordered_json json;
  json["scenario"] = loaded.scenario.slug;
  json["findings"] = nlohmann::ordered_json::parse(findings_as_json(loaded.warnings));
  for (const Section& section : sections) {
    nlohmann::ordered_json rows = nlohmann::ordered_json::array();
    for (std::size_t row = 0; row < section.table.row_count(); ++row) {
      nlohmann::ordered_json cells;
      const auto values = section.table.row(row);
      for (std::size_t i = 0; i < values.size(); ++i)
        cells[section.table.columns[i].name] = as_json(values[i]);
      rows.push_back(std::move(cells));
    }
    json[section.table.name] = std::move(rows);
  }
  return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

std::vector<Section> check_world(const input::Loaded& loaded, const network::Network& network) {
  return {{"Rows by table and grade", "There are no tables.", grade_table(loaded.tables)},
          {"Inland regions to the corridor's gateways by land, and on to regions overseas",
           "No inland region has boxes that choose their way.", reach_table(network)},
          {"Direct lanes undercut by more than 10 % through a third port",
           "No way through a third port undercuts a direct lane by more than 10 %.",
           arbitrage_table(network)}};
}

std::vector<Section> score(const std::shared_ptr<const network::Network>& network, int jobs) {
  const auto scored = studies::score_reported_routes(*network);
  outcome::Options options;
  options.jobs = jobs;
  return {{"Reported trips", "No trips are reported.", results::make_scorecard(scored)},
          {"Median absolute error", "No trips are reported.", results::summarize_scorecard(scored)},
          {"Backcast", "Nothing was observed in this period.",
           results::make_backcast(studies::backcast(outcome::solve(network, options)))}};
}

Finding cannot_write(const std::string& path) {
  Finding finding;
  finding.code = "E702";
  finding.message = fmt::format("cannot write `{}`", path);
  finding.help = "choose another folder with --out";
  return finding;
}

void write_tables(const std::vector<Section>& sections, const std::string& folder,
                  Console& console) {
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  for (const Section& section : sections) {
    const std::string path =
        (std::filesystem::path(folder) / (section.table.name + ".csv")).generic_string();
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file << results::write_csv(section.table);
    file.close();
    if (!file) throw ScenarioError({cannot_write(path)});
    console.note("wrote " + path);
  }
}

// Lanes that are undercut without a reason are a fault of the prices.
std::vector<Finding> unexplained(const results::Table& lanes) {
  std::vector<Finding> findings;
  for (std::size_t row = 0; row < lanes.row_count(); ++row) {
    if (lanes.text(row, "reason") != kNoReason) continue;
    Finding finding;
    finding.severity = Severity::kWarning;
    finding.code = "W801";
    finding.message =
        fmt::format("the lane from {} to {} is undercut through {}", lanes.text(row, "from"),
                    lanes.text(row, "to"), lanes.text(row, "through"));
    finding.help = "mend the prices in lane_rates.csv, or name the reason in lane_exceptions.csv";
    findings.push_back(std::move(finding));
  }
  return findings;
}

}  // namespace

ExitCode validate(const ValidateOptions& options, Console& console) {
  console.step("reading");
  const input::Loaded loaded = input::load_scenario(options.scenarios, {console.flags().overrides});
  console.show(loaded.warnings);
  const auto network = lay_out(loaded);
  console.step("checking the world");
  std::vector<Section> sections = check_world(loaded, *network);
  console.show(unexplained(sections.back().table));
  if (options.scorecard) {
    console.step("comparing with what was seen");
    for (Section& section : score(network, jobs_of(console)))
      sections.push_back(std::move(section));
  }
  if (console.flags().json) {
    console.print(as_json(sections, loaded));
  } else if (!console.flags().quiet) {
    for (const Section& section : sections) {
      if (section.table.row_count() == 0) {
        console.print(section.when_empty + "\n\n");
      } else {
        print_section(section.title, section.table, console);
      }
    }
  }
  if (!options.folder.empty()) write_tables(sections, options.folder, console);
  const bool fails = console.flags().fail_on_warning && console.warnings() > 0;
  return fails ? ExitCode::kWarning : ExitCode::kGood;
}

}  // namespace corridor::app
