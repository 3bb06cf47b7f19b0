// Stands in for modules that have declarations but no sources yet: remove with their arrival.
#include "corridor/model/scenario.hpp"
#include "corridor/outcome/outcome.hpp"

namespace corridor::model {

const char* name_of(Mode mode) {
  constexpr const char* kNames[] = {"road", "rail", "sea"};
  return kNames[static_cast<std::size_t>(mode)];
}

}  // namespace corridor::model

namespace corridor::outcome {

std::optional<double> utilisation(const Outcome& outcome, FacilityId facility, int month) {
  const auto at = static_cast<std::size_t>(month);
  const double capacity =
      network::capacity_in(outcome.network->facilities[facility], facility, outcome.months[at])
          .value();
  if (capacity <= 0.0) return std::nullopt;
  const Load& load = outcome.loads[facility][at];
  return (load.units + load.base_units) / capacity;
}

std::string describe(const Outcome& outcome) {
  return outcome.headline.gateway ? "a gateway leads" : "no gateway leads";
}

}  // namespace corridor::outcome
