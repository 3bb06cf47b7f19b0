#include "tally.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>

#include "corridor/outcome/arc_flows.hpp"
#include "route_uses.hpp"

namespace corridor::outcome {
namespace {

using model::Demand;
using network::MonthState;
using network::Network;

// Fewer TEU of a movement and month are a tail of the choice model, not a group to name.
constexpr double kLeastStranded = 0.05;
// A price below this, USD/TEU, is not what strands a box; and a few names say enough.
constexpr double kLeastPaid = 1.0;
constexpr std::size_t kMostNamed = 3;

class Adder {
 public:
  Adder(const Outcome& outcome, const std::vector<MonthFlows>& flows, const MonthChoice& choice,
        bool is_coarse)
      : outcome_(&outcome),
        choice_(&choice),
        sets_(choice.sets.get()),
        is_coarse_(is_coarse),
        network_(outcome.network.get()),
        flows_(&flows),
        state_(&outcome.months[static_cast<std::size_t>(flows.front().month)]),
        gateway_(network_->scenario->places.size(), 0),
        of_row_(network_->arcs.size(), flows.size()),
        on_route_(flows.size()) {
    for (const MonthFlows& month : flows) tally_.months.push_back(month.month);
    tally_.uses.resize(outcome.loads.size() * flows.size());
    for (std::size_t g = 0; g < outcome.gateways.size(); ++g) gateway_[outcome.gateways[g]] = g;
    DemandResult none;
    none.by_gateway.resize(outcome.gateways.size());
    tally_.demand = Column<model::DemandId, DemandResult>(outcome.demand.size(), none);
  }

  Tally add(const std::vector<MovementId>& movements) {
    for (const MovementId id : movements) add_movement(id);
    const ByClass by_class(*outcome_, movements);
    for (std::size_t i = 0; i < by_class.classes.size(); ++i)
      add_class(by_class.classes[i], by_class.movements[i]);
    return std::move(tally_);
  }

 private:
  const Outcome* outcome_;
  const MonthChoice* choice_;
  const ChoiceSets* sets_;
  bool is_coarse_;
  const Network* network_;
  const std::vector<MonthFlows>* flows_;
  const MonthState* state_;
  Column<model::PlaceId, std::size_t> gateway_;  // position among the outcome's gateways
  Tally tally_;
  ArcFlows of_row_;               // boxes of one demand row and class, by month of the group
  std::vector<double> on_route_;  // [month of the group] to work in

  [[nodiscard]] double hours_of(const MonthFlows& month) const {
    return kHoursPerDay * outcome_->months[static_cast<std::size_t>(month.month)].days;
  }

  void add_movement(MovementId id) {
    const Movement& movement = outcome_->movements[id];
    DemandResult& result = tally_.demand[movement.demand];
    for (const MonthFlows& month : *flows_) {
      const double teu = month.demand[id.value()] * hours_of(month);
      const double stranded = teu * month.give_up[id.value()];
      result.teu += teu;
      result.stranded_teu += stranded;
      if (stranded > kLeastStranded) add_stranded(id, month, stranded);
      for (const std::uint32_t route : sets_->routes_of(id)) {
        const model::PlaceId gateway = sets_->gateway[route];
        if (!gateway.is_none()) result.by_gateway[gateway_[gateway]] += teu * month.share[route];
      }
    }
  }

  void add_stranded(MovementId id, const MonthFlows& month, double teu) {
    const Movement& movement = outcome_->movements[id];
    tally_.stranded.push_back({movement.demand, movement.origin, movement.destination, month.month,
                               teu, crowded_on(id, month), main_route(id, month).has_value()});
  }

  // The open route that most of a movement takes, the cheapest of several; nothing without any.
  [[nodiscard]] std::optional<std::uint32_t> main_route(MovementId id,
                                                        const MonthFlows& month) const {
    const auto key = [&](std::uint32_t route) {
      return std::pair(-month.share[route], choice_->cost[route]);
    };
    std::optional<std::uint32_t> main;
    for (const std::uint32_t route : sets_->routes_of(id)) {
      if (std::isfinite(choice_->cost[route]) && (!main || key(route) < key(*main))) main = route;
    }
    return main;
  }

  // Full facilities on the route that most of the movement takes, the dearest first.
  [[nodiscard]] std::vector<FacilityId> crowded_on(MovementId id, const MonthFlows& month) const {
    const std::optional<std::uint32_t> main = main_route(id, month);
    if (!main) return {};
    const Movement& movement = outcome_->movements[id];
    const network::CargoClass& cargo = outcome_->cargo_classes[movement.cargo];
    std::vector<std::pair<double, FacilityId>> full;
    for (const ArcId arc : sets_->arcs[*main]) {
      for_each_use(*network_, cargo, price_class(*outcome_, movement), arc, any_facility,
                   [&](FacilityId facility, double units, bool) {
                     const double paid = units * month.price[facility.value()];
                     if (paid > kLeastPaid) full.emplace_back(-paid, facility);
                   });
    }
    std::sort(full.begin(), full.end());
    std::vector<FacilityId> names;
    for (const auto& [paid, facility] : full) {
      if (names.size() < kMostNamed &&
          std::find(names.begin(), names.end(), facility) == names.end())
        names.push_back(facility);
    }
    return names;
  }

  // What boxes of one class pay and take differs only from arc to arc; the movements of a demand
  // row stand side by side.
  void add_class(const PriceClass& boxes, const std::vector<MovementId>& movements) {
    for (std::size_t i = 0; i < movements.size(); ++i) {
      pass(movements[i]);
      const model::DemandId row = outcome_->movements[movements[i]].demand;
      const bool is_last =
          i + 1 == movements.size() || outcome_->movements[movements[i + 1]].demand != row;
      if (is_last) {
        of_row_.empty_into([&](ArcId arc, std::span<const double> flow) {
          add_loads(boxes, arc, flow);
          if (!is_coarse_) add_costs(row, boxes.cargo, arc, teu_of(flow));
        });
      }
    }
  }

  void pass(MovementId id) {
    for (const std::uint32_t route : sets_->routes_of(id)) {
      sets_->prefetch_after(route);
      double all = 0.0;
      for (std::size_t i = 0; i < on_route_.size(); ++i) {
        const MonthFlows& month = (*flows_)[i];
        all += on_route_[i] = month.demand[id.value()] * month.share[route];
      }
      if (all > 0.0) of_row_.add(sets_->arcs[route], on_route_);
    }
  }

  // TEU of the months of the group; `flow` [month] per hour.
  [[nodiscard]] double teu_of(std::span<const double> flow) const {
    double teu = 0.0;
    for (std::size_t i = 0; i < flow.size(); ++i) teu += flow[i] * hours_of((*flows_)[i]);
    return teu;
  }

  void add_costs(model::DemandId row, std::uint32_t cargo, ArcId arc, double teu) {
    DemandResult& result = tally_.demand[row];
    const network::CargoClass& boxes = outcome_->cargo_classes[cargo];
    const Breakdown parts = network::break_down(*network_, boxes, *state_, {&arc, 1});
    const network::Journey trip = network::journey(*network_, *state_, {&arc, 1});
    for (std::size_t i = 0; i < parts.size(); ++i) result.cost[i] += parts[i] * teu;
    result.km += trip.length.value() * teu;
    result.hours += trip.time.value() * teu;
    result.variance_h2 += trip.variance_h2 * teu;
    const Demand& demand = network_->scenario->demand[row];
    result.co2_kg_per_teu +=
        trip.co2_kg_per_t * network::weight_of(demand, boxes.size).value() * teu;
  }

  // `teu` [month of the group] per hour on the arc.
  void add_loads(const PriceClass& boxes, ArcId arc, std::span<const double> teu) {
    const network::CargoClass& cargo = outcome_->cargo_classes[boxes.cargo];
    for_each_use(*network_, cargo, boxes, arc, any_facility,
                 [&](FacilityId facility, double units, bool is_laden) {
                   const double boxes_per_laden = is_laden ? 1.0 : boxes.empties_per_laden;
                   Tally::Use* own = &tally_.uses[facility.value() * teu.size()];
                   for (std::size_t i = 0; i < teu.size(); ++i) {
                     (is_laden ? own[i].laden_teu : own[i].empty_teu) += teu[i] * boxes_per_laden;
                     own[i].units += teu[i] * units;
                   }
                 });
  }
};

}  // namespace

Tally add_up(const Outcome& outcome, const std::vector<MonthFlows>& flows,
             const MonthChoice& choice, std::size_t begin, std::size_t end,
             const Options& options) {
  std::vector<MovementId> movements;
  for (std::size_t m = begin; m < end; ++m) movements.emplace_back(m);
  return Adder(outcome, flows, choice, options.is_coarse).add(movements);
}

void add_to(Outcome& outcome, const Tally& tally) {
  const std::size_t months = tally.months.size();
  for (const FacilityId facility : outcome.loads.ids()) {
    for (std::size_t i = 0; i < months; ++i) {
      Load& load = outcome.loads[facility][static_cast<std::size_t>(tally.months[i])];
      const Tally::Use& own = tally.uses[facility.value() * months + i];
      load.laden_teu += own.laden_teu;
      load.empty_teu += own.empty_teu;
      load.units += own.units;
    }
  }
  for (const model::DemandId id : tally.demand.ids()) {
    DemandResult& sum = outcome.demand[id];
    const DemandResult& own = tally.demand[id];
    sum.teu += own.teu;
    sum.stranded_teu += own.stranded_teu;
    for (std::size_t i = 0; i < sum.cost.size(); ++i) sum.cost[i] += own.cost[i];
    sum.km += own.km;
    sum.hours += own.hours;
    sum.variance_h2 += own.variance_h2;
    sum.co2_kg_per_teu += own.co2_kg_per_teu;
    for (std::size_t i = 0; i < sum.by_gateway.size(); ++i) sum.by_gateway[i] += own.by_gateway[i];
  }
  outcome.stranded.insert(outcome.stranded.end(), tally.stranded.begin(), tally.stranded.end());
}

void finish_means(Column<model::DemandId, DemandResult>& results) {
  for (DemandResult& result : results) {
    const double moved = result.teu - result.stranded_teu;
    if (moved <= 0.0) continue;
    for (double& part : result.cost) part /= moved;
    result.km /= moved;
    result.hours /= moved;
    result.variance_h2 /= moved;
    result.co2_kg_per_teu /= moved;
  }
}

}  // namespace corridor::outcome
