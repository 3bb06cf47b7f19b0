// Gateways side by side: what a box costs through each of them, and whose boxes each can win.
// In: a network, origins and destinations. Out: values.
// What is not here: loads (outcome), published tariffs as tables (results).
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "corridor/studies/ways.hpp"

namespace corridor::studies {

/// The best way between two places that changes between land and sea at a gateway.
struct GatewayWay {
  model::PlaceId gateway;
  std::optional<Way> way;  ///< nothing: no way through it
};

/// Shipments through each gateway of the scenario [shipment][gateway in table order]. `state` is
/// that of the month asked about. Cost: a tree for each end, for all gateways together; shipments
/// of one cargo class share costs, and trees where they share an end.
[[nodiscard]] std::vector<std::vector<GatewayWay>> compare_gateways(
    const network::Network& network, std::span<const Shipment> shipments,
    const network::MonthState& state);

/// Whose boxes a gateway carries at least generalised cost.
struct Catchment {
  model::RegionId region;
  std::vector<double> share;       ///< [gateway] of the region's seaborne TEU; sums to 1 or 0
  std::vector<double> margin_usd;  ///< [gateway] mean lead over the second on those, USD/TEU
  std::vector<double> behind_usd;  ///< [gateway] mean gap to the cheapest where it has a way
  std::vector<char> has_way;       ///< [gateway] for some of the boxes
};

/// Catchments of all contestable inland regions: the boxes of each region's rows with partners that
/// have a port (all of them, or `partner` alone), between the main place of the region and every
/// sea place of the partner, each by its cheapest gateway; weighted by TEU. A box without a second
/// way leads by nothing. Cost: a tree for each row and end, then the gateways off both.
[[nodiscard]] std::vector<Catchment> find_catchments(const network::Network& network,
                                                     const network::MonthState& state,
                                                     model::RegionId partner = {});

/// The gateways of a scenario in table order.
[[nodiscard]] std::vector<model::PlaceId> gateways_in(const model::Scenario& scenario);

}  // namespace corridor::studies
