// A network in which facilities make boxes wait: the same arcs with longer hours.
#pragma once

#include "corridor/network/network.hpp"

namespace corridor::network {

/// A copy whose arcs take the wait of each facility on them longer; a service's wait is before its
/// trains, at every stop. Ids are those of `network`. What only some boxes use (a regime's
/// scanners, a trade's siding) makes nobody wait here: an arc has the same hours for all.
[[nodiscard]] Network with_waits(const Network& network, const Column<FacilityId, Hours>& waits);

}  // namespace corridor::network
