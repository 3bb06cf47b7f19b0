// Hauls between places, and the services that run on them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "corridor/base/date.hpp"
#include "corridor/model/place.hpp"

namespace corridor::model {

struct ServiceTag;
using ServiceId = Id<ServiceTag>;

struct RailDetail {
  int gauge_mm = 0;
  bool carries_boxes = false;
  std::optional<Ranged<KmPerHour>>
      project_speed;  ///< of a planned line: overrides the country's speed
};

/// A sea lane without stops. Its price is a LaneRate, found by the rate regions of its ends.
struct SeaDetail {
  Hours sailing;     ///< without port stays and waiting, hub days included
  PerHour sailings;  ///< one way; 0 = no service
  double transhipments = 0.0;
};

/// A haul by road, rail or sea, usable in both directions.
struct Link {
  std::string slug;
  Mode mode = Mode::kRoad;
  PlaceId from;
  PlaceId to;
  std::vector<std::string> tags;      ///< names of the line: n5, ml1, ...
  std::vector<std::string> passages;  ///< sea: hormuz, suez, ... a closed passage closes the lane
  Km length;
  KmPerHour line_speed;                ///< what the line allows; 0 = not known
  std::optional<KmPerHour> own_speed;  ///< set by a scenario: overrides the country's speed
  Status status = Status::kOpen;
  int open_year = 0;                               ///< from this year on; 0 = always
  std::optional<Ranged<TeuPerHour>> box_capacity;  ///< per direction
  Grade capacity_grade = Grade::kD;                ///< of box_capacity
  bool capacity_is_circular = false;        ///< box_capacity is what boxes take today, not a limit
  std::optional<PerHour> vehicle_capacity;  ///< road, all vehicles
  RailDetail rail;
  SeaDetail sea;
  RowId row;
};

enum class ServiceMode : unsigned char {
  kBlockTrain,
  kWagonLoad,
  kMultimodal,   ///< road and rail under one ticket
  kTruckConvoy,  ///< trucks that TIR haul rates price already; not offered twice
  kFeeder,       ///< container ship between two places that are not gateways of the model
  kTruckFerry,
  kRailFerry,
};

/// A scheduled service over way points; both directions run alike.
struct Service {
  std::string slug;
  std::string name;
  ServiceMode mode = ServiceMode::kBlockTrain;
  bool is_base_load = false;  ///< carries a fixed load of the demand table; never a choice
  bool is_offered = true;     ///< operating or irregular
  std::vector<PlaceId> stops;
  PerHour departures;                 ///< one way
  Teu capacity;                       ///< per departure; 0 = not known
  bool capacity_is_circular = false;  ///< departures follow the boxes: no limit
  std::optional<UsdPerTeu> fare;      ///< per TEU in 20 ft boxes; none = length x haul rate
  std::optional<Usd> fare_per_40;
  std::optional<Usd> fare_per_truck;
  std::optional<Hours> duration;  ///< first to last stop, borders inside, waiting outside
  std::optional<Date> from;
  std::optional<Date> to;
  RowId row;
};

}  // namespace corridor::model
