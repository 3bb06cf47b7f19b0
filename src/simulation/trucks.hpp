// Hauls by road: which arcs of a route one truck covers, and how many trucks flows need.
#pragma once

#include <span>
#include <vector>

#include "sites.hpp"

namespace corridor::simulation {

/// Arcs of a route that one truck covers without a change, from `begin` up to but without `end`.
struct Haul {
  std::size_t begin = 0;
  std::size_t end = 0;
  model::CountryId country;  ///< where it begins
  double hours = 0.0;        ///< static
};

/// In the order of the route.
[[nodiscard]] std::vector<Haul> list_hauls(const network::Network& network,
                                           std::span<const network::ArcId> arcs);

/// Static hours of a haul, or of its first arcs.
[[nodiscard]] double hours_of_haul(const network::Network& network,
                                   std::span<const network::ArcId> arcs);

/// Hours on the way back: the haul's, as far as drivers may drive in a day.
[[nodiscard]] double hours_back(const model::Parameters& parameters, double haul_h);

/// Trucks of each country: what the flows of its fullest month keep busy there and back, three
/// standard deviations of chance arrivals in whole lots, and the share to spare. At least a lot's.
/// Assumed: a fleet follows its trade. Source: Little 1961, Oper. Res. 9.
[[nodiscard]] Column<model::CountryId, int> size_fleets(const network::Network& network,
                                                        const Flows& flows, Teu lot);

}  // namespace corridor::simulation
