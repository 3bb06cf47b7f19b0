// Time on a link as a function of its load. The one place where delay functions are written down.
#pragma once

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

}  // namespace corridor::network
