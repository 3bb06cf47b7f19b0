#include <algorithm>

#include "choose.hpp"
#include "corridor/base/error.hpp"
#include "fixed_load.hpp"
#include "headline.hpp"
#include "stranded.hpp"

namespace corridor::outcome {
namespace {

using model::Demand;
using network::FacilityUse;
using network::MonthState;
using network::Network;

constexpr double kHoursPerDay = 24.0;

// Months that cost alike, the largest group first; equal sizes by their first month.
std::vector<std::vector<int>> group_months(const std::vector<MonthState>& months) {
  std::vector<std::vector<int>> groups;
  for (int month = 0; month < static_cast<int>(months.size()); ++month) {
    const auto like =
        std::find_if(groups.begin(), groups.end(), [&](const std::vector<int>& group) {
          return months[static_cast<std::size_t>(group.front())].costs_like(
              months[static_cast<std::size_t>(month)]);
        });
    if (like == groups.end()) {
      groups.push_back({month});
    } else {
      like->push_back(month);
    }
  }
  std::stable_sort(groups.begin(), groups.end(),
                   [](const auto& a, const auto& b) { return a.size() > b.size(); });
  return groups;
}

// Adds one group of months to the loads and to what each demand row got.
class Loader {
 public:
  Loader(Outcome& outcome, const std::vector<int>& months)
      : outcome_(&outcome),
        network_(outcome.network.get()),
        months_(&months),
        state_(&outcome.months[static_cast<std::size_t>(months.front())]) {}

  void add(const std::vector<std::vector<Alternative>>& alternatives) {
    for (const MovementId id : outcome_->movements.ids())
      add_movement(id, alternatives[id.value()]);
  }

 private:
  Outcome* outcome_;
  const Network* network_;
  const std::vector<int>* months_;
  const MonthState* state_;

  // TEU per hour of a flow in each month of the group, and TEU over all of them.
  struct Amount {
    std::vector<double> per_hour;
    double teu = 0.0;
  };
  [[nodiscard]] Amount amount(const Demand& demand, double share) const {
    Amount amount;
    for (const int month : *months_) {
      const double flow = model::flow_in_month(*network_->scenario, demand, month).value() * share;
      amount.per_hour.push_back(flow);
      amount.teu += flow * kHoursPerDay * outcome_->months[static_cast<std::size_t>(month)].days;
    }
    return amount;
  }

  void add_movement(MovementId id, const std::vector<Alternative>& alternatives) {
    const Movement& movement = outcome_->movements[id];
    const Demand& demand = network_->scenario->demand[movement.demand];
    const Amount amount = this->amount(demand, movement.share);
    DemandResult& result = outcome_->demand[movement.demand];
    result.teu += amount.teu;
    if (alternatives.empty()) {
      result.stranded_teu += amount.teu;
      for (std::size_t i = 0; i < months_->size(); ++i) {
        const double hours =
            kHoursPerDay * outcome_->months[static_cast<std::size_t>((*months_)[i])].days;
        outcome_->stranded.push_back({movement.demand,
                                      movement.origin,
                                      movement.destination,
                                      (*months_)[i],
                                      amount.per_hour[i] * hours,
                                      {}});
      }
      return;
    }
    const double laden = demand.flow.value.value();
    const double empties_per_laden = laden > 0 ? demand.empty_flow.value() / laden : 0.0;
    for (const Alternative& alternative : alternatives) {
      add_result(result, movement, alternative, amount.teu * alternative.share);
      add_loads(movement, alternative, amount, empties_per_laden, demand.empties_return);
    }
  }

  void add_result(DemandResult& result, const Movement& movement, const Alternative& alternative,
                  double teu) {
    const network::CargoClass& cargo = outcome_->cargo_classes[movement.cargo];
    const Breakdown parts = network::break_down(*network_, cargo, *state_, alternative.arcs);
    const network::Journey trip = network::journey(*network_, *state_, alternative.arcs);
    for (std::size_t i = 0; i < parts.size(); ++i) result.cost[i] += parts[i] * teu;
    result.km += trip.length.value() * teu;
    result.hours += trip.time.value() * teu;
    result.variance_h2 += trip.variance_h2 * teu;
    const Demand& demand = network_->scenario->demand[movement.demand];
    result.co2_kg_per_teu +=
        trip.co2_kg_per_t * network::weight_of(demand, cargo.size).value() * teu;
    if (alternative.gateway.is_none()) return;
    const auto at =
        std::find(outcome_->gateways.begin(), outcome_->gateways.end(), alternative.gateway);
    result.by_gateway[static_cast<std::size_t>(at - outcome_->gateways.begin())] += teu;
  }

  void add_loads(const Movement& movement, const Alternative& alternative, const Amount& amount,
                 double empties_per_laden, bool empties_return) {
    const network::CargoClass& cargo = outcome_->cargo_classes[movement.cargo];
    for (const ArcId arc : alternative.arcs) {
      add_arc(arc, cargo, amount, alternative.share, false);
      const ArcId way = empties_return ? network_->reverse[arc] : arc;
      if (empties_per_laden > 0.0 && !way.is_none()) {
        add_arc(way, cargo, amount, alternative.share * empties_per_laden, true);
      }
    }
  }

  void add_arc(ArcId arc, const network::CargoClass& cargo, const Amount& amount, double share,
               bool empty) {
    for (const FacilityUse& use : network_->uses[arc]) {
      if (!network::applies(use.payer, cargo)) continue;
      if (empty && use.payer.kind == network::Payer::Kind::kRegime) continue;
      const double units =
          network::units_per_teu(*network_, network_->facilities[use.facility], cargo) * use.share;
      std::vector<Load>& loads = outcome_->loads[use.facility];
      for (std::size_t i = 0; i < months_->size(); ++i) {
        Load& load = loads[static_cast<std::size_t>((*months_)[i])];
        const double teu = amount.per_hour[i] * share;
        (empty ? load.empty_teu : load.laden_teu) += teu;
        load.units += teu * units;
      }
    }
  }
};

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

Outcome prepare(std::shared_ptr<const Network> network, const Movements& movements) {
  Outcome outcome;
  outcome.network = std::move(network);
  outcome.months = network::month_states(*outcome.network);
  outcome.cargo_classes = movements.classes;
  outcome.movements = movements.all;
  const model::Scenario& world = *outcome.network->scenario;
  for (const model::PlaceId place : world.places.ids()) {
    if (world.places[place].is_gateway()) outcome.gateways.push_back(place);
  }
  outcome.loads = Column<FacilityId, std::vector<Load>>(outcome.network->facilities.size(),
                                                        std::vector<Load>(outcome.months.size()));
  DemandResult none;
  none.by_gateway.resize(outcome.gateways.size());
  outcome.demand = Column<model::DemandId, DemandResult>(world.demand.size(), none);
  return outcome;
}

// The known choice that leaves most movements untouched when the network turns into `state`.
std::vector<const Alternatives*> reusable(const Outcome& outcome,
                                          const std::vector<MonthChoice>& solved,
                                          const MonthState& state) {
  std::vector<const Alternatives*> best(outcome.movements.size(), nullptr);
  std::ptrdiff_t most = 0;
  for (const MonthChoice& choice : solved) {
    const MonthState& from = outcome.months[static_cast<std::size_t>(choice.months.front())];
    std::vector<const Alternatives*> kept =
        keep_unaffected(*outcome.network, from, state, choice.alternatives);
    const auto lost = std::count(kept.begin(), kept.end(), nullptr);
    const auto count = static_cast<std::ptrdiff_t>(kept.size()) - lost;
    if (count > most) {
      most = count;
      best = std::move(kept);
    }
  }
  return best;
}

// Alternatives of an outcome in the same months.
const std::vector<Alternatives>& same_months(const Outcome& outcome,
                                             const std::vector<int>& months) {
  const auto found =
      std::find_if(outcome.choices.begin(), outcome.choices.end(),
                   [&](const MonthChoice& choice) { return choice.months == months; });
  CORRIDOR_ASSERT(found != outcome.choices.end(),
                  "frozen routes come from an outcome with the same months");
  return found->alternatives;
}

std::vector<MonthChoice> most_months_first(std::vector<MonthChoice> choices) {
  std::stable_sort(choices.begin(), choices.end(), [](const MonthChoice& a, const MonthChoice& b) {
    return a.months.size() > b.months.size();
  });
  return choices;
}

// Fewest shut facilities first, so that later groups can keep what they share with earlier ones.
std::vector<std::vector<int>> most_open_first(const Outcome& outcome,
                                              std::vector<std::vector<int>> groups) {
  const auto shut = [&](const std::vector<int>& group) {
    const MonthState& state = outcome.months[static_cast<std::size_t>(group.front())];
    return std::count(state.shut.begin(), state.shut.end(), char{1});
  };
  std::stable_sort(groups.begin(), groups.end(),
                   [&](const auto& a, const auto& b) { return shut(a) < shut(b); });
  return groups;
}

}  // namespace

Outcome solve(std::shared_ptr<const Network> network, const Options& options) {
  const Movements movements = list_movements(*network);
  Outcome outcome = prepare(std::move(network), movements);
  add_fixed_loads(outcome);
  std::vector<MonthChoice> solved;
  for (const std::vector<int>& months : most_open_first(outcome, group_months(outcome.months))) {
    const MonthState& state = outcome.months[static_cast<std::size_t>(months.front())];
    MonthChoice choice{months, {}};
    if (options.routes_of != nullptr) {
      choice.alternatives = price_routes(*outcome.network, state, movements,
                                         same_months(*options.routes_of, months), options);
    } else {
      choice.alternatives = choose_routes(*outcome.network, state, movements,
                                          reusable(outcome, solved, state), options);
    }
    Loader(outcome, months).add(choice.alternatives);
    solved.push_back(std::move(choice));
  }
  if (options.keep_alternatives) outcome.choices = most_months_first(std::move(solved));
  finish_means(outcome.demand);
  for (const DemandResult& result : outcome.demand) outcome.stranded_teu += result.stranded_teu;
  explain_stranded(outcome);
  outcome.headline = find_headline(outcome);
  return outcome;
}

std::optional<double> utilisation(const Outcome& outcome, FacilityId facility, int month) {
  const network::Facility& record = outcome.network->facilities[facility];
  const MonthState& state = outcome.months[static_cast<std::size_t>(month)];
  const double capacity = network::capacity_in(record, facility, state).value();
  if (record.capacity.value() <= 0.0) return std::nullopt;
  const Load& load = outcome.loads[facility][static_cast<std::size_t>(month)];
  const double base = record.base_load.value() * state.open_share[facility] + load.base_units;
  if (capacity <= 0.0) return std::nullopt;
  return (load.units + base) / capacity;
}

}  // namespace corridor::outcome
