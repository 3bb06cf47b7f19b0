#include "boost_pareto.hpp"

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/r_c_shortest_paths.hpp>
#include <vector>

namespace corridor::routes {
namespace {

using Values = std::array<double, kMostObjectives>;

struct Way {
  std::size_t id = 0;
  Values costs{};
};
struct Stop {
  std::size_t id = 0;
};
// vecS edges of an adjacency_list have the descriptor that Boost 1.74 needs here.
using List = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS, Stop, Way>;

struct Resources {
  Values values{};
  friend bool operator<(const Resources& a, const Resources& b) { return a.values < b.values; }
};

struct Extend {
  bool operator()(const List& list, Resources& next, const Resources& before,
                  boost::graph_traits<List>::edge_descriptor edge) const {
    for (std::size_t i = 0; i < next.values.size(); ++i)
      next.values[i] = before.values[i] + list[edge].costs[i];
    return true;
  }
};

struct Dominates {
  bool operator()(const Resources& a, const Resources& b) const {
    for (std::size_t i = 0; i < a.values.size(); ++i)
      if (a.values[i] > b.values[i]) return false;
    return true;
  }
};

bool read_costs(std::span<const Costs> objectives, ArcId arc, Values& costs) {
  for (std::size_t i = 0; i < objectives.size(); ++i) {
    costs[i] = objectives[i][arc.value()];
    if (costs[i] == std::numeric_limits<double>::infinity()) return false;
  }
  return true;
}

}  // namespace

std::set<Values> boost_pareto(const Graph& graph, NodeId source, NodeId target,
                              std::span<const Costs> objectives) {
  List list(graph.node_count());
  for (std::size_t node = 0; node < graph.node_count(); ++node) list[node].id = node;
  for (const ArcId arc : graph.arcs()) {
    Way way{arc.value(), {}};
    if (read_costs(objectives, arc, way.costs))
      boost::add_edge(graph.tail(arc).value(), graph.head(arc).value(), way, list);
  }
  std::vector<std::vector<boost::graph_traits<List>::edge_descriptor>> paths;
  std::vector<Resources> resources;
  boost::r_c_shortest_paths(list, boost::get(&Stop::id, list), boost::get(&Way::id, list),
                            source.value(), target.value(), paths, resources, Resources(), Extend(),
                            Dominates());
  std::set<Values> values;
  for (const Resources& found : resources) values.insert(found.values);
  return values;
}

}  // namespace corridor::routes
