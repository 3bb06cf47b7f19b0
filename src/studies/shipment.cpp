#include "corridor/studies/shipment.hpp"

#include <algorithm>
#include <set>

namespace corridor::studies {
namespace {

using model::Demand;
using model::DemandId;
using model::PlaceId;
using model::RegionId;
using model::Scenario;
using model::TradeDirection;
using network::Network;
using network::NodeId;
using network::NodeKind;

bool is_port(const Network& network, PlaceId place) {
  return network.scenario->places[place].port_role != model::PortRole::kNone;
}

NodeId node_at(const Network& network, PlaceId place, NodeKind kind) {
  if (!is_port(network, place)) return {};
  for (const NodeId node : network.nodes.ids()) {
    if (network.nodes[node].place == place && network.nodes[node].kind == kind) return node;
  }
  return {};
}

// The sea side of a port. A box that goes inland from a gateway has come off a ship, and one that
// comes from inland ends before a ship; between two ports it sails.
NodeId sea_side(const Network& network, PlaceId place, PlaceId other, bool begins) {
  const bool meets_land = network.scenario->places[place].is_gateway() && !is_port(network, other);
  const bool off_ship = meets_land == begins;
  return node_at(network, place, off_ship ? NodeKind::kLanding : NodeKind::kQuay);
}

std::set<RegionId> regions_at(const Scenario& world, PlaceId place) {
  std::set<RegionId> regions;
  for (const model::RegionPlace& end : world.region_places) {
    if (end.place == place && end.access != model::Access::kPort) regions.insert(end.region);
  }
  return regions;
}

// The largest demand row of those that `fits` accepts; none when there is none.
template <class Fits>
DemandId largest(const Scenario& world, const Goods& goods, Fits fits) {
  DemandId best;
  for (const DemandId id : world.demand.ids()) {
    const Demand& demand = world.demand[id];
    if (demand.load_kind != model::LoadKind::kChoice) continue;
    if (goods.commodity && demand.commodity != *goods.commodity) continue;
    if (!fits(demand)) continue;
    if (best.is_none() || demand.flow.value > world.demand[best].flow.value) best = id;
  }
  return best;
}

// Whose trade a box between two places is, and the row whose goods it carries.
struct Trade {
  DemandId row;  ///< none = no row fits
  TradeDirection direction = TradeDirection::kImport;
};

Trade trade_between(const Scenario& world, const std::set<RegionId>& from,
                    const std::set<RegionId>& to, const Goods& goods) {
  for (const bool of_pair : {true, false}) {
    for (const TradeDirection direction : {TradeDirection::kImport, TradeDirection::kExport}) {
      const bool is_import = direction == TradeDirection::kImport;
      const std::set<RegionId>& home = is_import ? to : from;
      const std::set<RegionId>& partner = is_import ? from : to;
      const DemandId row = largest(world, goods, [&](const Demand& demand) {
        return home.contains(demand.country) && demand.direction == direction &&
               (!of_pair || partner.contains(demand.partner));
      });
      if (!row.is_none()) return {row, direction};
    }
  }
  Trade trade;
  if (goods.commodity) trade.row = largest(world, goods, [](const Demand&) { return true; });
  return trade;
}

// A row of mean weight and value of time, weighted by boxes.
Demand mean_row(const Scenario& world) {
  Demand mean;
  double boxes = 0.0;
  for (const Demand& demand : world.demand) {
    const double flow = demand.flow.value.value();
    if (demand.load_kind != model::LoadKind::kChoice || flow <= 0.0) continue;
    if (boxes == 0.0) mean = demand;
    boxes += flow;
    const double share = flow / boxes;
    for (std::size_t size = 0; size < mean.tonnes_per_box.size(); ++size) {
      mean.tonnes_per_box[size] +=
          (demand.tonnes_per_box[size] - mean.tonnes_per_box[size]) * share;
    }
    mean.value += (demand.value - mean.value) * share;
  }
  mean.country = {};
  return mean;
}

}  // namespace

NodeId node_to_begin(const Network& network, PlaceId place, PlaceId to) {
  const NodeId quay = sea_side(network, place, to, true);
  return quay.is_none() ? network.origin[place] : quay;
}

NodeId node_to_end(const Network& network, PlaceId place, PlaceId from) {
  const NodeId quay = sea_side(network, place, from, false);
  return quay.is_none() ? network.destination[place] : quay;
}

std::optional<Shipment> make_shipment(const Network& network, PlaceId from, PlaceId to,
                                      const Goods& goods) {
  const Scenario& world = *network.scenario;
  Shipment shipment;
  shipment.from = from;
  shipment.to = to;
  shipment.source = node_to_begin(network, from, to);
  shipment.target = node_to_end(network, to, from);
  if (shipment.source.is_none() || shipment.target.is_none()) return std::nullopt;
  const Trade trade = trade_between(world, regions_at(world, from), regions_at(world, to), goods);
  shipment.like = trade.row;
  Demand row = trade.row.is_none() ? mean_row(world) : world.demand[trade.row];
  row.direction = trade.direction;
  const bool is_import = trade.direction == TradeDirection::kImport;
  const model::CountryId home = world.places[is_import ? to : from].country;
  shipment.cargo =
      network::cargo_class(world, row, goods.size, home, model::usual_rule(world, row));
  shipment.weight = network::weight_of(row, goods.size);
  return shipment;
}

std::size_t usual_month(const std::vector<network::MonthState>& months) {
  std::size_t best = 0;
  std::ptrdiff_t most = 0;
  for (std::size_t month = 0; month < months.size(); ++month) {
    const auto alike = std::count_if(months.begin(), months.end(), [&](const auto& other) {
      return other.costs_like(months[month]);
    });
    if (alike > most) {
      most = alike;
      best = month;
    }
  }
  return best;
}

PlaceId main_place(const Scenario& scenario, RegionId region) {
  PlaceId best;
  double most = 0.0;
  for (const model::RegionPlace& end : scenario.region_places) {
    if (end.region != region || end.access == model::Access::kPort) continue;
    if (!end.for_country.is_none() || end.share <= most) continue;
    most = end.share;
    best = end.place;
  }
  return best;
}

}  // namespace corridor::studies
