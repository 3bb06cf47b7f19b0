// The tables of a run. In: a solved scenario. Out: tidy tables in units people use. Loads and
// capacities per hour become amounts per month or per period here and nowhere else.
// Invariants: rows follow the order of the scenario's tables; a table depends on the outcome alone.
// Absent: what later engines will know (queues) and any file.
#pragma once

#include <vector>

#include "corridor/outcome/outcome.hpp"
#include "corridor/results/table.hpp"
#include "corridor/studies/decisive.hpp"

namespace corridor::results {

/// measure, object, part, value, unit, note: the key measures of the period.
/// Boxes are laden and counted in TEU; means are weighted by the laden TEU that moved. The p95 of
/// door-to-door hours is mean + 1.645 sd. Assumed: a journey's time is normal, since it sums many
/// independent stages. Revenue of a gateway is what its quay takes from the scenario's boxes:
/// handling, port tariff, inspection, storage; taxes, guarantees and security are not the port's.
[[nodiscard]] Table make_summary(const outcome::Outcome& outcome);

/// One row for each alternative of each movement in the months of the first choice group: the
/// cheapest of all, and others with a share of at least `kLeastShare` and `kLeastTeu`, so that the
/// file stays small enough for a spreadsheet. `teu` counts those months. `jobs` threads; the result
/// does not depend on it.
[[nodiscard]] Table make_routes(const outcome::Outcome& outcome, int jobs = 1);
inline constexpr double kLeastShare = 0.10;
inline constexpr double kLeastTeu = 20.0;

/// Facility by month: laden, empty and base TEU, and the load in units of its capacity. Links and
/// lanes appear when loaded; borders, services, ports and transit controls also when they have a
/// capacity.
[[nodiscard]] Table make_flows(const outcome::Outcome& outcome);

/// One row for each facility and direction over the period, with its peak month. `ports` also holds
/// the transit controls. `spare` is capacity less load, below zero when there is too little.
[[nodiscard]] Table make_ports(const outcome::Outcome& outcome);
[[nodiscard]] Table make_borders(const outcome::Outcome& outcome);
[[nodiscard]] Table make_services(const outcome::Outcome& outcome);

/// Facility by month where a limit binds: its capacity, what one more unit of it is worth to the
/// boxes (price), and what all of its used room is worth a day (worth). Rows below `kLeastPrice`
/// USD are left out. Facilities in a row that share all their users share one price between them.
[[nodiscard]] Table make_capacity_prices(const outcome::Outcome& outcome);
inline constexpr double kLeastPrice = 0.01;

/// CAREC's trade facilitation indicators (outcome/tfi.hpp) by country of demand and mode on land
/// (road, rail), over all alternatives of the first choice group, weighted by their TEU.
[[nodiscard]] Table make_tfi(const outcome::Outcome& outcome);

/// Laden TEU of each kind of goods over each facility and direction in the period.
[[nodiscard]] Table make_class_flows(const outcome::Outcome& outcome);

/// The steps of some journeys, for pictures of cost and time along the way: of each country the
/// four largest pairs of partner and direction whose boxes choose between gateways, at most five
/// routes each, the cheapest through each gateway, with the share of the movement's boxes that go
/// through that gateway by any route. Components of the steps of a route sum to those
/// of its row in `routes`.
[[nodiscard]] Table make_stages(const outcome::Outcome& outcome);

/// On what grades the answer rests, in the months of the first choice group: laden TEU by the grade
/// of the demand row; money and valued time that boxes pay by the grade of the row that sets it (D
/// where a parameter of the model does); facilities in use by the grade of their capacity.
[[nodiscard]] Table make_grades(const outcome::Outcome& outcome);

/// What each group of assumptions does to the headline: one row for each group and end.
/// `result` is that of `find_decisive(outcome)`.
[[nodiscard]] Table make_decisive(const outcome::Outcome& outcome,
                                  const studies::DecisiveResult& result);

/// The tables of a run folder, in the order of DESIGN section 7.
struct RunTables {
  Table summary;
  Table routes;
  Table flows;
  Table ports;
  Table borders;
  Table services;
  Table capacity_prices;
  Table tfi;
  Table class_flows;
  Table stages;
  Table grades;

  [[nodiscard]] std::vector<Table*> all() {
    return {&summary,         &routes, &flows,       &ports,  &borders, &services,
            &capacity_prices, &tfi,    &class_flows, &stages, &grades};
  }
  [[nodiscard]] std::vector<const Table*> all() const {
    return {&summary,         &routes, &flows,       &ports,  &borders, &services,
            &capacity_prices, &tfi,    &class_flows, &stages, &grades};
  }
};

/// All of them, with numbers as their files show them. `jobs` threads; the result does not depend
/// on it.
[[nodiscard]] RunTables make_tables(const outcome::Outcome& outcome, int jobs = 1);

}  // namespace corridor::results
