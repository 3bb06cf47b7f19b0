// The second step of the Equilibrator: balance among the routes in use.
#include <algorithm>
#include <cmath>
#include <limits>

#include "equilibrator.hpp"

namespace corridor::assignment {

// `stay_difference`: cost of staying on the first side minus that on the second.
void Equilibrator::set_fixed(Swap& swap, double stay_difference) const {
  swap.fixed = stay_difference;
  const auto& fixed = problem_->classes[UserClassId(swap.user_class)].fixed_h;
  if (fixed.empty()) return;
  for (std::uint32_t i = swap.begin; i < swap.end; ++i) {
    if (swaps_.arcs()[i] >= fixed.size()) continue;  // staying away costs no class more
    const double cost = fixed[ArcId(swaps_.arcs()[i])];
    swap.fixed += i < swap.middle ? cost : -cost;
  }
}

// Gives a route its swap with the pair's first route; false if the pair has that route already.
bool Equilibrator::find_swap(Group& group, Pair& pair, std::size_t index) {
  UsedRoute& route = pair.routes[index];
  const UsedRoute& first = pair.routes.front();
  const auto found =
      swaps_.find_or_add(group.arcs(first), group.arcs(route), like_class_[group.user_class]);
  Swap& swap = swaps_[found.swap];
  if (found.is_new) {
    const double stay = options_.stranded_h.value_or(0.0);
    const auto fixed_of = [&](const UsedRoute& of) {
      return of.stays && of.arc_count == 0 ? stay : 0.0;
    };
    const double difference = fixed_of(first) - fixed_of(route);
    set_fixed(swap, found.is_reversed ? -difference : difference);
  }
  if (swap.begin == swap.end) return false;
  for (const UsedRoute& other : pair.routes) {
    if (other.swap == found.swap && other.is_reversed == found.is_reversed) return false;
  }
  route.swap = found.swap;
  route.is_reversed = found.is_reversed;
  return true;
}

void Equilibrator::find_swaps(Group& group, Pair& pair) {
  auto& routes = pair.routes;
  for (std::size_t i = routes.size(); i-- > 1;) {
    if (routes[i].swap != kNoSwap || find_swap(group, pair, i)) continue;
    group.stale += routes[i].arc_count;
    routes.front().load += routes[i].load;
    routes.erase(routes.begin() + static_cast<std::ptrdiff_t>(i));
  }
}

void Equilibrator::find_swaps() {
  for (Group& group : groups_) {
    for (const std::uint32_t index : group.split) find_swaps(group, group.pairs[index]);
    std::erase_if(group.split,
                  [&](std::uint32_t index) { return group.pairs[index].routes.size() < 2; });
  }
}

// Lays the loads of all split pairs in one array, and lists for each swap whose loads it moves.
void Equilibrator::pool() {
  find_swaps();
  route_load_.clear();
  first_member_.assign(swaps_.size() + 1, 0);
  for (const Group& group : groups_) {
    for (const std::uint32_t index : group.split) {
      const auto& routes = group.pairs[index].routes;
      for (const UsedRoute& route : routes) route_load_.push_back(route.load);
      for (std::size_t i = 1; i < routes.size(); ++i) ++first_member_[routes[i].swap + 1];
    }
  }
  active_.clear();
  for (std::uint32_t id = 0; id < swaps_.size(); ++id) {
    if (first_member_[id + 1] != 0) active_.push_back(id);
    first_member_[id + 1] += first_member_[id];
  }
  list_members();
}

void Equilibrator::list_members() {
  members_.resize(first_member_.back());
  std::vector<std::uint32_t> next(first_member_.begin(), first_member_.end() - 1);
  std::uint32_t slot = 0;
  for (const Group& group : groups_) {
    for (const std::uint32_t index : group.split) {
      const auto& routes = group.pairs[index].routes;
      for (std::uint32_t i = 1; i < routes.size(); ++i) {
        members_[next[routes[i].swap]++] =
            routes[i].is_reversed ? Member{slot + i, slot} : Member{slot, slot + i};
      }
      slot += static_cast<std::uint32_t>(routes.size());
    }
  }
}

void Equilibrator::unpool() {
  std::size_t slot = 0;
  for (Group& group : groups_) {
    for (const std::uint32_t index : group.split) {
      for (UsedRoute& route : group.pairs[index].routes) route.load = route_load_[slot++];
    }
    tidy(group);
  }
}

// Drops routes without load and gives the first route what the others leave of the demand. Load
// passes from any route to another by way of the first, so that must not run dry.
void Equilibrator::tidy_pair(Group& group, Pair& pair) {
  constexpr double kDry = 0.25;
  auto& routes = pair.routes;
  const auto fullest =
      std::max_element(routes.begin(), routes.end(),
                       [](const UsedRoute& a, const UsedRoute& b) { return a.load < b.load; });
  if (routes.front().load < kDry * fullest->load) {
    std::iter_swap(routes.begin(), fullest);
    for (UsedRoute& route : routes) route.swap = kNoSwap;
  }
  std::size_t kept = 1;
  double rest = pair.load;
  for (std::size_t i = 1; i < routes.size(); ++i) {
    if (routes[i].load == 0.0) {
      group.stale += routes[i].arc_count;
      continue;
    }
    rest -= routes[i].load;
    routes[kept++] = routes[i];
  }
  routes.resize(kept);
  routes.front().load = std::max(0.0, rest);
}

void Equilibrator::tidy(Group& group) {
  for (const std::uint32_t index : group.split) tidy_pair(group, group.pairs[index]);
  std::erase_if(group.split,
                [&](std::uint32_t index) { return group.pairs[index].routes.size() < 2; });
  group.compact();
}

double Equilibrator::slope_of(const Swap& swap) const {
  const double* slopes = links_.slopes();
  double sum = 0.0;
  for (std::uint32_t i = swap.begin; i < swap.end; ++i) sum += slopes[swaps_.arcs()[i]];
  return sum;
}

// Moves load from the first side to the second, or back if it is negative.
void Equilibrator::move(const Swap& swap, double load) {
  const std::uint32_t* arcs = swaps_.arcs();
  for (std::uint32_t i = swap.begin; i < swap.middle; ++i) links_.add(arcs[i], -load);
  for (std::uint32_t i = swap.middle; i < swap.end; ++i) links_.add(arcs[i], load);
}

// Newton steps within brackets towards equal cost of both sides; returns the load moved from the
// costlier side. One step is nearly always enough; steep curves overshoot.
double Equilibrator::shift(std::uint32_t swap_id, bool from_first, double gap, double available) {
  constexpr int kSteps = 40;
  constexpr double kEnough = 0.25;
  const Swap& swap = swaps_[swap_id];
  const double sign = from_first ? 1.0 : -1.0;
  double low = 0.0;
  double high = available;
  bool is_open = true;  // nothing is known yet to be too much
  double moved = 0.0;
  double value = gap;
  for (int step = 0; step < kSteps; ++step) {
    const double slope = slope_of(swap);
    double next = slope > 0.0 ? moved + value / slope : available;
    if (next >= high) next = is_open ? available : 0.5 * (low + high);
    if (next <= low) next = 0.5 * (low + high);
    move(swap, sign * (next - moved));
    moved = next;
    value = sign * gap_of(swap);
    if (std::abs(value) <= kEnough * gap) break;
    if (value > 0.0) {
      if (moved == available) break;
      low = moved;
    } else {
      high = moved;
      is_open = false;
    }
  }
  return moved;
}

// Each pair gives in proportion to what it has on the costlier side.
// Source: Bar-Gera 2010, the condition of proportionality.
void Equilibrator::share_out(std::uint32_t swap_id, bool from_first, double moved,
                             double available) {
  const double kept = moved >= available ? 0.0 : 1.0 - moved / available;
  for (std::uint32_t i = first_member_[swap_id]; i < first_member_[swap_id + 1]; ++i) {
    double& from = route_load_[from_first ? members_[i].first : members_[i].second];
    double& to = route_load_[from_first ? members_[i].second : members_[i].first];
    const double stays = from * kept;
    to += from - stays;
    from = stays;
  }
}

double Equilibrator::available(std::uint32_t swap_id, bool from_first) const {
  double sum = 0.0;
  for (std::uint32_t i = first_member_[swap_id]; i < first_member_[swap_id + 1]; ++i)
    sum += route_load_[from_first ? members_[i].first : members_[i].second];
  return sum;
}

// One Newton shift along every swap; returns the excess met on the way.
double Equilibrator::sweep() {
  double excess = 0.0;
  for (const std::uint32_t id : active_) {
    const double gap = gap_of(swaps_[id]);
    if (gap == 0.0) continue;
    const bool from_first = gap > 0.0;
    const double stock = available(id, from_first);
    if (stock == 0.0) continue;
    excess += std::abs(gap) * stock;
    share_out(id, from_first, shift(id, from_first, std::abs(gap), stock), stock);
  }
  return excess;
}

// Sweeps; where they crawl, a step of all swaps together, as long as such steps help.
void Equilibrator::equilibrate(double excess, int sweeps) {
  constexpr double kCrawls = 0.6;
  pool();
  double before = std::numeric_limits<double>::infinity();
  for (int i = 0; i < sweeps; ++i) {
    const double now = sweep();
    if (now <= excess) break;
    if (now > kCrawls * before) step_together();
    before = now;
  }
  unpool();
}

// Source: Bar-Gera 2010, the condition of proportionality, among the routes at hand.
void Equilibrator::share_proportionally() {
  constexpr int kSweeps = 10;
  pool();
  for (int i = 0; i < kSweeps; ++i) {
    for (const std::uint32_t id : active_) {
      const double first = available(id, true);
      const double second = available(id, false);
      if (first == 0.0 || second == 0.0) continue;
      for (std::uint32_t k = first_member_[id]; k < first_member_[id + 1]; ++k) {
        double& on_first = route_load_[members_[k].first];
        double& on_second = route_load_[members_[k].second];
        const double both = on_first + on_second;
        on_first = both * (first / (first + second));
        on_second = both - on_first;
      }
    }
  }
  unpool();
}

}  // namespace corridor::assignment
