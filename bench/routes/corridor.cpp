// The corridor's own network: what the verbs routes and ports ask of it, pair by pair.
#include <fmt/format.h>

#include <algorithm>
#include <ctime>
#include <functional>
#include <limits>
#include <vector>

#include "corridor/input/scenario_file.hpp"
#include "corridor/routes/k_cheapest.hpp"
#include "corridor/studies/gateways.hpp"

namespace corridor::bench {
namespace {

using model::PlaceId;
using studies::Shipment;

double milliseconds(const std::function<void()>& work) {
  const std::clock_t start = std::clock();
  work();
  return 1000.0 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

void print(const char* what, std::vector<double> times, const std::string& note = "") {
  std::sort(times.begin(), times.end());
  fmt::print("{:58} median {:8.3f} ms, worst {:8.3f} ms over {}{}\n", what, times[times.size() / 2],
             times.back(), times.size(), note);
}

// Main places of the regions that are inland, or overseas.
std::vector<PlaceId> places_of(const model::Scenario& world, bool inland) {
  std::vector<PlaceId> places;
  for (const model::RegionId region : world.regions.ids()) {
    const PlaceId place = studies::main_place(world, region);
    if (world.regions[region].is_inland == inland && !place.is_none()) places.push_back(place);
  }
  return places;
}

// A box from each region overseas to each inland region.
std::vector<Shipment> shipments(const network::Network& network) {
  const model::Scenario& world = *network.scenario;
  std::vector<Shipment> boxes;
  for (const PlaceId from : places_of(world, false)) {
    for (const PlaceId to : places_of(world, true)) {
      if (from == to) continue;
      if (const auto box = studies::make_shipment(network, from, to)) boxes.push_back(*box);
    }
  }
  return boxes;
}

void k_cheapest(const network::Network& network, const network::MonthState& state,
                const std::vector<Shipment>& boxes) {
  std::vector<double> times;
  std::vector<double> costs;
  std::size_t found = 0;
  for (const Shipment& box : boxes) {
    network::fill_costs(network, box.cargo, state, costs);
    times.push_back(milliseconds([&] {
      found += routes::find_k_cheapest(network.graph, box.source, box.target, costs, 20).size();
    }));
  }
  print("20 cheapest routes of a pair", times, fmt::format(" pairs, {} routes", found));
}

void search(const char* what, const network::Network& network, const std::vector<Shipment>& boxes,
            const studies::WayOptions& options) {
  std::vector<double> times;
  times.reserve(boxes.size());
  std::size_t labels = 0;
  std::size_t most_labels = 0;
  std::size_t set = 0;
  for (const Shipment& box : boxes) {
    times.push_back(milliseconds([&] {
      const studies::Ways ways = studies::find_ways(network, box, options);
      labels += ways.labels;
      most_labels = std::max(most_labels, ways.labels);
      set += ways.pareto_routes;
    }));
  }
  print(what, times,
        options.search == studies::WaySearch::kPareto
            ? fmt::format(" pairs, {} labels (most {}) and {} routes a pair", labels / boxes.size(),
                          most_labels, set / boxes.size())
            : " pairs");
}

// The whole four-objective set, pair after pair until `budget_ms` of CPU time is spent. A pair that
// needs more labels than find_ways allows counts as tried, not as finished.
void unbounded_sets(const network::Network& network, const std::vector<Shipment>& boxes,
                    double budget_ms) {
  studies::WayOptions options;
  options.search = studies::WaySearch::kPareto;
  options.detour = std::numeric_limits<double>::infinity();
  std::vector<double> times;
  std::vector<std::size_t> labels;
  std::size_t most_routes = 0;
  std::size_t tried = 0;
  double spent = 0.0;
  for (const Shipment& box : boxes) {
    if (spent > budget_ms) break;
    studies::Ways ways;
    const double taken = milliseconds([&] { ways = studies::find_ways(network, box, options); });
    spent += taken;
    ++tried;
    if (!ways.is_complete) continue;
    times.push_back(taken);
    labels.push_back(ways.labels);
    most_routes = std::max(most_routes, ways.pareto_routes);
  }
  if (times.empty()) return;
  std::sort(labels.begin(), labels.end());
  print("four-objective Pareto set without a bound", times,
        fmt::format(" of {} pairs tried in {:.0f} s; labels median {}, worst {}; at most {} routes",
                    tried, spent / 1000.0, labels[labels.size() / 2], labels.back(), most_routes));
}

void gateways(const network::Network& network, const network::MonthState& state,
              const std::vector<Shipment>& boxes) {
  constexpr std::size_t kRounds = 20;
  std::vector<double> times;
  times.reserve(kRounds);
  for (std::size_t round = 0; round < kRounds; ++round) {
    times.push_back(milliseconds([&] {
      if (studies::compare_gateways(network, boxes, state).empty()) fmt::print("nothing found\n");
    }));
  }
  print("every pair through every gateway, with breakdown", times,
        fmt::format(" rounds, {} pairs x {} gateways", boxes.size(),
                    studies::gateways_in(*network.scenario).size()));
  constexpr std::size_t kRoundsOfOne = 50;
  std::vector<double> one;
  one.reserve(kRoundsOfOne);
  std::vector<Shipment> to_one;
  for (const Shipment& box : boxes)
    if (box.from == boxes.front().from) to_one.push_back(box);
  for (std::size_t round = 0; round < kRoundsOfOne; ++round) {
    one.push_back(milliseconds([&] {
      if (studies::compare_gateways(network, to_one, state).empty()) fmt::print("nothing found\n");
    }));
  }
  print("all regions x all gateways for one partner, with breakdown", one,
        fmt::format(" rounds, {} regions", to_one.size()));
}

void measure(const std::string& scenario) {
  const auto network = network::build_network(
      std::make_shared<const model::Scenario>(input::load_scenario({scenario}).scenario));
  const auto months = network::month_states(network);
  const network::MonthState& state = months[studies::usual_month(months)];
  const std::vector<Shipment> boxes = shipments(network);
  fmt::print("{}: {} nodes, {} arcs\n", scenario, network.graph.node_count(),
             network.graph.arc_count());
  k_cheapest(network, state, boxes);
  search("the table of `routes`", network, boxes, {});
  studies::WayOptions options;
  options.date = first_day(network.scenario->period.start) + std::chrono::days(75);
  search("the table of `routes --date`", network, boxes, options);
  options.date.reset();
  options.search = studies::WaySearch::kPareto;
  for (const double detour : {0.5, 1.0, 2.0}) {
    options.detour = detour;
    search(fmt::format("four-objective Pareto set, detour {:.0f} %", 100 * detour).c_str(), network,
           boxes, options);
  }
  unbounded_sets(network, boxes, 20'000.0);
  gateways(network, state, boxes);
}

}  // namespace
}  // namespace corridor::bench

int main(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) corridor::bench::measure(argv[i]);
  return argc > 1 ? 0 : 2;
}
