// What a planner expects of a world before any answer: every region reaches every gateway, and no
// way through a third port undercuts a direct lane.
#pragma once

#include <string>
#include <vector>

#include "corridor/outcome/outcome.hpp"

namespace corridor::studies {

/// Whether boxes of an inland region come to a gateway by land and from there by sea to a region
/// overseas, in the first month of the period.
struct Reach {
  model::RegionId region;
  model::PlaceId gateway;
  bool by_land = false;      ///< from some place of the region to the port yard
  int overseas_regions = 0;  ///< with a direct lane from the gateway
  std::vector<outcome::FacilityId>
      cut;  ///< shut facilities on the way that would be cheapest; empty = links are missing
  std::vector<outcome::FacilityId>
      sea_cut;  ///< shut lanes, when no region overseas is left; empty = no ship calls
};

/// One row for each inland region whose boxes choose their way, and each gateway of the corridor
/// (`rivals` adds the others).
[[nodiscard]] std::vector<Reach> check_reach(const network::Network& network, bool rivals = false);

/// A way between the two ends of a lane through a third port that is cheaper than the lane.
struct LaneArbitrage {
  model::LinkId lane;
  model::Direction direction = model::Direction::kForward;
  double direct_usd = 0.0;  ///< money per TEU of a 40 ft box
  double around_usd = 0.0;
  std::vector<model::PlaceId> through;  ///< ports where the box changes ships
  std::string reason;                   ///< of lane_exceptions; empty = none is named
};

/// Lanes undercut by more than `tolerance` (a share), cheapest way around by sea alone. A box
/// changes ships where a port has a price for it, never at a market.
/// Source: rule of the ocean prices, no third-port arbitrage beyond 10 %.
[[nodiscard]] std::vector<LaneArbitrage> find_lane_arbitrage(const network::Network& network,
                                                             double tolerance = 0.10);

}  // namespace corridor::studies
