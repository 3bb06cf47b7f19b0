// What is to move: boxes by movement and month, and the routes that a choice gave them.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "corridor/network/cost.hpp"

namespace corridor::simulation {

/// A route and the share of a movement's boxes that take it. The arcs live as long as the choice.
struct RouteShare {
  std::span<const network::ArcId> arcs;
  double share = 0.0;
};

/// Boxes of one kind between two places.
struct Movement {
  std::string name;  ///< the same in every scenario: it seeds the movement's random numbers
  model::DemandId demand;
  model::PlaceId origin;
  model::PlaceId destination;
  std::uint32_t cargo = 0;  ///< position in Flows::cargo_classes
  std::vector<Teu> laden;   ///< [month of the period]
  double empties_per_laden = 0.0;
  bool empties_return = true;                   ///< against the laden direction (else with it)
  std::vector<std::vector<RouteShare>> routes;  ///< [route set]; what their shares lack of 1 stays
};

struct Flows {
  std::vector<network::CargoClass> cargo_classes;
  std::vector<std::uint32_t> route_set;  ///< [month of the period]
  std::vector<Movement> movements;
};

}  // namespace corridor::simulation
