// An assignment's answer in words.
#pragma once

#include <string>

#include "corridor/assignment/relief.hpp"
#include "corridor/assignment/solve.hpp"
#include "corridor/model/trip_network.hpp"

namespace corridor::app {

/// What words about a network's links need. All must outlive it.
struct AssignWorld {
  const model::TripNetwork& network;
  const assignment::Problem& problem;
};

/// `converged`, or what stopped it.
[[nodiscard]] const char* in_words(assignment::Status status);

/// Links that are full, the dearest first, and how far the answer is from its conditions; of the
/// first `ranging`, the size at which they stop to bind (found with `options`, a solve for each).
[[nodiscard]] std::string tell_limits(const AssignWorld& world, const assignment::Flows& flows,
                                      const assignment::Options& options, std::size_t ranging);

/// Trips that do not go, and why; empty when all do.
[[nodiscard]] std::string tell_stranded(const AssignWorld& world, const assignment::Flows& flows);

/// Which limits conflict and what would have to give.
[[nodiscard]] std::string tell_relief(const AssignWorld& world, const assignment::Relief& relief);

}  // namespace corridor::app
