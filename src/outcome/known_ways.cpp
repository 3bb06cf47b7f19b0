#include "known_ways.hpp"

#include <algorithm>
#include <limits>

#include "equilibrium.hpp"
#include "route_uses.hpp"

namespace corridor::outcome {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

}  // namespace

using assignment::LogitMonth;

KnownWays::KnownWays(const Outcome& outcome, const MonthChoice& choice,
                     const std::vector<int>& months)
    : footprints_(*outcome.footprints) {
  const double penalty = outcome.network->scenario->parameters.stranded_penalty.value();
  problem_.facility_count = outcome.loads.size();
  problem_.give_up.assign(outcome.movements.size(), penalty > 0.0 ? penalty : kInfinity);
  add_routes(outcome, choice);
  for (const int month : months) months_.push_back(rates_in(outcome, month));
}

void KnownWays::add_routes(const Outcome& outcome, const MonthChoice& choice) {
  const std::size_t known = footprints_.all().size();
  std::vector<assignment::RouteUse> uses;
  for (const MovementId id : outcome.movements.ids()) {
    for (const Alternative& way : choice.alternatives[id.value()]) {
      std::uint32_t footprint = way.footprint;
      if (footprint >= known) {
        uses.clear();
        add_route_uses(outcome, price_class(outcome, outcome.movements[id]), way.arcs, uses);
        footprint = footprints_.position_of(uses);
      }
      problem_.cost.push_back(way.cost);
      problem_.footprint.push_back(footprint);
    }
    problem_.first_route.push_back(static_cast<std::uint32_t>(problem_.cost.size()));
  }
  problem_.footprints = &footprints_.all();
}

LogitMonth KnownWays::worst() const {
  LogitMonth worst = months_.front();
  for (const LogitMonth& month : months_) {
    for (std::size_t m = 0; m < worst.demand.size(); ++m)
      worst.demand[m] = std::max(worst.demand[m], month.demand[m]);
    for (std::size_t f = 0; f < worst.room.size(); ++f)
      worst.room[f] = std::min(worst.room[f], month.room[f]);
  }
  return worst;
}

}  // namespace corridor::outcome
