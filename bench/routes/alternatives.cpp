// Choice sets from two trees at corridor size: all pairs of 40 origins and 40 destinations.
#include "corridor/routes/alternatives.hpp"

#include <fmt/format.h>

#include <cstdlib>

#include "contest.hpp"
#include "terrain.hpp"

namespace corridor::bench {
namespace {

using routes::ArcId;
using routes::NodeId;

constexpr std::size_t kNodes = 1500;
constexpr std::size_t kArcs = 8000;
constexpr std::size_t kEnds = 40;
constexpr std::size_t kMarkers = 120;

struct End {
  NodeId node;
  routes::Tree tree;
};

struct Counts {
  std::size_t routes = 0;
  std::size_t arcs = 0;
  double share = 0.0;  // so that no work can be left out
};

void measure() {
  const Terrain terrain = make_terrain(50, 30, kArcs, NodeOrder::kShuffled, 7);
  routes::ShortestPaths paths(terrain.graph);
  std::uint64_t state = 23;
  std::vector<End> origins(kEnds);
  std::vector<End> destinations(kEnds);
  for (End& end : origins) {
    end.node = NodeId(draw(state, kNodes));
    paths.tree_from(end.node, terrain.length, end.tree);
  }
  for (End& end : destinations) {
    end.node = NodeId(draw(state, kNodes));
    paths.tree_to(end.node, terrain.length, end.tree);
  }
  std::vector<ArcId> markers;
  for (std::size_t i = 0; i < kMarkers; ++i) markers.emplace_back(draw(state, kArcs));
  routes::MarkerSearch search(terrain.graph, markers);
  Counts counts;
  const auto for_each_set = [&](auto&& use) {
    counts = {};
    for (const End& from : origins) {
      for (const End& to : destinations) {
        const auto found =
            search.find(from.tree, to.tree, from.node, to.node, terrain.length, {10, 1.5, 0.0});
        use(found);
        counts.routes += found.size();
        for (const routes::Route& route : found) counts.arcs += route.arcs.size();
      }
    }
  };
  hold_and_print("choice set of one pair, 120 markers, at most 10 routes within 1.5",
                 {{"MarkerSearch", [&] { for_each_set([](const auto&) {}); }},
                  {"and path_size_logit",
                   [&] {
                     for_each_set([&](const auto& found) {
                       const auto sizes = routes::path_sizes(found, terrain.length);
                       counts.share += routes::path_size_logit(found, sizes, 0.5).front();
                     });
                   }}},
                 11, kEnds * kEnds);
  fmt::print("  on average {:.1f} routes of {:.0f} arcs\n",
             static_cast<double>(counts.routes) / (kEnds * kEnds),
             static_cast<double>(counts.arcs) / static_cast<double>(counts.routes));
}

}  // namespace
}  // namespace corridor::bench

int main() {
  corridor::bench::measure();
  return EXIT_SUCCESS;
}
