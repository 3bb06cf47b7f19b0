#include "corridor/results/shortage_table.hpp"

#include <algorithm>

#include "period.hpp"

namespace corridor::results {
namespace {

using outcome::Outcome;
using outcome::Shortage;
using outcome::ShortFacility;

void add_month(const Outcome& outcome, const Shortage& shortage, Table& table) {
  table.add_cell(name_of_month(outcome, shortage.month));
  table.add_cell(shortage.teu);
  table.add_cell(shortage.at_least);
  table.add_cell(shortage.relief.value() * kHoursPerDay);
  table.add_cell(shortage.least_relief.value() * kHoursPerDay);
}

// Position from 1 of the conflict that holds the facility; blank where none does.
Cell conflict_of(const Shortage& shortage, network::FacilityId facility) {
  for (std::size_t i = 0; i < shortage.conflicts.size(); ++i) {
    const auto& own = shortage.conflicts[i].facilities;
    if (std::find(own.begin(), own.end(), facility) != own.end())
      return Cell(static_cast<double>(i + 1));
  }
  return Cell();
}

void add_facility(const Outcome& outcome, const Shortage& shortage, const ShortFacility& one,
                  Table& table) {
  const network::Facility& facility = outcome.network->facilities[one.facility];
  const double more = one.more.value() * kHoursPerDay;
  table.add_cell(std::string(network::name_of(facility.kind)));
  table.add_cell(facility.slug);
  table.add_cell(facility.name);
  table.add_cell(conflict_of(shortage, one.facility));
  table.add_cell(std::string(network::name_of(facility.unit)) + "/day");
  table.add_cell(one.capacity.value() * kHoursPerDay);
  table.add_cell(more);
  table.add_cell(more * one.teu_per_unit);
  table.add_cell(std::string(1, model::letter(facility.capacity_grade)));
  table.add_cell(facility.row.is_none() ? std::string()
                                        : (*outcome.network->scenario->rows)[facility.row].source);
}

}  // namespace

Table make_shortage(const Outcome& outcome, const std::vector<Shortage>& shortages) {
  Table table{"shortage",
              {{"month", ""},
               {"stays_teu", "TEU", 1},
               {"stays_at_least_teu", "TEU", 1},
               {"relief_teu_per_day", "TEU/day", 2},
               {"least_relief_teu_per_day", "TEU/day", 2},
               {"kind", ""},
               {"slug", ""},
               {"name", ""},
               {"conflict", "", 0},
               {"unit", ""},
               {"capacity", "", 2},
               {"more", "", 2},
               {"more_teu_per_day", "TEU/day", 2},
               {"grade", ""},
               {"source", ""}},
              {}};
  for (const Shortage& shortage : shortages) {
    for (const ShortFacility& one : shortage.facilities) {
      add_month(outcome, shortage, table);
      add_facility(outcome, shortage, one, table);
    }
  }
  return table;
}

}  // namespace corridor::results
