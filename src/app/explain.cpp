// Why one way costs more than another: two routes, two gateways, or two scenarios.

#include <fmt/format.h>

#include <numeric>

#include "corridor/network/calendar.hpp"
#include "corridor/results/explain_tables.hpp"
#include "corridor/results/way_tables.hpp"
#include "pair.hpp"
#include "shipped.hpp"
#include "story.hpp"
#include "told_cut.hpp"

namespace corridor::app {
namespace {

// One side of the question: a pair in its world, and the terms of its way.
struct Side {
  std::string name;
  Pair pair;
  studies::Contender contender;
};

Side make_side(const std::string& scenario, const ExplainOptions& options, Console& console) {
  console.step("reading " + scenario);
  const input::Loaded loaded =
      input::load_scenario(scenario_files(scenario), {console.flags().overrides});
  console.show(loaded.warnings);
  Side side;
  side.name = loaded.scenario.slug;
  side.pair =
      make_pair(loaded.scenario, {options.from, options.to, options.goods, options.box_feet});
  const auto months = network::month_states(*side.pair.network);
  side.contender.network = side.pair.network.get();
  side.contender.shipment = side.pair.shipment;
  side.contender.state = months[studies::usual_month(months)];
  return side;
}

// Quay arcs of a gateway: the way changes between land and sea there.
std::vector<network::ArcId> quay_arcs(const network::Network& network, model::PlaceId gateway) {
  std::vector<network::ArcId> arcs;
  for (const network::ArcId arc : network.arcs.ids()) {
    if (network::is_quay(network.arcs[arc].kind) && network.tail(arc).place == gateway)
      arcs.push_back(arc);
  }
  return arcs;
}

void go_through(Side& side, const std::string& word) {
  const model::Scenario& world = *side.pair.network->scenario;
  const model::PlaceId gateway = find_end(world, word).place;
  side.contender.through = quay_arcs(*side.pair.network, gateway);
  side.name = world.places[gateway].name;
  if (side.contender.through.empty()) {
    throw refuse("E306", fmt::format("{} is no gateway", side.name),
                 "name two ports where boxes change between sea and land");
  }
}

std::pair<Side, Side> between_gateways(const ExplainOptions& options, Console& console) {
  Side a = make_side(options.scenario, options, console);
  Side b = a;
  b.contender.network = a.contender.network;
  go_through(a, options.between[0]);
  go_through(b, options.between[1]);
  if (a.name == b.name) {
    throw refuse("E302", fmt::format("both gateways are {}", a.name), "name two gateways");
  }
  return {std::move(a), std::move(b)};
}

std::pair<Side, Side> between_scenarios(const ExplainOptions& options, Console& console) {
  return {make_side(options.scenarios[0], options, console),
          make_side(options.scenarios[1], options, console)};
}

std::pair<Side, Side> between_routes(const ExplainOptions& options, Console& console) {
  Side a = make_side(options.scenario, options, console);
  studies::WayOptions way;
  way.count = static_cast<std::size_t>(std::max(options.routes[0], options.routes[1]));
  const studies::Ways found = studies::find_ways(*a.pair.network, a.pair.shipment, way);
  Side b = a;
  for (auto& [side, number] :
       {std::pair(&a, options.routes[0]), std::pair(&b, options.routes[1])}) {
    if (number < 1 || static_cast<std::size_t>(number) > found.ways.size()) {
      throw refuse(
          "E307",
          fmt::format("there is no route {} from {} to {}", number, options.from, options.to),
          fmt::format("`corridor routes {} {} -k {}` finds {}", options.from, options.to, way.count,
                      found.ways.size()));
    }
    side->contender.fixed = found.ways[static_cast<std::size_t>(number - 1)].arcs;
    side->name = fmt::format("route {}", number);
  }
  return {std::move(a), std::move(b)};
}

void print_indicators(const Side& side, const studies::Way& way, Console& console) {
  studies::Ways ways;
  ways.ways.push_back(way);
  const results::WayAnswer answer{*side.contender.network, side.contender.state,
                                  side.contender.shipment, ways, std::nullopt};
  print_section("CAREC indicators, " + side.name, results::make_way_indicators(answer, side.name),
                console);
}

ExitCode tell(const Side& a, const Side& b, const ExplainOptions& options, Console& console) {
  console.step("comparing");
  const studies::Explanation found = studies::explain(a.contender, b.contender);
  const results::ExplainAnswer answer{a.contender, b.contender, found, a.name, b.name};
  if (console.flags().json) {
    console.print(results::write_explain_json(answer));
  } else {
    const model::Scenario& world = *a.pair.network->scenario;
    console.print(fmt::format("{} to {}: {} (a) and {} (b)\n{}\n\n",
                              describe_end(world, a.pair.from), describe_end(world, a.pair.to),
                              a.name, b.name, describe_box(world, a.pair.shipment)));
    if (found.a && found.b) {
      print_ways("The two ways", results::make_sides(answer), console);
      print_section("By component", results::make_component_table(answer), console);
      print_section("By place", results::make_place_table(answer), console);
      print_section("Step by step, from a to b", results::make_waterfall_table(answer), console);
      if (options.indicators) {
        print_indicators(a, *found.a, console);
        print_indicators(b, *found.b, console);
      }
    }
    console.print(results::describe_lever(answer) + "\n");
  }
  if (found.a && found.b) return ExitCode::kGood;
  for (const Side* side : {&a, &b}) {
    if (side == &a ? found.a.has_value() : found.b.has_value()) continue;
    studies::Ways none;
    none.severance = studies::find_severance(*side->pair.network, side->pair.shipment,
                                             side->contender.state, {});
    none.month = studies::usual_month(network::month_states(*side->pair.network));
    if (!none.severance.by_wish)
      console.note(side->name + ": " + tell_cut(*side->pair.network, side->pair.shipment, none));
  }
  return ExitCode::kStranded;
}

}  // namespace

ExitCode explain(const ExplainOptions& options, Console& console) {
  const auto [a, b] = !options.between.empty()     ? between_gateways(options, console)
                      : !options.scenarios.empty() ? between_scenarios(options, console)
                                                   : between_routes(options, console);
  return tell(a, b, options, console);
}

}  // namespace corridor::app
