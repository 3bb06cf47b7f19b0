// Cranes of a quay: how fast they work a ship, and what is lost while some are out of order.

#include <algorithm>

#include "engine.hpp"

namespace corridor::simulation {

/// Who is at a quay shares its yearly capacity and its cranes evenly. A ship alone is worked by as
/// many cranes as fit along it; a full quay moves what its capacity says.
double Engine::hours_per_teu_of_ship(SiteId quay) const {
  const Station& station = at(quay);
  const SitePlan& plan = plans_[quay];
  if (plan.cranes == 0) return station.hours_per_unit / station.pace();
  const double ships = station.resource ? std::max(1, station.resource->in_use()) : 1.0;
  const double by_capacity =
      plan.servers > 0 ? station.hours_per_unit / station.pace() * ships / plan.servers : 0.0;
  const double cranes =
      std::min(world_->parameters.cranes_per_ship, std::max(1, station.cranes) / ships);
  return std::max(by_capacity, 1.0 / (cranes * plan.crane_teu_per_hour));
}

bool Engine::cranes_fail_at(SiteId site) const {
  return plans_[site].cranes > 0 && world_->parameters.crane_up.value() > 0.0 &&
         world_->parameters.crane_repair.value() > 0.0;
}

/// Cranes fail and are mended one by one. The capacity of the data holds the usual share of them
/// that is out of order: it is lost, or won, only beyond that share.
/// Assumed: times to the next failure and of repair are exponential, and a crane fails whether it
/// works or not; one always works.
des::Process Engine::keep_cranes(des::Simulation& simulation, SiteId quay) {
  Station& station = at(quay);
  const int all = plans_[quay].cranes;
  const double up_h = world_->parameters.crane_up.value();
  const double repair_h = world_->parameters.crane_repair.value();
  const double usual = up_h / (up_h + repair_h);
  RandomStream random =
      stream_of(options_, number_of("cranes of " + book_.sites[quay].slug), Purpose::kBreakdowns);
  int working = 0;
  for (int crane = 0; crane < all; ++crane) working += random.uniform() < usual ? 1 : 0;
  for (;;) {
    station.cranes = working;
    station.crane_factor = std::max(1, working) / (all * usual);
    station.cranes_out.set(simulation.now_h(), 1.0 - static_cast<double>(working) / all);
    const double failures = working / up_h;
    const double changes = failures + (all - working) / repair_h;
    co_await simulation.delay(Hours(random.exponential() / changes));
    working += random.uniform() * changes < failures ? -1 : 1;
  }
}

}  // namespace corridor::simulation
