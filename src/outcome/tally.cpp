#include "tally.hpp"

#include <algorithm>
#include <span>

#include "corridor/outcome/movement_boxes.hpp"
#include "route_uses.hpp"

namespace corridor::outcome {
namespace {

using model::Demand;
using network::MonthState;
using network::Network;

constexpr double kHoursPerDay = 24.0;
// Fewer TEU of a movement and month are a tail of the choice model, not a group to name.
constexpr double kLeastStranded = 0.05;
// A price below this, USD/TEU, is not what strands a box; and a few names say enough.
constexpr double kLeastPaid = 1.0;
constexpr std::size_t kMostNamed = 3;

// TEU per hour of some boxes on each arc, month by month.
class ArcFlows {
 public:
  ArcFlows(std::size_t arcs, std::size_t months)
      : months_(months), flow_(arcs * months, 0.0), is_passed_(arcs, 0) {}

  /// `flow` [month].
  void add(std::span<const ArcId> arcs, std::span<const double> flow) {
    for (const ArcId arc : arcs) {
      if (is_passed_[arc.value()] == 0) passed_.push_back(arc);
      is_passed_[arc.value()] = 1;
      double* own = &flow_[arc.value() * months_];
      for (std::size_t i = 0; i < months_; ++i) own[i] += flow[i];
    }
  }

  /// Calls `take(arc, flow)` for each arc passed, and forgets them.
  template <class Take>
  void empty_into(Take take) {
    for (const ArcId arc : passed_) {
      const std::span<double> own(&flow_[arc.value() * months_], months_);
      take(arc, std::span<const double>(own));
      std::fill(own.begin(), own.end(), 0.0);
      is_passed_[arc.value()] = 0;
    }
    passed_.clear();
  }

 private:
  std::size_t months_;
  std::vector<double> flow_;  // [arc * months + month]
  std::vector<char> is_passed_;
  std::vector<ArcId> passed_;  // in the order in which they were first
};

class Adder {
 public:
  Adder(const Outcome& outcome, const std::vector<MonthFlows>& flows, bool is_coarse)
      : outcome_(&outcome),
        is_coarse_(is_coarse),
        network_(outcome.network.get()),
        flows_(&flows),
        state_(&outcome.months[static_cast<std::size_t>(flows.front().month)]),
        of_row_(network_->arcs.size(), flows.size()),
        of_class_(network_->arcs.size(), flows.size()) {
    for (const MonthFlows& month : flows) tally_.months.push_back(month.month);
    tally_.loads = Column<FacilityId, std::vector<Load>>(outcome.loads.size(),
                                                         std::vector<Load>(flows.size()));
    DemandResult none;
    none.by_gateway.resize(outcome.gateways.size());
    tally_.demand = Column<model::DemandId, DemandResult>(outcome.demand.size(), none);
  }

  Tally add(const std::vector<Alternatives>& alternatives) {
    for (const MovementId id : outcome_->movements.ids())
      add_movement(id, alternatives[id.value()]);
    const ByClass by_class(*outcome_, outcome_->movements.ids());
    for (std::size_t i = 0; i < by_class.classes.size(); ++i)
      add_class(by_class.classes[i], by_class.movements[i], alternatives);
    for (std::size_t i = 0; i < flows_->size(); ++i) {
      for (const FacilityId facility : tally_.loads.ids()) {
        Load& load = tally_.loads[facility][i];
        load.price = (*flows_)[i].price[facility.value()];
      }
    }
    return std::move(tally_);
  }

 private:
  const Outcome* outcome_;
  bool is_coarse_;
  const Network* network_;
  const std::vector<MonthFlows>* flows_;
  const MonthState* state_;
  Tally tally_;
  ArcFlows of_row_;    // boxes of one demand row and class
  ArcFlows of_class_;  // of one class

  [[nodiscard]] double hours_of(const MonthFlows& month) const {
    return kHoursPerDay * outcome_->months[static_cast<std::size_t>(month.month)].days;
  }

  void add_movement(MovementId id, const Alternatives& alternatives) {
    const Movement& movement = outcome_->movements[id];
    DemandResult& result = tally_.demand[movement.demand];
    std::vector<double> flow;  // [month of the group] TEU per hour
    for (const MonthFlows& month : *flows_) {
      flow.push_back(laden_flow(*outcome_, movement, month.month).value());
      const double teu = flow.back() * hours_of(month);
      const double stranded = teu * month.give_up[id.value()];
      result.teu += teu;
      result.stranded_teu += stranded;
      if (stranded <= kLeastStranded) continue;
      tally_.stranded.push_back({movement.demand, movement.origin, movement.destination,
                                 month.month, stranded, crowded_on(id, month, alternatives),
                                 !alternatives.empty()});
    }
    for (std::size_t r = 0; r < alternatives.size(); ++r) {
      if (alternatives[r].gateway.is_none()) continue;
      const auto at =
          std::find(outcome_->gateways.begin(), outcome_->gateways.end(), alternatives[r].gateway);
      double& by_gateway =
          result.by_gateway[static_cast<std::size_t>(at - outcome_->gateways.begin())];
      for (std::size_t i = 0; i < flows_->size(); ++i)
        by_gateway += flow[i] * (*flows_)[i].share[id.value()][r] * hours_of((*flows_)[i]);
    }
  }

  // Full facilities on the alternative that most of the movement takes, the dearest first.
  [[nodiscard]] std::vector<FacilityId> crowded_on(MovementId id, const MonthFlows& month,
                                                   const Alternatives& alternatives) const {
    if (alternatives.empty()) return {};
    const std::vector<double>& share = month.share[id.value()];
    const auto most = std::max_element(share.begin(), share.end()) - share.begin();
    const Movement& movement = outcome_->movements[id];
    const network::CargoClass& cargo = outcome_->cargo_classes[movement.cargo];
    std::vector<std::pair<double, FacilityId>> full;
    for (const ArcId arc : alternatives[static_cast<std::size_t>(most)].arcs) {
      for_each_use(*network_, cargo, price_class(*outcome_, movement), arc,
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
  void add_class(const PriceClass& boxes, const std::vector<MovementId>& movements,
                 const std::vector<Alternatives>& alternatives) {
    for (std::size_t i = 0; i < movements.size(); ++i) {
      pass(movements[i], alternatives[movements[i].value()]);
      const model::DemandId row = outcome_->movements[movements[i]].demand;
      const bool is_last =
          i + 1 == movements.size() || outcome_->movements[movements[i + 1]].demand != row;
      if (is_last) {
        of_row_.empty_into([&](ArcId arc, std::span<const double> flow) {
          of_class_.add({&arc, 1}, flow);
          if (!is_coarse_) add_costs(row, boxes.cargo, arc, teu_of(flow));
        });
      }
    }
    of_class_.empty_into(
        [&](ArcId arc, std::span<const double> flow) { add_loads(boxes, arc, flow); });
  }

  void pass(MovementId id, const Alternatives& alternatives) {
    const std::size_t months = flows_->size();
    std::vector<double> flow(months);
    for (std::size_t i = 0; i < months; ++i)
      flow[i] = laden_flow(*outcome_, outcome_->movements[id], (*flows_)[i].month).value();
    std::vector<double> on_route(months);
    for (std::size_t r = 0; r < alternatives.size(); ++r) {
      double all = 0.0;
      for (std::size_t i = 0; i < months; ++i)
        all += on_route[i] = flow[i] * (*flows_)[i].share[id.value()][r];
      if (all > 0.0) of_row_.add(alternatives[r].arcs, on_route);
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
    for_each_use(*network_, cargo, boxes, arc,
                 [&](FacilityId facility, double units, bool is_laden) {
                   const double boxes_per_laden = is_laden ? 1.0 : boxes.empties_per_laden;
                   for (std::size_t i = 0; i < teu.size(); ++i) {
                     Load& load = tally_.loads[facility][i];
                     (is_laden ? load.laden_teu : load.empty_teu) += teu[i] * boxes_per_laden;
                     load.units += teu[i] * units;
                   }
                 });
  }
};

}  // namespace

Tally add_up(const Outcome& outcome, const std::vector<MonthFlows>& flows,
             const std::vector<Alternatives>& alternatives, const Options& options) {
  return Adder(outcome, flows, options.is_coarse).add(alternatives);
}

void add_to(Outcome& outcome, const Tally& tally) {
  for (const FacilityId facility : tally.loads.ids()) {
    for (std::size_t i = 0; i < tally.months.size(); ++i) {
      Load& load = outcome.loads[facility][static_cast<std::size_t>(tally.months[i])];
      const Load& own = tally.loads[facility][i];
      load.laden_teu += own.laden_teu;
      load.empty_teu += own.empty_teu;
      load.units += own.units;
      load.price = own.price;
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
