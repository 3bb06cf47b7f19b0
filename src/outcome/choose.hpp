// Route choice of all movements in one state of the network.
#pragma once

#include <vector>

#include "movements.hpp"

namespace corridor::outcome {

using Alternatives = std::vector<Alternative>;

/// What is known of the routes of other months.
struct Known {
  const std::vector<Alternatives>* routes;  ///< [movement]
  std::vector<char> holds;                  ///< [movement] whether they are right here, too
};

/// Alternatives of each movement [movement], with costs and path sizes; empty where there is no
/// way. A movement whose known ones hold takes a copy of them unsearched; others keep what is open
/// of theirs. `known` may be null.
[[nodiscard]] std::vector<Alternatives> choose_routes(const network::Network& network,
                                                      const network::MonthState& state,
                                                      const Movements& movements,
                                                      const Known* known, const Options& options);

/// The same routes at the costs of this network and month; routes that are shut are left out.
[[nodiscard]] std::vector<Alternatives> price_routes(const network::Network& network,
                                                     const network::MonthState& state,
                                                     const Movements& movements,
                                                     const std::vector<Alternatives>& routes,
                                                     const Options& options);

/// The alternative with these arcs, or null.
[[nodiscard]] const Alternative* find_same(const Alternatives& alternatives,
                                           const std::vector<ArcId>& arcs);

/// First gateway whose quay the route passes, in either direction; none by land.
[[nodiscard]] model::PlaceId gateway_of(const network::Network& network,
                                        const std::vector<ArcId>& arcs);

/// Path size of each alternative among the others, at costs [arc] of their class.
void set_path_sizes(const std::vector<double>& costs, Alternatives& alternatives);

/// Which movements [movement] keep their alternatives when the network turns from `from` into `to`:
/// none unless `to` only shuts and narrows; then those that use nothing of what got worse, for no
/// other route got better.
[[nodiscard]] std::vector<char> keep_unaffected(const network::Network& network,
                                                const network::MonthState& from,
                                                const network::MonthState& to,
                                                const std::vector<Alternatives>& alternatives);

}  // namespace corridor::outcome
