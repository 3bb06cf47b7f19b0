#include "equilibrator.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <tuple>

#include "corridor/base/error.hpp"
#include "corridor/base/parallel.hpp"

namespace corridor::assignment {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

// A new route must beat those in use by more than rounding can feign.
constexpr double kBeats = 1.0 - 1e-14;

// Sums over groups are taken in this many fixed parts, so that threads do not change them.
constexpr std::size_t kParts = 64;

// Threads cost more than they save on less than this many arcs looked at.
constexpr std::size_t kWorthThreads = 100'000;

std::size_t part_begin(std::size_t part, std::size_t count) {
  return part * count / kParts;
}

}  // namespace

Equilibrator::Equilibrator(const Problem& problem, const Options& options)
    : problem_(&problem),
      options_(options),
      topology_(problem),
      links_(problem, options.principle),
      swaps_(links_.size()) {
  const auto jobs = static_cast<std::size_t>(std::max(1, options.jobs));
  searches_.reserve(jobs);
  for (std::size_t worker = 0; worker < jobs; ++worker) searches_.emplace_back(topology_);
  class_cost_.resize(problem.classes.size());
  find_like_classes();
  make_groups();
}

void Equilibrator::find_like_classes() {
  for (const UserClassId user_class : problem_->classes.ids()) {
    UserClassId like(0);
    while (problem_->classes[like].fixed_h != problem_->classes[user_class].fixed_h) ++like;
    like_class_.push_back(like.value());
  }
}

void Equilibrator::make_groups() {
  const auto& demand = problem_->demand;
  std::vector<std::uint32_t> order;
  for (const DemandId id : demand.ids()) {
    const Demand& wish = demand[id];
    if (wish.load_teu_per_h > 0.0 && wish.origin != wish.destination) order.push_back(id.value());
  }
  const auto key = [&](std::uint32_t id) {
    const Demand& wish = demand[DemandId(id)];
    return std::tuple(wish.user_class, wish.origin, wish.destination, id);
  };
  std::sort(order.begin(), order.end(),
            [&](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); });
  for (const std::uint32_t id : order) {
    const Demand& wish = demand[DemandId(id)];
    if (groups_.empty() || groups_.back().tree.root != wish.origin.value() ||
        groups_.back().user_class != wish.user_class.value()) {
      groups_.emplace_back();
      groups_.back().user_class = wish.user_class.value();
      groups_.back().tree.root = wish.origin.value();
    }
    Pair pair;
    pair.destination = wish.destination.value();
    pair.demand = id;
    pair.load = wish.load_teu_per_h;
    pair.stay_arc = links_.stay_arc(id);
    groups_.back().pairs.push_back(std::move(pair));
  }
}

void Equilibrator::update_class_costs() {
  for (std::size_t user_class = 0; user_class < class_cost_.size(); ++user_class) {
    const auto& fixed = problem_->classes[UserClassId(user_class)].fixed_h;
    if (fixed.empty()) continue;
    class_cost_[user_class].resize(links_.size());
    for (std::size_t arc = 0; arc < fixed.size(); ++arc)
      class_cost_[user_class][arc] = links_.times()[arc] + fixed[ArcId(arc)];
    for (std::size_t arc = fixed.size(); arc < links_.size(); ++arc)
      class_cost_[user_class][arc] = links_.times()[arc];
  }
}

const double* Equilibrator::class_cost(std::uint32_t user_class) const {
  const bool is_plain = prices_only_ || class_cost_[user_class].empty();
  return is_plain ? links_.times() : class_cost_[user_class].data();
}

int Equilibrator::jobs_for(std::size_t passes) const {
  return passes * links_.size() < kWorthThreads ? 1 : std::max(1, options_.jobs);
}

void Equilibrator::build_trees(std::size_t begin, std::size_t end) {
  update_class_costs();
  constexpr std::size_t kDijkstra = 8;  // looks at an arc as dear as this many repairs do
  const int jobs = jobs_for(kDijkstra * (end - begin));
  for_each_index(end - begin, jobs, [&](std::size_t index, int worker) {
    Group& group = groups_[begin + index];
    searches_[static_cast<std::size_t>(worker)].build(class_cost(group.user_class), group.tree);
  });
}

void Equilibrator::drop_unreachable(Group& group) {
  const auto is_reached = [&](const Pair& pair) {
    return group.tree.parent[pair.destination] != kNoArc;
  };
  if (std::all_of(group.pairs.begin(), group.pairs.end(), is_reached)) return;
  std::vector<Pair> kept;
  for (Pair& pair : group.pairs) {
    if (is_reached(pair)) {
      kept.push_back(std::move(pair));
    } else {
      unreachable_.push_back({DemandId(pair.demand), pair.load, false});
    }
  }
  group.pairs = std::move(kept);
}

void Equilibrator::load_first(const std::vector<Route>* start) {
  if (start != nullptr) adopt(*start);
  std::vector<double> node_load(topology_.node_count());
  for (std::size_t part = 0; part < kParts; ++part) {
    const std::size_t begin = part_begin(part, groups_.size());
    const std::size_t end = part_begin(part + 1, groups_.size());
    if (begin == end) continue;
    build_trees(begin, end);
    std::vector<double> loads = links_.loads();
    for (std::size_t index = begin; index < end; ++index) {
      drop_unreachable(groups_[index]);
      add_tree_loads(groups_[index], loads, node_load);
    }
    links_.set_loads(loads);
  }
}

// Takes over the routes of another solution, scaled to the present demand.
void Equilibrator::adopt(const std::vector<Route>& start) {
  std::vector<std::size_t> first(problem_->demand.size() + 1, 0);
  for (const Route& route : start) {
    CORRIDOR_ASSERT(route.demand.value() < problem_->demand.size(), "a route without demand");
    ++first[route.demand.value() + 1];
  }
  std::partial_sum(first.begin(), first.end(), first.begin());
  std::vector<double> loads(links_.size());
  for (Group& group : groups_) {
    for (Pair& pair : group.pairs) {
      const std::size_t begin = first[pair.demand];
      adopt_pair(group, pair, {start.data() + begin, first[pair.demand + 1] - begin});
      if (pair.routes.size() > 1)
        group.split.push_back(static_cast<std::uint32_t>(&pair - group.pairs.data()));
    }
    add_route_loads(group, loads);
  }
  links_.set_loads(loads);
}

void Equilibrator::adopt_pair(Group& group, Pair& pair, std::span<const Route> start) {
  double total = 0.0;
  for (const Route& route : start) {
    CORRIDOR_ASSERT(route.demand.value() == pair.demand, "routes to start from are not in order");
    const auto is_closed = [&](ArcId arc) { return links_.times()[arc.value()] == kInfinity; };
    if (!(route.load_teu_per_h > 0.0) || route.arcs.empty() ||
        std::any_of(route.arcs.begin(), route.arcs.end(), is_closed))
      continue;
    UsedRoute used;
    used.load = route.load_teu_per_h;
    used.first_arc = static_cast<std::uint32_t>(group.store.size());
    used.arc_count = static_cast<std::uint32_t>(route.arcs.size());
    for (const ArcId arc : route.arcs) group.store.push_back(arc.value());
    pair.routes.push_back(used);
    total += route.load_teu_per_h;
  }
  for (UsedRoute& route : pair.routes) route.load *= pair.load / total;
}

void Equilibrator::add_route_loads(const Group& group, std::vector<double>& loads) const {
  for (const Pair& pair : group.pairs) {
    for (const UsedRoute& route : pair.routes) {
      for (const std::uint32_t arc : group.arcs(route)) loads[arc] += route.load;
    }
  }
}

void Equilibrator::add_tree_loads(const Group& group, std::vector<double>& loads,
                                  std::vector<double>& node_load) const {
  for (const Pair& pair : group.pairs) {
    if (pair.routes.empty()) node_load[pair.destination] += pair.load;
  }
  for (std::size_t i = group.tree.order.size(); i-- > 0;) {
    const std::uint32_t node = group.tree.order[i];
    if (node_load[node] == 0.0) continue;
    const std::uint32_t arc = group.tree.parent[node];
    loads[arc] += node_load[node];
    node_load[topology_.tail[arc]] += node_load[node];
    node_load[node] = 0.0;
  }
  node_load[group.tree.root] = 0.0;
}

std::vector<double> Equilibrator::sum_loads(std::uint32_t user_class) const {
  std::vector<std::vector<double>> parts(kParts);
  for_each_index(kParts, jobs_for(groups_.size()), [&](std::size_t part, int) {
    std::vector<double> node_load(topology_.node_count());
    parts[part].assign(links_.size(), 0.0);
    const std::size_t end = part_begin(part + 1, groups_.size());
    for (std::size_t index = part_begin(part, groups_.size()); index < end; ++index) {
      if (user_class != kAllClasses && groups_[index].user_class != user_class) continue;
      add_tree_loads(groups_[index], parts[part], node_load);
      add_route_loads(groups_[index], parts[part]);
    }
  });
  std::vector<double> sum(links_.size());
  for (const auto& part : parts) {
    for (std::size_t arc = 0; arc < sum.size(); ++arc) sum[arc] += part[arc];
  }
  return sum;
}

void Equilibrator::count_prices_only(bool only) {
  prices_only_ = only;
  links_.count_prices_only(only);
}

void Equilibrator::reload() {
  links_.set_loads(sum_loads(kAllClasses));
}

double Equilibrator::gap_of(const Swap& swap) const {
  const double* times = links_.times();
  const std::uint32_t* arcs = swaps_.arcs();
  double first = 0.0;
  double second = 0.0;
  for (std::uint32_t i = swap.begin; i < swap.middle; ++i) first += times[arcs[i]];
  for (std::uint32_t i = swap.middle; i < swap.end; ++i) second += times[arcs[i]];
  return first - second + (prices_only_ ? 0.0 : swap.fixed);
}

void Equilibrator::measure_swaps() {
  std::vector<char> is_used(swaps_.size());
  for (const Group& group : groups_) {
    for (const std::uint32_t index : group.split) {
      const auto& routes = group.pairs[index].routes;
      for (std::size_t i = 1; i < routes.size(); ++i) is_used[routes[i].swap] = 1;
    }
  }
  swap_gap_.resize(swaps_.size());
  for (std::uint32_t id = 0; id < swaps_.size(); ++id) {
    if (is_used[id] != 0) swap_gap_[id] = gap_of(swaps_[id]);
  }
}

double Equilibrator::stay_cost(const Pair& pair) const {
  if (pair.stay_arc != LinkState::kNoStayArc) return links_.times()[pair.stay_arc];
  return options_.stranded_h.value_or(kInfinity);
}

double Equilibrator::cost_of(const Group& group, const UsedRoute& route) const {
  if (route.stays && route.arc_count == 0) return options_.stranded_h.value_or(kInfinity);
  const double* cost = class_cost(group.user_class);
  double sum = 0.0;
  for (const std::uint32_t arc : group.arcs(route)) sum += cost[arc];
  return sum;
}

Equilibrator::Totals Equilibrator::search() {
  update_class_costs();
  find_swaps();
  measure_swaps();
  for_each_index(groups_.size(), jobs_for(groups_.size()), [&](std::size_t index, int worker) {
    search_group(groups_[index], searches_[static_cast<std::size_t>(worker)]);
  });
  Totals totals;
  for (const Group& group : groups_) {
    totals.shortest += group.shortest_total;
    totals.excess += group.excess;
    totals.split += group.split.size();
    totals.found += group.found;
  }
  return totals;
}

void Equilibrator::search_group(Group& group, TreeSearch& tree_search) {
  const bool any_moved = tree_search.repair(class_cost(group.user_class), group.tree);
  group.shortest_total = 0.0;
  group.excess = 0.0;
  group.found = 0;
  for (Pair& pair : group.pairs) {
    const double path_cost = tree_search.label(pair.destination);
    const double at_home = stay_cost(pair);
    group.shortest_total += pair.load * std::min(path_cost, at_home);
    if (pair.routes.empty()) {
      const bool moved = any_moved && tree_search.has_moved(pair.destination);
      if (moved || path_cost > at_home) {
        keep_path(group, pair, moved ? tree_search.old_parents() : group.tree.parent);
        extend(group, pair, path_cost);
      }
    } else {
      extend(group, pair, path_cost);
    }
  }
}

// The pair's load is on the path that `parents` give; writes it down as its route.
void Equilibrator::keep_path(Group& group, Pair& pair, const std::vector<std::uint32_t>& parents) {
  UsedRoute route = group.add_path(topology_, parents, pair.destination);
  route.load = pair.load;
  pair.routes.push_back(route);
}

// Adds the tree's path, or staying, if it beats every route in use; measures the excess.
void Equilibrator::extend(Group& group, Pair& pair, double shortest) {
  const double least = std::min(shortest, stay_cost(pair));
  const double base = cost_of(group, pair.routes.front());
  double best = base;
  double excess = pair.routes.front().load * std::max(0.0, base - least);
  for (std::size_t i = 1; i < pair.routes.size(); ++i) {
    const UsedRoute& route = pair.routes[i];
    const double gap = swap_gap_[route.swap];
    const double cost = route.is_reversed ? base + gap : base - gap;
    best = std::min(best, cost);
    excess += route.load * std::max(0.0, cost - least);
  }
  group.excess += excess;
  if (least < best * kBeats) add_candidate(group, pair, shortest);
}

void Equilibrator::add_candidate(Group& group, Pair& pair, double path_cost) {
  UsedRoute route;
  if (path_cost > stay_cost(pair)) {
    route.stays = true;
    route.first_arc = static_cast<std::uint32_t>(group.store.size());
    if (pair.stay_arc != LinkState::kNoStayArc) {
      group.store.push_back(pair.stay_arc);
      route.arc_count = 1;
    }
  } else {
    route = group.add_path(topology_, group.tree.parent, pair.destination);
  }
  pair.routes.push_back(route);
  ++group.found;
  if (pair.routes.size() == 2)
    group.split.push_back(static_cast<std::uint32_t>(&pair - group.pairs.data()));
}

}  // namespace corridor::assignment
