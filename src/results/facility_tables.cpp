#include <algorithm>
#include <optional>

#include "corridor/results/tables.hpp"
#include "facility_sums.hpp"
#include "period.hpp"

namespace corridor::results {
namespace {

using network::Facility;
using network::FacilityId;
using network::FacilityKind;
using outcome::Outcome;

Cell yes_no(bool value) {
  return std::string(value ? "yes" : "no");
}

Cell or_blank(std::optional<double> value) {
  return value ? Cell(*value) : Cell();
}

const char* name_of(model::Direction direction) {
  return direction == model::Direction::kForward ? "forward" : "backward";
}

bool is_link(FacilityKind kind) {
  return kind == FacilityKind::kRoadLink || kind == FacilityKind::kRailLink ||
         kind == FacilityKind::kSeaLink;
}

bool is_shown(const Outcome& outcome, FacilityId id) {
  const Facility& facility = outcome.network->facilities[id];
  return has_load(outcome, id) || (!is_link(facility.kind) && facility.capacity.value() > 0.0);
}

std::string slug_of(const Outcome& outcome, model::PlaceId place) {
  return place.is_none() ? std::string() : outcome.network->scenario->places[place].slug;
}

void add_month(const Outcome& outcome, FacilityId id, int month, Table& table) {
  const Facility& facility = outcome.network->facilities[id];
  const network::MonthState& state = outcome.months[static_cast<std::size_t>(month)];
  const Amounts sum = amounts_of_month(outcome, id, month);
  const bool has_capacity = facility.capacity.value() > 0.0;
  table.add_row(
      std::string(network::name_of(facility.kind)), facility.slug, slug_of(outcome, facility.from),
      slug_of(outcome, facility.to), std::string(name_of(facility.direction)),
      name_of_month(outcome, month), sum.laden_teu, sum.empty_teu, sum.base_teu, sum.load,
      sum.base_load, has_capacity ? Cell(sum.capacity) : Cell(),
      per_months(network::name_of(facility.unit), 1),
      or_blank(outcome::utilisation(outcome, id, month)), state.open_share[id],
      yes_no(state.shut[id] != 0),
      has_capacity ? Cell(std::string(1, model::letter(facility.capacity_grade))) : Cell(),
      yes_no(facility.is_circular));
}

void add_period(const Outcome& outcome, FacilityId id, Table& table) {
  const Facility& facility = outcome.network->facilities[id];
  const Amounts sum = amounts_of_period(outcome, id);
  const Peak peak = find_peak(outcome, id);
  const double load = sum.load + sum.base_load;
  const bool has_capacity = sum.capacity > 0.0;
  table.add_row(
      std::string(network::name_of(facility.kind)), facility.slug, facility.name,
      slug_of(outcome, facility.from), slug_of(outcome, facility.to), sum.laden_teu, sum.empty_teu,
      sum.base_teu, sum.load, sum.base_load, has_capacity ? Cell(sum.capacity) : Cell(),
      has_capacity ? Cell(sum.capacity - load) : Cell(),
      per_period(outcome, network::name_of(facility.unit)),
      has_capacity ? Cell(load / sum.capacity) : Cell(), or_blank(peak.utilisation),
      peak.utilisation ? Cell(name_of_month(outcome, peak.month)) : Cell(),
      has_capacity ? Cell(std::string(1, model::letter(facility.capacity_grade))) : Cell(),
      yes_no(facility.is_circular));
}

Table facilities_of(const Outcome& outcome, const std::string& name,
                    std::initializer_list<FacilityKind> kinds) {
  Table table{name,
              {{"kind", ""},
               {"slug", ""},
               {"name", ""},
               {"from", ""},
               {"to", ""},
               {"laden_teu", "TEU", 1},
               {"empty_teu", "TEU", 1},
               {"base_teu", "TEU", 1},
               {"load", "", 1},
               {"base_load", "", 1},
               {"capacity", "", 1},
               {"spare", "", 1},
               {"unit", ""},
               {"utilisation", "share", 4},
               {"peak_utilisation", "share", 4},
               {"peak_month", ""},
               {"grade", ""},
               {"circular", ""}},
              {}};
  for (const FacilityId id : outcome.loads.ids()) {
    const FacilityKind kind = outcome.network->facilities[id].kind;
    if (std::find(kinds.begin(), kinds.end(), kind) != kinds.end() && is_shown(outcome, id))
      add_period(outcome, id, table);
  }
  return table;
}

}  // namespace

Table make_flows(const Outcome& outcome) {
  Table table{"flows",
              {{"kind", ""},
               {"slug", ""},
               {"from", ""},
               {"to", ""},
               {"direction", ""},
               {"month", ""},
               {"laden_teu", "TEU/month", 2},
               {"empty_teu", "TEU/month", 2},
               {"base_teu", "TEU/month", 2},
               {"load", "", 2},
               {"base_load", "", 2},
               {"capacity", "", 2},
               {"unit", ""},
               {"utilisation", "share", 4},
               {"open_share", "share", 4},
               {"shut", ""},
               {"grade", ""},
               {"circular", ""}},
              {}};
  std::vector<FacilityId> shown;
  for (const FacilityId id : outcome.loads.ids())
    if (is_shown(outcome, id)) shown.push_back(id);
  table.rows.reserve(shown.size() * outcome.months.size());
  for (const FacilityId id : shown) {
    for (int month = 0; month < static_cast<int>(outcome.months.size()); ++month) {
      add_month(outcome, id, month, table);
    }
  }
  return table;
}

Table make_ports(const Outcome& outcome) {
  return facilities_of(outcome, "ports", {FacilityKind::kPort, FacilityKind::kTransitControl});
}

Table make_borders(const Outcome& outcome) {
  return facilities_of(outcome, "borders", {FacilityKind::kBorder});
}

Table make_services(const Outcome& outcome) {
  return facilities_of(outcome, "services", {FacilityKind::kService});
}

}  // namespace corridor::results
