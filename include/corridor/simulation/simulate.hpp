// One scenario, day by day and lot by lot: where boxes wait, for how long, and for what.
//
// In: the network of a scenario, and the flows that a choice of routes gave it. Out: one
// SimulatedRun, a plain value; the same input gives the same bytes. A lot is at most 20 TEU of one
// shipment and walks along the arcs of its route; every facility with a known capacity serves it at
// the rate that the static engine divides loads by, and every arc takes at least its static hours,
// so that a lot which never waits takes exactly the static time of its route.
// Invariants: boxes are conserved and Little's law holds, checked at the end of every run; the
// delays of a lot by cause sum to its time less the static time of its first route.
// Trucks that haul boxes by road belong to a fleet of the country where the haul begins, as large
// as the flows of its fullest month need, with some to spare; when posts hold them back they run
// out, and are hired at the price of a shortage. Boxes belong to carriers or shippers; carriers
// count the days until theirs come back empty to a port. Boxes in a port's yard that something shut
// ahead would keep there go on to a dry port on their way, if one has room. Ships at a quay share
// its capacity and those of its cranes that work. Absent: choice of routes at departure, prices
// that move with the load, posts of the two sides apart.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "corridor/des/statistics.hpp"
#include "corridor/simulation/flows.hpp"

namespace corridor::simulation {

/// Why a lot took longer than the static time of its first route.
enum class Cause : unsigned char {
  kBorderHours,  ///< the post was shut for the night or the day off
  kBorderLanes,  ///< others were before it
  kClosure,      ///< a dated or random closure
  kRoad,
  kTrack,      ///< room on the line, borders of trains included
  kWagons,     ///< trains that left full
  kDeparture,  ///< luck with timetables; zero on average
  kBerth,
  kCrane,       ///< out of order while the lot waited for a berth
  kYard,        ///< room in a port yard
  kGate,        ///< of a port
  kControl,     ///< scanners and trackers
  kSpread,      ///< hours at a border above or below their mean
  kInspection,  ///< the same where a share of boxes is opened
  kGateHours,   ///< trucks may not pass a port's gates by day
  kTrucks,      ///< none of the fleet was free
  kDetour,      ///< a longer way, taken because of a closure
};
inline constexpr std::size_t kCauses = 17;
[[nodiscard]] const char* name_of(Cause cause);

enum class SiteKind : unsigned char {
  kRoad,
  kTrack,
  kSea,
  kBorder,
  kService,
  kControl,
  kQuay,
  kYard,
  kGate,
  kOffDock,  ///< yards at a port outside its gates
  kFleet,    ///< trucks of a country
  kDryPort,  ///< all of an inland place
};
[[nodiscard]] const char* name_of(SiteKind kind);

struct SiteTag;
using SiteId = Id<SiteTag>;

/// A place where lots can wait: a facility with a capacity or a closure, or a port's yard or gate.
struct Site {
  SiteKind kind = SiteKind::kRoad;
  std::string slug;  ///< of the facility, or of the place
  std::string name;
  network::FacilityId facility;  ///< none for yards and gates
  model::PlaceId place;          ///< of ports and dry ports; else none
  model::CountryId country;      ///< of fleets
  model::Direction direction = model::Direction::kForward;
  double room_teu = 0.0;           ///< of a yard, in or off the docks, and of a dry port
  double capacity_per_hour = 0.0;  ///< in the facility's unit; gates: trucks; 0 = no limit
  bool is_assumed = false;         ///< its room or capacity is graded D or derived from throughput
};

/// The sites of a network, in a fixed order. Their position is their SiteId.
[[nodiscard]] Column<SiteId, Site> list_sites(const network::Network& network);

/// How long a facility takes for each lot.
enum class Service : unsigned char {
  kSteady,       ///< exactly its mean
  kExponential,  ///< exponential around it, for comparison with formulas
};

struct Options {
  std::uint64_t seed = 1;
  std::uint64_t replication = 0;
  /// Days before the period, with the flows and closures of its first day, that fill the world and
  /// are not measured.
  int warm_up_days = 120;
  Teu lot = Teu(20);              ///< most TEU that move as one
  std::size_t max_lots = 600000;  ///< alive at once; later shipments are turned away and counted
  Service service = Service::kSteady;
  bool hours_vary = true;        ///< border hours spread as their standard deviation says
  bool random_closures = false;  ///< closures strike as the data's closure processes say
  std::uint64_t trace_lot = 0;   ///< number of the lot whose steps are told; 0 = none
  /// Asked once a simulated day with the days gone and all days; false ends the run early.
  std::function<bool(int day, int days)> on_day = {};
};

/// What happened at a site during the period.
struct SiteRecord {
  double served_teu = 0.0;  ///< boxes of the scenario and fixed loads that got through
  double lots = 0.0;        ///< or trains, ships, trucks without boxes, that came
  double mean_wait_h = 0.0;
  double p95_wait_h = 0.0;
  /// Mean hours that a TEU, boxes still in the queue included, stands there beyond what static
  /// hours hold (trains: beyond half a headway). Times of closures do not count.
  double extra_wait_h = 0.0;
  double utilisation = 0.0;    ///< of servers over open and shut time; yards: of room
  double service_h = 0.0;      ///< mean time in service
  double cranes_out = 0.0;     ///< quays: mean share of cranes out of order, warm-up included
  int first_full_day = -1;     ///< yards: first day without room; else first day with a week's work
                               ///< waiting; counted from the period's first day; -1 = never
  double waiting_teu = 0.0;    ///< at the end, in the queue
  double held_teu = 0.0;       ///< at the end, kept back because it is shut
  std::vector<float> waiting;  ///< TEU [day of the period] at midnight, held ones included
  std::vector<float> occupied;  ///< yards TEU, quays berths [day of the period], mean
};

/// Boxes of one country's trade in one direction that arrived during the period, laden.
struct Group {
  model::RegionId region;
  model::TradeDirection direction = model::TradeDirection::kImport;
  friend bool operator==(const Group&, const Group&) = default;
};
struct GroupRecord {
  double departed_teu = 0.0;
  double arrived_teu = 0.0;
  double hours = 0.0;           ///< sums over TEU, as all that follow
  double static_hours = 0.0;    ///< of the first routes
  double money_usd = 0.0;       ///< of the routes taken; storage and trucks as they came to be
  double static_usd = 0.0;      ///< of the first routes
  double storage_usd = 0.0;     ///< above what the static stay costs
  double detention_usd = 0.0;   ///< of carriers' boxes, until they came back empty to a port
  double truck_wait_usd = 0.0;  ///< for trucks that were held up
  double shortage_usd = 0.0;    ///< for hired trucks, above the usual price
  double late_teu = 0.0;        ///< arrived after the due date
  double lateness_h = 0.0;      ///< hours past it
  std::array<double, kCauses> delay_h{};
  des::Sample door_h;  ///< hours door to door, one number a box
};

/// Stay of boxes in a port's yard.
struct DwellRecord {
  des::Sample import_h;
  des::Sample export_h;
  double corridor_teu = 0.0;  ///< over the quay, laden and empty
  double base_teu = 0.0;
  double refused_teu = 0.0;    ///< fixed loads of ships too deep for the port
  double kept_away_teu = 0.0;  ///< fixed loads, while a thousand lots stood before the gate
};

struct TraceStep {
  Hours at;
  std::string what;
  Hours delay;
};

enum class Status : unsigned char { kFinished, kStopped };

struct SimulatedRun {
  Status status = Status::kFinished;
  int days = 0;  ///< of the period
  Column<SiteId, SiteRecord> sites;
  std::vector<GroupRecord> groups;    ///< as `list_groups`
  Column<SiteId, DwellRecord> dwell;  ///< quays only; others empty
  std::vector<float> in_system_teu;   ///< laden boxes of the scenario [day], warm-up included
  std::vector<float> backlog_teu;     ///< of the initial stock, not yet at its end [day]
  double departed_teu = 0.0;          ///< laden, in the period
  double arrived_teu = 0.0;
  double unfinished_teu = 0.0;    ///< laden, on their way at the end
  double no_way_teu = 0.0;        ///< laden, that stayed for want of a way worth its price
  double turned_away_teu = 0.0;   ///< beyond `max_lots`
  double rerouted_teu = 0.0;      ///< gave up waiting at a closure
  std::uint64_t slowest_lot = 0;  ///< of those that arrived; for `trace_lot`
  std::uint64_t lots = 0;
  std::uint64_t events = 0;
  int warm_up_needed_days = 0;             ///< by MSER-5 on the daily content of the system
  std::vector<des::Violation> violations;  ///< of conservation or Little's law; empty if right
  std::vector<TraceStep> trace;
};

/// Groups in the order of the demand table.
[[nodiscard]] std::vector<Group> list_groups(const model::Scenario& scenario);

/// One replication. Never fails: what is stuck is counted. Time grows with lots times arcs.
[[nodiscard]] SimulatedRun simulate(const network::Network& network, const Flows& flows,
                                    const Options& options);

}  // namespace corridor::simulation
