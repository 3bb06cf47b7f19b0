// Route choice of all movements in one state of the network.
#pragma once

#include <vector>

#include "movements.hpp"

namespace corridor::outcome {

using Alternatives = std::vector<Alternative>;

/// Alternatives of each movement [movement], with costs and path sizes; empty where there is no
/// way. A movement with an entry in `known` [movement] takes a copy of it unsearched; null pointers
/// are searched for.
/// Those keep what is open of their routes in `earlier` [movement], which may be null.
[[nodiscard]] std::vector<Alternatives> choose_routes(const network::Network& network,
                                                      const network::MonthState& state,
                                                      const Movements& movements,
                                                      const std::vector<const Alternatives*>& known,
                                                      const std::vector<Alternatives>* earlier,
                                                      const Options& options);

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

/// Which movements keep their alternatives when the network turns from `from` into `to`: [movement]
/// the old alternatives, or null where they must be searched for. Nothing is kept unless `to` only
/// shuts and narrows; then a movement keeps them when none uses what got worse, for no other route
/// got better.
[[nodiscard]] std::vector<const Alternatives*> keep_unaffected(
    const network::Network& network, const network::MonthState& from, const network::MonthState& to,
    const std::vector<Alternatives>& alternatives);

}  // namespace corridor::outcome
