#include "corridor/studies/gateways.hpp"

#include <algorithm>
#include <limits>
#include <map>

#include "corridor/routes/shortest.hpp"
#include "through.hpp"

namespace corridor::studies {
namespace {

using model::Demand;
using model::PlaceId;
using model::RegionId;
using network::MonthState;
using network::Network;

constexpr double kInfinity = std::numeric_limits<double>::infinity();

// Quay arcs of each gateway.
class Quays {
 public:
  explicit Quays(const Network& network)
      : gateways_(gateways_in(*network.scenario)), arcs_(gateways_.size()) {
    for (const ArcId arc : network.arcs.ids()) {
      if (!network::is_quay(network.arcs[arc].kind)) continue;
      const auto found = std::find(gateways_.begin(), gateways_.end(), network.tail(arc).place);
      if (found != gateways_.end())
        arcs_[static_cast<std::size_t>(found - gateways_.begin())].push_back(arc);
    }
    for (const std::vector<ArcId>& own : arcs_) searches_.emplace_back(network.graph, own);
  }

  [[nodiscard]] const std::vector<PlaceId>& gateways() const { return gateways_; }
  /// As `cheapest_through` these of a gateway.
  [[nodiscard]] std::vector<ArcId> way_through(std::size_t gateway, const Shipment& shipment,
                                               const routes::Tree& from, const routes::Tree& to,
                                               const std::vector<double>& costs) {
    return cheapest_through(searches_[gateway], from, to, shipment, arcs_[gateway], costs);
  }

 private:
  std::vector<PlaceId> gateways_;
  std::vector<std::vector<ArcId>> arcs_;        // [gateway]
  std::vector<routes::MarkerSearch> searches_;  // [gateway]
};

// Costs of one cargo class at a time, and the trees of the ends that were asked for under them.
class ClassTrees {
 public:
  ClassTrees(const Network& network, const MonthState& state)
      : network_(&network), state_(&state), paths_(network.graph) {}

  void take(const network::CargoClass& cargo) {
    network::fill_costs(*network_, cargo, *state_, costs_);
    from_.clear();
    to_.clear();
  }
  [[nodiscard]] const std::vector<double>& costs() const { return costs_; }
  const routes::Tree& from(NodeId source) {
    const auto [entry, is_new] = from_.try_emplace(source);
    if (is_new) paths_.tree_from(source, costs_, entry->second);
    return entry->second;
  }
  const routes::Tree& to(NodeId target) {
    const auto [entry, is_new] = to_.try_emplace(target);
    if (is_new) paths_.tree_to(target, costs_, entry->second);
    return entry->second;
  }

 private:
  const Network* network_;
  const MonthState* state_;
  routes::ShortestPaths paths_;
  std::vector<double> costs_;
  std::map<NodeId, routes::Tree> from_;
  std::map<NodeId, routes::Tree> to_;
};

std::vector<GatewayWay> through_each(const Network& network, const Shipment& shipment,
                                     const MonthState& state, Quays& quays, ClassTrees& trees) {
  const routes::Tree& from = trees.from(shipment.source);
  const routes::Tree& to = trees.to(shipment.target);
  std::vector<GatewayWay> result;
  for (std::size_t g = 0; g < quays.gateways().size(); ++g) {
    GatewayWay way{quays.gateways()[g], std::nullopt};
    std::vector<ArcId> arcs = quays.way_through(g, shipment, from, to, trees.costs());
    if (!arcs.empty()) way.way = price_way(network, shipment, state, std::move(arcs));
    result.push_back(std::move(way));
  }
  return result;
}

// Sea places of a region in trade with a country: its own rows, else those for all.
std::vector<model::RegionPlace> sea_places(const model::Scenario& world, RegionId region,
                                           RegionId country) {
  std::vector<model::RegionPlace> own;
  std::vector<model::RegionPlace> general;
  for (const model::RegionPlace& end : world.region_places) {
    if (end.region != region || end.access != model::Access::kSea || end.share <= 0.0) continue;
    if (end.for_country == country) own.push_back(end);
    if (end.for_country.is_none()) general.push_back(end);
  }
  return own.empty() ? general : own;
}

// Sums of one region while its rows are gone through.
class Sums {
 public:
  Sums(const Network& network, const MonthState& state, Quays& quays)
      : network_(&network), state_(&state), quays_(&quays), paths_(network.graph) {}

  Catchment find(RegionId region, RegionId partner) {
    const model::Scenario& world = *network_->scenario;
    const std::size_t count = quays_->gateways().size();
    found_ = {region, std::vector<double>(count), std::vector<double>(count),
              std::vector<double>(count), std::vector<char>(count)};
    teu_of_.assign(count, 0.0);
    teu_ = 0.0;
    const PlaceId inland = main_place(world, region);
    for (const Demand& demand : world.demand) {
      const bool counts = demand.country == region && demand.in_base &&
                          demand.load_kind == model::LoadKind::kChoice &&
                          (partner.is_none() || demand.partner == partner);
      if (counts && !inland.is_none()) add(demand, inland);
    }
    return finish();
  }

 private:
  const Network* network_;
  const MonthState* state_;
  Quays* quays_;
  routes::ShortestPaths paths_;
  std::vector<double> costs_;
  routes::Tree inland_;
  Catchment found_;             ///< sums times TEU until finished
  std::vector<double> teu_of_;  ///< [gateway] boxes with a way through it
  double teu_ = 0.0;

  void add(const Demand& demand, PlaceId inland) {
    const model::Scenario& world = *network_->scenario;
    const auto ports = sea_places(world, demand.partner, demand.country);
    if (ports.empty()) return;
    const bool is_import = demand.direction == model::TradeDirection::kImport;
    const network::CargoClass cargo =
        network::cargo_class(world, demand, model::BoxSize::k40, world.places[inland].country,
                             model::usual_rule(world, demand));
    network::fill_costs(*network_, cargo, *state_, costs_);
    grow(is_import, inland, ports.front().place, inland_);
    routes::Tree sea;
    for (const model::RegionPlace& port : ports) {
      grow(!is_import, port.place, inland, sea);
      const double teu = demand.flow.value.value() * port.share;
      std::vector<double> usd;
      for (std::size_t g = 0; g < quays_->gateways().size(); ++g) {
        usd.push_back(cost_of(is_import ? way(g, port.place, inland, sea, inland_)
                                        : way(g, inland, port.place, inland_, sea)));
      }
      count(usd, teu);
    }
  }

  [[nodiscard]] std::vector<ArcId> way(std::size_t gateway, PlaceId from, PlaceId to,
                                       const routes::Tree& tree_from,
                                       const routes::Tree& tree_to) const {
    Shipment box;
    box.source = node_to_begin(*network_, from, to);
    box.target = node_to_end(*network_, to, from);
    if (box.source.is_none() || box.target.is_none()) return {};
    return quays_->way_through(gateway, box, tree_from, tree_to, costs_);
  }

  [[nodiscard]] double cost_of(const std::vector<ArcId>& arcs) const {
    return arcs.empty() ? kInfinity : routes::cost_along(arcs, costs_);
  }

  // A tree to the place, or from it, for boxes whose other end is `other`; reaches nothing where
  // boxes cannot begin or end.
  void grow(bool to, PlaceId place, PlaceId other, routes::Tree& tree) {
    const network::NodeId node =
        to ? node_to_end(*network_, place, other) : node_to_begin(*network_, place, other);
    if (node.is_none()) {
      tree.distance.assign(network_->graph.node_count(), kInfinity);
    } else if (to) {
      paths_.tree_to(node, costs_, tree);
    } else {
      paths_.tree_from(node, costs_, tree);
    }
  }

  // Boxes that pay `usd` [gateway] through each gateway.
  void count(const std::vector<double>& usd, double teu) {
    const auto best = std::min_element(usd.begin(), usd.end());
    if (best == usd.end() || *best == kInfinity) return;
    double second = kInfinity;
    for (auto other = usd.begin(); other != usd.end(); ++other) {
      if (other != best) second = std::min(second, *other);
    }
    const auto first = static_cast<std::size_t>(best - usd.begin());
    teu_ += teu;
    found_.share[first] += teu;
    if (second < kInfinity) found_.margin_usd[first] += teu * (second - *best);
    for (std::size_t g = 0; g < usd.size(); ++g) {
      if (usd[g] == kInfinity) continue;
      found_.has_way[g] = 1;
      found_.behind_usd[g] += teu * (usd[g] - *best);
      teu_of_[g] += teu;
    }
  }

  [[nodiscard]] Catchment finish() {
    for (std::size_t g = 0; g < teu_of_.size(); ++g) {
      if (found_.share[g] > 0.0) found_.margin_usd[g] /= found_.share[g];
      if (teu_of_[g] > 0.0) found_.behind_usd[g] /= teu_of_[g];
      if (teu_ > 0.0) found_.share[g] /= teu_;
    }
    return found_;
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

std::vector<std::vector<GatewayWay>> compare_gateways(const Network& network,
                                                      std::span<const Shipment> shipments,
                                                      const MonthState& state) {
  Quays quays(network);
  ClassTrees trees(network, state);
  std::vector<std::vector<GatewayWay>> result(shipments.size());
  std::vector<char> is_done(shipments.size(), 0);
  for (std::size_t first = 0; first < shipments.size(); ++first) {
    if (is_done[first] != 0) continue;
    trees.take(shipments[first].cargo);
    for (std::size_t i = first; i < shipments.size(); ++i) {
      if (is_done[i] != 0 || shipments[i].cargo != shipments[first].cargo) continue;
      is_done[i] = 1;
      result[i] = through_each(network, shipments[i], state, quays, trees);
    }
  }
  return result;
}

std::vector<Catchment> find_catchments(const Network& network, const MonthState& state,
                                       RegionId partner) {
  const model::Scenario& world = *network.scenario;
  Quays quays(network);
  Sums sums(network, state, quays);
  std::vector<Catchment> result;
  for (const RegionId region : world.regions.ids()) {
    if (world.regions[region].is_inland && world.regions[region].is_contestable)
      result.push_back(sums.find(region, partner));
  }
  return result;
}

}  // namespace corridor::studies
