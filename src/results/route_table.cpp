#include <algorithm>
#include <cmath>
#include <optional>

#include "corridor/base/parallel.hpp"
#include "corridor/outcome/arc_flows.hpp"
#include "corridor/results/tables.hpp"
#include "period.hpp"
#include "route_words.hpp"

namespace corridor::results {
namespace {

using outcome::Movement;
using outcome::Outcome;

std::vector<TableColumn> route_columns() {
  std::vector<TableColumn> columns = {
      {"demand", ""},        {"country", ""},  {"partner", ""}, {"direction", ""},   {"goods", ""},
      {"listed", ""},        {"box_ft", "ft"}, {"origin", ""},  {"destination", ""}, {"rank", ""},
      {"share", "share", 4}, {"teu", "", 2},   {"unit", ""},    {"gateway", ""}};
  for (int i = 0; i < network::kComponents; ++i) {
    const char* name = network::name_of(static_cast<network::Component>(i));
    columns.push_back({std::string(name) + "_usd_per_teu", "USD/TEU", 2});
  }
  for (const TableColumn& column :
       std::initializer_list<TableColumn>{{"total_usd_per_teu", "USD/TEU", 2},
                                          {"km", "km", 1},
                                          {"hours", "h", 1},
                                          {"sd_hours", "h", 1},
                                          {"p95_hours", "h", 1},
                                          {"co2e_kg_per_teu", "kg/TEU", 1},
                                          {"borders", ""},
                                          {"modes", ""},
                                          {"itinerary", ""}}) {
    columns.push_back(column);
  }
  return columns;
}

// What all rows of a choice group share.
struct RouteGroup {
  const Outcome& outcome;
  const outcome::MonthChoice& choice;
  const network::MonthState& state;
  std::string unit;
  Column<model::DemandId, double> teu;  ///< in the months of the group

  RouteGroup(const Outcome& solved, const outcome::MonthChoice& group)
      : outcome(solved),
        choice(group),
        state(solved.months[static_cast<std::size_t>(group.months.front())]),
        unit(per_months("TEU", group.months.size())),
        teu(outcome::teu_in(solved, group.months)) {}

  /// What a route with this share of the movement's boxes carries.
  [[nodiscard]] double teu_on(const Movement& movement, double share) const {
    return teu[movement.demand] * movement.share * share;
  }
  /// The cheapest route of a movement has a row, and each other that carries something.
  [[nodiscard]] bool has_row(const Movement& movement, double share) const {
    return share >= kLeastShare && teu_on(movement, share) >= kLeastTeu;
  }
  [[nodiscard]] std::size_t row_count(outcome::MovementId id) const {
    const Movement& movement = outcome.movements[id];
    std::size_t rows = 0;
    std::optional<std::uint32_t> cheapest;
    for (const std::uint32_t route : choice.sets->routes_of(id)) {
      if (!std::isfinite(choice.cost[route])) continue;
      if (!cheapest || choice.cost[route] < choice.cost[*cheapest]) cheapest = route;
      if (has_row(movement, choice.share[route])) ++rows;
    }
    return cheapest && !has_row(movement, choice.share[*cheapest]) ? rows + 1 : rows;
  }
};

// Writes the rows of movements; one for each thread.
class RouteWriter {
 public:
  explicit RouteWriter(const RouteGroup& group)
      : group_(group),
        network_(*group.outcome.network),
        world_(*network_.scenario),
        teller_(network_) {}

  /// Fills the rows of the movements in [begin, end).
  void write(std::size_t begin, std::size_t end, std::span<std::vector<Cell>> rows) {
    std::size_t next = 0;
    for (std::size_t m = begin; m < end; ++m) {
      const outcome::MovementId id(m);
      const Movement& movement = group_.outcome.movements[id];
      const std::vector<std::uint32_t> routes = group_.choice.open_routes(id);
      for (std::size_t rank = 0; rank < routes.size(); ++rank) {
        if (rank > 0 && !group_.has_row(movement, group_.choice.share[routes[rank]])) continue;
        row_ = &rows[next++];
        add_route(movement, routes[rank], static_cast<double>(rank + 1));
      }
    }
  }

 private:
  const RouteGroup& group_;
  const network::Network& network_;
  const model::Scenario& world_;
  RouteTeller teller_;
  std::vector<Cell>* row_ = nullptr;

  void put(Cell cell) { row_->push_back(std::move(cell)); }
  void put_or_blank(std::string text) { put(text.empty() ? Cell() : Cell(std::move(text))); }

  void add_route(const Movement& movement, std::uint32_t route, double rank) {
    const network::CargoClass& cargo = group_.outcome.cargo_classes[movement.cargo];
    const double share = group_.choice.share[route];
    const model::PlaceId gateway = group_.choice.sets->gateway[route];
    const outcome::RouteArcs& arcs = group_.choice.sets->arcs[route];
    put_movement(movement, cargo);
    put(rank);
    put(share);
    put(group_.teu_on(movement, share));
    put(group_.unit);
    put(gateway.is_none() ? std::string("by land") : world_.places[gateway].name);
    double total = 0.0;
    for (const double cost : network::break_down(network_, cargo, group_.state, arcs)) {
      total += cost;
      put(cost);
    }
    put(total);
    const model::Demand& demand = world_.demand[movement.demand];
    put_journey(network::journey(network_, group_.state, arcs),
                network::weight_of(demand, cargo.size));
    RouteWords words = teller_.tell(movement.origin, movement.destination, arcs);
    put_or_blank(std::move(words.borders));
    put_or_blank(std::move(words.modes));
    put(std::move(words.itinerary));
  }

  void put_movement(const Movement& movement, const network::CargoClass& cargo) {
    const model::Demand& demand = world_.demand[movement.demand];
    const bool is_import = demand.direction == model::TradeDirection::kImport;
    put(demand.slug);
    put(world_.regions[demand.country].name);
    put(world_.regions[demand.partner].name);
    put(std::string(is_import ? "import" : "export"));
    put(world_.commodities[demand.commodity]);
    put(std::string(model::name_of(cargo.goods)));
    put(cargo.size == model::BoxSize::k20 ? 20.0 : 40.0);
    put(world_.places[movement.origin].name);
    put(world_.places[movement.destination].name);
  }

  void put_journey(const network::Journey& journey, TonnesPerTeu weight) {
    const double sd = std::sqrt(journey.variance_h2);
    put(journey.length.value());
    put(journey.time.value());
    put(sd);
    put(journey.time.value() + kNormal95 * sd);
    put(journey.co2_kg_per_t * weight.value());
  }
};

}  // namespace

Table make_routes(const Outcome& outcome, int jobs) {
  Table table{"routes", route_columns(), {}};
  if (outcome.choices.empty()) return table;
  const RouteGroup group(outcome, outcome.choices.front());
  const std::size_t movements = outcome.movements.size();
  constexpr std::size_t kChunk = 512;
  std::vector<std::size_t> first_row = {0};  // [chunk of movements]
  for (std::size_t begin = 0; begin < movements; begin += kChunk) {
    std::size_t rows = first_row.back();
    for (std::size_t m = begin; m < std::min(movements, begin + kChunk); ++m)
      rows += group.row_count(outcome::MovementId(m));
    first_row.push_back(rows);
  }
  table.rows.resize(first_row.back());
  std::vector<std::optional<RouteWriter>> writers(static_cast<std::size_t>(std::max(jobs, 1)));
  for_each_index(first_row.size() - 1, jobs, [&](std::size_t index, int worker) {
    std::optional<RouteWriter>& writer = writers[static_cast<std::size_t>(worker)];
    if (!writer) writer.emplace(group);
    const std::span<std::vector<Cell>> rows =
        std::span(table.rows).subspan(first_row[index], first_row[index + 1] - first_row[index]);
    for (std::vector<Cell>& row : rows) row.reserve(table.columns.size());
    writer->write(index * kChunk, std::min(movements, (index + 1) * kChunk), rows);
  });
  return table;
}

}  // namespace corridor::results
