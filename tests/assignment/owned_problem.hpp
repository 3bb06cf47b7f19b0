// A problem of solve_logit together with the footprints that it refers to.
#pragma once

#include <memory>

#include "corridor/assignment/logit.hpp"

namespace corridor::assignment {

struct OwnedProblem : LogitProblem {
  OwnedProblem() { footprints = own.get(); }

  /// Adds a route with a footprint of its own to the market that is next to end.
  void add_route(double route_cost, double path_size, std::span<const RouteUse> uses) {
    cost.push_back(route_cost);
    size.push_back(path_size);
    footprint.push_back(static_cast<std::uint32_t>(own->size()));
    own->push_back(uses);
  }
  void end_market(double its_theta, double its_give_up) {
    first_route.push_back(static_cast<std::uint32_t>(cost.size()));
    theta.push_back(its_theta);
    give_up.push_back(its_give_up);
  }

  std::unique_ptr<Footprints> own = std::make_unique<Footprints>();
};

}  // namespace corridor::assignment
