#include "room_question.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <tuple>

namespace corridor::assignment {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

struct ByUses {
  bool operator()(const std::vector<RouteUse>& a, const std::vector<RouteUse>& b) const {
    return std::lexicographical_compare(
        a.begin(), a.end(), b.begin(), b.end(), [](const RouteUse& x, const RouteUse& y) {
          return std::tie(x.facility, x.units) < std::tie(y.facility, y.units);
        });
  }
};

// Whether a route takes at least what another does, of every facility.
bool takes_all_of(std::span<const RouteUse> route, std::span<const RouteUse> other) {
  auto own = route.begin();
  for (const RouteUse& use : other) {
    while (own != route.end() && own->facility < use.facility) ++own;
    if (own == route.end() || own->facility != use.facility || own->units < use.units) return false;
  }
  return true;
}

}  // namespace

RoomQuestion::RoomQuestion(const LogitProblem& problem, const LogitMonth& month)
    : room_(month.room) {
  std::vector<std::uint32_t> routes;
  for (std::uint32_t m = 0; m < problem.market_count(); ++m) {
    if (month.demand[m] <= 0.0) continue;
    routes.clear();
    bool takes_room = true;
    for (std::uint32_t r = problem.first_route[m]; r < problem.first_route[m + 1]; ++r) {
      if (!std::isfinite(problem.cost[r]) || problem.cost[r] >= problem.give_up[m]) continue;
      takes_room = takes_room && !problem.uses_of(r).empty();
      routes.push_back(problem.footprint[r]);
    }
    if (takes_room && !routes.empty()) markets_.push_back({month.demand[m], routes});
  }
  reduce(*problem.footprints);
}

RoomQuestion RoomQuestion::without(const std::vector<char>& given_up) const {
  RoomQuestion rest;
  rest.room_ = room_;
  rest.markets_ = markets_;
  for (std::size_t f = 0; f < room_.size(); ++f) {
    if (given_up[f] != 0) rest.room_[f] = kInfinity;
  }
  rest.reduce(footprints_);
  return rest;
}

double RoomQuestion::demand() const {
  double sum = 0.0;
  for (const Market& market : markets_) sum += market.demand;
  return sum;
}

std::vector<double> RoomQuestion::cheapest(std::span<const double> price) const {
  std::vector<double> priced;
  for (std::size_t footprint = 0; footprint < footprints_.size(); ++footprint)
    priced.push_back(footprints_.cost(footprint, price));
  std::vector<double> cheapest;
  for (const Market& market : markets_) {
    double least = kInfinity;
    for (const std::uint32_t route : market.routes) least = std::min(least, priced[route]);
    cheapest.push_back(least);
  }
  return cheapest;
}

// Each limit that goes may let markets go, and each market or route a limit.
void RoomQuestion::reduce(const Footprints& footprints) {
  find_needed(footprints);
  strip(footprints);
  for (std::size_t before = limits_.size() + 1; limits_.size() < before;) {
    before = limits_.size();
    find_needed(footprints_);
    if (limits_.size() < before) strip(Footprints(std::move(footprints_)));
  }
}

// Leaves markets without a route past all limits, and limits that these could reach.
void RoomQuestion::find_needed(const Footprints& footprints) {
  do {
    find_limits(footprints);
  } while (drop_free_markets(footprints));
}

void RoomQuestion::find_limits(const Footprints& footprints) {
  most_use_.assign(room_.size(), 0.0);
  std::vector<double> most(room_.size(), 0.0);  // of a market, per unit
  for (const Market& market : markets_) {
    for (const std::uint32_t route : market.routes) {
      for (const RouteUse& use : footprints[route])
        most[use.facility] = std::max(most[use.facility], use.units);
    }
    for (const std::uint32_t route : market.routes) {
      for (const RouteUse& use : footprints[route]) {
        most_use_[use.facility] += market.demand * most[use.facility];
        most[use.facility] = 0.0;
      }
    }
  }
  limits_.clear();
  for (std::uint32_t f = 0; f < room_.size(); ++f) {
    if (is_limit(f)) limits_.push_back(f);
  }
}

bool RoomQuestion::is_free(std::span<const RouteUse> uses) const {
  return std::none_of(uses.begin(), uses.end(),
                      [&](const RouteUse& use) { return is_limit(use.facility); });
}

// Drops markets that have a route past all limits; returns whether there were any.
bool RoomQuestion::drop_free_markets(const Footprints& footprints) {
  return std::erase_if(markets_, [&](const Market& market) {
           return std::any_of(market.routes.begin(), market.routes.end(),
                              [&](std::uint32_t route) { return is_free(footprints[route]); });
         }) > 0;
}

// Takes what is no limit out of the footprints, and makes markets with the same routes one. A route
// that takes all that another of its market takes is no better for anything.
void RoomQuestion::strip(const Footprints& footprints) {
  footprints_ = {};
  constexpr std::uint32_t kNone = 0xFFFFFFFF;
  std::map<std::vector<RouteUse>, std::uint32_t, ByUses> position;
  std::vector<std::uint32_t> became(footprints.size(), kNone);
  std::map<std::vector<std::uint32_t>, double> demand_of;
  for (Market& market : markets_) {
    for (std::uint32_t& route : market.routes) {
      std::uint32_t& own = became[route];
      if (own == kNone) {
        std::vector<RouteUse> uses;
        for (const RouteUse& use : footprints[route])
          if (is_limit(use.facility)) uses.push_back(use);
        own = static_cast<std::uint32_t>(footprints_.size());
        const auto [entry, is_new] = position.try_emplace(uses, own);
        if (is_new) footprints_.push_back(uses);
        own = entry->second;
      }
      route = own;
    }
    std::sort(market.routes.begin(), market.routes.end());
    market.routes.erase(std::unique(market.routes.begin(), market.routes.end()),
                        market.routes.end());
    drop_dominated(market.routes);
    demand_of[market.routes] += market.demand;
  }
  markets_.clear();
  for (const auto& [routes, demand] : demand_of) markets_.push_back({demand, routes});
}

void RoomQuestion::drop_dominated(std::vector<std::uint32_t>& routes) const {
  std::vector<std::uint32_t> kept;
  for (const std::uint32_t route : routes) {
    const bool is_dominated = std::any_of(routes.begin(), routes.end(), [&](std::uint32_t other) {
      return other != route && takes_all_of(footprints_[route], footprints_[other]);
    });
    if (!is_dominated) kept.push_back(route);
  }
  routes = std::move(kept);
}

}  // namespace corridor::assignment
