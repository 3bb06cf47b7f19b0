// The scenario as a multimodal graph. Each place is split into one node per way of being there
// (truck, truck under TIR, rail terminal and train of a gauge, port yard, quay); hauls, border
// posts, lifts, boarding, gauge changes, gates and quays are all arcs, so that a route is a
// sequence of arcs and its cost the sum of theirs.
//
// In: a checked Scenario. Out: topology, times, charges and facilities, the same for every month;
// what is shut when is MonthState (calendar.hpp), what a box pays is cost.hpp. Invariants: every
// charge names the data row it comes from; every capacity belongs to one Facility; no arc holds a
// lump sum. Absent: flows, generalised costs, choice.
#pragma once

#include <array>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "corridor/base/csr.hpp"
#include "corridor/model/scenario.hpp"
#include "corridor/network/graph.hpp"

namespace corridor::network {

struct FacilityTag;
using FacilityId = Id<FacilityTag>;

enum class NodeKind : unsigned char {
  kOrigin,        ///< where boxes of a region begin; only left
  kDestination,   ///< where they end; only entered
  kTruck,         ///< on a truck that stays in its country
  kTirTruck,      ///< on a truck that crosses borders
  kRailTerminal,  ///< on the ground beside the track, to be loaded
  kTrain,         ///< on the default container train, about to leave
  kStop,          ///< on a named service, come or about to leave
  kBorderPost,    ///< between a border post and the haul behind it
  kYard,          ///< in a port yard, off a ship
  kQuay,          ///< at sea side, to be shipped
  kLanding,       ///< at sea side, off a ship
  kExportYard,    ///< in a port yard, to be shipped
  kRailArrival,   ///< on the ground beside the track, off a train
  kTrainArrival,  ///< on the default container train, come
};

struct Node {
  model::PlaceId place;
  NodeKind kind = NodeKind::kTruck;
  int gauge_mm = 0;          ///< rail nodes
  model::ServiceId service;  ///< kStop
};

enum class ArcKind : unsigned char {
  kAccess,
  kRoadHaul,
  kRailHaul,
  kSail,
  kServiceRun,
  kBorder,
  kLift,
  kBoard,
  kAlight,
  kGaugeChange,
  kTruckSwap,
  kGate,
  kDischarge,
  kShip,
  kTranship,
};

/// Whether boxes change between land and sea on an arc; its tail is at the port.
[[nodiscard]] constexpr bool is_quay(ArcKind kind) {
  return kind == ArcKind::kDischarge || kind == ArcKind::kShip;
}

/// Parts of a route's cost. Up to kToll money, then valued.
enum class Component : unsigned char {
  kHaulage,
  kFare,
  kHandling,
  kPortTariff,
  kBorderFee,
  kInspection,
  kStorage,
  kGuarantee,
  kSecurity,
  kToll,
  kTime,
  kUnreliability,
  kCarbon,
};
inline constexpr int kComponents = 13;
inline constexpr int kMoneyComponents = 10;
[[nodiscard]] const char* name_of(Component component);

/// What an amount is counted on.
enum class Basis : unsigned char { kTeu, kBox, kBox20, kBox40, kTruck, kValue };
inline constexpr int kBases = 6;

/// Regimes that a cargo class can tell apart; `input` refuses more.
inline constexpr std::size_t kMostRegimes = 64;

/// Who pays a charge or uses a facility: everyone, boxes whose trade at `country` is `trade`, or
/// boxes under a regime.
struct Payer {
  enum class Kind : unsigned char { kAll, kTrade, kRegime } kind = Kind::kAll;
  model::Trade trade = model::Trade::kTransit;
  model::CountryId country;
  unsigned char regime = 0;     ///< position in Scenario::regimes
  bool only_under_fee = false;  ///< kRegime: only goods on its list of the fee
  friend bool operator==(const Payer&, const Payer&) = default;
};

/// Money on an arc: `amount` USD per unit of `basis` (for kValue: share of the cargo's value).
struct Charge {
  Component component = Component::kHaulage;
  Basis basis = Basis::kTeu;
  double amount = 0.0;
  Payer payer;
  model::RowId row;
};

enum class FacilityKind : unsigned char {
  kRoadLink,
  kRailLink,
  kSeaLink,
  kBorder,
  kService,
  kPort,
  kTransitControl,
};
[[nodiscard]] const char* name_of(FacilityKind kind);

/// What a facility's capacity counts.
enum class CapacityUnit : unsigned char { kTeu, kTruck, kTrain, kBox };
[[nodiscard]] const char* name_of(CapacityUnit unit);
[[nodiscard]] const char* one_of(CapacityUnit unit);  ///< the same in the singular

/// Anything that can fill up: one direction of a link, border post or service; a port; the scanners
/// and trackers that all transit of a regime shares.
struct Facility {
  FacilityKind kind = FacilityKind::kRoadLink;
  std::string slug;  ///< of the link, border, service, place or regime
  std::string name;  ///< for people: "Torkham, torkham_pk to torkham_af"
  model::Direction direction = model::Direction::kForward;
  model::PlaceId from;
  model::PlaceId to;
  CapacityUnit unit = CapacityUnit::kTeu;
  PerHour capacity;  ///< units per hour of an open day; 0 = not known
  model::Grade capacity_grade = model::Grade::kD;
  bool is_circular = false;    ///< capacity derived from throughput
  double teu_per_train = 0.0;  ///< where the unit is a train
  PerHour base_load;           ///< units per hour that take room before any box of the scenario
  model::RowId row;
};

/// A box on the arc uses `share` of a unit-load of the facility.
struct FacilityUse {
  FacilityId facility;
  double share = 1.0;
  Payer payer;
  friend bool operator==(const FacilityUse&, const FacilityUse&) = default;
};

/// Facts of an arc. Hours: `hours` always, `wait` shrinks when a facility's service is doubled.
struct ArcFacts {
  ArcKind kind = ArcKind::kAccess;
  model::Mode mode = model::Mode::kRoad;
  Km length;
  Hours hours;
  Hours wait;                ///< for the next departure
  double variance_h2 = 0.0;  ///< of the time
  model::LinkId link;
  model::BorderId border;
  model::ServiceId service;
  model::Direction direction = model::Direction::kForward;
  model::RowId row;  ///< of the time and length
};

struct Network {
  std::shared_ptr<const model::Scenario> scenario;
  Graph graph;
  Column<NodeId, Node> nodes;
  Column<ArcId, ArcFacts> arcs;
  Csr<ArcId, Charge> charges;
  Csr<ArcId, FacilityUse> uses;
  Column<ArcId, ArcId> reverse;  ///< the same arc the other way; none where one-way
  Column<FacilityId, Facility> facilities;
  Column<model::PlaceId, NodeId> origin;  ///< none where no demand begins
  Column<model::PlaceId, NodeId> destination;
  std::vector<ArcId>
      markers;  ///< arcs that tell corridors apart: borders, quays, ferries, services

  [[nodiscard]] const Node& tail(ArcId arc) const { return nodes[graph.tail(arc)]; }
  [[nodiscard]] const Node& head(ArcId arc) const { return nodes[graph.head(arc)]; }
};

/// The multimodal network of a scenario. Linear in records, but for the way points of services.
/// `more_ends`: places where boxes may begin and end though no demand of the scenario does.
[[nodiscard]] Network build_network(std::shared_ptr<const model::Scenario> scenario,
                                    std::span<const model::PlaceId> more_ends = {});

}  // namespace corridor::network
