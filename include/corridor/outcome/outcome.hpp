// One scenario, solved: where the boxes go, what they pay, what fills. Every measure that a report
// prints is defined here, once.
//
// In: a network (and its scenario). Out: values only. The route choice behind it is an equilibrium,
// month by month: path-size logit over each movement's alternatives, at their costs plus the prices
// of facilities that are full. No load exceeds a known capacity, unless fixed loads alone do. A
// capacity that was derived from throughput (circular) is compared with the load, but limits
// nothing. Invariants: shares of a movement and what it strands sum to 1; loads are sums of
// movements; sums run in the order of the demand table, so that any number of threads gives the
// same bytes.
#pragma once

#include <algorithm>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "corridor/network/cost.hpp"
#include "corridor/outcome/route_arcs.hpp"

namespace corridor::outcome {

using network::ArcId;
using network::Breakdown;
using network::FacilityId;

struct MovementTag;
using MovementId = Id<MovementTag>;

/// Boxes of one demand row, between two places, of one size: what chooses a route.
struct Movement {
  model::DemandId demand;
  model::PlaceId origin;
  model::PlaceId destination;
  std::uint32_t cargo = 0;  ///< position in Outcome::cargo_classes
  double share = 0.0;       ///< of the demand row's laden TEU
};

/// One alternative of a movement in months that cost alike.
struct Alternative {
  static constexpr std::uint32_t kNoFootprint = 0xFFFFFFFF;
  RouteArcs arcs;
  double cost = 0.0;  ///< generalised, USD/TEU
  double path_size = 1.0;
  double share = 0.0;
  model::PlaceId gateway;  ///< first gateway whose quay the route passes; none = by land
  /// What the route takes of facilities: position in a table of footprints.
  std::uint32_t footprint = kNoFootprint;
  std::uint32_t route = 0;  ///< position in the choice sets
};

/// Positions of routes that stand side by side.
using RouteRange = IdRange<std::uint32_t>;

/// The routes that movements choose among. Those of a movement stand side by side, in it those of a
/// corridor, and in this those of a gateway. Outcomes over the same routes share them.
struct ChoiceSets {
  std::vector<std::uint32_t> first_route = {0};  ///< [movement + 1]
  std::vector<RouteArcs> arcs;                   ///< [route]
  std::vector<model::PlaceId> gateway;           ///< [route] as of an alternative

  [[nodiscard]] std::size_t route_count() const { return arcs.size(); }
  /// Positions of a movement's routes.
  [[nodiscard]] RouteRange routes_of(MovementId movement) const {
    return {first_route[movement.value()], first_route[movement.value() + 1]};
  }
  /// For whoever reads the arcs of route after route, which lie anywhere in memory: asks for those
  /// of a later one to be in the cache by then.
  void prefetch_after(std::uint32_t route) const {
    constexpr std::uint32_t kAhead = 4;
    if (route + kAhead < arcs.size()) arcs[route + kAhead].prefetch();
  }
};

/// What all movements choose among in months that cost alike, and what they choose.
struct MonthChoice {
  std::vector<int> months;  ///< positions in the period
  std::shared_ptr<const ChoiceSets> sets;
  std::vector<double> cost;              ///< [route] generalised, USD/TEU; +infinity = shut
  std::vector<double> path_size;         ///< [route]
  std::vector<double> share;             ///< [route] mean of the months', by TEU
  std::vector<std::uint32_t> footprint;  ///< [route] position in Outcome::footprints
  /// [month of the group][route] of the movement's demand in that month; what is left of 1 stays.
  std::vector<std::vector<double>> month_share;

  /// The routes open to a movement, cheapest first; none = it is stranded.
  [[nodiscard]] std::vector<Alternative> alternatives(MovementId movement) const;
  /// The same as positions in the columns above.
  [[nodiscard]] std::vector<std::uint32_t> open_routes(MovementId movement) const;
};

/// A choice among these alternatives [movement], at their costs and with their shares; those of
/// single months stay empty. Those of a corridor, and of a gateway in it, stand side by side.
[[nodiscard]] MonthChoice choose_among(std::vector<std::vector<Alternative>> alternatives,
                                       std::vector<int> months);

/// Load of one facility in one month: units per hour (TEU, trucks, trains or boxes).
struct Load {
  double laden_teu = 0.0;  ///< TEU per hour
  double empty_teu = 0.0;
  double base_teu = 0.0;    ///< fixed load of the demand table, TEU per hour
  double units = 0.0;       ///< laden and empty boxes of the scenario in capacity units per hour
  double base_units = 0.0;  ///< fixed loads that take room, in capacity units per hour
  double price = 0.0;       ///< of one more unit of capacity, USD; 0 while there is room
  double wait_h = 0.0;      ///< in the queue, on top of the hours of the data
};

/// How far a month, or the worst month, is from equilibrium. All relative.
struct Certificate {
  double overload = 0.0;         ///< largest use beyond room, over room
  double complementarity = 0.0;  ///< price x |room - use| over the cost of all boxes
  /// What boxes would save on the cheapest routes of all at the prices, over their cost. 0 =
  /// nothing, or not searched.
  double route_gap = 0.0;
  double unbalanced = 0.0;  ///< largest |routes + staying - demand| of a movement, over demand
  int newton_steps = 0;
  int rounds = 0;  ///< searches for routes that are cheaper at the prices
  bool converged = true;
};

/// What the boxes of one demand row got, over the period.
struct DemandResult {
  double teu = 0.0;  ///< laden TEU that wanted to move in the period
  double stranded_teu = 0.0;
  Breakdown cost{};          ///< mean USD/TEU of boxes that moved
  double km = 0.0;           ///< mean
  double hours = 0.0;        ///< mean door to door
  double variance_h2 = 0.0;  ///< mean of the routes' variances
  double co2_kg_per_teu = 0.0;
  std::vector<double> by_gateway;  ///< TEU [Outcome::gateways]; the rest went by land
};

/// A facility that is full (or that fixed loads alone overfill), and when first.
struct OverCapacity {
  FacilityId facility;
  int month = 0;             ///< position in the period
  double utilisation = 0.0;  ///< of that month
  double price = 0.0;        ///< USD per unit of capacity in that month
};
/// From this share of its capacity on a facility counts as full.
inline constexpr double kFull = 1.0 - 1e-6;

/// The answer in one line, as DESIGN section 9 defines it.
struct Headline {
  double contestable_teu = 0.0;  ///< boxes whose both ends count, that moved
  std::optional<model::PlaceId>
      gateway;  ///< carries most of them; none when no box passes a gateway
  double gateway_teu = 0.0;
  double corridor_share = 0.0;  ///< of contestable boxes through gateways of the corridor
  double by_land_share = 0.0;   ///< of contestable boxes that pass no gateway
  /// Among facilities with a known capacity, in the earliest month in which one is full; there the
  /// one whose room is worth most, USD per unit times units.
  std::optional<OverCapacity> first_over;
  std::vector<FacilityId> full_first;  ///< all that are full in that month, first_over's included
  bool rests_on_circular = false;      ///< first_over's capacity was derived from throughput

  /// Whether the first names hold in another answer over the same facilities: the same gateway
  /// leads, and the facility named here is among the first to fill there.
  [[nodiscard]] bool holds_in(const Headline& there) const;
};

/// A group of boxes that stay, and what would let them go.
struct Stranded {
  model::DemandId demand;
  model::PlaceId origin;
  model::PlaceId destination;
  int month = 0;
  double teu = 0.0;  ///< in that month
  /// Shut facilities whose reopening gives the cheapest way out; with `is_crowded` the full ones on
  /// the way most of the group takes, the dearest first.
  std::vector<FacilityId> cut;
  bool is_crowded = false;  ///< there is a way, but with the prices of full facilities it costs
                            ///< more than the penalty of staying
};

class FootprintTable;

struct Outcome {
  std::shared_ptr<const network::Network> network;
  std::vector<network::MonthState> months;  ///< [month of the period]
  std::vector<network::CargoClass> cargo_classes;
  Column<MovementId, Movement> movements;
  std::vector<MonthChoice> choices;  ///< the group that holds most months comes first
  std::shared_ptr<const FootprintTable> footprints;  ///< of all routes of the choices
  Column<FacilityId, std::vector<Load>> loads;       ///< [facility][month]
  Column<model::DemandId, DemandResult> demand;
  std::vector<model::PlaceId> gateways;  ///< in table order
  std::vector<Stranded> stranded;
  double stranded_teu = 0.0;
  Certificate certificate;  ///< of the worst month; steps and rounds of all
  Headline headline;
};

struct Options {
  int jobs = 1;
  std::size_t max_routes = 8;  ///< alternatives of a movement by land
  std::size_t max_routes_by_gateway = 3;
  double max_stretch = 1.5;       ///< of the cheapest
  double max_extra_usd = 500.0;   ///< USD/TEU beyond that
  double max_log_weight = 4.0;    ///< what is this many 1 / theta dearer is none (2 % weight)
  double route_gap = 1e-6;        ///< at which the search for cheaper routes stops
  double tolerance = 1e-9;        ///< of loads over capacities
  bool keep_alternatives = true;  ///< false: `choices` stays empty, for sweeps of many solves
  /// Months that cost alike take the shares and prices of the fullest of them, solved to 1e-3.
  /// Costs and hours stay zero: for sweeps in which a headline is enough. Needs `routes_of`.
  bool is_coarse = false;
  /// Only the months that cost like the first are solved; the others stay empty.
  bool only_like_first = false;
  /// Routes of this outcome are priced again instead of searched for; its network must have the
  /// same arcs and its months the same groups. For moved inputs that open and close nothing.
  const Outcome* routes_of = nullptr;
};

/// Solves the scenario of the network. Never fails: boxes without a way are in `stranded`; whether
/// the equilibrium was reached is in `certificate`.
[[nodiscard]] Outcome solve(std::shared_ptr<const network::Network> network,
                            const Options& options);

/// What a coarse solve needs to borrow of an outcome: over fewer routes, only those that count, and
/// one for each of the smallest movements. Has no results of its own.
[[nodiscard]] Outcome without_faint_routes(const Outcome& outcome);

/// Load over capacity in a month; nothing when the capacity is not known.
[[nodiscard]] std::optional<double> utilisation(const Outcome& outcome, FacilityId facility,
                                                int month);

/// What the room that boxes use of a facility is worth in a month: price x use, USD per hour.
[[nodiscard]] double worth_of_room(const Outcome& outcome, FacilityId facility, int month);

/// Tells in one line how far from equilibrium the run is.
[[nodiscard]] std::string describe(const Certificate& certificate);

/// Tells in one sentence what the headline says.
[[nodiscard]] std::string describe(const Outcome& outcome);

}  // namespace corridor::outcome
