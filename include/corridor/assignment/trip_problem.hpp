// Public test networks as assignment problems, and their flows as the text of a table.
#pragma once

#include <span>
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

/// A class of users with a trip table of its own.
struct TripClass {
  std::vector<model::Trips> trips;
  CostWeights weights;
  double load_per_trip = 1.0;  ///< what a trip counts on a link, in passenger car units, > 0
};

/// A Problem and the way back: `arc_of_link` [link] tells which arc a link of the file became.
struct TripProblem {
  Problem problem;
  std::vector<ArcId> arc_of_link;
  std::vector<double> load_per_trip;  ///< [class]
};

/// Cost of a link is its time plus toll and length by `weights`. Trips within a zone stay out.
[[nodiscard]] TripProblem make_trip_problem(const model::TripNetwork& network,
                                            const std::vector<model::Trips>& trips,
                                            const CostWeights& weights = {});

/// The same for several classes, which share the links' time.
[[nodiscard]] TripProblem make_trip_problem(const model::TripNetwork& network,
                                            std::span<const TripClass> classes);

/// From now on each table counts the trips at free-flow cost, and trips fall with the power
/// -`elasticity` (> 0) of the cost over that. Pairs without a way, or at no cost, keep their trips.
void make_elastic(Problem& problem, double elasticity);

/// CSV `from,to,volume_teu,cost` in the order of the network's links, numbers with 17 significant
/// digits; cost includes toll and length as the first class weighs them. With several classes,
/// `trips_1,cost_1,trips_2,...` follow: their own trips and costs.
[[nodiscard]] std::string format_flows(const model::TripNetwork& network,
                                       const TripProblem& trip_problem, const Flows& flows);

}  // namespace corridor::assignment
