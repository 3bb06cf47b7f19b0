// Routes as lots walk them: arcs taken apart into stages, once for each route and cargo class.
#pragma once

#include <map>
#include <span>
#include <unordered_map>
#include <vector>

#include "sites.hpp"

namespace corridor::simulation {

using network::ArcId;
using network::NodeId;

enum class StageKind : unsigned char {
  kTravel,     ///< takes what is left of the static hours of its arcs
  kServe,      ///< waits for a site and is served there
  kDepart,     ///< waits for the next departure, on which there is always room
  kBoard,      ///< waits for room on a train
  kRide,       ///< on that train
  kCheck,      ///< stays here while something ahead is shut
  kEnterLane,  ///< waits for the lane into a port, and keeps it until it is in the yard
  kPassLane,   ///< takes its time there
  kEnterYard,  ///< waits for room, and holds it
  kLeaveYard,
  kTakeTruck,    ///< waits for trucks of a fleet, and keeps them
  kReturnTruck,  ///< sends them home
  kRest,         ///< at a dry port, if it is booked and something ahead is still shut
  kRetakeTruck,  ///< takes trucks again for the rest of a haul, if it gave them back at a rest
};

struct Stage {
  StageKind kind = StageKind::kTravel;
  Cause cause = Cause::kRoad;
  std::uint32_t arc = 0;   ///< position in Plan::arcs; where a lot chooses again
  SiteId site{};           ///< none where nobody can wait
  std::uint32_t line = 0;  ///< kBoard, kRide: position of the line; kDepart: arc of the timetable
  std::uint16_t from = 0;  ///< kBoard, kRide: stops
  std::uint16_t to = 0;
  double hours = 0.0;  ///< static
  /// kServe and lanes: units per TEU. kDepart: headway. kTravel: standard deviation, or, if it
  /// has a site, the units per TEU that the site will work off within the hours of this stage.
  /// kTakeTruck, kRetakeTruck: trucks per TEU; kReturnTruck: hours of the haul that ends; kRest:
  /// of the haul up to here.
  double amount = 0.0;
  double share = 0.0;  ///< kTravel: of boxes that are inspected
};

struct Plan {
  std::vector<ArcId> arcs;
  std::vector<Stage> stages;
  double hours = 0.0;        ///< static, door to door
  double usd_per_teu = 0.0;  ///< static money
  double cost = 0.0;         ///< static generalised cost, USD/TEU
  bool passes_port = false;
  const Plan* back = nullptr;  ///< the way back along it, once somebody has asked
};

/// A named service with a known capacity, in one direction.
struct LinePlan {
  network::FacilityId facility;
  SiteId site;
  int capacity_teu = 0;
  double headway_h = 0.0;
  double phase_h = 0.0;  ///< of the first departure
  std::vector<NodeId> stops;
  std::vector<ArcId> runs;       ///< between stops
  std::vector<double> offset_h;  ///< [stop] static hours from the first
};

class PlanBook {
 public:
  PlanBook(const network::Network& network, const Flows& flows, const SiteBook& book,
           const Options& options);

  const Plan& plan(std::uint32_t cargo, std::span<const ArcId> arcs) {
    return find(cargo, arcs, false);
  }
  /// The plan of the way back along a route that `plan` has given.
  const Plan& way_back(std::uint32_t cargo, const Plan& plan);

  [[nodiscard]] const std::vector<LinePlan>& lines() const { return lines_; }
  /// Hours of the first departure on an arc that has departures.
  [[nodiscard]] double phase_h(ArcId arc) const { return phase_h_[arc]; }
  [[nodiscard]] double units_per_teu(network::FacilityId facility, std::uint32_t cargo) const;

 private:
  struct Key {
    std::uint32_t cargo;
    bool backward;
    std::vector<ArcId> arcs;
    friend bool operator==(const Key&, const Key&) = default;
  };
  struct KeyHash {
    std::size_t operator()(const Key& key) const;
  };
  class Compiler;

  Plan& find(std::uint32_t cargo, std::span<const ArcId> arcs, bool backward);
  void find_quiet();
  [[nodiscard]] Column<SiteId, double> hauled_in(std::size_t month) const;
  void add_hauls(std::span<const ArcId> route, double teu, Column<SiteId, double>& hauled) const;
  void may_shut(network::FacilityId facility);
  void find_lines(const Options& options);
  [[nodiscard]] LinePlan make_line(const model::Service& service, std::span<const ArcId> runs,
                                   const Options& options) const;
  void chain_runs(std::span<const ArcId> runs, LinePlan& line) const;
  void find_phases(const Options& options);

  const network::Network* network_;
  const Flows* flows_;
  const SiteBook* book_;
  network::MonthState open_;    ///< everything open
  Column<SiteId, char> quiet_;  ///< 1 = nobody will ever wait there
  std::vector<LinePlan> lines_;
  Column<NodeId, std::pair<std::uint32_t, std::uint16_t>>
      stop_at_;  ///< line (its count = none), stop
  Column<ArcId, double> phase_h_;
  std::unordered_map<Key, Plan, KeyHash> plans_;
};

/// Nothing shut and nothing narrowed.
[[nodiscard]] network::MonthState all_open(const network::Network& network);

}  // namespace corridor::simulation
