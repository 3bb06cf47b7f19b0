// Networks to measure on: a lattice of points with roads between neighbours, fixed by a seed.
#pragma once

#include <cstdint>
#include <vector>

#include "corridor/network/graph.hpp"

namespace corridor::bench {

struct Terrain {
  network::Graph graph;
  std::vector<double> length;                ///< [arc] km, about 1 each
  std::vector<std::vector<double>> figures;  ///< [objective][arc], loosely tied to length
};

enum class NodeOrder { kByRow, kShuffled };

/// `width` x `height` nodes and `arc_count` arcs (even; every road runs both ways): neighbours in
/// rows and columns, then diagonals, or fewer of them by lot when that is too many.
Terrain make_terrain(std::size_t width, std::size_t height, std::size_t arc_count, NodeOrder order,
                     std::uint64_t seed);

/// Uniform whole number below `bound` from `state`, a counter.
/// Source: Steele et al. 2014, SplitMix64.
std::uint64_t draw(std::uint64_t& state, std::uint64_t bound);

}  // namespace corridor::bench
