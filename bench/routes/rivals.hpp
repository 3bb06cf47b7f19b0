// Other people's shortest paths behind one face each; their headers stay in one source per library.
// Each holds its own copy of the graph, built outside the time measured.
#pragma once

#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

namespace corridor::bench {

/// A graph as plain numbers: the rivals know none of our types.
struct PlainGraph {
  std::size_t node_count = 0;
  std::vector<std::pair<std::size_t, std::size_t>> arcs;  ///< tail and head, sorted by tail
  std::vector<double> costs;                              ///< [arc]
};

/// boost::dijkstra_shortest_paths_no_color_map on compressed_sparse_row_graph, with distances and
/// predecessors; the weight lies in the edge, which is faster than a column beside it.
class BoostPaths {
 public:
  explicit BoostPaths(const PlainGraph& plain);
  ~BoostPaths();
  /// Sum of the distances from `source` to all nodes reached.
  double run(std::size_t source);

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

/// lemon::Dijkstra on StaticDigraph, with distances and predecessors, workspace kept.
class LemonPaths {
 public:
  explicit LemonPaths(const PlainGraph& plain);
  ~LemonPaths();
  double run(std::size_t source);

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

/// igraph's C library: igraph_distances_dijkstra (distances only, which spares it the tree) and
/// igraph_get_k_shortest_paths (Yen).
class IgraphPaths {
 public:
  explicit IgraphPaths(const PlainGraph& plain);
  ~IgraphPaths();
  double run(std::size_t source);
  /// Sum of the costs of the `count` cheapest loopless routes.
  double run_k_shortest(std::size_t source, std::size_t target, int count);

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace corridor::bench
