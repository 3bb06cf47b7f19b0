// What the months of a logit problem share: its choices, and bundles of routes.
#include <algorithm>
#include <limits>
#include <numeric>

#include "logit_market.hpp"
#include "many_numbers.hpp"

namespace corridor::assignment {
namespace {

constexpr std::size_t kChunks = 8;
constexpr double kInfinity = std::numeric_limits<double>::infinity();

// Cuts [0, first.size() - 1) into chunks of about equal work; an item's work is 1 and its entries.
template <class Range>
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

}  // namespace

LogitLayout::Parts::Parts(const LogitProblem& of) : problem(&of), choices(of.levels.size() + 1) {
  const std::size_t routes = of.route_count();
  bundle.resize(routes);
  share.resize(routes);
  footprint.reserve(routes);
  cost.reserve(routes);
  first_bundle.reserve(of.market_count() + 1);
  std::vector<std::uint32_t> room;
  for (std::uint32_t market = 0; market < of.market_count(); ++market) {
    add_market(market, room);
    first_bundle.push_back(static_cast<std::uint32_t>(bundle_count()));
  }
  for (Choice& choice : choices)
    choice.first.push_back(static_cast<std::uint32_t>(choice.group.size()));
  set_costs();
  chunks = chunks_of<Range>(first_bundle);
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
void LogitLayout::Parts::set_costs() {
  const Choice& innermost = choices.back();
  const auto theta_of = [&](std::size_t b) { return innermost.theta[innermost.group[b]]; };
  const auto is_closed = [&](std::size_t b) { return cost[b] == kInfinity; };
  for (std::size_t route = 0; route < share.size(); ++route) {
    const std::uint32_t own = bundle[route];
    share[route] = is_closed(own) ? kInfinity : theta_of(own) * (problem->cost[route] - cost[own]);
  }
  exp_of_minus(share);
  std::vector<double> sum(bundle_count(), 0.0);
  for (std::size_t route = 0; route < share.size(); ++route)
    sum[bundle[route]] += share[route] *= problem->size[route];
  for (std::size_t b = 0; b < sum.size(); ++b) {
    if (is_closed(b)) sum[b] = 1.0;
  }
  for (std::size_t route = 0; route < share.size(); ++route) share[route] /= sum[bundle[route]];
  log_of(sum);
  for (std::size_t b = 0; b < sum.size(); ++b) cost[b] -= sum[b] / theta_of(b);
}

}  // namespace corridor::assignment
