// One route told leg by leg: hauls, border posts, ports and terminals, each with its time, its
// money by component and the data rows behind them.
// In: a network and a sequence of arcs. Out: values. Invariants: legs follow each other, and their
// lengths, hours and costs sum to those of the route.
// What is not here: the search for routes, words and tables.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "corridor/network/cost.hpp"

namespace corridor::outcome {

using network::ArcId;
using network::Breakdown;

enum class LegKind : unsigned char {
  kTruck,
  kTrain,
  kService,  ///< a named train or ferry
  kSail,
  kBorder,
  kPort,         ///< quay, yard and gate
  kTerminal,     ///< lift, waiting for a train, change of truck
  kGaugeChange,  ///< where no border row holds it
};
[[nodiscard]] const char* name_of(LegKind kind);

struct Leg {
  LegKind kind = LegKind::kTruck;
  std::string name;  ///< of the border post, port, service, or place
  model::PlaceId from;
  model::PlaceId to;
  std::vector<ArcId> arcs;
  network::Journey trip;
  Breakdown cost{};                  ///< USD/TEU
  std::vector<model::RowId> rows;    ///< behind time and money, each once, in order
  [[nodiscard]] double usd() const;  ///< money of all components, USD/TEU
};

/// The legs of a route in order of travel; stages that take neither time nor money nor way are left
/// out.
[[nodiscard]] std::vector<Leg> list_legs(const network::Network& network,
                                         const network::CargoClass& cargo,
                                         const network::MonthState& state,
                                         std::span<const ArcId> arcs);

/// Ports whose quay a route passes between land and sea, in order.
[[nodiscard]] std::vector<model::PlaceId> gateways_of(const network::Network& network,
                                                      std::span<const ArcId> arcs);

/// Border posts passed, those inside a run of a service counted, in order.
[[nodiscard]] std::vector<model::BorderId> borders_of(const network::Network& network,
                                                      std::span<const ArcId> arcs);

/// Changes of gauge: those at posts that hold them, and those elsewhere.
[[nodiscard]] int gauge_changes_on(const network::Network& network, std::span<const ArcId> arcs);

/// A point of the time and cost staircase: what a box has spent when it gets here.
struct StairPoint {
  model::PlaceId place;
  Km length;
  Hours time;
  double usd = 0.0;  ///< money, USD/TEU
};

/// The staircase of a route: its start, then the end of each leg, so that a stop is a vertical
/// step. Source: UNESCAP, Time/Cost-Distance Methodology: cumulative cost and time over distance.
[[nodiscard]] std::vector<StairPoint> staircase(std::span<const Leg> legs);

}  // namespace corridor::outcome
