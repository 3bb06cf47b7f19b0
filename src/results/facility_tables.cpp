#include <algorithm>
#include <optional>

#include "corridor/results/tables.hpp"
#include "period.hpp"

namespace corridor::results {
namespace {

using network::Facility;
using network::FacilityId;
using network::FacilityKind;
using outcome::Load;
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

bool has_load(const std::vector<Load>& loads) {
  return std::any_of(loads.begin(), loads.end(), [](const Load& load) {
    return load.laden_teu + load.empty_teu + load.base_teu + load.units + load.base_units > 0.0;
  });
}

bool is_shown(const Outcome& outcome, FacilityId id) {
  const Facility& facility = outcome.network->facilities[id];
  return has_load(outcome.loads[id]) ||
         (!is_link(facility.kind) && facility.capacity.value() > 0.0);
}

// Load and capacity of a facility over a month, and their sums over the period.
struct Amounts {
  double laden_teu = 0.0;
  double empty_teu = 0.0;
  double base_teu = 0.0;
  double load = 0.0;  ///< capacity units, base load left out
  double base_load = 0.0;
  double capacity = 0.0;  ///< 0 = not known

  void add(const Amounts& other) {
    laden_teu += other.laden_teu;
    empty_teu += other.empty_teu;
    base_teu += other.base_teu;
    load += other.load;
    base_load += other.base_load;
    capacity += other.capacity;
  }
};

Amounts amounts_of_month(const Outcome& outcome, FacilityId id, int month) {
  const auto at = static_cast<std::size_t>(month);
  const Load& load = outcome.loads[id][at];
  const double hours = hours_of_month(outcome, month);
  const double capacity =
      network::capacity_in(outcome.network->facilities[id], id, outcome.months[at]).value();
  return {load.laden_teu * hours, load.empty_teu * hours,  load.base_teu * hours,
          load.units * hours,     load.base_units * hours, capacity * hours};
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

// Utilisation over the period, and the month where it is highest.
struct Peak {
  std::optional<double> utilisation;
  int month = 0;
};

Peak find_peak(const Outcome& outcome, FacilityId id) {
  Peak peak;
  for (int month = 0; month < static_cast<int>(outcome.months.size()); ++month) {
    const auto now = outcome::utilisation(outcome, id, month);
    if (now && (!peak.utilisation || *now > *peak.utilisation)) peak = {now, month};
  }
  return peak;
}

void add_period(const Outcome& outcome, FacilityId id, Table& table) {
  const Facility& facility = outcome.network->facilities[id];
  Amounts sum;
  for (int month = 0; month < static_cast<int>(outcome.months.size()); ++month) {
    sum.add(amounts_of_month(outcome, id, month));
  }
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
  for (const FacilityId id : outcome.loads.ids()) {
    if (!is_shown(outcome, id)) continue;
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
