// One box between two places: where it begins and ends in the network, whose goods it carries, and
// what an hour of it costs. What every question about a single pair starts from.
// In: a network and two places. Out: a value. What is not here: names typed by people, routes.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "corridor/network/cost.hpp"

namespace corridor::studies {

struct Goods {
  std::optional<model::CommodityId> commodity;  ///< none = what most boxes of the pair carry
  model::BoxSize size = model::BoxSize::k40;
};

struct Shipment {
  model::PlaceId from;
  model::PlaceId to;
  network::NodeId source;
  network::NodeId target;
  network::CargoClass cargo;
  TonnesPerTeu weight;
  model::DemandId like;  ///< demand row whose goods it carries; none = a mean box
};

/// Where boxes begin (or end) at a place: a port at its quay, beside the ship, so that its charges
/// and dwell count on the land side; any other place at its zone. The other end tells whether the
/// box comes off the ship or goes aboard. None when boxes cannot.
[[nodiscard]] network::NodeId node_to_begin(const network::Network& network, model::PlaceId place,
                                            model::PlaceId to);
[[nodiscard]] network::NodeId node_to_end(const network::Network& network, model::PlaceId place,
                                          model::PlaceId from);

/// A box from `from` to `to` with the goods of the largest demand row that fits, of the commodity
/// wanted: of the two ends' regions, first as an import of `to`, then as an export of `from`; else
/// of one of them with anyone, in the same order; else any row of the commodity. Without any, a box
/// of mean weight at the mean value of time. Nothing when a box cannot begin or end there.
[[nodiscard]] std::optional<Shipment> make_shipment(const network::Network& network,
                                                    model::PlaceId from, model::PlaceId to,
                                                    const Goods& goods = {});

/// The month in the period whose costs hold most often; of equals the first.
[[nodiscard]] std::size_t usual_month(const std::vector<network::MonthState>& months);

/// The place with the largest share of a region's boxes; none for a region without places.
[[nodiscard]] model::PlaceId main_place(const model::Scenario& scenario, model::RegionId region);

}  // namespace corridor::studies
