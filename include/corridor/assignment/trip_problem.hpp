// Public test networks as assignment problems, and their flows as the text of a table.
#pragma once

#include <string>
#include <vector>

#include "corridor/assignment/problem.hpp"
#include "corridor/assignment/solve.hpp"
#include "corridor/model/trip_network.hpp"

namespace corridor::assignment {

/// What a unit of toll and of length costs in units of time.
struct CostWeights {
  double toll = 0.0;
  double length = 0.0;
};

/// A Problem and the way back: `arc_of_link` [link] tells which arc a link of the file became.
struct TripProblem {
  Problem problem;
  std::vector<ArcId> arc_of_link;
};

/// Cost of a link is its time plus toll and length by `weights`. Trips within a zone stay out.
[[nodiscard]] TripProblem make_trip_problem(const model::TripNetwork& network,
                                            const std::vector<model::Trips>& trips,
                                            const CostWeights& weights = {});

/// CSV `from,to,volume_teu,cost` in the order of the network's links, numbers with 17 significant
/// digits; cost includes toll and length as weighted.
[[nodiscard]] std::string format_flows(const model::TripNetwork& network,
                                       const TripProblem& trip_problem, const Flows& flows);

}  // namespace corridor::assignment
