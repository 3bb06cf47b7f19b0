// CAREC's four trade facilitation indicators, defined once: for a whole scenario, or for any set of
// routes.
// A named service that is timed from end to end holds its borders in its run: its crossings are not
// in the border indicators, and its run counts as motion.
// Source: CAREC CPMM, definitions of TFI1 to TFI4.
#pragma once

#include <array>
#include <optional>

#include "corridor/network/cost.hpp"

namespace corridor::outcome {

using network::ArcId;

/// CAREC's unit of cargo: a truck or a TEU with 20 t of goods; and of way: a section of 500 km.
inline constexpr Tonnes kIndicatorCargo{20.0};
inline constexpr Km kIndicatorSection{500.0};

/// What passes an arc: boxes, and how often CAREC's unit of cargo must pay what a TEU pays.
struct IndicatorTraffic {
  double teu = 0.0;
  double cargoes = 0.0;
};

/// Sums over arcs on land by one mode, weighted by TEU.
struct LandSums {
  double crossings = 0.0;
  double border_hours = 0.0;
  double border_usd = 0.0;  ///< per 20 t
  double usd = 0.0;         ///< per 20 t
  double km = 0.0;
  double motion_hours = 0.0;
  double hours = 0.0;
};
using LandSumsByMode = std::array<LandSums, 2>;  ///< road, rail

/// Adds an arc to the sums of its mode; the sea adds nothing.
void add_to_sums(const network::Network& network, const network::CargoClass& cargo,
                 const network::MonthState& state, ArcId arc, const IndicatorTraffic& traffic,
                 LandSumsByMode& sums);

/// TEU that carry CAREC's unit of cargo; 0 where the weight is not known.
[[nodiscard]] double teu_per_indicator_cargo(TonnesPerTeu weight);

/// The indicators of one mode; nothing where no box crossed, moved or paid.
struct TradeIndicators {
  std::optional<double> border_hours;         ///< TFI1: per crossing
  std::optional<double> border_usd;           ///< TFI2: per crossing and 20 t
  std::optional<double> section_usd;          ///< TFI3: per 500 km and 20 t
  std::optional<double> speed_without_delay;  ///< TFI4, in motion, km/h
  std::optional<double> speed_with_delay;     ///< over all hours, km/h
};
[[nodiscard]] TradeIndicators indicators(const LandSums& sums);

}  // namespace corridor::outcome
