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

// Every origin and destination of a row that chooses its way.
std::set<Ends> pairs_that_trade(const model::Scenario& world) {
  std::map<model::RegionId, std::set<std::string>> places;
  for (const model::RegionPlace& end : world.region_places) {
    if (end.access != model::Access::kPort) places[end.region].insert(world.places[end.place].slug);
  }
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

std::vector<network::CostItem> items(const Contender& contender, const Way& way) {
  return network::itemize(*contender.network, contender.shipment.cargo, contender.state, way.arcs);
}

// Generalised cost as the search counts it, arc by arc.
double searched_cost(const Contender& contender, const Way& way) {
  std::vector<double> costs;
  network::fill_costs(*contender.network, contender.shipment.cargo, contender.state, costs);
  double sum = 0.0;
  for (const ArcId arc : way.arcs) sum += costs[arc.value()];
  return sum;
}

// How many pairs were compared; each waterfall must sum to the gap between the searched costs.
int check_sums(const Loaded& before, const Loaded& after, const std::set<Ends>& pairs) {
  int compared = 0;
  for (const Ends& ends : pairs) {
    const auto a = contender(before, ends);
    const auto b = contender(after, ends);
    if (!a || !b) continue;
    const auto way_a = best_way(*a);
    const auto way_b = best_way(*b);
    if (!way_a || !way_b) continue;
    const auto steps =
        make_waterfall(*a->network, items(*a, *way_a), *b->network, items(*b, *way_b));
    const double sum = std::accumulate(
        steps.begin(), steps.end(), 0.0,
        [](double so_far, const WaterfallStep& step) { return so_far + step.change(); });
    const double gap = searched_cost(*b, *way_b) - searched_cost(*a, *way_a);
    EXPECT_NEAR(sum, gap, 1e-9) << ends.first << " to " << ends.second;
    ++compared;
  }
  return compared;
}

// Of the places, one in so many has its sentence applied; other ones for each pair of scenarios.
constexpr std::size_t kEvery = 8;

// How many sentences were applied. `first`: which places of each kEvery.
int check_sentences(const Loaded& before, const Loaded& after, const std::set<Ends>& pairs,
                    std::size_t first) {
  int applied = 0;
  std::size_t position = 0;
  for (const Ends& ends : pairs) {
    if (position++ % kEvery != first) continue;
    const auto a = contender(before, ends);
    const auto b = contender(after, ends);
    if (!a || !b) continue;
    const Explanation found = explain(*a, *b);
    if (!found.lever) continue;
    SCOPED_TRACE(ends.first + " to " + ends.second);
    test::verify_lever(*a, *b, found);
    ++applied;
  }
  return applied;
}

// The pairs in parts, so that each ends within minutes and a failure names its part.
constexpr std::size_t kParts = 12;
class ExplainPairs : public testing::TestWithParam<std::size_t> {};

TEST_P(ExplainPairs, SumToTheGapAndTheirSentencesHold) {
  const std::vector<PairRow> all = read_pairs();
  ASSERT_GT(all.size(), 100U);
  int sums = 0;
  int sentences = 0;
  for (std::size_t i = GetParam(); i < all.size(); i += kParts) {
    SCOPED_TRACE(all[i].id);
    const Loaded before = load({all[i].files.front()}, "");
    const Loaded after = load(all[i].files, all[i].start);
    const std::set<Ends> pairs = pairs_that_trade(*before.network->scenario);
    const int compared = check_sums(before, after, pairs);
    EXPECT_GT(compared, 100);
    sums += compared;
    sentences += check_sentences(before, after, pairs, i % kEvery);
  }
  EXPECT_GT(sentences, 0);
  std::printf("%d waterfalls, %d sentences applied\n", sums, sentences);
}
INSTANTIATE_TEST_SUITE_P(Parts, ExplainPairs, testing::Range(std::size_t{0}, kParts));

}  // namespace
}  // namespace corridor::studies
