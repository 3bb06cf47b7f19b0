// Waiting at a facility as a smooth function of its load: lanes of a border post, berths, gates,
// tracks of a gauge-change yard, slots of a scheduled service. Beside the time of a haul
// (delay.hpp). It stays finite above capacity, where the queue grows for as long as the load lasts.
#pragma once

namespace corridor::network {

/// A facility that makes load wait. One unit of load is one customer.
///
/// Long-run wait in a queue of `servers` at use x = load / capacity:
///   variability * x^(sqrt(2 (servers + 1)) - 1) / (capacity * (1 - x)),
/// exact for M/M/1 and M/D/1; for M/M/c within 8 % from a use of 0.9 on, and 15 % from 0.8 on, up
/// to 20 servers (tests/network). Source: Sakasegawa 1977, Ann. Inst. Stat. Math. 29 (servers);
/// Kingman 1961 (variability). Over a period of finite length the same curve is turned towards the
/// line that an overfull queue grows along: period / 4 * (x - 1 + sqrt((x - 1)^2 + 8 variability
/// x^a / (capacity period))). Source: Kimber and Hollis 1979, TRRL LR 909 (coordinate
/// transformation); Akcelik 1991, Aust. Road Res. 21(3), for the closed form. A scheduled service
/// is a queue of as many servers as a departure has slots, with variability one half, behind the
/// wait for the next departure; load that fails to board waits for a later one. Within 4 % of
/// Bailey 1954 where a departure has ten slots or more.
struct QueueDelay {
  double capacity_teu_per_h = 0.0;  ///< served per hour when busy; 0: nobody waits here
  double servers = 1.0;             ///< >= 1
  double variability = 1.0;         ///< (cv of gaps squared + cv of services squared) / 2
  double period_h = 24.0;           ///< how long the load lasts, > 0
  double headway_h = 0.0;           ///< between departures; half of it is waited for
  friend bool operator==(const QueueDelay&, const QueueDelay&) = default;
};

/// A departure every `headway_h` hours with `slots` places for random arrivals.
[[nodiscard]] QueueDelay scheduled_service(double headway_h, double slots, double period_h = 24.0);

/// A wait and its first two derivatives by load.
struct WaitPoint {
  double wait_h = 0.0;
  double slope = 0.0;
  double bend = 0.0;
};

/// The wait at a load >= 0. Finite for any finite load; never falls with it.
[[nodiscard]] WaitPoint wait_at(const QueueDelay& queue, double load_teu_per_h);

/// Integral of the wait from no load to `load_teu_per_h`, to about 1e-9 of itself.
[[nodiscard]] double wait_area(const QueueDelay& queue, double load_teu_per_h);

}  // namespace corridor::network
