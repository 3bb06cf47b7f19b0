#include <algorithm>
#include <map>
#include <set>

#include "border_names.hpp"
#include "corridor/outcome/arc_flows.hpp"
#include "corridor/results/tables.hpp"
#include "period.hpp"

namespace corridor::results {
namespace {

using network::ArcFacts;
using network::ArcId;
using network::ArcKind;
using outcome::Alternative;
using outcome::Movement;
using outcome::MovementId;
using outcome::Outcome;

constexpr std::size_t kPairsOfCountry = 4;
constexpr std::size_t kRoutesOfPair = 5;

// A stretch of a route told as one step: a haul by one mode, a border post, work at a place.
struct Stage {
  std::string what;
  std::string place;  ///< where it ends
  std::vector<ArcId> arcs;
};

const char* what_of(const ArcFacts& facts) {
  switch (facts.kind) {
    case ArcKind::kRoadHaul:
      return "road";
    case ArcKind::kRailHaul:
      return "rail";
    case ArcKind::kSail:
      return "sea";
    case ArcKind::kServiceRun:
      return facts.mode == model::Mode::kSea ? "ferry" : "train";
    case ArcKind::kBorder:
      return "border";
    case ArcKind::kGate:
    case ArcKind::kDischarge:
    case ArcKind::kShip:
    case ArcKind::kTranship:
      return "port";
    default:
      return "transfer";
  }
}

bool is_haul(const std::string& what) {
  return what != "border" && what != "port" && what != "transfer";
}

std::vector<Stage> stages_of(const network::Network& network, BorderNames& borders,
                             std::span<const ArcId> arcs) {
  std::vector<Stage> stages;
  for (const ArcId arc : arcs) {
    const ArcFacts& facts = network.arcs[arc];
    if (facts.kind == ArcKind::kAccess) continue;
    std::string what = what_of(facts);
    std::string place = network.scenario->places[network.head(arc).place].name;
    if (what == "border" && !borders.on(arc).empty()) place = *borders.on(arc).front();
    const bool joins = !stages.empty() && stages.back().what == what &&
                       (is_haul(what) || stages.back().place == place);
    if (!joins) stages.push_back({what, place, {}});
    stages.back().place = std::move(place);
    stages.back().arcs.push_back(arc);
  }
  return stages;
}

// The movements to tell: of each country, the largest of `kPairsOfCountry` partners and directions
// whose boxes can choose between gateways.
class PairPicker {
 public:
  PairPicker(const Outcome& outcome, const outcome::MonthChoice& choice)
      : outcome_(outcome), choice_(choice), teu_(outcome::teu_in(outcome, choice.months)) {}

  [[nodiscard]] double teu(MovementId id) const {
    const Movement& movement = outcome_.movements[id];
    return teu_[movement.demand] * movement.share;
  }

  [[nodiscard]] std::vector<MovementId> pick() const {
    std::map<Key, MovementId> largest;
    for (const MovementId id : outcome_.movements.ids()) {
      if (!has_choice(id)) continue;
      const auto [found, is_new] = largest.try_emplace(key_of(id), id);
      if (!is_new && teu(id) > teu(found->second)) found->second = id;
    }
    std::map<model::RegionId, std::vector<MovementId>> by_country;
    for (const auto& [key, id] : largest) by_country[std::get<0>(key)].push_back(id);
    std::vector<MovementId> picked;
    for (auto& [country, ids] : by_country) {
      std::stable_sort(ids.begin(), ids.end(),
                       [&](MovementId a, MovementId b) { return teu(a) > teu(b); });
      ids.resize(std::min(ids.size(), kPairsOfCountry));
      picked.insert(picked.end(), ids.begin(), ids.end());
    }
    return picked;
  }

 private:
  using Key = std::tuple<model::RegionId, model::RegionId, model::TradeDirection>;
  const Outcome& outcome_;
  const outcome::MonthChoice& choice_;
  Column<model::DemandId, double> teu_;

  [[nodiscard]] Key key_of(MovementId id) const {
    const model::Demand& row = outcome_.network->scenario->demand[outcome_.movements[id].demand];
    return {row.country, row.partner, row.direction};
  }
  [[nodiscard]] bool has_choice(MovementId id) const {
    const auto& gateway = choice_.sets->gateway;
    const std::vector<std::uint32_t> routes = choice_.open_routes(id);
    return std::any_of(routes.begin(), routes.end(), [&](std::uint32_t route) {
      return gateway[route] != gateway[routes.front()];
    });
  }
};

std::vector<TableColumn> stage_columns() {
  std::vector<TableColumn> columns = {
      {"demand", ""}, {"country", ""},  {"partner", ""},       {"direction", ""},   {"goods", ""},
      {"listed", ""}, {"box_ft", "ft"}, {"origin", ""},        {"destination", ""}, {"teu", "", 2},
      {"unit", ""},   {"rank", ""},     {"share", "share", 4}, {"gateway", ""},     {"step", ""},
      {"what", ""},   {"place", ""},    {"km", "km", 1},       {"hours", "h", 2}};
  for (int i = 0; i < network::kComponents; ++i) {
    const char* name = network::name_of(static_cast<network::Component>(i));
    columns.push_back({std::string(name) + "_usd_per_teu", "USD/TEU", 2});
  }
  return columns;
}

class StageWriter {
 public:
  StageWriter(const Outcome& outcome, const outcome::MonthChoice& choice, const PairPicker& pairs)
      : outcome_(outcome),
        network_(*outcome.network),
        choice_(choice),
        pairs_(pairs),
        state_(outcome.months[static_cast<std::size_t>(choice.months.front())]),
        unit_(per_months("TEU", choice.months.size())),
        borders_(network_) {}

  /// The cheapest route through each gateway, in order of cost.
  void add(MovementId id, Table& table) {
    std::set<model::PlaceId> seen;
    const std::vector<Alternative> routes = choice_.alternatives(id);
    for (std::size_t rank = 0; rank < routes.size() && seen.size() < kRoutesOfPair; ++rank) {
      if (!seen.insert(routes[rank].gateway).second) continue;
      add_route(id, routes, rank, table);
    }
  }

 private:
  const Outcome& outcome_;
  const network::Network& network_;
  const outcome::MonthChoice& choice_;
  const PairPicker& pairs_;
  const network::MonthState& state_;
  std::string unit_;
  BorderNames borders_;

  void add_route(MovementId id, const std::vector<Alternative>& routes, std::size_t position,
                 Table& table) {
    const Alternative& route = routes[position];
    const auto rank = static_cast<double>(position + 1);
    double step = 0.0;
    double share = 0.0;
    for (const Alternative& other : routes) {
      if (other.gateway == route.gateway) share += other.share;
    }
    for (const Stage& stage : stages_of(network_, borders_, route.arcs)) {
      put_movement(id, table);
      put_route(rank, share, route, table);
      table.add_cell(++step);
      table.add_cell(stage.what);
      table.add_cell(stage.place);
      const network::Journey trip = network::journey(network_, state_, stage.arcs);
      table.add_cell(trip.length.value());
      table.add_cell(trip.time.value());
      const network::CargoClass& cargo = outcome_.cargo_classes[outcome_.movements[id].cargo];
      for (const double usd : network::break_down(network_, cargo, state_, stage.arcs)) {
        table.add_cell(usd);
      }
    }
  }

  void put_movement(MovementId id, Table& table) const {
    const model::Scenario& world = *network_.scenario;
    const Movement& movement = outcome_.movements[id];
    const model::Demand& row = world.demand[movement.demand];
    const network::CargoClass& cargo = outcome_.cargo_classes[movement.cargo];
    const bool is_import = row.direction == model::TradeDirection::kImport;
    for (const std::string& text :
         {row.slug, world.regions[row.country].name, world.regions[row.partner].name,
          std::string(is_import ? "import" : "export"), world.commodities[row.commodity],
          std::string(model::name_of(cargo.goods))}) {
      table.add_cell(text);
    }
    table.add_cell(cargo.size == model::BoxSize::k20 ? 20.0 : 40.0);
    table.add_cell(world.places[movement.origin].name);
    table.add_cell(world.places[movement.destination].name);
    table.add_cell(pairs_.teu(id));
    table.add_cell(unit_);
  }

  void put_route(double rank, double share, const Alternative& route, Table& table) const {
    table.add_cell(rank);
    table.add_cell(share);
    table.add_cell(route.gateway.is_none() ? std::string("by land")
                                           : network_.scenario->places[route.gateway].name);
  }
};

}  // namespace

Table make_stages(const Outcome& outcome) {
  Table table{"stages", stage_columns(), {}};
  if (outcome.choices.empty()) return table;
  const outcome::MonthChoice& choice = outcome.choices.front();
  const PairPicker pairs(outcome, choice);
  StageWriter writer(outcome, choice, pairs);
  for (const MovementId id : pairs.pick()) writer.add(id, table);
  return table;
}

}  // namespace corridor::results
