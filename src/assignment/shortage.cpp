#include "corridor/assignment/shortage.hpp"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "corridor/base/error.hpp"

namespace corridor::assignment {

// With prices over `most`, staying behind costs 1 a unit and going cheapest / most at least, so
// sum of demand * min(1, cheapest / most) - worth / most is behind. That is best where `most` is
// one of the markets' own prices.
Shortage prove_shortage(std::span<const double> demand, std::span<const double> cheapest,
                        double worth) {
  CORRIDOR_ASSERT(demand.size() == cheapest.size(), "a price for every market");
  std::vector<std::pair<double, double>> markets;  // price, demand
  double whole = 0.0;
  for (std::size_t m = 0; m < demand.size(); ++m) {
    if (!(cheapest[m] > 0.0) || !std::isfinite(cheapest[m])) continue;
    markets.emplace_back(cheapest[m], demand[m]);
    whole += demand[m];
  }
  std::sort(markets.begin(), markets.end());
  Shortage best;
  double paid = 0.0;  // by markets below the price looked at
  for (const auto& [price, units] : markets) {
    const double behind = whole + (paid - worth) / price;
    if (behind > best.at_least) best = {behind, price};
    paid += units * price;
    whole -= units;
  }
  return best;
}

}  // namespace corridor::assignment
