#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/dijkstra_shortest_paths_no_color_map.hpp>
#include <limits>

#include "rivals.hpp"

namespace corridor::bench {
namespace {

struct Road {
  double cost;
};
using Csr = boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, Road,
                                               boost::no_property, std::uint32_t, std::uint32_t>;

std::vector<Road> roads_of(const PlainGraph& plain) {
  std::vector<Road> roads;
  for (const double cost : plain.costs) roads.push_back(Road{cost});
  return roads;
}

}  // namespace

struct BoostPaths::Inside {
  explicit Inside(const PlainGraph& plain) : Inside(plain, roads_of(plain)) {}
  Inside(const PlainGraph& plain, const std::vector<Road>& roads)
      : graph(boost::edges_are_sorted, plain.arcs.begin(), plain.arcs.end(), roads.begin(),
              static_cast<std::uint32_t>(plain.node_count)),
        distance(plain.node_count),
        parent(plain.node_count) {}
  Csr graph;
  std::vector<double> distance;
  std::vector<std::uint32_t> parent;
};

BoostPaths::BoostPaths(const PlainGraph& plain) : inside_(std::make_unique<Inside>(plain)) {}
BoostPaths::~BoostPaths() = default;

double BoostPaths::run(std::size_t source) {
  constexpr double kNotReached = std::numeric_limits<double>::max();
  boost::dijkstra_shortest_paths_no_color_map(
      inside_->graph, static_cast<std::uint32_t>(source),
      boost::predecessor_map(inside_->parent.data())
          .distance_map(inside_->distance.data())
          .weight_map(boost::get(&Road::cost, inside_->graph)));
  double sum = 0.0;
  for (const double distance : inside_->distance)
    if (distance != kNotReached) sum += distance;
  return sum;
}

}  // namespace corridor::bench
