#include <algorithm>
#include <array>

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

// Movements are added up in so many runs, which any thread takes; the sums do not depend on who.
constexpr std::size_t kRuns = 4;

// What a group of months came to.
struct Solved {
  std::vector<MonthFlows> flows;
  MonthChoice choice;
  std::array<Tally, kRuns> tallies;
  Prices came_to;        // in the group's first month
  RouteState routes{0};  // that a search came to know
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
      guess[i] = first->came_to;
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

// Arcs with a facility that opens or holds more.
std::vector<ArcId> find_better(const Network& network, const MonthState& from,
                               const MonthState& to) {
  const auto is_better = [&](const network::FacilityUse& use) {
    const FacilityId id = use.facility;
    return to.shut[id] < from.shut[id] ||
           (to.shut[id] == 0 && from.shut[id] == 0 && to.factor[id] > from.factor[id]);
  };
  std::vector<ArcId> better;
  for (const ArcId arc : network.arcs.ids()) {
    if (std::ranges::any_of(network.uses[arc], is_better)) better.push_back(arc);
  }
  return better;
}

// What a group of months knows of routes before it is solved: what the group solved before it,
// `first`, has found.
RouteState known_routes(const Outcome& outcome, const Movements& movements,
                        const std::vector<int>& months, const Solved* first) {
  if (first == nullptr) return RouteState(movements.of_pair.size());
  const auto state_in = [&](const std::vector<int>& of) -> const MonthState& {
    return outcome.months[static_cast<std::size_t>(of.front())];
  };
  RouteState routes(0);
  routes.pool = first->routes.pool;
  routes.floor = first->routes.floor;
  routes.footprints = first->routes.footprints;
  routes.before = &first->choice;
  routes.of_scouts_before = &first->routes.of_scouts;
  routes.better = find_better(*outcome.network, state_in(first->choice.months), state_in(months));
  if (!routes.better.empty()) routes.floor.clear();
  return routes;
}

// Searches for the routes of one group of months. `first` is a group solved before, or null.
Solved solve_anew(const Outcome& outcome, const Movements& movements, const SearchGraph& graph,
                  const std::vector<int>& months, const Solved* first, const Options& options) {
  Solved solved;
  solved.routes = known_routes(outcome, movements, months, first);
  std::vector<Prices> prices = first_guess(options, months, first);
  solved.flows = solve_group(outcome, movements, graph, months, prices, options, solved.routes);
  solved.came_to = std::move(prices.front());
  solved.choice = choose_among(std::move(solved.routes.alternatives), months);
  if (first != nullptr) solved.routes.forget_search();
  return solved;
}

// The choices of another outcome as this one sees them.
struct Borrowed {
  std::vector<MonthChoice> choices;  // [group of months]
  std::shared_ptr<const FootprintTable> footprints;
};

// Finds the footprints that the routes of a choice have in this outcome.
void set_footprints(const Outcome& outcome, int jobs, FootprintTable& table, MonthChoice& choice) {
  const ChoiceSets& sets = *choice.sets;
  std::vector<BareRoute> routes;
  for (const MovementId id : outcome.movements.ids()) {
    for (const std::uint32_t r : sets.routes_of(id))
      routes.push_back({id, &sets.arcs[r], &choice.footprint[r]});
  }
  find_footprints(outcome, routes, jobs, table);
}

Borrowed borrow(const Outcome& outcome, const Movements& movements,
                const std::vector<std::vector<int>>& groups, const Options& options) {
  const Outcome& lender = *options.routes_of;
  std::vector<const MonthChoice*> lent;
  for (const std::vector<int>& months : groups) {
    const auto found =
        std::find_if(lender.choices.begin(), lender.choices.end(),
                     [&](const MonthChoice& choice) { return choice.months == months; });
    CORRIDOR_ASSERT(found != lender.choices.end(),
                    "lent routes come from an outcome with the same months");
    lent.push_back(&*found);
  }
  Borrowed borrowed{price_again(outcome, movements, lent, options), lender.footprints};
  if (take_the_same(lender, outcome)) return borrowed;
  const auto table = std::make_shared<FootprintTable>();
  for (MonthChoice& choice : borrowed.choices)
    set_footprints(outcome, options.jobs, *table, choice);
  borrowed.footprints = table;
  return borrowed;
}

// Solves the months of a choice over its routes.
Solved solve_again(const Outcome& outcome, MonthChoice choice, const FootprintTable& footprints,
                   const Solved* first, const Options& options) {
  Solved solved;
  std::vector<Prices> prices = first_guess(options, choice.months, first);
  solved.flows = solve_over_known(outcome, choice, footprints, prices, options);
  solved.choice = std::move(choice);
  solved.came_to = std::move(prices.front());
  return solved;
}

void add_up(const Outcome& outcome, const Options& options, std::size_t run, Solved& solved) {
  const std::size_t count = outcome.movements.size();
  solved.tallies[run] = add_up(outcome, solved.flows, solved.choice, run * count / kRuns,
                               (run + 1) * count / kRuns, options);
}

// The first group begins from nothing, the others from the first, side by side. `solve` takes a
// group, and the first one solved or null.
template <class Solve>
std::vector<Solved> solve_groups(const Outcome& outcome, std::size_t groups, const Options& options,
                                 Solve solve) {
  std::vector<Solved> solved(groups);
  if (groups == 0) return solved;
  solved[0] = solve(0, nullptr);
  const std::size_t others = groups - 1;
  // The first group is added up by whoever has no other left to solve.
  for_each_index(others + kRuns, options.jobs, [&](std::size_t i, int) {
    if (i < others) {
      solved[i + 1] = solve(i + 1, &solved.front());
    } else {
      add_up(outcome, options, i - others, solved.front());
    }
  });
  solved.front().routes.forget_search();
  for_each_index(others * kRuns, options.jobs, [&](std::size_t i, int) {
    add_up(outcome, options, i % kRuns, solved[1 + i / kRuns]);
  });
  return solved;
}

// Adds what a group came to, but its choice, to the outcome.
void take_results(const Solved& group, Outcome& outcome) {
  for (const Tally& tally : group.tallies) add_to(outcome, tally);
  for (const MonthFlows& month : group.flows) {
    for (const FacilityId facility : outcome.loads.ids())
      outcome.loads[facility][static_cast<std::size_t>(month.month)].price =
          month.price[facility.value()];
    add_certificate(month.certificate, outcome.certificate);
  }
}

// Puts the shares of the group's months into its choice.
void take_shares(const Outcome& outcome, Solved& group) {
  set_mean_shares(outcome, group.flows, group.choice);
  for (MonthFlows& month : group.flows) group.choice.month_share.push_back(std::move(month.share));
}

// Searches of different groups number footprints each in its own way: afterwards one table holds
// those of all.
std::shared_ptr<const FootprintTable> join_footprints(std::vector<Solved>& solved) {
  auto table = std::make_shared<FootprintTable>(std::move(solved.front().routes.footprints));
  for (Solved& group : solved) {
    if (&group == &solved.front()) continue;
    const std::vector<std::uint32_t> positions = table->take_in(group.routes.footprints);
    for (std::uint32_t& footprint : group.choice.footprint) footprint = positions[footprint];
    group.routes.footprints = FootprintTable();
  }
  return table;
}

void keep_choices(std::vector<Solved>& solved, int jobs, Outcome& outcome) {
  for_each_index(solved.size(), jobs, [&](std::size_t i, int) { take_shares(outcome, solved[i]); });
  for (Solved& group : solved) outcome.choices.push_back(std::move(group.choice));
  std::stable_sort(outcome.choices.begin(), outcome.choices.end(),
                   [](const auto& a, const auto& b) { return a.months.size() > b.months.size(); });
}

}  // namespace

Outcome solve(std::shared_ptr<const Network> network, const Options& options) {
  const Movements movements = list_movements(*network);
  Outcome outcome = prepare(std::move(network), movements);
  add_fixed_loads(outcome);
  std::vector<std::vector<int>> groups = most_open_first(outcome, group_months(outcome.months));
  if (options.only_like_first)
    std::erase_if(groups, [](const auto& months) { return months.front() != 0; });
  std::vector<Solved> solved;
  if (options.routes_of != nullptr) {
    Borrowed borrowed = borrow(outcome, movements, groups, options);
    solved = solve_groups(outcome, groups.size(), options, [&](std::size_t i, const Solved* first) {
      return solve_again(outcome, std::move(borrowed.choices[i]), *borrowed.footprints, first,
                         options);
    });
    outcome.footprints = borrowed.footprints;
  } else {
    const SearchGraph graph =
        search_graph(outcome, movements, groups.front().front(), options.jobs);
    solved = solve_groups(outcome, groups.size(), options, [&](std::size_t i, const Solved* first) {
      return solve_anew(outcome, movements, graph, groups[i], first, options);
    });
    if (options.keep_alternatives) outcome.footprints = join_footprints(solved);
  }
  for (const Solved& group : solved) take_results(group, outcome);
  if (options.keep_alternatives) keep_choices(solved, options.jobs, outcome);
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
