// Route choice of all movements in one state of the network.
#pragma once

#include <span>
#include <vector>

#include "movements.hpp"

namespace corridor::outcome {

using Alternatives = std::vector<Alternative>;

/// Scales of the nested choice, per USD/TEU: between corridors, between gateways of a corridor,
/// between routes by a gateway.
struct ChoiceScale {
  double corridor = 0.0;
  double gateway = 0.0;
  double route = 0.0;
};
[[nodiscard]] ChoiceScale choice_scale(const model::Parameters& parameters);

/// Names the corridor that a gateway belongs to; one of its own for routes by land (none).
[[nodiscard]] std::uint32_t corridor_of(const network::Network& network, model::PlaceId gateway);

/// Puts the alternatives of a corridor, and of a gateway within it, side by side.
void sort_by_gateway(const network::Network& network, Alternatives& alternatives);

/// A route of a choice, by its position in the sets.
[[nodiscard]] Alternative alternative_at(const MonthChoice& choice, std::uint32_t route);

/// The routes of the choices `lent` at the outcome's costs in the same months, without shares. A
/// coarse solve keeps their path sizes.
[[nodiscard]] std::vector<MonthChoice> price_again(const Outcome& outcome,
                                                   const Movements& movements,
                                                   std::span<const MonthChoice* const> lent,
                                                   const Options& options);

/// Path size of each alternative among those of its corridor, at costs [arc] of their class. The
/// alternatives of a corridor stand side by side. `uses` [arc] is room to work in: zeros.
void set_path_sizes(const network::Network& network, std::span<const double> costs,
                    std::vector<std::uint32_t>& uses, Alternatives& alternatives);

}  // namespace corridor::outcome
