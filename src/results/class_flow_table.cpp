#include <numeric>
#include <utility>
#include <vector>

#include "corridor/outcome/arc_flows.hpp"
#include "corridor/results/tables.hpp"
#include "period.hpp"

namespace corridor::results {
namespace {

using network::FacilityId;
using outcome::Outcome;

// Laden TEU over each facility in all months [facility, goods].
std::vector<double> teu_by_goods(const Outcome& outcome) {
  const network::Network& network = *outcome.network;
  const std::size_t goods = network.scenario->commodities.size();
  std::vector<double> teu(network.facilities.size() * goods, 0.0);
  const auto class_and_goods = [&](outcome::MovementId id) {
    const outcome::Movement& movement = outcome.movements[id];
    return std::pair(movement.cargo, network.scenario->demand[movement.demand].commodity);
  };
  outcome::for_each_arc_flow(
      outcome, outcome.choices, class_and_goods,
      [&](const auto& key, network::ArcId arc, std::span<const double> flow) {
        const auto& [cargo, commodity] = key;
        const double all = std::accumulate(flow.begin(), flow.end(), 0.0);
        for (const network::FacilityUse& use : network.uses[arc]) {
          if (network::applies(use.payer, outcome.cargo_classes[cargo]))
            teu[use.facility.value() * goods + commodity.value()] += all;
        }
      });
  return teu;
}

}  // namespace

Table make_class_flows(const Outcome& outcome) {
  Table table{"class_flows",
              {{"kind", ""},
               {"slug", ""},
               {"direction", ""},
               {"goods", ""},
               {"laden_teu", "TEU", 1},
               {"unit", ""}},
              {}};
  const std::vector<double> flows = teu_by_goods(outcome);
  const std::string unit = per_period(outcome, "TEU");
  const auto& commodities = outcome.network->scenario->commodities;
  for (const FacilityId id : outcome.network->facilities.ids()) {
    const network::Facility& facility = outcome.network->facilities[id];
    const bool is_forward = facility.direction == model::Direction::kForward;
    for (const model::CommodityId goods : commodities.ids()) {
      const double teu = round_to(flows[id.value() * commodities.size() + goods.value()], 1);
      if (teu <= 0.0) continue;
      table.add_row(std::string(network::name_of(facility.kind)), facility.slug,
                    std::string(is_forward ? "forward" : "backward"), commodities[goods], teu,
                    unit);
    }
  }
  return table;
}

}  // namespace corridor::results
