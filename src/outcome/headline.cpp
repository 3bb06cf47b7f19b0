#include "headline.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace corridor::outcome {
namespace {

using model::Demand;
using model::DemandId;
using model::PlaceId;

bool is_contestable(const model::Scenario& world, const Demand& demand) {
  return world.regions[demand.country].is_contestable &&
         world.regions[demand.partner].is_contestable;
}

// Facilities in a row share one price; the first in table order stands for them.
constexpr double kClearlyMore = 1.01;

// Names the facilities that are full in the earliest month with any, and of these the one whose
// room is worth most. Either those with a limit, or those whose capacity is circular.
void find_first_full(const Outcome& outcome, bool circular, Headline& headline) {
  for (int month = 0; month < static_cast<int>(outcome.months.size()); ++month) {
    double most = -1.0;  // any full facility beats none
    for (const FacilityId id : outcome.network->facilities.ids()) {
      if (outcome.network->facilities[id].is_circular != circular) continue;
      const auto used = utilisation(outcome, id, month);
      // A coarse solve leaves a facility with a price a little below its capacity.
      const bool has_price = outcome.loads[id][static_cast<std::size_t>(month)].price > 0.0;
      if (!used || (*used < kFull && !has_price)) continue;
      headline.full_first.push_back(id);
      if (worth_of_room(outcome, id, month) <= kClearlyMore * most) continue;
      most = worth_of_room(outcome, id, month);
      const double price = outcome.loads[id][static_cast<std::size_t>(month)].price;
      headline.first_over = OverCapacity{id, month, *used, price};
    }
    if (headline.first_over) return;
  }
}

std::string percent(double share) {
  return fmt::format("{:.0f} %", 100.0 * share);
}

std::string worth_in_words(const Outcome& outcome, const OverCapacity& full) {
  if (full.utilisation > 1.0 + (1.0 - kFull))
    return fmt::format(" ({} of it)", percent(full.utilisation));
  if (full.price <= 0.0) return "";
  return fmt::format(" (room is worth {:.0f} USD per {})", full.price,
                     network::one_of(outcome.network->facilities[full.facility].unit));
}

std::string others_in_words(const Headline& headline) {
  const std::size_t full = headline.full_first.size();
  return full <= 1 ? "" : fmt::format(", and {} more in that month", full - 1);
}

}  // namespace

double worth_of_room(const Outcome& outcome, FacilityId facility, int month) {
  const Load& load = outcome.loads[facility][static_cast<std::size_t>(month)];
  return load.price * load.units;
}

Headline find_headline(const Outcome& outcome) {
  const model::Scenario& world = *outcome.network->scenario;
  Headline headline;
  std::vector<double> by_gateway(outcome.gateways.size(), 0.0);
  for (const DemandId id : world.demand.ids()) {
    if (!is_contestable(world, world.demand[id])) continue;
    const DemandResult& result = outcome.demand[id];
    headline.contestable_teu += result.teu - result.stranded_teu;
    for (std::size_t g = 0; g < by_gateway.size(); ++g) by_gateway[g] += result.by_gateway[g];
  }
  double all_gateways = 0.0;
  for (std::size_t g = 0; g < by_gateway.size(); ++g) {
    all_gateways += by_gateway[g];
    const bool of_corridor =
        world.places[outcome.gateways[g]].port_role == model::PortRole::kGateway;
    if (of_corridor) headline.corridor_share += by_gateway[g];
    if (by_gateway[g] > headline.gateway_teu) {
      headline.gateway = outcome.gateways[g];
      headline.gateway_teu = by_gateway[g];
    }
  }
  if (headline.contestable_teu > 0.0) {
    headline.corridor_share /= headline.contestable_teu;
    headline.by_land_share = 1.0 - all_gateways / headline.contestable_teu;
  }
  find_first_full(outcome, false, headline);
  if (!headline.first_over) find_first_full(outcome, true, headline);
  headline.rests_on_circular =
      headline.first_over && outcome.network->facilities[headline.first_over->facility].is_circular;
  return headline;
}

bool Headline::holds_in(const Headline& there) const {
  if (gateway != there.gateway || first_over.has_value() != there.first_over.has_value())
    return false;
  return !first_over || std::find(there.full_first.begin(), there.full_first.end(),
                                  first_over->facility) != there.full_first.end();
}

std::string describe(const Certificate& certificate) {
  return fmt::format(
      "{} in {} steps and {} route searches: overload {:.0e}, complementarity {:.0e}, route gap "
      "{:.0e}, balance {:.0e}",
      certificate.converged ? "equilibrium" : "no equilibrium", certificate.newton_steps,
      certificate.rounds, certificate.overload, certificate.complementarity, certificate.route_gap,
      certificate.unbalanced);
}

std::string describe(const Outcome& outcome) {
  const model::Scenario& world = *outcome.network->scenario;
  const Headline& headline = outcome.headline;
  std::string corridor;
  for (const PlaceId place : outcome.gateways) {
    if (world.places[place].port_role != model::PortRole::kGateway) continue;
    corridor += (corridor.empty() ? "" : ", ") + world.places[place].name;
  }
  std::string text;
  if (headline.contestable_teu <= 0.0) {
    text = "no contestable boxes moved";
  } else if (headline.gateway) {
    text = fmt::format(
        "{} carries most of the {:.0f} contestable TEU ({}); the corridor's own ports ({}) carry "
        "{}",
        world.places[*headline.gateway].name, headline.contestable_teu,
        percent(headline.gateway_teu / headline.contestable_teu), corridor,
        percent(headline.corridor_share));
  } else {
    text = fmt::format("all {:.0f} contestable TEU go by land", headline.contestable_teu);
  }
  if (headline.first_over) {
    const OverCapacity& over = *headline.first_over;
    text += fmt::format(
        "; first to fill: {} in {}{}{}{}", outcome.network->facilities[over.facility].name,
        format_month(add_months(world.period.start, over.month)), worth_in_words(outcome, over),
        others_in_words(headline),
        headline.rests_on_circular ? ", a capacity that was derived from throughput" : "");
  } else {
    text += "; no facility with a known capacity is full";
  }
  return text;
}

}  // namespace corridor::outcome
