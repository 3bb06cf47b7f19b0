// Places, and what stands at them: seaport terminals and border posts.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "corridor/base/geo.hpp"
#include "corridor/base/quantity.hpp"
#include "corridor/model/provenance.hpp"

namespace corridor::model {

struct PlaceTag;
struct CountryTag;
struct BorderTag;
struct TerminalTag;
struct LinkTag;
using PlaceId = Id<PlaceTag>;
using CountryId = Id<CountryTag>;
using BorderId = Id<BorderTag>;
using TerminalId = Id<TerminalTag>;
using LinkId = Id<LinkTag>;

enum class Mode : unsigned char { kRoad, kRail, kSea };
[[nodiscard]] const char* name_of(Mode mode);

/// Two ways through anything that lies between two ends.
enum class Direction : unsigned char { kForward, kBackward };

struct Country {
  std::string slug;  ///< ISO 3166 code, as written in the data
  std::string name;
  std::string customs_union;  ///< members of one union have no border between them; empty = none
  RowId row;
};

enum class PlaceKind : unsigned char {
  kCity,
  kBorder,
  kJunction,
  kDryPort,
  kRailTerminal,
  kSeaport
};

/// What a place's seaport is to the question asked.
enum class PortRole : unsigned char {
  kNone,
  kGateway,   ///< a port of the corridor under study
  kRival,     ///< a gateway that competes with it
  kOverseas,  ///< an end of sea lanes, never passed through
};

struct Place {
  std::string slug;
  std::string name;
  CountryId country;
  PlaceKind kind = PlaceKind::kCity;
  GeoPoint position;
  std::string unlocode;
  std::string time_zone;
  PortRole port_role = PortRole::kNone;
  std::string rate_region;  ///< joins to lane rates; empty = no sea lanes
  RowId row;

  /// Boxes can change between sea and land here.
  [[nodiscard]] bool is_gateway() const {
    return port_role == PortRole::kGateway || port_role == PortRole::kRival;
  }
};

/// Hours of a day; `until` of the whole day is 24. Before `from`, it is of the next day.
struct DayHours {
  Hours from;
  Hours until;
  friend bool operator==(const DayHours&, const DayHours&) = default;
};

/// One container terminal of a seaport. Throughput and room are per terminal; charges are per port.
struct Terminal {
  std::string slug;
  std::string name;
  PlaceId place;
  double berths = 0.0;
  double draught_m = 0.0;
  double cranes = 0.0;
  double moves_per_crane_hour = 0.0;
  Ranged<TeuPerHour> capacity;    ///< over the quay, both directions together
  Ranged<TeuPerHour> throughput;  ///< observed, empties and base load included
  Ranged<Teu> yard;
  Ranged<double> gate_lanes;
  std::optional<DayHours> gate_hours;  ///< when trucks may pass the gates; none = always
  Hours dwell_import;
  Hours dwell_export;
  bool has_rail_siding = false;
  /// Capacity was derived from throughput: a load on it says nothing about when it fills.
  bool capacity_is_circular = false;
  bool yard_is_circular = false;
  Grade capacity_grade = Grade::kD;
  RowId row;
};

/// A yard that is no part of a terminal. At a seaport it stands outside the gates and takes boxes
/// for which there is no room inside; inland it is a dry port, where boxes stay that cannot go on.
struct OffDockYard {
  std::string slug;
  std::string name;
  PlaceId place;
  Ranged<TeuPerHour> handling;
  Ranged<Teu> room;
  RowId row;
};

enum class Status : unsigned char { kOpen, kClosed, kPlanned, kNeverForCargo };

/// A window that returns every year, first to last day included; may span the new year.
struct Season {
  int from_month = 1;
  int from_day = 1;
  int to_month = 12;
  int to_day = 31;
  friend bool operator==(const Season&, const Season&) = default;
};

/// What one direction of a border post asks of a box.
struct BorderSide {
  Hours dwell;                        ///< mean, both countries' posts together
  Ranged<Usd> fee;                    ///< road: per truck; rail: per box of either size
  Ranged<PerHour> capacity;           ///< trucks or trains per hour of an open day (per day / 24)
  bool capacity_is_circular = false;  ///< it is traffic that was seen, not a limit
};

/// A border post on the link with the same two ends and mode.
struct Border {
  std::string slug;
  std::string name;
  PlaceId from;
  PlaceId to;
  Mode mode = Mode::kRoad;
  bool changes_gauge = false;  ///< time and money of the gauge change are inside dwell and fee
  Status status = Status::kOpen;
  std::optional<Season> closed_season;
  std::array<bool, 7> open_on = {true, true, true, true, true, true, true};  ///< Monday first
  std::string open_hours;  ///< as written, local time; empty = always
  BorderSide outbound;     ///< from -> to
  BorderSide inbound;      ///< to -> from
  Hours dwell_sd;
  double inspection_share =
      0.0;  ///< of boxes that are opened, which makes their stay the longer; 0 = not known
  Hours dwell_block_train;  ///< rail: hours of a container train, either direction; 0 = not known
  double teu_per_train = 0.0;  ///< rail; 0 = as `Parameters::teu_per_train`
  PerHour base_trucks;         ///< trucks without boxes, both directions together
  Grade capacity_grade = Grade::kD;
  RowId row;

  [[nodiscard]] const BorderSide& side(Direction direction) const {
    return direction == Direction::kForward ? outbound : inbound;
  }
};

/// The hours on which a post is open on a day that it works; the whole day where none are written.
[[nodiscard]] DayHours hours_of_day(const Border& border);

}  // namespace corridor::model
