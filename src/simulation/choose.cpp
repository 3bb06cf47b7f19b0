// What lots do at a closure: wait, and for how long, or go another way.

#include <algorithm>
#include <cmath>

#include "engine.hpp"

namespace corridor::simulation {

using network::ArcId;
using network::NodeId;

const std::vector<double>& Engine::open_costs(std::uint32_t cargo) {
  const auto [entry, is_new] = open_costs_.try_emplace(cargo);
  if (is_new) {
    network::fill_costs(*network_, flows_->cargo_classes[cargo], all_open(*network_),
                        entry->second);
  }
  return entry->second;
}

const routes::Tree& Engine::tree_now(std::uint32_t cargo, NodeId destination) {
  const auto [costs, is_new] = costs_now_.try_emplace(cargo);
  if (is_new) {
    network::fill_costs(*network_, flows_->cargo_classes[cargo], now_, costs->second);
    add_queues(cargo, costs->second);
  }
  const auto [tree, grows] = trees_now_.try_emplace({cargo, destination});
  if (grows) paths_.tree_to(destination, costs->second, tree->second);
  return tree->second;
}

/// What the queues of last midnight cost in time, where everyone waits in them: who looks for a way
/// around asks how long others stand there.
void Engine::add_queues(std::uint32_t cargo, std::vector<double>& costs) const {
  constexpr double kShortH = 1.0;  // nobody asks about less
  const double usd_per_hour = flows_->cargo_classes[cargo].value_of_time.value();
  for (const ArcId arc : network_->arcs.ids()) {
    if (!std::isfinite(costs[arc.value()])) continue;
    for (const network::FacilityUse& use : network_->uses[arc]) {
      const SiteId site = book_.of_facility[use.facility];
      if (site.is_none() || use.payer.kind != network::Payer::Kind::kAll) continue;
      const double wait_h = at(site).waiting_work_h / std::max(1, plans_[site].servers);
      if (wait_h > kShortH) costs[arc.value()] += usd_per_hour * wait_h;
    }
  }
}

NodeId Engine::node_of(const Lot& lot, std::size_t position) const {
  return network_->graph.tail(lot.plan->arcs[lot.plan->stages[position].arc]);
}

/// Hours to wait before taking the way around: until waiting has cost as much as the way around
/// costs more, which never costs more than twice what knowing the length of the closure would.
/// Infinite when there is no way around.
/// Source: Karlin, Manasse, Rudolph & Sleator 1988, Algorithmica 3 (the ski rental rule).
double Engine::patience(const Lot& lot, std::size_t position) {
  if (lot.is_empty || lot.plan->arcs.empty()) return des::kForever.value();
  const NodeId destination = network_->destination[lot.destination];
  const routes::Tree& tree = tree_now(lot.cargo, destination);
  const double around = tree.distance[node_of(lot, position).value()];
  if (!std::isfinite(around)) return des::kForever.value();
  const std::vector<double>& costs = open_costs(lot.cargo);
  double ahead = 0.0;
  for (std::size_t i = lot.plan->stages[position].arc; i < lot.plan->arcs.size(); ++i) {
    ahead += costs[lot.plan->arcs[i].value()];
  }
  const network::CargoClass& cargo = flows_->cargo_classes[lot.cargo];
  const double usd_per_hour =
      cargo.value_of_time.value() +
      world_->parameters.detention_per_box_day.value() / kHoursPerDay / teu_of(cargo.size).value();
  const double least_h = world_->parameters.least_patience.value();
  return std::max(least_h, (around - ahead) / usd_per_hour);
}

/// Turns the lot to the cheapest way that is open now. False if there is none.
bool Engine::choose_again(Lot& lot, std::size_t position) {
  const NodeId destination = network_->destination[lot.destination];
  const routes::Tree& tree = tree_now(lot.cargo, destination);
  NodeId node = node_of(lot, position);
  if (!std::isfinite(tree.distance[node.value()])) {
    lot.waits_for_ever = true;
    return false;
  }
  std::vector<ArcId> arcs;
  while (node != destination) {
    arcs.push_back(tree.parent[node.value()]);
    node = network_->graph.head(arcs.back());
  }
  lot.plan = &routes_.plan(lot.cargo, arcs);
  const double planned_h = lot.walked_h + lot.plan->hours;
  lot.late(Cause::kDetour, planned_h - lot.planned_h + lot.done_h);
  lot.planned_h = planned_h;
  lot.done_h = 0.0;
  lot.money_usd += lot.plan->usd_per_teu;
  if (!lot.is_backlog && is_measured()) result_.rerouted_teu += lot.teu;
  return true;
}

/// Opens and shuts a site as its dated closures say. Who waits in its queue when it shuts is told.
des::Process Engine::keep_closures(des::Simulation& simulation, SiteId site) {
  Station& station = at(site);
  for (const des::Window& closure : plans_[site].shut) {
    co_await simulation.delay_until(closure.from);
    station.is_shut = true;
    if (!book_.sites[site].facility.is_none()) now_.shut[book_.sites[site].facility] = 1;
    costs_now_.clear();
    trees_now_.clear();
    for (const Waiter* waiter : std::vector<Waiter*>(station.waiters)) {
      simulation.interrupt(waiter->process);
    }
    if (closure.until.value() > clock_.end_h) co_return;
    co_await simulation.delay_until(closure.until);
    station.is_shut = false;
    if (!book_.sites[site].facility.is_none()) now_.shut[book_.sites[site].facility] = 0;
    costs_now_.clear();
    trees_now_.clear();
    station.reopening->open(std::numeric_limits<int>::max());
  }
}

/// Narrows a site on the days on which only a part of its capacity is left.
des::Process Engine::keep_capacity(des::Simulation& simulation, SiteId site) {
  Station& station = at(site);
  for (const Narrowing& narrow : plans_[site].narrow) {
    co_await simulation.delay_until(Hours(narrow.from_h));
    station.factor = narrow.factor;
    co_await simulation.delay_until(Hours(narrow.until_h));
    station.factor = 1.0;
  }
}

/// Hours within a stretch during which a site was shut by closures, and by its weekly hours.
std::pair<double, double> Engine::shut_hours(SiteId site, double from_h, double until_h) const {
  const SitePlan& plan = plans_[site];
  if (!plan.hours) return {0.0, 0.0};
  const auto overlap = [&](double a, double b) {
    return std::max(0.0, std::min(b, until_h) - std::max(a, from_h));
  };
  double closed_h = 0.0;
  for (const des::Window& closure : plan.shut) {
    closed_h += overlap(closure.from.value(), closure.until.value());
  }
  const double period_h = plan.hours->period.value();
  double open_h = 0.0;
  double open_but_closed_h = 0.0;
  for (double cycle = std::floor(from_h / period_h); cycle * period_h < until_h; cycle += 1.0) {
    for (const des::Window& window : plan.hours->open) {
      const double a = cycle * period_h + window.from.value();
      const double b = cycle * period_h + window.until.value();
      open_h += overlap(a, b);
      for (const des::Window& closure : plan.shut) {
        open_but_closed_h +=
            overlap(std::max(a, closure.from.value()), std::min(b, closure.until.value()));
      }
    }
  }
  return {closed_h, until_h - from_h - closed_h - (open_h - open_but_closed_h)};
}

}  // namespace corridor::simulation
