// Time at a link or facility as a function of its load. The one place where delay functions are
// written down.
#pragma once

#include <algorithm>

namespace corridor::network {

/// time = free_flow * (1 + growth * (load / capacity)^power), the BPR curve. Any consistent units:
/// the corridor's are hours and TEU per hour; public test networks come in their own.
/// `growth` or `power` of zero make the time constant. A `capacity` of zero (or less) on a link
/// whose time depends on load closes that link: no load has a finite time on it.
/// Source: Bureau of Public Roads 1964; TNTP format of Bar-Gera.
struct Delay {
  double free_flow_h = 0.0;
  double growth = 0.0;
  double capacity_teu_per_h = 0.0;
  double power = 1.0;
  friend bool operator==(const Delay&, const Delay&) = default;
};

/// Mean wait in front of a facility: spread * load / (capacity - load) service times, where a
/// service time is 1 / capacity and `spread` is half the sum of the squared coefficients of
/// variation of arrivals and service. Beyond `kTangentFrom` of the capacity the curve goes on along
/// its tangent, so that a full facility has a long but finite wait.
/// Source: Kingman 1961, "The single server queue in heavy traffic", Proc. Camb. Phil. Soc. 57:902.
struct Queue {
  double capacity_per_h = 0.0;  ///< 0 = nobody waits
  double spread = 0.0;
  static constexpr double kTangentFrom = 0.9;

  [[nodiscard]] double wait_h(double load_per_h) const {
    if (capacity_per_h <= 0.0 || spread <= 0.0) return 0.0;
    const double use = std::max(0.0, load_per_h / capacity_per_h);
    const double below = std::min(use, kTangentFrom);
    const double room = 1.0 - below;
    const double curve = below / room + (use - below) / (room * room);
    return spread * curve / capacity_per_h;
  }
  friend bool operator==(const Queue&, const Queue&) = default;
};

}  // namespace corridor::network
