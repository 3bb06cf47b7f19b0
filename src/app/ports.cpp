// Gateways side by side: landed cost, what they offer, whose boxes they win, what they charge.

#include <fmt/format.h>

#include <set>

#include "corridor/network/calendar.hpp"
#include "corridor/results/gateway_tables.hpp"
#include "corridor/results/saved_run.hpp"
#include "corridor/results/way_tables.hpp"
#include "pair.hpp"
#include "shipped.hpp"
#include "story.hpp"

namespace corridor::app {
namespace {

// Everything asked for, as values.
struct PortsAnswer {
  std::vector<results::LandedCosts> landed;
  std::vector<studies::Catchment> catchments;
  std::optional<results::SavedRun> run;

  [[nodiscard]] results::Table facts(const network::Network& network) const {
    return results::make_gateway_facts(network, run ? run->find("ports") : nullptr);
  }
};

// A saved run of the scenario; a note when it is of another.
std::optional<results::SavedRun> read_loads(const PortsOptions& options,
                                            const model::Scenario& world, Console& console) {
  if (options.run.empty()) return std::nullopt;
  results::SavedRun run = results::read_run(options.run);
  if (!run.name.starts_with(world.slug + "-"))
    console.note(fmt::format("the run {} may be of another scenario than {}: prices are of {}",
                             run.name, world.slug, world.slug));
  return run;
}

// Which figure is observed and which modelled.
std::string facts_heading(const PortsAnswer& answer) {
  return "What the gateways offer (handled: as observed, all trades" +
         (answer.run
              ? fmt::format("; run: as modelled in {} over its period, empties included; where its "
                            "own trade is 0 the scenario leaves that out)",
                            answer.run->name)
              : "; --run FOLDER adds the loads of a saved run)");
}

// Gateways lie between the interior and a port.
void require_inland_and_port(const model::Scenario& world, const std::vector<NamedEnd>& origins,
                             const NamedEnd& to) {
  const auto is_port = [&](const NamedEnd& end) {
    return world.places[end.place].port_role != model::PortRole::kNone;
  };
  for (const NamedEnd& origin : origins) {
    if (is_port(origin))
      throw refuse("E308", fmt::format("--from: {} is a port", describe_end(world, origin)),
                   "name inland places, as in `--from tashkent,kabul`");
  }
  if (!is_port(to))
    throw refuse("E308", fmt::format("--to: {} is no port", describe_end(world, to)),
                 "name a region or port overseas, as in `--to gulf`");
}

std::vector<results::LandedCosts> land(const network::Network& network,
                                       const network::MonthState& state,
                                       const PortsOptions& options,
                                       const std::vector<NamedEnd>& origins, const NamedEnd& to) {
  const model::Scenario& world = *network.scenario;
  studies::Goods goods;
  if (!options.goods.empty()) goods.commodity = find_goods(world, options.goods);
  goods.size = options.box_feet == 20 ? model::BoxSize::k20 : model::BoxSize::k40;
  std::vector<results::LandedCosts> landed;
  std::vector<studies::Shipment> shipments;
  for (const NamedEnd& origin : origins) {
    const NamedEnd& start = options.imports ? to : origin;
    const NamedEnd& end = options.imports ? origin : to;
    const auto shipment = studies::make_shipment(network, start.place, end.place, goods);
    if (!shipment) continue;
    landed.push_back({describe_end(world, start), describe_end(world, end), *shipment, {}});
    shipments.push_back(*shipment);
  }
  auto ways = studies::compare_gateways(network, shipments, state);
  for (std::size_t i = 0; i < landed.size(); ++i) landed[i].ways = std::move(ways[i]);
  return landed;
}

void print_answer(const network::Network& network, const PortsAnswer& answer,
                  const PortsOptions& options, Console& console) {
  const results::Table tariffs = results::make_tariff_table(network);
  if (options.tariffs) {
    print_section("Charges on a transit box and on a ship's call, against the rivals", tariffs,
                  console);
    console.print(results::describe_tariffs(tariffs) + "\n");
    return;
  }
  print_section("Landed cost through each gateway",
                results::make_landed_table(network, answer.landed), console);
  const std::string missing = results::describe_missing(network, answer.landed);
  if (!missing.empty()) console.print(missing + "\n\n");
  print_section(facts_heading(answer), answer.facts(network), console);
  print_section(options.whole_trade
                    ? "Catchment: seaborne boxes of each region, all partners, by cheapest gateway"
                    : "Catchment: boxes of each region with " + options.to + " by cheapest gateway",
                results::make_catchment_table(network, answer.catchments), console);
  console.print(results::describe_tariffs(tariffs) + " (--tariffs shows them)\n");
}

std::string as_json(const network::Network& network, const PortsAnswer& answer) {
  return "{\"landed\": " +
         results::write_table_json(results::make_landed_table(network, answer.landed)) +
         ", \"gateways\": " + results::write_table_json(answer.facts(network)) +
         ", \"catchment\": " +
         results::write_table_json(results::make_catchment_table(network, answer.catchments)) +
         ", \"tariffs\": " + results::write_table_json(results::make_tariff_table(network)) + "}\n";
}

}  // namespace

ExitCode ports(const PortsOptions& options, Console& console) {
  console.step("reading " + options.scenario);
  const input::Loaded loaded =
      input::load_scenario(scenario_files(options.scenario), {console.flags().overrides});
  console.show(loaded.warnings);
  const model::Scenario& world = loaded.scenario;
  std::vector<NamedEnd> origins;
  origins.reserve(options.from.size());
  for (const std::string& word : options.from) origins.push_back(find_end(world, word));
  const NamedEnd to = find_end(world, options.to);
  require_inland_and_port(world, origins, to);
  std::vector<model::PlaceId> ends;
  ends.reserve(origins.size() + 1);
  for (const NamedEnd& origin : origins) ends.push_back(origin.place);
  ends.push_back(to.place);
  const auto network = std::make_shared<const network::Network>(
      network::build_network(std::make_shared<const model::Scenario>(world), ends));
  const auto months = network::month_states(*network);
  const network::MonthState& state = months[studies::usual_month(months)];
  console.step("comparing gateways");
  const model::RegionId partner = options.whole_trade ? model::RegionId() : to.region;
  const PortsAnswer answer{land(*network, state, options, origins, to),
                           studies::find_catchments(*network, state, partner),
                           read_loads(options, world, console)};
  if (console.flags().json) {
    console.print(as_json(*network, answer));
  } else {
    print_answer(*network, answer, options, console);
  }
  return ExitCode::kGood;
}

}  // namespace corridor::app
