// One thread's room for searches: the costs of one class of movements at a time, with and without
// the prices of full facilities, and trees at these costs.
#pragma once

#include <map>

#include "route_uses.hpp"
#include "search_graph.hpp"

namespace corridor::outcome {

class SearchRoom {
 public:
  SearchRoom(const network::Network& network, const SearchGraph& graph)
      : uses(network.arcs.size(), 0),
        network_(&network),
        graph_(&graph),
        in_whole_(network.graph),
        in_contracted_(graph.contraction.graph()) {}

  std::vector<std::uint32_t> uses;  ///< [arc] zeros, to work in

  /// Takes the costs of a class: `own_costs` [arc] are those without prices and must outlive their
  /// use; prices [facility] matter on `priced_arcs`.
  void fill(const network::CargoClass& cargo, const PriceClass& boxes,
            std::span<const double> own_costs, const std::vector<ArcId>& priced_arcs,
            const std::vector<double>& prices);

  [[nodiscard]] std::span<const double> own_costs() const { return own_costs_; }
  [[nodiscard]] std::span<const double> costs() const { return costs_; }  ///< [arc] with prices

  /// Trees with prices.
  const routes::Tree& tree_from(network::NodeId source);
  const routes::Tree& tree_to(network::NodeId target);

  /// Closes all arcs in all lanes.
  void clear_lanes();
  /// Puts the costs with prices into a lane.
  void fill_lane(std::size_t lane);
  /// Trees in the contracted network at the costs of the lanes. `source` is an origin in the whole
  /// network.
  const routes::TreeBundle& bundle_from(network::NodeId source);

 private:
  const network::Network* network_;
  const SearchGraph* graph_;
  routes::ShortestPaths in_whole_;
  routes::TreeBundle in_contracted_;
  std::span<const double> own_costs_;
  std::vector<double> costs_;
  std::vector<routes::Lanes<double>> lanes_;  // [arc of the contraction]
  std::map<network::NodeId, routes::Tree> from_;
  std::map<network::NodeId, routes::Tree> to_;
};

}  // namespace corridor::outcome
