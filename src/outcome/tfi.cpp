#include "corridor/outcome/tfi.hpp"

#include <numeric>

namespace corridor::outcome {
namespace {

using network::ArcKind;

bool is_haul(ArcKind kind) {
  return kind == ArcKind::kRoadHaul || kind == ArcKind::kRailHaul || kind == ArcKind::kServiceRun;
}

}  // namespace

void add_to_sums(const network::Network& network, const network::CargoClass& cargo,
                 const network::MonthState& state, ArcId arc, const IndicatorTraffic& traffic,
                 LandSumsByMode& sums) {
  const network::ArcFacts& facts = network.arcs[arc];
  if (facts.mode == model::Mode::kSea) return;
  const network::Breakdown parts = network::break_down(network, cargo, state, {&arc, 1});
  const double usd = std::accumulate(parts.begin(), parts.begin() + network::kMoneyComponents, 0.0);
  const double hours = network::journey(network, state, {&arc, 1}).time.value();
  LandSums& sum = sums[facts.mode == model::Mode::kRoad ? 0 : 1];
  sum.usd += traffic.cargoes * usd;
  sum.hours += traffic.teu * hours;
  sum.km += traffic.teu * facts.length.value();
  if (is_haul(facts.kind)) sum.motion_hours += traffic.teu * hours;
  if (facts.kind == ArcKind::kBorder) {
    sum.crossings += traffic.teu;
    sum.border_hours += traffic.teu * hours;
    sum.border_usd += traffic.cargoes * usd;
  }
}

double teu_per_indicator_cargo(TonnesPerTeu weight) {
  return weight.value() > 0.0 ? kIndicatorCargo.value() / weight.value() : 0.0;
}

TradeIndicators indicators(const LandSums& sums) {
  TradeIndicators result;
  if (sums.crossings > 0.0) {
    result.border_hours = sums.border_hours / sums.crossings;
    result.border_usd = sums.border_usd / sums.crossings;
  }
  if (sums.km > 0.0) result.section_usd = sums.usd / sums.km * kIndicatorSection.value();
  if (sums.motion_hours > 0.0) {
    result.speed_without_delay = sums.km / sums.motion_hours;
    result.speed_with_delay = sums.km / sums.hours;
  }
  return result;
}

}  // namespace corridor::outcome
