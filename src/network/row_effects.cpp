#include "corridor/network/row_effects.hpp"

#include <bit>

namespace corridor::network {
namespace {

using model::RowId;

// Source: the finalizer of SplitMix64 (Steele, Lea and Flood 2014).
std::uint64_t mixed(std::uint64_t value) {
  value += 0x9e3779b97f4a7c15ULL;
  value = (value ^ (value >> 30U)) * 0xbf58476d1ce4e5b9ULL;
  value = (value ^ (value >> 27U)) * 0x94d049bb133111ebULL;
  return value ^ (value >> 31U);
}

std::uint64_t join(std::uint64_t seed, std::uint64_t value) {
  return mixed(seed ^ mixed(value));
}

std::uint64_t join(std::uint64_t seed, double value) {
  return join(seed, std::bit_cast<std::uint64_t>(value));
}

std::uint64_t effect_of(const Charge& charge) {
  std::uint64_t effect = join(static_cast<std::uint64_t>(charge.component), charge.amount);
  effect = join(effect, static_cast<std::uint64_t>(charge.basis));
  return join(effect, static_cast<std::uint64_t>(charge.payer.trade));
}

std::uint64_t effect_of(const FacilityUse& use, const Facility& facility) {
  const std::uint64_t effect = join(static_cast<std::uint64_t>(facility.kind), use.share);
  // Capacity that was read from traffic limits nothing.
  if (facility.is_circular) return effect;
  return join(join(effect, facility.capacity.value()), facility.base_load.value());
}

std::uint64_t effect_of(const Network& network, ArcId arc) {
  const ArcFacts& facts = network.arcs[arc];
  std::uint64_t effect = join(static_cast<std::uint64_t>(facts.kind), facts.length.value());
  effect = join(effect, facts.hours.value());
  effect = join(effect, facts.wait.value());
  effect = join(effect, facts.variance_h2);
  std::uint64_t sum = 0;
  for (const Charge& charge : network.charges[arc]) sum += effect_of(charge);
  for (const FacilityUse& use : network.uses[arc])
    sum += effect_of(use, network.facilities[use.facility]);
  return join(effect, sum);
}

}  // namespace

Column<RowId, std::uint64_t> row_effects(const Network& network) {
  const model::Scenario& world = *network.scenario;
  Column<RowId, std::uint64_t> effects(world.rows->size(), 0);
  const auto add = [&](RowId row, std::uint64_t effect) {
    if (!row.is_none()) effects[row] += effect;
  };
  for (const ArcId arc : network.arcs.ids()) {
    const ArcFacts& facts = network.arcs[arc];
    const std::uint64_t effect = effect_of(network, arc);
    add(facts.row, effect);
    if (!facts.link.is_none()) add(world.links[facts.link].row, effect);
    if (!facts.border.is_none()) add(world.borders[facts.border].row, effect);
    if (!facts.service.is_none()) add(world.services[facts.service].row, effect);
    for (const Charge& charge : network.charges[arc]) add(charge.row, effect);
    for (const FacilityUse& use : network.uses[arc])
      add(network.facilities[use.facility].row, effect);
  }
  return effects;
}

}  // namespace corridor::network
