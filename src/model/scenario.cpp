#include "corridor/model/scenario.hpp"

#include <algorithm>
#include <cmath>

#include "corridor/base/error.hpp"

namespace corridor::model {
namespace {

template <class I>
bool contains(const std::vector<I>& ids, I id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

// Boxes of the row come to the sea, so that a regime of transit can meet them at a quay.
bool meets_sea(const Scenario& scenario, const Demand& demand) {
  return std::any_of(scenario.region_places.begin(), scenario.region_places.end(),
                     [&](const RegionPlace& end) {
                       return end.region == demand.partner && end.access == Access::kSea &&
                              (end.for_country.is_none() || end.for_country == demand.country);
                     });
}

bool covers(const Scenario& scenario, const Regime& regime, const Demand& demand) {
  return contains(regime.countries, demand.country) &&
         (!regime.direction || *regime.direction == demand.direction) &&
         meets_sea(scenario, demand);
}

// Listed goods are `share` of all under the regime, and lie in the named commodities: their share
// there, counted by `weight`.
template <class Weight>
double share_in_named(const Scenario& scenario, const Regime& regime,
                      const std::vector<CommodityId>& named, double share, Weight weight) {
  double all = 0.0;
  double of_named = 0.0;
  for (const Demand& demand : scenario.demand) {
    if (demand.load_kind != LoadKind::kChoice || !demand.in_base) continue;
    if (!covers(scenario, regime, demand)) continue;
    all += weight(demand);
    if (contains(named, demand.commodity)) of_named += weight(demand);
  }
  return of_named > 0.0 ? std::min(1.0, share * all / of_named) : 0.0;
}

double by_teu(const Demand& demand) {
  return demand.flow.value.value();
}

double by_value(const Demand& demand) {
  return demand.flow.value.value() * demand.value.value();
}

}  // namespace

UsdPerTeuHour value_of_time(const Scenario& scenario, const Demand& demand) {
  const ValueOfTime& school = scenario.value_of_time;
  if (school.flat) return *school.flat;
  if (school.share_of_value_per_hour) {
    return UsdPerTeuHour(demand.value.value() * *school.share_of_value_per_hour);
  }
  return school.by_commodity[demand.commodity];
}

TeuPerHour flow_in_month(const Scenario& scenario, const Demand& demand, int index) {
  const Month month = add_months(scenario.period.start, index);
  const double growth = std::pow(1.0 + demand.growth_per_year, month.year - demand.data_year);
  const double share =
      scenario.profiles[demand.profile].share[static_cast<std::size_t>(month.month - 1)];
  // A profile gives shares of the year's boxes; a month of d days holds d / 365 of its hours.
  constexpr double kDaysPerYear = 365.0;
  return demand.flow.value * (growth * share * kDaysPerYear / days_in(month));
}

bool is_in_force(const Scenario& scenario, const Regime& regime) {
  const Date middle = first_day(add_months(scenario.period.start, scenario.period.months / 2));
  return (!regime.from || *regime.from <= middle) && (!regime.to || *regime.to >= middle);
}

GoodsShares goods_shares(const Scenario& scenario, const Demand& demand) {
  GoodsShares shares{1.0, 0.0, 0.0};
  for (const Regime& regime : scenario.regimes) {
    if (!is_in_force(scenario, regime) || !covers(scenario, regime, demand)) continue;
    double barred = 0.0;
    double under_fee = 0.0;
    if (regime.has_negative_list && contains(regime.barred_commodities, demand.commodity)) {
      barred = share_in_named(scenario, regime, regime.barred_commodities,
                              scenario.parameters.negative_list_share, by_teu);
    }
    if (contains(regime.fee_commodities, demand.commodity)) {
      under_fee = share_in_named(scenario, regime, regime.fee_commodities,
                                 scenario.parameters.fee_listed_share, by_value);
    }
    if (barred + under_fee > 0.0)
      return {(1.0 - barred) * (1.0 - under_fee), (1.0 - barred) * under_fee, barred};
  }
  return shares;
}

GoodsRule usual_rule(const Scenario& scenario, const Demand& demand) {
  const GoodsShares shares = goods_shares(scenario, demand);
  const auto free = static_cast<std::size_t>(GoodsRule::kFree);
  const auto under_fee = static_cast<std::size_t>(GoodsRule::kUnderFee);
  return shares[under_fee] > shares[free] ? GoodsRule::kUnderFee : GoodsRule::kFree;
}

int days_in_month(const Period& period, int index) {
  return days_in(add_months(period.start, index));
}

}  // namespace corridor::model
