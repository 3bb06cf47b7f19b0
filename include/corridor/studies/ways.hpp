// Every way through for one shipment: the cheapest, those that differ from it in a way that
// matters, the Pareto set, or the ways that leave on a given day; and what cuts the pair off when
// there is none. In: a network, a shipment, what to pass and what to avoid. Out: values. Costs are
// uncongested. What is not here: shares and loads (outcome), words, tables.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "corridor/outcome/itinerary.hpp"
#include "corridor/routes/departure.hpp"
#include "corridor/studies/shipment.hpp"

namespace corridor::studies {

using network::ArcId;
using network::Breakdown;
using network::FacilityId;
using network::NodeId;

enum class WaySearch : unsigned char {
  kDistinct,  ///< cheapest routes that differ (routes/distinct.hpp), within the detour bound
  kAll,       ///< the k cheapest, whatever they share
  kPareto,    ///< not beaten in money, time, unreliability and CO2e together
};

struct WayOptions {
  WaySearch search = WaySearch::kDistinct;
  std::size_t count = 5;
  /// Detour bound: generalised cost <= max_stretch x cheapest + max_extra_usd (distinct).
  double max_stretch = 2.0;
  double max_extra_usd = 500.0;
  /// Detour bound of the Pareto set: no objective above (1 + detour) x its least. Doubled until
  /// some route fits: the cheapest and the fastest way may differ by more.
  double detour = 0.5;
  std::vector<std::vector<ArcId>> via;  ///< [stop] arcs of which one makes the stop
  std::vector<ArcId> avoid;
  std::optional<Date> date;  ///< of departure, at midnight; none = mean waits of the month
};

struct Way {
  std::vector<ArcId> arcs;
  Breakdown cost{};       ///< USD/TEU; with a date, `time` holds the hours of that day's journey
  network::Journey trip;  ///< likewise
  Hours waiting;          ///< with a date: for what is shut when the box gets there
  double co2_kg_per_teu = 0.0;
  std::vector<model::PlaceId> gateways;  ///< where it changes between land and sea

  [[nodiscard]] double usd() const;          ///< money, USD/TEU
  [[nodiscard]] double generalised() const;  ///< money and valued time
};

/// Why there is no way.
struct Severance {
  /// Shut facilities that part the pair: a minimum cut. Opening none of them leaves it parted.
  std::vector<FacilityId> cut;
  /// The fewest of all shut facilities whose opening joins the pair.
  std::vector<FacilityId> to_open;
  bool by_wish = false;  ///< what was avoided or asked for parts it, not the world
  /// By wish: a minimum cut among the arcs avoided; empty when they alone do not part the pair.
  std::vector<ArcId> avoided_cut;
  /// With everything open: how many places hang together with either end. Both zero unless no link
  /// joins them at all.
  std::size_t places_with_from = 0;
  std::size_t places_with_to = 0;
};

enum class WayStatus : unsigned char {
  kFound,
  kUnreachable,  ///< read `severance`
};

struct Ways {
  WayStatus status = WayStatus::kFound;
  std::vector<Way> ways;          ///< by generalised cost; Pareto by money
  std::size_t month = 0;          ///< position in the period whose state holds
  std::size_t labels = 0;         ///< of the Pareto search: partial routes kept
  std::size_t pareto_routes = 0;  ///< in the whole set, before it is thinned to `count`
  double detour = 0.0;            ///< the bound that held
  bool is_complete = true;        ///< false: the Pareto search stopped at its limit
  Severance severance;
  /// With a date: generalised cost of the best route for each of seven days from it on; nothing on
  /// a day from which none arrives.
  std::vector<std::optional<double>> by_day;
};

/// Routes of the shipment. Without a date in the usual month of the period (usual_month).
[[nodiscard]] Ways find_ways(const network::Network& network, const Shipment& shipment,
                             const WayOptions& options);

/// A way priced as it stands in a month.
[[nodiscard]] Way price_way(const network::Network& network, const Shipment& shipment,
                            const network::MonthState& state, std::vector<ArcId> arcs);

/// What cuts the shipment off in `state`, given what is avoided.
[[nodiscard]] Severance find_severance(const network::Network& network, const Shipment& shipment,
                                       const network::MonthState& state,
                                       const std::vector<ArcId>& avoid);

}  // namespace corridor::studies
