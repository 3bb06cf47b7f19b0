// Gateways side by side as tables: what a box pays through each, what each offers, whose boxes it
// wins, and what it charges against its rivals. In: what `studies` found, and the scenario. Out:
// tables in USD/TEU, TEU a year and shares.
// What is not here: how a scenario is loaded (make_ports in tables.hpp), only its saved table.
#pragma once

#include <string>
#include <vector>

#include "corridor/results/table.hpp"
#include "corridor/studies/gateways.hpp"

namespace corridor::results {

/// One origin's boxes through every gateway.
struct LandedCosts {
  std::string origin;  ///< as people call it
  std::string destination;
  studies::Shipment shipment;
  std::vector<studies::GatewayWay> ways;
};

/// One row for each origin and gateway with a way (rivals only up to twice the cheapest), the
/// cheapest first: money by group of
/// components, days, and what it costs more than the cheapest with time valued. Groups: sea (fare),
/// inland (haulage), port (handling, port_tariff, inspection, storage), rules (border_fee,
/// guarantee, security, toll).
[[nodiscard]] Table make_landed_table(const network::Network& network,
                                      const std::vector<LandedCosts>& origins);

/// One row a gateway: draught, berths, capacity, what it handles, what is spare (TEU a year;
/// capacity derived from throughput is marked circular), charges on a transit box at its usual
/// dwell, dues of a call. With `run_ports`, the table ports.csv of a saved run, also what the model
/// loads each with over the run's period, empties included: how much of it is the port's own trade
/// (0 where the scenario leaves it out), the mean use, that of the peak month and the room left;
/// blank where the run has no such port or it no known capacity.
[[nodiscard]] Table make_gateway_facts(const network::Network& network,
                                       const Table* run_ports = nullptr);

/// One row for each region and gateway that wins some of its boxes, and for the corridor's own that
/// win none: share of the boxes, mean lead over the second on those, mean gap to the cheapest.
[[nodiscard]] Table make_catchment_table(const network::Network& network,
                                         const std::vector<studies::Catchment>& catchments);

/// The claim that the corridor's ports are regionally competitive, item by item: their charges, the
/// rivals' lowest, median and highest, and which of them are at or below that median. Box charges
/// of transit as the model takes them, then dues of a ship's call as published. Each row with the
/// worst grade and the data rows behind it. An item that a rival has no row for is not compared
/// with it.
[[nodiscard]] Table make_tariff_table(const network::Network& network);

/// Gateways that no box of these origins can pass; empty when there are none.
[[nodiscard]] std::string describe_missing(const network::Network& network,
                                           const std::vector<LandedCosts>& origins);

/// How the claim stands: "true for 3 of 9 items: ...".
[[nodiscard]] std::string describe_tariffs(const Table& tariffs);

}  // namespace corridor::results
