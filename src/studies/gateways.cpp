#include "corridor/studies/gateways.hpp"

#include <algorithm>
#include <limits>
#include <map>

#include "corridor/routes/shortest.hpp"

namespace corridor::studies {
namespace {

using model::Demand;
using model::PlaceId;
using model::RegionId;
using network::ArcKind;
using network::MonthState;
using network::Network;

constexpr double kInfinity = std::numeric_limits<double>::infinity();

// Quay arcs of each gateway.
class Quays {
 public:
  explicit Quays(const Network& network)
      : gateways_(gateways_in(*network.scenario)), arcs_(gateways_.size()) {
    for (const ArcId arc : network.arcs.ids()) {
      const ArcKind kind = network.arcs[arc].kind;
      if (kind != ArcKind::kDischarge && kind != ArcKind::kShip) continue;
      const auto found = std::find(gateways_.begin(), gateways_.end(), network.tail(arc).place);
      if (found != gateways_.end())
        arcs_[static_cast<std::size_t>(found - gateways_.begin())].push_back(arc);
    }
  }

  [[nodiscard]] const std::vector<PlaceId>& gateways() const { return gateways_; }
  [[nodiscard]] const std::vector<ArcId>& of(std::size_t gateway) const { return arcs_[gateway]; }

 private:
  std::vector<PlaceId> gateways_;
  std::vector<std::vector<ArcId>> arcs_;
};

// The cheaper of a gateway's quay arcs between two trees, and what the way through it costs.
struct Passage {
  ArcId arc;
  double cost = kInfinity;
};
Passage cheapest(const network::Graph& graph, const std::vector<ArcId>& quays,
                 const std::vector<double>& costs, const routes::Tree& from,
                 const routes::Tree& to) {
  Passage best;
  for (const ArcId arc : quays) {
    const double cost = from.distance[graph.tail(arc).value()] + costs[arc.value()] +
                        to.distance[graph.head(arc).value()];
    if (cost < best.cost) best = {arc, cost};
  }
  return best;
}

std::vector<ArcId> route_through(const network::Graph& graph, ArcId arc, const routes::Tree& from,
                                 const routes::Tree& to, network::NodeId target) {
  std::vector<ArcId> arcs = routes::route_in(graph, from, graph.tail(arc))->arcs;
  arcs.push_back(arc);
  for (network::NodeId node = graph.head(arc); node != target;) {
    arcs.push_back(to.parent[node.value()]);
    node = graph.head(arcs.back());
  }
  return arcs;
}

// Sea places of a region in trade with a country: its own rows, else those for all.
std::vector<model::RegionPlace> sea_places(const model::Scenario& world, RegionId region,
                                           RegionId country) {
  std::vector<model::RegionPlace> own;
  std::vector<model::RegionPlace> general;
  for (const model::RegionPlace& end : world.region_places) {
    if (end.region != region || end.access != model::Access::kSea) continue;
    if (end.for_country == country) own.push_back(end);
    if (end.for_country.is_none()) general.push_back(end);
  }
  return own.empty() ? general : own;
}

// Sums of one region while its rows are gone through.
class Sums {
 public:
  Sums(const Network& network, const MonthState& state, const Quays& quays)
      : network_(&network), state_(&state), quays_(&quays), paths_(network.graph) {}

  Catchment find(RegionId region, RegionId partner) {
    const model::Scenario& world = *network_->scenario;
    usd_.assign(quays_->gateways().size(), 0.0);
    teu_ = 0.0;
    const PlaceId inland = main_place(world, region);
    for (const Demand& demand : world.demand) {
      const bool counts = demand.country == region && demand.in_base &&
                          demand.load_kind == model::LoadKind::kChoice &&
                          (partner.is_none() || demand.partner == partner);
      if (counts && !inland.is_none()) add(demand, inland);
    }
    return finish(region);
  }

 private:
  const Network* network_;
  const MonthState* state_;
  const Quays* quays_;
  routes::ShortestPaths paths_;
  std::vector<double> costs_;
  routes::Tree inland_;
  std::vector<double> usd_;  ///< [gateway] times TEU
  double teu_ = 0.0;

  void add(const Demand& demand, PlaceId inland) {
    const model::Scenario& world = *network_->scenario;
    const auto ports = sea_places(world, demand.partner, demand.country);
    if (ports.empty()) return;
    const bool is_import = demand.direction == model::TradeDirection::kImport;
    const network::CargoClass cargo = network::cargo_class(world, demand, model::BoxSize::k40,
                                                           world.places[inland].country, false);
    network::fill_costs(*network_, cargo, *state_, costs_);
    grow(is_import, inland, inland_);
    routes::Tree sea;
    for (const model::RegionPlace& port : ports) {
      grow(!is_import, port.place, sea);
      const double teu = demand.flow.value.value() * port.share;
      teu_ += teu;
      for (std::size_t g = 0; g < usd_.size(); ++g) {
        const Passage way = is_import
                                ? cheapest(network_->graph, quays_->of(g), costs_, sea, inland_)
                                : cheapest(network_->graph, quays_->of(g), costs_, inland_, sea);
        usd_[g] += way.cost * teu;
      }
    }
  }

  // A tree to the place, or from it.
  void grow(bool to, PlaceId place, routes::Tree& tree) {
    const network::NodeId node =
        to ? node_to_end(*network_, place) : node_to_begin(*network_, place);
    if (to) {
      paths_.tree_to(node, costs_, tree);
    } else {
      paths_.tree_from(node, costs_, tree);
    }
  }

  [[nodiscard]] Catchment finish(RegionId region) const {
    Catchment catchment{region, {}, {}, {}};
    std::optional<double> second;
    for (std::size_t g = 0; g < usd_.size(); ++g) {
      const bool is_known = teu_ > 0.0 && usd_[g] < kInfinity;
      catchment.usd.push_back(is_known ? std::optional(usd_[g] / teu_) : std::nullopt);
      if (!is_known) continue;
      const double usd = *catchment.usd.back();
      if (!catchment.best || usd < *catchment.usd[*catchment.best]) {
        if (catchment.best) second = catchment.usd[*catchment.best];
        catchment.best = g;
      } else if (!second || usd < *second) {
        second = usd;
      }
    }
    if (second) catchment.margin_usd = *second - *catchment.usd[*catchment.best];
    return catchment;
  }
};

}  // namespace

std::vector<PlaceId> gateways_in(const model::Scenario& scenario) {
  std::vector<PlaceId> gateways;
  for (const PlaceId place : scenario.places.ids()) {
    if (scenario.places[place].is_gateway()) gateways.push_back(place);
  }
  return gateways;
}

std::vector<GatewayWay> compare_gateways(const Network& network, const Shipment& shipment,
                                         const MonthState& state) {
  const Quays quays(network);
  std::vector<double> costs;
  network::fill_costs(network, shipment.cargo, state, costs);
  routes::ShortestPaths paths(network.graph);
  routes::Tree from;
  routes::Tree to;
  paths.tree_from(shipment.source, costs, from);
  paths.tree_to(shipment.target, costs, to);
  std::vector<GatewayWay> result;
  for (std::size_t g = 0; g < quays.gateways().size(); ++g) {
    GatewayWay way{quays.gateways()[g], std::nullopt};
    const Passage passage = cheapest(network.graph, quays.of(g), costs, from, to);
    if (!passage.arc.is_none()) {
      way.way = price_way(network, shipment, state,
                          route_through(network.graph, passage.arc, from, to, shipment.target));
    }
    result.push_back(std::move(way));
  }
  return result;
}

std::vector<Catchment> find_catchments(const Network& network, const MonthState& state,
                                       RegionId partner) {
  const model::Scenario& world = *network.scenario;
  const Quays quays(network);
  Sums sums(network, state, quays);
  std::vector<Catchment> result;
  for (const RegionId region : world.regions.ids()) {
    if (world.regions[region].is_inland && world.regions[region].is_contestable)
      result.push_back(sums.find(region, partner));
  }
  return result;
}

}  // namespace corridor::studies
