// Load and capacity of a facility as amounts, by month and over the period.
#pragma once

#include <optional>

#include "corridor/outcome/outcome.hpp"

namespace corridor::results {

/// TEU, and units of the facility's capacity.
struct Amounts {
  double laden_teu = 0.0;
  double empty_teu = 0.0;
  double base_teu = 0.0;
  double load = 0.0;       ///< base load left out
  double base_load = 0.0;  ///< fixed loads, and what the facility carries besides boxes
  double capacity = 0.0;   ///< 0 = not known

  [[nodiscard]] double teu() const { return laden_teu + empty_teu + base_teu; }
  void add(const Amounts& other);
};

[[nodiscard]] Amounts amounts_of_month(const outcome::Outcome& outcome,
                                       network::FacilityId facility, int month);
[[nodiscard]] Amounts amounts_of_period(const outcome::Outcome& outcome,
                                        network::FacilityId facility);

/// The highest utilisation of a month, and its first month; nothing without a known capacity.
struct Peak {
  std::optional<double> utilisation;
  int month = 0;
};
[[nodiscard]] Peak find_peak(const outcome::Outcome& outcome, network::FacilityId facility);

/// Whether any box or base load uses the facility in any month.
[[nodiscard]] bool has_load(const outcome::Outcome& outcome, network::FacilityId facility);

}  // namespace corridor::results
