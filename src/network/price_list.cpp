#include "price_list.hpp"

#include <limits>
#include <queue>
#include <vector>

namespace corridor::network {
namespace {

using model::CountryId;
using model::HaulDirection;
using model::Link;
using model::LinkId;
using model::Mode;
using model::PlaceId;

// Road distance of each place to the nearest gateway of its own country, without leaving it.
Column<PlaceId, double> distances_to_port(const model::Scenario& world) {
  std::vector<std::vector<std::pair<PlaceId, double>>> roads(world.places.size());
  for (const Link& link : world.links) {
    if (link.mode != Mode::kRoad ||
        world.places[link.from].country != world.places[link.to].country)
      continue;
    roads[link.from.value()].emplace_back(link.to, link.length.value());
    roads[link.to.value()].emplace_back(link.from, link.length.value());
  }
  Column<PlaceId, double> km(world.places.size(), std::numeric_limits<double>::infinity());
  using Entry = std::pair<double, PlaceId>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
  for (const PlaceId place : world.places.ids()) {
    if (!world.places[place].is_gateway()) continue;
    km[place] = 0.0;
    queue.emplace(0.0, place);
  }
  while (!queue.empty()) {
    const auto [distance, place] = queue.top();
    queue.pop();
    if (distance > km[place]) continue;
    for (const auto& [next, length] : roads[place.value()]) {
      if (distance + length >= km[next]) continue;
      km[next] = distance + length;
      queue.emplace(km[next], next);
    }
  }
  return km;
}

}  // namespace

PriceList::PriceList(const model::Scenario& world)
    : world_(&world), km_to_port_(distances_to_port(world)) {
  for (std::size_t i = 0; i < world.haul_rates.size(); ++i) {
    const model::HaulRate& rate = world.haul_rates[i];
    rate_.emplace(std::tuple(rate.country, rate.product, rate.direction, rate.size), i);
  }
  for (std::size_t i = 0; i < world.entry_fees.size(); ++i) {
    fee_.emplace(std::pair(world.entry_fees[i].into, world.entry_fees[i].from), i);
  }
}

const model::HaulRate* PriceList::find(CountryId country, model::HaulProduct product,
                                       HaulDirection direction, model::BoxSize size) const {
  for (const CountryId where : {country, CountryId()}) {
    for (const HaulDirection way : {direction, HaulDirection::kBoth}) {
      const auto found = rate_.find(std::tuple(where, product, way, size));
      if (found != rate_.end()) return &world_->haul_rates[found->second];
    }
  }
  return nullptr;
}

HaulDirection PriceList::direction_of(const Link& link, model::Direction way) const {
  const bool forward = way == model::Direction::kForward;
  const double start = km_to_port_[forward ? link.from : link.to];
  const double end = km_to_port_[forward ? link.to : link.from];
  const double half = link.length.value() / 2;
  if (start + half < end) return HaulDirection::kFromSea;
  if (end + half < start) return HaulDirection::kToSea;
  return HaulDirection::kBoth;
}

const model::EntryFee* PriceList::entry_fee(CountryId into, CountryId from) const {
  for (const CountryId origin : {from, CountryId()}) {
    const auto found = fee_.find(std::pair(into, origin));
    if (found != fee_.end()) return &world_->entry_fees[found->second];
  }
  return nullptr;
}

}  // namespace corridor::network
