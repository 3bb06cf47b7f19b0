#include <igraph/igraph.h>

#include <cmath>

#include "rivals.hpp"

namespace corridor::bench {

struct IgraphPaths::Inside {
  igraph_t graph;
  igraph_vector_t costs;
  igraph_matrix_t distances;
};

IgraphPaths::IgraphPaths(const PlainGraph& plain) : inside_(std::make_unique<Inside>()) {
  igraph_vector_int_t ends;
  igraph_vector_int_init(&ends, 0);
  for (const auto& [tail, head] : plain.arcs) {
    igraph_vector_int_push_back(&ends, static_cast<igraph_integer_t>(tail));
    igraph_vector_int_push_back(&ends, static_cast<igraph_integer_t>(head));
  }
  igraph_create(&inside_->graph, &ends, static_cast<igraph_integer_t>(plain.node_count),
                IGRAPH_DIRECTED);
  igraph_vector_int_destroy(&ends);
  igraph_vector_init(&inside_->costs, static_cast<igraph_integer_t>(plain.costs.size()));
  for (std::size_t arc = 0; arc < plain.costs.size(); ++arc)
    igraph_vector_set(&inside_->costs, static_cast<igraph_integer_t>(arc), plain.costs[arc]);
  igraph_matrix_init(&inside_->distances, 0, 0);
}

IgraphPaths::~IgraphPaths() {
  igraph_matrix_destroy(&inside_->distances);
  igraph_vector_destroy(&inside_->costs);
  igraph_destroy(&inside_->graph);
}

double IgraphPaths::run(std::size_t source) {
  igraph_distances_dijkstra(&inside_->graph, &inside_->distances,
                            igraph_vss_1(static_cast<igraph_integer_t>(source)), igraph_vss_all(),
                            &inside_->costs, IGRAPH_OUT);
  double sum = 0.0;
  for (igraph_integer_t node = 0; node < igraph_matrix_ncol(&inside_->distances); ++node) {
    const double distance = MATRIX(inside_->distances, 0, node);
    if (std::isfinite(distance)) sum += distance;
  }
  return sum;
}

double IgraphPaths::run_k_shortest(std::size_t source, std::size_t target, int count) {
  igraph_vector_int_list_t routes;
  igraph_vector_int_list_init(&routes, 0);
  igraph_get_k_shortest_paths(&inside_->graph, &inside_->costs, nullptr, &routes, count,
                              static_cast<igraph_integer_t>(source),
                              static_cast<igraph_integer_t>(target), IGRAPH_OUT);
  double sum = 0.0;
  for (igraph_integer_t i = 0; i < igraph_vector_int_list_size(&routes); ++i) {
    const igraph_vector_int_t* arcs = igraph_vector_int_list_get_ptr(&routes, i);
    for (igraph_integer_t j = 0; j < igraph_vector_int_size(arcs); ++j)
      sum += VECTOR(inside_->costs)[VECTOR(*arcs)[j]];
  }
  igraph_vector_int_list_destroy(&routes);
  return sum;
}

}  // namespace corridor::bench
