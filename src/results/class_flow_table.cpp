#include <cstdint>

#include "corridor/results/tables.hpp"
#include "period.hpp"

namespace corridor::results {
namespace {

using network::FacilityId;
using outcome::Outcome;

// Laden TEU of each kind of goods over each facility, in all months.
class ClassFlows {
 public:
  explicit ClassFlows(const Outcome& outcome)
      : outcome_(outcome),
        goods_(outcome.network->scenario->commodities.size()),
        teu_(outcome.network->facilities.size() * goods_, 0.0) {
    for (const outcome::MonthChoice& choice : outcome.choices) add(choice);
  }

  [[nodiscard]] double teu(FacilityId facility, model::CommodityId goods) const {
    return teu_[facility.value() * goods_ + goods.value()];
  }

 private:
  const Outcome& outcome_;
  std::size_t goods_;
  std::vector<double> teu_;  // [facility, goods]

  void add(const outcome::MonthChoice& choice) {
    const model::Scenario& world = *outcome_.network->scenario;
    Column<model::DemandId, double> demand(world.demand.size(), 0.0);
    for (const model::DemandId id : demand.ids()) demand[id] = teu_in(outcome_, id, choice.months);
    for (const outcome::MovementId id : outcome_.movements.ids()) {
      const outcome::Movement& movement = outcome_.movements[id];
      const std::size_t goods = world.demand[movement.demand].commodity.value();
      const network::CargoClass& cargo = outcome_.cargo_classes[movement.cargo];
      for (const outcome::Alternative& route : choice.alternatives(id)) {
        add_route(route, cargo, goods, demand[movement.demand] * movement.share * route.share);
      }
    }
  }

  void add_route(const outcome::Alternative& route, const network::CargoClass& cargo,
                 std::size_t goods, double teu) {
    for (const network::ArcId arc : route.arcs) {
      for (const network::FacilityUse& use : outcome_.network->uses[arc]) {
        if (network::applies(use.payer, cargo)) teu_[use.facility.value() * goods_ + goods] += teu;
      }
    }
  }
};

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
  const ClassFlows flows(outcome);
  const std::string unit = per_period(outcome, "TEU");
  const auto& commodities = outcome.network->scenario->commodities;
  for (const FacilityId id : outcome.network->facilities.ids()) {
    const network::Facility& facility = outcome.network->facilities[id];
    const bool is_forward = facility.direction == model::Direction::kForward;
    for (const model::CommodityId goods : commodities.ids()) {
      const double teu = round_to(flows.teu(id, goods), 1);
      if (teu <= 0.0) continue;
      table.add_row(std::string(network::name_of(facility.kind)), facility.slug,
                    std::string(is_forward ? "forward" : "backward"), commodities[goods], teu,
                    unit);
    }
  }
  return table;
}

}  // namespace corridor::results
