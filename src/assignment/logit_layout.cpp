// What the months of a logit problem share: its choices, and bundles of routes.
#include <algorithm>
#include <limits>
#include <numeric>

#include "logit_market.hpp"
#include "many_numbers.hpp"

namespace corridor::assignment {
namespace {

using Range = LogitLayout::Parts::Range;

constexpr std::size_t kChunks = 8;
constexpr double kInfinity = std::numeric_limits<double>::infinity();

// Cuts [0, first.size() - 1) into chunks of about equal work; an item's work is 1 and its entries.
std::vector<Range> chunks_of(std::span<const std::uint32_t> first) {
  const auto work = [&](std::size_t item) { return item + first[item]; };
  const std::size_t count = first.size() - 1;
  std::vector<Range> chunks;
  std::size_t begin = 0;
  for (std::size_t chunk = 1; chunk <= kChunks; ++chunk) {
    std::size_t end = begin;
    while (end < count && work(end) * kChunks < work(count) * chunk) ++end;
    if (end > begin) chunks.push_back({begin, end});
    begin = end;
  }
  return chunks;
}

// Appends a part of a column, each number moved by `shift`, which may wrap around.
template <class Number>
void append(const std::vector<Number>& from, Range part, Number shift, std::vector<Number>& to) {
  const std::size_t at = to.size();
  to.resize(at + part.size());
  for (std::size_t i = 0; i < part.size(); ++i) to[at + i] = from[part.begin + i] + shift;
}

std::uint32_t shift_of(std::size_t from, std::size_t to) {
  return static_cast<std::uint32_t>(to) - static_cast<std::uint32_t>(from);
}

}  // namespace

LogitLayout::Parts::Parts(const LogitProblem& of, const Parts* before, std::span<const char> is_new)
    : problem(&of), first_route(of.first_route), choices(of.levels.size() + 1) {
  bundle.resize(of.route_count());
  share.resize(of.route_count());
  footprint.reserve(of.route_count());
  cost.reserve(of.route_count());
  first_bundle.reserve(of.market_count() + 1);
  if (before == nullptr) {
    add_markets({0, of.market_count()});
  } else {
    follow(*before, is_new);
  }
  for (Choice& choice : choices)
    choice.first.push_back(static_cast<std::uint32_t>(choice.group.size()));
  chunks = chunks_of(first_bundle);
}

void LogitLayout::Parts::follow(const Parts& before, std::span<const char> is_new) {
  for (std::size_t c = 0; c < choices.size(); ++c) choices[c].reserve_like(before.choices[c]);
  for (std::size_t begin = 0, end = 0; begin < is_new.size(); begin = end) {
    while (end < is_new.size() && is_new[end] == is_new[begin]) ++end;
    if (is_new[begin] != 0) {
      add_markets({begin, end});
    } else {
      copy_markets(before, {begin, end});
    }
  }
}

void LogitLayout::Parts::add_markets(Range markets) {
  const std::size_t bundles = bundle_count();
  std::vector<std::uint32_t> room;
  for (std::size_t market = markets.begin; market < markets.end; ++market) {
    add_market(static_cast<std::uint32_t>(market), room);
    first_bundle.push_back(static_cast<std::uint32_t>(bundle_count()));
  }
  set_costs({first_route[markets.begin], first_route[markets.end]}, {bundles, bundle_count()});
}

void LogitLayout::Parts::copy_markets(const Parts& from, Range markets) {
  Range groups = markets;
  for (std::size_t c = 0; c < choices.size(); ++c) {
    const Choice& own = from.choices[c];
    Choice& to = choices[c];
    const Range members = own.members(groups);
    const std::uint32_t group_shift = shift_of(groups.begin, to.first.size());
    append(own.first, groups, shift_of(members.begin, to.group.size()), to.first);
    append(own.theta, groups, 0.0, to.theta);
    append(own.group, members, group_shift, to.group);
    groups = members;
  }
  const std::uint32_t bundle_shift = shift_of(groups.begin, bundle_count());
  append(from.footprint, groups, 0U, footprint);
  append(from.cost, groups, 0.0, cost);
  append(from.first_bundle, {markets.begin + 1, markets.end + 1}, bundle_shift, first_bundle);
  const std::size_t route_shift = first_route[markets.begin];
  const Range routes{from.first_route[markets.begin], from.first_route[markets.end]};
  for (std::size_t i = 0; i < routes.size(); ++i) {
    bundle[route_shift + i] = from.bundle[routes.begin + i] + bundle_shift;
    share[route_shift + i] = from.share[routes.begin + i];
  }
}

// The group of the next choice that follows, or bundle, is a member of the choice's last group.
void LogitLayout::Parts::add_member(std::size_t choice) {
  choices[choice].group.push_back(static_cast<std::uint32_t>(choices[choice].first.size() - 1));
}

void LogitLayout::Parts::begin_group(std::size_t choice, std::uint32_t market) {
  Choice& own = choices[choice];
  own.first.push_back(static_cast<std::uint32_t>(own.group.size()));
  own.theta.push_back(choice < problem->levels.size() ? problem->levels[choice].theta[market]
                                                      : problem->theta[market]);
}

// The outermost level at which a route is in another nest than the one before it; the number of
// levels when there is none.
std::size_t LogitLayout::Parts::first_new_nest(std::uint32_t route) const {
  std::size_t level = 0;
  while (level < problem->levels.size() &&
         problem->levels[level].nest[route] == problem->levels[level].nest[route - 1])
    ++level;
  return level;
}

// `room` is to work in.
void LogitLayout::Parts::add_market(std::uint32_t market, std::vector<std::uint32_t>& room) {
  const std::size_t levels = problem->levels.size();
  begin_group(0, market);
  const std::uint32_t end = problem->first_route[market + 1];
  std::uint32_t route = problem->first_route[market];
  for (std::size_t level = 0; route < end;) {
    for (; level < levels; ++level) {
      add_member(level);
      begin_group(level + 1, market);
    }
    const std::uint32_t begin = route++;
    while (route < end && (level = first_new_nest(route)) == levels) ++route;
    add_bundles(begin, route, room);
  }
}

// Of the routes [begin, end) of a nest.
void LogitLayout::Parts::add_bundles(std::uint32_t begin, std::uint32_t end,
                                     std::vector<std::uint32_t>& room) {
  room.resize(end - begin);
  std::iota(room.begin(), room.end(), begin);
  const std::vector<std::uint32_t>& taken = problem->footprint;
  if (room.size() > 1) {
    std::sort(room.begin(), room.end(), [&](std::uint32_t a, std::uint32_t b) {
      return taken[a] != taken[b] ? taken[a] < taken[b] : a < b;
    });
  }
  for (std::size_t i = 0; i < room.size(); ++i) {
    const std::uint32_t route = room[i];
    if (i == 0 || taken[route] != taken[room[i - 1]]) {
      add_member(choices.size() - 1);
      footprint.push_back(taken[route]);
      cost.push_back(kInfinity);
    }
    bundle[route] = static_cast<std::uint32_t>(bundle_count() - 1);
    cost.back() = std::min(cost.back(), problem->cost[route]);
  }
}

// A bundle costs what logit expects to pay among its routes; path sizes weigh them. So far it costs
// what its cheapest does.
void LogitLayout::Parts::set_costs(Range routes, Range bundles) {
  const Choice& innermost = choices.back();
  const auto theta_of = [&](std::size_t b) { return innermost.theta[innermost.group[b]]; };
  const auto is_closed = [&](std::size_t b) { return cost[b] == kInfinity; };
  for (std::size_t route = routes.begin; route < routes.end; ++route) {
    const std::uint32_t own = bundle[route];
    share[route] = is_closed(own) ? kInfinity : theta_of(own) * (problem->cost[route] - cost[own]);
  }
  exp_of_minus(std::span(share).subspan(routes.begin, routes.size()));
  std::vector<double> sum(bundles.size(), 0.0);
  for (std::size_t route = routes.begin; route < routes.end; ++route)
    sum[bundle[route] - bundles.begin] += share[route] *= problem->size[route];
  for (std::size_t i = 0; i < sum.size(); ++i) {
    if (is_closed(bundles.begin + i)) sum[i] = 1.0;
  }
  for (std::size_t route = routes.begin; route < routes.end; ++route)
    share[route] /= sum[bundle[route] - bundles.begin];
  log_of(sum);
  for (std::size_t i = 0; i < sum.size(); ++i)
    cost[bundles.begin + i] -= sum[i] / theta_of(bundles.begin + i);
}

}  // namespace corridor::assignment
