#include "corridor/results/tables.hpp"
#include "facility_sums.hpp"
#include "period.hpp"

namespace corridor::results {
namespace {

using network::Facility;
using network::FacilityId;
using outcome::Outcome;

std::string slug_of(const Outcome& outcome, model::PlaceId place) {
  return place.is_none() ? std::string() : outcome.network->scenario->places[place].slug;
}

void add_month(const Outcome& outcome, FacilityId id, int month, Table& table) {
  const Facility& facility = outcome.network->facilities[id];
  const outcome::Load& load = outcome.loads[id][static_cast<std::size_t>(month)];
  const double capacity =
      network::capacity_in(facility, id, outcome.months[static_cast<std::size_t>(month)]).value();
  const std::string one = network::one_of(facility.unit);
  table.add_row(std::string(network::name_of(facility.kind)), facility.slug, facility.name,
                slug_of(outcome, facility.from), slug_of(outcome, facility.to),
                name_of_month(outcome, month), capacity * kHoursPerDay,
                std::string(network::name_of(facility.unit)) + "/day", load.price, "USD/" + one,
                load.price * load.units * kHoursPerDay, std::string("USD/day"),
                std::string(1, model::letter(facility.capacity_grade)));
}

}  // namespace

Table make_capacity_prices(const Outcome& outcome) {
  Table table{"capacity_prices",
              {{"kind", ""},
               {"slug", ""},
               {"name", ""},
               {"from", ""},
               {"to", ""},
               {"month", ""},
               {"capacity", "", 2},
               {"capacity_unit", ""},
               {"price", "", 2},
               {"price_unit", ""},
               {"worth", "", 0},
               {"worth_unit", ""},
               {"grade", ""}},
              {}};
  for (const FacilityId id : outcome.loads.ids()) {
    for (int month = 0; month < static_cast<int>(outcome.months.size()); ++month) {
      if (outcome.loads[id][static_cast<std::size_t>(month)].price >= kLeastPrice)
        add_month(outcome, id, month, table);
    }
  }
  return table;
}

}  // namespace corridor::results
