// A road network and its trips as the public test collections state them (TNTP, GMNS). A plain
// value beside `Scenario`: no places, services or tariffs, and the units are the file's own
// (minutes or hours, miles or feet, cents), because the collections do not agree on any.
#pragma once

#include <cstdint>
#include <vector>

namespace corridor::model {

/// A facility on a link where trips queue, in the time unit of the link and its capacity.
struct TripQueue {
  double servers = 0.0;      ///< at work side by side, or slots of a departure; 0: no queue here
  double variability = 1.0;  ///< of arrivals and service: 1 = both at random, 0.5 = service regular
  double period = 24.0;      ///< how long the trips of the table keep coming
  double headway = 0.0;      ///< between departures of a scheduled service
  friend bool operator==(const TripQueue&, const TripQueue&) = default;
};

/// A directed link. Nodes are positions from zero.
struct TripLink {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  double capacity = 0.0;
  double length = 0.0;
  double free_flow_time = 0.0;
  double b = 0.0;  ///< time = free_flow_time * (1 + b * (volume / capacity)^power)
  double power = 0.0;
  double toll = 0.0;
  TripQueue queue = {};
  friend bool operator==(const TripLink&, const TripLink&) = default;
};

/// Trips from one zone to another; zone z is node z.
struct Trips {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  double count = 0.0;
  friend bool operator==(const Trips&, const Trips&) = default;
};

/// Links in file order. Nodes below `first_through` begin and end trips but let none pass.
/// Zones come first.
struct TripNetwork {
  std::uint32_t zone_count = 0;
  std::uint32_t first_through = 0;
  std::vector<std::uint64_t> node_numbers;  ///< [node] as the file numbers them
  std::vector<TripLink> links;
};

}  // namespace corridor::model
