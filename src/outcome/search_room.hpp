// One thread's room for searches: the costs of one class of movements at a time, with and without
// the prices of full facilities, and trees at these costs.
#pragma once

#include <map>

#include "corridor/routes/contraction.hpp"
#include "route_uses.hpp"

namespace corridor::outcome {

/// Cheapest trees by origin, to be mended when prices change; they have no distances between
/// searches.
using KnownTrees = std::map<network::NodeId, routes::Tree>;

class SearchRoom {
 public:
  SearchRoom(const network::Network& network, const routes::Contraction& contraction)
      : uses(network.arcs.size(), 0),
        network_(&network),
        contraction_(&contraction),
        in_whole_(network.graph),
        in_contracted_(contraction.graph()) {}

  std::vector<std::uint32_t> uses;  ///< [arc] zeros, to work in

  /// Takes the costs of a class: `own_costs` [arc] are those without prices and must outlive their
  /// use; prices [facility] matter on `priced_arcs`.
  void fill(const network::CargoClass& cargo, const PriceClass& boxes,
            std::span<const double> own_costs, const std::vector<ArcId>& priced_arcs,
            const std::vector<double>& prices);

  [[nodiscard]] std::span<const double> own_costs() const { return own_costs_; }
  [[nodiscard]] std::span<const double> costs() const { return costs_; }  ///< [arc] with prices

  /// Trees with prices, in the whole network.
  const routes::Tree& tree_from(network::NodeId source);
  const routes::Tree& tree_to(network::NodeId target);
  /// The same in the contracted network; a known one is mended. `source` is a node of the whole
  /// network.
  const routes::Tree& contracted_from(network::NodeId source, KnownTrees& known);

 private:
  const network::Network* network_;
  const routes::Contraction* contraction_;
  routes::ShortestPaths in_whole_;
  routes::ShortestPaths in_contracted_;
  std::span<const double> own_costs_;
  std::vector<double> costs_;
  std::vector<double> contracted_costs_;  // [arc of the contraction]
  bool are_contracted_ = false;           // of this class
  std::map<network::NodeId, routes::Tree> from_;
  std::map<network::NodeId, routes::Tree> to_;
};

/// To be called when the costs of a class have served.
void forget_distances(KnownTrees& known);

}  // namespace corridor::outcome
