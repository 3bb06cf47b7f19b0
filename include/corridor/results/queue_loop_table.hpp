// The steps by which flows and waits came to agree, or did not.
#pragma once

#include <string>
#include <vector>

#include "corridor/outcome/queue_loop.hpp"
#include "corridor/results/table.hpp"

namespace corridor::results {

/// step, flow_change (share of capacity) and where, wait_change_h with its half width and where,
/// mean_difference_h, unsettled and vague facilities, moved loads: one row a step.
[[nodiscard]] Table make_queue_loop(const network::Network& network,
                                    const std::vector<outcome::QueueLoopStep>& steps);

/// One step in a line.
[[nodiscard]] std::string describe_queue_step(const network::Network& network, int step,
                                              const outcome::QueueLoopStep& at);

}  // namespace corridor::results
