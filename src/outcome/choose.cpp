#include "choose.hpp"

#include <map>
#include <memory>
#include <optional>

#include "corridor/base/parallel.hpp"
#include "corridor/routes/alternatives.hpp"

namespace corridor::outcome {
namespace {

using network::NodeId;
using routes::Route;
using routes::Tree;

// One thread's room to work in.
struct Workspace {
  explicit Workspace(const network::Graph& graph) : paths(graph) {}
  routes::ShortestPaths paths;
  std::vector<double> costs;
  std::map<NodeId, Tree> from;
  std::map<NodeId, Tree> to;
};

// First gateway whose quay the route passes, in either direction; none by land.
model::PlaceId gateway_of(const network::Network& network, const std::vector<ArcId>& arcs) {
  for (const ArcId arc : arcs) {
    const network::ArcKind kind = network.arcs[arc].kind;
    if (kind == network::ArcKind::kDischarge || kind == network::ArcKind::kShip)
      return network.tail(arc).place;
  }
  return {};
}

const Tree& tree_from(Workspace& room, NodeId origin) {
  const auto [entry, is_new] = room.from.try_emplace(origin);
  if (is_new) room.paths.tree_from(origin, room.costs, entry->second);
  return entry->second;
}

const Tree& tree_to(Workspace& room, NodeId destination) {
  const auto [entry, is_new] = room.to.try_emplace(destination);
  if (is_new) room.paths.tree_to(destination, room.costs, entry->second);
  return entry->second;
}

std::vector<Alternative> choose(const network::Network& network, Workspace& room, NodeId origin,
                                NodeId destination, double theta, const Options& options) {
  const routes::AlternativeLimits limits{options.max_routes, options.max_stretch,
                                         options.max_extra_usd};
  std::vector<Route> found =
      routes::find_alternatives(network.graph, tree_from(room, origin), tree_to(room, destination),
                                origin, destination, network.markers, room.costs, limits);
  const std::vector<double> sizes = routes::path_sizes(found, room.costs);
  const std::vector<double> shares = routes::path_size_logit(found, sizes, theta);
  std::vector<Alternative> alternatives(found.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    alternatives[i] = {std::move(found[i].arcs), found[i].cost, sizes[i], shares[i], {}};
    alternatives[i].gateway = gateway_of(network, alternatives[i].arcs);
  }
  return alternatives;
}

}  // namespace

std::vector<std::vector<Alternative>> choose_routes(const network::Network& network,
                                                    const network::MonthState& state,
                                                    const Movements& movements,
                                                    const Options& options) {
  std::vector<std::vector<Alternative>> result(movements.all.size());
  std::vector<std::unique_ptr<Workspace>> rooms(static_cast<std::size_t>(options.jobs));
  const double theta = network.scenario->parameters.theta.value;
  for_each_index(movements.classes.size(), options.jobs, [&](std::size_t index, int worker) {
    std::unique_ptr<Workspace>& room = rooms[static_cast<std::size_t>(worker)];
    if (!room) room = std::make_unique<Workspace>(network.graph);
    room->from.clear();
    room->to.clear();
    network::fill_costs(network, movements.classes[index], state, room->costs);
    for (const MovementId id : movements.of_class[index]) {
      const Movement& movement = movements.all[id];
      const NodeId origin = network.origin[movement.origin];
      const NodeId destination = network.destination[movement.destination];
      if (origin.is_none() || destination.is_none()) continue;
      result[id.value()] = choose(network, *room, origin, destination, theta, options);
    }
  });
  return result;
}

}  // namespace corridor::outcome
