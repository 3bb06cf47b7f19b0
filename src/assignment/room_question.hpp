// What of a month could lack room at all: the markets and limits that matter to it, made small.
#pragma once

#include <span>
#include <vector>

#include "corridor/assignment/logit.hpp"

namespace corridor::assignment {

/// Markets that have to go by one of their routes, each of which takes room somewhere. A market
/// that has a route past all limits, a limit that cannot be reached whatever routes are taken, and
/// a route that takes all that another does are gone; markets with the same routes are one.
class RoomQuestion {
 public:
  struct Market {
    double demand = 0.0;
    std::vector<std::uint32_t> routes;  ///< footprints, ascending, each once
  };

  /// Of the routes that are open and cost less than giving up.
  RoomQuestion(const LogitProblem& problem, const LogitMonth& month);

  /// The same question with the limits of these facilities [facility] given up.
  [[nodiscard]] RoomQuestion without(const std::vector<char>& given_up) const;

  [[nodiscard]] const std::vector<Market>& markets() const { return markets_; }
  [[nodiscard]] const Footprints& footprints() const { return footprints_; }
  /// Facilities, ascending; footprints use no others.
  [[nodiscard]] const std::vector<std::uint32_t>& limits() const { return limits_; }
  [[nodiscard]] double room(std::uint32_t facility) const { return room_[facility]; }
  /// Use of a facility if every market takes the route that takes most of it.
  [[nodiscard]] double most_use(std::uint32_t facility) const { return most_use_[facility]; }
  [[nodiscard]] double demand() const;

  /// [market] what a unit pays on its cheapest route at these prices [facility].
  [[nodiscard]] std::vector<double> cheapest(std::span<const double> price) const;

 private:
  std::vector<double> room_;      ///< [facility]
  std::vector<double> most_use_;  ///< [facility]
  std::vector<std::uint32_t> limits_;
  Footprints footprints_;
  std::vector<Market> markets_;

  RoomQuestion() = default;
  [[nodiscard]] bool is_limit(std::uint32_t facility) const {
    return most_use_[facility] > room_[facility];
  }
  [[nodiscard]] bool is_free(std::span<const RouteUse> uses) const;
  void reduce(const Footprints& footprints);
  void find_needed(const Footprints& footprints);
  void find_limits(const Footprints& footprints);
  bool drop_free_markets(const Footprints& footprints);
  void strip(const Footprints& footprints);
  void drop_dominated(std::vector<std::uint32_t>& routes) const;
};

}  // namespace corridor::assignment
