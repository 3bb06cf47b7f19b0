#include "corridor/results/way_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "corridor/outcome/tfi.hpp"
#include "indicator_rows.hpp"
#include "period.hpp"
#include "route_words.hpp"
#include "way_rows.hpp"

namespace corridor::results {
namespace {

constexpr std::size_t kMostRowsNamed = 3;

double p95_hours(const network::Journey& trip) {
  return trip.time.value() + kNormal95 * std::sqrt(trip.variance_h2);
}

std::string gateways_in_words(const network::Network& network, const studies::Way& way) {
  std::string text;
  for (const model::PlaceId place : way.gateways)
    text += (text.empty() ? "" : ", ") + network.scenario->places[place].name;
  if (!text.empty()) return text;
  const bool sails = std::any_of(way.arcs.begin(), way.arcs.end(), [&](network::ArcId arc) {
    return network.arcs[arc].kind == network::ArcKind::kSail;
  });
  return sails ? "by sea alone" : "by land";
}

// "haulage 850, toll 12": parts of a cent and more, in order of components.
std::string parts_in_words(const outcome::Breakdown& cost) {
  std::string text;
  for (int i = 0; i < network::kMoneyComponents; ++i) {
    const double usd = cost[static_cast<std::size_t>(i)];
    if (std::abs(usd) < 0.005) continue;
    if (!text.empty()) text += ", ";
    text += fmt::format("{} {:.0f}", network::name_of(static_cast<network::Component>(i)), usd);
  }
  return text;
}

}  // namespace

std::string rows_in_words(const model::Scenario& world, const std::vector<model::RowId>& rows) {
  std::string text;
  for (std::size_t i = 0; i < rows.size() && i < kMostRowsNamed; ++i) {
    const model::Row& row = (*world.rows)[rows[i]];
    text += fmt::format("{}{}.{} {}", i == 0 ? "" : ", ", row.table, row.id, letter(row.grade));
  }
  if (rows.size() > kMostRowsNamed)
    text += fmt::format(" and {} more", rows.size() - kMostRowsNamed);
  return text.empty() ? "parameters" : text;
}

std::optional<model::Grade> worst_grade(const model::Scenario& world,
                                        const std::vector<model::RowId>& rows) {
  std::optional<model::Grade> worst;
  for (const model::RowId row : rows) {
    const model::Grade grade = (*world.rows)[row].grade;
    worst = worst ? std::max(*worst, grade) : grade;
  }
  return worst;
}

Table make_way_table(const WayAnswer& answer) {
  Table table{"ways",
              {{"route"},
               {"usd_per_teu", "USD/TEU", 0},
               {"days", "days", 1},
               {"p95_days", "days", 1},
               {"with_time_usd", "USD/TEU", 0},
               {"co2e_kg_per_teu", "kg/TEU", 0},
               {"modes"},
               {"gateway"},
               {"borders"},
               {"gauge_changes"}},
              {}};
  if (answer.date) {
    table.columns.insert(table.columns.begin() + 4, {{"waiting_days", "days", 1}, {"arrives"}});
  }
  table.columns.push_back({"way"});
  RouteTeller teller(answer.network);
  for (std::size_t i = 0; i < answer.found.ways.size(); ++i) {
    const studies::Way& way = answer.found.ways[i];
    RouteWords words = teller.tell(answer.shipment.from, answer.shipment.to, way.arcs);
    for (const double number :
         {static_cast<double>(i + 1), way.usd(), way.trip.time.value() / kHoursPerDay,
          p95_hours(way.trip) / kHoursPerDay})
      table.add_cell(number);
    if (answer.date) {
      table.add_cell(way.waiting.value() / kHoursPerDay);
      const int days = static_cast<int>(way.trip.time.value() / kHoursPerDay);
      table.add_cell(format_date(*answer.date + std::chrono::days(days)));
    }
    table.add_cell(way.generalised());
    table.add_cell(way.co2_kg_per_teu);
    table.add_cell(std::move(words.modes));
    table.add_cell(gateways_in_words(answer.network, way));
    table.add_cell(static_cast<double>(outcome::borders_of(answer.network, way.arcs).size()));
    table.add_cell(static_cast<double>(outcome::gauge_changes_on(answer.network, way.arcs)));
    table.add_cell(std::move(words.itinerary));
  }
  return table;
}

Table make_leg_table(const WayAnswer& answer, std::size_t way) {
  Table table{"legs",
              {{"leg"},
               {"by"},
               {"from"},
               {"to"},
               {"km", "km", 0},
               {"hours", "h", 1},
               {"usd_per_teu", "USD/TEU", 0},
               {"price_parts"},
               {"grade"},
               {"rows"}},
              {}};
  const model::Scenario& world = *answer.network.scenario;
  double number = 0.0;
  for (const outcome::Leg& leg : outcome::list_legs(answer.network, answer.shipment.cargo,
                                                    answer.state, answer.found.ways[way].arcs)) {
    number += 1.0;
    const bool is_named =
        leg.kind == outcome::LegKind::kService || leg.kind == outcome::LegKind::kBorder;
    const auto grade = worst_grade(world, leg.rows);
    table.add_row(number,
                  is_named ? fmt::format("{}: {}", name_of(leg.kind), leg.name)
                           : std::string(name_of(leg.kind)),
                  world.places[leg.from].name, world.places[leg.to].name, leg.trip.length.value(),
                  leg.trip.time.value(), leg.usd(), parts_in_words(leg.cost),
                  grade ? std::string(1, letter(*grade)) : std::string(),
                  rows_in_words(world, leg.rows));
  }
  return table;
}

Table make_staircase(const WayAnswer& answer) {
  Table table{"staircase",
              {{"route"},
               {"stop"},
               {"place"},
               {"after"},
               {"km", "km", 0},
               {"hours", "h", 1},
               {"usd_per_teu", "USD/TEU", 0}},
              {}};
  const model::Scenario& world = *answer.network.scenario;
  for (std::size_t way = 0; way < answer.found.ways.size(); ++way) {
    const auto legs = outcome::list_legs(answer.network, answer.shipment.cargo, answer.state,
                                         answer.found.ways[way].arcs);
    const auto points = outcome::staircase(legs);
    for (std::size_t i = 0; i < points.size(); ++i) {
      table.add_row(static_cast<double>(way + 1), static_cast<double>(i),
                    world.places[points[i].place].name,
                    std::string(i == 0 ? "start" : name_of(legs[i - 1].kind)),
                    points[i].length.value(), points[i].time.value(), points[i].usd);
    }
  }
  return table;
}

Table make_way_indicators(const WayAnswer& answer, const std::string& of) {
  Table table{"tfi", {{"routes"}, {"mode"}, {"indicator"}, {"value", "", 2}, {"unit"}}, {}};
  outcome::LandSumsByMode sums;
  for (const studies::Way& way : answer.found.ways) {
    const outcome::IndicatorTraffic box{1.0,
                                        outcome::teu_per_indicator_cargo(answer.shipment.weight)};
    for (const network::ArcId arc : way.arcs)
      outcome::add_to_sums(answer.network, answer.shipment.cargo, answer.state, arc, box, sums);
  }
  add_indicators(of, model::Mode::kRoad, sums[0], table);
  add_indicators(of, model::Mode::kRail, sums[1], table);
  return table;
}

}  // namespace corridor::results
