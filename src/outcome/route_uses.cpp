#include "route_uses.hpp"

#include <algorithm>

#include "corridor/base/parallel.hpp"
#include "corridor/outcome/movement_boxes.hpp"

namespace corridor::outcome {

PriceClass price_class(const Outcome& outcome, const Movement& movement) {
  const Empties empties = empties_of(outcome, movement);
  return {movement.cargo, empties.per_laden, empties.go_back};
}

// Movements stand in the order of demand rows, so a class is near the end of the list.
void ByClass::add(const PriceClass& boxes, MovementId id) {
  const auto found = std::find(classes.rbegin(), classes.rend(), boxes);
  if (found == classes.rend()) {
    classes.push_back(boxes);
    movements.push_back({id});
  } else {
    movements[static_cast<std::size_t>(classes.rend() - found) - 1].push_back(id);
  }
}

std::vector<ArcId> priced_arcs(const network::Network& network, std::span<const double> prices) {
  if (prices.empty()) return {};
  Column<ArcId, char> is_priced(network.arcs.size(), 0);
  for (const ArcId arc : network.arcs.ids()) {
    for (const network::FacilityUse& use : network.uses[arc]) {
      if (prices[use.facility.value()] <= 0.0) continue;
      is_priced[arc] = 1;
      if (!network.reverse[arc].is_none()) is_priced[network.reverse[arc]] = 1;
    }
  }
  std::vector<ArcId> arcs;
  for (const ArcId arc : network.arcs.ids())
    if (is_priced[arc] != 0) arcs.push_back(arc);
  return arcs;
}

bool is_limit(const network::Facility& facility) {
  return facility.capacity.value() > 0.0 && !facility.is_circular;
}

namespace {

bool takes_the_same(const network::CargoClass& a, const network::CargoClass& b) {
  return a.size == b.size && a.trucks_per_box == b.trucks_per_box && a.home == b.home &&
         a.direction == b.direction && a.regimes == b.regimes;
}

bool takes_the_same(const network::Facility& a, const network::Facility& b) {
  return a.unit == b.unit && a.teu_per_train == b.teu_per_train && is_limit(a) == is_limit(b);
}

}  // namespace

bool take_the_same(const Outcome& a, const Outcome& b) {
  const network::Network& here = *a.network;
  const network::Network& there = *b.network;
  if (here.facilities.size() != there.facilities.size() || here.arcs.size() != there.arcs.size() ||
      a.movements.size() != b.movements.size())
    return false;
  for (const FacilityId id : here.facilities.ids()) {
    if (!takes_the_same(here.facilities[id], there.facilities[id])) return false;
  }
  for (const ArcId arc : here.arcs.ids()) {
    const auto& own = here.uses[arc];
    const auto& other = there.uses[arc];
    if (here.reverse[arc] != there.reverse[arc] ||
        !std::equal(own.begin(), own.end(), other.begin(), other.end()))
      return false;
  }
  for (const MovementId id : a.movements.ids()) {
    const PriceClass own = price_class(a, a.movements[id]);
    const PriceClass other = price_class(b, b.movements[id]);
    if (own.empties_per_laden != other.empties_per_laden ||
        own.empties_return != other.empties_return ||
        !takes_the_same(a.cargo_classes[own.cargo], b.cargo_classes[other.cargo]))
      return false;
  }
  return true;
}

void add_route_uses(const Outcome& outcome, const PriceClass& boxes, std::span<const ArcId> arcs,
                    std::vector<assignment::RouteUse>& uses) {
  const network::Network& network = *outcome.network;
  const network::CargoClass& cargo = outcome.cargo_classes[boxes.cargo];
  const auto begin = static_cast<std::ptrdiff_t>(uses.size());
  const auto wanted = [&](FacilityId facility) { return is_limit(network.facilities[facility]); };
  const auto take = [&](FacilityId facility, double units, bool) {
    if (units > 0.0) uses.push_back({static_cast<std::uint32_t>(facility.value()), units});
  };
  for (const ArcId arc : arcs) for_each_use(network, cargo, boxes, arc, wanted, take);
  std::sort(uses.begin() + begin, uses.end(),
            [](const auto& a, const auto& b) { return a.facility < b.facility; });
  // One entry a facility.
  auto last = uses.begin() + begin;
  for (auto use = last; use != uses.end(); ++use) {
    if (use == last) continue;
    if (use->facility == last->facility) {
      last->units += use->units;
    } else {
      *++last = *use;
    }
  }
  if (last != uses.end()) uses.erase(last + 1, uses.end());
}

// The uses of a batch of routes are listed by any thread, and get their positions in order.
void find_footprints(const Outcome& outcome, std::span<const BareRoute> routes, int jobs,
                     FootprintTable& table) {
  constexpr std::size_t kBatch = 1024;
  struct Uses {
    std::vector<assignment::RouteUse> all;
    std::vector<std::size_t> end;  // [route of the batch]
  };
  std::vector<Uses> batches((routes.size() + kBatch - 1) / kBatch);
  const auto batch_of = [&](std::size_t batch) {
    return routes.subspan(batch * kBatch, std::min(kBatch, routes.size() - batch * kBatch));
  };
  for_each_index(batches.size(), jobs, [&](std::size_t batch, int) {
    Uses& own = batches[batch];
    for (const BareRoute& route : batch_of(batch)) {
      const PriceClass boxes = price_class(outcome, outcome.movements[route.movement]);
      add_route_uses(outcome, boxes, *route.arcs, own.all);
      own.end.push_back(own.all.size());
    }
  });
  for (std::size_t batch = 0; batch < batches.size(); ++batch) {
    const std::span<const assignment::RouteUse> uses = batches[batch].all;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < batches[batch].end.size(); ++i) {
      const std::size_t end = batches[batch].end[i];
      *batch_of(batch)[i].footprint = table.position_of(uses.subspan(begin, end - begin));
      begin = end;
    }
  }
}

}  // namespace corridor::outcome
