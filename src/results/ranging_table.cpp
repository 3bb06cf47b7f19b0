#include "corridor/results/ranging_table.hpp"

#include "period.hpp"

namespace corridor::results {
namespace {

template <class Rate>
Cell per_day(const std::optional<Rate>& rate) {
  return rate ? Cell(rate->value() * kHoursPerDay) : Cell();
}

void add_range(const outcome::Outcome& outcome, const studies::CapacityRange& range, Table& table) {
  const network::Facility& facility = outcome.network->facilities[range.facility];
  const model::Scenario& world = *outcome.network->scenario;
  table.add_row(
      std::string(network::name_of(facility.kind)), facility.slug, facility.name,
      name_of_month(outcome, range.month), std::string(network::name_of(facility.unit)) + "/day",
      range.capacity.value() * kHoursPerDay, range.price,
      std::string("USD/") + network::one_of(facility.unit), range.step.value() * kHoursPerDay,
      per_day(range.worth_of_step), std::string("USD/day"), per_day(range.stops_binding_at),
      std::string(1, model::letter(facility.capacity_grade)),
      facility.row.is_none() ? std::string() : (*world.rows)[facility.row].source,
      studies::describe(outcome, range));
}

}  // namespace

Table make_ranging(const outcome::Outcome& outcome,
                   const std::vector<studies::CapacityRange>& ranges) {
  Table table{"ranging",
              {{"kind", ""},
               {"slug", ""},
               {"name", ""},
               {"month", ""},
               {"unit", ""},
               {"capacity", "", 2},
               {"price", "", 2},
               {"price_unit", ""},
               {"step", "", 2},
               {"worth_of_step", "", 0},
               {"worth_unit", ""},
               {"stops_binding_at", "", 2},
               {"grade", ""},
               {"source", ""},
               {"words", ""}},
              {}};
  for (const studies::CapacityRange& range : ranges) add_range(outcome, range, table);
  return table;
}

}  // namespace corridor::results
