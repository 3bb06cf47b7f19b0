#include "corridor/studies/world_checks.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <numeric>
#include <set>

#include "corridor/routes/shortest.hpp"

namespace corridor::studies {
namespace {

using model::PlaceId;
using network::ArcId;
using network::ArcKind;
using network::MonthState;
using network::Network;
using network::NodeId;
using network::NodeKind;
using outcome::FacilityId;

constexpr double kInfinity = std::numeric_limits<double>::infinity();

// A plain 40 ft box whose time costs 20 USD a day: enough to find ways, not to judge them.
network::CargoClass plain_box() {
  network::CargoClass cargo;
  cargo.value_of_time = UsdPerTeuHour(20.0 / kHoursPerDay);
  return cargo;
}

MonthState all_open(MonthState state) {
  state.shut.assign(state.shut.size(), 0);
  state.factor.assign(state.factor.size(), 1.0);
  return state;
}

std::vector<FacilityId> shut_on(const Network& network, const MonthState& state,
                                const std::vector<ArcId>& arcs) {
  std::vector<FacilityId> shut;
  for (const ArcId arc : arcs) {
    for (const network::FacilityUse& use : network.uses[arc]) {
      if (state.shut[use.facility] != 0) shut.push_back(use.facility);
    }
  }
  return shut;
}

std::map<PlaceId, NodeId> yards(const Network& network) {
  std::map<PlaceId, NodeId> nodes;
  for (const NodeId node : network.nodes.ids()) {
    if (network.nodes[node].kind == NodeKind::kExportYard)
      nodes.emplace(network.nodes[node].place, node);
  }
  return nodes;
}

// Overseas regions with a lane that leaves the gateway this month.
int overseas_regions_of(const Network& network, const std::vector<double>& costs, PlaceId gateway) {
  std::set<PlaceId> ports;
  for (const ArcId arc : network.arcs.ids()) {
    const bool leaves =
        network.arcs[arc].kind == ArcKind::kSail && network.tail(arc).place == gateway;
    if (leaves && costs[arc.value()] < kInfinity) ports.insert(network.head(arc).place);
  }
  std::set<model::RegionId> regions;
  for (const model::RegionPlace& end : network.scenario->region_places) {
    if (end.access == model::Access::kSea && ports.contains(end.place)) regions.insert(end.region);
  }
  return static_cast<int>(regions.size());
}

// Shut lanes of a gateway that no region overseas is left to.
std::vector<FacilityId> shut_lanes_of(const Network& network, const MonthState& state,
                                      PlaceId gateway) {
  std::vector<FacilityId> shut;
  for (const ArcId arc : network.arcs.ids()) {
    if (network.arcs[arc].kind != ArcKind::kSail || network.tail(arc).place != gateway) continue;
    for (const FacilityId id : shut_on(network, state, {arc})) shut.push_back(id);
  }
  return shut;
}

// Regions at the inland end of a demand that chooses its way.
std::set<model::RegionId> inland_regions(const model::Scenario& world) {
  std::set<model::RegionId> regions;
  for (const model::Demand& demand : world.demand) {
    const bool chooses = demand.load_kind == model::LoadKind::kChoice;
    if (chooses && world.regions[demand.country].is_inland) regions.insert(demand.country);
  }
  return regions;
}

// No way by sea: what is asked is whether the land joins them.
void close_sea(const Network& network, std::vector<double>& costs) {
  for (const ArcId arc : network.arcs.ids()) {
    if (network.arcs[arc].kind == ArcKind::kSail) costs[arc.value()] = kInfinity;
  }
}

std::set<PlaceId> places_of(const model::Scenario& world, model::RegionId region) {
  std::set<PlaceId> places;
  for (const model::RegionPlace& end : world.region_places) {
    if (end.region == region && end.access == model::Access::kLand) places.insert(end.place);
  }
  return places;
}

class ReachCheck {
 public:
  explicit ReachCheck(const Network& network)
      : network_(&network), paths_(network.graph), state_(network::month_states(network).front()) {
    network::fill_costs(network, plain_box(), state_, with_sea_);
    network::fill_costs(network, plain_box(), all_open(state_), open_by_land_);
    by_land_ = with_sea_;
    close_sea(network, by_land_);
    close_sea(network, open_by_land_);
  }

  Reach find(model::RegionId region, PlaceId gateway, NodeId yard) {
    Reach reach{region, gateway, false, overseas_regions_of(*network_, with_sea_, gateway), {}, {}};
    if (reach.overseas_regions == 0) reach.sea_cut = shut_lanes_of(*network_, state_, gateway);
    for (const PlaceId place : places_of(*network_->scenario, region)) {
      const NodeId origin = network_->origin[place];
      if (!origin.is_none()) look_from(origin, yard, reach);
    }
    if (reach.by_land) reach.cut.clear();
    return reach;
  }

 private:
  const Network* network_;
  routes::ShortestPaths paths_;
  MonthState state_;
  std::vector<double> with_sea_;
  std::vector<double> by_land_;
  std::vector<double> open_by_land_;

  // Whether there is a way from one of the region's places, else what cuts the first that would be.
  void look_from(NodeId origin, NodeId yard, Reach& reach) {
    if (paths_.find_route(origin, yard, by_land_)) {
      reach.by_land = true;
    } else if (reach.cut.empty()) {
      const auto way = paths_.find_route(origin, yard, open_by_land_);
      if (way) reach.cut = shut_on(*network_, state_, way->arcs);
    }
  }
};

class LaneCheck {
 public:
  explicit LaneCheck(const Network& network) : network_(&network), paths_(network.graph) {
    state_ = all_open(network::month_states(network).front());
    network::fill_costs(network, plain_box(), state_, costs_);
    for (const ArcId arc : network.arcs.ids()) {
      const ArcKind kind = network.arcs[arc].kind;
      const bool at_sea = kind == ArcKind::kSail || kind == ArcKind::kDischarge ||
                          kind == ArcKind::kShip || kind == ArcKind::kTranship;
      if (!at_sea) costs_[arc.value()] = kInfinity;
    }
  }

  std::vector<LaneArbitrage> find(double tolerance) {
    std::vector<LaneArbitrage> result;
    for (const ArcId arc : network_->arcs.ids()) {
      if (network_->arcs[arc].kind != ArcKind::kSail || costs_[arc.value()] == kInfinity) continue;
      const double direct = money({arc});
      const double own = costs_[arc.value()];
      costs_[arc.value()] = kInfinity;
      const auto around =
          paths_.find_route(network_->graph.tail(arc), network_->graph.head(arc), costs_);
      costs_[arc.value()] = own;
      if (!around || is_same_lane(around->arcs)) continue;
      const double usd = money(around->arcs);
      if (usd < direct * (1.0 - tolerance))
        result.push_back(describe(arc, direct, usd, around->arcs));
    }
    return result;
  }

 private:
  const Network* network_;
  routes::ShortestPaths paths_;
  MonthState state_;
  std::vector<double> costs_;

  // A parallel lane by another passage is not a third port.
  static bool is_same_lane(const std::vector<ArcId>& arcs) { return arcs.size() == 1; }

  double money(const std::vector<ArcId>& arcs) const {
    const auto parts = network::break_down(*network_, plain_box(), state_, arcs);
    return std::accumulate(parts.begin(), parts.begin() + network::kMoneyComponents, 0.0);
  }

  LaneArbitrage describe(ArcId arc, double direct, double usd,
                         const std::vector<ArcId>& arcs) const {
    LaneArbitrage found;
    found.lane = network_->arcs[arc].link;
    found.direction = network_->arcs[arc].direction;
    found.direct_usd = direct;
    found.around_usd = usd;
    for (const ArcId step : arcs) {
      const bool arrives = network_->arcs[step].kind == ArcKind::kSail && step != arcs.back();
      if (arrives) found.through.push_back(network_->head(step).place);
    }
    found.reason = reason_for(network_->tail(arc).place, network_->head(arc).place);
    return found;
  }

  std::string reason_for(PlaceId from, PlaceId to) const {
    const model::Scenario& world = *network_->scenario;
    const auto names = [&](const std::string& end, PlaceId place) {
      return end == world.places[place].slug || end == world.places[place].rate_region;
    };
    for (const model::LaneException& known : world.lane_exceptions) {
      if (known.year == world.settings.rates_year && names(known.from, from) && names(known.to, to))
        return known.reason;
    }
    return {};
  }
};

}  // namespace

std::vector<Reach> check_reach(const Network& network, bool rivals) {
  const model::Scenario& world = *network.scenario;
  const auto yard_of = yards(network);
  ReachCheck check(network);
  std::vector<Reach> result;
  for (const model::RegionId region : inland_regions(world)) {
    for (const auto& [gateway, yard] : yard_of) {
      const bool of_corridor = world.places[gateway].port_role == model::PortRole::kGateway;
      if (of_corridor || rivals) result.push_back(check.find(region, gateway, yard));
    }
  }
  return result;
}

std::vector<LaneArbitrage> find_lane_arbitrage(const Network& network, double tolerance) {
  return LaneCheck(network).find(tolerance);
}

}  // namespace corridor::studies
