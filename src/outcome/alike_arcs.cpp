#include "alike_arcs.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace corridor::outcome {
namespace {

using network::ArcFacts;
using network::ArcId;
using network::Charge;
using network::FacilityUse;
using network::Network;

bool is_same_charge(const Charge& a, const Charge& b) {
  return a.component == b.component && a.basis == b.basis && a.amount == b.amount &&
         a.payer == b.payer;
}

// Of an empty that comes back against the arc.
std::span<const FacilityUse> uses_back(const Network& network, ArcId arc) {
  const ArcId back = network.reverse[arc];
  return back.is_none() ? std::span<const FacilityUse>() : network.uses[back];
}

bool takes_nothing(const Network& network, ArcId arc) {
  const ArcFacts& facts = network.arcs[arc];
  return facts.length.value() == 0.0 && facts.hours.value() == 0.0 && facts.wait.value() == 0.0 &&
         facts.variance_h2 == 0.0 && network.charges[arc].empty() && network.uses[arc].empty() &&
         uses_back(network, arc).empty();
}

// Of two arcs of one kind between the same places.
bool is_alike(const Network& network, ArcId a, ArcId b) {
  const auto facts = [&](ArcId arc) {
    const ArcFacts& of = network.arcs[arc];
    return std::tuple(of.mode, of.length.value(), of.hours.value(), of.wait.value(), of.variance_h2,
                      of.link, of.border, of.service, of.direction);
  };
  return facts(a) == facts(b) &&
         std::ranges::equal(network.charges[a], network.charges[b], is_same_charge) &&
         std::ranges::equal(network.uses[a], network.uses[b]) &&
         std::ranges::equal(uses_back(network, a), uses_back(network, b));
}

}  // namespace

AlikeArcs::AlikeArcs(const Network& network) : first_(network.arcs.size()) {
  using Key = std::tuple<network::ArcKind, model::PlaceId, model::PlaceId>;
  std::map<Key, std::vector<ArcId>> unlike;
  for (const ArcId arc : network.arcs.ids()) {
    if (takes_nothing(network, arc)) continue;
    std::vector<ArcId>& known =
        unlike[{network.arcs[arc].kind, network.tail(arc).place, network.head(arc).place}];
    const auto like = std::find_if(known.begin(), known.end(),
                                   [&](ArcId other) { return is_alike(network, arc, other); });
    first_[arc] = like == known.end() ? arc : *like;
    if (like == known.end()) known.push_back(arc);
  }
}

std::vector<ArcId> AlikeArcs::what_counts(std::span<const ArcId> arcs) const {
  std::vector<ArcId> counting;
  counting.reserve(arcs.size());
  for (const ArcId arc : arcs)
    if (!first_[arc].is_none()) counting.push_back(first_[arc]);
  return counting;
}

}  // namespace corridor::outcome
