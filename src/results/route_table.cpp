#include <algorithm>
#include <cmath>
#include <iterator>
#include <optional>

#include "corridor/base/parallel.hpp"
#include "corridor/outcome/arc_flows.hpp"
#include "corridor/results/tables.hpp"
#include "period.hpp"
#include "route_words.hpp"

namespace corridor::results {
namespace {

using outcome::Alternative;
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
};

// Writes the rows of movements; one for each thread.
class RouteWriter {
 public:
  explicit RouteWriter(const RouteGroup& group)
      : group_(group),
        network_(*group.outcome.network),
        world_(*network_.scenario),
        teller_(network_) {}

  /// The cells of the movements in [begin, end).
  std::vector<Cell> write(std::size_t begin, std::size_t end) {
    cells_.clear();
    for (std::size_t m = begin; m < end; ++m) {
      const outcome::MovementId id(m);
      const Movement& movement = group_.outcome.movements[id];
      const std::vector<Alternative> routes = group_.choice.alternatives(id);
      for (std::size_t rank = 0; rank < routes.size(); ++rank) {
        const double teu = group_.teu[movement.demand] * movement.share * routes[rank].share;
        if (rank == 0 || (routes[rank].share >= kLeastShare && teu >= kLeastTeu))
          add_route(movement, routes[rank], static_cast<double>(rank + 1), teu);
      }
    }
    return std::move(cells_);
  }

 private:
  const RouteGroup& group_;
  const network::Network& network_;
  const model::Scenario& world_;
  RouteTeller teller_;
  std::vector<Cell> cells_;

  void put(std::string text) { cells_.emplace_back(std::move(text)); }
  void put(double number) { cells_.emplace_back(number); }
  void put_or_blank(std::string text) {
    if (text.empty()) {
      cells_.emplace_back();
    } else {
      put(std::move(text));
    }
  }

  void add_route(const Movement& movement, const Alternative& route, double rank, double teu) {
    const network::CargoClass& cargo = group_.outcome.cargo_classes[movement.cargo];
    put_movement(movement, cargo);
    put(rank);
    put(route.share);
    put(teu);
    put(group_.unit);
    put(route.gateway.is_none() ? std::string("by land") : world_.places[route.gateway].name);
    double total = 0.0;
    for (const double cost : network::break_down(network_, cargo, group_.state, route.arcs)) {
      total += cost;
      put(cost);
    }
    put(total);
    const model::Demand& demand = world_.demand[movement.demand];
    put_journey(network::journey(network_, group_.state, route.arcs),
                network::weight_of(demand, cargo.size));
    RouteWords words = teller_.tell(movement.origin, movement.destination, route.arcs);
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
  constexpr std::size_t kChunk = 512;
  const std::size_t movements = outcome.movements.size();
  std::vector<std::vector<Cell>> chunks((movements + kChunk - 1) / kChunk);
  std::vector<std::optional<RouteWriter>> writers(static_cast<std::size_t>(std::max(jobs, 1)));
  for_each_index(chunks.size(), jobs, [&](std::size_t index, int worker) {
    std::optional<RouteWriter>& writer = writers[static_cast<std::size_t>(worker)];
    if (!writer) writer.emplace(group);
    chunks[index] = writer->write(index * kChunk, std::min(movements, (index + 1) * kChunk));
  });
  std::size_t size = 0;
  for (const auto& chunk : chunks) size += chunk.size();
  table.cells.reserve(size);
  for (auto& chunk : chunks) {
    std::move(chunk.begin(), chunk.end(), std::back_inserter(table.cells));
  }
  return table;
}

}  // namespace corridor::results
