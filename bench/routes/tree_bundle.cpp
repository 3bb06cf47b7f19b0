// Trees of eight classes from one source: side by side, one after the other, and by Boost.
#include <cmath>
#include <cstdlib>
#include <memory>

#include "contest.hpp"
#include "corridor/routes/tree_bundle.hpp"
#include "plain_graph.hpp"
#include "terrain.hpp"

namespace corridor::bench {
namespace {

using routes::kLanes;
using routes::NodeId;
using Columns = std::vector<std::vector<double>>;  // [class][arc]

struct Case {
  const char* name;
  std::size_t width;
  std::size_t height;
  std::size_t arcs;
  std::size_t sources;  // per round
  int rounds;
};

constexpr Case kCases[] = {{"small: 150 nodes, 500 arcs", 15, 10, 500, 100, 41},
                           {"corridor: 1,500 nodes, 8,000 arcs", 50, 30, 8000, 10, 41},
                           {"region: 13,000 nodes, 40,000 arcs", 130, 100, 40000, 1, 31}};
// How much more than the first the last class minds one half of the arcs: as time is worth more to
// one load than to another, and rail is slower than road.
constexpr double kSpread = 1.0;

Columns costs_of_classes(const Terrain& terrain) {
  Columns costs(kLanes, terrain.length);
  std::uint64_t state = 5;
  for (std::size_t arc = 0; arc < terrain.length.size(); ++arc) {
    if (draw(state, 2) == 0) continue;
    for (std::size_t lane = 0; lane < kLanes; ++lane)
      costs[lane][arc] *= 1.0 + kSpread * static_cast<double>(lane) / (kLanes - 1);
  }
  return costs;
}

double if_reached(double distance) {
  return std::isfinite(distance) ? distance : 0.0;
}

void measure(const Case& size) {
  const Terrain terrain = make_terrain(size.width, size.height, size.arcs, NodeOrder::kShuffled, 7);
  const std::size_t nodes = terrain.graph.node_count();
  const Columns costs = costs_of_classes(terrain);
  std::vector<routes::Lanes<double>> lanes(terrain.graph.arc_count());
  std::vector<std::unique_ptr<BoostPaths>> boost;
  for (std::size_t lane = 0; lane < kLanes; ++lane) {
    boost.push_back(std::make_unique<BoostPaths>(to_plain(terrain.graph, costs[lane])));
    for (std::size_t arc = 0; arc < lanes.size(); ++arc) lanes[arc].of[lane] = costs[lane][arc];
  }
  routes::ShortestPaths paths(terrain.graph);
  routes::Tree tree;
  // Orders are known beforehand, as a solve uses each some hundred times.
  std::vector<NodeId> sources;
  std::vector<routes::NodeOrder> orders;
  std::uint64_t state = 11;
  for (std::size_t i = 0; i < size.sources; ++i) {
    sources.emplace_back(draw(state, nodes));
    paths.tree_from(sources.back(), terrain.length, tree);
    orders.push_back(routes::order_of(terrain.graph, tree));
  }
  routes::TreeBundle bundle(terrain.graph);
  double check[3] = {};
  const auto over = [&](double& sum, auto&& run) {
    sum = 0.0;
    for (std::size_t i = 0; i < sources.size(); ++i) sum += run(i);
  };
  const auto side_by_side = [&](std::size_t i) {
    bundle.grow(sources[i], lanes, orders[i]);
    double sum = 0.0;
    for (const NodeId node : ids<NodeId>(nodes))
      for (std::size_t lane = 0; lane < kLanes; ++lane)
        sum += if_reached(bundle.distance(node, lane));
    return sum;
  };
  const auto in_turn = [&](std::size_t i) {
    double sum = 0.0;
    for (const std::vector<double>& own : costs) {
      paths.tree_from(sources[i], own, tree);
      for (const double distance : tree.distance) sum += if_reached(distance);
    }
    return sum;
  };
  const auto by_boost = [&](std::size_t i) {
    double sum = 0.0;
    for (const auto& own : boost) sum += own->run(sources[i].value());
    return sum;
  };
  hold_and_print(size.name,
                 {{"corridor TreeBundle", [&] { over(check[0], side_by_side); }},
                  {"corridor tree_from, in turn", [&] { over(check[1], in_turn); }},
                  {"Boost CSR, no color map, in turn", [&] { over(check[2], by_boost); }}},
                 size.rounds, static_cast<double>(size.sources * kLanes));
  require_equal(check[0], check[1], "tree_from");
  require_equal(check[0], check[2], "Boost");
}

}  // namespace
}  // namespace corridor::bench

int main() {
  for (const auto& size : corridor::bench::kCases) corridor::bench::measure(size);
  return EXIT_SUCCESS;
}
