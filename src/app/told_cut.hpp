// Why a pair has no way, in words.
#pragma once

#include <string>

#include "corridor/studies/ways.hpp"

namespace corridor::app {

/// Several lines without a last newline: the closures that cut the pair off, and what would join
/// it.
[[nodiscard]] std::string tell_cut(const network::Network& network,
                                   const studies::Shipment& shipment, const studies::Ways& found);

}  // namespace corridor::app
