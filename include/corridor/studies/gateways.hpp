// Gateways side by side: what a box costs through each of them, and whose boxes each can win.
// In: a network, origins and destinations. Out: values.
// What is not here: loads (outcome), published tariffs as tables (results).
#pragma once

#include <optional>
#include <vector>

#include "corridor/studies/ways.hpp"

namespace corridor::studies {

/// The best way between two places that changes between land and sea at a gateway.
struct GatewayWay {
  model::PlaceId gateway;
  std::optional<Way> way;  ///< nothing: no way through it
};

/// One shipment through each gateway of the scenario [gateway in table order]. `state` is that of
/// the month asked about. Cost: two trees for all gateways together.
[[nodiscard]] std::vector<GatewayWay> compare_gateways(const network::Network& network,
                                                       const Shipment& shipment,
                                                       const network::MonthState& state);

/// What a region's trade pays through each gateway: boxes of its demand rows that come or go by
/// sea, weighted by their TEU.
struct Catchment {
  model::RegionId region;
  std::vector<std::optional<double>> usd;  ///< [gateway] mean generalised cost, USD/TEU; nothing
                                           ///< where some of the boxes have no way through it
  std::optional<std::size_t> best;         ///< position of the cheapest
  std::optional<double> margin_usd;        ///< to the second
};

/// Catchments of all contestable inland regions: each region's rows with the partners that have a
/// port (all of them, or `partner` alone), between the main place of the region and every sea place
/// of the partner. Cost: a tree for each region, class and end, whatever the gateways.
[[nodiscard]] std::vector<Catchment> find_catchments(const network::Network& network,
                                                     const network::MonthState& state,
                                                     model::RegionId partner = {});

/// The gateways of a scenario in table order.
[[nodiscard]] std::vector<model::PlaceId> gateways_in(const model::Scenario& scenario);

}  // namespace corridor::studies
