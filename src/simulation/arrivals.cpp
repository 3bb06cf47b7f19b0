// What enters the world: shipments, empties on their way back, trucks without boxes, and the boxes
// that stand somewhere when the period begins.

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>

#include "engine.hpp"

namespace corridor::simulation {
namespace {

// TEU of a movement's lots: about six a year, whole boxes, no more than a lot may hold.
int lot_teu(const Movement& movement, model::BoxSize size, Teu most) {
  double year = 0.0;
  for (const Teu month : movement.laden) year += month.value();
  year *= 12.0 / static_cast<double>(movement.laden.size());
  const int box = static_cast<int>(teu_of(size).value());
  const int boxes = static_cast<int>(std::min(most.value(), year / 6.0)) / box;
  return std::max(1, boxes) * box;
}

// Position of the route on which a draw from 0 to 1 falls; none if it falls beyond their shares.
std::optional<std::size_t> draw_route(std::span<const RouteShare> routes, double draw) {
  constexpr double kRounding = 1e-9;
  double left = draw;
  std::size_t route = 0;
  while (route < routes.size() && left >= routes[route].share) left -= routes[route++].share;
  if (route < routes.size()) return route;
  if (route > 0 && left < kRounding) return route - 1;
  return std::nullopt;
}

// Countries of the first regime that meets its boxes at a gateway; empty if none does.
std::vector<model::RegionId> countries_met_at(const model::Scenario& world,
                                              model::PlaceId gateway) {
  for (const model::Regime& regime : world.regimes) {
    const bool is_met =
        std::find(regime.gateways.begin(), regime.gateways.end(), gateway) != regime.gateways.end();
    if (is_met && !regime.countries.empty()) return regime.countries;
  }
  return {};
}

// The country on the other side of the road border at a place.
model::CountryId country_beyond(const model::Scenario& world, model::PlaceId place) {
  model::CountryId beyond;
  for (const model::Border& border : world.borders) {
    if (border.mode != model::Mode::kRoad) continue;
    if (border.from == place) beyond = world.places[border.to].country;
    if (border.to == place) beyond = world.places[border.from].country;
  }
  return beyond;
}

}  // namespace

std::size_t Engine::month_at(double now_h) const {
  const auto found = std::upper_bound(month_ends_h_.begin(), month_ends_h_.end(), now_h);
  const auto month = static_cast<std::size_t>(found - month_ends_h_.begin());
  return std::min(month, month_ends_h_.size() - 1);
}

/// Shipments of a movement as a Poisson process whose rate changes with the months. Routes are
/// drawn by their shares from a stream of their own, so that scenarios that differ in shares keep
/// the times. Source: Cinlar 1975, Introduction to Stochastic Processes, ch. 4 (change of time).
des::Process Engine::ship_out(des::Simulation& simulation, std::uint32_t index) {
  const Movement& movement = flows_->movements[index];
  const network::CargoClass& cargo = flows_->cargo_classes[movement.cargo];
  const std::uint64_t entity = number_of(movement.name);
  RandomStream arrivals = stream_of(options_, entity, Purpose::kArrivals);
  RandomStream choice = stream_of(options_, entity, Purpose::kRoutes);
  const int teu = lot_teu(movement, cargo.size, options_.lot);
  std::vector<std::vector<const Plan*>> known;  // [route set][route]
  for (const auto& routes : movement.routes) known.emplace_back(routes.size(), nullptr);
  double at_h = 0.0;
  for (std::uint64_t serial = 0;; ++serial) {
    at_h = next_shipment(movement, at_h, arrivals.exponential() * teu);
    if (at_h >= clock_.end_h) co_return;
    co_await simulation.delay_until(Hours(at_h));
    const std::vector<RouteShare>& routes = movement.routes[flows_->route_set[month_at(at_h)]];
    const std::optional<std::size_t> route = draw_route(routes, choice.uniform());
    if (!route) {
      if (is_measured()) result_.no_way_teu += teu;
      continue;
    }
    if (alive_ >= options_.max_lots) {
      if (is_measured()) result_.turned_away_teu += teu;
      continue;
    }
    const Plan*& plan = known[flows_->route_set[month_at(at_h)]][*route];
    if (plan == nullptr) plan = &routes_.plan(movement.cargo, routes[*route].arcs);
    Lot lot;
    lot.plan = plan;
    lot.cargo = movement.cargo;
    lot.movement = index;
    lot.group = group_of_[movement.demand];
    lot.destination = movement.destination;
    lot.teu = teu;
    lot.random = stream_of(options_, entity + serial, Purpose::kSpread);
    if (!movement.empties_return) send_empties(lot);
    start_lot(lot);
  }
}

/// When another `teu` will have gathered after `from_h`; infinite if never.
double Engine::next_shipment(const Movement& movement, double from_h, double teu) const {
  double at_h = from_h;
  for (std::size_t month = month_at(at_h); month < month_ends_h_.size(); ++month) {
    const double begin_h = month == 0 ? clock_.start_h : month_ends_h_[month - 1];
    const double rate = movement.laden[month].value() / (month_ends_h_[month] - begin_h);
    const double gathers = rate * (month_ends_h_[month] - at_h);
    if (gathers >= teu) return at_h + teu / rate;
    teu -= gathers;
    at_h = month_ends_h_[month];
  }
  return des::kForever.value();
}

/// Empties that move along with the laden boxes.
void Engine::send_empties(Lot& laden) {
  Lot empty = laden;
  empty.is_empty = true;
  empty.teu = empties_of(laden);
  if (empty.teu == 0) return;
  start_lot(empty);
}

/// TEU of empties that a lot causes, whole boxes, right on average.
int Engine::empties_of(Lot& laden) {
  const Movement& movement = flows_->movements[laden.movement];
  const int box = static_cast<int>(teu_of(flows_->cargo_classes[laden.cargo].size).value());
  const int laden_boxes = laden.teu / box;
  const double boxes = laden_boxes * movement.empties_per_laden;
  return static_cast<int>(std::floor(boxes + laden.random.uniform())) * box;
}

void Engine::start_lot(Lot lot) {
  lot.number = ++numbered_;
  lot.static_h = lot.planned_h = lot.plan->hours;
  lot.static_usd = lot.money_usd = lot.plan->usd_per_teu;
  lot.due_h = simulation_.now_h() + (1.0 + world_->parameters.due_slack_share) * lot.static_h;
  if (!lot.is_empty)
    lot.is_carriers = lot.random.uniform() < world_->parameters.carrier_owned_share;
  simulation_.start(travel(simulation_, {.lot = lot}));
}

/// The boxes of a lot that has arrived go back empty along the way it came.
des::Process Engine::come_back(des::Simulation& simulation, Lot laden, Hours after) {
  Lot empty;
  empty.teu = empties_of(laden);
  // Boxes that do not come back empty have been handed on to an exporter here.
  const double kept = 1.0 - std::min(1.0, static_cast<double>(empty.teu) / laden.teu);
  charge_detention(laden, kept * boxes_of(laden));
  if (empty.teu == 0) co_return;
  co_await simulation.delay(after);
  if (alive_ >= options_.max_lots) co_return;
  empty.plan = &routes_.way_back(laden.cargo, *laden.plan);
  empty.cargo = laden.cargo;
  empty.movement = laden.movement;
  empty.group = laden.group;
  empty.is_empty = true;
  empty.is_carriers = laden.is_carriers;
  empty.out_since_h = laden.out_since_h;
  empty.random = laden.random;
  start_lot(empty);
}

/// Trucks without boxes take their room at a border post before any box, as the static loads have
/// it. They stay away while it is shut or their own queue is long, for they need not cross.
des::Process Engine::bring_trucks(des::Simulation& simulation, SiteId site, PerHour rate) {
  constexpr double kTrucks = 10.0;
  constexpr double kLongestQueueDays = 3.0;
  RandomStream random = stream_of(options_,
                                  number_of("trucks " + book_.sites[site].slug) +
                                      static_cast<std::uint64_t>(book_.sites[site].direction),
                                  Purpose::kArrivals);
  for (;;) {
    co_await simulation.delay(Hours(random.exponential() * kTrucks / rate.value()));
    const Station& station = at(site);
    if (station.is_shut || station.trucks_work_h > kLongestQueueDays * kHoursPerDay) continue;
    simulation.start(pass_trucks(simulation, site, kTrucks));
  }
}

des::Process Engine::pass_trucks(des::Simulation& simulation, SiteId site, double trucks) {
  Station& station = at(site);
  const double work_h = trucks * station.hours_per_unit / station.factor;
  Waiter waiter{simulation.running()};
  join_queue(station, waiter);
  station.trucks_work_h += work_h;
  co_await station.resource->serve(Hours(work_h), {.rank = des::Priority{-1}});
  station.trucks_work_h -= work_h;
  leave_queue(station, waiter);
}

/// Boxes of the country whose transit the place serves: of the first regime at a gateway, else of
/// the country beyond the border. They take the way that would be cheapest with everything open.
des::Process Engine::place_backlog(des::Simulation& simulation, const model::Backlog& backlog) {
  const double begins_h =
      clock_.start_h +
      std::max(0.0, static_cast<double>((backlog.date - first_day(world_->period.start)).count()) *
                        kHoursPerDay);
  co_await simulation.delay_until(Hours(begins_h));
  const std::optional<std::uint32_t> like = movement_like(backlog);
  if (!like) co_return;
  const Movement& movement = flows_->movements[*like];
  const auto [node, in_yard] = node_of_backlog(backlog.place);
  if (node.is_none()) co_return;
  const std::optional<routes::Route> route = paths_.find_route(
      node, network_->destination[movement.destination], open_costs(movement.cargo));
  if (!route || route->arcs.empty()) co_return;
  const Plan& plan = routes_.plan(movement.cargo, route->arcs);
  const double box = teu_of(flows_->cargo_classes[movement.cargo].size).value();
  const double share_40 = world_->demand[movement.demand].share_40;
  const double teu = backlog.boxes.value / (share_40 / 2.0 + 1.0 - share_40);
  int left = static_cast<int>(std::lround(teu / box) * std::lround(box));
  for (std::uint64_t serial = 0; left > 0; ++serial) {
    Lot lot;
    lot.plan = &plan;
    lot.cargo = movement.cargo;
    lot.movement = *like;
    lot.group = static_cast<std::uint32_t>(groups_.size());
    lot.destination = movement.destination;
    lot.teu = std::min(left, static_cast<int>(options_.lot.value()));
    lot.is_backlog = true;
    lot.starts_in_yard = in_yard;
    lot.random = stream_of(options_, number_of(backlog.slug) + serial, Purpose::kSpread);
    left -= lot.teu;
    start_lot(lot);
  }
}

/// The largest import movement of the country that the backlog is of.
std::optional<std::uint32_t> Engine::movement_like(const model::Backlog& backlog) const {
  const std::vector<model::RegionId> of = countries_met_at(*world_, backlog.place);
  const model::CountryId beyond = country_beyond(*world_, backlog.place);
  std::optional<std::uint32_t> best;
  double most = 0.0;
  for (std::uint32_t i = 0; i < flows_->movements.size(); ++i) {
    const Movement& movement = flows_->movements[i];
    const model::Demand& demand = world_->demand[movement.demand];
    const bool is_of = of.empty() ? world_->places[movement.destination].country == beyond
                                  : std::find(of.begin(), of.end(), demand.country) != of.end();
    if (!is_of || demand.direction != model::TradeDirection::kImport) continue;
    double teu = 0.0;
    for (const Teu month : movement.laden) teu += month.value();
    if (teu <= most) continue;
    most = teu;
    best = i;
  }
  return best;
}

/// Where boxes of a backlog stand: in the port's yard, else on trucks; and whether in a yard.
std::pair<network::NodeId, bool> Engine::node_of_backlog(model::PlaceId place) const {
  network::NodeId truck;
  for (const network::NodeId node : network_->nodes.ids()) {
    const network::Node& record = network_->nodes[node];
    if (record.place != place) continue;
    if (record.kind == network::NodeKind::kYard) {
      const PortSites& port = book_.ports[book_.port_at[place]];
      return {node, !port.yard.is_none()};
    }
    if (record.kind == network::NodeKind::kTirTruck) truck = node;
  }
  return {truck, false};
}

}  // namespace corridor::simulation
