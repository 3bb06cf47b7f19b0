// Rules of transit: what a regime asks of the boxes it covers, where they meet it.

#include <algorithm>

#include "builder.hpp"

namespace corridor::network {
namespace {

using model::Regime;

template <class I>
bool contains(const std::vector<I>& ids, I id) {
  return !id.is_none() && std::find(ids.begin(), ids.end(), id) != ids.end();
}

void add_charges(const Regime& regime, const Payer& payer, DraftArc& arc) {
  arc.charges.push_back(
      {Component::kGuarantee, Basis::kTeu, regime.guarantee.value(), payer, regime.row});
  arc.charges.push_back(
      {Component::kGuarantee, Basis::kValue, regime.guarantee_share_of_value, payer, regime.row});
  Payer under_fee = payer;
  under_fee.only_under_fee = true;
  arc.charges.push_back(
      {Component::kToll, Basis::kValue, regime.fee_share_of_value, under_fee, regime.row});
}

}  // namespace

void add_regimes(Builder& builder, DraftArc& arc, model::PlaceId gateway, model::BorderId border) {
  const model::Scenario& world = builder.world();
  for (std::size_t i = 0; i < world.regimes.size() && i < kMostRegimes; ++i) {
    const Regime& regime = world.regimes[i];
    const bool met = contains(regime.gateways, gateway) || contains(regime.borders, border);
    if (!met || !model::is_in_force(world, regime)) continue;
    const Payer payer{
        Payer::Kind::kRegime, model::Trade::kTransit, {}, static_cast<unsigned char>(i)};
    add_charges(regime, payer, arc);
    if (gateway.is_none()) continue;
    if (regime.scan_capacity.value() > 0) {
      arc.uses.push_back(
          {builder.transit_control(regime, TransitControl::kScanners), regime.scan_share, payer});
    }
    if (regime.tracker_capacity.value() > 0) {
      arc.uses.push_back({builder.transit_control(regime, TransitControl::kTrackers), 1.0, payer});
    }
  }
}

FacilityId Builder::transit_control(const Regime& regime, TransitControl control) {
  const bool scans = control == TransitControl::kScanners;
  const PerHour capacity = scans ? regime.scan_capacity : regime.tracker_capacity;
  const auto [entry, is_new] =
      transit_controls_.try_emplace({control, regime.gateways, capacity.value()});
  if (!is_new) return entry->second;
  const model::Place& first = world().places[regime.gateways.front()];
  Facility facility;
  facility.kind = FacilityKind::kTransitControl;
  facility.slug = std::string(scans ? "scanners." : "trackers.") + first.slug;
  facility.name = std::string(scans ? "Scanners" : "Trackers") + " for transit at " + first.name;
  facility.from = facility.to = regime.gateways.front();
  facility.unit = CapacityUnit::kBox;
  facility.capacity = capacity;
  facility.is_circular = scans ? regime.scanners_are_circular : regime.trackers_are_circular;
  facility.capacity_grade = (*world().rows)[regime.row].grade;
  facility.row = regime.row;
  entry->second = add_facility(std::move(facility));
  return entry->second;
}

}  // namespace corridor::network
