#include "tiny_world.hpp"

#include <limits>
#include <numeric>

#include "corridor/routes/shortest.hpp"

namespace corridor::results {
namespace {

using model::BoxSize;
using model::PlaceId;
using model::Scenario;
using network::ArcKind;

// Fills a scenario record by record; every record gets a row of its own.
class WorldBuilder {
 public:
  WorldBuilder() : world(std::make_shared<Scenario>()), rows_(std::make_shared<Rows>()) {
    world->rows = rows_;
  }

  std::shared_ptr<Scenario> world;

  model::RowId row(const std::string& id) {
    return rows_->push_back({"tiny", id, model::Grade::kB, "by hand", "tiny.csv", 1});
  }

  PlaceId place(const std::string& slug, const std::string& name, const std::string& country,
                GeoPoint position, model::PortRole role = model::PortRole::kNone) {
    model::Place place;
    place.slug = slug;
    place.name = name;
    place.country = country_of(country);
    place.kind =
        role == model::PortRole::kNone ? model::PlaceKind::kCity : model::PlaceKind::kSeaport;
    place.position = position;
    place.port_role = role;
    place.row = row(slug);
    return world->places.push_back(place);
  }

  void road(PlaceId from, PlaceId to, double km) {
    model::Link link;
    link.slug = "rd_" + world->places[from].slug + "_" + world->places[to].slug;
    link.from = from;
    link.to = to;
    link.length = Km(km);
    link.row = row(link.slug);
    world->links.push_back(link);
  }

  void lane(PlaceId from, PlaceId to, double km, double hours, double usd_per_40) {
    model::Link link;
    link.slug = "sea_" + world->places[from].slug + "_" + world->places[to].slug;
    link.mode = model::Mode::kSea;
    link.from = from;
    link.to = to;
    link.length = Km(km);
    link.sea = {Hours(hours), PerHour(1.0 / 168.0), 0.0};
    link.row = row(link.slug);
    world->links.push_back(link);
    for (const BoxSize size : {BoxSize::k20, BoxSize::k40}) {
      const double usd = size == BoxSize::k40 ? usd_per_40 : usd_per_40 / 2;
      model::LaneRate rate;
      rate.from = world->places[from].slug;
      rate.to = world->places[to].slug;
      rate.size = size;
      rate.year = 2026;
      rate.price = model::Ranged<Usd>(Usd(usd));
      world->lane_rates.push_back(rate);
    }
  }

  void border(const std::string& slug, const std::string& name, PlaceId from, PlaceId to,
              double usd_per_truck, double trucks_per_hour) {
    model::Border border;
    border.slug = slug;
    border.name = name;
    border.from = from;
    border.to = to;
    model::BorderSide side;
    side.dwell = Hours(24);
    side.fee = model::Ranged<Usd>(Usd(usd_per_truck));
    side.capacity = model::Ranged<PerHour>(PerHour(trucks_per_hour));
    border.outbound = border.inbound = side;
    border.dwell_sd = Hours(12);
    border.base_trucks = PerHour(0.5);
    border.capacity_grade = model::Grade::kC;
    border.row = row(slug);
    world->borders.push_back(border);
  }

  void terminal(PlaceId place, double teu_per_hour, bool is_circular, double thc_per_40,
                double wharfage_per_40) {
    model::Terminal terminal;
    terminal.slug = "t_" + world->places[place].slug;
    terminal.place = place;
    terminal.capacity = model::Ranged<TeuPerHour>(TeuPerHour(teu_per_hour));
    terminal.throughput = model::Ranged<TeuPerHour>(TeuPerHour(1));
    terminal.dwell_import = Hours(96);
    terminal.dwell_export = Hours(48);
    terminal.capacity_is_circular = is_circular;
    terminal.row = row(terminal.slug);
    world->terminals.push_back(terminal);
    const auto charge = [&](model::ChargeKind kind, double usd) {
      model::BoxCharge row;
      row.place = place;
      row.size = BoxSize::k40;
      row.kind = kind;
      row.amount = Usd(usd);
      world->box_charges.push_back(row);
    };
    charge(model::ChargeKind::kThc, thc_per_40);
    charge(model::ChargeKind::kWharfage, wharfage_per_40);
  }

  model::RegionId region(const std::string& slug, const std::string& name, PlaceId place,
                         model::Access access) {
    model::Region region;
    region.slug = slug;
    region.name = name;
    region.is_contestable = true;
    const model::RegionId id = world->regions.push_back(region);
    world->region_places.push_back({id, {}, access, place, 1.0, {}});
    return id;
  }

 private:
  using Rows = Column<model::RowId, model::Row>;
  std::shared_ptr<Rows> rows_;

  model::CountryId country_of(const std::string& slug) {
    for (const model::CountryId id : world->countries.ids()) {
      if (world->countries[id].slug == slug) return id;
    }
    return world->countries.push_back({slug, slug, "", {}});
  }
};

void add_rules(Scenario& world) {
  world.slug = "tiny";
  world.title = "Tiny world";
  world.period = {{2026, 1}, 12};
  world.settings.rates_year = 2026;
  world.value_of_time.preset = "flat";
  world.value_of_time.flat = UsdPerTeuHour(1.0);
  world.parameters.reliability_ratio = 0.5;
  world.parameters.truck_payload = Tonnes(20);
  world.parameters.teu_per_train = 60;
  world.parameters.road_kg_per_t_km = 0.1;
  world.parameters.sea_kg_per_t_km = 0.01;
  for (const auto product : {model::HaulProduct::kTruckTir, model::HaulProduct::kTruckDomestic}) {
    model::HaulRate rate;
    rate.product = product;
    rate.size = BoxSize::k40;
    rate.price = model::Ranged<UsdPerKm>(UsdPerKm(1.0));
    rate.speed = model::Ranged<KmPerHour>(KmPerHour(50));
    world.haul_rates.push_back(rate);
  }
}

void add_demand(Scenario& world, model::RegionId country, model::RegionId partner) {
  model::MonthProfile flat;
  flat.slug = "flat";
  flat.share.fill(1.0 / 12.0);
  model::Demand demand;
  demand.slug = "af-m-china";
  demand.country = country;
  demand.partner = partner;
  demand.commodity = world.commodities.push_back("machinery");
  demand.profile = world.profiles.push_back(flat);
  demand.flow = model::Ranged<TeuPerHour>(TeuPerHour(1.0));
  demand.value = UsdPerTeu(20000);
  demand.tonnes_per_box = {Tonnes(10), Tonnes(20)};
  demand.share_40 = 1.0;
  demand.data_year = 2026;
  world.demand.push_back(demand);
}

using Arcs = std::vector<network::ArcId>;

// The cheapest way that does not use the quay of `avoid`.
Arcs route_without(const network::Network& network, const network::CargoClass& cargo,
                   const network::MonthState& state, PlaceId avoid) {
  std::vector<double> costs;
  network::fill_costs(network, cargo, state, costs);
  for (const network::ArcId arc : network.graph.arcs()) {
    const bool is_quay = network.arcs[arc].kind == ArcKind::kDischarge;
    if (is_quay && network.tail(arc).place == avoid)
      costs[arc.value()] = std::numeric_limits<double>::infinity();
  }
  routes::ShortestPaths paths(network.graph);
  const PlaceId shanghai(0);
  const PlaceId kabul(5);
  return paths.find_route(network.origin[shanghai], network.destination[kabul], costs)->arcs;
}

void load_routes(outcome::Outcome& outcome, const std::vector<outcome::Alternative>& routes) {
  const network::Network& network = *outcome.network;
  const network::CargoClass& cargo = outcome.cargo_classes[0];
  outcome.loads.assign(network.facilities.size(), std::vector<outcome::Load>(12));
  for (int month = 0; month < 12; ++month) {
    const auto at = static_cast<std::size_t>(month);
    const double flow =
        model::flow_in_month(*network.scenario, network.scenario->demand[model::DemandId(0)], month)
            .value();
    for (const outcome::Alternative& route : routes) {
      for (const network::ArcId arc : route.arcs) {
        for (const network::FacilityUse& use : network.uses[arc]) {
          outcome::Load& load = outcome.loads[use.facility][at];
          load.laden_teu += flow * route.share;
          load.units +=
              flow * route.share * network::units_per_teu(network.facilities[use.facility], cargo);
        }
      }
    }
  }
}

void add_demand_result(outcome::Outcome& outcome, const outcome::MonthChoice& choice) {
  outcome::DemandResult result;
  result.teu = 8760.0;
  for (const outcome::Alternative& route : choice.alternatives(outcome::MovementId(0))) {
    const auto parts = network::break_down(*outcome.network, outcome.cargo_classes[0],
                                           outcome.months[0], route.arcs);
    for (std::size_t i = 0; i < parts.size(); ++i) result.cost[i] += route.share * parts[i];
    const network::Journey journey =
        network::journey(*outcome.network, outcome.months[0], route.arcs);
    result.km += route.share * journey.length.value();
    result.hours += route.share * journey.time.value();
    result.variance_h2 += route.share * journey.variance_h2;
    result.co2_kg_per_teu +=
        route.share * journey.co2_kg_per_t *
        network::weight_of(outcome.network->scenario->demand[model::DemandId(0)],
                           outcome.cargo_classes[0].size)
            .value();
  }
  result.by_gateway = {0.75 * 8760.0, 0.25 * 8760.0};
  outcome.demand.push_back(result);
}

}  // namespace

std::shared_ptr<Scenario> tiny_scenario() {
  using model::PortRole;
  WorldBuilder build;
  add_rules(*build.world);
  const PlaceId shanghai =
      build.place("shanghai", "Shanghai", "CN", {31.2, 121.5}, PortRole::kOverseas);
  const PlaceId karachi = build.place("karachi", "Karachi", "PK", {24.8, 67.0}, PortRole::kGateway);
  const PlaceId bandar =
      build.place("bandar", "Bandar Abbas", "IR", {27.1, 56.1}, PortRole::kRival);
  const PlaceId torkham_pk = build.place("torkham_pk", "Torkham east", "PK", {34.1, 71.1});
  const PlaceId torkham_af = build.place("torkham_af", "Torkham west", "AF", {34.2, 71.0});
  const PlaceId kabul = build.place("kabul", "Kabul", "AF", {34.5, 69.2});
  const PlaceId dogharoun = build.place("dogharoun", "Dogharoun", "IR", {34.6, 61.0});
  const PlaceId herat = build.place("herat", "Herat", "AF", {34.3, 62.2});
  build.road(karachi, torkham_pk, 1000);
  build.road(torkham_pk, torkham_af, 10);
  build.road(torkham_af, kabul, 200);
  build.road(bandar, dogharoun, 900);
  build.road(dogharoun, herat, 100);
  build.road(herat, kabul, 500);
  build.lane(shanghai, karachi, 8000, 240, 1000);
  build.lane(shanghai, bandar, 9000, 300, 800);
  build.border("bx_torkham", "Torkham", torkham_pk, torkham_af, 100, 0.25);
  build.border("bx_islam_qala", "Islam Qala", dogharoun, herat, 40, 10);
  build.terminal(karachi, 4, true, 200, 60);
  build.terminal(bandar, 10, false, 100, 0);
  const auto af = build.region("AF", "Afghanistan", kabul, model::Access::kLand);
  const auto cn = build.region("CN", "East Asia", shanghai, model::Access::kSea);
  add_demand(*build.world, af, cn);
  return build.world;
}

outcome::Outcome solve_by_hand(std::shared_ptr<const Scenario> scenario) {
  outcome::Outcome outcome;
  outcome.network =
      std::make_shared<const network::Network>(network::build_network(std::move(scenario)));
  const network::Network& network = *outcome.network;
  const Scenario& world = *network.scenario;
  const model::DemandId demand(0);
  const PlaceId karachi(1);
  const PlaceId bandar(2);
  outcome.months = network::month_states(network);
  outcome.cargo_classes = {network::cargo_class(world, world.demand[demand], BoxSize::k40,
                                                world.places[PlaceId(5)].country,
                                                model::GoodsRule::kFree)};
  outcome.movements.push_back({demand, PlaceId(0), PlaceId(5), 0, 1.0});
  outcome.gateways = {karachi, bandar};

  const auto route = [&](PlaceId avoid, PlaceId gateway, double share) {
    outcome::Alternative alternative;
    alternative.arcs = outcome::RouteArcs(
        route_without(network, outcome.cargo_classes[0], outcome.months[0], avoid));
    alternative.share = share;
    alternative.gateway = gateway;
    return alternative;
  };
  std::vector<int> months(12);
  std::iota(months.begin(), months.end(), 0);
  const std::vector<outcome::Alternative> alternatives = {
      route(bandar, karachi, 0.75), route(karachi, bandar, 0.2), route(karachi, bandar, 0.05)};
  const outcome::MonthChoice choice = outcome::choose_among({alternatives}, months);
  load_routes(outcome, alternatives);
  add_demand_result(outcome, choice);
  outcome.choices.push_back(choice);

  outcome.headline.contestable_teu = 8760.0;
  outcome.headline.gateway = karachi;
  outcome.headline.gateway_teu = 0.75 * 8760.0;
  outcome.headline.corridor_share = 0.75;
  for (const network::FacilityId id : network.facilities.ids()) {
    if (network.facilities[id].slug != "bx_torkham") continue;
    outcome.headline.first_over = outcome::OverCapacity{id, 2, 2.5};
    break;
  }
  return outcome;
}

outcome::Outcome tiny_outcome() {
  return solve_by_hand(tiny_scenario());
}

}  // namespace corridor::results
