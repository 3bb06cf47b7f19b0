// One-to-all shortest paths against Boost, LEMON and igraph at three sizes.
#include <cstdlib>
#include <limits>
#include <string>

#include "contest.hpp"
#include "corridor/routes/shortest.hpp"
#include "plain_graph.hpp"
#include "terrain.hpp"

namespace corridor::bench {
namespace {

using routes::NodeId;

struct Case {
  const char* name;
  std::size_t width;
  std::size_t height;
  std::size_t arcs;
  NodeOrder order;
  std::size_t sources;  // per round
  int rounds;
};

constexpr Case kCases[] = {
    {"small: 150 nodes, 500 arcs", 15, 10, 500, NodeOrder::kShuffled, 600, 41},
    {"corridor: 1,500 nodes, 8,000 arcs", 50, 30, 8000, NodeOrder::kShuffled, 60, 41},
    {"region: 13,000 nodes, 40,000 arcs", 130, 100, 40000, NodeOrder::kShuffled, 6, 31},
    {"continent: 250,000 nodes, 1,000,000 arcs, by row", 500, 500, 1000000, NodeOrder::kByRow, 1,
     9},
    {"continent: 250,000 nodes, 1,000,000 arcs, shuffled", 500, 500, 1000000, NodeOrder::kShuffled,
     1, 9},
};

double sum_reached(const routes::Tree& tree) {
  double sum = 0.0;
  for (const double distance : tree.distance)
    if (distance != std::numeric_limits<double>::infinity()) sum += distance;
  return sum;
}

void measure(const Case& size) {
  const Terrain terrain = make_terrain(size.width, size.height, size.arcs, size.order, 7);
  const PlainGraph plain = to_plain(terrain.graph, terrain.length);
  routes::ShortestPaths paths(terrain.graph);
  routes::Tree tree;
  BoostPaths boost(plain);
  LemonPaths lemon(plain);
  IgraphPaths igraph(plain);
  double check[4] = {};
  const auto over_sources = [&](double& sum, auto&& run) {
    std::uint64_t state = 11;
    sum = 0.0;
    for (std::size_t i = 0; i < size.sources; ++i)
      sum += run(draw(state, terrain.graph.node_count()));
  };
  const auto own = [&](std::size_t source) {
    paths.tree_from(NodeId(source), terrain.length, tree);
    return sum_reached(tree);
  };
  hold_and_print(
      size.name,
      {{"corridor tree_from", [&] { over_sources(check[0], own); }},
       {"Boost CSR, no color map",
        [&] { over_sources(check[1], [&](std::size_t source) { return boost.run(source); }); }},
       {"LEMON StaticDigraph, QuadHeap",
        [&] { over_sources(check[2], [&](std::size_t source) { return lemon.run(source); }); }},
       {"igraph distances only",
        [&] { over_sources(check[3], [&](std::size_t source) { return igraph.run(source); }); }}},
      size.rounds, static_cast<double>(size.sources));
  require_equal(check[0], check[1], "Boost");
  require_equal(check[0], check[2], "LEMON");
  require_equal(check[0], check[3], "igraph");
}

}  // namespace
}  // namespace corridor::bench

int main() {
  for (const auto& size : corridor::bench::kCases) corridor::bench::measure(size);
  return EXIT_SUCCESS;
}
