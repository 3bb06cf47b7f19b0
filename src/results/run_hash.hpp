// Identity of a run.
#pragma once

#include <string>

#include "corridor/results/run_folder.hpp"

namespace corridor::results {

/// Hash of version, seed, input files and effective scenario: 32 digits.
[[nodiscard]] std::string hash_of_run(const RunInputs& inputs);

}  // namespace corridor::results
