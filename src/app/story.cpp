#include "story.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <tuple>

#include "corridor/base/parallel.hpp"
#include "corridor/report/page.hpp"
#include "corridor/results/compare.hpp"
#include "corridor/results/empties_table.hpp"
#include "corridor/results/induced_table.hpp"
#include "corridor/results/ranging_table.hpp"
#include "corridor/results/scorecard_table.hpp"
#include "corridor/results/shortage_table.hpp"
#include "corridor/results/text_table.hpp"
#include "corridor/results/way_tables.hpp"
#include "idle_changes.hpp"
#include "shortage_words.hpp"

namespace corridor::app {
namespace {

constexpr std::size_t kMostStrandedShown = 5;

std::string period_in_words(const model::Period& period) {
  return fmt::format("{} to {}", format_month(period.start),
                     format_month(add_months(period.start, period.months - 1)));
}

std::string decisive_in_words(const studies::DecisiveResult& decisive) {
  std::string text;
  std::set<std::string> groups;
  for (const studies::DecisiveInput& input : decisive.flips) {
    groups.insert(input.group.slug);
    text += fmt::format("  {}, {:.0f} % of the way to its {}: {}\n", input.group.name,
                        100 * input.flips_at, input.to_high ? "high" : "low", input.words);
  }
  if (text.empty()) {
    return fmt::format("none of {} groups of assumptions flips the headline within its range\n",
                       decisive.groups_tried);
  }
  return fmt::format("the headline flips with {} of {} groups of assumptions tried, each alone:\n",
                     groups.size(), decisive.groups_tried) +
         text;
}

std::string reason_of(const outcome::Stranded& group, const std::string& cut) {
  if (group.is_crowded) {
    return cut.empty() ? "every way costs about as much as the penalty of staying"
                       : "full on the way: " + cut;
  }
  return cut.empty() ? "no link or service joins them even with everything open"
                     : "shut on the cheapest way: " + cut;
}

// Boxes of one demand row between two places that stay, over all months and sizes of box.
struct StrandedPair {
  const outcome::Stranded* largest = nullptr;
  double teu = 0.0;
  std::set<int> months;
};

// Most TEU first.
std::vector<StrandedPair> by_pair(const outcome::Outcome& outcome) {
  std::map<std::tuple<model::DemandId, model::PlaceId, model::PlaceId>, StrandedPair> pairs;
  for (const outcome::Stranded& group : outcome.stranded) {
    StrandedPair& pair = pairs[{group.demand, group.origin, group.destination}];
    if (pair.largest == nullptr || group.teu > pair.largest->teu) pair.largest = &group;
    pair.teu += group.teu;
    pair.months.insert(group.month);
  }
  std::vector<StrandedPair> sorted;
  sorted.reserve(pairs.size());
  for (auto& [key, pair] : pairs) sorted.push_back(std::move(pair));
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const StrandedPair& a, const StrandedPair& b) { return a.teu > b.teu; });
  return sorted;
}

std::string in_words(const outcome::Outcome& outcome, const StrandedPair& pair) {
  const model::Scenario& world = *outcome.network->scenario;
  const outcome::Stranded& group = *pair.largest;
  std::string cut;
  for (const outcome::FacilityId id : group.cut) {
    cut += (cut.empty() ? "" : ", ") + outcome.network->facilities[id].name;
  }
  const std::string months =
      pair.months.size() == 1
          ? format_month(add_months(world.period.start, *pair.months.begin()))
          : fmt::format("{} of {} months", pair.months.size(), world.period.months);
  return fmt::format("  {} to {} ({}): {:.0f} TEU in {}; {}", world.places[group.origin].name,
                     world.places[group.destination].name, world.demand[group.demand].slug,
                     pair.teu, months, reason_of(group, cut));
}

// When this program was written: what is older may be the work of another.
std::filesystem::file_time_type written_at() {
  std::error_code error;
  const auto time = std::filesystem::last_write_time("/proc/self/exe", error);
  return error ? std::filesystem::file_time_type::max() : time;
}

nlohmann::ordered_json as_json(const std::vector<studies::DecisiveInput>& flips) {
  nlohmann::ordered_json json = nlohmann::ordered_json::array();
  for (const studies::DecisiveInput& input : flips) {
    json.push_back({{"group", input.group.slug},
                    {"end", input.to_high ? "high" : "low"},
                    {"flips_at", input.flips_at},
                    {"words", input.words}});
  }
  return json;
}

nlohmann::ordered_json as_json(const input::Loaded& loaded, const outcome::Outcome& outcome,
                               const Studies& asked, const std::string& change,
                               const std::string& folder) {
  const model::Scenario& world = loaded.scenario;
  const outcome::Headline& headline = outcome.headline;
  nlohmann::ordered_json json;
  json["scenario"] = world.slug;
  json["title"] = world.title;
  json["value_of_time"] = world.value_of_time.preset;
  json["headline"] = outcome::describe(outcome);
  json["gateway"] =
      headline.gateway ? nlohmann::ordered_json(world.places[*headline.gateway].slug) : nullptr;
  json["corridor_share"] = headline.corridor_share;
  json["contestable_teu"] = headline.contestable_teu;
  json["stranded_teu"] = outcome.stranded_teu;
  json["change_from_base"] = change;
  json["folder"] = folder;
  json["ranging"] = nlohmann::ordered_json::parse(
      results::write_table_json(results::make_ranging(outcome, asked.ranges)));
  json["shortage"] = nlohmann::ordered_json::parse(
      results::write_table_json(results::make_shortage(outcome, asked.shortages)));
  if (asked.decisive) json["decisive"] = as_json(asked.decisive->flips);
  json["equilibrium"] = {{"converged", outcome.certificate.converged},
                         {"overload", outcome.certificate.overload},
                         {"complementarity", outcome.certificate.complementarity},
                         {"route_gap", outcome.certificate.route_gap}};
  return json;
}

}  // namespace

int jobs_of(const Console& console) {
  return console.flags().jobs > 0 ? console.flags().jobs : available_jobs();
}

std::shared_ptr<const network::Network> lay_out(const input::Loaded& loaded) {
  auto network = std::make_shared<const network::Network>(
      network::build_network(std::make_shared<const model::Scenario>(loaded.scenario)));
  std::vector<Finding> idle = find_idle_changes(loaded, *network);
  if (!idle.empty()) throw ScenarioError(std::move(idle));
  return network;
}

namespace {

input::Loaded load_base(const input::Loaded& loaded, const Console& console) {
  return input::load_scenario({loaded.base}, {{}, jobs_of(console)});
}

}  // namespace

Answer solve_as_asked(const input::Loaded& loaded,
                      const std::shared_ptr<const network::Network>& network,
                      const Console& console) {
  outcome::Options options;
  options.jobs = jobs_of(console);
  Answer solved;
  if (!loaded.scenario.settings.demand_is_elastic || loaded.base.empty()) {
    solved.result.outcome = outcome::solve(network, options);
    return solved;
  }
  outcome::Outcome base = outcome::solve(lay_out(load_base(loaded, console)), options);
  solved.base = results::make_compared(base);
  base.choices = {};
  base.footprints.reset();
  solved.result = studies::solve_elastic(network->scenario, base, {options.jobs});
  if (!solved.result.is_settled) solved.result.outcome.certificate.converged = false;
  return solved;
}

void add_induced(results::RunInputs& inputs, const studies::ElasticResult& solved,
                 Console& console) {
  if (solved.steps.empty()) return;
  const double teu = solved.induced_teu();
  console.note(fmt::format(
      "demand answers to the days saved: {} TEU {}; {} in {} steps, {:.0e} of all boxes left",
      with_commas(std::abs(teu)), teu < 0.0 ? "stay away" : "more",
      solved.is_settled ? "settled" : "not settled", solved.steps.size(),
      solved.steps.back().left));
  inputs.extra_tables.push_back(results::make_induced(solved));
  if (solved.rows.empty()) return;
  inputs.effective_yaml += "changes:\n";
  const model::Scenario& world = *solved.outcome.network->scenario;
  for (const studies::InducedDemand& row : solved.rows)
    inputs.effective_yaml +=
        fmt::format("  - adjust_demand: {{where: {}, volume: {{scale: {}}}}}\n",
                    world.demand[row.demand].slug, row.factor);
}

ExitCode judge(const outcome::Outcome& outcome, Console& console) {
  console.note(outcome::describe(outcome.certificate));
  if (!outcome.certificate.converged) return ExitCode::kNotConverged;
  if (outcome.stranded.empty()) {
    return console.flags().fail_on_warning && console.warnings() > 0 ? ExitCode::kWarning
                                                                     : ExitCode::kGood;
  }
  console.note(fmt::format("{:.0f} TEU find no way:", outcome.stranded_teu));
  const std::vector<StrandedPair> pairs = by_pair(outcome);
  for (std::size_t i = 0; i < pairs.size() && i < kMostStrandedShown; ++i)
    console.note(in_words(outcome, pairs[i]));
  if (pairs.size() > kMostStrandedShown)
    console.note(
        fmt::format("  and {} more rows and pairs of places", pairs.size() - kMostStrandedShown));
  const bool is_declared =
      outcome.network->scenario->settings.stranded == model::StrandedPolicy::kPenalty;
  if (is_declared) return console.flags().fail_on_warning ? ExitCode::kWarning : ExitCode::kGood;
  console.note("  help: `settings: {stranded: penalty}` lets a scenario run with them");
  return ExitCode::kStranded;
}

results::RunInputs inputs_of(const input::Loaded& loaded, const Console& console, ExitCode code) {
  results::RunInputs inputs;
  inputs.slug = loaded.scenario.slug;
  inputs.version = version();
  inputs.seed = console.flags().seed;
  for (const input::InputFile& file : loaded.files) inputs.files.push_back({file.path, file.hash});
  inputs.effective_yaml = loaded.effective_yaml;
  inputs.warnings = loaded.warnings;
  inputs.exit_code = static_cast<int>(code);
  return inputs;
}

Studied study(const outcome::Outcome& outcome, const RunOptions& options, Console& console) {
  const int jobs = jobs_of(console);
  Studied studied;
  Studies& asked = studied.asked;
  if (options.check_assumptions) {
    console.step(fmt::format("trying {} groups of assumptions",
                             outcome.network->scenario->assumption_groups.size()));
    asked.decisive = studies::find_decisive(outcome, {jobs});
  }
  console.step("asking what room is worth, what has none and where empties go; making tables");
  // None of them needs another. The one that cannot share its work goes first, then the longest.
  const std::array<std::function<void()>, 5> questions = {
      [&] { studied.evidence = results::make_evidence_tables(outcome); },
      [&] { studied.tables = results::make_tables(outcome, jobs); },
      [&] { asked.empties = outcome::find_empty_returns(outcome, jobs); },
      [&] { asked.ranges = studies::find_ranges(outcome, {jobs}); },
      [&] { asked.shortages = outcome::find_shortages(outcome, jobs); }};
  for_each_index(questions.size(), jobs, [&](std::size_t i, int) { questions[i](); });
  return studied;
}

results::SavedRun preview(results::RunInputs& inputs, const outcome::Outcome& outcome,
                          results::RunTables tables, std::vector<results::Table> evidence,
                          const Studies* asked) {
  for (results::Table& table : evidence) inputs.extra_tables.push_back(std::move(table));
  if (asked != nullptr) {
    inputs.extra_tables.push_back(results::make_ranging(outcome, asked->ranges));
    if (!asked->shortages.empty())
      inputs.extra_tables.push_back(results::make_shortage(outcome, asked->shortages));
    inputs.extra_tables.push_back(results::make_empties(outcome, asked->empties));
    if (asked->decisive)
      inputs.extra_tables.push_back(results::make_decisive(outcome, *asked->decisive));
  }
  return results::preview_run(inputs, outcome, std::move(tables));
}

void add_report(results::RunInputs& inputs, const results::SavedRun& run) {
  inputs.made_files.push_back({"report.html", [&run] {
                                 return report::write_page({&run, 1}, {});
                               }});
}

results::SavedRun solve_unsaved(const input::Loaded& loaded, const Console& console) {
  const outcome::Outcome outcome = solve_as_asked(loaded, lay_out(loaded), console).result.outcome;
  return results::preview_run(inputs_of(loaded, console, ExitCode::kGood), outcome,
                              results::make_tables(outcome, jobs_of(console)));
}

void forget_what_is_written(outcome::Outcome& outcome, results::SavedRun& saved,
                            results::RunInputs& inputs) {
  outcome.choices = {};
  outcome.footprints.reset();
  inputs = {};
  results::keep_compared(saved.tables);
  saved.extra = {};
  saved.layers = {};
}

Base read_base(const input::Loaded& loaded, std::optional<results::RunTables> solved,
               const Console& console) {
  Base base{load_base(loaded, console), std::move(solved)};
  if (!base.tables)
    base.tables = results::find_compared(
        console.flags().out, inputs_of(base.loaded, console, ExitCode::kGood), written_at());
  return base;
}

std::string change_from_base(Base base, const results::RunTables& tables, Console& console) {
  console.step(base.tables ? "comparing with the base" : "solving the base and comparing with it");
  if (!base.tables) {
    const auto network = lay_out(base.loaded);
    base.loaded.tables = {};  // the network has what they hold
    const outcome::Outcome solved = solve_as_asked(base.loaded, network, console).result.outcome;
    base.tables = results::make_compared(solved);
  }
  const results::Table differences = results::compare_runs(*base.tables, tables);
  return "from " + base.loaded.scenario.slug + ": " + results::describe_largest(differences);
}

void print_section(const std::string& title, const results::Table& table, Console& console) {
  console.print(title + "\n" + results::write_text_table(table, {console.width(), 0}) + "\n");
}

void print_ways(const std::string& title, const results::Table& table, Console& console) {
  const std::size_t columns = table.columns.size() - 1;
  CORRIDOR_ASSERT(table.columns.back().name == "way", "the last column says where a way runs");
  results::Table numbers{table.name, {}, {}};
  numbers.columns.assign(table.columns.begin(), table.columns.end() - 1);
  std::string ways;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    const auto cells = table.row(row);
    numbers.rows.emplace_back(cells.begin(), cells.end() - 1);
    const std::string* name = std::get_if<std::string>(&cells.front());
    ways += fmt::format("{}: {}\n", name != nullptr ? *name : fmt::format("{}", row + 1),
                        std::get<std::string>(cells[columns]));
  }
  print_section(title, numbers, console);
  if (!ways.empty()) console.print(ways + "\n");
}

void tell(const input::Loaded& loaded, const outcome::Outcome& outcome, const Studies& asked,
          const std::string& change, const std::string& folder, Console& console) {
  if (console.flags().json) {
    console.print(as_json(loaded, outcome, asked, change, folder)
                      .dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) +
                  "\n");
    return;
  }
  if (console.flags().quiet) return;
  const model::Scenario& world = loaded.scenario;
  if (asked.decisive) console.print(decisive_in_words(*asked.decisive));
  console.print(fmt::format("ran       {} ({}), {}, value of time {}, {:.1f} s\n", world.slug,
                            world.title, period_in_words(world.period), world.value_of_time.preset,
                            console.seconds()));
  console.print(fmt::format("headline  {}\n", outcome::describe(outcome)));
  for (const studies::CapacityRange& range : asked.ranges)
    console.print(fmt::format("room      {}\n", studies::describe(outcome, range)));
  for (const std::string& line : shortages_in_words(outcome, asked.shortages))
    console.print(fmt::format("short     {}\n", line));
  if (console.flags().verbose)
    console.print(fmt::format("empties   {}\n", results::describe(outcome, asked.empties)));
  console.print(fmt::format("change    {}\n", change));
  console.print(
      fmt::format("warnings  {}; stranded {:.0f} TEU\n", console.warnings(), outcome.stranded_teu));
  console.print(fmt::format("files     {}\n", folder));
}

}  // namespace corridor::app
