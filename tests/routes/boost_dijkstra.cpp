#include "boost_dijkstra.hpp"

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <limits>

namespace corridor::routes {

std::vector<double> boost_distances(const Graph& graph, Costs costs, NodeId source) {
  using Weight = boost::property<boost::edge_weight_t, double>;
  using List =
      boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS, boost::no_property, Weight>;
  constexpr double kNotReached = std::numeric_limits<double>::infinity();
  List list(graph.node_count());
  for (const ArcId arc : graph.arcs()) {
    if (costs[arc.value()] == kNotReached) continue;
    boost::add_edge(graph.tail(arc).value(), graph.head(arc).value(), Weight(costs[arc.value()]),
                    list);
  }
  std::vector<double> distances(graph.node_count());
  boost::dijkstra_shortest_paths(list, source.value(),
                                 boost::distance_map(distances.data()).distance_inf(kNotReached));
  return distances;
}

}  // namespace corridor::routes
