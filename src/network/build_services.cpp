// Named services: container trains, wagon loads, ferries and feeders with their own timetable.
// Stops are way points; between two of them the service takes the shortest way on its own mode.

#include <algorithm>
#include <limits>
#include <queue>

#include "builder.hpp"

namespace corridor::network {
namespace {

using model::Direction;
using model::HaulProduct;
using model::Link;
using model::LinkId;
using model::Mode;
using model::PlaceId;
using model::Service;
using model::ServiceId;
using model::ServiceMode;

bool is_by_rail(ServiceMode mode) {
  return mode == ServiceMode::kBlockTrain || mode == ServiceMode::kWagonLoad;
}
bool is_by_sea(ServiceMode mode) {
  return mode == ServiceMode::kFeeder || mode == ServiceMode::kTruckFerry ||
         mode == ServiceMode::kRailFerry;
}

struct Step {
  LinkId link;
  Direction way = Direction::kForward;
};

// Links of one mode (or of road and rail) around each place.
class WayFinder {
 public:
  explicit WayFinder(const Builder& builder)
      : builder_(&builder), around_(builder.world().places.size()) {
    for (const LinkId id : builder.world().links.ids()) {
      const Link& link = builder.world().links[id];
      if (link.mode == Mode::kSea || !builder.is_usable(link)) continue;
      around_[link.from].push_back({id, Direction::kForward});
      around_[link.to].push_back({id, Direction::kBackward});
    }
  }

  /// Shortest way by length; empty when there is none. Rail services use rail only.
  [[nodiscard]] std::vector<Step> find(PlaceId from, PlaceId to, bool rail_only) const {
    const model::Scenario& world = builder_->world();
    Column<PlaceId, double> km(world.places.size(), std::numeric_limits<double>::infinity());
    Column<PlaceId, Step> by(world.places.size());
    using Entry = std::pair<double, PlaceId>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
    km[from] = 0.0;
    queue.emplace(0.0, from);
    while (!queue.empty() && queue.top().second != to) {
      const auto [distance, place] = queue.top();
      queue.pop();
      if (distance > km[place]) continue;
      for (const Step& step : around_[place]) {
        const Link& link = world.links[step.link];
        if (rail_only && link.mode != Mode::kRail) continue;
        const PlaceId next = end_of(step);
        if (distance + link.length.value() >= km[next]) continue;
        km[next] = distance + link.length.value();
        by[next] = step;
        queue.emplace(km[next], next);
      }
    }
    std::vector<Step> steps;
    for (PlaceId place = to; place != from && km[to] < std::numeric_limits<double>::infinity();) {
      steps.push_back(by[place]);
      place = start_of(by[place]);
    }
    std::reverse(steps.begin(), steps.end());
    return steps;
  }

  [[nodiscard]] PlaceId start_of(const Step& step) const {
    const Link& link = builder_->world().links[step.link];
    return step.way == Direction::kForward ? link.from : link.to;
  }
  [[nodiscard]] PlaceId end_of(const Step& step) const {
    const Link& link = builder_->world().links[step.link];
    return step.way == Direction::kForward ? link.to : link.from;
  }

 private:
  const Builder* builder_;
  Column<PlaceId, std::vector<Step>> around_;
};

// One leg of a service between two stops, in the order of travel.
struct Leg {
  PlaceId from;
  PlaceId to;
  Km length;
  Hours hours;
  double variance_h2 = 0.0;
  std::vector<Charge> charges;  ///< by length and border; dropped where the service has a fare
  std::vector<FacilityUse> uses;
};

Leg trace_leg(const Builder& builder, const WayFinder& ways, const Service& service, PlaceId from,
              PlaceId to) {
  Leg leg{from, to, {}, {}, 0.0, {}, {}};
  const model::Scenario& world = builder.world();
  if (is_by_sea(service.mode)) {
    leg.length = great_circle(world.places[from].position, world.places[to].position);
    return leg;
  }
  const HaulProduct product =
      service.mode == ServiceMode::kWagonLoad ? HaulProduct::kWagonLoad : HaulProduct::kBlockTrain;
  for (const Step& step : ways.find(from, to, is_by_rail(service.mode))) {
    const Link& link = world.links[step.link];
    leg.length += link.length;
    leg.uses.push_back({builder.facility_of(step.link, step.way), 1.0, {}});
    if (link.mode == Mode::kRail) {
      const RailHaul haul = haul_by_rail(builder, link, product);
      leg.hours += haul.hours;
      leg.charges.insert(leg.charges.end(), haul.charges.begin(), haul.charges.end());
    } else if (const model::HaulRate* rate =
                   builder.prices().find(world.places[link.from].country, HaulProduct::kTruckTir,
                                         model::HaulDirection::kBoth, model::BoxSize::k40)) {
      leg.hours += link.length / rate->speed.value;
      leg.charges.push_back({Component::kHaulage,
                             Basis::kTruck,
                             (link.length * rate->price.value).value(),
                             {},
                             rate->row});
    }
    if (const auto crossing = builder.crossing(ways.start_of(step), ways.end_of(step), link.mode)) {
      const BorderPassage passage = pass_border(
          builder, *crossing, link.mode == Mode::kRail ? product : HaulProduct::kTruckTir);
      leg.hours += passage.hours;
      leg.variance_h2 += passage.variance_h2;
      leg.charges.insert(leg.charges.end(), passage.charges.begin(), passage.charges.end());
      leg.uses.push_back({builder.facility_of(crossing->border, crossing->direction), 1.0, {}});
    }
  }
  return leg;
}

// The fare of `share` of the service's whole way.
std::vector<Charge> fare_charges(const Service& service, double share) {
  std::vector<Charge> charges;
  if (service.fare_per_truck && service.mode == ServiceMode::kTruckFerry) {
    charges.push_back({Component::kFare,
                       Basis::kTruck,
                       service.fare_per_truck->value() * share,
                       {},
                       service.row});
    return charges;
  }
  if (!service.fare) return charges;
  const double fare_20 = service.fare->value();
  const double fare_40 = service.fare_per_40 ? service.fare_per_40->value() : 2.0 * fare_20;
  charges.push_back({Component::kFare, Basis::kBox20, fare_20 * share, {}, service.row});
  charges.push_back({Component::kFare, Basis::kBox40, fare_40 * share, {}, service.row});
  return charges;
}

class ServiceLine {
 public:
  ServiceLine(Builder& builder, const WayFinder& ways, ServiceId id)
      : builder_(&builder), ways_(&ways), id_(id), service_(&builder.world().services[id]) {}

  /// Adds both directions; nothing when a leg has no way.
  void add() {
    std::vector<PlaceId> stops = service_->stops;
    const std::vector<std::size_t> there = add_direction(stops, Direction::kForward);
    std::reverse(stops.begin(), stops.end());
    const std::vector<std::size_t> back = add_direction(stops, Direction::kBackward);
    if (there.size() != back.size()) return;
    for (std::size_t i = 0; i < there.size(); ++i)
      builder_->pair(there[i], back[back.size() - 1 - i]);
  }

 private:
  Builder* builder_;
  const WayFinder* ways_;
  ServiceId id_;
  const Service* service_;

  // Returns the run of each leg; none when a leg has no way.
  std::vector<std::size_t> add_direction(const std::vector<PlaceId>& stops, Direction way) {
    std::vector<Leg> legs;
    Km total;
    for (std::size_t i = 0; i + 1 < stops.size(); ++i) {
      legs.push_back(trace_leg(*builder_, *ways_, *service_, stops[i], stops[i + 1]));
      if (legs.back().length.value() <= 0) return {};
      total += legs.back().length;
    }
    std::vector<std::size_t> runs;
    NodeId leaves = add_departure(stops.front());
    for (Leg& leg : legs) {
      const FacilityId facility = builder_->add_facility(describe(leg, way));
      const NodeId comes = add_arrival(leg.to);
      runs.push_back(add_run(leaves, comes, leg, total, facility, way));
      if (leg.to == stops.back()) break;
      leaves = add_departure(leg.to);
      DraftArc through;
      through.facts.mode = is_by_sea(service_->mode) ? Mode::kSea : Mode::kRail;
      through.tail = comes;
      through.head = leaves;
      builder_->add(std::move(through));
    }
    return runs;
  }

  // A slot is free again where its box gets off, so that each leg has room of its own.
  [[nodiscard]] Facility describe(const Leg& leg, Direction way) const {
    Facility facility;
    facility.kind = FacilityKind::kService;
    facility.slug = service_->slug;
    facility.from = leg.from;
    facility.to = leg.to;
    const auto& places = builder_->world().places;
    facility.name = service_->name + ", " + places[leg.from].name + " to " + places[leg.to].name;
    facility.direction = way;
    facility.capacity = PerHour(service_->departures.value() * service_->capacity.value());
    facility.is_circular = service_->capacity_is_circular;
    facility.capacity_grade = (*builder_->world().rows)[service_->row].grade;
    facility.row = service_->row;
    return facility;
  }

  std::size_t add_run(NodeId tail, NodeId head, const Leg& leg, Km total, FacilityId facility,
                      Direction way) {
    const double share = leg.length / total == Scalar(0) ? 0.0 : (leg.length / total).value();
    DraftArc run;
    run.tail = tail;
    run.head = head;
    run.facts.kind = ArcKind::kServiceRun;
    run.facts.mode = is_by_sea(service_->mode) ? Mode::kSea : Mode::kRail;
    run.facts.length = leg.length;
    run.facts.hours = service_->duration ? *service_->duration * share : leg.hours;
    run.facts.variance_h2 = leg.variance_h2;
    run.facts.service = id_;
    run.facts.direction = way;
    run.facts.row = service_->row;
    run.charges = fare_charges(*service_, share);
    if (run.charges.empty()) run.charges = leg.charges;
    run.uses = leg.uses;
    run.uses.push_back({facility, 1.0, {}});
    return builder_->add(std::move(run));
  }

  // A stop to leave from, with ways on. Coming and leaving are nodes of their own, so that nobody
  // boards only to alight.
  NodeId add_departure(PlaceId place) {
    const NodeId stop = builder_->new_node({place, NodeKind::kStop, 0, id_});
    for (const Ground& ground : grounds(place)) {
      DraftArc board;
      board.facts.kind = ArcKind::kBoard;
      board.facts.mode = is_by_sea(service_->mode) ? Mode::kSea : Mode::kRail;
      const double headway = 1.0 / service_->departures.value();
      board.facts.hours = time_at_quay();
      board.facts.wait = Hours(headway / 2);
      board.facts.variance_h2 = headway * headway / 12;
      board.facts.service = id_;
      board.facts.row = service_->row;
      board.tail = ground.leaves;
      board.head = stop;
      builder_->add(std::move(board));
    }
    return stop;
  }

  // A stop to come to, with ways off.
  NodeId add_arrival(PlaceId place) {
    const NodeId stop = builder_->new_node({place, NodeKind::kStop, 0, id_});
    for (const Ground& ground : grounds(place)) {
      DraftArc alight;
      alight.facts.kind = ArcKind::kAlight;
      alight.facts.mode = is_by_sea(service_->mode) ? Mode::kSea : Mode::kRail;
      alight.facts.hours = time_at_quay();
      alight.facts.service = id_;
      alight.tail = stop;
      alight.head = ground.comes;
      builder_->add(std::move(alight));
    }
    return stop;
  }

  // A container ship is loaded by crane; trucks and wagons roll on and off a ferry.
  [[nodiscard]] Hours time_at_quay() const {
    return service_->mode == ServiceMode::kFeeder ? builder_->world().parameters.quay_time
                                                  : Hours();
  }

  struct Ground {
    NodeId leaves;  ///< before boarding
    NodeId comes;   ///< after
  };

  // Where boxes stand before they board and after: rail terminals for trains, trucks for truck
  // ferries, both for ships whose fare holds the handling in both ports.
  [[nodiscard]] std::vector<Ground> grounds(PlaceId place) const {
    std::vector<Ground> nodes;
    for (const int gauge : {1000, 1435, 1520, 1676}) {
      const bool wanted = service_->mode != ServiceMode::kTruckFerry;
      if (wanted && builder_->has_node(place, NodeKind::kRailTerminal, gauge)) {
        const NodeId to_load = builder_->node(place, NodeKind::kRailTerminal, gauge);
        const NodeId unloaded = builder_->node(place, NodeKind::kRailArrival, gauge);
        nodes.push_back({to_load, unloaded});
        // Between train and ship the crane at the quay does what a lift does.
        if (is_by_sea(service_->mode)) nodes.push_back({unloaded, to_load});
      }
    }
    const bool by_truck = service_->mode == ServiceMode::kTruckFerry ||
                          service_->mode == ServiceMode::kFeeder ||
                          service_->mode == ServiceMode::kMultimodal;
    for (const NodeKind kind : {NodeKind::kTruck, NodeKind::kTirTruck}) {
      if (!by_truck || !builder_->has_node(place, kind)) continue;
      const NodeId truck = builder_->node(place, kind);
      nodes.push_back({truck, truck});
    }
    return nodes;
  }
};

// Offered in this period: not a fixed load, not a convoy of trucks that haul rates price, and with
// departures.
bool is_choice(const model::Scenario& world, const Service& service) {
  const Date start = first_day(world.period.start);
  const Date end = first_day(add_months(world.period.start, world.period.months));
  const bool in_time =
      (!service.from || *service.from < end) && (!service.to || *service.to >= start);
  return service.is_offered && !service.is_base_load && service.mode != ServiceMode::kTruckConvoy &&
         in_time && service.departures.value() > 0 && service.stops.size() >= 2;
}

}  // namespace

void add_services(Builder& builder) {
  const WayFinder ways(builder);
  for (const ServiceId id : builder.world().services.ids()) {
    if (is_choice(builder.world(), builder.world().services[id]))
      ServiceLine(builder, ways, id).add();
  }
}

}  // namespace corridor::network
