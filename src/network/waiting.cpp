#include "corridor/network/waiting.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace corridor::network {
namespace {

using Train = std::pair<model::ServiceId, model::Direction>;

// The longest wait of a service's legs, by service and direction.
std::map<Train, Hours> waits_for_trains(const Network& network,
                                        const Column<FacilityId, Hours>& waits) {
  std::map<Train, Hours> longest;
  for (const ArcId arc : network.arcs.ids()) {
    const ArcFacts& facts = network.arcs[arc];
    if (facts.kind != ArcKind::kServiceRun) continue;
    for (const FacilityUse& use : network.uses[arc]) {
      if (network.facilities[use.facility].kind != FacilityKind::kService) continue;
      Hours& wait = longest[{facts.service, facts.direction}];
      wait = std::max(wait, waits[use.facility]);
    }
  }
  return longest;
}

// Nothing where no train of a service goes on from the stop.
Hours wait_at_stop(const Network& network, NodeId stop, const std::map<Train, Hours>& trains) {
  const std::uint32_t end = network.graph.first_out_array()[stop.value() + 1];
  for (ArcId run(network.graph.first_out(stop)); run.value() < end; ++run) {
    const ArcFacts& facts = network.arcs[run];
    if (facts.kind != ArcKind::kServiceRun) continue;
    const auto found = trains.find({facts.service, facts.direction});
    if (found != trains.end()) return found->second;
  }
  return Hours(0);
}

}  // namespace

Network with_waits(const Network& network, const Column<FacilityId, Hours>& waits) {
  Network slower = network;
  const std::map<Train, Hours> trains = waits_for_trains(network, waits);
  for (const ArcId arc : network.arcs.ids()) {
    ArcFacts& facts = slower.arcs[arc];
    for (const FacilityUse& use : network.uses[arc]) {
      const bool by_all = use.payer.kind == Payer::Kind::kAll;
      const bool is_train = network.facilities[use.facility].kind == FacilityKind::kService;
      if (by_all && !is_train) facts.hours += waits[use.facility];
    }
    if (facts.kind == ArcKind::kBoard)
      facts.hours += wait_at_stop(network, network.graph.head(arc), trains);
  }
  return slower;
}

}  // namespace corridor::network
