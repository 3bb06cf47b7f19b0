#include "sites.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "corridor/base/hash.hpp"

namespace corridor::simulation {
namespace {

using network::Facility;
using network::FacilityId;
using network::FacilityKind;

constexpr double kWeek = 168.0;

SiteKind kind_of(FacilityKind kind) {
  switch (kind) {
    case FacilityKind::kRoadLink:
      return SiteKind::kRoad;
    case FacilityKind::kRailLink:
      return SiteKind::kTrack;
    case FacilityKind::kSeaLink:
      return SiteKind::kSea;
    case FacilityKind::kBorder:
      return SiteKind::kBorder;
    case FacilityKind::kService:
      return SiteKind::kService;
    case FacilityKind::kPort:
      return SiteKind::kQuay;
    case FacilityKind::kTransitControl:
      return SiteKind::kControl;
  }
  return SiteKind::kRoad;
}

// All terminals of a port together.
struct PortRoom {
  double berths = 0.0;
  double cranes = 0.0;
  double moves_per_hour = 0.0;  // of all cranes
  double yard_teu = 0.0;
  double gate_lanes = 0.0;
  std::optional<model::DayHours> gate_hours;
  bool is_assumed = false;
};

std::map<model::PlaceId, PortRoom> rooms_of(const model::Scenario& world) {
  std::map<model::PlaceId, PortRoom> rooms;
  for (const model::Terminal& terminal : world.terminals) {
    PortRoom& room = rooms[terminal.place];
    room.berths += terminal.berths;
    room.cranes += terminal.cranes;
    room.moves_per_hour += terminal.cranes * terminal.moves_per_crane_hour;
    room.yard_teu += terminal.yard.value.value();
    room.gate_lanes += terminal.gate_lanes.value;
    if (terminal.gate_hours) room.gate_hours = terminal.gate_hours;
    room.is_assumed = room.is_assumed || terminal.yard_is_circular || terminal.yard.has_range();
  }
  return rooms;
}

Site port_site(const network::Network& network, SiteKind kind, model::PlaceId place,
               const PortRoom& room) {
  Site site;
  site.kind = kind;
  site.slug = network.scenario->places[place].slug;
  const char* what = kind == SiteKind::kYard   ? " yards"
                     : kind == SiteKind::kGate ? " gates"
                                               : " yards off the docks";
  site.name = network.scenario->places[place].name + what;
  site.place = place;
  site.is_assumed = room.is_assumed;
  return site;
}

// All yards that stand at a port outside its gates; none where there are none.
SiteId book_off_dock(const network::Network& network, const PortRoom& room, model::PlaceId place,
                     SiteBook& book) {
  Site site = port_site(network, SiteKind::kOffDock, place, room);
  site.is_assumed = true;
  for (const model::OffDockYard& yard : network.scenario->off_dock_yards) {
    if (yard.place != place) continue;
    site.room_teu += yard.room.value.value();
    site.capacity_per_hour += yard.handling.value.value();
  }
  if (site.room_teu < 1.0 || site.capacity_per_hour <= 0.0) return {};
  return book.sites.push_back(std::move(site));
}

// A terminal without berths has no details: its yard and gates have no limit.
void book_port(const network::Network& network, const PortRoom& room, SiteId quay, SiteBook& book) {
  PortSites port{book.sites[quay].place, quay, {}, {}, {}};
  if (room.berths > 0.0) {
    Site yard = port_site(network, SiteKind::kYard, port.place, room);
    yard.room_teu = room.yard_teu;
    port.yard = book.sites.push_back(std::move(yard));
    Site gate = port_site(network, SiteKind::kGate, port.place, room);
    gate.capacity_per_hour = room.gate_lanes * network.scenario->parameters.trucks_per_lane_hour;
    port.gate = book.sites.push_back(std::move(gate));
    port.off_dock = book_off_dock(network, room, port.place, book);
  }
  book.port_at[port.place] = static_cast<std::uint32_t>(book.ports.size());
  book.ports.push_back(port);
}

// One site an inland place, for all its yards together.
void book_dry_ports(const network::Network& network, SiteBook& book) {
  const model::Scenario& world = *network.scenario;
  book.dry_ports = Column<model::PlaceId, SiteId>(world.places.size());
  for (const model::OffDockYard& yard : world.off_dock_yards) {
    if (world.places[yard.place].is_gateway() || yard.room.value.value() < 1.0) continue;
    SiteId& id = book.dry_ports[yard.place];
    if (id.is_none()) {
      Site site;
      site.kind = SiteKind::kDryPort;
      site.slug = world.places[yard.place].slug;
      site.name = "dry ports of " + world.places[yard.place].name;
      site.place = yard.place;
      site.is_assumed = true;
      id = book.sites.push_back(std::move(site));
    }
    book.sites[id].room_teu += yard.room.value.value();
  }
}

// One fleet a country, if trucks are counted at all.
void book_fleets(const network::Network& network, SiteBook& book) {
  const model::Scenario& world = *network.scenario;
  book.fleets = Column<model::CountryId, SiteId>(world.countries.size());
  if (world.parameters.fleet_spare_share <= 0.0) return;
  for (const model::CountryId id : world.countries.ids()) {
    Site site;
    site.kind = SiteKind::kFleet;
    site.slug = world.countries[id].slug;
    site.name = "trucks of " + world.countries[id].name;
    site.country = id;
    site.is_assumed = true;
    book.fleets[id] = book.sites.push_back(std::move(site));
  }
}

void add_facility(const network::Network& network, FacilityId id, bool can_shut, SiteBook& book) {
  const Facility& facility = network.facilities[id];
  // Traffic that was seen is no limit; a quay works at its rate, however that is known.
  const bool is_limit = facility.kind == FacilityKind::kPort || !facility.is_circular;
  const bool may_queue =
      facility.capacity.value() > 0.0 && facility.kind != FacilityKind::kSeaLink && is_limit;
  if (!may_queue && !can_shut && facility.kind != FacilityKind::kPort) return;
  Site site;
  site.kind = kind_of(facility.kind);
  site.slug = facility.slug;
  site.name = facility.name;
  site.facility = id;
  site.direction = facility.direction;
  site.capacity_per_hour = is_limit ? facility.capacity.value() : 0.0;
  site.is_assumed = facility.is_circular || facility.capacity_grade == model::Grade::kD;
  if (facility.kind == FacilityKind::kPort) site.place = facility.from;
  book.of_facility[id] = book.sites.push_back(std::move(site));
}

// Weekly windows from the first hour of the run on; windows that touch are one.
std::vector<des::Window> week_of(const model::Border& border, int first_weekday) {
  const model::DayHours open = model::hours_of_day(border);
  std::vector<des::Window> windows;
  for (int day = 0; day < 7; ++day) {
    if (!border.open_on.at(static_cast<std::size_t>((day + first_weekday) % 7))) continue;
    const des::Window window{Hours(day * kHoursPerDay) + open.from,
                             Hours(day * kHoursPerDay) + open.until};
    if (!windows.empty() && windows.back().until == window.from) {
      windows.back().until = window.until;
    } else {
      windows.push_back(window);
    }
  }
  return windows;
}

void join_windows(std::vector<des::Window>& windows) {
  std::sort(windows.begin(), windows.end(), [](const des::Window& a, const des::Window& b) {
    return a.from == b.from ? a.until < b.until : a.from < b.from;
  });
  std::vector<des::Window> joined;
  for (const des::Window& window : windows) {
    if (!joined.empty() && window.from <= joined.back().until) {
      joined.back().until = std::max(joined.back().until, window.until);
    } else {
      joined.push_back(window);
    }
  }
  windows = std::move(joined);
}

des::Window strike(const model::ClosureProcess& process, double at_h, double deviate) {
  return {Hours(at_h), Hours(at_h + process.median.value() * std::exp(process.sigma * deviate))};
}

// Closures of one object that strike at random while it is not shut already, without those that
// strike many at once. Source: closures.csv, rows of kind process: Poisson in time, lognormal in
// length.
std::vector<des::Window> strike_alone(const model::ClosureProcess& process, const RunClock& clock,
                                      RandomStream stream) {
  const double rate = process.rate.value.value() - process.common_rate.value();
  std::vector<des::Window> shut;
  for (double at_h = 0.0; rate > 0.0; at_h = shut.back().until.value()) {
    at_h += stream.exponential() / rate;
    if (at_h >= clock.end_h) break;
    shut.push_back(strike(process, at_h, stream.normal()));
  }
  return shut;
}

class Planner {
 public:
  Planner(const network::Network& network, const SiteBook& book, const Options& options)
      : network_(&network),
        book_(&book),
        options_(&options),
        clock_(clock_of(*network.scenario, options)),
        rooms_(rooms_of(*network.scenario)),
        plans_(book.sites.size()) {
    for (const model::Border& border : network.scenario->borders) {
      borders_.emplace(border.slug, &border);
    }
  }

  Column<SiteId, SitePlan> plan() {
    for (const SiteId id : plans_.ids()) plan_site(id);
    for (const network::Interruption& gap : book_->interruptions) interrupt(gap);
    if (options_->random_closures) strike_at_random();
    for (const SiteId id : plans_.ids()) finish(id);
    return std::move(plans_);
  }

 private:
  const network::Network* network_;
  const SiteBook* book_;
  const Options* options_;
  RunClock clock_;
  std::map<model::PlaceId, PortRoom> rooms_;
  std::map<std::string, const model::Border*> borders_;
  Column<SiteId, SitePlan> plans_;

  void plan_site(SiteId id) {
    const Site& site = book_->sites[id];
    SitePlan& plan = plans_[id];
    switch (site.kind) {
      case SiteKind::kOffDock:
        plan.hours_per_unit = 1.0 / site.capacity_per_hour;
        [[fallthrough]];
      case SiteKind::kYard:
      case SiteKind::kDryPort:
        plan.servers = static_cast<int>(site.room_teu);
        return;
      case SiteKind::kGate:
        plan.servers = site.capacity_per_hour > 0.0 ? 1 : 0;
        if (plan.servers > 0) plan.hours_per_unit = 1.0 / site.capacity_per_hour;
        plan.hours = hours_of_gate(rooms_[site.place]);
        return;
      case SiteKind::kService:
      case SiteKind::kSea:
      case SiteKind::kFleet:
        return;
      case SiteKind::kQuay:
        plan.servers = std::max(1, static_cast<int>(std::lround(rooms_[site.place].berths)));
        plan_cranes(rooms_[site.place], plan);
        break;
      case SiteKind::kBorder:
        plan_border(site, plan);
        return;
      default:
        plan.servers = 1;
    }
    if (site.capacity_per_hour > 0.0) {
      plan.hours_per_unit = plan.servers / site.capacity_per_hour;
    } else {
      plan.servers = 0;
    }
  }

  // Cranes of all terminals of a port, where they are known, with the mean of their pace.
  void plan_cranes(const PortRoom& room, SitePlan& plan) const {
    const model::Parameters& parameters = network_->scenario->parameters;
    const int cranes = static_cast<int>(std::lround(room.cranes));
    const bool is_known = cranes > 0 && room.moves_per_hour > 0.0 && parameters.teu_per_move > 0.0;
    if (!is_known || parameters.cranes_per_ship <= 0.0) return;
    plan.cranes = cranes;
    plan.crane_teu_per_hour = room.moves_per_hour / cranes * parameters.teu_per_move;
  }

  // A gate that opens for fewer hours lets no more trucks through in each.
  static std::optional<des::OpeningHours> hours_of_gate(const PortRoom& room) {
    if (!room.gate_hours) return std::nullopt;
    const auto [from, until] = *room.gate_hours;
    if (from < until) return des::OpeningHours{Hours(kHoursPerDay), {{from, until}}, {}};
    return des::OpeningHours{
        Hours(kHoursPerDay), {{Hours(0), until}, {from, Hours(kHoursPerDay)}}, {}};
  }

  // Capacity is per open day: shorter hours pass the same number faster.
  void plan_border(const Site& site, SitePlan& plan) {
    const model::Border& border = *borders_.at(site.slug);
    std::vector<des::Window> week = week_of(border, clock_.weekday);
    const model::DayHours open = model::hours_of_day(border);
    if (site.capacity_per_hour > 0.0) {
      plan.servers = 1;
      plan.hours_per_unit =
          (open.until - open.from).value() / kHoursPerDay / site.capacity_per_hour;
    }
    const bool is_always_open =
        week.size() == 1 && week.front().from == Hours(0) && week.front().until == Hours(kWeek);
    if (is_always_open) return;
    plan.hours = des::OpeningHours{Hours(kWeek), std::move(week), {}};
  }

  // What held before the period, or holds all through it, held all through the warm-up.
  void interrupt(const network::Interruption& gap) {
    const SiteId id = book_->of_facility[gap.facility];
    if (id.is_none()) return;
    const double until_h = clock_.start_h + gap.until * kHoursPerDay;
    const bool holds_in_warm_up = gap.from == 0 && (gap.began_before || until_h >= clock_.end_h);
    const double from_h = holds_in_warm_up ? 0.0 : clock_.start_h + gap.from * kHoursPerDay;
    if (gap.factor > 0.0) {
      plans_[id].narrow.push_back({from_h, until_h, gap.factor});
    } else {
      plans_[id].shut.push_back({Hours(from_h), Hours(until_h)});
    }
  }

  void strike_at_random() {
    const std::vector<model::ClosureProcess>& processes = network_->scenario->closure_processes;
    for (std::size_t i = 0; i < processes.size(); ++i) {
      shut(i, strike_alone(processes[i], clock_,
                           stream_of(*options_, number_of(processes[i].slug), Purpose::kClosures)));
    }
    strike_together();
  }

  // One shock shuts all objects that know one, each for its own length but all for long or all for
  // short. Objects with a smaller common rate than others are spared in proportion.
  void strike_together() {
    const std::vector<model::ClosureProcess>& processes = network_->scenario->closure_processes;
    double rate = 0.0;
    for (const model::ClosureProcess& process : processes)
      rate = std::max(rate, process.common_rate.value());
    RandomStream stream = stream_of(*options_, number_of("closures in common"), Purpose::kClosures);
    for (double at_h = 0.0; rate > 0.0;) {
      at_h += stream.exponential() / rate;
      if (at_h >= clock_.end_h) return;
      const double deviate = stream.normal();
      for (std::size_t i = 0; i < processes.size(); ++i) {
        if (stream.uniform() * rate < processes[i].common_rate.value())
          shut(i, {strike(processes[i], at_h, deviate)});
      }
    }
  }

  void shut(std::size_t process, const std::vector<des::Window>& windows) {
    for (const FacilityId facility : book_->struck[process]) {
      const SiteId site = book_->of_facility[facility];
      if (site.is_none()) continue;
      std::vector<des::Window>& own = plans_[site].shut;
      own.insert(own.end(), windows.begin(), windows.end());
    }
  }

  void finish(SiteId id) {
    SitePlan& plan = plans_[id];
    join_windows(plan.shut);
    if (plan.shut.empty()) return;
    if (plan.shut.back().until.value() >= clock_.end_h)
      plan.shut.back().until = Hours(2 * clock_.end_h + 1);
    if (!plan.hours) {
      const Hours ever(4 * clock_.end_h + 4);
      plan.hours = des::OpeningHours{ever, {{Hours(0), ever}}, {}};
    }
    plan.hours->closures = plan.shut;
  }
};

}  // namespace

const char* name_of(SiteKind kind) {
  constexpr const char* kNames[] = {"road", "track", "sea",  "border",   "service", "control",
                                    "quay", "yard",  "gate", "off_dock", "fleet",   "dry_port"};
  return kNames[static_cast<std::size_t>(kind)];
}

const char* name_of(Cause cause) {
  constexpr const char* kNames[] = {
      "border_hours", "border_lanes", "closure",    "road",   "track", "wagons",
      "departure",    "berth",        "crane",      "yard",   "gate",  "control",
      "spread",       "inspection",   "gate_hours", "trucks", "detour"};
  return kNames[static_cast<std::size_t>(cause)];
}

SiteBook book_sites(const network::Network& network) {
  SiteBook book;
  book.of_facility = Column<FacilityId, SiteId>(network.facilities.size());
  Column<FacilityId, char> can_shut(network.facilities.size(), 0);
  book.interruptions = network::interruptions(network);
  for (const network::Interruption& gap : book.interruptions) can_shut[gap.facility] = 1;
  for (const model::ClosureProcess& process : network.scenario->closure_processes) {
    book.struck.push_back(network::find_facilities(network, process.target, process.object));
    for (const FacilityId facility : book.struck.back()) can_shut[facility] = 1;
  }
  for (const FacilityId id : network.facilities.ids()) {
    const bool is_border = network.facilities[id].kind == FacilityKind::kBorder;
    add_facility(network, id, is_border || can_shut[id] != 0, book);
  }
  auto rooms = rooms_of(*network.scenario);
  const std::size_t places = network.scenario->places.size();
  book.port_at = Column<model::PlaceId, std::uint32_t>(places, static_cast<std::uint32_t>(places));
  const std::size_t facilities = book.sites.size();
  for (std::size_t i = 0; i < facilities; ++i) {
    const Site& site = book.sites[SiteId(i)];
    if (site.kind == SiteKind::kQuay) book_port(network, rooms[site.place], SiteId(i), book);
  }
  book_fleets(network, book);
  book_dry_ports(network, book);
  return book;
}

Column<SiteId, Site> list_sites(const network::Network& network) {
  return book_sites(network).sites;
}

RunClock clock_of(const model::Scenario& scenario, const Options& options) {
  const Date first = first_day(scenario.period.start);
  const Date end = first_day(add_months(scenario.period.start, scenario.period.months));
  RunClock clock;
  clock.start_h = options.warm_up_days * kHoursPerDay;
  clock.end_h = clock.start_h + static_cast<double>((end - first).count()) * kHoursPerDay;
  const Date zero = first - std::chrono::days(options.warm_up_days);
  clock.weekday = static_cast<int>(std::chrono::weekday(zero).iso_encoding()) - 1;
  return clock;
}

Column<SiteId, SitePlan> plan_sites(const network::Network& network, const SiteBook& book,
                                    const Options& options) {
  return Planner(network, book, options).plan();
}

std::uint64_t number_of(std::string_view name) {
  return std::stoull(content_hash(name).substr(0, 16), nullptr, 16);
}

RandomStream stream_of(const Options& options, std::uint64_t entity, Purpose purpose) {
  return RandomStream(
      StreamKey{options.seed, options.replication, entity, static_cast<std::uint64_t>(purpose)});
}

}  // namespace corridor::simulation
