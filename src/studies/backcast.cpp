#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

#include "corridor/studies/scorecard.hpp"

namespace corridor::studies {
namespace {

using model::Observation;
using network::FacilityId;
using network::FacilityKind;
using outcome::Outcome;

constexpr const char* kTrucksPerDay = "border_trucks_per_day";

double sum_of(const std::vector<double>& days) {
  return std::accumulate(days.begin(), days.end(), 0.0);
}

double days_of(const Outcome& outcome) {
  double days = 0.0;
  for (const network::MonthState& month : outcome.months) days += month.days;
  return days;
}

double length_of(const Observation& seen) {
  return static_cast<double>((*seen.to - *seen.from).count() + 1);
}

// Days of each month of the period that the observation covers. [month]
std::vector<double> shared_days(const Outcome& outcome, const Observation& seen) {
  const model::Period& period = outcome.network->scenario->period;
  std::vector<double> days(outcome.months.size(), 0.0);
  if (!seen.from || !seen.to) return days;
  for (std::size_t m = 0; m < days.size(); ++m) {
    const Month month = add_months(period.start, static_cast<int>(m));
    const auto from = std::max(first_day(month), *seen.from);
    const auto to = std::min(first_day(add_months(month, 1)), *seen.to + std::chrono::days(1));
    days[m] = std::max(0.0, static_cast<double>((to - from).count()));
  }
  return days;
}

// Sum over the shared days of a measure of facilities' loads, per hour x hours.
template <class Measure>
double total(const Outcome& outcome, FacilityKind kind, const std::string& slug,
             const std::vector<double>& days, Measure measure) {
  double sum = 0.0;
  for (const FacilityId id : outcome.loads.ids()) {
    const network::Facility& facility = outcome.network->facilities[id];
    if (facility.kind != kind || facility.slug != slug) continue;
    for (std::size_t m = 0; m < outcome.months.size(); ++m) {
      sum +=
          measure(facility, id, outcome.loads[id][m], outcome.months[m]) * kHoursPerDay * days[m];
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

// The model's figure over the shared days, nothing for what is not modelled. Boxes by region are
// known for the whole period only.
std::optional<double> modelled(const Outcome& outcome, const Observation& seen,
                               const std::vector<double>& days) {
  using Load = outcome::Load;
  if (seen.what == "port_teu") {
    return total(outcome, FacilityKind::kPort, seen.object, days,
                 [](const auto&, FacilityId, const Load& load, const auto&) {
                   return load.laden_teu + load.empty_teu + load.base_teu;
                 });
  }
  if (seen.what == kTrucksPerDay) {
    return total(
        outcome, FacilityKind::kBorder, seen.object, days,
        [](const network::Facility& facility, FacilityId id, const Load& load, const auto& month) {
          return load.units +
                 facility.base_load.value() * (month.shut[id] != 0 ? 0.0 : month.open_share[id]);
        });
  }
  const double share = sum_of(days) / days_of(outcome);
  if (seen.what == "corridor_import_teu")
    return share * through_corridor(outcome, seen.object, model::TradeDirection::kImport);
  if (seen.what == "corridor_export_teu")
    return share * through_corridor(outcome, seen.object, model::TradeDirection::kExport);
  return std::nullopt;
}

// Why a figure is off, when it is off by more than a quarter and outside what was observed.
std::string reason_of(const BackcastRow& row, const Observation& seen) {
  constexpr double kMissShare = 0.25;
  const bool is_near = std::abs(row.modelled - row.observed) <= kMissShare * row.observed;
  if (is_near || (row.low <= row.modelled && row.modelled <= row.high)) return {};
  return seen.miss.empty() ? "no reason is known" : seen.miss;
}

}  // namespace

std::vector<BackcastRow> backcast(const Outcome& outcome) {
  constexpr double kLeastDays = 28.0;
  std::vector<BackcastRow> rows;
  for (const Observation& seen : outcome.network->scenario->observations) {
    const std::vector<double> days = shared_days(outcome, seen);
    const double shared = sum_of(days);
    if (shared <= 0.0 || shared < std::min(kLeastDays, length_of(seen))) continue;
    const auto figure = modelled(outcome, seen, days);
    if (!figure) continue;
    const double scale = (seen.what == kTrucksPerDay ? 1.0 : length_of(seen)) / shared;
    BackcastRow row;
    row.slug = seen.slug;
    row.what = seen.what;
    row.object = seen.object;
    row.unit = seen.unit;
    row.observed = seen.value.value.value();
    row.low = seen.value.low.value();
    row.high = seen.value.high.value();
    row.modelled = *figure * scale;
    row.is_input = seen.is_input;
    row.reason = reason_of(row, seen);
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace corridor::studies
