// One thread's room for searches: the costs of one class of movements at a time, with and without
// the prices of full facilities, and trees at these costs.
#pragma once

#include <map>

#include "class_costs.hpp"
#include "corridor/routes/alternatives.hpp"
#include "route_uses.hpp"

namespace corridor::outcome {

/// The prices [facility] of a search, and the arcs on which they are paid.
struct PricedArcs {
  PricedArcs(const network::Network& network, const SearchGraph& graph,
             const std::vector<double>& prices_of);
  const std::vector<double>* prices;  ///< empty = none
  std::vector<ArcId> whole;
  std::vector<ArcId> contracted;
};

/// Boxes that pay the same everywhere. What it points to must outlive its use.
struct BoxClass {
  const network::CargoClass* cargo;
  const PriceClass* boxes;
  const ClassCosts* costs;
};

class SearchRoom {
 public:
  SearchRoom(const network::Network& network, const SearchGraph& graph)
      : uses(network.arcs.size(), 0),
        quays(network.graph, graph.contraction, graph.quays),
        markers(network.graph, graph.contraction, network.markers),
        network_(&network),
        graph_(&graph),
        paths_(graph.contraction.graph()),
        bundle_(graph.contraction.graph()),
        priced_costs_(network.arcs.size(), 0.0) {}

  std::vector<std::uint32_t> uses;  ///< [arc] zeros, to work in
  routes::MarkerSearch quays;       ///< in the contracted network, as are trees
  routes::MarkerSearch markers;

  /// Takes the costs of a class. What is given must outlive their use.
  void fill(const BoxClass& own, const PricedArcs& priced);

  [[nodiscard]] std::span<const double> own_costs() const { return own_.costs->whole; }
  [[nodiscard]] std::span<const double> costs() const { return costs_; }  ///< [arc] with prices

  /// The same in the contracted network, and trees there. Ends are its nodes.
  const std::vector<double>& contracted_costs();
  const routes::Tree& tree_from(network::NodeId source);
  const routes::Tree& tree_to(network::NodeId target);

  /// Puts the costs of classes, with prices, side by side: at least one, at most a lane for each.
  void fill_lanes(std::span<const BoxClass> classes, const PricedArcs& priced);
  /// Trees in the contracted network at the costs of the lanes. `source` is an origin in the whole
  /// network.
  const routes::TreeBundle& bundle_from(network::NodeId source);

 private:
  const network::Network* network_;
  const SearchGraph* graph_;
  routes::ShortestPaths paths_;
  routes::TreeBundle bundle_;
  BoxClass own_{};  // that fills the room
  const PricedArcs* priced_ = nullptr;
  std::vector<double> costs_;
  std::vector<double> contracted_costs_;      // empty = not asked for yet
  std::vector<double> priced_costs_;          // [arc] zeros, to work in
  std::vector<routes::Lanes<double>> lanes_;  // [arc of the contraction]

  void add_prices(std::size_t lane, const BoxClass& own, const PricedArcs& priced);
  // What a TEU of a class pays on an arc, its prices included.
  [[nodiscard]] double cost_on(ArcId arc, const BoxClass& own,
                               const std::vector<double>& prices) const;
  std::map<network::NodeId, routes::Tree> from_;
  std::map<network::NodeId, routes::Tree> to_;
};

}  // namespace corridor::outcome
