// A world of one road, one border, one port and one lane, and flows over it without any choice.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "corridor/routes/shortest.hpp"
#include "corridor/simulation/simulate.hpp"
#include "support/world.hpp"

namespace corridor::test {

/// Exports go by truck from inland over the border to the port, and by sea to the market.
struct SmallWorld : World {
  model::CountryId home = country("home");
  model::CountryId shore = country("shore");
  model::PlaceId inland = place("inland", home);
  model::PlaceId frontier = place("frontier", home);
  model::PlaceId port_town = port("port", shore, model::PortRole::kGateway, "R");
  model::PlaceId market = port("market", shore, model::PortRole::kOverseas, "M");
  model::BorderId post;
  model::TerminalId quay;
  model::DemandId exports;

  explicit SmallWorld(double teu_per_year = 20000) {
    road(inland, frontier, 500);
    road(frontier, port_town, 500);
    post = border(frontier, port_town, model::Mode::kRoad, 10, 20);
    edit().borders[post].outbound.capacity = model::Ranged<PerHour>(PerHour(1e6));
    edit().borders[post].inbound.capacity = model::Ranged<PerHour>(PerHour(1e6));
    sea(port_town, market, 1000, 48, 7);
    trucks(1.0, 2.0, 50);
    quay = terminal(port_town, 1e9, 3);
    lane("port", "M", 300, 600);
    lane("R", "M", 300, 600);
    const auto region_home = region("home", inland, model::Access::kLand);
    const auto overseas = region("overseas", market, model::Access::kSea);
    exports = demand(region_home, overseas, model::TradeDirection::kExport, teu_per_year);
  }
};

/// A network, and the cheapest route of each choice demand with all its boxes.
struct Laid {
  std::shared_ptr<const network::Network> network;
  std::vector<std::vector<network::ArcId>> arcs;
  simulation::Flows flows;

  explicit Laid(const World& world) {
    network = std::make_shared<const network::Network>(network::build_network(world.share()));
    const model::Scenario& scenario = *network->scenario;
    const std::vector<network::MonthState> months = network::month_states(*network);
    flows.route_set.assign(months.size(), 0);
    arcs.reserve(scenario.demand.size());
    for (const model::DemandId id : scenario.demand.ids()) {
      if (scenario.demand[id].load_kind == model::LoadKind::kChoice) add(id, months);
    }
  }

  void add(model::DemandId id, const std::vector<network::MonthState>& months) {
    const model::Scenario& scenario = *network->scenario;
    const model::Demand& demand = scenario.demand[id];
    simulation::Movement movement;
    movement.name = demand.slug;
    movement.demand = id;
    model::PlaceId ends[2];
    for (const model::RegionPlace& end : scenario.region_places) {
      if (end.region == demand.country) ends[0] = end.place;
      if (end.region == demand.partner) ends[1] = end.place;
    }
    const bool is_export = demand.direction == model::TradeDirection::kExport;
    movement.origin = ends[is_export ? 0 : 1];
    movement.destination = ends[is_export ? 1 : 0];
    movement.cargo = static_cast<std::uint32_t>(flows.cargo_classes.size());
    flows.cargo_classes.push_back(network::cargo_class(scenario, demand, model::BoxSize::k40,
                                                       scenario.places[ends[0]].country,
                                                       model::GoodsRule::kFree));
    for (std::size_t month = 0; month < months.size(); ++month) {
      movement.laden.push_back(Teu(demand.flow.value.value() * 24.0 * months[month].days));
    }
    const double laden = demand.flow.value.value();
    movement.empties_per_laden = laden > 0 ? demand.empty_flow.value() / laden : 0.0;
    std::vector<double> costs;
    network::MonthState open = months.front();
    for (char& shut : open.shut) shut = 0;
    network::fill_costs(*network, flows.cargo_classes.back(), open, costs);
    routes::ShortestPaths paths(network->graph);
    const auto route = paths.find_route(network->origin[movement.origin],
                                        network->destination[movement.destination], costs);
    if (route) {
      arcs.push_back(route->arcs);
      movement.routes = {{{arcs.back(), 1.0}}};
    } else {
      movement.routes = {{}};
    }
    flows.movements.push_back(std::move(movement));
  }

  [[nodiscard]] simulation::SimulatedRun run(simulation::Options options = {}) const {
    return simulation::simulate(*network, flows, options);
  }
  [[nodiscard]] simulation::SiteId site(simulation::SiteKind kind, const std::string& slug,
                                        model::Direction way = model::Direction::kForward) const {
    const auto sites = simulation::list_sites(*network);
    for (const simulation::SiteId id : sites.ids()) {
      if (sites[id].kind == kind && sites[id].slug == slug && sites[id].direction == way) return id;
    }
    return {};
  }
};

}  // namespace corridor::test
