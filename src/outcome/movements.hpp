// From demand rows to movements: boxes of one row, one pair of places, one size, one cargo class.
#pragma once

#include <vector>

#include "corridor/outcome/outcome.hpp"

namespace corridor::outcome {

struct PairTag;
using PairId = Id<PairTag>;

struct Movements {
  Column<MovementId, Movement> all;  ///< in the order of the demand table
  std::vector<network::CargoClass> classes;
  std::vector<std::vector<MovementId>> of_class;  ///< [class]
  Column<MovementId, PairId> pair;                ///< of origin and destination
  Column<PairId, std::vector<MovementId>> of_pair;
};

/// Every movement of the demand rows that choose a route.
[[nodiscard]] Movements list_movements(const network::Network& network);

/// Places that stand for a region's end in trade with `country`: its own rows, else those for all.
[[nodiscard]] std::vector<model::RegionPlace> places_of(const model::Scenario& scenario,
                                                        model::RegionId region,
                                                        model::RegionId country);

}  // namespace corridor::outcome
