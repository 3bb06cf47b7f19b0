// Routes that no other route beats in everything: the Pareto set over 2 to 4 objectives that add up
// along a route (money, time, unreliability, CO2e).
// In: a graph and one cost column per objective. Out: one route for each vector of values that is
// not dominated; of routes with equal values one is kept. Every such route is loopless.
// What is not here: weights between objectives; objectives that do not add up; time of day.
#pragma once

#include <array>
#include <cstddef>
#include <limits>
#include <span>
#include <vector>

#include "corridor/routes/shortest.hpp"

namespace corridor::routes {

inline constexpr std::size_t kMostObjectives = 4;

struct ParetoOptions {
  /// Thins the set: for each route of the full set, one is returned that is at most 1 + epsilon
  /// times it in every objective. Those returned are of the full set. 0 for all.
  double epsilon = 0.0;
  /// Leaves out routes of which any objective exceeds (1 + detour) times its least possible value.
  double detour = std::numeric_limits<double>::infinity();
  /// Gives up past this many labels (partial routes kept); each takes some 50 bytes.
  std::size_t max_labels = 50'000'000;
};

enum class ParetoStatus {
  kComplete,
  kUnreachable,  ///< no open route
  kLabelLimit,   ///< `routes` are of the set, but not all of it: those least in the first objective
};

struct ParetoRoute {
  std::array<double, kMostObjectives> values{};  ///< [objective]; zero past the last one
  std::vector<ArcId> arcs;
  friend bool operator==(const ParetoRoute&, const ParetoRoute&) = default;
};

struct ParetoSet {
  ParetoStatus status = ParetoStatus::kComplete;
  std::vector<ParetoRoute> routes;  ///< by first objective, then second and so on
  std::size_t labels = 0;           ///< partial routes kept: the work done
};

/// The Pareto set from `source` to `target`. `objectives` [objective][arc], 2 to 4 of them, >= 0;
/// an arc that is +infinity in any is closed. Values that differ by rounding alone count as equal.
/// Cost: one tree per objective, then linear in labels (times the labels of one node, with three
/// objectives or more). Their number can grow exponentially: bound it by `detour` or `epsilon`.
/// Source: Hernandez et al. 2020 and 2023 (BOA*, LTMOA*: A* with exact bounds, lexicographic order,
/// dominance without the first objective); epsilon: Goldin and Salzman 2021.
[[nodiscard]] ParetoSet find_pareto_routes(const Graph& graph, NodeId source, NodeId target,
                                           std::span<const Costs> objectives,
                                           const ParetoOptions& options = {});

}  // namespace corridor::routes
