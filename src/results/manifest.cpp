#include <nlohmann/json.hpp>

#include "corridor/base/hash.hpp"
#include "corridor/results/run_folder.hpp"
#include "period.hpp"
#include "run_hash.hpp"

namespace corridor::results {
namespace {

using Json = nlohmann::ordered_json;

// A path as it may stand in a file that must not depend on the machine.
std::string portable(const std::string& path) {
  const std::filesystem::path whole(path);
  return whole.is_absolute() ? whole.filename().generic_string() : whole.generic_string();
}

const char* words_of_status(int exit_code) {
  switch (exit_code) {
    case 0:
      return "good";
    case 1:
      return "warnings";
    case 3:
      return "stranded demand";
    case 4:
      return "not converged";
    default:
      return "failed";
  }
}

Json settings_of(const model::Scenario& world) {
  return {{"rates_year", world.settings.rates_year},
          {"value_of_time", world.value_of_time.preset},
          {"stranded",
           world.settings.stranded == model::StrandedPolicy::kPenalty ? "penalty" : "error"},
          {"add_fee_on_tfi_rates", world.settings.add_fee_on_tfi_rates},
          {"price_carbon", world.settings.price_carbon},
          {"theta_per_usd_per_teu", world.parameters.theta.value},
          {"reliability_ratio", world.parameters.reliability_ratio}};
}

Json headline_of(const outcome::Outcome& outcome) {
  const outcome::Headline& headline = outcome.headline;
  const model::Scenario& world = *outcome.network->scenario;
  Json json = {{"sentence", outcome::describe(outcome)},
               {"contestable_teu", round_to(headline.contestable_teu, 2)},
               {"gateway", nullptr},
               {"gateway_teu", round_to(headline.gateway_teu, 2)},
               {"corridor_share", round_to(headline.corridor_share, 4)},
               {"by_land_share", round_to(headline.by_land_share, 4)},
               {"unit", per_period(outcome, "TEU")},
               {"first_over_capacity", nullptr},
               {"rests_on_circular", headline.rests_on_circular}};
  if (headline.gateway) json["gateway"] = world.places[*headline.gateway].name;
  if (headline.first_over) {
    json["first_over_capacity"] = {
        {"facility", outcome.network->facilities[headline.first_over->facility].name},
        {"month", name_of_month(outcome, headline.first_over->month)},
        {"utilisation", round_to(headline.first_over->utilisation, 4)}};
  }
  return json;
}

Json counts_of(const outcome::Outcome& outcome) {
  const network::Network& network = *outcome.network;
  const model::Scenario& world = *network.scenario;
  return {{"places", world.places.size()},
          {"links", world.links.size()},
          {"borders", world.borders.size()},
          {"services", world.services.size()},
          {"terminals", world.terminals.size()},
          {"demand_rows", world.demand.size()},
          {"changes", world.changes.size()},
          {"nodes", network.nodes.size()},
          {"arcs", network.arcs.size()},
          {"facilities", network.facilities.size()},
          {"movements", outcome.movements.size()},
          {"month_groups", outcome.choices.size()},
          {"stranded_groups", outcome.stranded.size()}};
}

// Months that routes.csv tells of.
Json months_of_routes(const outcome::Outcome& outcome) {
  Json months = Json::array();
  if (outcome.choices.empty()) return months;
  for (const int month : outcome.choices.front().months) {
    months.push_back(name_of_month(outcome, month));
  }
  return months;
}

// Facilities whose load says nothing about when they fill.
Json circular_of(const network::Network& network) {
  Json names = Json::array();
  for (const network::Facility& facility : network.facilities) {
    if (facility.is_circular) names.push_back(facility.name);
  }
  return {{"note",
           "capacity of these was derived from throughput: a load on them does not tell when they "
           "fill"},
          {"facilities", std::move(names)}};
}

Json warnings_of(const RunInputs& inputs) {
  Json list = Json::array();
  for (const Finding& warning : inputs.warnings) {
    list.push_back({{"code", warning.code},
                    {"message", warning.message},
                    {"file", portable(warning.where.file)},
                    {"line", warning.where.line}});
  }
  return list;
}

}  // namespace

std::string hash_of_run(const RunInputs& inputs) {
  std::string all = inputs.version + '\n' + std::to_string(inputs.seed) + '\n';
  for (const NamedText& file : inputs.files) all += portable(file.name) + '\n' + file.text + '\n';
  return content_hash(all + inputs.effective_yaml);
}

std::string name_of_run(const RunInputs& inputs) {
  return inputs.slug + "-" + hash_of_run(inputs).substr(0, 8);
}

std::string write_manifest(const RunInputs& inputs, const outcome::Outcome& outcome,
                           const std::vector<NamedText>& outputs) {
  const model::Scenario& world = *outcome.network->scenario;
  Json files = Json::array();
  for (const NamedText& file : inputs.files) {
    files.push_back({{"path", portable(file.name)}, {"hash", file.text}});
  }
  Json written = Json::object();
  for (const NamedText& file : outputs) written[file.name] = file.text;
  const Json manifest = {
      {"run", name_of_run(inputs)},
      {"run_hash", hash_of_run(inputs)},
      {"version", inputs.version},
      {"scenario", world.slug},
      {"title", world.title},
      {"period", {{"start", format_month(world.period.start)}, {"months", world.period.months}}},
      {"status", {{"code", inputs.exit_code}, {"words", words_of_status(inputs.exit_code)}}},
      {"seed", inputs.seed},
      {"settings", settings_of(world)},
      {"headline", headline_of(outcome)},
      {"stranded_teu", round_to(outcome.stranded_teu, 2)},
      {"equilibrium",
       {{"converged", outcome.certificate.converged},
        {"overload", outcome.certificate.overload},
        {"complementarity", outcome.certificate.complementarity},
        {"route_gap", outcome.certificate.route_gap},
        {"balance", outcome.certificate.unbalanced},
        {"newton_steps", outcome.certificate.newton_steps},
        {"route_searches", outcome.certificate.rounds}}},
      {"months_of_routes", months_of_routes(outcome)},
      {"counts", counts_of(outcome)},
      {"circular", circular_of(*outcome.network)},
      {"warnings", warnings_of(inputs)},
      {"inputs", std::move(files)},
      {"outputs", std::move(written)}};
  // Text that is not UTF-8 is replaced: `input` lets none through.
  return manifest.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace corridor::results
