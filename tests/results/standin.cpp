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
  const network::Facility& record = outcome.network->facilities[facility];
  const auto& state = outcome.months[static_cast<std::size_t>(month)];
  const double capacity = network::capacity_in(record, facility, state).value();
  if (capacity <= 0.0) return std::nullopt;
  const Load& load = outcome.loads[facility][static_cast<std::size_t>(month)];
  const double base = record.base_load.value() * state.open_share[facility] + load.base_units;
  return (load.units + base) / capacity;
}

std::string describe(const Outcome& outcome) {
  return outcome.headline.gateway ? "a gateway leads" : "no gateway leads";
}

}  // namespace corridor::outcome
