// Stochastic equilibrium with hard limits over given route sets: every unit of flow chooses among
// the routes of its market by path-size logit, nested if the problem has nests, at the route's cost
// plus the prices of the facilities it uses.
//
// In: markets and routes (LogitProblem), and for one month their demand and what the facilities
// hold (LogitMonth). Out: shares, and for each facility its price (the value of one more unit of
// room) and its use, with a certificate. Flows are eliminated: the only unknowns are prices, which
// minimise a smooth convex function, the dual of an entropy program; projected Newton steps with
// the exact Hessian find them. Only facilities that are nearly full enter a step; all are looked at
// before it ends.
// Invariants: prices >= 0; the same input gives the same bytes on any number of threads.
// Absent: the graph and the search for routes (the caller's), money by component.
// Source: nested choice with path sizes inside: Ben-Akiva and Lerman 1985, ch. 10; Bell 1995,
// "Stochastic user equilibrium assignment in networks with queues", Transp. Res. B 29(2): limits on
// flow give a price or a queue dual to an entropy program; projected Newton: Bertsekas 1982, SIAM
// J. Control Optim. 20(2).
#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <vector>

namespace corridor::assignment {

/// What one unit of flow takes of a facility's room.
struct RouteUse {
  std::uint32_t facility = 0;
  double units = 1.0;
  friend bool operator==(const RouteUse&, const RouteUse&) = default;
};

/// What one unit of flow takes of all facilities: routes that take the same may share a footprint.
struct Footprints {
  std::vector<std::uint32_t> first_use = {0};  ///< [footprint + 1]
  std::vector<RouteUse> uses;                  ///< no facility twice in one footprint

  [[nodiscard]] std::size_t size() const { return first_use.size() - 1; }
  [[nodiscard]] std::span<const RouteUse> operator[](std::size_t footprint) const {
    return {uses.data() + first_use[footprint], uses.data() + first_use[footprint + 1]};
  }
  /// What a unit of flow pays at these prices [facility].
  [[nodiscard]] double cost(std::size_t footprint, std::span<const double> price) const {
    double sum = 0.0;
    for (const RouteUse& use : (*this)[footprint]) sum += use.units * price[use.facility];
    return sum;
  }
  void push_back(std::span<const RouteUse> of) {
    uses.insert(uses.end(), of.begin(), of.end());
    first_use.push_back(static_cast<std::uint32_t>(uses.size()));
  }
};

/// Routes that compete with each other before they compete with the rest of their market.
struct NestLevel {
  std::vector<std::uint32_t> nest;  ///< [route] label; routes of one nest stand side by side
  std::vector<double> theta;        ///< [market] among its nests, <= that of the level inside
};

/// Costs and prices share one unit of money. A market without any open route gives up whole.
struct LogitProblem {
  std::size_t facility_count = 0;
  std::vector<std::uint32_t> first_route = {0};  ///< [market + 1]
  std::vector<double> theta;      ///< [market] among routes (of a nest), per unit of money, > 0
  std::vector<NestLevel> levels;  ///< outermost first, each within the one before; may be empty
  std::vector<double> give_up;    ///< [market] expected cost at which half stay away; +inf = never
  std::vector<double> cost;       ///< [route] without prices; +infinity = closed
  std::vector<double> size;       ///< [route] path size, > 0
  std::vector<std::uint32_t> footprint;    ///< [route]
  const Footprints* footprints = nullptr;  ///< the caller's, whoever else uses them

  [[nodiscard]] std::size_t market_count() const { return first_route.size() - 1; }
  [[nodiscard]] std::size_t route_count() const { return cost.size(); }
  [[nodiscard]] std::span<const RouteUse> uses_of(std::uint32_t route) const {
    return (*footprints)[footprint[route]];
  }
};

/// What differs from month to month.
struct LogitMonth {
  std::vector<double> demand;  ///< [market] units of flow per hour, >= 0
  std::vector<double> room;    ///< [facility] units per hour; +infinity = no limit
};

struct LogitOptions {
  double tolerance = 1e-10;  ///< of use over room
  int max_iterations = 200;
  int jobs = 1;
  /// Sharpness of giving up, per unit of money: half stay away at `give_up`, and 1 % once the
  /// expected cost is 4.6 / scale below. Assumed: sharp, so that only scarcity strands anything.
  double give_up_scale = 0.02;
  bool only_prices = false;  ///< `share` and `give_up` of the result stay empty
};

/// How far the answer is from its conditions; all relative.
struct LogitCertificate {
  double overload = 0.0;         ///< largest (use - room) / room
  double complementarity = 0.0;  ///< sum of price x |room - use| over all cost
  int iterations = 0;            ///< Newton steps
  bool converged = false;
};

struct LogitResult {
  std::vector<double> price;    ///< [facility] money per unit of room
  std::vector<double> use;      ///< [facility] units per hour
  std::vector<double> share;    ///< [route] of the market's demand, staying away counted
  std::vector<double> give_up;  ///< [market] share that stays away
  /// Demand times expected cost over all markets, prices and staying away counted, per hour.
  double expected_cost = 0.0;
  LogitCertificate certificate;
};

/// What a solve learns of the curvature, for solves of problems that are much alike. One solve at a
/// time. It changes the number of steps, not what they lead to.
class LogitMemory {
 public:
  LogitMemory();
  LogitMemory(const LogitMemory&);
  LogitMemory(LogitMemory&&) noexcept;
  LogitMemory& operator=(const LogitMemory&);
  LogitMemory& operator=(LogitMemory&&) noexcept;
  ~LogitMemory();
  struct Curvature;
  [[nodiscard]] Curvature& curvature() { return *curvature_; }

 private:
  std::unique_ptr<Curvature> curvature_;
};

/// Where to begin: the answer for another month, world or set of routes; empty = from zero.
struct LogitStart {
  std::span<const double> price;  ///< [facility]
  std::span<const double> use;    ///< [facility], a hint which facilities will be full
  LogitMemory* memory = nullptr;  ///< read and written
};

/// What all months of a problem share, worked out once. The problem must outlive it and stay as it
/// is; any number of months may be solved at the same time.
class LogitLayout {
 public:
  explicit LogitLayout(const LogitProblem& problem);
  /// The same, where `before` was that of a problem of which only markets that `is_new` [market]
  /// have other routes now: much cheaper if they are few.
  LogitLayout(const LogitProblem& problem, const LogitLayout& before, std::span<const char> is_new);
  LogitLayout(LogitLayout&&) noexcept;
  LogitLayout& operator=(LogitLayout&&) noexcept;
  ~LogitLayout();
  struct Parts;
  [[nodiscard]] const Parts& parts() const { return *parts_; }

 private:
  std::unique_ptr<const Parts> parts_;
};

/// Solves one month. Rooms of zero close the routes that use them. Never fails: read
/// `certificate.converged`. Cost: a few passes over routes and footprints per Newton step, and the
/// cube of the facilities that bind.
[[nodiscard]] LogitResult solve_logit(const LogitLayout& layout, const LogitMonth& month,
                                      const LogitOptions& options, const LogitStart& start = {});

/// The same for a problem of one month.
[[nodiscard]] LogitResult solve_logit(const LogitProblem& problem, const LogitMonth& month,
                                      const LogitOptions& options, const LogitStart& start = {});

}  // namespace corridor::assignment
