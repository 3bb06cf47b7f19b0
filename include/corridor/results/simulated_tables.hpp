// The tables of a simulated scenario. In: its replications. Out: tidy tables, each number with half
// the width of its 95 % interval over replications. What one replication alone can tell is in
// `replications`, so that two runs with the same random numbers can be compared pair by pair.
#pragma once

#include <vector>

#include "corridor/results/table.hpp"
#include "corridor/simulation/replicate.hpp"

namespace corridor::results {

/// measure, object, part, value, half_width, unit, replications: of the period after the warm-up.
/// Boxes are laden and counted in TEU; times are means over TEU that arrived.
[[nodiscard]] Table make_simulated_summary(const network::Network& network,
                                           const simulation::Replications& result);

/// replication, measure, object, part, value, unit: what the summary is the mean of.
[[nodiscard]] Table make_replications(const network::Network& network,
                                      const simulation::Replications& result);

/// kind, slug, direction, name, date, mean_teu, p5_teu, p95_teu: boxes that wait at midnight, at
/// sites where on some day more than `kLeastQueue` TEU wait on average; in yards, boxes stored.
/// With fewer than twenty replications p5 and p95 are near the least and the most.
[[nodiscard]] Table make_queues(const network::Network& network,
                                const simulation::Replications& result);
inline constexpr double kLeastQueue = 200.0;

/// One row a site: boxes served, waits, utilisation, the first day it was full, and what stands
/// there at the end and why. `assumed` marks room or capacity that no source states.
[[nodiscard]] Table make_sites(const network::Network& network,
                               const simulation::Replications& result);

/// One row a country's trade and direction: hours door to door (mean, p5, p50, p95), static hours,
/// money, storage, detention, what trucks cost more; share that came late, and by how much.
[[nodiscard]] Table make_door_to_door(const network::Network& network,
                                      const simulation::Replications& result);

/// region, direction, cause, hours_per_teu, half_width: the causes sum to the delay.
[[nodiscard]] Table make_delays(const network::Network& network,
                                const simulation::Replications& result);

/// One row a dated closure of a site that ends within the period: most TEU held, days to clear.
[[nodiscard]] Table make_recovery(const network::Network& network,
                                  const simulation::Replications& result);

/// All of the above, in this order.
[[nodiscard]] std::vector<Table> make_simulated_tables(const network::Network& network,
                                                       const simulation::Replications& result);

/// What `after` has more than `before`, from their `replications`: measure, object, part, before,
/// after, difference, half_width, unit, verdict ("more", "less", or "not told apart" where the
/// interval spans zero). Pairs replications of the same number. Empty if fewer than two match.
[[nodiscard]] Table compare_replications(const Table& before, const Table& after);

/// The three sites with most boxes at the end (ports: or most turned away with ships), and why.
[[nodiscard]] std::string describe_stuck(const network::Network& network,
                                         const simulation::Replications& result);

/// The first yard that fills, else the first queue of a week, in words.
[[nodiscard]] std::string describe_simulated(const network::Network& network,
                                             const simulation::Replications& result);

}  // namespace corridor::results
