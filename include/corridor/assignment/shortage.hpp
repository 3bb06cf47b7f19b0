// How much flow cannot be carried at all, proven by prices: no choice of routes, however forced,
// carries more. For engines over given routes whose prices are at hand (logit.hpp); relief.hpp asks
// the same of a graph.
// Source: weak duality of linear programs, as for the cut of a network: what the rooms are worth at
// any prices bounds what can pass at those prices.
#pragma once

#include <span>

namespace corridor::assignment {

struct Shortage {
  double at_least = 0.0;    ///< units of flow that stay behind, whatever routes are taken
  double most_price = 0.0;  ///< a market whose cheapest route costs this or more counts whole
};

/// The best bound that one set of prices gives. `demand` [market] units of flow; `cheapest`
/// [market] what a unit pays for room on the cheapest of its open routes at these prices, without
/// its own costs (+infinity: no route, which is no shortage of room and is left out); `worth`: the
/// sum over facilities of price times room. All >= 0. Facilities with a price are those that the
/// proof names. Cost: a sort of the markets.
[[nodiscard]] Shortage prove_shortage(std::span<const double> demand,
                                      std::span<const double> cheapest, double worth);

}  // namespace corridor::assignment
