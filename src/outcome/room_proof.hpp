// How much must stay for want of room on the network itself, whatever ways are taken.
#pragma once

#include "corridor/assignment/logit.hpp"
#include "corridor/outcome/outcome.hpp"

namespace corridor::outcome {

/// TEU per hour that must stay in a month (position in the period) whose demand and rooms are
/// `rates`, at prices [facility] of room at which a TEU that stays costs 1. Movements without a
/// known way (`known`, markets are movements) that is open and costs less than staying are left
/// out. Cost: a tree in the network for each class and origin of movements that pay on their known
/// ways.
[[nodiscard]] double prove_on_network(const Outcome& outcome, const assignment::LogitProblem& known,
                                      const assignment::LogitMonth& rates, int month,
                                      const std::vector<double>& price);

}  // namespace corridor::outcome
