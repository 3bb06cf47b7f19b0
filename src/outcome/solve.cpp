#include <algorithm>

#include "choose.hpp"
#include "corridor/base/error.hpp"
#include "corridor/outcome/movement_boxes.hpp"
#include "equilibrium.hpp"
#include "fixed_load.hpp"
#include "headline.hpp"
#include "route_uses.hpp"
#include "stranded.hpp"

namespace corridor::outcome {
namespace {

using model::Demand;
using network::FacilityUse;
using network::MonthState;
using network::Network;

constexpr double kHoursPerDay = 24.0;
// Fewer TEU of a movement and month are a tail of the choice model, not a group to name.
constexpr double kLeastStranded = 0.05;
// A price below this, USD/TEU, is not what strands a box; and a few names say enough.
constexpr double kLeastPaid = 1.0;
constexpr std::size_t kMostNamed = 3;

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
  /// With `is_coarse` costs and journeys are left at zero.
  Loader(Outcome& outcome, const std::vector<MonthFlows>& flows, bool is_coarse)
      : outcome_(&outcome),
        is_coarse_(is_coarse),
        network_(outcome.network.get()),
        flows_(&flows),
        state_(&outcome.months[static_cast<std::size_t>(flows.front().month)]) {}

  void add(const std::vector<Alternatives>& alternatives) {
    for (const MovementId id : outcome_->movements.ids())
      add_movement(id, alternatives[id.value()]);
    for (const MonthFlows& month : *flows_) {
      for (const FacilityId facility : outcome_->loads.ids()) {
        Load& load = outcome_->loads[facility][static_cast<std::size_t>(month.month)];
        load.price = month.price[facility.value()];
        load.wait_h = month.wait_h[facility.value()];
      }
    }
  }

 private:
  Outcome* outcome_;
  bool is_coarse_;
  const Network* network_;
  const std::vector<MonthFlows>* flows_;
  const MonthState* state_;

  [[nodiscard]] double hours_of(const MonthFlows& month) const {
    return kHoursPerDay * outcome_->months[static_cast<std::size_t>(month.month)].days;
  }

  void add_movement(MovementId id, const Alternatives& alternatives) {
    const Movement& movement = outcome_->movements[id];
    DemandResult& result = outcome_->demand[movement.demand];
    std::vector<double> flow;  // [month of the group] TEU per hour
    for (const MonthFlows& month : *flows_) {
      flow.push_back(laden_flow(*outcome_, movement, month.month).value());
      const double teu = flow.back() * hours_of(month);
      const double stranded = teu * month.give_up[id.value()];
      result.teu += teu;
      result.stranded_teu += stranded;
      if (stranded <= kLeastStranded) continue;
      outcome_->stranded.push_back({movement.demand, movement.origin, movement.destination,
                                    month.month, stranded, crowded_on(id, month, alternatives),
                                    !alternatives.empty()});
    }
    std::vector<double> on_route(flows_->size());
    for (std::size_t r = 0; r < alternatives.size(); ++r) {
      double teu = 0.0;
      for (std::size_t i = 0; i < flows_->size(); ++i) {
        on_route[i] = flow[i] * (*flows_)[i].share[id.value()][r];
        teu += on_route[i] * hours_of((*flows_)[i]);
      }
      if (teu <= 0.0) continue;
      add_result(result, movement, alternatives[r], teu);
      add_loads(movement, alternatives[r], on_route);
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

  void add_result(DemandResult& result, const Movement& movement, const Alternative& alternative,
                  double teu) {
    if (!is_coarse_) add_costs(result, movement, alternative, teu);
    if (alternative.gateway.is_none()) return;
    const auto at =
        std::find(outcome_->gateways.begin(), outcome_->gateways.end(), alternative.gateway);
    result.by_gateway[static_cast<std::size_t>(at - outcome_->gateways.begin())] += teu;
  }

  void add_costs(DemandResult& result, const Movement& movement, const Alternative& alternative,
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
  }

  // `teu` [month of the group] per hour.
  void add_loads(const Movement& movement, const Alternative& alternative,
                 const std::vector<double>& teu) {
    const network::CargoClass& cargo = outcome_->cargo_classes[movement.cargo];
    const PriceClass boxes = price_class(*outcome_, movement);
    for (const ArcId arc : alternative.arcs) {
      for_each_use(*network_, cargo, boxes, arc,
                   [&](FacilityId facility, double units, bool is_laden) {
                     const double boxes_per_laden = is_laden ? 1.0 : boxes.empties_per_laden;
                     std::vector<Load>& loads = outcome_->loads[facility];
                     for (std::size_t i = 0; i < flows_->size(); ++i) {
                       Load& load = loads[static_cast<std::size_t>((*flows_)[i].month)];
                       (is_laden ? load.laden_teu : load.empty_teu) += teu[i] * boxes_per_laden;
                       load.units += teu[i] * units;
                     }
                   });
    }
  }
};

void add_certificate(const MonthFlows& month, Certificate& worst) {
  const Certificate& own = month.certificate;
  worst.overload = std::max(worst.overload, own.overload);
  worst.complementarity = std::max(worst.complementarity, own.complementarity);
  worst.wait_error = std::max(worst.wait_error, own.wait_error);
  worst.route_gap = std::max(worst.route_gap, own.route_gap);
  worst.unbalanced = std::max(worst.unbalanced, own.unbalanced);
  worst.newton_steps += own.newton_steps;
  worst.rounds += own.rounds;
  worst.converged = worst.converged && own.converged;
}

// Prices to begin with [month of the group][facility]: those of the outcome that lends its routes,
// else those of a month solved before.
std::vector<std::vector<double>> first_prices(const Outcome& outcome, const Options& options,
                                              const std::vector<int>& months,
                                              const std::vector<MonthChoice>& solved) {
  if (options.routes_of == nullptr && solved.empty()) return {};
  const Outcome& from = options.routes_of != nullptr ? *options.routes_of : outcome;
  std::vector<std::vector<double>> prices;
  for (const int month : months) {
    const int like = options.routes_of != nullptr ? month : solved.back().months.front();
    auto& own = prices.emplace_back();
    for (const FacilityId id : from.loads.ids())
      own.push_back(from.loads[id][static_cast<std::size_t>(like)].price);
  }
  return prices;
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
    if (options.only_like_first && months.front() != 0) continue;
    const MonthState& state = outcome.months[static_cast<std::size_t>(months.front())];
    MonthChoice choice{months, {}, {}};
    if (options.routes_of != nullptr) {
      choice.alternatives = price_routes(*outcome.network, state, movements,
                                         same_months(*options.routes_of, months), options);
    } else {
      choice.alternatives =
          choose_routes(*outcome.network, state, movements, reusable(outcome, solved, state),
                        solved.empty() ? nullptr : &solved.back().alternatives, options);
    }
    std::vector<MonthFlows> flows =
        solve_group(outcome, movements, months, first_prices(outcome, options, months, solved),
                    options, choice.alternatives);
    Loader(outcome, flows, options.is_coarse).add(choice.alternatives);
    for (MonthFlows& month : flows) {
      add_certificate(month, outcome.certificate);
      if (options.keep_alternatives) choice.month_shares.push_back(std::move(month.share));
    }
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
