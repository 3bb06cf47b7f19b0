// Reads TNTP networks and trip tables (the format of the Transportation Networks collection).
// Wrong files throw one ScenarioError with every finding, each at its line and column.
// Source: https://github.com/bstabler/TransportationNetworks, README "File Formats".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "corridor/model/trip_network.hpp"

namespace corridor::input {

/// The network in `text`; `file` names it in findings. Needs the tags NUMBER OF ZONES, NUMBER OF
/// NODES, NUMBER OF LINKS and FIRST THRU NODE (1 if absent), then ten numbers a link.
[[nodiscard]] model::TripNetwork parse_tntp_network(std::string_view text, const std::string& file);

/// The trips in `text`, in file order, those of zero trips left out.
[[nodiscard]] std::vector<model::Trips> parse_tntp_trips(std::string_view text,
                                                         const std::string& file);

/// The same from disk. Throws ScenarioError also when the file cannot be read.
[[nodiscard]] model::TripNetwork read_tntp_network(const std::string& file);
[[nodiscard]] std::vector<model::Trips> read_tntp_trips(const std::string& file);

}  // namespace corridor::input
