#include "corridor/studies/explain.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>

#include "corridor/routes/shortest.hpp"
#include "through.hpp"

namespace corridor::studies {
namespace {

using network::ArcFacts;
using network::ArcKind;
using network::Component;
using network::CostItem;
using network::Network;
using Arcs = std::vector<ArcId>;

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kEqualUsd = 1e-9;  // costs that differ by less are equal
constexpr double kMostFactor = 50;  // no advantage is thought to grow further
constexpr int kMostSteps = 60;

// Costs of a contender with one amount scaled, and its best way under them.
class Ranging {
 public:
  explicit Ranging(const Contender& contender)
      : contender_(&contender),
        paths_(contender.network->graph),
        through_(contender.network->graph, contender.through) {
    network::fill_costs(*contender.network, contender.shipment.cargo, contender.state, costs_);
  }

  /// What is scaled from now on.
  void take(const Spot& spot, Component component) {
    amounts_.assign(costs_.size(), 0.0);
    for (const ArcId arc : contender_->network->arcs.ids()) {
      if (costs_[arc.value()] == kInfinity || spot_of(*contender_->network, arc) != spot) continue;
      const Breakdown parts = network::break_down(*contender_->network, contender_->shipment.cargo,
                                                  contender_->state, {&arc, 1});
      amounts_[arc.value()] = parts[static_cast<std::size_t>(component)];
    }
  }

  struct Best {
    double cost = kInfinity;
    double amount = 0.0;  ///< of what is scaled, at factor 1
    Arcs arcs;
  };
  Best best(double factor) {
    std::vector<double> costs = costs_;
    for (std::size_t arc = 0; arc < amounts_.size(); ++arc)
      costs[arc] += (factor - 1.0) * amounts_[arc];
    Best best;
    best.arcs = contender_->fixed.empty() ? search(costs) : contender_->fixed;
    if (best.arcs.empty()) return best;
    best.cost = 0.0;
    for (const ArcId arc : best.arcs) {
      best.cost += costs[arc.value()];
      if (!amounts_.empty()) best.amount += amounts_[arc.value()];
    }
    return best;
  }

 private:
  const Contender* contender_;
  routes::ShortestPaths paths_;
  routes::MarkerSearch through_;
  std::vector<double> costs_;
  std::vector<double> amounts_;
  routes::Tree from_;
  routes::Tree to_;

  Arcs search(const std::vector<double>& costs) {
    const Shipment& shipment = contender_->shipment;
    if (contender_->through.empty()) {
      auto route = paths_.find_route(shipment.source, shipment.target, costs);
      return route ? std::move(route->arcs) : Arcs();
    }
    paths_.tree_from(shipment.source, costs, from_);
    paths_.tree_to(shipment.target, costs, to_);
    return cheapest_through(through_, from_, to_, shipment, contender_->through, costs);
  }
};

// The gap between loser and winner as a function of the factor, and its slope.
class Race {
 public:
  Race(Ranging& loser, Ranging& winner, bool in_one_world)
      : loser_(&loser), winner_(&winner), in_one_world_(in_one_world) {}

  /// The factor nearest to 1 at which both cost the same, in [0, 1] when the loser's amount falls
  /// or [1, kMostFactor] when the winner's rises; nothing when there is none.
  std::optional<double> find(const Spot& spot, Component component, bool of_loser) {
    of_loser_ = of_loser;
    if (of_loser || in_one_world_) loser_->take(spot, component);
    if (!of_loser || in_one_world_) winner_->take(spot, component);
    double inside = of_loser ? 0.0 : kMostFactor;  // the order is turned here
    double outside = 1.0;                          // and not yet here
    if (look(inside).gap > 0.0) return std::nullopt;
    for (int step = 0; step < kMostSteps; ++step) {
      const Look now = look(outside);
      if (std::abs(now.gap) <= kEqualUsd / 10) return outside;
      double next = now.slope != 0.0 ? outside - now.gap / now.slope : inside;
      const double low = std::min(inside, outside);
      const double high = std::max(inside, outside);
      if (!(next > low && next < high)) next = (inside + outside) / 2;
      const double gap = look(next).gap;
      if (std::abs(gap) <= kEqualUsd / 10) return next;
      (gap > 0.0 ? outside : inside) = next;
      if (std::abs(inside - outside) < 1e-15) break;
    }
    return std::nullopt;
  }

 private:
  struct Look {
    double gap = 0.0;
    double slope = 0.0;
  };
  Ranging* loser_;
  Ranging* winner_;
  bool in_one_world_;
  bool of_loser_ = true;

  Look look(double factor) {
    const bool moves_loser = of_loser_ || in_one_world_;
    const bool moves_winner = !of_loser_ || in_one_world_;
    const Ranging::Best loser = loser_->best(moves_loser ? factor : 1.0);
    const Ranging::Best winner = winner_->best(moves_winner ? factor : 1.0);
    return {loser.cost - winner.cost,
            (moves_loser ? loser.amount : 0.0) - (moves_winner ? winner.amount : 0.0)};
  }
};

// Amounts that can be ranged: money, and hours spent at a spot.
bool can_range(const WaterfallStep& step) {
  return step.component != Component::kUnreliability && step.component != Component::kCarbon;
}

std::optional<Lever> find_lever(const Explanation& found, Race& race) {
  const bool b_loses = found.gap > 0.0;
  std::vector<WaterfallStep> steps = found.steps;
  const auto lead = [&](const WaterfallStep& step) {  // how far it sets the loser back
    return b_loses ? step.change() : -step.change();
  };
  std::stable_sort(steps.begin(), steps.end(),
                   [&](const auto& x, const auto& y) { return lead(x) > lead(y); });
  const auto attempt = [&](const WaterfallStep& step, bool of_loser) -> std::optional<Lever> {
    const auto factor = race.find(step.spot, step.component, of_loser);
    if (!factor) return std::nullopt;
    const double now = of_loser == b_loses ? step.after : step.before;
    return Lever{step.spot, step.component, of_loser, *factor, now};
  };
  for (const WaterfallStep& step : steps) {
    if (lead(step) <= 0.0 || !can_range(step)) continue;
    if (auto lever = attempt(step, true)) return lever;
  }
  std::reverse(steps.begin(), steps.end());
  for (const WaterfallStep& step : steps) {
    if (lead(step) >= 0.0 || !can_range(step)) continue;
    if (auto lever = attempt(step, false)) return lever;
  }
  return std::nullopt;
}

std::vector<CostItem> items_of(const Contender& contender, const Arcs& arcs) {
  return network::itemize(*contender.network, contender.shipment.cargo, contender.state, arcs);
}

}  // namespace

Spot spot_of(const Network& network, ArcId arc) {
  const ArcFacts& facts = network.arcs[arc];
  const model::Scenario& world = *network.scenario;
  const model::Place& place = world.places[network.tail(arc).place];
  switch (facts.kind) {
    case ArcKind::kRoadHaul:
      return {SpotKind::kRoads, world.countries[place.country].slug};
    case ArcKind::kRailHaul:
      return {SpotKind::kRails, world.countries[place.country].slug};
    case ArcKind::kSail:
      return {SpotKind::kSea, "sea"};
    case ArcKind::kServiceRun:
      return {SpotKind::kService, world.services[facts.service].slug};
    case ArcKind::kBorder:
      return {SpotKind::kBorder, world.borders[facts.border].slug};
    default:
      return {SpotKind::kPlace, place.slug};
  }
}

std::string name_of(const model::Scenario& world, const Spot& spot) {
  const auto named = [&](const auto& records) {
    for (const auto& record : records) {
      if (record.slug == spot.slug) return record.name;
    }
    return spot.slug;
  };
  switch (spot.kind) {
    case SpotKind::kRoads:
      return "roads of " + named(world.countries);
    case SpotKind::kRails:
      return "railways of " + named(world.countries);
    case SpotKind::kSea:
      return "the sea";
    case SpotKind::kService:
      return named(world.services);
    case SpotKind::kBorder:
      return named(world.borders);
    case SpotKind::kPlace:
      return named(world.places);
  }
  return spot.slug;
}

std::vector<WaterfallStep> make_waterfall(const Network& before_net,
                                          const std::vector<CostItem>& before,
                                          const Network& after_net,
                                          const std::vector<CostItem>& after) {
  std::map<std::pair<Spot, Component>, WaterfallStep> steps;
  const auto at = [&](const Network& network, const CostItem& item) -> WaterfallStep& {
    const Spot spot = spot_of(network, item.arc);
    WaterfallStep& step = steps[{spot, item.component}];
    step.spot = spot;
    step.component = item.component;
    return step;
  };
  for (const CostItem& item : before) at(before_net, item).before += item.usd_per_teu;
  for (const CostItem& item : after) at(after_net, item).after += item.usd_per_teu;
  std::vector<WaterfallStep> result;
  result.reserve(steps.size());
  for (auto& [key, step] : steps) result.push_back(step);
  return result;
}

std::optional<Way> best_way(const Contender& contender) {
  Arcs arcs = Ranging(contender).best(1.0).arcs;
  if (arcs.empty()) return std::nullopt;
  return price_way(*contender.network, contender.shipment, contender.state, std::move(arcs));
}

Explanation explain(const Contender& a, const Contender& b) {
  Explanation found;
  found.a = best_way(a);
  found.b = best_way(b);
  if (!found.a || !found.b) return found;
  found.gap = found.b->generalised() - found.a->generalised();
  found.steps = make_waterfall(*a.network, items_of(a, found.a->arcs), *b.network,
                               items_of(b, found.b->arcs));
  if (std::abs(found.gap) <= kEqualUsd) return found;
  Ranging of_a(a);
  Ranging of_b(b);
  const bool in_one_world = a.network == b.network;
  Race race = found.gap > 0.0 ? Race(of_b, of_a, in_one_world) : Race(of_a, of_b, in_one_world);
  found.lever = find_lever(found, race);
  return found;
}

std::optional<double> cost_under(const Contender& contender, const Lever& lever, double factor) {
  Ranging ranging(contender);
  ranging.take(lever.spot, lever.component);
  const Ranging::Best best = ranging.best(factor);
  if (best.arcs.empty()) return std::nullopt;
  return best.cost;
}

Network apply(const Network& network, const Lever& lever) {
  Network changed = network;
  changed.charges = {};
  for (const ArcId arc : network.arcs.ids()) {
    const bool is_met = spot_of(network, arc) == lever.spot;
    for (network::Charge charge : network.charges[arc]) {
      if (is_met && charge.component == lever.component) charge.amount *= lever.factor;
      changed.charges.add(charge);
    }
    changed.charges.close();
    if (!is_met || lever.component != Component::kTime) continue;
    changed.arcs[arc].hours = network.arcs[arc].hours * lever.factor;
    changed.arcs[arc].wait = network.arcs[arc].wait * lever.factor;
  }
  return changed;
}

}  // namespace corridor::studies
