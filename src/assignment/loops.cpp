#include "loops.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace corridor::assignment {
namespace {

// Between two searches the excess among known routes falls to this share of the whole excess:
// less would balance routes that the next search replaces. Source: Xie, Nie and Liu 2018.
constexpr double kExcessLeft = 0.02;

// Where most of it stayed after the last search because many pairs found new routes, this share of
// what stayed is enough.
constexpr double kOfWhatStayed = 0.25;
constexpr double kManyFound = 0.05;

double excess_to_leave(const Equilibrator::Totals& totals, double gap_before) {
  const bool many_found =
      static_cast<double>(totals.found) > kManyFound * static_cast<double>(totals.split);
  if (!many_found || !(gap_before > 0.0)) return kExcessLeft;
  return std::max(kExcessLeft, kOfWhatStayed * std::min(1.0, totals.gap() / gap_before));
}

constexpr int kSweeps = 30;

double total_demand(const Equilibrator& state) {
  double sum = 0.0;
  for (const Group& group : state.groups()) {
    for (const Pair& pair : group.pairs) sum += pair.load;
  }
  return sum;
}

// The least load a limit's stiffness is scaled by, so that a limit of zero has a finite one.
double scale_of(const LinkState::Limited& limit, double demand) {
  constexpr double kLeastShare = 1e-4;
  return std::max({limit.limit, kLeastShare * demand, std::numeric_limits<double>::min()});
}

// Multipliers take over the present prices; limits whose excess hardly fell get stiffer.
class Multipliers {
 public:
  explicit Multipliers(LinkState& links) : links_(&links), excess_(links.limits().size()) {}

  void start(double cost, double demand) {
    constexpr double kFirstStiffness = 10.0;
    for (std::size_t i = 0; i < excess_.size(); ++i) {
      const auto& limit = links_->limits()[i];
      links_->set_multiplier(i, 0.0, kFirstStiffness * cost / scale_of(limit, demand));
      excess_[i] = std::numeric_limits<double>::infinity();
    }
  }

  void update() {
    constexpr double kFallsEnough = 0.1;
    constexpr double kStiffer = 4.0;
    for (std::size_t i = 0; i < excess_.size(); ++i) {
      const auto& limit = links_->limits()[i];
      const double price = limit.price();
      const double off = price > 0.0 ? std::abs(limit.load - limit.limit)
                                     : std::max(0.0, limit.load - limit.limit);
      const bool crawls = off > kFallsEnough * excess_[i];
      excess_[i] = off;
      links_->set_multiplier(i, price, crawls ? kStiffer * limit.stiffness : limit.stiffness);
    }
  }

 private:
  LinkState* links_;
  std::vector<double> excess_;
};

}  // namespace

double largest_excess(const LinkState& links) {
  double excess = 0.0;
  for (const auto& limit : links.limits()) excess = std::max(excess, limit.load - limit.limit);
  return excess;
}

double price_of_unused(const LinkState& links) {
  double sum = 0.0;
  for (const auto& limit : links.limits())
    sum += limit.price() * std::max(0.0, limit.limit - limit.load);
  return sum;
}

Ending balance(Equilibrator& state, double gap, int max_iterations) {
  constexpr int kPatience = 40;  // without new routes, that is the end of what numbers can tell
  Ending ending;
  double best = std::numeric_limits<double>::infinity();
  int since_best = 0;
  bool is_fresh = false;
  double before = 0.0;
  while (ending.iterations < max_iterations) {
    ending.totals = state.search();
    ++ending.iterations;
    const double now = ending.totals.gap();
    if (now <= gap && is_fresh) {
      ending.status = Status::kConverged;
      return ending;
    }
    since_best = now < best ? 0 : since_best + 1;
    best = std::min(best, now);
    if (since_best > kPatience && ending.totals.found == 0) {
      ending.status = Status::kStalled;
      return ending;
    }
    is_fresh = now <= gap;
    if (is_fresh) {
      state.reload();
    } else if (ending.iterations < max_iterations) {
      state.equilibrate(excess_to_leave(ending.totals, before) * ending.totals.excess, kSweeps);
    }
    before = now;
  }
  return ending;
}

Ending balance_within_limits(Equilibrator& state, const Options& options, int max_iterations) {
  constexpr double kFirstGap = 1e-3;
  constexpr double kTighter = 0.1;
  const double demand = total_demand(state);
  Ending ending = balance(state, std::max(options.gap, kFirstGap), max_iterations);
  const double total = ending.totals.shortest + ending.totals.excess;
  Multipliers multipliers(state.links());
  if (demand > 0.0) multipliers.start(total / demand, demand);
  int used = ending.iterations;
  for (double gap = kFirstGap; used < max_iterations;) {
    const bool binds = largest_excess(state.links()) > 0.0 || price_of_unused(state.links()) > 0.0;
    gap = binds ? std::max(options.gap, kTighter * gap) : options.gap;
    ending = balance(state, gap, max_iterations - used);
    used += ending.iterations;
    ending.iterations = used;
    const double cost = ending.totals.shortest + ending.totals.excess;
    const bool is_tight = largest_excess(state.links()) <= options.feasibility &&
                          price_of_unused(state.links()) <= options.gap * cost;
    if (ending.status == Status::kConverged && gap <= options.gap && is_tight) return ending;
    if (ending.status == Status::kStalled && is_tight) return ending;
    multipliers.update();
  }
  ending.status = Status::kIterationLimit;
  return ending;
}

std::vector<LimitId> find_conflict(Equilibrator& state, double feasibility, int max_iterations,
                                   int& iterations) {
  constexpr double kProof = 1e-9;
  LinkState& links = state.links();
  const double demand = total_demand(state);
  state.count_prices_only(true);
  for (std::size_t i = 0; i < links.limits().size(); ++i)
    links.set_multiplier(i, 0.0, 1.0 / scale_of(links.limits()[i], demand));
  std::vector<LimitId> conflict;
  for (int i = 0; i < max_iterations && largest_excess(links) > feasibility; ++i) {
    const auto totals = state.search();
    ++iterations;
    double worth = 0.0;
    for (const auto& limit : links.limits()) worth += limit.price() * limit.limit;
    if (totals.shortest > worth * (1.0 + kProof)) {
      for (std::size_t l = 0; l < links.limits().size(); ++l) {
        if (links.limits()[l].price() > 0.0) conflict.push_back(LimitId(l));
      }
      break;
    }
    state.equilibrate(kExcessLeft * totals.excess, kSweeps);
  }
  for (std::size_t i = 0; i < links.limits().size(); ++i) links.set_multiplier(i, 0.0, 0.0);
  state.count_prices_only(false);
  return conflict;
}

}  // namespace corridor::assignment
