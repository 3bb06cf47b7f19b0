// LEMON 1.3.1 does not compile as C++20: its own target is C++17.
#include <lemon/dijkstra.h>
#include <lemon/quad_heap.h>
#include <lemon/static_graph.h>

#include "rivals.hpp"

namespace corridor::bench {
namespace {

using Digraph = lemon::StaticDigraph;
using Costs = Digraph::ArcMap<double>;
using Heap = lemon::QuadHeap<double, Digraph::NodeMap<int>>;
using Paths = lemon::Dijkstra<Digraph, Costs>::SetStandardHeap<Heap>::Create;

}  // namespace

struct LemonPaths::Inside {
  explicit Inside(const PlainGraph& plain) {
    graph.build(static_cast<int>(plain.node_count), plain.arcs.begin(), plain.arcs.end());
    costs = std::make_unique<Costs>(graph);
    for (std::size_t arc = 0; arc < plain.costs.size(); ++arc)
      (*costs)[graph.arc(static_cast<int>(arc))] = plain.costs[arc];
    paths = std::make_unique<Paths>(graph, *costs);
  }
  Digraph graph;
  std::unique_ptr<Costs> costs;
  std::unique_ptr<Paths> paths;
};

LemonPaths::LemonPaths(const PlainGraph& plain) : inside_(std::make_unique<Inside>(plain)) {}
LemonPaths::~LemonPaths() = default;

double LemonPaths::run(std::size_t source) {
  Paths& paths = *inside_->paths;
  paths.run(inside_->graph.node(static_cast<int>(source)));
  double sum = 0.0;
  for (int node = 0; node < inside_->graph.nodeNum(); ++node)
    if (paths.reached(inside_->graph.node(node))) sum += paths.dist(inside_->graph.node(node));
  return sum;
}

}  // namespace corridor::bench
