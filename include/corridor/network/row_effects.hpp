// What a data row does in a network, as one number, so that two networks can be compared row by row
// without matching their arcs.
#pragma once

#include <cstdint>

#include "corridor/network/network.hpp"

namespace corridor::network {

/// For each data row, a number made of all arcs that name it (as their own row, as that of a
/// charge, or as that of a facility they use): kind, length, times, charges and capacities. It
/// changes when any of these does, in any order of arcs, and is 0 for a row that no arc names.
/// Linear in arcs and their charges. Source: sum of 64-bit mixed hashes; two worlds that differ
/// agree with a chance of about 1e-19.
[[nodiscard]] Column<model::RowId, std::uint64_t> row_effects(const Network& network);

}  // namespace corridor::network
