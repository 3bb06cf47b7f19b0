// Every way through between two places: price, days, and why there is none.

#include <fmt/format.h>

#include "corridor/network/calendar.hpp"
#include "corridor/results/way_tables.hpp"
#include "pair.hpp"
#include "shipped.hpp"
#include "story.hpp"
#include "told_cut.hpp"

namespace corridor::app {
namespace {

studies::WayOptions way_options(const RoutesOptions& options, const Pair& pair) {
  studies::WayOptions way;
  way.count = options.count;
  way.detour = options.detour;
  way.search = options.all      ? studies::WaySearch::kAll
               : options.pareto ? studies::WaySearch::kPareto
                                : studies::WaySearch::kDistinct;
  for (const std::string& word : options.via) way.via.push_back(find_stop(*pair.network, word));
  for (const std::string& word : options.avoid) {
    const auto arcs = find_arcs(*pair.network, word);
    way.avoid.insert(way.avoid.end(), arcs.begin(), arcs.end());
  }
  if (!options.date.empty()) way.date = find_day(*pair.network->scenario, options.date);
  return way;
}

std::string heading(const RoutesOptions& options, const Pair& pair, const studies::Ways& found) {
  const model::Scenario& world = *pair.network->scenario;
  const std::string when =
      options.date.empty()
          ? format_month(add_months(world.period.start, static_cast<int>(found.month))) +
                ", the usual month of the period"
          : "leaving " + options.date;
  return fmt::format("{} to {} in {}, {}\n{}\n", describe_end(world, pair.from),
                     describe_end(world, pair.to), world.slug, when,
                     describe_box(world, pair.shipment));
}

// How the routes of the table were chosen.
std::string selection(const RoutesOptions& options, const studies::Ways& found) {
  if (options.pareto) {
    return fmt::format(
        "{} routes are not beaten in money, time, unreliability and CO2e together, none more than "
        "{:.0f} % over the least of any{}; the {} shown hold the best of each and differ most\n",
        found.pareto_routes, 100 * found.detour,
        found.is_complete ? "" : " (search stopped at its limit: there are more)",
        found.ways.size());
  }
  if (options.all) return "the cheapest routes with time valued, whatever they share\n";
  return "cheapest first with time valued; each differs from those above it by a port, a sea "
         "passage, or at least 30 % of its way on land\n";
}

// What another day would have cost.
std::string by_day(const studies::Ways& found, Date date) {
  if (found.by_day.empty()) return "";
  std::string text = "the best route when leaving on";
  for (std::size_t day = 0; day < found.by_day.size(); ++day) {
    text += fmt::format("{} {} ", day == 0 ? "" : ",",
                        format_date(date + std::chrono::days(day)).substr(5));
    text += found.by_day[day] ? fmt::format("{:.0f}", *found.by_day[day]) : std::string("none");
  }
  return text + " USD/TEU with time and waiting\n";
}

void print_answer(const RoutesOptions& options, const results::WayAnswer& answer, const Pair& pair,
                  Console& console) {
  print_ways(heading(options, pair, answer.found), results::make_way_table(answer), console);
  console.print(selection(options, answer.found));
  if (answer.date) console.print(by_day(answer.found, *answer.date));
  if (options.legs) {
    for (std::size_t way = 0; way < answer.found.ways.size(); ++way)
      print_section(fmt::format("\nroute {}", way + 1), results::make_leg_table(answer, way),
                    console);
  }
  if (options.staircase)
    print_section("\nUNESCAP time and cost over distance", results::make_staircase(answer),
                  console);
  if (options.indicators)
    print_section("\nCAREC trade facilitation indicators of these routes",
                  results::make_way_indicators(answer, "all shown"), console);
}

}  // namespace

ExitCode routes(const RoutesOptions& options, Console& console) {
  console.step("reading " + options.scenario);
  const input::Loaded loaded =
      input::load_scenario(scenario_files(options.scenario), {console.flags().overrides});
  console.show(loaded.warnings);
  const Pair pair =
      make_pair(loaded.scenario, {options.from, options.to, options.goods, options.box_feet});
  const studies::WayOptions way = way_options(options, pair);
  console.step("searching");
  const studies::Ways found = studies::find_ways(*pair.network, pair.shipment, way);
  const auto months = network::month_states(*pair.network);
  const results::WayAnswer answer{*pair.network, months[found.month], pair.shipment, found,
                                  way.date};
  if (options.geojson) {
    console.print(results::write_ways_geojson(answer));
  } else if (console.flags().json) {
    console.print(results::write_ways_json(answer));
  } else if (found.status == studies::WayStatus::kFound) {
    print_answer(options, answer, pair, console);
  }
  if (found.status == studies::WayStatus::kFound) return ExitCode::kGood;
  console.note(tell_cut(*pair.network, pair.shipment, found));
  return ExitCode::kStranded;
}

}  // namespace corridor::app
