#include <algorithm>
#include <optional>

#include "corridor/studies/scorecard.hpp"

namespace corridor::studies {
namespace {

using model::Observation;
using network::FacilityId;
using network::FacilityKind;
using outcome::Outcome;

constexpr double kHoursPerDay = 24.0;

double days_of(const Outcome& outcome) {
  double days = 0.0;
  for (const network::MonthState& month : outcome.months) days += month.days;
  return days;
}

// Sum over the period of a measure of facilities' loads, per hour x hours.
template <class Measure>
double total(const Outcome& outcome, FacilityKind kind, const std::string& slug, Measure measure) {
  double sum = 0.0;
  for (const FacilityId id : outcome.loads.ids()) {
    const network::Facility& facility = outcome.network->facilities[id];
    if (facility.kind != kind || facility.slug != slug) continue;
    for (std::size_t m = 0; m < outcome.months.size(); ++m) {
      sum += measure(facility, id, outcome.loads[id][m], outcome.months[m]) * kHoursPerDay *
             outcome.months[m].days;
    }
  }
  return sum;
}

// TEU of a region's boxes in one direction through the corridor's own gateways.
double through_corridor(const Outcome& outcome, const std::string& region,
                        model::TradeDirection direction) {
  const model::Scenario& world = *outcome.network->scenario;
  double teu = 0.0;
  for (const model::DemandId id : world.demand.ids()) {
    const model::Demand& demand = world.demand[id];
    if (world.regions[demand.country].slug != region || demand.direction != direction) continue;
    for (std::size_t g = 0; g < outcome.gateways.size(); ++g) {
      const bool of_corridor =
          world.places[outcome.gateways[g]].port_role == model::PortRole::kGateway;
      if (of_corridor) teu += outcome.demand[id].by_gateway[g];
    }
  }
  return teu;
}

// The model's figure over the whole period (or per day), nothing for what is not modelled.
std::optional<double> modelled(const Outcome& outcome, const Observation& seen) {
  using Load = outcome::Load;
  if (seen.what == "port_teu") {
    return total(outcome, FacilityKind::kPort, seen.object,
                 [](const auto&, FacilityId, const Load& load, const auto&) {
                   return load.laden_teu + load.empty_teu + load.base_teu;
                 });
  }
  if (seen.what == "border_trucks_per_day") {
    return total(outcome, FacilityKind::kBorder, seen.object,
                 [](const network::Facility& facility, FacilityId id, const Load& load,
                    const auto& month) {
                   return load.units + facility.base_load.value() *
                                           (month.shut[id] != 0 ? 0.0 : month.open_share[id]);
                 }) /
           days_of(outcome);
  }
  if (seen.what == "corridor_import_teu")
    return through_corridor(outcome, seen.object, model::TradeDirection::kImport);
  if (seen.what == "corridor_export_teu")
    return through_corridor(outcome, seen.object, model::TradeDirection::kExport);
  return std::nullopt;
}

// Days that the observation and the period share.
double shared_days(const Outcome& outcome, const Observation& seen) {
  const model::Period& period = outcome.network->scenario->period;
  const Date start = first_day(period.start);
  const Date end = first_day(add_months(period.start, period.months));
  if (!seen.from || !seen.to) return 0.0;
  const auto from = std::max(start, *seen.from);
  const auto to = std::min(end, *seen.to + std::chrono::days(1));
  return static_cast<double>((to - from).count());
}

}  // namespace

std::vector<BackcastRow> backcast(const Outcome& outcome) {
  constexpr double kLeastDays = 28.0;
  std::vector<BackcastRow> rows;
  for (const Observation& seen : outcome.network->scenario->observations) {
    if (shared_days(outcome, seen) < kLeastDays) continue;
    const auto figure = modelled(outcome, seen);
    if (!figure) continue;
    const bool per_day = seen.what == "border_trucks_per_day";
    const double length = static_cast<double>((*seen.to - *seen.from).count() + 1);
    const double scale = per_day ? 1.0 : length / days_of(outcome);
    rows.push_back({seen.slug, seen.what, seen.object, seen.unit, seen.value.value.value(),
                    seen.value.low.value(), seen.value.high.value(), *figure * scale});
  }
  return rows;
}

}  // namespace corridor::studies
