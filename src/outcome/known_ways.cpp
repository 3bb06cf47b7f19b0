#include "known_ways.hpp"

#include <algorithm>
#include <limits>

#include "equilibrium.hpp"
#include "footprints.hpp"

namespace corridor::outcome {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

}  // namespace

using assignment::LogitMonth;

KnownWays::KnownWays(const Outcome& outcome, const MonthChoice& choice,
                     const std::vector<int>& months) {
  const double penalty = outcome.network->scenario->parameters.stranded_penalty.value();
  problem_.facility_count = outcome.loads.size();
  problem_.give_up.assign(outcome.movements.size(), penalty > 0.0 ? penalty : kInfinity);
  problem_.first_route = choice.sets->first_route;
  problem_.cost = choice.cost;
  problem_.footprint = choice.footprint;
  problem_.footprints = &outcome.footprints->all();
  for (const int month : months) months_.push_back(rates_in(outcome, month));
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
