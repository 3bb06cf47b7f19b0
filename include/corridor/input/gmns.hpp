// Reads road networks in the General Modeling Network Specification: node.csv and link.csv of a
// folder, and trips as a CSV of o_zone_id, d_zone_id and volume. Out: the same TripNetwork as from
// TNTP, so that everything behind it is shared.
// Wrong files throw one ScenarioError with every finding of all three, each at its line and column.
// What is not read: geometry, lanes by time of day, signals, allowed uses, units of config.csv.
// Source: https://github.com/zephyr-data-specs/GMNS, tables node and link; vdf_alpha, vdf_beta and
// vdf_fftt as DTALite and Path4GMNS write them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "corridor/model/trip_network.hpp"

namespace corridor::input {

/// A network and who wants to travel on it.
struct TripWorld {
  model::TripNetwork network;
  std::vector<model::Trips> trips;
};

/// A text and the name that findings call it by.
struct NamedText {
  std::string_view text;
  std::string name;
};

/// node.csv: node_id (a whole number), zone_id (blank = no zone; without the column each node is a
/// zone), node_type (`centroid` lets no trip pass).
/// link.csv: link_id, from_node_id, to_node_id, directed (`false` = both ways, the way back right
/// behind), length and free_speed in units that go together (time = length / free_speed) unless
/// vdf_fftt gives the time, capacity per lane, lanes (1 if blank), vdf_alpha (0.15), vdf_beta (4),
/// toll (0). A link with `servers` or `headway` is also a queue (network/queue_delay.hpp) of its
/// capacity, with `variability` (1; 0.5 with a headway) and `period` (24): columns of our own,
/// which need times and capacities in one unit of time. `trips`: o_zone_id, d_zone_id, volume.
[[nodiscard]] TripWorld parse_gmns(const NamedText& nodes, const NamedText& links,
                                   const NamedText& trips);

/// The same from disk.
[[nodiscard]] TripWorld read_gmns(const std::string& folder, const std::string& trips_file);

}  // namespace corridor::input
