// The k cheapest loopless routes against igraph's Yen.
#include "corridor/routes/k_cheapest.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstdlib>

#include "contest.hpp"
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
  int count;
  std::size_t pairs;  // per round
  int rounds;
  std::size_t apart;  // rows and columns between the ends of a pair; 0 = drawn anywhere
};

constexpr Case kCases[] = {
    {"10 cheapest, 150 nodes, 500 arcs", 15, 10, 500, 10, 10, 21, 0},
    {"10 cheapest, 1,500 nodes, 8,000 arcs", 50, 30, 8000, 10, 5, 11, 0},
    {"20 cheapest, 1,500 nodes, 8,000 arcs", 50, 30, 8000, 20, 5, 7, 0},
    {"10 cheapest, 13,000 nodes, 40,000 arcs", 130, 100, 40000, 10, 2, 3, 0},
    // Across the whole of it igraph's Yen would take hours.
    {"10 cheapest, 250,000 nodes, 1,000,000 arcs, ends 100 rows apart", 500, 500, 1000000, 10, 1, 1,
     100},
};

double sum_costs(const std::vector<routes::Route>& found) {
  double sum = 0.0;
  for (const routes::Route& route : found) sum += route.cost;
  return sum;
}

void measure(const Case& size) {
  const NodeOrder order = size.apart == 0 ? NodeOrder::kShuffled : NodeOrder::kByRow;
  const Terrain terrain = make_terrain(size.width, size.height, size.arcs, order, 7);
  IgraphPaths igraph(to_plain(terrain.graph, terrain.length));
  double own = 0.0;
  double theirs = 0.0;
  const auto over_pairs = [&](double& sum, auto&& run) {
    std::uint64_t state = 13;
    sum = 0.0;
    for (std::size_t i = 0; i < size.pairs; ++i) {
      if (size.apart == 0) {
        const std::size_t source = draw(state, terrain.graph.node_count());
        sum += run(source, draw(state, terrain.graph.node_count()));
        continue;
      }
      const std::size_t row = draw(state, size.height - size.apart);
      const std::size_t source = row * size.width + draw(state, size.width - size.apart);
      sum += run(source, source + size.apart * (size.width + 1));
    }
  };
  hold_and_print(size.name,
                 {{"corridor find_k_cheapest",
                   [&] {
                     over_pairs(own, [&](std::size_t source, std::size_t target) {
                       return sum_costs(routes::find_k_cheapest(
                           terrain.graph, NodeId(source), NodeId(target), terrain.length,
                           static_cast<std::size_t>(size.count)));
                     });
                   }},
                  {"igraph Yen",
                   [&] {
                     over_pairs(theirs, [&](std::size_t source, std::size_t target) {
                       return igraph.run_k_shortest(source, target, size.count);
                     });
                   }}},
                 size.rounds, static_cast<double>(size.pairs));
  if (std::abs(own - theirs) <= 1e-9 * own) return;
  fmt::print(stderr, "igraph finds other routes: {} against {}\n", theirs, own);
  std::exit(EXIT_FAILURE);
}

}  // namespace
}  // namespace corridor::bench

int main() {
  for (const auto& size : corridor::bench::kCases) corridor::bench::measure(size);
  return EXIT_SUCCESS;
}
