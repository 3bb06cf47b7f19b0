#include <algorithm>
#include <optional>

#include "choose.hpp"
#include "corridor/base/error.hpp"
#include "corridor/base/parallel.hpp"
#include "fixed_load.hpp"
#include "headline.hpp"
#include "route_search.hpp"
#include "route_uses.hpp"
#include "stranded.hpp"
#include "tally.hpp"

namespace corridor::outcome {
namespace {

using network::MonthState;
using network::Network;

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

// What a group of months came to.
struct Solved {
  std::vector<MonthFlows> flows;  // until they are added up
  MonthChoice choice;
  Tally tally;
  Certificate certificate;
  Prices came_to;  // in the group's first month
  RouteState routes{0};
};

void add_certificate(const Certificate& own, Certificate& worst) {
  worst.overload = std::max(worst.overload, own.overload);
  worst.complementarity = std::max(worst.complementarity, own.complementarity);
  worst.route_gap = std::max(worst.route_gap, own.route_gap);
  worst.unbalanced = std::max(worst.unbalanced, own.unbalanced);
  worst.newton_steps += own.newton_steps;
  worst.rounds += own.rounds;
  worst.converged = worst.converged && own.converged;
}

// Where to begin [month of the group]: at the outcome that lends its routes, moved as the first
// group was, else at the first group.
std::vector<Prices> first_guess(const Options& options, const std::vector<int>& months,
                                const Solved* first) {
  std::vector<Prices> guess(months.size());
  for (std::size_t i = 0; i < months.size(); ++i) {
    if (options.routes_of != nullptr) {
      guess[i] = prices_of(*options.routes_of, months[i]);
      if (first != nullptr)
        guess[i].follow(prices_of(*options.routes_of, first->choice.months.front()),
                        first->came_to);
    } else if (first != nullptr) {
      guess[i].price = first->came_to.price;
      guess[i].use = first->came_to.use;
    }
  }
  return guess;
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

// Fewest shut facilities first, so that the others can keep what they share with the first.
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

// Whether nothing got better.
bool only_worse(const MonthState& from, const MonthState& to) {
  for (const FacilityId id : ids<FacilityId>(from.shut.size())) {
    const bool opens = to.shut[id] < from.shut[id];
    const bool both_open = to.shut[id] == 0 && from.shut[id] == 0;
    if (opens || (both_open && to.factor[id] > from.factor[id])) return false;
  }
  return true;
}

// What a group of months knows of routes before it is solved: what another outcome or the group
// solved before it, `first`, has found.
RouteState known_routes(const Outcome& outcome, const Movements& movements,
                        const std::vector<int>& months, const Solved* first,
                        const Options& options) {
  RouteState routes(movements.of_pair.size());
  const MonthState& state = outcome.months[static_cast<std::size_t>(months.front())];
  if (options.routes_of != nullptr) {
    routes.alternatives = price_routes(*outcome.network, state, movements,
                                       same_months(*options.routes_of, months), options);
    if (take_the_same(*options.routes_of, outcome))
      routes.footprints = *options.routes_of->footprints;
    forget_footprints(routes.alternatives, routes.footprints.all().size());
  } else if (first != nullptr) {
    const MonthState& before =
        outcome.months[static_cast<std::size_t>(first->choice.months.front())];
    routes = first->routes;
    if (!only_worse(before, state)) routes.floor.clear();
  }
  return routes;
}

// Solves the months of one group. `first` is a group solved before, or null.
Solved solve_months(const Outcome& outcome, const Movements& movements,
                    const routes::Contraction* contraction, const std::vector<int>& months,
                    const Solved* first, const Options& options) {
  Solved solved;
  solved.choice.months = months;
  solved.routes = known_routes(outcome, movements, months, first, options);
  std::vector<Prices> prices = first_guess(options, months, first);
  solved.flows =
      solve_group(outcome, movements, contraction, months, prices, options, solved.routes);
  solved.came_to = std::move(prices.front());
  return solved;
}

void add_up(const Outcome& outcome, const Options& options, Solved& solved) {
  solved.tally = add_up(outcome, solved.flows, solved.routes.alternatives, options);
  for (MonthFlows& month : solved.flows) {
    add_certificate(month.certificate, solved.certificate);
    if (options.keep_alternatives) solved.choice.month_shares.push_back(std::move(month.share));
  }
  solved.flows.clear();
}

// The first group begins from nothing, the others from the first, side by side.
std::vector<Solved> solve_groups(const Outcome& outcome, const Movements& movements,
                                 const std::vector<std::vector<int>>& groups,
                                 const Options& options) {
  std::vector<Solved> solved(groups.size());
  const bool are_lent = options.routes_of != nullptr;
  std::optional<routes::Contraction> contraction;
  if (!are_lent) contraction = contract(*outcome.network);
  const auto solve = [&](std::size_t i, const Solved* first, const Options& own) {
    solved[i] = solve_months(outcome, movements, contraction ? &*contraction : nullptr, groups[i],
                             first, own);
  };
  solve(0, nullptr, options);
  Options beside = options;
  beside.jobs =
      std::max(1, options.jobs / static_cast<int>(std::max<std::size_t>(groups.size() - 1, 1)));
  for_each_index(groups.size(), options.jobs, [&](std::size_t i, int) {
    if (i > 0) {
      solve(i, &solved.front(), beside);
      solved[i].routes.forget_search();
      // The first group's table is the one kept; with lent routes the others have tables of their
      // own.
      if (are_lent) forget_footprints(solved[i].routes.alternatives, 0);
      solved[i].routes.footprints = FootprintTable();
    }
    add_up(outcome, options, solved[i]);
  });
  solved.front().routes.forget_search();
  return solved;
}

}  // namespace

Outcome solve(std::shared_ptr<const Network> network, const Options& options) {
  const Movements movements = list_movements(*network);
  Outcome outcome = prepare(std::move(network), movements);
  add_fixed_loads(outcome);
  std::vector<std::vector<int>> groups = most_open_first(outcome, group_months(outcome.months));
  if (options.only_like_first)
    std::erase_if(groups, [](const auto& months) { return months.front() != 0; });
  std::vector<Solved> solved = solve_groups(outcome, movements, groups, options);
  for (Solved& group : solved) {
    add_to(outcome, group.tally);
    add_certificate(group.certificate, outcome.certificate);
    if (!options.keep_alternatives) continue;
    group.choice.alternatives = std::move(group.routes.alternatives);
    outcome.choices.push_back(std::move(group.choice));
  }
  if (options.keep_alternatives)
    outcome.footprints =
        std::make_shared<const FootprintTable>(std::move(solved.front().routes.footprints));
  std::stable_sort(outcome.choices.begin(), outcome.choices.end(),
                   [](const auto& a, const auto& b) { return a.months.size() > b.months.size(); });
  finish_means(outcome.demand);
  for (const DemandResult& result : outcome.demand) outcome.stranded_teu += result.stranded_teu;
  if (!options.is_coarse) explain_stranded(outcome, options.jobs);
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
