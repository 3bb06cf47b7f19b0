// What was seen in the world and is compared with the model, never an input of it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "corridor/base/date.hpp"
#include "corridor/model/place.hpp"

namespace corridor::model {

enum class PricedUnit : unsigned char { kTruck, kBox20, kBox40, kTeu };

/// A trip that somebody reported: how far, how long, how much.
struct ReportedRoute {
  std::string slug;
  PlaceId from;
  PlaceId to;
  std::vector<PlaceId> via;
  std::vector<Mode> modes;  ///< allowed; empty = any
  std::optional<Km> distance;
  std::optional<Hours> time;
  std::optional<Usd> price;
  PricedUnit priced_unit = PricedUnit::kBox40;
  std::string kind;       ///< observed, planned, record, claim, congested
  bool is_input = false;  ///< a row of the model quotes the same figure
  int year = 0;           ///< 0 = not known
  std::string miss;       ///< known reason why the model differs
  RowId row;
};

/// A port charge as published: compared between ports, never paid in the model.
struct PublishedTariff {
  std::string slug;
  PlaceId place;
  std::string item;       ///< THC, port_dues_50000GRT, ...
  std::string container;  ///< as published: 20, 40, any
  std::string trade;      ///< import, export, transit, transshipment, any
  Usd amount;             ///< of its own year
  std::string year;
  RowId row;
};

/// A measured total of some months.
struct Observation {
  std::string slug;
  std::string what;    ///< port_teu, border_trucks_per_day, corridor_import_teu, ...
  std::string object;  ///< slug of a place, border or region
  std::optional<Date> from;
  std::optional<Date> to;
  Ranged<Scalar> value;
  std::string unit;
  bool is_input = false;  ///< a row of the model was made from it
  std::string miss;       ///< known reason why the model differs
  RowId row;
};

}  // namespace corridor::model
