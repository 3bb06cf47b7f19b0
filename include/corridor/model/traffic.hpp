// What only a simulation in time needs to know: ships that call, boxes that are stuck when a run
// begins, and closures that strike at random.
#pragma once

#include <string>
#include <vector>

#include "corridor/base/date.hpp"
#include "corridor/model/place.hpp"

namespace corridor::model {

/// A liner rotation: ships of one size that call at each of its ports again and again.
struct Rotation {
  std::string slug;
  std::string name;
  std::vector<PlaceId> stops;
  PerHour calls;  ///< at each stop, in the year whose sailings hold; 0 = not running
  Teu vessel;     ///< size of ship; 0 = not known
  Teu per_call;   ///< boxes on and off at one call at a gateway
  RowId row;
};

/// Boxes that stand somewhere when a run begins.
struct Backlog {
  std::string slug;
  PlaceId place;
  Ranged<double> boxes;
  Date date;  ///< of the count
  RowId row;
};

/// Closures of a border post or a link that strike at random: so many a year, each of a lognormal
/// length. A part of them strikes all objects that have such a part at once.
struct ClosureProcess {
  std::string slug;
  ClosureTarget target = ClosureTarget::kBorder;  ///< or a link
  std::string object;                             ///< slug
  Ranged<PerHour> rate;                           ///< the common part included
  PerHour common_rate;
  Hours median;
  double sigma = 0.0;  ///< of the logarithm of the length
  RowId row;
};

}  // namespace corridor::model
