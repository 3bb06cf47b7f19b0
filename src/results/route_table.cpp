#include <cmath>
#include <map>

#include "border_names.hpp"
#include "corridor/results/tables.hpp"
#include "period.hpp"

namespace corridor::results {
namespace {

using network::ArcFacts;
using network::ArcId;
using network::ArcKind;
using outcome::Alternative;
using outcome::Movement;
using outcome::Outcome;

// A route in words, told while walking along its arcs.
struct RouteWords {
  std::string itinerary;
  std::string modes;
  std::string borders;
};

class RouteTeller {
 public:
  explicit RouteTeller(const network::Network& network)
      : network_(network), world_(*network.scenario), border_names_(network) {}

  [[nodiscard]] RouteWords tell(const Movement& movement, const Alternative& route) {
    words_ = {};
    mode_ = nullptr;
    words_.itinerary = last_ = world_.places[movement.origin].name;
    for (const ArcId arc : route.arcs) pass(arc);
    if (mode_ != nullptr) stop_at(world_.places[movement.destination].name);
    return words_;
  }

 private:
  const network::Network& network_;
  const model::Scenario& world_;
  BorderNames border_names_;
  RouteWords words_;
  std::string last_;
  const char* mode_ = nullptr;  ///< of the haul under way

  void pass(ArcId arc) {
    const ArcFacts& facts = network_.arcs[arc];
    if (facts.kind == ArcKind::kDischarge || facts.kind == ArcKind::kShip) {
      stop_at(world_.places[network_.tail(arc).place].name);
    }
    if (facts.length.value() > 0.0) go_by(facts, network_.tail(arc).place);
    for (const std::string* name : border_names_.on(arc)) {
      append(words_.borders, "; ", *name);
      stop_at(*name);
    }
  }

  void go_by(const ArcFacts& facts, model::PlaceId from) {
    const char* mode = model::name_of(facts.mode);
    if (mode_ != nullptr && mode_ == mode) return;
    if (mode_ != nullptr) stop_at(world_.places[from].name);
    mode_ = mode;
    append(words_.modes, "+", mode);
  }

  // Joins the next place to the itinerary, with the mode that led there.
  void stop_at(const std::string& name) {
    if (name == last_) return;
    words_.itinerary += mode_ == nullptr ? std::string(" > ") : std::string(" -") + mode_ + "-> ";
    words_.itinerary += name;
    last_ = name;
  }

  static void append(std::string& list, const char* separator, const std::string& item) {
    if (!list.empty()) list += separator;
    list += item;
  }
};

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

class RouteTable {
 public:
  explicit RouteTable(const Outcome& outcome)
      : outcome_(outcome),
        network_(*outcome.network),
        world_(*outcome.network->scenario),
        teller_(network_) {
    table_ = {"routes", route_columns(), {}};
  }

  void add(const outcome::MonthChoice& choice) {
    unit_ = per_months("TEU", choice.months.size());
    state_ = &outcome_.months[static_cast<std::size_t>(choice.months.front())];
    Column<model::DemandId, double> teu(world_.demand.size(), 0.0);
    for (const model::DemandId id : teu.ids()) teu[id] = teu_in(outcome_, id, choice.months);
    for (std::size_t m = 0; m < choice.alternatives.size(); ++m) {
      const Movement& movement = outcome_.movements[outcome::MovementId(m)];
      const double moved = teu[movement.demand] * movement.share;
      for (std::size_t rank = 0; rank < choice.alternatives[m].size(); ++rank) {
        const Alternative& route = choice.alternatives[m][rank];
        if (rank == 0 || route.share >= kLeastShare)
          add_route(movement, route, static_cast<double>(rank + 1), moved * route.share);
      }
    }
  }

  [[nodiscard]] Table take() { return std::move(table_); }

 private:
  const Outcome& outcome_;
  const network::Network& network_;
  const model::Scenario& world_;
  RouteTeller teller_;
  Table table_;
  std::string unit_;
  const network::MonthState* state_ = nullptr;

  void put(Cell cell) { table_.cells.push_back(std::move(cell)); }

  void add_route(const Movement& movement, const Alternative& route, double rank, double teu) {
    const network::CargoClass& cargo = outcome_.cargo_classes[movement.cargo];
    put_movement(movement, cargo);
    put(rank);
    put(route.share);
    put(teu);
    put(unit_);
    put(route.gateway.is_none() ? std::string("by land") : world_.places[route.gateway].name);
    double total = 0.0;
    for (const double cost : network::break_down(network_, cargo, *state_, route.arcs)) {
      total += cost;
      put(cost);
    }
    put(total);
    put_journey(network::journey(network_, cargo, *state_, route.arcs));
    RouteWords words = teller_.tell(movement, route);
    put(words.borders.empty() ? Cell() : Cell(std::move(words.borders)));
    put(words.modes.empty() ? Cell() : Cell(std::move(words.modes)));
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
    put(std::string(cargo.is_listed ? "yes" : "no"));
    put(cargo.size == model::BoxSize::k20 ? 20.0 : 40.0);
    put(world_.places[movement.origin].name);
    put(world_.places[movement.destination].name);
  }

  void put_journey(const network::Journey& journey) {
    const double sd = std::sqrt(journey.variance_h2);
    put(journey.length.value());
    put(journey.time.value());
    put(sd);
    put(journey.time.value() + kNormal95 * sd);
    put(journey.co2_kg_per_teu);
  }
};

}  // namespace

Table make_routes(const Outcome& outcome) {
  RouteTable table(outcome);
  if (!outcome.choices.empty()) table.add(outcome.choices.front());
  return table.take();
}

}  // namespace corridor::results
