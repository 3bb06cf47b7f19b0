// `explain` on every pair of scenarios that is shipped and every pair of places that trades.
#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>
#include <map>
#include <numeric>
#include <set>

#include "corridor/base/text.hpp"
#include "corridor/input/scenario_file.hpp"
#include "corridor/studies/explain.hpp"
#include "support/verify_lever.hpp"

namespace corridor::studies {
namespace {

using Ends = std::pair<std::string, std::string>;  // slugs: ids differ between worlds

const std::string kFolder = std::string(CORRIDOR_SOURCE_DIR) + "/scenarios/";

struct PairRow {
  std::string id;
  std::vector<std::string> files;
  std::string start;
};

std::vector<PairRow> read_pairs() {
  std::ifstream file(kFolder + "pairs.csv");
  std::vector<PairRow> pairs;
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    std::vector<std::string> cells = {""};
    for (const char c : line) {
      if (c == ',') {
        cells.emplace_back();
      } else {
        cells.back() += c;
      }
    }
    pairs.push_back({cells.at(0), split(cells.at(1), ';'), cells.at(2)});
  }
  return pairs;
}

struct Loaded {
  std::shared_ptr<const network::Network> network;
  network::MonthState state;
};

Loaded load(std::vector<std::string> files, const std::string& start) {
  for (std::string& file : files) file = kFolder + file + ".yaml";
  input::LoadOptions options;
  if (!start.empty()) options.overrides = {"period.start=" + start};
  Loaded loaded;
  loaded.network = std::make_shared<const network::Network>(network::build_network(
      std::make_shared<const model::Scenario>(input::load_scenario(files, options).scenario)));
  const auto months = network::month_states(*loaded.network);
  loaded.state = months[usual_month(months)];
  return loaded;
}

using PlacesOfRegions = std::map<model::RegionId, std::set<std::string>>;

// Ends of each region that trade uses other than by way of a port.
PlacesOfRegions places_of_regions(const model::Scenario& world) {
  PlacesOfRegions places;
  for (const model::RegionPlace& end : world.region_places) {
    if (end.access != model::Access::kPort) places[end.region].insert(world.places[end.place].slug);
  }
  return places;
}

// Every origin and destination of a row that chooses its way.
std::set<Ends> pairs_that_trade(const model::Scenario& world) {
  PlacesOfRegions places = places_of_regions(world);
  std::set<Ends> pairs;
  for (const model::Demand& demand : world.demand) {
    if (demand.load_kind != model::LoadKind::kChoice || !demand.in_base) continue;
    const bool is_import = demand.direction == model::TradeDirection::kImport;
    for (const std::string& home : places[demand.country]) {
      for (const std::string& partner : places[demand.partner]) {
        if (home != partner) pairs.insert(is_import ? Ends(partner, home) : Ends(home, partner));
      }
    }
  }
  return pairs;
}

model::PlaceId place_called(const model::Scenario& world, const std::string& slug) {
  for (const model::PlaceId id : world.places.ids()) {
    if (world.places[id].slug == slug) return id;
  }
  return {};
}

std::optional<Contender> contender(const Loaded& world, const Ends& ends) {
  const model::Scenario& scenario = *world.network->scenario;
  const auto shipment = make_shipment(*world.network, place_called(scenario, ends.first),
                                      place_called(scenario, ends.second));
  if (!shipment) return std::nullopt;
  return Contender{world.network.get(), *shipment, world.state, {}, {}};
}

// Generalised cost as the search counts it, arc by arc.
double searched_cost(const Contender& contender, const Way& way) {
  std::vector<double> costs;
  network::fill_costs(*contender.network, contender.shipment.cargo, contender.state, costs);
  double sum = 0.0;
  for (const ArcId arc : way.arcs) sum += costs[arc.value()];
  return sum;
}

struct Counts {
  int sums = 0;
  int gaps = 0;       ///< of these, between ways of different cost
  int sentences = 0;  ///< of these, with an amount that turns the order
};

// Each waterfall must sum to the gap between the searched costs, and each sentence must hold when
// it is applied to the world.
Counts check(const Loaded& before, const Loaded& after, const std::set<Ends>& pairs) {
  Counts counts;
  for (const Ends& ends : pairs) {
    SCOPED_TRACE(ends.first + " to " + ends.second);
    const auto a = contender(before, ends);
    const auto b = contender(after, ends);
    if (!a || !b) continue;
    const Explanation found = explain(*a, *b);
    if (!found.a || !found.b) continue;
    const double sum = std::accumulate(
        found.steps.begin(), found.steps.end(), 0.0,
        [](double so_far, const WaterfallStep& step) { return so_far + step.change(); });
    EXPECT_NEAR(sum, searched_cost(*b, *found.b) - searched_cost(*a, *found.a), 1e-9);
    ++counts.sums;
    if (std::abs(found.gap) > 1e-9) ++counts.gaps;
    if (!found.lever) continue;
    test::verify_lever(*a, *b, found);
    ++counts.sentences;
  }
  return counts;
}

// The pairs in parts, so that each ends within minutes and a failure names its part.
constexpr std::size_t kParts = 12;
class ExplainPairs : public testing::TestWithParam<std::size_t> {};

TEST_P(ExplainPairs, SumToTheGapAndTheirSentencesHold) {
  const std::vector<PairRow> all = read_pairs();
  ASSERT_GT(all.size(), 100U);
  Counts all_of_part;
  for (std::size_t i = GetParam(); i < all.size(); i += kParts) {
    SCOPED_TRACE(all[i].id);
    const Loaded before = load({all[i].files.front()}, "");
    const Loaded after = load(all[i].files, all[i].start);
    const Counts counts = check(before, after, pairs_that_trade(*before.network->scenario));
    EXPECT_GT(counts.sums, 100);
    all_of_part.sums += counts.sums;
    all_of_part.gaps += counts.gaps;
    all_of_part.sentences += counts.sentences;
  }
  EXPECT_GT(all_of_part.sentences, 0);
  std::printf("%d waterfalls, %d of them between costs that differ, %d sentences applied\n",
              all_of_part.sums, all_of_part.gaps, all_of_part.sentences);
}
INSTANTIATE_TEST_SUITE_P(Parts, ExplainPairs, testing::Range(std::size_t{0}, kParts));

}  // namespace
}  // namespace corridor::studies
