#include "logit_market.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "corridor/base/parallel.hpp"
#include "many_numbers.hpp"

namespace corridor::assignment {
namespace {

using Range = LogitLayout::Parts::Range;
using Choice = LogitLayout::Parts::Choice;

// So many markets choose side by side: what they are at fits into the processor's nearest memory.
constexpr std::size_t kMarketsAtOnce = 256;
constexpr double kInfinity = std::numeric_limits<double>::infinity();

// What the footprints take of the facilities that have a new number, [facility] -1 = none.
Footprints renumber(const Footprints& all, std::span<const int> number) {
  Footprints kept;
  kept.first_use.reserve(all.first_use.size());
  for (std::size_t footprint = 0; footprint < all.size(); ++footprint) {
    for (const RouteUse& use : all[footprint]) {
      const int at = number[use.facility];
      if (at >= 0 && use.units > 0.0)
        kept.uses.push_back({static_cast<std::uint32_t>(at), use.units});
    }
    kept.first_use.push_back(static_cast<std::uint32_t>(kept.uses.size()));
  }
  return kept;
}

// [facility] when so much flow takes each footprint.
std::vector<double> use_of(const Footprints& footprints, std::size_t facilities,
                           const std::vector<double>& taken) {
  std::vector<double> use(facilities, 0.0);
  for (std::size_t footprint = 0; footprint < taken.size(); ++footprint) {
    for (const RouteUse& one : footprints[footprint])
      use[one.facility] += one.units * taken[footprint];
  }
  return use;
}

std::span<double> part_of(std::vector<double>& column, Range range) {
  return std::span(column).subspan(range.begin, range.size());
}

// Splits groups over their members by logit: turns what members cost, +infinity = closed, into
// weights, and fills what groups expect to pay and by what weights become shares. `logs` is to work
// in. No branches, as most groups are small.
void split(const Choice& choice, Range groups, std::span<double> members,
           std::span<double> expected, std::vector<double>& per_weight, std::vector<double>& logs) {
  const auto group_of = std::span(choice.group).subspan(choice.first[groups.begin]);
  const auto theta = std::span(choice.theta).subspan(groups.begin);
  const auto at = [&](std::size_t member) { return group_of[member] - groups.begin; };
  const std::span<double> least = expected;
  std::ranges::fill(least, std::numeric_limits<double>::max());
  for (std::size_t i = 0; i < members.size(); ++i)
    least[at(i)] = std::min(least[at(i)], members[i]);
  for (std::size_t i = 0; i < members.size(); ++i)
    members[i] = theta[at(i)] * (members[i] - least[at(i)]);
  exp_of_minus(members);
  std::vector<double>& sum = per_weight;
  sum.assign(groups.size(), 0.0);
  for (std::size_t i = 0; i < members.size(); ++i) sum[at(i)] += members[i];
  logs = sum;
  for (double& one : logs) one = one > 0.0 ? one : 1.0;
  log_of(logs);
  for (std::size_t g = 0; g < groups.size(); ++g) {
    const bool is_open = sum[g] > 0.0;
    expected[g] = is_open ? least[g] - logs[g] / theta[g] : kInfinity;
    per_weight[g] = is_open ? 1.0 / sum[g] : 0.0;
  }
}

}  // namespace

// Of the markets that choose side by side.
struct LogitMarkets::Workspace {
  explicit Workspace(std::size_t choices) : groups(choices), per_weight(choices) {}
  std::vector<Range> groups;                    // [choice]
  std::vector<std::vector<double>> per_weight;  // [choice][group of these]
  std::vector<double> expected;                 // [market of these]
  std::vector<double> numbers;                  // to work in
  std::vector<double> logs;
};

LogitMarkets::LogitMarkets(const LogitLayout::Parts& parts, const LogitMonth& month,
                           const LogitOptions& options)
    : parts_(&parts), problem_(parts.problem), month_(&month), options_(options) {
  const Footprints& footprints = *problem_->footprints;
  for (std::size_t footprint = 0; footprint < footprints.size(); ++footprint) {
    const std::span<const RouteUse> uses = footprints[footprint];
    const bool is_closed = std::any_of(uses.begin(), uses.end(), [&](const RouteUse& use) {
      return use.units > 0.0 && month.room[use.facility] <= 0.0;
    });
    is_closed_.push_back(is_closed ? 1 : 0);
  }
}

void LogitMarkets::watch(std::span<const std::uint32_t> facilities) {
  std::vector<int> number(problem_->facility_count, -1);
  for (std::size_t i = 0; i < facilities.size(); ++i) number[facilities[i]] = static_cast<int>(i);
  watched_count_ = facilities.size();
  watched_ = renumber(*problem_->footprints, number);
}

// From the bundles outward each group gets its expected cost, then from the markets inward each
// member its share.
void LogitMarkets::choose(Range markets, Sums& sums, Workspace& room) const {
  const std::vector<Choice>& choices = parts_->choices;
  Range groups = markets;
  for (std::size_t c = 0; c < choices.size(); ++c) {
    room.groups[c] = groups;
    groups = choices[c].members(groups);
  }
  std::vector<double>& bundles = sums.share.back();
  for (std::size_t bundle = groups.begin; bundle < groups.end; ++bundle)
    bundles[bundle] = parts_->cost[bundle] + sums.priced[parts_->footprint[bundle]];
  room.expected.resize(markets.size());
  for (std::size_t c = choices.size(); c-- > 0;) {
    const std::span<double> expected =
        c == 0 ? std::span(room.expected) : part_of(sums.share[c - 1], room.groups[c]);
    split(choices[c], room.groups[c], part_of(sums.share[c], choices[c].members(room.groups[c])),
          expected, room.per_weight[c], room.logs);
  }
  for (std::size_t c = 0; c < choices.size(); ++c) {
    const std::size_t first = room.groups[c].begin;
    std::vector<double>& factor = room.per_weight[c];
    if (c > 0) {
      for (std::size_t g = 0; g < factor.size(); ++g) factor[g] *= sums.share[c - 1][first + g];
    }
    const Range members = choices[c].members(room.groups[c]);
    for (std::size_t i = members.begin; i < members.end; ++i)
      sums.share[c][i] *= factor[choices[c].group[i] - first];
  }
}

// Logit over going, at what the markets expect to pay, and staying away. Returns what all of their
// demand expects.
double LogitMarkets::stay_or_go(Range markets, Sums& sums, Workspace& room) const {
  const double scale = options_.give_up_scale;
  const auto give_up = std::span(problem_->give_up).subspan(markets.begin, markets.size());
  room.numbers.resize(markets.size());
  for (std::size_t i = 0; i < markets.size(); ++i)
    room.numbers[i] = scale * std::abs(give_up[i] - room.expected[i]);
  exp_of_minus(room.numbers);
  room.logs.resize(markets.size());
  for (std::size_t i = 0; i < markets.size(); ++i) room.logs[i] = 1.0 + room.numbers[i];
  log_of(room.logs);
  double cost = 0.0;
  for (std::size_t i = 0; i < markets.size(); ++i) {
    const double expected = room.expected[i];
    const double lesser = room.numbers[i] / (1.0 + room.numbers[i]);  // share
    double& going = sums.going[markets.begin + i];
    double own = 0.0;
    if (expected < kInfinity) {
      going = expected <= give_up[i] ? 1.0 - lesser : lesser;
      own = std::min(expected, give_up[i]) - room.logs[i] / scale;
    } else {
      going = 0.0;
      own = give_up[i] < kInfinity ? give_up[i] : 0.0;
    }
    cost += month_->demand[markets.begin + i] * own;
  }
  return cost;
}

// Returns what the markets of a chunk expect to pay, and adds their flow to `taken` [footprint].
double LogitMarkets::sum_chunk(std::size_t chunk, Sums& sums, std::vector<double>& taken) const {
  taken.assign(problem_->footprints->size(), 0.0);
  Workspace room(parts_->choices.size());
  double cost = 0.0;
  const Range all = parts_->chunks[chunk];
  for (std::size_t begin = all.begin; begin < all.end; begin += kMarketsAtOnce) {
    const Range markets{begin, std::min(begin + kMarketsAtOnce, all.end)};
    choose(markets, sums, room);
    cost += stay_or_go(markets, sums, room);
    for (std::size_t market = markets.begin; market < markets.end; ++market) {
      const double flow = month_->demand[market] * sums.going[market];
      for (std::uint32_t bundle = parts_->first_bundle[market];
           bundle < parts_->first_bundle[market + 1]; ++bundle)
        taken[parts_->footprint[bundle]] += flow * sums.share.back()[bundle];
    }
  }
  return cost;
}

void LogitMarkets::sum(std::span<const double> price, Sums& sums) const {
  const std::size_t footprints = problem_->footprints->size();
  sums.going.resize(problem_->market_count());
  sums.share.resize(parts_->choices.size());
  for (std::size_t c = 0; c < sums.share.size(); ++c)
    sums.share[c].resize(parts_->choices[c].group.size());
  sums.priced.resize(footprints);
  for (std::size_t footprint = 0; footprint < footprints; ++footprint)
    sums.priced[footprint] =
        is_closed_[footprint] != 0 ? kInfinity : watched_.cost(footprint, price);
  std::vector<double> costs(parts_->chunks.size(), 0.0);
  std::vector<std::vector<double>> taken(parts_->chunks.size());
  for_each_index(parts_->chunks.size(), options_.jobs, [&](std::size_t chunk, int) {
    costs[chunk] = sum_chunk(chunk, sums, taken[chunk]);
  });
  sums.cost = std::accumulate(costs.begin(), costs.end(), 0.0);
  sums.taken = sum_of(taken, footprints);
  sums.use = use_of(watched_, watched_count_, sums.taken);
}

std::vector<double> LogitMarkets::use_of_all(const Sums& sums) const {
  return use_of(*problem_->footprints, problem_->facility_count, sums.taken);
}

void LogitMarkets::fill_shares(const Sums& sums, LogitResult& result) const {
  const LogitProblem& problem = *problem_;
  result.share.resize(problem.route_count());
  result.give_up.resize(problem.market_count());
  for (std::uint32_t market = 0; market < problem.market_count(); ++market) {
    const double going = sums.going[market];
    result.give_up[market] = 1.0 - going;
    for (std::uint32_t route = problem.first_route[market]; route < problem.first_route[market + 1];
         ++route)
      result.share[route] =
          parts_->share[route] * (going * sums.share.back()[parts_->bundle[route]]);
  }
}

std::vector<double> sum_of(const std::vector<std::vector<double>>& parts, std::size_t size) {
  std::vector<double> all(size, 0.0);
  for (const std::vector<double>& part : parts) {
    for (std::size_t i = 0; i < size; ++i) all[i] += part[i];
  }
  return all;
}

}  // namespace corridor::assignment
